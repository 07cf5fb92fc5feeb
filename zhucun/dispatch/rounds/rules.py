"""Permissions, states and moves of a selection round and of what belongs to it; the pure decisions of its steps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.lib.periods import add_months
from zhucun.org.people.rules import SendingLevel

SEE = permission("round.see", "看选派轮次")
MANAGE = permission("round.manage", "办选派轮次")
RAISE = permission("need.raise", "提村里的需求")
STUDY = permission("need.study", "研究村里的需求")
NOMINATE = permission("nomination.make", "推荐人选")
CHECK = permission("round.check", "登记联审")
SEE_PLAN = permission("round.see_plan", "看拟派名单")
APPROVE = permission("round.approve", "审批选派方案")

A_YEAR = 12  # months
HALF_YEAR = 6  # the month
MOST_LINES = 200  # of a round's history


class Scope(TextChoices):
    """Which teams a round is about."""

    ALL = "all", "全县的队"
    VACANCIES = "vacancies", "只补有空缺的队"


class State(TextChoices):
    NEEDS = "needs", "村里提需求"
    NOMINATING = "nominating", "单位推荐"
    CHECKING = "checking", "资格和联审"
    FORMING = "forming", "组队"
    APPROVING = "approving", "审批"
    FILING = "filing", "备案"
    POSTING = "posting", "派驻"
    ARRIVING = "arriving", "报到"
    DONE = "done", "办结"
    CALLED_OFF = "called_off", "中止"


BEFORE_POSTING = (
    State.NEEDS,
    State.NOMINATING,
    State.CHECKING,
    State.FORMING,
    State.APPROVING,
    State.FILING,
    State.POSTING,
)
RUNNING = (*BEFORE_POSTING, State.ARRIVING)

MAY_SETTLE_STAY = (State.NEEDS, State.NOMINATING, State.CHECKING, State.FORMING)

ROUND = Flow(
    "round",
    {
        "close_needs": move(State.NEEDS, to=State.NOMINATING, needs=MANAGE),
        "close_nominations": move(State.NOMINATING, to=State.CHECKING, needs=MANAGE),
        "close_checks": move(State.CHECKING, to=State.FORMING, needs=MANAGE),
        "step_back": move(
            (State.NOMINATING, State.CHECKING, State.FORMING),
            to=(State.NEEDS, State.NOMINATING, State.CHECKING),
            needs=MANAGE,
            duty=False,
        ),
        "propose": move(State.FORMING, to=State.FORMING, needs=MANAGE, duty=False),
        "submit": move(State.FORMING, to=State.APPROVING, needs=MANAGE),
        "take_back": move(State.APPROVING, to=State.FORMING, needs=MANAGE, duty=False),
        "agree": move(State.APPROVING, to=(State.APPROVING, State.FILING), needs=APPROVE),
        "retract": move((State.APPROVING, State.FILING), to=State.APPROVING, needs=APPROVE, duty=False),
        "send_back": move(State.APPROVING, to=State.FORMING, needs=APPROVE, duty=False),
        "file": move(State.FILING, to=State.POSTING, needs=MANAGE),
        "unfile": move(State.POSTING, to=State.FILING, needs=MANAGE, duty=False),
        "post": move(State.POSTING, to=State.ARRIVING, needs=MANAGE),
        "finish": move(State.ARRIVING, to=State.DONE, needs=MANAGE),
        "call_off": move(BEFORE_POSTING, to=State.CALLED_OFF, needs=MANAGE, duty=False),
    },
)
STEP_BACK = {
    State.NOMINATING: State.NEEDS,
    State.CHECKING: State.NOMINATING,
    State.FORMING: State.CHECKING,
}


class NeedState(TextChoices):
    AWAITED = "awaited", "村里还没提"
    RAISED = "raised", "等乡镇研究"
    STUDIED = "studied", "等县里定"
    LISTED = "listed", "列入县清单"
    LEFT_OUT = "left_out", "不列入"


NEED = Flow(
    "need",
    {
        "raise": move((NeedState.AWAITED, NeedState.RAISED), to=NeedState.RAISED, needs=RAISE),
        "give_back": move((NeedState.RAISED, NeedState.STUDIED), to=NeedState.AWAITED, needs=STUDY, duty=False),
        "study": move((NeedState.RAISED, NeedState.STUDIED), to=NeedState.STUDIED, needs=STUDY),
        "decide": move(
            (NeedState.RAISED, NeedState.STUDIED, NeedState.LISTED, NeedState.LEFT_OUT),
            to=(NeedState.LISTED, NeedState.LEFT_OUT),
            needs=MANAGE,
            duty=False,
        ),
    },
)


MOST_KINDS = 3  # a list of everything asks for nobody


class Opinion(TextChoices):
    AGREE = "agree", "同意"
    ADD = "add", "同意，另有补充"
    DISAGREE = "disagree", "不同意"


class QuotaState(TextChoices):
    DRAFT = "draft", "还没发函"
    SENT = "sent", "等单位推荐"
    REPLIED = "replied", "报齐了"


QUOTA = Flow(
    "quota",
    {
        "issue": move(QuotaState.DRAFT, to=QuotaState.SENT, needs=MANAGE),
        "unissue": move(QuotaState.SENT, to=QuotaState.DRAFT, needs=MANAGE, duty=False),
        "reply": move(QuotaState.SENT, to=QuotaState.REPLIED, needs=NOMINATE),
        "fill": move(QuotaState.SENT, to=QuotaState.REPLIED, needs=MANAGE, duty=False),
        "reopen": move(QuotaState.REPLIED, to=QuotaState.SENT, needs=NOMINATE, duty=False),
    },
)


class NominationState(TextChoices):
    """What stopped somebody in the joint check is said nowhere (R-SEL-23)."""

    NAMED = "named", "已推荐"
    ELIGIBLE = "eligible", "资格过了"
    BLOCKED = "blocked", "资格没过"
    CLEARED = "checked", "可以组队"
    STOPPED = "stopped", "这次不列入"
    SEATED = "seated", "已派驻"
    IN_RESERVE = "in_reserve", "留作备选"
    WITHDRAWN = "withdrawn", "单位撤回"


COUNTS_FOR_QUOTA = (
    NominationState.NAMED,
    NominationState.ELIGIBLE,
    NominationState.CLEARED,
    NominationState.SEATED,
    NominationState.IN_RESERVE,
)

NOMINATION = Flow(
    "nomination",
    {
        "judge": move(
            (NominationState.NAMED, NominationState.ELIGIBLE, NominationState.BLOCKED),
            to=(NominationState.ELIGIBLE, NominationState.BLOCKED),
            needs=MANAGE,
            duty=False,
        ),
        "weigh": move(
            (NominationState.ELIGIBLE, NominationState.CLEARED, NominationState.STOPPED),
            to=(NominationState.ELIGIBLE, NominationState.CLEARED, NominationState.STOPPED),
            needs=CHECK,
            duty=False,
        ),
        "withdraw": move(
            (NominationState.NAMED, NominationState.ELIGIBLE, NominationState.BLOCKED, NominationState.CLEARED),
            to=NominationState.WITHDRAWN,
            needs=NOMINATE,
            duty=False,
        ),
        "seat": move(NominationState.CLEARED, to=NominationState.SEATED, needs=MANAGE, duty=False),
        "reserve": move(NominationState.CLEARED, to=NominationState.IN_RESERVE, needs=MANAGE, duty=False),
    },
)


class RoleFor(TextChoices):
    """As what a unit proposes somebody; what they become is decided when teams are formed."""

    FIRST_SECRETARY = "first_secretary", "第一书记"
    MEMBER = "member", "队员"


class CheckOutcome(TextChoices):
    NO_OBJECTION = "no_objection", "无意见"
    NOT_SUITABLE = "not_suitable", "不宜"


def after_checks(outcomes: Sequence[str]) -> NominationState:
    """One “not suitable” stops, all without objection clear; an empty outcome is still to come (R-SEL-23)."""
    if CheckOutcome.NOT_SUITABLE in outcomes:
        return NominationState.STOPPED
    is_through = all(outcome == CheckOutcome.NO_OBJECTION for outcome in outcomes)
    return NominationState.CLEARED if is_through else NominationState.ELIGIBLE


def is_over_before(since: date, months: int, day: date) -> bool:
    """Whether a term that began on `since` is over by the day (R-SEL-05)."""
    return add_months(since, months) <= day


@dataclass(frozen=True)
class Waits:
    """A step of the chain: who decides, by which level's chain, in which order."""

    level: str
    rank: int
    role: str


def chain(levels: Iterable[str], approvers: Callable[[str], Sequence[str]]) -> list[Waits]:
    """Every level that sends has its own steps, in order (R-SEL-14)."""
    return [Waits(level, rank, role) for level in levels for rank, role in enumerate(approvers(level), start=1)]


ASKS_ABOVE = "organisation_department"  # enters what the prefecture or the province answered


def needs_document(level: str, role: str) -> bool:
    """Whom a level above sends is agreed to there (R-SEL-14)."""
    return level != SendingLevel.COUNTY and role == ASKS_ABOVE


ABOVE = {"county_office_leader": "organisation_department", "organisation_department": "county_leader"}


def may_decide(role: str, held: Iterable[str], *, is_late: bool) -> bool:
    """Whoever holds the step's office; when it is late, the office above as well."""
    return role in held or (is_late and ABOVE.get(role, "") in held)
