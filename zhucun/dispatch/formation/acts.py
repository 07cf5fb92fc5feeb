"""Asking for a draft, keeping what was found, deciding on it, adopting it: the only writer of drafts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max
from django.urls import reverse

from zhucun.acts import jobs
from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.formation import building, deciding, pool, proposing, rules
from zhucun.dispatch.formation.deciding import Changed
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import FLOW, DecisionKind, Mode, State
from zhucun.dispatch.formation.stored import Solved, as_text
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.solver import conflicts, jsonform
from zhucun.solver.check import faults

JOB = "formation.solve"


@act("formation.draft", "排一稿", needs=rules.FORM)
def draft(
    county: Place,
    *,
    mode: Mode,
    levels: Mapping[str, int],
    title: str = "",
    with_gaps: bool = False,
    round: SelectionRound | None = None,
    follows: FormationPlan | None = None,
    by: Actor,
) -> FormationPlan:
    """Written down as it is asked, then looked for by a job; what contradicts itself is said at once (R-SEL-10).

    `with_gaps` leaves open what cannot be filled, and says so; without it such a draft is none.
    """
    deciding.must_not_be_shut(FormationPlan(round=round))
    held = list(deciding.held(follows)) if follows else []
    asked = building.Asked(mode, levels, *deciding.as_asked(held))
    profile = policy.on(by.today, county.code)
    whom = pool.of_round(round, profile, by) if round else pool.of_today(county.code, profile, by)
    question = building.question(whom, asked, policy=profile, by=by)
    plan = FormationPlan(
        county_code=county.code,
        round=round,
        number=_next_number(county.code),
        title=title.strip(),
        mode=mode,
        with_gaps=with_gaps,
        day=by.today,
        levels=dict(levels),
        follows=follows,
        question=jsonform.plain(question.problem),
        around=question.around,
        made_by=by.name,
        made_at=by.now,
    )
    look = conflicts.contradictions if with_gaps else conflicts.in_words
    if sentences := look(question.problem):
        _is_impossible(plan, sentences, by)
    plan.save()
    deciding.take_along(held, plan)
    if plan.state == State.SOLVING:
        plan.job_key = _look_for(plan, by).pk
        plan.save()
    return plan


def _next_number(county_code: str) -> int:
    last = FormationPlan.objects.filter(county_code=county_code).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _is_impossible(plan: FormationPlan, sentences: Iterable[str], by: Actor) -> None:
    FLOW.step(plan, "find", to=State.IMPOSSIBLE)
    plan.sentences, plan.solved_at = list(sentences), by.now


def _look_for(plan: FormationPlan, by: Actor) -> jobs.Job:
    return jobs.start(
        JOB,
        title=f"排组队{plan}",
        arguments={"plan": plan.pk},
        result_url=reverse("dispatch:formation.one", args=[plan.pk]),
        queue="slow",
        by=by,
    )


@act("formation.keep_found", "记下排出的一稿", needs=rules.FORM)
def keep_found(plan: FormationPlan, *, solved: Solved, by: Actor) -> FormationPlan:
    found = solved.found
    plan.milliseconds, plan.solved_at = solved.milliseconds, by.now
    may_be_kept = found.is_legal or (plan.with_gaps and set(found.broken) <= rules.GAPS)
    if not may_be_kept:
        _is_impossible(plan, conflicts.left_open(jsonform.read(plan.question), found.broken), by)
    else:
        FLOW.step(plan, "find", to=State.DRAFT)
        plan.answer = plan.now = {**as_text(found.assignment), "is_stopped": solved.is_stopped}
        plan.worth, plan.bound = found.worth, found.bound
    plan.save()
    return plan


@act("formation.drop", "不要这一稿", needs=rules.FORM, remote=True, undo="formation.take_up")
def drop(plan: FormationPlan, *, by: Actor) -> FormationPlan:
    """Put out of the way; nothing of it is erased."""
    FLOW.step(plan, "drop")
    plan.save()
    return plan


@act("formation.take_up", "重新捡起这一稿", needs=rules.FORM, remote=True)
def take_up(plan: FormationPlan, *, by: Actor) -> FormationPlan:
    FLOW.step(plan, "take_up", to=_state_by_what_it_has(plan))
    plan.save()
    return plan


def _state_by_what_it_has(plan: FormationPlan) -> State:
    if plan.answer is not None:
        return State.DRAFT
    return State.IMPOSSIBLE if plan.sentences else State.SOLVING


# ── deciding ──


def _must_be_open(plan: FormationPlan) -> None:
    deciding.must_not_be_shut(plan)
    if plan.state != State.DRAFT:
        raise Refused(f"{plan}现在是“{plan.get_state_display()}”，不能再改。要改的，从它再排一稿。")


def _decided(plan: FormationPlan, kind: DecisionKind, by: Actor, **more: Any) -> PlanDecision:
    _must_be_open(plan)
    return PlanDecision.objects.create(plan=plan, kind=kind, decided_by=by.name, decided_at=by.now, **more)


@act("formation.settle", "就这样，不再改这支队", needs=rules.FORM, remote=True, undo="formation.take_back")
def settle(plan: FormationPlan, *, team: Team, by: Actor) -> PlanDecision:
    deciding.must_be_open(plan, team)
    return _decided(plan, DecisionKind.SETTLE, by, team=team)


@act("formation.keep", "写明理由保留这支队", needs=rules.FORM, remote=True, undo="formation.take_back")
def keep(plan: FormationPlan, *, team: Team, reason: str, by: Actor) -> PlanDecision:
    """Left as it is although a wish is not met: a person knows why."""
    if not reason.strip():
        raise Refused("写一句为什么保留。", field="reason")
    deciding.must_be_open(plan, team)
    return _decided(plan, DecisionKind.KEEP, by, team=team, reason=reason.strip())


@act("formation.lock", "锁定一人在这支队", needs=rules.FORM, remote=True, undo="formation.take_back")
def lock(plan: FormationPlan, *, cadre: Cadre, by: Actor) -> PlanDecision:
    """Stays where the draft has them, whatever the next one finds."""
    team = deciding.team_of(plan, cadre)
    if deciding.is_locked(plan, cadre):
        raise Refused(f"{cadre.person.name}已经锁定了。")
    return _decided(plan, DecisionKind.LOCK, by, cadre=cadre, team=team)


@act("formation.forbid", "定下一人不去这支队", needs=rules.FORM, remote=True, undo="formation.take_back")
def forbid(plan: FormationPlan, *, cadre: Cadre, reason: str, by: Actor) -> PlanDecision:
    """Holds from the next draft on; this one is changed by a swap."""
    team = deciding.team_of(plan, cadre)
    if not reason.strip():
        raise Refused("写一句为什么不去这支队。", field="reason")
    if deciding.is_locked(plan, cadre):
        raise Refused(f"{cadre.person.name}锁定在这支队，先松开锁定。")
    if deciding.is_forbidden(plan, cadre, team):
        raise Refused(f"{cadre.person.name}已经定了不去这支队。")
    return _decided(plan, DecisionKind.FORBID, by, cadre=cadre, team=team, reason=reason.strip())


@act("formation.swap", "对调或换人", needs=rules.FORM, remote=True, undo="formation.take_back")
def swap(plan: FormationPlan, *, one: Cadre, other: Cadre, reason: str = "", by: Actor) -> PlanDecision:
    """Two change places, or somebody without a seat takes one's. Worse than what was found needs a line of why.

    Whoever sits where a person put them is locked there.
    """
    _must_be_open(plan)
    changed = deciding.changed(plan, one, other)
    if changed.points < 0 and not reason.strip():
        raise Refused(f"这样换比排出来的少 {-changed.points} 分，写一句为什么。", field="reason")
    told = {"cadre": one, "other": other, "points": changed.points, "reason": reason.strip()}
    made = _decided(plan, DecisionKind.SWAP, by, team=changed.team, **told)
    _put(plan, changed)
    for cadre, team in changed.seated:
        _decided(plan, DecisionKind.LOCK, by, cadre=cadre, team=team, because=made)
    return made


def _put(plan: FormationPlan, changed: Changed) -> None:
    plan.now = {**as_text(changed.after), "is_stopped": plan.now.get("is_stopped", False)}
    plan.worth = (plan.worth or 0) + changed.points
    plan.save()


@act("formation.take_back", "收回组队决定", needs=rules.FORM, remote=True)
def take_back(decision: PlanDecision, *, by: Actor) -> PlanDecision:
    if decision.taken_back_at is not None:
        raise Refused("已经收回了。")
    plan = decision.plan
    _must_be_open(plan)
    if decision.kind == DecisionKind.SWAP:
        for caused in decision.causes.standing():
            caused.taken_back_at = by.now
            caused.save()
        _put(plan, deciding.changed_back(plan, decision))
    decision.taken_back_at = by.now
    decision.save()
    return decision


# ── adopting ──


@act("formation.adopt", "采用组队稿", needs=rules.ADOPT, remote=True)
def adopt(plan: FormationPlan, *, by: Actor) -> FormationPlan:
    """Its seats become the round's 拟派名单; the draft adopted before steps back. No hard rule may be broken; a seat
    that nobody fills stays a vacancy.
    """
    if plan.round is None:
        raise Refused("这一稿不属于哪一轮选派，不能采用。先在“选派轮次”里开一轮，再按这一轮排一稿。")
    deciding.must_not_be_shut(plan)
    if not plan.is_found:
        raise Refused(f"{plan}现在是“{plan.get_state_display()}”，没有排好的名单，不能采用。")
    if broken := [one for one in faults(*deciding.as_it_stands(plan)) if one.rule not in rules.VACANT]:
        raise Refused(f"硬性要求还没有全部满足：{deciding.said_of(broken)}")
    for before in FormationPlan.objects.filter(round=plan.round, state=State.ADOPTED):
        give_way(before, by=by)
    FLOW.step(plan, "adopt")
    plan.adopted_by, plan.adopted_at = by.name, by.now
    plan.save()
    rounds.propose(plan.round, seats=proposing.seats_of(plan, by), plan_label=plan.label[:80], by=by)
    return plan


@act("formation.give_way", "组队稿让位给另一稿", needs=rules.ADOPT)
def give_way(plan: FormationPlan, *, by: Actor) -> FormationPlan:
    FLOW.step(plan, "give_way")
    plan.save()
    return plan
