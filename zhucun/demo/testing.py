"""知识测验 of one township on 28 June 2022: members on phones, village cadres by slip or on paper, 70 people."""

from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented import Dice
from zhucun.demo.invented_names import Registry
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.same_chance import same_chance
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import acts as tests
from zhucun.training.knowledge_tests import answering, blueprints, judging, seats
from zhucun.training.knowledge_tests.answering import Answer
from zhucun.training.knowledge_tests.drawing import Drawable, Item
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import Way
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import Kind
from zhucun.training.questions.models import QuestionVersion

SEED, TOWNSHIP, PEOPLE, ON_PAPER = 28, "990126101", 70, 24
PLANNED, HELD, CLOSED, NEXT = date(2022, 6, 20), date(2022, 6, 28), date(2022, 6, 29), date(2022, 7, 8)
TITLE, NEXT_TITLE, BLUEPRINT = "2022年二季度乡村振兴知识测验", "2022年三季度乡村振兴知识测验", "季度测验"
A_WEEK = timedelta(days=7)
POINTS = {"single": 4, "multiple": 6, "true_false": 3, "fill_in": 4}
MOST_OF_A_LINE = 3
LONGEST = timedelta(hours=2)
KNOWN = {"easy": 90, "medium": 80, "hard": 68}  # in a hundred who know an answer
LEAST, BEST, BLANK = -30, 26, 2  # by how much one knows less or more than another; in a hundred left blank
WEAK, WEAKER = "监测", 22  # a topic in which they are weaker
DUTIES = ("村委会副主任", "村支委委员", "村委会委员", "村会计")


class Testing:
    """`on(day)` plans the test, holds it, closes it; the next one may be sat on the day the demo stands at.

    A county without that township, as a sample of it may be, holds none.
    """

    days = frozenset({PLANNED, HELD, CLOSED, NEXT})

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands
        self._dice = Dice(SEED)

    def on(self, day: date, people: PeopleOf) -> None:
        if day in self.days and Place.objects.filter(code=TOWNSHIP).exists():
            self._goes_on(day, people)

    def _goes_on(self, day: date, people: PeopleOf) -> None:
        if day == PLANNED:
            self._plan(day)
        if day == HELD:
            self._hold(day, people)
        if day == CLOSED:
            tests.close(self._test(), by=self._organiser(day))
        if day == NEXT:
            self._open_the_next(day)

    def _organiser(self, day: date) -> Actor:
        return self._hands.of("township_organiser", TOWNSHIP, day)

    def _test(self) -> KnowledgeTest:
        return KnowledgeTest.objects.get(title=TITLE)

    def _plan(self, day: date) -> None:
        by, office = self._organiser(day), self._hands.of("county_officer", self._home.code, day)
        blueprint = blueprints.write(self._home, title=BLUEPRINT, lines=self._lines(), by=office)
        here = Place.objects.get(code=TOWNSHIP, until__isnull=True)
        morning = by.now + (HELD - PLANNED)
        told = {"title": TITLE, "blueprint": blueprint, "opens_at": morning, "closes_at": morning + LONGEST}
        with same_chance(by.today.toordinal()):  # each test its own
            test = tests.plan(here, **told, minutes=60, by=by)
        members = list(
            Posting.objects.filter(place_code__startswith=TOWNSHIP).there_on(HELD).order_by("place_code", "pk")
        )
        cadres = self._cadres(PEOPLE - len(members), day)
        calls: list[tuple[Any, dict[str, Any]]] = [(test, {"posting": one}) for one in members]
        calls += [
            (test, {"participant": one, "way": Way.PAPER if at < ON_PAPER else Way.ONLINE})
            for at, one in enumerate(cadres)
        ]
        self._hands.do(seats.seat, calls, by=by)

    def _planned(self, blueprint: Blueprint, by: Actor, **told: Any) -> KnowledgeTest:
        here = Place.objects.get(code=TOWNSHIP, until__isnull=True)
        with same_chance(by.today.toordinal()):  # each test its own
            return tests.plan(here, blueprint=blueprint, minutes=60, by=by, **told)

    def _open_the_next(self, day: date) -> None:
        by, blueprint = self._organiser(day), Blueprint.objects.get(title=BLUEPRINT)
        told = {"title": NEXT_TITLE, "opens_at": by.now, "closes_at": by.now + A_WEEK}
        test = self._planned(blueprint, by, **told)
        self._hands.do(seats.seat, [(test, {"posting": one}) for one in _members(day)], by=by)
        tests.draw(KnowledgeTest.objects.get(pk=test.pk), by=by)

    def _lines(self) -> list[dict[str, Any]]:
        """A few of everything that is chosen or filled in."""
        found = QuestionVersion.objects.current().filter(question__place_code=self._home.code, question__state="ready")
        cells: dict[tuple[str, str, str], int] = {}
        for cell in found.order_by("pk").values_list("question__topic", "kind", "question__difficulty"):
            cells[cell] = cells.get(cell, 0) + 1
        return [
            {
                "topic": topic,
                "kind": kind,
                "difficulty": hard,
                "count": min(MOST_OF_A_LINE, there // 2),
                "points": POINTS[kind],
            }
            for (topic, kind, hard), there in sorted(cells.items())
            if kind in POINTS and there > 1
        ]

    def _cadres(self, count: int, day: date) -> list[Participant]:
        """Those its sessions have listed, and as many more as come."""
        listed = list(Participant.objects.there().filter(place_code__startswith=TOWNSHIP))
        count -= len(listed)
        villages = Place.objects.filter(parent__code=TOWNSHIP, kind="village", until__isnull=True).order_by("code")
        rows, names = list(villages), Registry(self._dice, set())
        calls = [
            (
                rows[at % len(rows)],
                {
                    "name": names.name("male" if at % 3 else "female", 1965 + at % 25),
                    "kind": Kind.VILLAGE_COMMITTEE,
                    "duty": DUTIES[at // len(rows) % len(DUTIES)],
                },
            )
            for at in range(count)
        ]
        made = self._hands.do(participants.add, calls, by=self._organiser(day))
        return sorted([*listed, *made], key=lambda one: (one.place_code, one.pk))

    def _hold(self, day: date, people: PeopleOf) -> None:
        by = self._organiser(day)
        test = tests.draw(self._test(), by=by)
        rows = list(test.seats.select_related("test", "posting__cadre__person").order_by("number"))
        bank = self._bank(rows)
        for row in rows:
            more = self._dice.between(LEAST, BEST)
            given = [self._answer(item, bank[item.version], more) for item in row.items]
            if row.way == Way.PAPER:
                judging.enter(row, letters=given, by=by)
            else:
                self._sit(row, given, self._sitter(row, day, people))

    def _bank(self, rows: list[Seat]) -> dict[int, tuple[Drawable, list[Any]]]:
        wanted = {item.version for row in rows for item in row.items}
        found = QuestionVersion.objects.filter(pk__in=wanted).select_related("question")
        return {
            one.pk: (
                Drawable(one.pk, one.question.topic, one.kind, one.question.difficulty, len(one.options)),
                one.key,
            )
            for one in found
        }

    def _answer(self, item: Item, known: tuple[Drawable, list[Any]], more: int) -> list[Any]:
        """`more`: of a hundred, how many this person knows beyond what people know of such a question."""
        question, key = known
        if self._dice.chance(BLANK):
            return []
        if self._dice.chance(KNOWN[question.difficulty] + more - (WEAKER if WEAK in question.topic else 0)):
            return [accepted[0] for accepted in key] if item.kind == "fill_in" else list(key)
        if item.kind == "fill_in":
            return ["记不清" for _ in key]
        if item.kind == "multiple" and self._dice.chance(50):
            return list(key[:-1])
        return [self._dice.pick([one for one in item.order if one not in key] or list(item.order))]

    def _sitter(self, row: Seat, day: date, people: PeopleOf) -> Actor:
        if row.posting_id:
            return people.member(row.name, day)
        return Actor.system(row.name, reach=self._home.code, now=self._organiser(day).now, door="slip")

    def _sit(self, row: Seat, given: list[Any], by: Actor) -> None:
        row = answering.start(row, by=by)
        told = [Answer(at, one, at + 1) for at, one in enumerate(given) if one]
        answering.save(row, told, device=f"demo-{row.number}", opens=True, now=by.now)
        answering.hand_in(Seat.objects.get(pk=row.pk), by=by)


def _members(day: date) -> list[Posting]:
    there = Posting.objects.filter(place_code__startswith=TOWNSHIP).there_on(day)
    return list(there.order_by("place_code", "pk"))
