"""A report's facts, read from a file: what it printed, how the ledgers are asked for it, what it says of itself."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

PRINTED = Path(__file__).parent / "printed"
AT_LEAST = ("count_approx", "money_approx", "money_min")
NUMBERS = ("count", "money", "frequency", "structure", "percent", *AT_LEAST)


@dataclass(frozen=True)
class Period:
    """In the report's words; one whose start the report does not give has no days."""

    said: str = ""
    since: date | None = None
    last: date | None = None

    @property
    def until(self) -> date | None:
        return self.last + timedelta(days=1) if self.last else None

    @property
    def has_no_start(self) -> bool:
        return bool(self.said) and self.since is None


@dataclass(frozen=True)
class Fact:
    """One number of the report. `figure` and `take` say what of the ledgers answers to it; without a figure it is the
    one that carries the fact's id among its `refs`."""

    id: str
    measure: str
    kind: str
    said: str
    printed: str
    value: str
    figure: str = ""
    take: str = ""
    scope: str = ""
    period: Period = Period()
    restated: date | None = None

    @property
    def number(self) -> Fraction | None:
        return Fraction(self.value) if self.kind in NUMBERS else None

    @property
    def decimals(self) -> int:
        return len(self.value.partition(".")[2])


@dataclass(frozen=True)
class Relation:
    """What facts of one report say of each other: `same` number, so many `times` it, one word over two `scope`s, or a
    count and its share, twice, out of one `total`."""

    kind: str
    of: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True)
class Report:
    """What one report printed of one county on one day."""

    key: str
    title: str
    county: str
    published: date
    facts: Sequence[Fact]
    relations: Sequence[Relation] = ()
    is_demo: bool = False  # of the demo county, whose code a real county may have in another database
    by_id: Mapping[str, Fact] = field(default_factory=dict, compare=False)

    def relations_of(self, fact: Fact) -> list[Relation]:
        return [one for one in self.relations if fact.id in one.of]


@cache
def reports() -> tuple[Report, ...]:
    """All there are, by county and day."""
    return tuple(read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(PRINTED.glob("*.toml")))


def report_of(county: str, *, is_demo: bool) -> Report | None:
    """The latest of a county."""
    found = [one for one in reports() if one.county == county and one.is_demo == is_demo]
    return max(found, key=lambda one: one.published, default=None)


def read(key: str, text: str) -> Report:
    """Raises ValueError for an id that stands twice, and for a relation or a period that nothing is known of."""
    told = tomllib.loads(text)
    periods = {name: _period(**said) for name, said in told.get("periods", {}).items()}
    facts = [_fact(periods, one) for one in told["facts"]]
    by_id = {fact.id: fact for fact in facts}
    relations = [Relation(one["kind"], tuple(one["of"]), one.get("times", 1)) for one in told.get("relations", ())]
    if len(by_id) < len(facts):
        raise ValueError(f"{key}: an id stands twice")
    if unknown := {name for one in relations for name in one.of} - set(by_id):
        raise ValueError(f"{key}: {sorted(unknown)[0]} is related and is no fact")
    about = told["title"], told["county"], told["published"]
    return Report(key, *about, facts, relations, told.get("is_demo", False), by_id)


def _period(said: str, **days: date) -> Period:
    return Period(said, days.get("from"), days.get("to"))


def _fact(periods: Mapping[str, Period], told: Mapping[str, Any]) -> Fact:
    name = told.get("period", "")
    if name and name not in periods:
        raise ValueError(f"{told['id']}: there is no period {name}")
    return Fact(**{**told, "period": periods.get(name, Period())})
