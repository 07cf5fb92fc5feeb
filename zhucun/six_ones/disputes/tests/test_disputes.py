"""矛盾纠纷: one restricted record opens it; small ones stay in the village, and few read of them (R-TASK-05)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import SHIPING, TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.disputes.models import Dispute

LogIn = Callable[[str], Client]
LATELY = TODAY - timedelta(days=5)


def noted(cast: Cast, **told: str) -> tuple[WorkRecord, Dispute]:
    answers = [{"name": name, "value": value} for name, value in told.items()]
    given = {"kind": "dispute", "text": "两家为屋檐滴水吵了起来", "happened_on": LATELY, "answers": answers}
    record = work.write(cast.team, **given, by=cast.actor("member"))
    return record, Dispute.objects.get(record=record)


def registered(cast: Cast, who: str = "clerk", **told: Any) -> Dispute:
    given = {"text": "地界的石头被挪了", "raised_on": LATELY, **told}
    return disputes.register(cast.shiping, **given, by=cast.actor(who))


def test_a_restricted_record_opens_a_dispute_solved_in_the_village(cast: Cast) -> None:
    record, dispute = noted(cast, dispute_kind="neighbours")

    assert record.is_restricted
    assert (dispute.state, dispute.closed_on, dispute.kind) == ("solved_in_village", LATELY, "neighbours")
    assert noted(cast, settled="not_yet")[1].state == "open"


def test_what_the_township_took_up_is_solved_in_the_township(cast: Cast) -> None:
    dispute = disputes.hand_up(noted(cast, settled="not_yet")[1], mediator="镇综治办", by=cast.actor("member"))
    assert any("等镇里调解" in one.sentence for one in lines_for(cast.actor("clerk")))

    dispute = disputes.settle(dispute, on=TODAY, outcome="砌了一条沟", by=cast.actor("clerk"))
    assert dispute.state == "solved_in_township"
    dispute = disputes.reopen(dispute, by=cast.actor("clerk"))
    dispute = disputes.refer(dispute, on=TODAY, referred_to="镇法庭", by=cast.actor("clerk"))

    question = Question(cast.actor("officer"), cast.county.code, TODAY)
    answers = ask_many(["six_ones.disputes_solved", "six_ones.disputes_referred", "six_ones.disputes_open"], question)
    assert [one.value for one in answers.values()] == [0, 1, 0]


@pytest.mark.parametrize("text", ["石老根 431126195001011234 和邻居", "打 13800138000 来说的"])
def test_numbers_of_people_are_refused_at_every_door(cast: Cast, text: str) -> None:
    with pytest.raises(Refused, match="台账不留这些"):
        registered(cast, text=text)
    with pytest.raises(Refused, match="台账不留这些"):
        work.write(cast.team, kind="dispute", text=text, happened_on=TODAY, by=cast.actor("member"))
    assert not Dispute.objects.exists()
    assert not WorkRecord.objects.exists()


def test_a_dispute_goes_with_its_record_and_comes_back(cast: Cast) -> None:
    record, dispute = noted(cast)
    record = work.change(record, text="说开了", happened_on=TODAY, by=cast.actor("member"))
    dispute.refresh_from_db()
    assert (dispute.text, dispute.closed_on) == ("说开了", TODAY)

    record = work.withdraw(record, by=cast.actor("member"))
    dispute.refresh_from_db()
    assert dispute.state == "withdrawn"
    work.restore(record, by=cast.actor("member"))
    dispute.refresh_from_db()
    assert dispute.state == "solved_in_village"


def test_units_readers_and_neighbours_see_none(cast: Cast, log_in: LogIn) -> None:
    dispute = registered(cast)
    for who in ("liaison", "prefecture_reader"):
        assert log_in(who).get(f"/matters/disputes/{dispute.pk}/").status_code == 403
    for who in ("neighbour", "neighbour_county"):
        assert not Dispute.objects.visible_to(cast.actor(who)).exists()
        assert log_in(who).get(f"/matters/disputes/{dispute.pk}/").status_code == 404
        assert "地界" not in log_in(who).get("/matters/disputes/").content.decode()
        with pytest.raises((OutOfReach, NotPermitted)):
            disputes.settle(dispute, on=TODAY, outcome="好了", by=cast.actor(who))


def test_a_clerk_registers_and_settles_at_the_desk(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    clerk = log_in("clerk")
    told = {"kind": "land", "text": "地界的石头被挪了", "parties": "两家邻居", "raised_on": "2022-07-06"}
    clerk.post(f"/matters/disputes/new/{SHIPING}/", told)
    row = Dispute.objects.get()
    clerk.post(f"/matters/disputes/{row.pk}/settle/", {"on": "2022-07-11", "outcome": "照老册子量了"})

    row.refresh_from_db()
    assert (row.state, row.parties) == ("solved_in_village", "两家邻居")
    clerk.get("/matters/disputes/")
    with django_assert_max_num_queries(12):
        assert "照老册子量了" in clerk.get("/matters/disputes/").content.decode()
    with django_assert_max_num_queries(12):
        clerk.get(f"/matters/disputes/{row.pk}/")
