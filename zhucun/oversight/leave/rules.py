"""Permissions, states, moves; how long a leave is, which way it goes, what speaks against it (R-LEA)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib import halves
from zhucun.lib.periods import full_years
from zhucun.lib.workdays import Calendar
from zhucun.policy.leave import LeaveKind, Tier
from zhucun.policy.profile import Leave

SEE = permission("leave.see", "看请假")
ASK = permission("leave.ask", "请假和销假")
DECIDE = permission("leave.decide", "批假")
OVERRIDE = permission("leave.override", "写明理由特批请假")

LONGEST_DAYS = 366
# What a clock or a program may tell by mistake lies outside of these.
EARLIEST, LATEST = halves.half_of(date(2000, 1, 1)), halves.half_of(date(2100, 1, 1))
# The State's annual leave: from so many full years of work, so many days (R-LEA-05).
ANNUAL_DAYS = ((20, 15), (10, 10), (1, 5))


class State(TextChoices):
    ASKED = "asked", "等批"
    GRANTED = "granted", "已批准"
    RETURNED = "returned", "已销假"
    EXTENDED = "extended", "已续假"
    REFUSED = "refused", "退回"
    WITHDRAWN = "withdrawn", "已撤回"
    CLOSED = "closed", "派驻结束"


TAKEN = (State.GRANTED, State.RETURNED, State.EXTENDED)  # what counts as leave of the year
STANDING = (State.ASKED, *TAKEN)  # what another request may not overlap

FLOW = Flow(
    "leave",
    {
        "approve": move(State.ASKED, to=(State.ASKED, State.GRANTED), needs=DECIDE),
        "refuse": move(State.ASKED, to=State.REFUSED, needs=DECIDE, duty=False),
        "take_back": move((State.ASKED, State.GRANTED), to=State.ASKED, needs=DECIDE, duty=False),
        "withdraw": move((State.ASKED, State.GRANTED), to=State.WITHDRAWN, needs=ASK, duty=False),
        "report_back": move(State.GRANTED, to=State.RETURNED, needs=ASK),
        "correct_return": move(State.RETURNED, to=State.GRANTED, needs=ASK, duty=False),
        "extend": move(State.GRANTED, to=State.EXTENDED, duty=False),
        "close": move((State.ASKED, State.GRANTED), to=(State.CLOSED, State.RETURNED), duty=False),
    },
)

# Which roles speak in a step, and who decides where nobody holds any of them (R-ORG-13).
SPEAKS: dict[str, tuple[str, ...]] = {
    "team_leader": ("team_leader",),
    "township_organiser": ("township_organiser",),
    "township_secretary": ("township_secretary",),
    "sending_unit": ("unit_head", "unit_deputy"),
    "county_office": ("county_office_leader", "county_officer"),
    "organisation_department": ("organisation_department",),
    "county_leader": ("county_leader",),
}
# Who is told though they do not decide (R-LEA-03); the prefecture keeps its copies outside the system.
HEARS = {**SPEAKS, "village_secretary": ("village_secretary",)}
ABOVE = {
    "team_leader": "township_secretary",
    "township_organiser": "township_secretary",
    "township_secretary": "county_office",
    "sending_unit": "county_office",
    "county_office": "organisation_department",
    "organisation_department": "county_leader",
}


def length(kind: LeaveKind, since_half: int, until_half: int, calendar: Calendar) -> int:
    """In half-days, as the kind is counted: rest days within count or not."""
    if kind.counted == "calendar":
        return until_half - since_half
    return sum(calendar.is_working_day(halves.day_of(half)) for half in range(since_half, until_half))


def tier_at(tiers: Sequence[Tier], length_halfdays: int, tiers_up: int) -> int:
    """Which tier decides so long a leave; so many higher, but never above the last (R-LEA-02)."""
    fits = next(n for n, tier in enumerate(tiers) if not tier.up_to_halfdays or length_halfdays <= tier.up_to_halfdays)
    return min(fits + tiers_up, len(tiers) - 1)


@dataclass(frozen=True)
class Step:
    """Who decides, in which order; `instead_of` is the vacant one whose place it takes."""

    rank: int
    role: str
    instead_of: str = ""


def steps_of(tier: Tier, is_held: Callable[[str], bool]) -> list[Step]:
    """The tier's steps, a vacant one passed up; who would stand in it twice decides once, the last time."""
    found = [_passed_up(Step(rank, role), is_held) for rank, together in enumerate(tier.steps) for role in together]
    last = {step.role: step for step in found}
    kept = sorted(last.values(), key=lambda step: (step.rank, found.index(step)))
    ranks = {rank: n for n, rank in enumerate(sorted({step.rank for step in kept}))}
    return [Step(ranks[step.rank], step.role, step.instead_of) for step in kept]


def _passed_up(step: Step, is_held: Callable[[str], bool]) -> Step:
    role = step.role
    while not is_held(role) and role in ABOVE:
        role = ABOVE[role]
    return step if role == step.role else Step(step.rank, role, step.role)


def why_here(tiers: Sequence[Tier], at: int, role: str) -> str:
    """3 天以内批到这一步; beyond the tier before, so long that it goes further."""
    ends_here = [t.up_to_halfdays for t in tiers[:at] if role in t.steps[-1]]
    if ends_here:
        return f"{halves.length_in_words(ends_here[-1])}以内批到这一步；这次更长，还要往上批"
    return f"超过 {halves.length_in_words(tiers[at - 1].up_to_halfdays)}，要到这一步" if at else ""


def may_hear(informed: Iterable[str], held: Iterable[str]) -> bool:
    """Whether an office of somebody's is among those that are told."""
    return not {one for role in informed for one in HEARS.get(role, ())}.isdisjoint(held)


def annual_entitlement(work_started_on: date | None, day: date) -> int | None:
    """Half-days of annual leave in the year of the day; None where nobody knows since when they have worked."""
    if work_started_on is None:
        return None
    years = full_years(work_started_on, day)
    return next((days * halves.PER_DAY for least, days in ANNUAL_DAYS if years >= least), 0)


def limit_of(kind: LeaveKind, work_started_on: date | None, day: date) -> int | None:
    """So many half-days of the kind in a year; None is no limit, or none that is known."""
    if kind.by_service:
        return annual_entitlement(work_started_on, day)
    return kind.yearly_halfdays or None


def kind_named(policy: Leave, key: str) -> LeaveKind:
    found = next((kind for kind in policy.kinds if kind.key == key), None)
    if found is None:
        raise Refused("选一种假。", field="kind", rule="R-LEA-05")
    return found


def must_be_a_span(since_half: int, until_half: int) -> None:
    if until_half <= since_half:
        raise Refused("结束不能早于开始，改一下日期。", field="until_day")
    if since_half < EARLIEST or until_half > LATEST:
        raise Refused("日期不对，核对一下年份。", field="since_day")
    if until_half - since_half > LONGEST_DAYS * halves.PER_DAY:
        raise Refused("一次请不了一年以上，核对一下日期。", field="until_day")


def must_suit(kind: LeaveKind, sex: str) -> None:
    """Of 产假 and 陪产假; whose sex nobody entered is not asked."""
    wants = {"women": "female", "men": "male"}.get(kind.who, "")
    if wants and sex and sex != wants:
        raise Refused(f"{kind.label}不是给{'男' if sex == 'male' else '女'}队员的，换一种假。", field="kind")


def must_be_ahead(since: date, today: date, phoned_on: date | None, is_own: bool, policy: Leave) -> None:
    """Asked for beforehand; what was agreed by telephone is written within the days the county sets (R-LEA-07)."""
    if phoned_on is None:
        if since < today:
            raise Refused("已经过了的日子不能再请。先打过电话的，填上哪天打的。", field="since_day", rule="R-LEA-07")
        return
    if phoned_on > today or phoned_on > since:
        raise Refused("电话要在走以前打，不会在以后。核对一下日期。", field="phoned_on", rule="R-LEA-07")
    days = policy.written_after_phone_days
    if is_own and today > phoned_on + timedelta(days=days):
        raise Refused(
            f"电话请假要在 {days} 天内补单，已经过了。请乡镇考勤员代补，写明原因。", field="phoned_on", rule="R-LEA-07"
        )


def written_late(phoned_on: date | None, today: date, policy: Leave) -> int:
    """By how many days what was agreed by telephone is written later than the county asks (R-LEA-07)."""
    return max(0, (today - phoned_on).days - policy.written_after_phone_days) if phoned_on else 0


def return_due(until_half: int, calendar: Calendar) -> date:
    """The first working day on which one has to be there again (R-LEA-04)."""
    day = halves.day_of(until_half)
    return day if calendar.is_working_day(day) else calendar.after(day, 1)


def first_day_without_anybody(
    since_half: int, until_half: int, present: Callable[[int], bool], calendar: Calendar
) -> date | None:
    """The first working day of a span on which a half-day has nobody of the team in the village (R-LEA-08)."""
    span = range(since_half, until_half)
    empty = (half for half in span if calendar.is_working_day(halves.day_of(half)) and not present(half))
    first = next(empty, None)
    return halves.day_of(first) if first is not None else None


def back_at(since_half: int, until_half: int, back_half: int | None, today: date) -> int:
    """The first half-day on which one was there again. Not told, it is as planned, or this morning."""
    planned_is_over = halves.day_of(until_half - 1) <= today
    if back_half is None:
        on_time = planned_is_over and today <= halves.day_of(until_half)
        back_half = until_half if on_time else halves.half_of(today)
    if not EARLIEST <= back_half <= LATEST:
        raise Refused("日期不对，核对一下年份。", field="back_day")
    if back_half <= since_half:
        raise Refused("假还没开始。不去了就撤回，不用销假。", field="back_day")
    if halves.day_of(back_half) > today and back_half != until_half:
        raise Refused("回村的日子还没到，到了再销假。", field="back_day", rule="R-ATT-07")
    if halves.day_of(back_half) > today and not planned_is_over:
        raise Refused("假还没到最后一天，到了再销假。", field="back_day", rule="R-ATT-07")
    return back_half


def follows(ladder: Iterable, times: int) -> str:
    """What the county does at the first, second, third late return of a year."""
    reached = [step.follows for step in ladder if step.times <= times]
    return reached[-1] if times and reached else ""
