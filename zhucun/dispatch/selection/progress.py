"""How far a round is: six groups of steps, each with its day, counts, who waits, what is late (screen P7)."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.rounds.rules import NeedState, NominationState, QuotaState, State
from zhucun.policy import in_force


@dataclass(frozen=True)
class Line:
    """Something counted, with the list in which it stands; `late` is past its day."""

    label: str
    value: int
    unit: str
    url: str = ""
    is_late: bool = False


@dataclass
class Group:
    """`state` is that of the step: done, now or todo."""

    label: str
    states: tuple[State, ...]
    due_on: date
    done_on: date | None
    state: str = "todo"
    note: str = ""
    waits: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def is_now(self) -> bool:
        return self.state == "now"


def groups_of(round_: SelectionRound, actor: Actor) -> list[Group]:
    """As far as the actor sees what is counted; what is still to come is not asked for."""
    days = in_force.known_to(actor, actor.today, [round_.county_code])[round_.county_code].selection.report_in_days
    arrived_by = round_.since + timedelta(days=days)
    found = _groups(round_, arrived_by)
    counters: tuple[Callable[[SelectionRound, Actor], Iterator[Line]], ...] = (
        _needs,
        _nominations,
        _checks,
        _seats,
        _approval,
        partial(_arrivals, arrived_by=arrived_by),
    )
    for group, lines in zip(found, counters, strict=True):
        _place(group, round_, actor.today)
        if group.state != "todo":
            group.lines = list(lines(round_, actor))
    return found


def _groups(round_: SelectionRound, arrived_by: date) -> list[Group]:
    return [
        Group("提需求", (State.NEEDS,), round_.need_due_on, round_.listed_on),
        Group("单位推荐", (State.NOMINATING,), round_.nominate_due_on, round_.nominated_on),
        Group("资格和联审", (State.CHECKING,), round_.check_due_on, round_.checked_on),
        Group("组队", (State.FORMING,), round_.form_due_on, round_.submitted_on),
        Group("审批备案", (State.APPROVING, State.FILING), round_.approve_due_on, round_.filed_on),
        Group("派驻报到", (State.POSTING, State.ARRIVING), arrived_by, round_.ended_on),
    ]


WAITS = {
    State.NEEDS: "等村里提、乡镇研究",
    State.NOMINATING: "等单位推荐",
    State.CHECKING: "等联审单位答复",
    State.FORMING: "等县驻村办组队",
    State.APPROVING: "等审批",
    State.FILING: "等县驻村办登记备案",
    State.POSTING: "等县驻村办派驻",
    State.ARRIVING: "等乡镇登记报到",
}


def _place(group: Group, round_: SelectionRound, today: date) -> None:
    """A round that was called off stands where it stood."""
    if round_.state in group.states:
        group.state, group.waits = "now", WAITS[State(round_.state)]
        late = (today - group.due_on).days
        group.note = f"逾期 {late} 天" if late > 0 else f"限 {_short(group.due_on)}"
    elif group.done_on is not None:
        group.state, group.note = "done", _short(group.done_on)
    else:
        group.note = "" if round_.state == State.CALLED_OFF else f"限 {_short(group.due_on)}"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _page(name: str, round_: SelectionRound, **asked: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"dispatch:rounds.one.{name}", args=[round_.pk]) + (f"?{query}" if query else "")


def _needs(round_: SelectionRound, actor: Actor) -> Iterator[Line]:
    seen = VillageNeed.objects.visible_to(actor).filter(round=round_).order_by()
    counted = Counter(dict(seen.values_list("state").annotate(n=Count("pk"))))
    if not counted:
        return
    is_late, open_now = round_.need_due_on < actor.today, round_.state == State.NEEDS
    yield Line("村、社区、安置点", counted.total(), "处", _page("needs", round_))
    asked = counted.total() - counted[NeedState.AWAITED]
    yield Line("提了需求", asked, "处", _page("needs", round_, view="asked"))
    if open_now:
        awaited, raised = counted[NeedState.AWAITED], counted[NeedState.RAISED]
        yield Line("还没提", awaited, "处", _page("needs", round_, view="awaited"), is_late and awaited > 0)
        yield Line("等乡镇研究", raised, "处", _page("needs", round_, view="raised"), is_late and raised > 0)
    else:
        yield Line("列入县清单", counted[NeedState.LISTED], "处", _page("needs", round_, view="listed"))


def _nominations(round_: SelectionRound, actor: Actor) -> Iterator[Line]:
    seen = UnitQuota.objects.visible_to(actor).filter(round=round_)
    asked = seen.aggregate(
        units=Count("pk"),
        people=Sum("count"),
        unsent=Count("pk", filter=Q(state=QuotaState.DRAFT)),
        waiting=Count("pk", filter=Q(state=QuotaState.SENT)),
    )
    if not asked["units"]:
        return
    is_late = round_.nominate_due_on < actor.today and round_.state == State.NOMINATING
    yield Line("名额", asked["people"], "人", _page("quotas", round_))
    yield Line("单位", asked["units"], "个", _page("quotas", round_))
    if asked["unsent"]:
        yield Line("还没发函", asked["unsent"], "个", _page("quotas", round_, view="draft"))
    if asked["waiting"] and round_.state in (State.NOMINATING, State.CHECKING):
        yield Line("没报齐", asked["waiting"], "个", _page("quotas", round_, view="sent"), is_late)
    if actor.may(rules.NOMINATE):
        named = Nomination.objects.visible_to(actor).filter(round=round_).counting().count()
        yield Line("推荐了", named, "人", _page("nominations", round_) if actor.may(rules.MANAGE) else "")


def _checks(round_: SelectionRound, actor: Actor) -> Iterator[Line]:
    if not actor.may(rules.CHECK):
        return
    seen = Nomination.objects.visible_to(actor, rules.CHECK).filter(round=round_).order_by()
    counted = Counter(dict(seen.values_list("state").annotate(n=Count("pk"))))
    through = sum(
        counted[state] for state in (NominationState.CLEARED, NominationState.SEATED, NominationState.IN_RESERVE)
    )
    yield Line("可以组队", through, "人", _page("nominations", round_, view="checked"))
    yield Line("资格没过", counted[NominationState.BLOCKED], "人", _page("nominations", round_, view="blocked"))
    yield Line("这次不列入", counted[NominationState.STOPPED], "人", _page("nominations", round_, view="stopped"))
    if round_.state == State.CHECKING:
        waiting = JointCheck.objects.visible_to(actor).pending().filter(nomination__round=round_)
        still = waiting.filter(nomination__state=NominationState.ELIGIBLE).count()
        yield Line("等答复", still, "条", _page("checks", round_), still > 0 and round_.check_due_on < actor.today)


def _seats(round_: SelectionRound, actor: Actor) -> Iterator[Line]:
    if not actor.may(rules.SEE_PLAN):
        return
    yield Line("拟派", round_.seat_count, "人", _page("seats", round_))


def _approval(round_: SelectionRound, actor: Actor) -> Iterator[Line]:
    if not actor.may(rules.SEE_PLAN):
        return
    steps = list(ApprovalStep.objects.visible_to(actor).filter(round=round_, turn=round_.turn))
    decided = sum(step.agreed is True for step in steps)
    late = any(step.agreed is None and step.due_on < actor.today for step in steps)
    yield Line("环节批过", decided, f"/ {len(steps)} 个", _page("approval", round_), late)


def _arrivals(round_: SelectionRound, actor: Actor, *, arrived_by: date) -> Iterator[Line]:
    """Who has not reported in is late after the county's days for it (R-SEL-22)."""
    seats = ProposedSeat.objects.visible_to(actor).filter(round=round_, posting__isnull=False)
    counted: dict[str, Any] = seats.aggregate(
        posted=Count("pk"), away=Count("pk", filter=Q(posting__reported_on__isnull=True))
    )
    if not counted["posted"]:
        return
    yield Line("派驻了", counted["posted"], "人", _page("seats", round_) if actor.may(rules.SEE_PLAN) else "")
    away = _page("seats", round_, view="away")
    yield Line("还没报到", counted["away"], "人", away, counted["away"] > 0 and arrived_by < actor.today)
