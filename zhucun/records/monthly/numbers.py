"""The numbers of a month report, counted from ledgers; topics above register theirs (days stationed, matters done)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from zhucun.records.registry import Side
from zhucun.records.work.models import WorkRecord

OfTeams = Callable[[Sequence[int], date, date], Mapping[int, int]]


@dataclass(frozen=True)
class Number:
    """`of` gives team → value within [since, until); of days the value is in half-days and shown as days."""

    key: str
    label: str
    unit: str
    order: int
    of: OfTeams
    is_halfdays: bool = False

    def shown(self, value: int) -> str:
        return f"{value / 2:g}" if self.is_halfdays else str(value)


_numbers: dict[str, Number] = {}


def report_number(number: Number) -> Number:
    """Register it. A key is taken once."""
    if number.key in _numbers:
        raise ValueError(f"two numbers of the month report are called {number.key}")
    return _numbers.setdefault(number.key, number)


def all_numbers() -> list[Number]:
    return sorted(_numbers.values(), key=lambda number: number.order)


def numbers_of(teams: Iterable[int], since: date, until: date) -> dict[int, dict[str, int]]:
    """Of each team, all that is counted: as many queries as there are numbers, however many teams."""
    keys = list(teams)
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    for number in all_numbers():
        for team, value in number.of(keys, since, until).items():
            found[team][number.key] = value
    return found


def _records(teams: Sequence[int], since: date, until: date) -> QuerySet:
    return WorkRecord.objects.standing().filter(team__in=teams, side=Side.TEAM).happened_in(since, until)


def counting(kind: str) -> OfTeams:
    """How many records of a kind."""

    def count(teams: Sequence[int], since: date, until: date) -> Mapping[int, int]:
        rows = _records(teams, since, until).filter(kind=kind).order_by().values("team")
        return dict(rows.annotate(n=Count("pk")).values_list("team", "n"))

    return count


def households_visited(teams: Sequence[int], since: date, until: date) -> Mapping[int, int]:
    """Each household once, however often it was visited."""
    rows = _records(teams, since, until).filter(kind="visit", households__isnull=False).order_by().values("team")
    return dict(rows.annotate(n=Count("households", distinct=True)).values_list("team", "n"))


VISITS = report_number(Number("visits", "走访", "次", 20, counting("visit")))
HOUSEHOLDS = report_number(Number("households", "走到", "户", 21, households_visited))
MEETINGS = report_number(Number("meetings", "开会", "次", 30, counting("meeting")))
PRACTICAL = report_number(Number("practical", "办实事", "件", 40, counting("practical")))
POLICY = report_number(Number("policy", "政策宣讲", "次", 50, counting("policy")))
STUDY = report_number(Number("study", "学习", "次", 60, counting("study")))


def deeds_of(teams: Sequence[int], since: date, until: date) -> dict[int, list[str]]:
    """What was done for people, as it was noted, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = _records(teams, since, until).filter(kind="practical").order_by("happened_on", "pk")
    for team, text in rows.values_list("team", "text"):
        found[team].append(text)
    return found
