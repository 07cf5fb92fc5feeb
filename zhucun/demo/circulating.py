"""督查通报 of 2022: drafted from findings of the weeks before, confirmed by whom they are about, issued."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented_overseen import LETTERS
from zhucun.demo.invented_talks import FIRST, SECOND
from zhucun.demo.people_of import PeopleOf
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.circulars import confirming, issuing
from zhucun.oversight.circulars.models import CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.onsite.models import Finding

HeadOf = Callable[[Unit, date], Actor]
SIGNER = "唐志远"


@dataclass(frozen=True)
class Told:
    """What was found in these weeks, asked about, answered, sent for signature and issued on these days."""

    document: str
    since: date
    last_on: date
    asked_on: date
    answered_on: date
    ready_on: date
    issued_on: date
    letters: range
    praised: str
    disputed: str = ""
    said: str = ""
    reworded: str = ""


CIRCULARS = (
    Told(
        FIRST,
        date(2022, 1, 10),
        date(2022, 3, 18),
        date(2022, 3, 21),
        date(2022, 3, 23),
        date(2022, 3, 25),
        date(2022, 3, 30),
        range(1, 4),
        "多数工作队节后按时返岗，走访、公开做得实。",
    ),
    Told(
        SECOND,
        date(2022, 3, 25),
        date(2022, 6, 2),
        date(2022, 6, 9),
        date(2022, 6, 13),
        date(2022, 6, 15),
        date(2022, 6, 20),
        range(4, 8),
        "防汛期间各队守在村里，转移及时。",
        "水渠清淤拖了两个月，群众有意见",
        "清淤5月已经做了一半，不是没有动。",
        "水渠清淤拖了两个月，到督查时只做了一半",
    ),
)


class Circulating:
    """`on(day)` moves both on."""

    def __init__(self, home: Place, hands: Hands, people: PeopleOf, head_of: HeadOf) -> None:
        self._home, self._hands, self._people, self._head_of = home, hands, people, head_of

    @property
    def days(self) -> set[date]:
        return {day for one in CIRCULARS for day in (one.asked_on, one.answered_on, one.ready_on, one.issued_on)}

    def on(self, day: date) -> None:
        for one in CIRCULARS:
            steps = {
                one.asked_on: self._ask,
                one.answered_on: self._answer,
                one.ready_on: self._make_ready,
                one.issued_on: self._issue,
            }
            if day in steps:
                steps[day](one, day)

    def _officer(self, day: date) -> Actor:
        return self._hands.of("county_officer", self._home.code, day)

    def _row(self, one: Told) -> InspectionCircular:
        return InspectionCircular.objects.get(county_code=self._home.code, since=one.since)

    def _ask(self, one: Told, day: date) -> None:
        by = self._officer(day)
        row = circulars.open_circular(self._home, since=one.since, last_on=one.last_on, by=by)
        texts = [problem.text for letters in LETTERS if letters.number in one.letters for problem in letters.problems]
        found = Finding.objects.filter(text__in=texts).select_related("team", "unit").order_by("pk")
        self._hands.do(circulars.pick, [(row, {"finding": finding}) for finding in found], by=by)
        told = {"title": row.title, "recipient": row.recipient, "naming": row.naming, "praised": one.praised}
        confirming.ask(circulars.word(InspectionCircular.objects.get(pk=row.pk), **told, by=by), by=by)

    def _answer(self, one: Told, day: date) -> None:
        """All say that it is so; of the second one says that more was done than was written, and it is reworded."""
        checks = FactCheck.objects.filter(circular=self._row(one)).select_related("unit", "circular").order_by("pk")
        for check in checks:
            by = self._head_of(check.unit, day) if check.unit else self._people.secretary(check.place_code[:9], day)
            lines = check.lines.filter(line__text=one.disputed)
            disputes = [{"line": line.line_id, "said": one.said} for line in lines]
            confirming.answer(check, disputes=disputes, by=by)
        for line in CircularLine.objects.filter(circular=self._row(one)).disputed():
            reason = "看了照片，说法改准。"
            confirming.reword(line, text=one.reworded, reason=reason, by=self._officer(day))

    def _make_ready(self, one: Told, day: date) -> None:
        confirming.make_ready(self._row(one), by=self._officer(day))

    def _issue(self, one: Told, day: date) -> None:
        told = {"document": one.document, "signer": SIGNER, "issued_on": day}
        issuing.record_issued(self._row(one), **told, by=self._officer(day))
