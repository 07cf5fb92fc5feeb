"""Bad input is a sentence that names the smallest set of what contradicts itself; never a crash, never a rule that is
let go.
"""

from dataclasses import replace

import pytest

from zhucun.solver import conflicts, samples
from zhucun.solver.problem import Candidate, Lock, Problem, Prohibition, Team, Unit, Weights
from zhucun.solver.search import form_teams


def fit(number: int, **more: object) -> Candidate:
    return Candidate(
        f"c{number}", f"甲{number}", **{"unit": "u", "age": 45, "party_months": 60, "work_months": 90} | more
    )


def small_county(**more: object) -> Problem:
    teams = [
        Team("t1", "一队", least=2, most=2, unit="u", places=("p1",)),
        Team("t2", "二队", least=2, most=2, unit="v"),
    ]
    people = [*(fit(n) for n in range(3)), *(fit(n, unit="v") for n in range(3, 6))]
    return replace(Problem(teams, people, [Unit("u", "农业局"), Unit("v", "财政局")]), **more)


def said(**more: object) -> list[str]:
    return conflicts.in_words(small_county(**more))


def test_a_sound_problem_has_no_conflicts_and_a_plan() -> None:
    assert said() == []
    assert form_teams(small_county()).is_legal


@pytest.mark.parametrize(
    ("locks", "sentence"),
    [
        ([Lock("c0", "t1"), Lock("c0", "t2")], "甲0同时锁定在一队、二队，一人只能在一支队。"),
        ([Lock("c0", "t1", True), Lock("c1", "t1", True)], "一队锁定了 2 名第一书记：甲0、甲1，只能有一名。"),
        ([Lock(f"c{n}", "t1") for n in range(3)], "一队最多 2 人，锁定了 3 人：甲0、甲1、甲2。"),
    ],
)
def test_locks_against_each_other(locks: list[Lock], sentence: str) -> None:
    assert sentence in said(locks=locks)


@pytest.mark.parametrize(
    ("candidate", "sentence"),
    [
        (fit(0, home="p1"), "甲0锁定在一队，但老家就在那里，要回避。"),
        (fit(0, is_available=False), "甲0锁定在一队，但按规定不能派去。"),
        (fit(0, barred_from=frozenset({"t1"})), "甲0锁定在一队，但按规定不能派去。"),
        (fit(0, party_months=3), "甲0锁定在一队任第一书记，但还不够条件：正式党员和工作年限没有满。"),
    ],
)
def test_a_lock_against_a_hard_rule(candidate: Candidate, sentence: str) -> None:
    people = [candidate, *small_county().candidates[1:]]

    assert said(candidates=people, locks=[Lock("c0", "t1", True)])[0] == sentence


def test_a_lock_against_a_prohibition() -> None:
    assert "甲0锁定在一队，又写了不许去一队。" in said(locks=[Lock("c0", "t1")], prohibitions=[Prohibition("c0", "t1")])


def test_people_kept_apart_are_not_named_beside_their_lock() -> None:
    sentences = said(locks=[Lock("c0", "t1"), Lock("c1", "t1")], apart=[("c0", "c1")])

    assert sentences == ["一队锁定的人合不到一起，松开一个再排。"]


def test_an_empty_pool_and_no_teams() -> None:
    assert said(candidates=[]) == ["候选人名单是空的。"]
    assert conflicts.in_words(Problem([], [])) == ["没有一支队，没有什么要排。", "候选人名单是空的。"]


def test_unknown_and_doubled_ids_are_said_before_anything_else() -> None:
    people = [*small_county().candidates, fit(0), fit(9, unit="w")]

    assert said(candidates=people, locks=[Lock("x", "t9")]) == [
        "人员编号 c0 写了 2 次，只能有一个。",
        "甲9的单位写的是 w，没有编号为 w 的单位。",
        "锁定的人写的是 x，没有编号为 x 的人。",
        "锁定的队写的是 t9，没有编号为 t9 的队。",
    ]


def test_weights_of_zero_are_wishes_left_out_and_huge_ones_are_refused() -> None:
    nothing = Weights(**dict.fromkeys(vars(Weights()), 0))

    assert said(weights=nothing) == []
    assert form_teams(small_county(weights=nothing)).worth == 0
    assert said(weights=replace(nothing, skill=10**9)) == [
        "分量 skill 是 1000000000，要在 0（不管这一条）到 1000 之间。"
    ]
    assert said(weights=replace(nothing, stay=-1)) == ["分量 stay 是 -1，要在 0（不管这一条）到 1000 之间。"]


def test_the_greatest_weights_do_not_buy_a_hard_rule() -> None:
    greatest = Weights(**dict.fromkeys(vars(Weights()), 1000))
    problem = small_county(
        weights=greatest, candidates=[replace(c, home="p1") if c.id == "c0" else c for c in small_county().candidates]
    )

    found = form_teams(problem)

    assert found.is_legal
    assert found.assignment.seats.get("c0") != "t1"


def test_a_unit_bound_to_two_villages_where_it_may_take_one() -> None:
    teams = [replace(team, unit="u") for team in small_county().teams]

    assert said(teams=teams) == ["农业局只能做 1 支队的后盾，却写在 2 支队上：一队、二队。"]


def test_the_smallest_set_of_teams_that_lack_somebody_to_lead() -> None:
    people = [fit(n, unit="u" if n < 4 else "v", party_months=60 if n == 4 else None) for n in range(8)]
    barred = [replace(c, barred_from=frozenset({"t1"})) for c in people]

    assert said(candidates=barred[4:] + [replace(c, barred_from=frozenset()) for c in people[:4]]) == [
        "缺 1 名能任第一书记的人：一队要 1 人，一个也没有。"
    ]


def test_a_whole_county_that_lacks_first_secretaries_is_told_which_teams() -> None:
    county = samples.county(1, 8)
    few = [c if at % 5 == 0 else replace(c, party_months=None) for at, c in enumerate(county.candidates)]
    leads = sum(c.may_be_secretary(county.limits) for c in few)

    (sentence,) = conflicts.in_words(replace(county, candidates=few))

    assert sentence.startswith(f"缺 {166 - leads} 名能任第一书记的人：166 支队要 166 人，只有 {leads} 人。排不上的有：")
    assert sentence.count("队") >= 166 - leads


def test_a_unit_that_cannot_send_and_teams_nobody_can_go_to() -> None:
    ours = [c for c in small_county().candidates if c.unit == "u"]
    everybody = [fit(n) for n in range(6)]

    assert said(candidates=everybody) == ["缺 1 名后盾单位财政局能派的人：二队要 1 人，一个也没有。"]
    assert said(candidates=ours) == [
        "要 4 人，能派的只有 3 人，缺 1 人。",
        "缺 1 名后盾单位财政局能派的人：二队要 1 人，一个也没有。",
    ]


def test_what_only_all_rules_together_rule_out_is_said_after_solving() -> None:
    """Each rule can be kept alone; but who could lead the second team is the only one its unit can send to … the
    first.
    """
    people = [
        fit(0),
        fit(1, party_months=None, unit="v"),
        fit(2, party_months=None, unit="v"),
        fit(3, party_months=60, unit="v"),
    ]
    problem = small_county(candidates=people, apart=[("c1", "c2"), ("c0", "c1"), ("c0", "c2")])
    assert conflicts.in_words(problem) == []

    found = form_teams(problem)

    assert not found.is_legal
    assert conflicts.left_open(problem, found.broken)
