"""What a team lacks, in words, and who is to supply it: pure decisions of the sieve of teams (R-SEL-17)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from zhucun.acts.permissions import permission
from zhucun.dispatch.roster.rules import Member, first_secretaries, is_paired_by_age, is_paired_by_experience
from zhucun.lib.periods import full_years
from zhucun.policy.profile import Pairing, PolicyProfile

SEE = permission("coverage.see", "看覆盖与过筛子")

SIZE, FIRST_SECRETARY, AGE, EXPERIENCE = "size", "first", "age", "experience"
MESHES = (SIZE, FIRST_SECRETARY, AGE, EXPERIENCE)  # in the order in which a team falls through them


@dataclass(frozen=True)
class Vacated:
    """A seat given up and not taken again: the sending unit owes the successor (R-ORG-12)."""

    on: date  # the first day without
    unit_id: int
    unit: str


@dataclass(frozen=True)
class TeamFacts:
    """What the sieve asks of a team on a day."""

    pk: int
    name: str
    number: str
    place_code: str
    township: str
    size: int  # 核定人数, else the county's for all teams
    is_owed_first_secretary: bool  # it serves a village with a weak branch (R-SEL-02)
    backing_unit_id: int | None = None
    backing_unit: str = ""
    members: Sequence[Member] = ()
    vacated: Sequence[Vacated] = ()


@dataclass(frozen=True)
class Lack:
    """One thing a team lacks. `owed_by` are units by key and name; the side in which they owe is said with it."""

    mesh: str
    sentence: str
    owed_by: tuple[tuple[int, str], ...] = ()
    side: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """A team that went through the sieve."""

    team: TeamFacts
    lacks: tuple[Lack, ...] = field(default=())

    @property
    def meshes(self) -> set[str]:
        return {lack.mesh for lack in self.lacks}

    @property
    def headcount(self) -> int:
        return len(self.team.members)


def judge(team: TeamFacts, day: date, policy: PolicyProfile) -> Judged:
    lacks = (*_size(team, policy.selection.vacancy_days), *_lead(team), *_pairing(team, day, policy.pairing))
    return Judged(team, lacks)


def _size(team: TeamFacts, days: int) -> Iterable[Lack]:
    """The seats last given up are owed by the units that sent those who left; any other by the backing unit."""
    missing = team.size - len(team.members)
    given_up = sorted(team.vacated, key=lambda seat: seat.on, reverse=True)[: max(missing, 0)]
    for seat in given_up:
        said = f"缺 1 人：{seat.on:%Y-%m-%d} 起空着，还没有人接替"
        yield Lack(SIZE, said, ((seat.unit_id, seat.unit),), "派出单位", seat.on + timedelta(days=days))
    if (never_filled := missing - len(given_up)) > 0:
        said = f"缺 {never_filled} 人：在册 {len(team.members)} 人，核定 {team.size} 人"
        yield Lack(SIZE, said, _backing(team), "后盾单位")


def _lead(team: TeamFacts) -> Iterable[Lack]:
    if first_secretaries(team.members) == 0:
        weak = "，软弱涣散村必须有" if team.is_owed_first_secretary else ""
        yield Lack(FIRST_SECRETARY, f"没有第一书记{weak}", _backing(team), "后盾单位")


def _pairing(team: TeamFacts, day: date, limits: Pairing) -> Iterable[Lack]:
    """Whoever sends the next member supplies it; no member is moved for it (R-SEL-11)."""
    if not is_paired_by_age(team.members, day, limits):
        yield Lack(AGE, f"老新没配齐：{_missing_age(team.members, day, limits)}")
    if not is_paired_by_experience(team.members, limits):
        yield Lack(EXPERIENCE, f"深浅没配齐：{_missing_experience(team.members, limits)}")


def _missing_age(members: Sequence[Member], day: date, limits: Pairing) -> str:
    ages = [full_years(m.birth_month, day) for m in members if m.birth_month]
    parts = [
        f"没有满 {limits.old_age} 岁的" if not any(age >= limits.old_age for age in ages) else "",
        f"没有未满 {limits.young_age} 岁的" if not any(age < limits.young_age for age in ages) else "",
    ]
    return _joined(parts, len(members) - len(ages), "出生年月")


def _missing_experience(members: Sequence[Member], limits: Pairing) -> str:
    months = [m.rural_months for m in members if m.rural_months is not None]
    parts = [
        "" if any(n >= limits.deep_years * 12 for n in months) else f"没有农村工作满 {limits.deep_years} 年的",
        "" if any(n < limits.shallow_years * 12 for n in months) else f"没有农村工作不满 {limits.shallow_years} 年的",
    ]
    return _joined(parts, len(members) - len(months), "农村工作月数")


def _joined(parts: Iterable[str], unknown: int, fact: str) -> str:
    said = "，也".join(part for part in parts if part)
    return f"{said}（{unknown} 人{fact}没有登记）" if unknown else said


def _backing(team: TeamFacts) -> tuple[tuple[int, str], ...]:
    return ((team.backing_unit_id, team.backing_unit),) if team.backing_unit_id else ()
