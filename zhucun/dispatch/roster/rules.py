"""Permissions, lists and pure decisions of the roster."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
IMPORT = permission("roster.import", "导入名册、看县里导入的表")
BRING_IN = permission("sheet.bring_in", "导入表格")  # what kinds of table, each kind says
EXPORT = permission("roster.export", "导出台账")
PROPOSE_CHANGE = "change.propose"  # whose pages and acts lie above
NOTE = permission("note.keep", "记履职情况")
SEE_ENDS = permission("posting.see_end", "看怎么离任的")  # a recall is for few eyes, and lists never say it (R-TLK-09)


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


LEFT = "离任"  # how every end is called where it is not said which kind it was


class NoteKind(TextChoices):
    """What a ServiceNote says. `RECALL` and `DISCIPLINE` are written by their own procedures, for few eyes only."""

    TALK = "talk", "谈话提醒"
    INSPECTION = "inspection", "督查发现"
    COMPLAINT = "complaint", "群众反映"
    CIRCULAR = "circular", "通报"
    GRADE = "grade", "考核结果"
    PRAISE = "praise", "表扬奖励"
    RECALL = "recall", "召回影响期"
    DISCIPLINE = "discipline", "处理影响期"


BY_HAND = [kind for kind in NoteKind if kind not in (NoteKind.RECALL, NoteKind.DISCIPLINE)]


@dataclass(frozen=True)
class AgeBand:
    """Full years from `least` to `most`, both included; an open side is None."""

    key: str
    label: str
    least: int | None
    most: int | None


# Everybody whose birth month is known is in exactly one of these.
AGE_GROUPS = (
    AgeBand("30", "30周岁及以下", None, 30),
    AgeBand("31", "31—39周岁", 31, 39),
    AgeBand("40", "40—44周岁", 40, 44),
    AgeBand("45", "45—49周岁", 45, 49),
    AgeBand("50", "50—54周岁", 50, 54),
    AgeBand("55", "55周岁及以上", 55, None),
)
# 未满40周岁 and 40周岁及以下 are two figures behind “40岁以下” (R-SEL-19).
AGE_BANDS = (
    AgeBand("under_40", "未满40周岁", None, 39),
    AgeBand("aged_40_or_less", "40周岁及以下", None, 40),
    *AGE_GROUPS,
)


class Spell(Protocol):
    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


def must_not_overlap(name: str, held: Iterable[Spell], since: date, until: date | None = None) -> None:
    """One person holds one post at a time (R-SEL-20)."""
    for spell in held:
        begins_before_it_ends = spell.until is None or since < spell.until
        if begins_before_it_ends and (until is None or spell.since < until):
            end = f"到 {spell.until:%Y-%m-%d}" if spell.until else "至今"
            raise Refused(
                f"{name}从 {spell.since:%Y-%m-%d} {end}已在另一个岗位上，一个人不能同时在两处。", field="cadre"
            )


class Seated(Spell, Protocol):
    @property
    def seat_since(self) -> date: ...


def seat_since(since: date, follows: Seated | None) -> date:
    """From when a posting holds its seat: whom it follows holds it until their last day, however early it began, so
    that in the hand-over week two are there and one counts (R-SEL-18)."""
    if follows is None or follows.until is None:
        return since
    return max(since, follows.until, follows.seat_since)


def must_not_begin_too_early(name: str, since: date, before: Spell, handover_days: int) -> None:
    """A successor is there with whom they follow for so many days at most, and not before them (R-SEL-18)."""
    until = before.until or date.max
    earliest = max(until - timedelta(days=handover_days), before.since)
    if since < earliest:
        raise Refused(
            f"{name}在队到 {until - timedelta(days=1):%Y-%m-%d}，交接期最长 {handover_days} 天，"
            f"接替的人最早 {earliest:%Y-%m-%d} 派来。",
            field="since",
            rule="R-SEL-18",
        )


@dataclass(frozen=True)
class Member:
    """What pairing and size ask of a member."""

    birth_month: date | None
    rural_months: int | None
    roles: frozenset[str]


@dataclass(frozen=True)
class Named(Member):
    """A member whose name is said when the pairing is explained."""

    name: str = ""


def is_paired_by_age(members: Sequence[Member], day: date, limits: Pairing) -> bool:
    """一老一新: at least one old and one young (R-SEL-12)."""
    ages = [full_years(m.birth_month, day) for m in members if m.birth_month]
    return any(age >= limits.old_age for age in ages) and any(age < limits.young_age for age in ages)


def is_paired_by_experience(members: Sequence[Member], limits: Pairing) -> bool:
    """一深一浅: at least one with deep and one with shallow rural experience (R-SEL-12)."""
    months = [m.rural_months for m in members if m.rural_months is not None]
    return any(m >= limits.deep_years * 12 for m in months) and any(m < limits.shallow_years * 12 for m in months)


@dataclass(frozen=True)
class SeatEvent:
    """A seat that opened, by somebody leaving or by more being approved, or that was taken. `key` is the posting that
    left it, or that its taker follows."""

    day: date
    opens: bool
    key: int | None = None
    who: str = ""


def open_seats(events: Iterable[SeatEvent], missing: int, formed: date) -> list[SeatEvent]:
    """Since when each of the missing seats has been open, and who left it; never filled, since the team was formed.

    A successor takes the seat of whom they follow, anybody else the one that has waited longest (R-SEL-11).
    """
    waiting: list[SeatEvent] = []
    for event in sorted(events, key=lambda event: (event.day, not event.opens)):
        if event.opens:
            waiting.append(event)
        elif waiting:
            waiting.remove(
                next((seat for seat in waiting if event.key is not None and seat.key == event.key), waiting[0])
            )
    found = waiting[len(waiting) - min(missing, len(waiting)) :]
    return [*found, *[SeatEvent(formed, True)] * (missing - len(found))]


@dataclass(frozen=True)
class Held:
    """A seat's holder: from when until when the seat was theirs, whom they follow, and their name where it is said."""

    key: int
    since: date
    until: date | None
    follows: int | None = None
    who: str = ""


def seat_events(held: Iterable[Held], sizes: Sequence[tuple[date, int]], day: date) -> Iterator[SeatEvent]:
    """What opened and what took seats until the day; `sizes` are what was approved, each with its first day."""
    for holder in held:
        left = holder.until and max(holder.until, holder.since)  # who left before the seat came to them never held it
        if left is not None and left <= day:
            yield SeatEvent(left, True, holder.key, holder.who)
        if holder.since <= day:
            yield SeatEvent(holder.since, False, holder.follows)
    until_then = sorted(size for size in sizes if size[0] <= day)
    for (_, before), (since, after) in zip(until_then, until_then[1:], strict=False):
        yield from [SeatEvent(since, True)] * max(after - before, 0)


def next_number(numbers: Iterable[str]) -> str:
    """The 队号 after the highest, written as that one is: T167 after T166. Empty where none is a number."""
    counted = [found for number in numbers if (found := re.fullmatch(r"(.*?)(\d+)", number))]
    if not counted:
        return ""
    prefix, digits = max(counted, key=lambda found: int(found[2])).groups()
    return f"{prefix}{int(digits) + 1:0{len(digits)}d}"


def age_words(members: Sequence[Named], day: date, limits: Pairing) -> str:
    """一老一新 in words: who makes it, or what is lacking (R-SEL-12)."""
    aged = [(m.name, full_years(m.birth_month, day)) for m in members if m.birth_month]
    old = [f"{name} {age} 岁" for name, age in aged if age >= limits.old_age]
    young = [f"{name} {age} 岁" for name, age in aged if age < limits.young_age]
    return _sides(("老", old, f"没有满 {limits.old_age} 岁的"), ("新", young, f"没有未满 {limits.young_age} 岁的"))


def experience_words(members: Sequence[Named], limits: Pairing) -> str:
    """一深一浅 in words (R-SEL-12)."""
    known = [(m.name, m.rural_months) for m in members if m.rural_months is not None]
    deep = [name for name, months in known if months >= limits.deep_years * 12]
    shallow = [name for name, months in known if months < limits.shallow_years * 12]
    return _sides(
        ("深", deep, f"没有农村工作满 {limits.deep_years} 年的"),
        ("浅", shallow, f"没有农村工作不满 {limits.shallow_years} 年的"),
    )


def _sides(*sides: tuple[str, list[str], str]) -> str:
    return "；".join(f"{word}：{'、'.join(found)}" if found else lacking for word, found, lacking in sides)


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


def seat_due(open_since: date, vacancy_days: int) -> date:
    """The last day on which a seat may still be open (R-SEL-11)."""
    return open_since + timedelta(days=vacancy_days)
