"""What the pages show of a unit and of a person, put together from the year's lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.incentives.benefits.due import Line, reckoned_on
from zhucun.incentives.benefits.models import postings_reached
from zhucun.incentives.benefits.reading import lines_of_postings, missing_of, owed_in
from zhucun.incentives.caring import words
from zhucun.incentives.caring.words import Shown
from zhucun.lib.periods import year_of
from zhucun.org.people.models import Cadre, Unit
from zhucun.policy.benefit_values import HEALTH_CHECK, INSURANCE, LIVING, PHONE, VISIT


@dataclass(frozen=True)
class PersonCare:
    """A person of a unit in a row: the yearly promises, and up to which month the allowances are paid."""

    posting: Posting
    lines: Sequence[Line]

    def _one(self, what: str) -> Shown | None:
        found = next((line for line in self.lines if line.what == what), None)
        return Shown(found) if found else None

    @property
    def insurance(self) -> Shown | None:
        return self._one(INSURANCE)

    @property
    def check(self) -> Shown | None:
        return self._one(HEALTH_CHECK)

    @property
    def visit(self) -> Shown | None:
        return self._one(VISIT)

    @property
    def missing_money(self) -> str:
        """Empty where all that is due was paid."""
        return words.owed_sentence(line for line in self.lines if line.is_money)

    @property
    def paid(self) -> str:
        """生活发到 6月，通讯发到 6月."""
        told = ((label, words.paid_until(self.lines, what)) for what, label in ((LIVING, "生活"), (PHONE, "通讯")))
        return "，".join(f"{label}发到{month}" for label, month in told if month)


@dataclass(frozen=True)
class UnitCare:
    """A unit as sender and as the one behind teams; what others pay its people is not in it."""

    unit: Unit
    year: int
    actor: Actor

    @cached_property
    def postings(self) -> dict[int, Posting]:
        """Those it sent who were on post in the year, by key."""
        span = year_of(self.actor.today.replace(year=self.year, day=1))
        rows = postings_reached(self.actor).filter(sending_unit=self.unit, reported_on__isnull=False)
        rows = rows.overlapping(span.since, span.until).select_related("cadre__person", "team")
        return {row.pk: row for row in rows.order_by("place_code", "pk")}

    @cached_property
    def teams(self) -> dict[int, Team]:
        day = reckoned_on(self.year, self.actor.today)
        backed = TeamBacking.objects.as_of(day).filter(unit=self.unit).values("team")
        return {row.pk: row for row in Team.objects.filter(pk__in=backed).order_by("place_code")}

    @cached_property
    def lines(self) -> list[Line]:
        postings = Posting.objects.filter(pk__in=list(self.postings))
        teams = Team.objects.filter(pk__in=list(self.teams))
        owed = owed_in(self.year, self.actor, self.unit.county_code, postings=postings, teams=teams)
        return [line for line in owed.lines if line.unit == self.unit.pk]

    @property
    def missing(self) -> list[Line]:
        return missing_of(self.lines)

    @property
    def sentence(self) -> str:
        return words.owed_sentence(self.missing)

    @property
    def sums(self) -> list[words.Sum]:
        return words.sums_of(self.lines)

    @cached_property
    def people(self) -> list[PersonCare]:
        by_posting: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.posting is not None:
                by_posting.setdefault(line.posting, []).append(line)
        return [PersonCare(row, by_posting.get(key, ())) for key, row in self.postings.items()]

    @property
    def funds(self) -> list[Shown]:
        return [Shown(line, self.teams[line.team].name) for line in self.lines if line.posting is None]

    @property
    def months(self) -> list["MonthOwed"]:
        """Missing allowances, a month and promise a row."""
        found = words.by_month(self.lines)
        return [MonthOwed(month, what, lines, self.postings) for (month, what), lines in found.items()]


@dataclass(frozen=True)
class MonthOwed:
    month: str
    what: str
    lines: Sequence[Line]
    postings: dict[int, Posting]

    @property
    def key(self) -> str:
        return f"{self.what}:{self.month}"

    @property
    def shown(self) -> Shown:
        return Shown(self.lines[0])

    @property
    def total(self) -> str:
        return words.amount(self.lines[0], sum(line.missing for line in self.lines))

    @property
    def names(self) -> str:
        """盘小妹 1260 元、…"""
        named = ((self.postings[line.posting].cadre.person.name, line) for line in self.lines if line.posting)
        return "、".join(f"{name} {words.amount(line, line.missing)}" for name, line in named)

    @property
    def label(self) -> str:
        return f"{self.shown.period} {self.shown.what}：{len(self.lines)} 人，{self.total}"


def lines_of_cadre(cadre: Cadre, year: int, actor: Actor) -> list[Line]:
    """Every line of one person, whoever owes it; funds of the team are not theirs."""
    return lines_of(postings_reached(actor).filter(cadre=cadre).select_related("team"), year, actor)


def lines_of(postings: Iterable[Posting], year: int, actor: Actor) -> list[Line]:
    """The same where the postings, each with its team, are loaded."""
    by_county: dict[str, list[Posting]] = {}
    for posting in sorted(postings, key=lambda one: (one.team.county_code, one.place_code, one.pk)):
        by_county.setdefault(posting.team.county_code, []).append(posting)
    return [line for code, rows in by_county.items() for line in lines_of_postings(rows, year, actor, code)]
