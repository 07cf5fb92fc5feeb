"""How many each unit is asked for, and the letters that ask (商请选派函)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out, update_many
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import SelectionRound, UnitQuota
from zhucun.dispatch.rounds.reading import asked_of_units, openings, policy_of
from zhucun.dispatch.rounds.rules import QUOTA, QuotaState, State
from zhucun.org.people.models import Unit


def _must_ask_units(round_: SelectionRound) -> None:
    if round_.state not in (State.NEEDS, State.NOMINATING, State.CHECKING):
        raise Refused(f"这一轮现在是“{round_.get_state_display()}”，名额不能再改。")


@act("quota.draft", "按空出的名额分给单位", needs=rules.MANAGE, remote=True)
def draft_quotas(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """One for each leaver to who sent them, one for each open seat to the backing unit; what was set already stays."""
    _must_ask_units(round_)
    asked = asked_of_units(round_, openings(round_, policy_of(round_, by.today), by.today))
    known = set(round_.quotas.values_list("unit", flat=True))
    units = Unit.objects.filter(pk__in=set(asked) - known, until__isnull=True).order_by("position", "pk")
    insert_many([UnitQuota(round=round_, unit=unit, count=asked[unit.pk]) for unit in units])
    return round_


@act("quota.set", "定单位名额", needs=rules.MANAGE, remote=True)
def set_quota(round_: SelectionRound, *, unit: Unit, count: int, by: Actor) -> UnitQuota:
    """Never below how many it has named already."""
    _must_ask_units(round_)
    if count < 1:
        raise Refused("名额至少 1 人；不要这个单位派人的，去掉它的名额。", field="count")
    if unit.county_code != round_.county_code:
        raise Refused(f"{unit}不在这个县的册上。", field="unit")
    quota = UnitQuota.objects.filter(round=round_, unit=unit).with_named().first()
    if quota is None:
        return UnitQuota.objects.create(round=round_, unit=unit, count=count)
    if count < quota.named:
        raise Refused(f"{unit}已经推荐了 {quota.named} 人，名额不能少于这个数。", field="count")
    quota.count = count
    quota.save()
    return quota


@act("quota.withdraw", "去掉单位名额", needs=rules.MANAGE, remote=True)
def withdraw_quota(quota: UnitQuota, *, by: Actor) -> UnitQuota:
    _must_ask_units(quota.round)
    if quota.state != QuotaState.DRAFT or quota.nominations.exists():
        raise Refused(f"给{quota.unit}的函已经发出，不能去掉名额。")
    return taken_out(quota)


@act("quota.issue", "发商请选派函", needs=rules.MANAGE, remote=True, undo="quota.unissue")
def issue(quota: UnitQuota, *, letter_number: str, letter_on: date, by: Actor) -> UnitQuota:
    """The letter is signed and sent outside; with its number and day the unit sees the task."""
    return _issue_many([Told(quota, {"letter_number": letter_number, "letter_on": letter_on})], by=by)[0]


@issue.as_many
def _issue_many(calls: Sequence[Told], *, by: Actor) -> list[UnitQuota]:
    prefetch_related_objects([call.row for call in calls], "round", "unit")
    rounds = {call.row.round_id for call in calls}
    of_rounds = UnitQuota.objects.filter(round__in=rounds).exclude(pk__in=[call.row.pk for call in calls])
    taken = set(of_rounds.values_list("letter_number", flat=True))
    states = dict(SelectionRound.objects.filter(pk__in=rounds).values_list("pk", "state"))
    quotas = each(calls, lambda call: _issued(call, taken, states[call.row.round_id], by))
    update_many(quotas, ["state", "letter_number", "letter_on"])
    return quotas


def _issued(call: Told, taken: set[str], state: str, by: Actor) -> UnitQuota:
    quota, number = call.row, call.given["letter_number"].strip()
    if state not in (State.NOMINATING, State.CHECKING):
        raise Refused("先定县级需求清单，再发函。")
    if not number:
        raise Refused("写函号。", field="letter_number")
    if number in taken:
        raise Refused(f"函号“{number}”已经用过了。", field="letter_number")
    if call.given["letter_on"] > by.today:
        raise Refused("发函的日子还没到。", field="letter_on")
    QUOTA.step(quota, "issue")
    taken.add(number)
    quota.letter_number, quota.letter_on = number, call.given["letter_on"]
    return quota


@act("quota.unissue", "撤回商请选派函", needs=rules.MANAGE, remote=True)
def unissue(quota: UnitQuota, *, by: Actor) -> UnitQuota:
    """Before the unit has named anybody."""
    if quota.nominations.exists():
        raise Refused(f"{quota.unit}已经推荐了人，函不能撤回。")
    QUOTA.step(quota, "unissue")
    quota.letter_number, quota.letter_on = "", None
    quota.save()
    return quota
