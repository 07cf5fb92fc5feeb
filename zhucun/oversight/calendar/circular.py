"""The month's circular on attendance: sums by township in fixed order, no names and no ranking (R-ATT-13, R-BUR-02)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import Correction
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.people import OnTeam
from zhucun.oversight.calendar.words import days_of
from zhucun.policy import in_force
from zhucun.policy.attendance import ABSENCE, LEAVE, OFFICIAL_TRIP, REST_DUTY, TRAINING

SAID = (OFFICIAL_TRIP, TRAINING, REST_DUTY, LEAVE)


@dataclass(frozen=True)
class Line:
    """A township of the table."""

    name: str
    teams: int
    people: int
    locked: int
    counted: str
    reached: int


@dataclass(frozen=True)
class Circular:
    month: str
    teams: int
    people: int
    locked: int
    counted: str
    asked: str
    least: int
    reached: int
    sums: Sequence[tuple[str, str]]
    absent: str
    corrected: int
    lines: Sequence[Line]
    due_on: date
    on: date

    @property
    def not_locked(self) -> int:
        return self.people - self.locked

    @property
    def below(self) -> int:
        return self.people - self.reached


def circular_of(shown: Everybody) -> Circular:
    people = [one for one in shown.all_people if shown.months[one.posting].is_there]
    totals: Counter[str] = Counter()
    for one in people:
        totals.update(shown.months[one.posting].totals_to(shown.asked.today))
    terms, day = shown.terms, in_force.of(shown.request.actor).attendance.circular_day
    after = shown.asked.span.until
    return Circular(
        shown.asked.label,
        len({one.team for one in people}),
        len(people),
        _locked(shown, people),
        _counted(shown, people),
        _asked(shown, people),
        terms.min_days_per_month,
        _reached(shown, people),
        [(terms.by_key[key].label, days_of(totals[key])) for key in SAID if totals[key]],
        days_of(totals[ABSENCE]) if totals[ABSENCE] else "",
        _corrections(shown),
        [_line(shown, code, list(found)) for code, found in groupby(people, key=lambda one: one.township_code)],
        after.replace(day=day),
        shown.asked.today,
    )


def _corrections(shown: Everybody) -> int:
    seen = Correction.objects.visible_to(shown.request.actor).filter(line__month=shown.asked.key)
    return seen.filter(state=rules.CorrectionState.APPROVED).count()


def _line(shown: Everybody, code: str, people: list[OnTeam]) -> Line:
    teams = len({one.team for one in people})
    name = shown.townships.get(code, code)
    return Line(name, teams, len(people), _locked(shown, people), _counted(shown, people), _reached(shown, people))


def _locked(shown: Everybody, people: Iterable[OnTeam]) -> int:
    return sum(shown.months[one.posting].is_locked for one in people)


def _counted(shown: Everybody, people: Iterable[OnTeam]) -> str:
    return days_of(sum(shown.months[one.posting].counted_to(shown.asked.today) for one in people))


def _asked(shown: Everybody, people: Iterable[OnTeam]) -> str:
    """Of what is counted, as it stands beside every number; a month that is locked asks nothing (R-ATT-08)."""
    asked = sum(shown.months[one.posting].asked_to(shown.asked.today) for one in people)
    return days_of(asked) if asked else ""


def _reached(shown: Everybody, people: Iterable[OnTeam]) -> int:
    return sum(not shown.months[one.posting].is_below for one in people)
