"""How a least-change plan is told, on a problem small enough to be solved in one's head. No database."""

from dataclasses import replace

from zhucun.dispatch.replacing.repairing import plan_of, proof_of, today_of
from zhucun.solver.problem import Candidate, Problem, Team, Unit
from zhucun.solver.repair import Repaired

ABLE = {"party_months": 60, "work_months": 60}
TEAMS = [Team("t1", "甲村", least=2, most=2), Team("t2", "乙村", least=2, most=2)]
PEOPLE = [
    Candidate("c1", "甲一", "u1", 45, team="t1", is_secretary=True, **ABLE),
    Candidate("c2", "甲二", "u1", 45, team="t1", **ABLE),
    Candidate("c3", "乙一", "u1", 45, team="t2", is_secretary=True, **ABLE),
    Candidate("c4", "乙二", "u1", 45, team="t2"),
    Candidate("c5", "闲着的", "u1", 30),
]
COUNTY = Problem(TEAMS, PEOPLE, [Unit("u1", "县农业农村局")], mode="free")


def test_who_may_lead_moves_and_whoever_is_free_takes_the_seat() -> None:
    """乙村 loses its first secretary, and the only free person may not lead: one move, proven."""
    plan = plan_of(COUNTY, ["c3"])

    assert [(one.name, one.out_of, one.to, one.leads) for one in plan.moves] == [("甲二", "甲村", "乙村", True)]
    assert [(one.name, one.to) for one in plan.called_in] == [("闲着的", "甲村")]
    assert plan.proof == "要动 1 个在队的人。已经证明：少动一个，就有硬规矩守不住。"
    assert sorted(plan.takers) == [1, 2]


def test_where_nobody_is_left_it_is_said_what_is_missing() -> None:
    alone = replace(COUNTY, candidates=[one for one in PEOPLE if one.id != "c5"])

    assert plan_of(alone, ["c3"]).trouble != ()
    assert today_of(alone).secretaries == {"t1": "c1", "t2": "c3"}


def test_what_is_not_proven_is_said_with_its_gap() -> None:
    found = plan_of(COUNTY, ["c3"])
    moves = [*found.moves, *found.moves, *found.moves]
    assert "至少要动 1 个，中间差 2 个还不知道" in proof_of(Repaired(None, moves, [], 0, 1))
    assert "还没有证明这是最少" in proof_of(Repaired(None, moves, [], 0, None))
