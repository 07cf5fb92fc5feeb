"""Permissions, lists and pure decisions of the roster."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import add_months, full_years
from zhucun.policy.profile import Pairing

SEE = permission("roster.see", "看工作队和名册")
KEEP_TEAMS = permission("team.keep", "维护工作队")
START = permission("posting.start", "派驻和补录")
END = permission("posting.end", "结束派驻")
REPORT_IN = permission("posting.report_in", "登记报到")
IMPORT = permission("roster.import", "导入表格")
EXPORT = permission("roster.export", "导出台账")


class TeamRole(TextChoices):
    """Roles may combine on one posting (R-ORG-08)."""

    FIRST_SECRETARY = "first_secretary", "第一书记"
    LEADER = "leader", "队长"
    MEMBER = "member", "队员"


class StartKind(TextChoices):
    ROUND = "round", "轮次选派"
    SUCCESSION = "succession", "接替"
    REINFORCEMENT = "reinforcement", "增派"
    BACKFILL = "backfill", "补录"


class ChangeKind(TextChoices):
    """Kept apart, since their statistics and consequences differ (R-SEL-16)."""

    ROTATION = "rotation", "轮换"
    ADJUSTMENT = "adjustment", "调整"
    REMOVAL = "removal", "撤换"
    RECALL = "recall", "召回"


class Spell(Protocol):
    since: date
    until: date | None


def must_not_overlap(name: str, held: Iterable[Spell], since: date, until: date | None = None) -> None:
    """One person holds one post at a time (R-SEL-20)."""
    for spell in held:
        begins_before_it_ends = spell.until is None or since < spell.until
        if begins_before_it_ends and (until is None or spell.since < until):
            end = f"到 {spell.until:%Y-%m-%d}" if spell.until else "至今"
            raise Refused(
                f"{name}从 {spell.since:%Y-%m-%d} {end}已在另一个岗位上，一个人不能同时在两处。", field="cadre"
            )


@dataclass(frozen=True)
class Member:
    """What pairing and size ask of a member."""

    birth_month: date | None
    rural_months: int | None
    roles: frozenset[str]


def is_paired_by_age(members: Sequence[Member], day: date, limits: Pairing) -> bool:
    """一老一新: at least one old and one young (R-SEL-12)."""
    ages = [full_years(m.birth_month, day) for m in members if m.birth_month]
    return any(age >= limits.old_age for age in ages) and any(age < limits.young_age for age in ages)


def is_paired_by_experience(members: Sequence[Member], limits: Pairing) -> bool:
    """一深一浅: at least one with deep and one with shallow rural experience (R-SEL-12)."""
    months = [m.rural_months for m in members if m.rural_months is not None]
    return any(m >= limits.deep_years * 12 for m in months) and any(m < limits.shallow_years * 12 for m in months)


def first_secretaries(members: Sequence[Member]) -> int:
    return sum(TeamRole.FIRST_SECRETARY in member.roles for member in members)


def term_ends(since: date, months: int) -> date:
    """The first day after the term (R-SEL-05)."""
    return add_months(since, months)


def latest_start(day: date, months: int, within_days: int) -> date:
    """The latest start whose term ends within so many days after the day, so that a query can count them."""
    limit = day + timedelta(days=within_days)
    found = add_months(limit, -months)
    while term_ends(found + timedelta(days=1), months) <= limit:  # months of unequal length end on the same day
        found += timedelta(days=1)
    return found
