"""What others read of a test: its answers as rows of item and outcome, and of a person what is theirs alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from zhucun.acts.actor import Actor
from zhucun.training.knowledge_tests.marked import standing_answers
from zhucun.training.knowledge_tests.marking import Outcome
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import HOLD, OVER, SIT
from zhucun.training.questions.models import QuestionVersion

TOWNSHIP_DIGITS = 9


@dataclass(frozen=True)
class Response:
    """One question as one person answered it. `answer`: positions of the options chosen, or what was written."""

    seat: int
    township: str
    version: int
    outcome: Outcome
    milli: int
    points_milli: int
    answer: tuple[Any, ...] = ()

    @property
    def is_right(self) -> bool:
        return self.outcome is Outcome.RIGHT


def responses(test: KnowledgeTest, *, attempt: int | None = 1) -> list[Response]:
    """Of everybody who handed in, first attempts alone unless told otherwise: statistics count a person once.

    Two queries. Whoever shows them groups by question or township, never by person (R-BUR-01)."""
    seats = test.seats.filter(state__in=OVER)
    if attempt is not None:
        seats = seats.filter(attempt=attempt)
    rows = list(seats.order_by("number"))
    answers = standing_answers(rows)
    return [one for seat in rows for one in _of_seat(seat, answers.get(seat.pk, {}))]


def _of_seat(seat: Seat, answers: dict[int, Any]) -> Iterator[Response]:
    for at, (item, mark) in enumerate(zip(seat.items, seat.marks, strict=True)):
        yield Response(
            seat=seat.pk,
            township=seat.place_code[:TOWNSHIP_DIGITS],
            version=item.version,
            outcome=Outcome(mark["outcome"]),
            milli=mark["milli"],
            points_milli=item.points_milli,
            answer=tuple(answers.get(at) or ()),
        )


def versions_in(tests: Iterable[KnowledgeTest]) -> dict[int, QuestionVersion]:
    """The questions that stand on the papers of these tests, with what question and document they belong to."""
    papers = Seat.objects.filter(test__in=[one.pk for one in tests]).exclude(paper=[]).values_list("paper", flat=True)
    return versions_on(papers)


def versions_on(papers: Iterable[Sequence[dict[str, Any]]]) -> dict[int, QuestionVersion]:
    wanted = {item["version"] for paper in papers for item in paper}
    return QuestionVersion.objects.select_related("question", "document").in_bulk(list(wanted))


def own_seats(actor: Actor) -> list[Seat]:
    """What somebody is to sit or has sat, the next one first."""
    mine = Seat.objects.visible_to(actor, SIT).exclude(test__state__in=["cancelled", "planned"])
    return list(mine.filter(posting__isnull=False).select_related("test").order_by("-opens_at", "-attempt"))


def wrong_versions(posting: int, *, since: date | None = None) -> dict[int, date]:
    """Version → the day on which a member last had it wrong or left it blank: for what is practised again."""
    seats = Seat.objects.filter(posting=posting, state__in=OVER).order_by("handed_in_at")
    if since is not None:
        seats = seats.filter(handed_in_at__date__gte=since)
    found: dict[int, date] = {}
    for seat in seats:
        for item, mark in zip(seat.items, seat.marks, strict=True):
            if mark["outcome"] in (Outcome.WRONG.value, Outcome.PARTLY.value, Outcome.BLANK.value):
                found[item.version] = seat.handed_in_at.date()
            else:
                found.pop(item.version, None)
    return found


def may_look_on(test: KnowledgeTest, actor: Actor) -> bool:
    """The county, at a test that a township holds itself: who took part and which questions went wrong, never how a
    person did."""
    return not test.is_held_by(actor) and actor.scope(HOLD).covers_place(test.place_code)


def window_words(row: KnowledgeTest | Seat) -> str:
    """2022年6月28日 09:00—18:00, or until which day."""
    opens, closes = localtime(row.opens_at), localtime(row.closes_at)
    last = f"{closes:%H:%M}" if opens.date() == closes.date() else f"{closes.month}月{closes.day}日 {closes:%H:%M}"
    return f"{opens.year}年{opens.month}月{opens.day}日 {opens:%H:%M}—{last}"
