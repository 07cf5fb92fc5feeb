"""Opening a round, its steps, and the seats a plan proposes."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.cast import TODAY, Cast
from tests.rounds import nominated, opened
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds.acts import SeatWanted
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import asked_of_units, leavers, openings, policy_of
from zhucun.dispatch.rounds.rules import NominationState, State

FIRST_SECRETARY = TeamRole.FIRST_SECRETARY


def test_a_round_awaits_a_need_from_every_place_its_teams_serve_or_ought_to(cast: Cast) -> None:
    """R-SEL-13: 柳溪村 ought to be served and is not."""
    made = opened(cast)

    needs = made.needs.order_by("place_code").values_list("place__name", "team__name", "state")
    assert list(needs) == [
        ("石坪村", "驻石坪村工作队", "awaited"),
        ("柳溪村", None, "awaited"),
        ("河湾村", "驻河湾村工作队", "awaited"),
    ]
    assert set(made.teams()) == {cast.team, cast.xihe_team}


def test_a_round_for_vacancies_is_about_the_teams_that_have_one(cast: Cast) -> None:
    make.posting(cast.team, make.cadre("蓝小山", unit=cast.archive))

    made = opened(cast, scope="vacancies", rotates_before=date(2023, 7, 1))

    assert list(made.teams()) == [cast.xihe_team]
    assert leavers(made, policy_of(made, TODAY)) == []


def test_days_must_follow_each_other(cast: Cast) -> None:
    with pytest.raises(Refused, match="一步不早于一步"):
        opened(cast, check_due_on=TODAY)


def test_who_leaves_follows_from_the_term_unless_it_is_said_otherwise(cast: Cast) -> None:
    """R-SEL-05: all three came on 2021-06-01 for 24 months."""
    made = opened(cast, rotates_before=date(2023, 6, 1))
    by = cast.actor("officer")

    rounds.settle_stay(made, posting=cast.member, stays=True, by=by)

    found = leavers(made, policy_of(made, TODAY))
    assert set(found) == {cast.first_secretary, cast.neighbour_member}


def test_an_open_seat_falls_to_the_backing_unit_and_a_leavers_to_who_sent_them(cast: Cast) -> None:
    """单位定点; each team has three seats."""
    made = opened(cast)
    rounds.settle_stay(made, posting=cast.member, stays=False, by=cast.actor("officer"))

    seats = openings(made, policy_of(made, TODAY), TODAY)

    assert asked_of_units(made, seats) == {cast.archive.pk: 1, cast.water.pk: 3}


def test_seats_are_proposed_whole_and_replaced_whole(cast: Cast) -> None:
    made, by = opened(cast, state=State.FORMING), cast.actor("officer")
    one, two = nominated(made, "甲一", unit=cast.archive), nominated(made, "乙二", unit=cast.water)

    rounds.propose(made, seats=[SeatWanted(cast.team, one.cadre)], plan_label="第一稿", by=by)
    made = SelectionRound.objects.get(pk=made.pk)
    rounds.propose(made, seats=[SeatWanted(cast.xihe_team, two.cadre, (FIRST_SECRETARY,))], plan_label="第二稿", by=by)

    assert [(s.team, s.nomination, s.roles) for s in ProposedSeat.objects.all()] == [
        (cast.xihe_team, two, ["first_secretary"])
    ]
    assert SelectionRound.objects.get().plan_label == "第二稿"


def test_a_plan_that_breaks_a_rule_is_refused_with_the_name_of_what_it_breaks(cast: Cast) -> None:
    made, by = opened(cast, state=State.FORMING), cast.actor("officer")
    one = nominated(made, "甲一", unit=cast.archive)
    stopped = nominated(made, "乙二", unit=cast.water, state=NominationState.STOPPED)
    wrong = {
        "一个人只能在一处": [SeatWanted(cast.team, one.cadre), SeatWanted(cast.xihe_team, one.cadre)],
        "乙二不在这一轮可以组队的人里": [SeatWanted(cast.team, stopped.cadre)],
        "两名第一书记": [SeatWanted(cast.team, one.cadre, (FIRST_SECRETARY,))],
        "接替的人这一轮不走": [SeatWanted(cast.team, one.cadre, follows=cast.member)],
        "甲一接替的人不在": [SeatWanted(cast.team, one.cadre, follows=cast.neighbour_member)],
    }

    for sentence, seats in wrong.items():
        with pytest.raises(Refused, match=sentence):
            rounds.propose(made, seats=seats, plan_label="一稿", by=by)


def test_a_round_called_off_says_why_and_goes_no_further(cast: Cast) -> None:
    made, by = opened(cast), cast.actor("officer")

    with pytest.raises(Refused, match="为什么中止"):
        rounds.call_off(made, reason=" ", by=by)
    made = rounds.call_off(made, reason="与市里的轮次合并", by=by)

    assert (made.state, made.ended_on) == (State.CALLED_OFF, TODAY)
    with pytest.raises(Refused, match="中止"):
        rounds.close_needs(made, by=by)


def test_a_step_back_opens_the_list_again(cast: Cast) -> None:
    made, by = opened(cast), cast.actor("officer")

    made = rounds.step_back(rounds.close_needs(made, by=by), by=by)

    assert (made.state, made.listed_on) == (State.NEEDS, None)


@pytest.mark.parametrize("who", ["secretary", "village_secretary", "liaison", "county_leader"])
def test_only_the_office_moves_a_round(cast: Cast, who: str) -> None:
    made = opened(cast)

    with pytest.raises(NotPermitted):
        rounds.close_needs(made, by=cast.actor(who))


def test_the_neighbour_county_does_not_reach_it(cast: Cast) -> None:
    made = opened(cast)

    with pytest.raises(OutOfReach):
        rounds.close_needs(made, by=cast.actor("neighbour_county"))
    assert not SelectionRound.objects.visible_to(cast.actor("neighbour_county")).exists()
    assert SelectionRound.objects.visible_to(cast.actor("neighbour")).exists()


def test_days_are_moved_while_it_runs(cast: Cast) -> None:
    made = opened(cast)

    made = rounds.change_days(made, need_due_on=TODAY + timedelta(days=1), by=cast.actor("officer"))

    assert made.need_due_on == TODAY + timedelta(days=1)
