"""Permissions, sides, states and what may be stated of which day: pure, no queries, no clock (R-ATT-04, R-ATT-07)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib import halves
from zhucun.lib.asked_days import month_in
from zhucun.policy.attendance import LEAVE, Category

SEE = permission("attendance.see", "看在村情况")
SEE_REASONS = permission("attendance.see_reasons", "看变动的事由")
STATE = permission("attendance.state", "记在村变动、确认本月属实")
ENTER_FOR = permission("attendance.enter_for", "代队员记变动")
PLAN_REST = permission("attendance.plan_rest", "排队里的轮休")
OTHERWISE = permission("attendance.state_otherwise", "说某天的情况不是这样")
SETTLE = permission("attendance.settle", "认定说法不一的日子")
OPEN_MONTH = permission("attendance.open_month", "开本月的表")
CONFIRM = permission("attendance.confirm", "村里核对月表")
VERIFY = permission("attendance.verify", "乡镇核定、锁定月表")
REVIEW = permission("attendance.review", "县里复核月表")
CORRECT = permission("attendance.correct", "提出更正已锁定的月表")
APPROVE_CORRECTION = permission("attendance.approve_correction", "批准更正月表")

SET_BY_THE_TEAM, SET_BY_THE_OFFICE = "队里排的轮休", "乡镇代排的轮休"  # why 轮休 was entered for somebody
MOST_DAYS = 400  # of one entry: longer is a slip of the hand


class Side(TextChoices):
    """Whose word it is. They are kept apart; what holds is worked out from them (R-ATT-07)."""

    MEMBER = "member", "本人"
    VILLAGE = "village", "村里"
    TOWNSHIP = "township", "乡镇"


class Stands(TextChoices):
    STANDING = "standing", "有效"
    WITHDRAWN = "withdrawn", "已撤回"


class State(TextChoices):
    """How far a month's line is; from VERIFIED on it is locked."""

    OPEN = "open", "等本人确认"
    STATED = "stated", "等村里核对"
    CONFIRMED = "confirmed", "等乡镇核定"
    VERIFIED = "verified", "等县里复核"
    REVIEWED = "reviewed", "县里已复核"


LOCKED = (State.VERIFIED, State.REVIEWED)


class CorrectionState(TextChoices):
    PROPOSED = "proposed", "等批准"
    APPROVED = "approved", "已更正"
    REFUSED = "refused", "不更正"


FLOW = Flow(
    "month_line",
    {
        "state_true": move(State.OPEN, to=State.STATED, needs=STATE, duty=False),
        "reopen": move((State.STATED, State.CONFIRMED), to=State.OPEN, needs=STATE, duty=False),
        "confirm": move(State.STATED, to=State.CONFIRMED, needs=CONFIRM),
        "confirm_on_paper": move(State.STATED, to=State.CONFIRMED, needs=VERIFY, duty=False),
        "verify": move(State.CONFIRMED, to=State.VERIFIED, needs=VERIFY),
        "review": move(State.VERIFIED, to=State.REVIEWED, needs=REVIEW),
        "correct": move(LOCKED, to=State.VERIFIED, needs=APPROVE_CORRECTION, duty=False),
    },
)
CORRECTION = Flow(
    "correction",
    {
        "approve": move(CorrectionState.PROPOSED, to=CorrectionState.APPROVED, needs=APPROVE_CORRECTION),
        "refuse": move(CorrectionState.PROPOSED, to=CorrectionState.REFUSED, needs=APPROVE_CORRECTION),
    },
)


@dataclass(frozen=True)
class Stay:
    """From the half-day on which somebody reported in to that before which they left; an open end is None.

    Both of a hand-over week have a stay (decisions/0005 is about seats; days are of people).
    """

    since: int
    until: int | None

    @classmethod
    def of(cls, reported_on: date | None, until: date | None) -> "Stay | None":
        """None before somebody has reported in: till then nobody is in the village (R-SEL-22)."""
        if reported_on is None:
            return None
        return cls(halves.half_of(reported_on), None if until is None else halves.half_of(until))

    def holds(self, half: int) -> bool:
        return self.since <= half and (self.until is None or half < self.until)


def must_be_a_span(since: int, until: int) -> None:
    if until <= since:
        raise Refused("结束要在开始之后，至少半天。", field="until_half", rule="R-ATT-07")
    if until - since > MOST_DAYS * halves.PER_DAY:
        raise Refused(f"一次最多记 {MOST_DAYS} 天，请核对起止日子。", field="until_half")


def must_be_within(stay: Stay | None, since: int, until: int) -> None:
    """Nothing before somebody came, nothing after they left."""
    if stay is None:
        raise Refused("还没有登记报到。报到以后才有在村记录。", rule="R-SEL-22")
    if since < stay.since:
        first = halves.day_of(stay.since)
        raise Refused(f"{first:%Y-%m-%d} 才报到，这以前没有在村记录。", field="since_half", rule="R-ATT-07")
    if stay.until is not None and until > stay.until:
        last = halves.day_of(stay.until - 1)
        raise Refused(f"派驻到 {last:%Y-%m-%d} 为止，这以后没有在村记录。", field="until_half", rule="R-ATT-07")


def must_not_be_ahead(category: Category, until: int, today: date, days_ahead: int) -> None:
    """A trip, rest and training may be announced; what has not been cannot be stated (R-ATT-07)."""
    last = halves.day_of(until - 1)
    if last <= today:
        return
    if not category.ahead:
        raise Refused(f"{last:%Y-%m-%d} 还没到，“{category.label}”不能先记。", field="until_half", rule="R-ATT-07")
    if (last - today).days > days_ahead and category.key != LEAVE:
        raise Refused(f"最多提前 {days_ahead} 天记。", field="until_half", rule="R-ATT-07")


def must_be_theirs_to_say(category: Category, *, is_own: bool, is_office: bool, from_leave: bool) -> None:
    """Who may state it: leave the approval, an absence somebody else, what is worked out nobody."""
    if category.who == "nobody":
        raise Refused(f"“{category.label}”由系统得出，不用记。", field="category")
    if category.who == "leave" and not (from_leave or is_office):
        raise Refused("请假要先报批：到“请假”里请，批准后自动记上。", field="category", rule="R-LEA-01")
    if category.who == "others" and is_own:
        raise Refused(f"“{category.label}”由村里或乡镇认定，本人不用记。", field="category")


def must_not_be_own(persons: Collection[int], own: int, sentence: str) -> None:
    """Nobody decides on their own days, through whatever role (R-SEC-14)."""
    if own in persons:
        raise Refused(sentence, rule="R-SEC-14")


def must_be_another(persons: Collection[int], before: Collection[int], sentence: str) -> None:
    """The second of two is somebody else than the first, deputies included (R-ATT-04)."""
    if set(persons) & set(before):
        raise Refused(sentence, rule="R-ATT-04")


def month_key(day: date) -> str:
    return f"{day:%Y-%m}"


def first_day(month: str) -> date:
    """Raises Refused for what is no month."""
    found = month_in(month)
    if found is None:
        raise Refused("月份写成 2022-07 这样。", field="month")
    return found


def month_in_words(month: str) -> str:
    year, number = month.split("-")
    return f"{int(year)}年{int(number)}月"
