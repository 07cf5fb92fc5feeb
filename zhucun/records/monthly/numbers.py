"""The numbers of a month report, counted from ledgers; topics above register theirs (days stationed, matters done)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side

OfTeams = Callable[[Sequence[int], date, date, Actor], Mapping[int, int]]


@dataclass(frozen=True)
class Number:
    """`of` gives team → value within [since, until), for whoever asks; of days it is in half-days and shown as days.
    Without it the number is one of the records, which are counted together."""

    key: str
    label: str
    unit: str
    order: int
    of: OfTeams | None = None
    is_halfdays: bool = False
    opens: Callable[[int, date], str] | None = None  # the address of its rows, of a team and a month

    def shown(self, value: int) -> str:
        if not self.is_halfdays:
            return str(value)
        days, half = divmod(value, halves.PER_DAY)
        return f"{days}.5" if half else str(days)


_numbers: dict[str, Number] = {}


def report_number(number: Number) -> Number:
    """Register it. A key is taken once."""
    if number.key in _numbers:
        raise ValueError(f"two numbers of the month report are called {number.key}")
    return _numbers.setdefault(number.key, number)


def all_numbers() -> list[Number]:
    return sorted(_numbers.values(), key=lambda number: number.order)


def address_of(key: str, team: int, month: date) -> str:
    """Where the rows of a number stand, as it is frozen in a report."""
    number = _numbers.get(key)
    return number.opens(team, month) if number and number.opens else ""


def numbers_of(teams: Iterable[int], since: date, until: date, by: Actor) -> dict[int, dict[str, int]]:
    """Of each team, all that is counted: one query for the records, some for each topic, however many teams."""
    keys = list(teams)
    found = _of_records(keys, since, until)
    for number in all_numbers():
        for team, value in number.of(keys, since, until, by).items() if number.of else ():
            found[team][number.key] = value
    return found


def _records(teams: Sequence[int], since: date, until: date) -> QuerySet:
    return WorkRecord.objects.standing().filter(team__in=teams, side=Side.TEAM).happened_in(since, until)


def _of_records(teams: Sequence[int], since: date, until: date) -> dict[int, dict[str, int]]:
    """How many of each kind; of visits also the households, each once, however often it was visited."""
    kinds = [number.key for number in all_numbers() if number.of is None and number is not HOUSEHOLDS]
    rows = _records(teams, since, until).filter(kind__in=kinds).order_by().values("team", "kind")
    counted = rows.annotate(n=Count("pk", distinct=True), homes=Count("households", distinct=True))
    found: dict[int, dict[str, int]] = {team: {} for team in teams}
    for team, kind, count, homes in counted.values_list("team", "kind", "n", "homes"):
        found[team][kind] = count
        if kind == VISITS.key and homes:
            found[team][HOUSEHOLDS.key] = homes
    return found


def records_of(kind: str) -> Callable[[int, date], str]:
    """The address of a team's records of a kind in a month."""
    return lambda team, month: f"{reverse('records:work')}?team={team}&month={month:%Y-%m}&kind={kind}"


def _kind(key: str, label: str, unit: str, order: int) -> Number:
    return report_number(Number(key, label, unit, order, opens=records_of(key)))


VISITS = _kind("visit", "走访", "次", 20)
HOUSEHOLDS = report_number(Number("households", "走到", "户", 21, opens=records_of("visit")))
MEETINGS = _kind("meeting", "开会", "次", 30)
PRACTICAL = _kind("practical", "办实事", "件", 40)
POLICY = _kind("policy", "政策宣讲", "次", 50)
STUDY = _kind("study", "学习", "次", 60)


def deeds_of(teams: Sequence[int], since: date, until: date) -> dict[int, list[str]]:
    """What was done for people, as it was noted, in order."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = _records(teams, since, until).filter(kind="practical").order_by("happened_on", "pk")
    for team, text in rows.values_list("team", "text"):
        found[team].append(text)
    return found
