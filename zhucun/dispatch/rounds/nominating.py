"""Units name whom they send, confirm that they are fit, take somebody back, say that they are done (screen P9)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.checking import await_checks
from zhucun.dispatch.rounds.judging import judge_all
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import (
    COUNTS_FOR_QUOTA,
    NOMINATION,
    QUOTA,
    NominationState,
    QuotaState,
    RoleFor,
    State,
)
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre

TAKES_NAMES = (State.NOMINATING, State.CHECKING)  # in the joint check to replace whoever was stopped


@act("nomination.make", "推荐一人", needs=rules.NOMINATE, remote=True, undo="nomination.withdraw")
def nominate(
    quota: UnitQuota,
    *,
    cadre: Cadre,
    role_for: RoleFor = RoleFor.MEMBER,
    fitness_confirmed_on: date | None = None,
    by: Actor,
) -> Nomination:
    """One of the unit's own people; judged at once by the eligibility of the day."""
    told = {"cadre": cadre, "role_for": role_for, "fitness_confirmed_on": fitness_confirmed_on}
    return _nominate_many([Told(quota, told)], by=by)[0]


@nominate.as_many
def _nominate_many(calls: Sequence[Told], *, by: Actor) -> list[Nomination]:
    prefetch_related_objects([call.row for call in calls], "round", "unit")
    rounds = {call.row.round_id: call.row.round for call in calls}
    named = _named_before(rounds)
    cadres = [call.given["cadre"].pk for call in calls]
    posted = dict(Posting.objects.filter(cadre__in=cadres, until__isnull=True).values_list("cadre", "team__name"))
    quotas = UnitQuota.objects.filter(pk__in=[call.row.pk for call in calls]).with_named()
    left = dict(quotas.values_list("pk", "named"))
    prefetch_related_objects([call.given["cadre"] for call in calls], "person")
    made = each(calls, lambda call: _new(call, named[call.row.round_id], posted, left, by))
    _tell_the_files(made, by)
    for key, round_ in rounds.items():
        judge_all([one for one in made if one.round_id == key], by.today, policy_of(round_, by.today))
    insert_many(made)
    for round_ in rounds.values():
        if round_.state == State.CHECKING:
            await_checks(round_, by.today)
    return made


def _named_before(rounds: dict[int, SelectionRound]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {key: set() for key in rounds}
    standing = Nomination.objects.filter(round__in=rounds).exclude(state=NominationState.WITHDRAWN)
    for round_, cadre in standing.values_list("round", "cadre"):
        found[round_].add(cadre)
    return found


def _new(call: Told, named: set[int], posted: dict[int, str], left: dict[int, int], by: Actor) -> Nomination:
    quota, cadre = call.row, call.given["cadre"]
    name = cadre.person.name
    _must_take_names(quota)
    if cadre.unit_id != quota.unit_id:
        raise Refused(f"{name}不是{quota.unit}的人。", field="cadre")
    if cadre.pk in named:
        raise Refused(f"{name}这一轮已经推荐过了。", field="cadre")
    if where := posted.get(cadre.pk):
        raise Refused(f"{name}现在在{where}，不用推荐；要留要走在“走留”里定。", field="cadre")
    if left[quota.pk] >= quota.count:
        raise Refused(f"{quota.unit}的名额是 {quota.count} 人，已经推荐满了。", field="cadre")
    must_be_past(call.given["fitness_confirmed_on"], by.today)
    named.add(cadre.pk)
    left[quota.pk] += 1
    return Nomination(
        round=quota.round,
        quota=quota,
        unit=quota.unit,
        cadre=cadre,
        role_for=call.given["role_for"],
        fitness_confirmed_on=call.given["fitness_confirmed_on"] or cadre.fitness_confirmed_on,
        named_by=by.name,
        named_on=by.today,
    )


def _must_take_names(quota: UnitQuota) -> None:
    if quota.round.state not in TAKES_NAMES:
        raise Refused(f"“{quota.round}”现在是“{quota.round.get_state_display()}”，不收推荐。")
    if quota.state == QuotaState.DRAFT:
        raise Refused(f"还没有给{quota.unit}发函，先发函再推荐。")


def must_be_past(day: date | None, today: date) -> None:
    if day is not None and day > today:
        raise Refused("确认的日子还没到。", field="fitness_confirmed_on")


@act("nomination.confirm_fitness", "确认能胜任驻村", needs=rules.NOMINATE, remote=True)
def confirm_fitness(nomination: Nomination, *, on: date, by: Actor) -> Nomination:
    """A yes with a date, never a reason and no health fact (R-SEL-08)."""
    if on > by.today:
        raise Refused("确认的日子还没到。", field="on")
    if nomination.state in (NominationState.WITHDRAWN, NominationState.STOPPED):
        raise Refused("这个人这一轮不再列入，不用确认。")
    nomination.fitness_confirmed_on = on
    nomination.save()
    _tell_the_files([nomination], by)
    return nomination


def _tell_the_files(nominations: Sequence[Nomination], by: Actor) -> None:
    """Said once, it holds wherever the person is judged."""
    said = [(one.cadre, one.fitness_confirmed_on) for one in nominations if one.fitness_confirmed_on]
    calls = [Told(cadre, {"on": on}) for cadre, on in said if cadre.fitness_confirmed_on != on]
    facts.confirm_fitness.many(calls, by=by)


@act("nomination.withdraw", "撤回推荐", needs=rules.NOMINATE, remote=True)
def withdraw(nomination: Nomination, *, by: Actor) -> Nomination:
    """Without a reason: why a unit takes somebody back is its own affair."""
    if nomination.seats.exists():
        raise Refused(f"{nomination}已经在拟派名单里，先请县驻村办改名单。")
    NOMINATION.step(nomination, "withdraw")
    nomination.withdrawn_on = by.today
    nomination.save()
    if nomination.quota.state == QuotaState.REPLIED:
        reopen(nomination.quota, by=by)
    return nomination


@act("nomination.judge", "过一遍资格", needs=rules.MANAGE, remote=True)
def judge_again(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """The facts or the county's conditions have changed since they were named; who is through the joint check stays."""
    judged = (NominationState.NAMED, NominationState.ELIGIBLE, NominationState.BLOCKED)
    found = list(Nomination.objects.filter(round=round_, state__in=judged).select_related("cadre__person"))
    judge_all(found, by.today, policy_of(round_, by.today))
    update_many(found, ["hits", "judged_on", "state"])
    if round_.state == State.CHECKING:
        await_checks(round_, by.today)
    return round_


@act("quota.reply", "报齐人选", needs=rules.NOMINATE, remote=True, undo="quota.reopen")
def reply(quota: UnitQuota, *, by: Actor) -> UnitQuota:
    """All asked for are named, and of each the unit has said that they are fit."""
    counted = quota.nominations.filter(state__in=COUNTS_FOR_QUOTA)
    named = counted.count()
    if named < quota.count:
        raise Refused(f"名额 {quota.count} 人，还差 {quota.count - named} 人。")
    if unsure := counted.filter(fitness_confirmed_on__isnull=True).count():
        raise Refused(f"还有 {unsure} 人没有确认能胜任驻村。")
    QUOTA.step(quota, "reply")
    quota.replied_on, quota.replied_by = by.today, by.name
    quota.save()
    return quota


@act("quota.fill", "按县里导入的表记报齐", needs=rules.MANAGE, undo="quota.reopen")
def fill(quota: UnitQuota, *, by: Actor) -> UnitQuota:
    """The county entered the unit's answer from a file: all asked for are named. Whose fitness the unit has still to
    confirm is seen in the list of nominations.
    """
    if quota.nominations.counting().count() < quota.count:
        raise Refused(f"{quota.unit}还没有推荐够。")
    QUOTA.step(quota, "fill")
    quota.replied_on, quota.replied_by = by.today, by.name
    quota.save()
    return quota


@act("quota.reopen", "再推荐", needs=rules.NOMINATE, remote=True)
def reopen(quota: UnitQuota, *, by: Actor) -> UnitQuota:
    QUOTA.step(quota, "reopen")
    quota.replied_on, quota.replied_by = None, ""
    quota.save()
    return quota


@act("round.close_nominations", "结束推荐，开始联审", needs=rules.MANAGE, remote=True, undo="round.step_back")
def close_nominations(round_: SelectionRound, *, by: Actor) -> SelectionRound:
    """Every outside body is asked about everybody who passes."""
    if not Nomination.objects.counting().filter(round=round_).exists():
        raise Refused("还没有一个过了资格的人选。")
    rules.ROUND.step(round_, "close_nominations")
    round_.nominated_on = by.today
    round_.save()
    await_checks(round_, by.today)
    return round_
