"""A dispute is registered, at the desk or by a restricted record; settled, taken up by the township, passed on."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones import plain_text
from zhucun.six_ones.disputes import rules
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import FLOW, Kind, Level, State

SAY_WHAT = "写一句为了什么，一句就够。"


@act("dispute.register", "登记一起矛盾纠纷", needs=rules.KEEP, remote=True, undo="dispute.withdraw")
def register(
    place: Place,
    *,
    text: str,
    raised_on: date,
    kind: str = Kind.OTHER,
    parties: str = "",
    mediator: str = "",
    by: Actor,
) -> Dispute:
    """R-TASK-05: parties in a few words, such as “两家邻居”."""
    reach, team = by.scope(rules.KEEP), _team_at(place, by.today)
    if not (reach.covers_place(place.code) or team in reach.team):
        raise OutOfReach()
    if place.kind not in SERVED:
        raise Refused("矛盾纠纷登记在村、社区、安置点。", field="place")
    _must_be_a_kind(kind)
    rules.must_have_arisen(raised_on, by.today)
    return Dispute.objects.create(
        place=place,
        place_code=place.code,
        team_id=team,
        kind=kind,
        parties=plain_text.without_private(parties, field="parties"),
        text=plain_text.said(text, SAY_WHAT),
        raised_on=raised_on,
        mediator=plain_text.without_private(mediator, field="mediator"),
        registered_by=by.name,
    )


def _team_at(place: Place, day: date) -> int | None:
    served = TeamPlace.objects.as_of(day).filter(place=place).order_by("-is_main", "pk")
    return served.values_list("team", flat=True).first()


def _must_be_a_kind(kind: str) -> None:
    if kind not in Kind.values:
        raise Refused("选是哪一类纠纷。", field="kind")


@act("dispute.open", "一笔调解开出一起", needs=WRITE)
def open_from(record: WorkRecord, *, kind: str = Kind.OTHER, is_settled: bool = True, by: Actor) -> Dispute:
    """Settled that very day unless it is said that it is not (journey J9)."""
    return _open_from([Told(record, {"kind": kind, "is_settled": is_settled})], by=by)[0]


@open_from.as_many
def _open_from(calls: Sequence[Told], *, by: Actor) -> list[Dispute]:
    return insert_many(each(calls, _opened))


def _opened(call: Told) -> Dispute:
    record, given = call.row, call.given
    _must_be_a_kind(given["kind"])
    is_settled = given["is_settled"]
    return Dispute(
        place_id=record.place_id,
        place_code=record.place_code,
        team_id=record.team_id,
        record=record,
        kind=given["kind"],
        text=plain_text.without_private(record.text),
        raised_on=record.happened_on,
        mediator=record.written_by,
        state=State.SOLVED_IN_VILLAGE if is_settled else State.OPEN,
        closed_on=record.happened_on if is_settled else None,
        registered_by=record.written_by,
    )


def _must_reach(dispute: Dispute, by: Actor) -> None:
    reach = by.scope(rules.KEEP)
    if not (dispute.team_id in reach.team or reach.covers_place(dispute.place_code)):
        raise OutOfReach()


@act("dispute.settle", "调解好一起矛盾纠纷", needs=rules.KEEP, remote=True, undo="dispute.reopen", flow=FLOW)
def settle(dispute: Dispute, *, on: date, outcome: str, by: Actor) -> Dispute:
    return _settle([Told(dispute, {"on": on, "outcome": outcome})], by=by)[0]


@settle.as_many
def _settle(calls: Sequence[Told], *, by: Actor) -> list[Dispute]:
    def settled(call: Told) -> Dispute:
        dispute, given = call.row, call.given
        _must_reach(dispute, call.hand(by))
        FLOW.must_allow(dispute, "settle")
        rules.must_follow(given["on"], dispute.raised_on, by.today)
        FLOW.step(dispute, "settle", to=rules.solved_at(dispute.level))
        dispute.closed_on = given["on"]
        dispute.outcome = plain_text.said(given["outcome"], "写一句怎么解决的。", field="outcome")
        return dispute

    rows = each(calls, settled)
    update_many(rows, ["state", "closed_on", "outcome"])
    return rows


@act("dispute.hand_up", "把矛盾纠纷交给镇里调解", needs=rules.KEEP, remote=True, flow=FLOW)
def hand_up(dispute: Dispute, *, mediator: str = "", by: Actor) -> Dispute:
    """To the township; from there to the county."""
    _must_reach(dispute, by)
    FLOW.step(dispute, "hand_up")
    if dispute.level == Level.COUNTY:
        raise Refused("已经在县里调解了。再往外，用“转出去”。")
    dispute.level = Level.TOWNSHIP if dispute.level == Level.VILLAGE else Level.COUNTY
    dispute.mediator = plain_text.without_private(mediator, field="mediator") or f"{dispute.get_level_display()}"
    dispute.save()
    return dispute


@act("dispute.refer", "把矛盾纠纷转出去", needs=rules.KEEP, remote=True, undo="dispute.reopen", flow=FLOW)
def refer(dispute: Dispute, *, on: date, referred_to: str, outcome: str = "", by: Actor) -> Dispute:
    """To a court, arbitration, the police: where it is decided from now on."""
    _must_reach(dispute, by)
    rules.must_follow(on, dispute.raised_on, by.today)
    FLOW.step(dispute, "refer")
    dispute.referred_to = plain_text.said(referred_to, "写转到哪里，比如：镇法庭。", field="referred_to")
    dispute.closed_on, dispute.outcome = on, plain_text.without_private(outcome, field="outcome")
    dispute.save()
    return dispute


@act("dispute.reopen", "矛盾纠纷又闹起来", needs=rules.KEEP, remote=True)
def reopen(dispute: Dispute, *, by: Actor) -> Dispute:
    _must_reach(dispute, by)
    FLOW.step(dispute, "reopen")
    dispute.closed_on, dispute.outcome, dispute.referred_to = None, "", ""
    dispute.save()
    return dispute


@act("dispute.withdraw", "撤回一起矛盾纠纷", needs=rules.KEEP, remote=True, undo="dispute.restore")
def withdraw(dispute: Dispute, *, reason: str = "", by: Actor) -> Dispute:
    _must_reach(dispute, by)
    if dispute.record_id is not None:
        raise Refused("这一起是从一笔记录来的。记错了，撤回那一笔。")
    return take_back(dispute)


def take_back(dispute: Dispute) -> Dispute:
    FLOW.step(dispute, "withdraw")
    dispute.save()
    return dispute


@act("dispute.restore", "恢复撤回的矛盾纠纷", needs=rules.KEEP)
def restore(dispute: Dispute, *, by: Actor) -> Dispute:
    _must_reach(dispute, by)
    if dispute.record_id is not None:
        raise Refused("这一起是从一笔记录来的。恢复那一笔，它就回来。")
    return bring_back(dispute)


def bring_back(dispute: Dispute) -> Dispute:
    FLOW.step(dispute, "restore", to=_as_before(dispute))
    dispute.save()
    return dispute


def _as_before(dispute: Dispute) -> State:
    if dispute.closed_on is None:
        return State.OPEN
    return State.REFERRED if dispute.referred_to else rules.solved_at(dispute.level)
