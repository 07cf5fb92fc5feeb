"""A draft is asked for, found, decided on and adopted; what is decided holds in the next one."""

from dataclasses import replace
from typing import Any

import pytest

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts import jobs
from zhucun.acts.jobs import Stopped
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation import solving
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import State
from zhucun.dispatch.formation.stored import read
from zhucun.dispatch.formation.tests.small import LEVELS, asked, free, furnished, in_a_round
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds import seating
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.org.people.facts import keep_apart
from zhucun.org.people.models import Cadre
from zhucun.solver import jsonform
from zhucun.solver.found import Progress
from zhucun.solver.search import form_teams
from zhucun.web.history import prose


def team_of(plan: FormationPlan, cadre: Any) -> int | None:
    seat = plan.now["seats"].get(f"c{cadre.pk}")
    return int(seat[1:]) if seat else None


def third_of(plan: FormationPlan, cast: Cast, one: Cadre) -> Cadre:
    """Who sits in 河湾村 with this person, apart from 骆远."""
    others = {int(key[1:]) for key, team in plan.now["seats"].items() if team == f"t{cast.xihe_team.pk}"}
    return Cadre.objects.exclude(pk__in=[one.pk, cast.neighbour_member.cadre_id]).get(pk__in=others)


def seated(plan: FormationPlan, team: Any) -> set[str]:
    found = read(plan)
    return {found.candidate[one].name for one in found.members[f"t{team.pk}"]}


def test_a_small_county_is_formed_as_one_would_by_hand(cast: Cast) -> None:
    """R-SEL-12: each team gets the old and the young, the deep and the shallow it lacks; everybody on post stays."""
    furnished(cast)

    plan = asked(cast)

    assert (plan.state, plan.gap) == (State.DRAFT, 0)
    assert seated(plan, cast.team) == {"黎明远", "盘小妹", "古老松"}
    assert seated(plan, cast.xihe_team) == {"骆远", "水老成", "水小新"}


def test_the_same_is_asked_twice_and_found_twice(cast: Cast) -> None:
    furnished(cast)

    one, other = asked(cast), asked(cast)

    assert (one.number, other.number) == (1, 2)
    assert (one.question, one.answer) == (other.question, other.answer)


def test_what_is_missing_is_said_before_anything_is_looked_for(cast: Cast) -> None:
    plan = asked(cast)

    assert plan.state == State.IMPOSSIBLE
    assert plan.job_key is None
    assert any("缺" in sentence and "第一书记" in sentence for sentence in plan.sentences)


def test_where_people_are_missing_the_rest_is_placed_if_one_asks_for_it(cast: Cast) -> None:
    """The gaps are said, and only a vacancy may be adopted."""
    made, by = in_a_round(cast), cast.actor("officer")
    made.nominations.filter(cadre__person__name__in=("乙档", "丁水", "戊水")).update(state="withdrawn")

    refused, plan = asked(cast, round=made), asked(cast, round=made, with_gaps=True)

    assert refused.state == State.IMPOSSIBLE
    assert plan.state == State.DRAFT
    assert {fault.rule for fault in read(plan).faults} == {"short"}
    assert formation.adopt(plan, by=by).state == State.ADOPTED


def test_locked_and_forbidden_hold_in_the_next_draft(cast: Cast) -> None:
    people, by = furnished(cast), cast.actor("officer")
    first = asked(cast)

    formation.lock(first, cadre=people["junior"], by=by)
    formation.forbid(first, cadre=people["old"], reason="单位年底有审计", by=by)
    second = asked(cast, follows=first)

    assert team_of(second, people["junior"]) == team_of(first, people["junior"])
    assert team_of(second, people["old"]) != team_of(first, people["old"])
    assert list(second.decisions.values_list("kind", "reason")) == [("lock", ""), ("forbid", "单位年底有审计")]


def test_a_settled_team_is_not_touched_again(cast: Cast) -> None:
    people, by = furnished(cast), cast.actor("officer")
    first = asked(cast)

    formation.settle(first, team=cast.team, by=by)
    with pytest.raises(Refused, match="已经定过了"):
        formation.keep(first, team=cast.team, reason="村里点名要", by=by)
    free("更老的", cast.archive, birth_month=TODAY.replace(year=1967, day=1), rural_months=300)
    second = asked(cast, follows=first)

    assert seated(second, cast.team) == seated(first, cast.team)
    assert team_of(second, people["old"]) == cast.team.pk


def test_a_swap_that_is_worse_wants_a_line_of_why_and_locks_who_was_put_there(cast: Cast) -> None:
    people, by = furnished(cast), cast.actor("officer")
    plan = asked(cast)
    best = plan.worth

    with pytest.raises(Refused, match="写一句为什么"):
        formation.swap(plan, one=people["junior"], other=people["spare"], by=by)
    made = formation.swap(plan, one=people["junior"], other=people["spare"], reason="村里点名要", by=by)

    plan.refresh_from_db()
    assert team_of(plan, people["spare"]) == cast.xihe_team.pk
    assert (plan.worth - best, plan.bound) == (made.points, best)
    assert plan.answer["seats"] != plan.now["seats"]
    assert [one.cadre for one in PlanDecision.objects.filter(kind="lock")] == [people["spare"]]


def test_a_swap_taken_back_leaves_the_plan_as_it_was_found(cast: Cast) -> None:
    people, by = furnished(cast), cast.actor("officer")
    plan = asked(cast)
    made = formation.swap(plan, one=people["junior"], other=people["spare"], reason="试试", by=by)

    made = formation.take_back(made, by=by)

    plan.refresh_from_db()
    assert (plan.now["seats"], plan.worth) == (plan.answer["seats"], plan.bound)
    assert not plan.decisions.standing().exists()
    with pytest.raises(Refused, match="已经收回"):
        formation.take_back(made, by=by)


def test_a_hard_rule_is_not_swapped_away(cast: Cast) -> None:
    """R-SEL-08: nobody is sent to the village they are from, whatever the reason."""
    people, by = furnished(cast), cast.actor("officer")
    Cadre.objects.filter(pk=people["spare"].pk).update(home=cast.shiping)
    plan = asked(cast)

    with pytest.raises(Refused, match="备用人不能到石坪村：老家在这里，要回避"):
        formation.swap(plan, one=cast.member.cadre, other=people["spare"], reason="试试", by=by)


def test_who_is_kept_apart_never_shares_a_team_and_no_sentence_says_so(cast: Cast) -> None:
    """R-SEL-08."""
    people, officer = furnished(cast), cast.actor("officer")
    pair = {"one": people["elder"].pk, "other": people["junior"].pk}
    keep_apart(cast.county, **pair, by=cast.actor("office_leader"))
    plan = asked(cast)

    assert team_of(plan, people["elder"]) == cast.xihe_team.pk != team_of(plan, people["junior"])
    with pytest.raises(Refused) as refused:
        formation.swap(
            plan, one=third_of(plan, cast, people["elder"]), other=people["junior"], reason="试试", by=officer
        )
    assert refused.value.sentence == "这样换不合硬性要求，换别的人试试。"


def test_two_locked_together_and_kept_apart_since_are_not_told_apart_from_any_other_slip(cast: Cast) -> None:
    furnished(cast)
    plan, by = asked(cast), cast.actor("officer")
    for held in (cast.first_secretary, cast.member):
        formation.lock(plan, cadre=held.cadre, by=by)
    pair = {"one": cast.first_secretary.cadre_id, "other": cast.member.cadre_id}
    keep_apart(cast.county, **pair, by=cast.actor("office_leader"))

    second = asked(cast, follows=plan)

    assert second.sentences == ["石坪村锁定的人合不到一起，松开一个再排。"]


def test_names_and_plans_stay_out_of_the_audit_line(cast: Cast) -> None:
    furnished(cast)
    asked(cast)

    line = AuditLog.objects.get(verb="formation.keep_found")

    assert line.changes["answer"] == [None, "（不记内容）"]
    assert line.told == {"solved": "6 人，" + str(line.told["solved"]).split("，", 1)[1]}


def test_what_the_log_says_of_a_draft_are_words(cast: Cast) -> None:
    furnished(cast)
    asked(cast)

    (line,) = prose(AuditLog.objects.filter(verb="formation.draft"))

    assert "看重什么" in {change.label for change in line.changes}
    assert {change.label for change in line.changes if change.label.isascii()} == set()


# ── stopped ──


def test_whoever_stops_keeps_the_best_found(cast: Cast) -> None:
    furnished(cast)
    plan = asked(cast)
    problem = jsonform.read(plan.question)

    def stop_at_the_first_plan(done: int, total: int, *, certain: str) -> None:
        if "手上有一稿" in certain:
            raise Stopped

    solved = solving.search(problem, stop_at_the_first_plan)

    assert solved.is_stopped
    assert len(solved.found.assignment.seats) == 6


def test_stopped_before_there_is_a_plan_there_is_none(cast: Cast) -> None:
    furnished(cast)
    problem = jsonform.read(asked(cast).question)
    nobody_goes = replace(problem, candidates=[replace(one, is_available=False) for one in problem.candidates])

    def stop_at_once(done: int, total: int, *, certain: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        solving.search(nobody_goes, stop_at_once)


def test_a_job_stopped_while_it_waits_leaves_the_draft_to_be_looked_for_again(cast: Cast) -> None:
    furnished(cast)
    by = cast.actor("officer")
    plan = formation.draft(cast.county, mode="unit", levels=LEVELS, by=by)
    job = jobs.stop(jobs.Job.objects.get(pk=plan.job_key), by=by)
    assert do_waiting("slow") == 0

    jobs.retry(job, by=by)
    do_waiting("slow")

    plan.refresh_from_db()
    assert plan.state == State.DRAFT


def test_what_is_certain_is_told_on_the_way(cast: Cast) -> None:
    furnished(cast)
    told: list[Progress] = []

    form_teams(jsonform.read(asked(cast).question), tell=told.append)

    assert {one.phase for one in told} == {"bound", "plan"}


# ── a round ──


def test_in_a_round_who_stays_keeps_their_team_and_the_rest_are_nominated(cast: Cast) -> None:
    made = in_a_round(cast)

    plan = asked(cast, round=made)

    assert plan.state == State.DRAFT, plan.sentences
    assert team_of(plan, cast.first_secretary.cadre) == cast.team.pk
    assert {c["name"] for c in plan.question["candidates"]} <= {
        *("甲档", "乙档", "丙水", "丁水", "戊水"),
        *("黎明远", "盘小妹", "骆远"),
    }


def test_who_is_taking_over_a_seat_keeps_it_in_a_round(cast: Cast) -> None:
    """R-SEL-18: there already, while the one before still holds the seat."""
    officer, basis = cast.actor("officer"), "青组发〔2022〕9号"
    left = roster.end(cast.first_secretary, last_day=TODAY.replace(day=14), kind="rotation", basis=basis, by=officer)
    facts = {"party_joined_on": TODAY.replace(year=2010), "work_started_on": TODAY.replace(year=2008)}
    heir = make.cadre("接班人", unit=cast.archive, **facts)
    roles = (TeamRole.FIRST_SECRETARY,)
    roster.start(cast.team, cadre=heir, since=TODAY, succeeds=left, roles=roles, basis=basis, by=officer)

    plan = asked(cast, round=in_a_round(cast))

    assert team_of(plan, heir) == cast.team.pk
    assert plan.now["secretaries"][f"t{cast.team.pk}"] == f"c{heir.pk}"
    assert "黎明远" not in {one["name"] for one in plan.question["candidates"]}


def test_an_adopted_draft_is_the_rounds_list_and_the_one_before_steps_back(cast: Cast) -> None:
    made, by = in_a_round(cast), cast.actor("officer")
    one, other = asked(cast, round=made), asked(cast, round=made, title="再排")

    formation.adopt(one, by=by)
    formation.adopt(other, by=by)

    assert set(FormationPlan.objects.values_list("number", "state")) == {(1, "draft"), (2, "adopted")}
    assert SelectionRound.objects.get().plan_label == "第 2 稿 · 再排"
    proposed = {(seat.nomination.cadre_id, seat.team_id) for seat in ProposedSeat.objects.all()}
    coming = {(key, team_of(other, key_row)) for key, key_row in nominees(made).items() if team_of(other, key_row)}
    assert proposed == coming


def test_a_list_that_is_cleared_makes_its_draft_one_among_others_again(cast: Cast) -> None:
    made, by = in_a_round(cast), cast.actor("officer")
    formation.adopt(asked(cast, round=made), by=by)

    seating.clear_seats(SelectionRound.objects.get(), by=by)

    assert FormationPlan.objects.get().state == State.DRAFT
    assert AuditLog.objects.filter(verb="formation.give_way").exists()


def nominees(made: SelectionRound) -> dict[int, Any]:
    return {one.cadre_id: one.cadre for one in made.nominations.select_related("cadre")}


def test_a_draft_without_a_round_is_not_adopted(cast: Cast) -> None:
    furnished(cast)

    with pytest.raises(Refused, match="不属于哪一轮"):
        formation.adopt(asked(cast), by=cast.actor("officer"))


# ── who may ──


@pytest.mark.parametrize("who", ["secretary", "organisation", "county_leader", "liaison"])
def test_only_the_county_office_forms_teams(cast: Cast, who: str) -> None:
    furnished(cast)
    plan = asked(cast)

    with pytest.raises(NotPermitted):
        formation.settle(plan, team=cast.team, by=cast.actor(who))


def test_the_neighbour_county_reaches_no_draft(cast: Cast) -> None:
    furnished(cast)
    plan, by = asked(cast), cast.actor("neighbour_county")

    assert not FormationPlan.objects.visible_to(by).exists()
    with pytest.raises(OutOfReach):
        formation.drop(plan, by=by)


def test_a_draft_put_away_is_taken_up_again(cast: Cast) -> None:
    furnished(cast)
    by = cast.actor("officer")
    plan = formation.drop(asked(cast), by=by)

    assert plan.state == State.DROPPED
    assert formation.take_up(plan, by=by).state == State.DRAFT
