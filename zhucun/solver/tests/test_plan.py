"""What is done with a plan: reasons, swaps, repair, the document."""

import json
from dataclasses import replace
from random import Random

import pytest

from zhucun.solver import jsonform, samples
from zhucun.solver.check import faults
from zhucun.solver.explain import reasons
from zhucun.solver.found import Found
from zhucun.solver.problem import Assignment, Problem
from zhucun.solver.repair import after_leaving, least_change, menu
from zhucun.solver.scoring import worth
from zhucun.solver.search import form_teams
from zhucun.solver.swaps import Swap, Swapping, effects, suggest
from zhucun.solver.tests.test_best import part_of

UNSAID = ("配偶", "夫妻", "健康", "身体", "处分", "纪律", "召回")


@pytest.fixture(scope="module")
def problem() -> Problem:
    return part_of(samples.county(1, 3), teams=24, people=140)


@pytest.fixture(scope="module")
def found(problem: Problem) -> Found:
    return form_teams(problem)


def test_each_person_and_team_has_reasons_and_none_of_what_stays_unsaid(problem: Problem, found: Found) -> None:
    why = reasons(problem, found.assignment)
    everything = [s for said in why.of_person.values() for s in said]
    everything += [w.sentence + w.missing for wishes in why.of_team.values() for w in wishes]

    assert why.of_person.keys() == found.assignment.seats.keys()
    assert all(why.of_person.values())
    assert not [sentence for sentence in everything if any(word in sentence for word in UNSAID)]


def test_points_in_the_reasons_add_up_to_what_the_person_is_worth(problem: Problem, found: Found) -> None:
    scored = worth(problem, found.assignment)
    why = reasons(problem, found.assignment, scored)

    for person, sentences in why.of_person.items():
        points = [
            int(s.split("（")[-1].rstrip("）。")) for s in sentences if s.endswith("）。") and ("+" in s or "-" in s)
        ]
        assert sum(points) == sum(term.points for term in scored.of_person(person)), sentences


def test_a_wish_that_is_missed_says_what_would_have_to_be_added(problem: Problem, found: Found) -> None:
    wishes = [wish for team in reasons(problem, found.assignment).of_team.values() for wish in team]

    assert {wish.is_met for wish in wishes} == {True, False}
    assert all(bool(wish.missing) != wish.is_met for wish in wishes)


def test_a_wish_that_weighs_nothing_is_not_spoken_of(problem: Problem) -> None:
    nothing = replace(problem, weights=replace(problem.weights, mates_apart=0, own_unit=0))
    crowded = [c.id for c in problem.candidates if c.unit == problem.candidates[0].unit][:3]
    team = next(t for t in problem.teams if t.unit != problem.candidates[0].unit)
    plan = Assignment(dict.fromkeys(crowded, team.id), {})

    said = [wish.wish for wish in reasons(nothing, plan).of_team[team.id]]

    assert len(crowded) > 1
    assert "mates_apart" not in said


def test_the_effect_of_any_swap_is_the_difference_of_both_plans(problem: Problem, found: Found) -> None:
    dice = Random(1)
    before = worth(problem, found.assignment).total
    for _ in range(40):
        swap = Swap(*dice.sample([c.id for c in problem.candidates], 2))

        effect = effects(problem, found.assignment, swap)

        assert effect.points == worth(problem, effect.after).total - before
        assert effect.points == sum(term.points for term in (*effect.gained, *effect.lost))
        assert effect.is_legal == (faults(problem, effect.after) == [])


def test_nothing_is_suggested_for_the_best_plan_but_for_a_worse_one(problem: Problem, found: Found) -> None:
    member = found.assignment.members()["t3"][0]
    outside = [c.id for c in problem.candidates if c.id not in found.assignment.seats]
    worse = min(
        (effects(problem, found.assignment, Swap(member, o)) for o in outside), key=lambda e: (not e.is_legal, e.points)
    )

    assert suggest(problem, found.assignment, "t3") == []
    best, *_ = suggest(problem, worse.after, "t3")
    assert best.points >= -worse.points > 0
    assert best.gained


def test_suggestions_are_found_by_the_very_points_of_their_effects(problem: Problem, found: Found) -> None:
    swapping = Swapping(problem, found.assignment)
    everything = [*swapping.gains("t3"), *swapping.gains("t0")]

    for points, swap in Random(2).sample(everything, 60):
        assert points == effects(problem, found.assignment, swap).points


def test_when_some_leave_as_few_as_can_be_proven_move(problem: Problem, found: Found) -> None:
    unit_behind = {team.id: team.unit for team in problem.teams}
    strangers = [
        c.id
        for c in problem.candidates
        if unit_behind.get(found.assignment.seats.get(c.id, ""), c.unit) not in ("", c.unit)
    ]
    leaving = strangers[::8]

    repaired = least_change(problem, found.assignment, leaving)

    after = repaired.found.assignment
    assert repaired.is_proven
    assert repaired.found.gap == 0
    assert not set(leaving) & after.seats.keys()
    assert len(repaired.called_in) >= len(leaving)
    assert faults(after_leaving(problem, found.assignment, leaving), after) == []


def test_moves_that_are_needed_are_counted_and_proven(problem: Problem, found: Found) -> None:
    """Nobody outside may lead any more: whoever leads has to come from another team."""
    team, lead = next((t, s) for t, s in found.assignment.secretaries.items() if _leads_alone(problem, found, t))
    stay = found.assignment.seats
    cannot = [c if c.id in stay else replace(c, party_months=None) for c in problem.candidates]

    repaired = least_change(replace(problem, candidates=cannot), found.assignment, [lead])

    assert repaired.found.is_legal
    assert repaired.is_proven
    assert len(repaired.moves) == repaired.fewest >= 1
    assert repaired.found.assignment.secretaries[team] != lead


def _leads_alone(problem: Problem, found: Found, team: str) -> bool:
    members = found.assignment.members()[team]
    return sum(problem.candidates[problem.candidate_at[m]].may_be_secretary(problem.limits) for m in members) == 1


def test_the_menu_runs_from_few_moves_to_the_best_fit(problem: Problem, found: Found) -> None:
    today = effects(problem, found.assignment, Swap(*list(found.assignment.seats)[:2])).after

    lines = menu(problem, today)

    assert [len(line.moves) for line in lines] == sorted(len(line.moves) for line in lines)
    assert [line.fit for line in lines] == sorted(line.fit for line in lines)
    assert 1 <= len(lines) <= 5


def test_a_document_is_read_as_it_was_written(problem: Problem) -> None:
    text = json.dumps(document(problem))

    assert jsonform.read(json.loads(text)) == problem


def document(problem: Problem) -> dict[str, object]:
    return json.loads(json.dumps(jsonform.plain(problem)))


def test_a_plan_is_a_document_that_says_why(problem: Problem, found: Found) -> None:
    written = json.loads(json.dumps(jsonform.written(problem, found)))

    assert (written["worth"], written["is_proven"], written["is_legal"]) == (found.worth, True, True)
    assert sum(term["points"] for term in written["terms"]) == found.worth
    assert all(member["reasons"] for team in written["teams"] for member in team["members"])
    assert [team["team"] for team in written["teams"]] == [team.id for team in problem.teams]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([], "题目要写成 {…}。"),
        ({"teams": []}, "题目没有写 candidates。"),
        ({"teams": [], "candidates": [], "lock": []}, "题目里没有“lock”这一项"),
        ({"teams": [{"id": "t"}], "candidates": []}, "题目的 teams第 1 条没有写 name。"),
        ({"teams": [{"id": 1, "name": "一"}], "candidates": []}, "题目的 teams第 1 条的 id要写文字，不是 “1”。"),
        ({"teams": {}, "candidates": []}, "题目的 teams要写成 […]。"),
        ({"teams": [], "candidates": [], "apart": [["a"]]}, "题目的 apart要写 2 个值。"),
        ({"teams": [], "candidates": [], "weights": {"skill": True}}, "题目的 weights的 skill要写整数，不是 “True”。"),
    ],
)
def test_a_document_that_is_no_problem_is_said_in_words(given: object, sentence: str) -> None:
    with pytest.raises(jsonform.BadInput) as bad:
        jsonform.read(given)

    assert bad.value.sentences[0].startswith(sentence)
