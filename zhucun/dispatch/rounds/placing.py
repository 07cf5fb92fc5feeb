"""派驻 in bulk: those who leave end as 轮换, those who come follow them by name, those who stay are not touched."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse

from zhucun.acts import jobs
from zhucun.acts.act import act, one_batch
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import Context, Job
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import ChangeKind, StartKind
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import Nomination, SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import leavers, policy_of
from zhucun.dispatch.rounds.rules import NOMINATION, ROUND

SEALED = ("cadre__person__phone", "cadre__person__id_number")  # not opened for so many


@act("round.post", "按名单派驻", needs=rules.MANAGE)
def post(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """All of it or nothing. Old and new are both there for the hand-over days (R-SEL-18)."""
    ROUND.step(round_, "post")
    seats = list(
        ProposedSeat.objects.filter(round=round_)
        .select_related("team", "follows", "nomination__cadre__person", "nomination__unit")
        .defer(*(f"nomination__{column}" for column in SEALED))
        .order_by("pk")
    )
    with one_batch():
        _end_leavers(round_, by)
        _start(round_, seats, by)
    _settle_nominations(round_, seats)
    round_.posted_on = by.today
    round_.save()
    return round_


def _end_leavers(round_: SelectionRound, by: Actor) -> None:
    policy = policy_of(round_, by.today)
    last_day = round_.since + timedelta(days=policy.selection.handover_days - 1)
    told = {
        "last_day": last_day,
        "kind": ChangeKind.ROTATION,
        "basis": round_.basis,
        "reason": f"{round_.title}，轮换。",
    }
    roster.end.many([Told(posting, told) for posting in leavers(round_, policy)], by=by)


def _start(round_: SelectionRound, seats: Sequence[ProposedSeat], by: Actor) -> None:
    named = Posting.objects.select_related("cadre__person", "team").defer(*SEALED)
    ended = named.in_bulk([seat.follows_id for seat in seats if seat.follows_id])
    calls = [
        Told(
            seat.team,
            {
                "cadre": seat.nomination.cadre,
                "since": round_.since,
                "basis": round_.basis,
                "kind": StartKind.ROUND,
                "roles": tuple(seat.roles),
                "sending_unit": seat.nomination.unit,
                "succeeds": ended.get(seat.follows_id),
            },
        )
        for seat in seats
    ]
    for seat, posting in zip(seats, roster.start.many(calls, by=by), strict=True):
        seat.posting = posting
    update_many(seats, ["posting"])


def _settle_nominations(round_: SelectionRound, seats: Sequence[ProposedSeat]) -> None:
    seated = {seat.nomination_id for seat in seats}
    through = list(Nomination.objects.free_for_formation(round_))
    for nomination in through:
        NOMINATION.step(nomination, "seat" if nomination.pk in seated else "reserve")
    update_many(through, ["state"])


def post_later(round_: SelectionRound, *, by: Actor) -> Job:
    seats = ProposedSeat.objects.filter(round=round_).count()
    return jobs.start(
        "rounds.post",
        title=f"按“{round_.title}”派驻 {seats} 人",
        arguments={"round": round_.pk},
        result_url=reverse("dispatch:rounds.one", args=[round_.pk]),
        dedupe=f"rounds.post:{round_.pk}",
        by=by,
    )


@jobs.job("rounds.post", "按选派轮次派驻")
def posted(context: Context) -> str:
    """In one transaction: stopped or killed, nobody has been posted."""
    context.by.must(rules.MANAGE)
    seen = SelectionRound.objects.visible_to(context.by, rules.MANAGE)
    round_ = seen.filter(pk=context.arguments["round"]).first()
    if round_ is None:
        raise OutOfReach()
    if round_.posted_on is not None:
        return "已经派驻过了。"
    if not ProposedSeat.objects.filter(round=round_).exists():
        raise Refused("拟派名单是空的，没有人可派。")
    context.progress(0, 1, certain="正在结束轮换的、登记新派的，整批写入")
    post(round_, by=context.by)
    return f"派驻了 {round_.seat_count} 人。下一步：乡镇登记报到。"
