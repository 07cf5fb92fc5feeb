"""The facts of one person as their sheet shows them: read once, only arranged, never stored."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.conditions import Blocker, Condition, Met, conditions_of
from zhucun.dispatch.roster.life import MemberFile, file_of_member, life_of
from zhucun.lib.lanes import Lane, Life, MonthDays, Thing
from zhucun.lib.periods import add_months
from zhucun.org.people.models import Cadre
from zhucun.policy.rule_texts import rule_text

DAYS_OF_A_MONTH = 30
NOT_LOCKED = "还没核定"


@dataclass(frozen=True)
class Posted:
    """One line of the posting chain, with the duties held."""

    team: str
    team_id: int
    since: date
    last_day: date | None
    duties: str
    unit: str
    basis: str


@dataclass(frozen=True)
class Section:
    """The records of one measure, the oldest first."""

    title: str
    things: Sequence[Thing]


class FactsSheet:
    """Everything is what this reader may read of the person."""

    def __init__(self, cadre: Cadre, actor: Actor, needs: str) -> None:
        self.file: MemberFile = file_of_member(cadre, actor, needs)
        self.cadre, self.actor = cadre, actor

    @property
    def age(self) -> int | None:
        return lineup.age_of(self.cadre, self.actor.today)

    @property
    def postings(self) -> list[Posted]:
        return [
            Posted(
                one.team.name,
                one.team_id,
                one.since,
                one.last_day,
                "、".join(lineup.roles_at(one, self.actor.today)),
                one.sending_unit.name,
                one.start_basis,
            )
            for one in self.file.postings
        ]

    @property
    def length(self) -> str:
        """在村 1 年 1 个月, which is grassroots experience (R-USE-04)."""
        today = self.actor.today
        days = sum(((one.until or today) - one.since).days for one in self.file.postings)
        years, months = divmod(days // DAYS_OF_A_MONTH, 12)
        return " ".join([f"{years} 年"] * bool(years) + [f"{months} 个月"] * bool(months or not years))

    @cached_property
    def life(self) -> Life:
        return life_of(self.file)

    @property
    def months(self) -> Sequence[MonthDays]:
        """Every month on post; of those that nobody has locked it is said."""
        known = {one.first: one for one in self.life.months}
        there = {first for one in self.file.postings for first in _months(one.since, one.last_day or self.actor.today)}
        return [known.get(first) or MonthDays(first, NOT_LOCKED, 0, is_open=True) for first in sorted({*known, *there})]

    @cached_property
    def _found(self) -> tuple[list[Condition], list[Blocker]]:
        return conditions_of(self.file)

    @property
    def conditions(self) -> list[tuple[Condition, str]]:
        """Each with its rule in words."""
        return [(one, rule_text(one.rule)) for one in self._found[0]]

    @property
    def blockers(self) -> list[Blocker]:
        return self._found[1]

    @property
    def counted(self) -> str:
        """8 条里达到 6 条. A count, and no judgement."""
        told = [one.met for one in self._found[0]]
        return f"{len(told)} 条，达到 {told.count(Met.YES)} 条" if told else ""

    @property
    def sections(self) -> list[Section]:
        return [
            Section("培训和测验", self._of(Lane.TRAINING)),
            Section("考核、督查、整改", self._of(Lane.OVERSIGHT)),
            Section("公布的结果和表扬", self._of(Lane.INCENTIVES)),
        ]

    def _of(self, lane: Lane) -> list[Thing]:
        return [one for one in self.life.in_lane(lane) if one.sentence and one.on <= self.actor.today]


def _months(since: date, last_day: date) -> Iterator[date]:
    first = since.replace(day=1)
    while first <= last_day:
        yield first
        first = add_months(first, 1)


def note_look(cadre: Cadre, actor: Actor, what: str) -> None:
    """Who printed whom, and when: the only thing that is kept of a sheet (R-SEC-08)."""
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=actor.name,
        account_id=actor.account_id,
        door=actor.door,
        what=what,
        row_kind=cadre._meta.label_lower,
        row_key=cadre.pk,
        place_code=cadre.place_code,
    )
