"""The one next step of a round: what the button says, what it asks before, which act it does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import approving, checking, nominating
from zhucun.dispatch.rounds.lacking import lacks_of
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import openings, policy_of
from zhucun.dispatch.rounds.rules import NeedState, NominationState, State
from zhucun.dispatch.selection.forms import FileForm, FinishForm, SubmitForm
from zhucun.web.forms import ActForm

NAMED = 5
Says = Callable[[SelectionRound, Actor], Iterable[str]]


@dataclass(frozen=True)
class NextStep:
    """`saved` is what the next page says; without it nothing is offered to be taken back."""

    label: str
    question: str
    verb: str
    act: Act | None
    says: Says
    form: type[ActForm] = ActForm
    saved: str = ""

    def asks_why(self, round_: SelectionRound, by: Actor) -> bool:
        """A reason is asked for where something is left undone."""
        if round_.state == State.FORMING:
            return bool(lacks_of(round_, by.today))
        return bool(_away(round_))


def _of_needs(round_: SelectionRound, by: Actor) -> Iterable[str]:
    states = list(round_.needs.values_list("state", flat=True))
    asked = sum(state in (NeedState.RAISED, NeedState.STUDIED) for state in states)
    if asked:
        yield f"提了需求、还没定的 {asked} 处列入县级清单。"
    if unstudied := states.count(NeedState.RAISED):
        yield f"其中 {unstudied} 处乡镇还没研究，按村里提的列。"
    if silent := states.count(NeedState.AWAITED):
        yield f"{silent} 处没有提，按没有特别要求办。"
    yield "以后村里不能再提；可以退回这一步。"


def _of_nominations(round_: SelectionRound, by: Actor) -> Iterable[str]:
    open_ones = UnitQuota.objects.filter(round=round_).with_named().filter(named__lt=F("count")).count()
    if open_ones:
        yield f"还有 {open_ones} 个单位没有推荐够；结束后，联审期间还可以补。"
    through = Nomination.objects.filter(round=round_, state=NominationState.ELIGIBLE).count()
    asked = sum(round_.quotas.values_list("count", flat=True))
    short = f"，比名额 {asked} 人少 {asked - through} 人" if through < asked else ""
    yield f"{through} 人资格过了，送各联审单位{short}。"


def _of_checks(round_: SelectionRound, by: Actor) -> Iterable[str]:
    through = Nomination.objects.free_for_formation(round_).count()
    wanted = len(openings(round_, policy_of(round_, by.today), by.today))
    yield f"{through} 人可以组队，要补 {wanted} 个名额。"
    if through < wanted:
        yield f"少 {wanted - through} 人，会有队人不够。可以先请单位补推荐。"
    waiting = JointCheck.objects.filter(nomination__round=round_).pending()
    people = waiting.filter(nomination__state=NominationState.ELIGIBLE).values("nomination").distinct().count()
    if people:
        yield f"还有 {people} 人没有等到全部答复，这一轮不排。"


def _of_seats(round_: SelectionRound, by: Actor) -> Iterable[str]:
    yield f"拟派 {round_.seat_count} 人，按派出层级分别送审批。"
    if lacks := lacks_of(round_, by.today):
        yield lacks.sentence
    yield from _without_yes(round_)
    yield "报批以后名单不能改；没人批之前可以收回。"


def _of_filing(round_: SelectionRound, by: Actor) -> Iterable[str]:
    yield "填了文号，就可以按名单派驻。"


def _of_posting(round_: SelectionRound, by: Actor) -> Iterable[str]:
    seats = ProposedSeat.objects.filter(round=round_)
    followed = seats.exclude(follows=None).count()
    yield f"{seats.count()} 人从 {round_.since:%Y-%m-%d} 起派驻，文号 {round_.basis}。"
    yield from _without_yes(round_)
    if followed:
        yield f"其中 {followed} 人接替轮换的人，新老交接的几天两人都在，名额只算一个。"
    yield "轮换的人记“轮换”，留任的人不动。乡镇随后登记报到。"


def _without_yes(round_: SelectionRound) -> Iterable[str]:
    """Whom no unit has said to be fit (R-SEL-08)."""
    seats = ProposedSeat.objects.filter(round=round_, nomination__fitness_confirmed_on__isnull=True)
    names = list(seats.order_by("pk").values_list("nomination__cadre__person__name", flat=True))
    if names:
        more = "等" if len(names) > NAMED else ""
        yield f"有 {len(names)} 人单位还没有确认能胜任驻村：{'、'.join(names[:NAMED])}{more}。"


def _of_arrivals(round_: SelectionRound, by: Actor) -> Iterable[str]:
    away = _away(round_)
    yield f"还有 {away} 人没登记报到。" if away else "派驻的都已报到。"


def _away(round_: SelectionRound) -> int:
    return ProposedSeat.objects.filter(round=round_, posting__isnull=False, posting__reported_on__isnull=True).count()


NEXT: dict[str, NextStep] = {
    State.NEEDS: NextStep(
        "定清单，开始推荐",
        "定下县级需求清单，开始单位推荐？",
        "定清单",
        rounds.close_needs,
        _of_needs,
        saved="清单定了",
    ),
    State.NOMINATING: NextStep(
        "结束推荐，开始联审",
        "结束单位推荐，开始联审？",
        "开始联审",
        nominating.close_nominations,
        _of_nominations,
        saved="开始联审了",
    ),
    State.CHECKING: NextStep(
        "结束联审，开始组队",
        "结束联审，开始组队？",
        "开始组队",
        checking.close_checks,
        _of_checks,
        saved="开始组队了",
    ),
    State.FORMING: NextStep(
        "报批…", "把拟派名单报上去审批？", "报批", approving.submit, _of_seats, SubmitForm, saved="报上去了"
    ),
    State.FILING: NextStep(
        "登记备案", "登记派出文号和备案号？", "登记备案", approving.file, _of_filing, FileForm, saved="备案登记了"
    ),
    State.POSTING: NextStep("按名单派驻…", "按名单派驻？", "派驻", None, _of_posting),
    State.ARRIVING: NextStep("办结", "办结这一轮？", "办结", rounds.finish, _of_arrivals, FinishForm),
}


def initial_of(round_: SelectionRound) -> dict[str, Any]:
    return {"since": round_.since} if round_.state == State.FILING else {}
