"""What a decision on a draft would do, and which decisions hold when the next one is looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhucun.acts.refused import Refused
from zhucun.dispatch.formation.building import locks_of_staying
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import OF_TEAM, DecisionKind
from zhucun.dispatch.formation.stored import assignment_of
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.models import Cadre
from zhucun.solver import jsonform, swaps
from zhucun.solver.check import Fault
from zhucun.solver.problem import Assignment, Lock, Problem, Prohibition

UNSAID = {"apart"}  # rules that act without a word (R-SEL-08)
NOT_ALLOWED = "这样换不合硬性要求，换别的人试试。"


def key_of(text: str) -> int:
    """t12 → 12."""
    return int(text[1:])


def locks_of(decisions: Iterable[PlanDecision], plan: Assignment) -> list[Lock]:
    """Locked one by one, and all who sit in a team that is settled: it is not touched again."""
    found: dict[str, Lock] = {}
    members = plan.members()
    for one in decisions:
        if one.kind == DecisionKind.LOCK:
            people = [f"c{one.cadre_id}"]
        else:
            people = members.get(f"t{one.team_id}", []) if one.kind in OF_TEAM else []
        for person in people:
            team = f"t{one.team_id}"
            found[person] = Lock(person, team, as_secretary=plan.secretaries.get(team) == person)
    return list(found.values())


def prohibitions_of(decisions: Iterable[PlanDecision]) -> list[Prohibition]:
    forbidden = (one for one in decisions if one.kind == DecisionKind.FORBID)
    return [Prohibition(f"c{one.cadre_id}", f"t{one.team_id}") for one in forbidden]


# ── for the next draft ──


def held(plan: FormationPlan) -> Sequence[PlanDecision]:
    """What the next draft has to keep to; of one that was never found, what it was itself asked."""
    return list(plan.decisions.standing().exclude(kind=DecisionKind.SWAP).select_related("plan").order_by("pk"))


def as_asked(decisions: Sequence[PlanDecision]) -> tuple[list[Lock], list[Prohibition]]:
    if not decisions:
        return [], []
    plan: FormationPlan | None = decisions[0].plan
    while plan is not None and plan.now is None:
        plan = plan.follows
    now = assignment_of(plan.now) if plan else Assignment({}, {})
    return locks_of(decisions, now), prohibitions_of(decisions)


def take_along(decisions: Iterable[PlanDecision], plan: FormationPlan) -> None:
    """They stand on the new draft as well, to be seen and taken back there."""
    told = ("kind", "team_id", "cadre_id", "reason", "decided_by", "decided_at")
    PlanDecision.objects.bulk_create(
        PlanDecision(plan=plan, **{name: getattr(one, name) for name in told}) for one in decisions
    )


# ── on this one ──


def must_not_be_shut(plan: FormationPlan) -> None:
    if plan.shut:
        raise Refused(plan.shut)


def must_be_open(plan: FormationPlan, team: Team) -> None:
    if f"t{team.pk}" not in {one["id"] for one in plan.question["teams"]}:
        raise Refused("这支队不在这一稿里。")
    if plan.decisions.standing().filter(kind__in=OF_TEAM, team=team).exists():
        raise Refused("这支队已经定过了。要改的，先收回。")


def team_of(plan: FormationPlan, cadre: Cadre) -> Team:
    """Where the draft has this person."""
    seat = (plan.now or {"seats": {}})["seats"].get(f"c{cadre.pk}")
    if seat is None:
        raise Refused(f"{cadre.person.name}在这一稿里没有排到队上。")
    return Team.objects.get(pk=key_of(seat))


def is_locked(plan: FormationPlan, cadre: Cadre) -> bool:
    return plan.decisions.standing().filter(kind=DecisionKind.LOCK, cadre=cadre).exists()


def is_forbidden(plan: FormationPlan, cadre: Cadre, team: Team) -> bool:
    return plan.decisions.standing().filter(kind=DecisionKind.FORBID, cadre=cadre, team=team).exists()


@dataclass(frozen=True)
class Changed:
    """A plan after two changed places; `seated` are those of the two who then have a seat, and where."""

    after: Assignment
    points: int
    team: Team
    seated: list[tuple[Cadre, Team]]


def changed(plan: FormationPlan, one: Cadre, other: Cadre) -> Changed:
    """Refused where a hard rule would newly be broken, or one of the two is locked."""
    problem, now = as_it_stands(plan)
    for cadre in (one, other):
        if f"c{cadre.pk}" not in problem.candidate_at:
            raise Refused(f"{cadre.person.name}不在这一稿的候选里。")
        if f"c{cadre.pk}" in {lock.candidate for lock in problem.locks}:
            raise Refused(f"{cadre.person.name}已经锁定，先松开再换。")
    effect = swaps.effects(problem, now, swaps.Swap(f"c{one.pk}", f"c{other.pk}"))
    if now.seats.get(effect.swap.one) == now.seats.get(effect.swap.other):
        raise Refused("两个人在同一支队，不用换。")
    if not effect.is_legal:
        raise Refused(said_of(effect.faults))
    return _changed(effect, one, other, now)


def _changed(effect: swaps.Effect, one: Cadre, other: Cadre, now: Assignment) -> Changed:
    after = effect.after
    seats = {cadre: after.seats.get(f"c{cadre.pk}") for cadre in (one, other)}
    here = now.seats.get(f"c{one.pk}") or now.seats.get(f"c{other.pk}") or ""
    teams = Team.objects.in_bulk({key_of(team) for team in (*filter(None, seats.values()), here)})
    seated = [(cadre, teams[key_of(team)]) for cadre, team in seats.items() if team]
    return Changed(after, effect.points, teams[key_of(here)], seated)


def changed_back(plan: FormationPlan, decision: PlanDecision) -> Changed:
    """The two change places once more, as long as nobody has moved them since."""
    one, other = decision.cadre, decision.other
    back = changed(plan, one, other)
    if back.points != -(decision.points or 0):
        raise Refused("换过之后又动过这两支队，不能直接收回。请再换一次。")
    return back


def as_it_stands(plan: FormationPlan) -> tuple[Problem, Assignment]:
    """The problem with the locks and prohibitions of this moment."""
    now, problem = assignment_of(plan.now), jsonform.read(plan.question)
    return with_decisions(problem, plan.around, now, list(plan.decisions.standing())), now


def with_decisions(
    problem: Problem, around: Mapping[str, Any], now: Assignment, decisions: Sequence[PlanDecision]
) -> Problem:
    staying = locks_of_staying(problem.candidates, frozenset(around.get("staying", ())))
    locks = {lock.candidate: lock for lock in (*staying, *locks_of(decisions, now))}
    return replace(problem, locks=list(locks.values()), prohibitions=prohibitions_of(decisions))


def said_of(faults: Sequence[Fault]) -> str:
    """What must stay unsaid is not told apart from anything else."""
    return " ".join(fault.sentence for fault in faults) if all(map(may_be_said, faults)) else NOT_ALLOWED


def may_be_said(fault: Fault) -> bool:
    return fault.rule not in UNSAID and "不在可派之列" not in fault.sentence
