"""A whole team is recalled in one act: a case each, with each one's own evidence, decided apart (R-TLK-05)."""

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.changes import of_teams
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.models import Posting


def noted(posting: Posting, cast: Cast) -> str:
    told = {"on": TODAY, "kind": "inspection", "sentence": "督查时全队不在村"}
    return f"dispatch.servicenote:{noting.note(posting, **told, by=cast.actor('officer')).pk}"


def test_a_team_is_recalled_in_one_act(cast: Cast) -> None:
    by = cast.actor("secretary")
    first = noted(cast.first_secretary, cast)
    with pytest.raises(Refused, match="盘小妹还没有佐证"):
        of_teams.recall_team(cast.team, ground="absent", evidence=[first], by=by)
    assert not ChangeCase.objects.exists()

    of_teams.recall_team(cast.team, ground="absent", evidence=[first, noted(cast.member, cast)], by=by)

    cases = ChangeCase.objects.order_by("pk")
    assert {(case.whom, case.kind, case.state, case.evidence.count()) for case in cases} == {
        ("黎明远", "recall", "opinions", 1),
        ("盘小妹", "recall", "opinions", 1),
    }
    with pytest.raises(Refused, match="都已经有变动在办"):
        of_teams.recall_team(cast.team, ground="absent", evidence=[first], by=by)


@pytest.mark.parametrize("who", ["liaison", "member", "neighbour", "village_secretary"])
def test_nobody_else_recalls_it(cast: Cast, who: str) -> None:
    with pytest.raises((NotPermitted, OutOfReach, Refused)):
        of_teams.recall_team(cast.team, ground="absent", evidence=[noted(cast.member, cast)], by=cast.actor(who))
