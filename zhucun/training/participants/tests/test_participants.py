"""参训人员: once per name and village, told apart where there are two, read within the township."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import Kind

SECRETARY = {"name": "石 有田", "kind": Kind.VILLAGE_COMMITTEE, "duty": "村支书"}


def test_a_village_cadre_is_on_the_list_once_and_a_second_of_the_name_is_told_apart(cast: Cast) -> None:
    by = cast.actor("clerk")
    one = participants.add(cast.shiping, **SECRETARY, by=by)
    assert (one.name, one.place_code, one.since) == ("石有田", cast.shiping.code, TODAY)

    with pytest.raises(Refused, match="已经有一位石有田"):
        participants.add(cast.shiping, **SECRETARY, by=by)
    other = participants.add(cast.shiping, **SECRETARY, told_apart_by="三组", by=by)
    with pytest.raises(Refused, match="已经有一位石有田"):
        participants.correct(other, **SECRETARY, by=by)

    gone = participants.leave(one, by=by)
    participants.correct(other, **SECRETARY, by=by)
    with pytest.raises(Refused, match="不在参训的名单上"):
        participants.correct(gone, **SECRETARY, by=by)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"name": "  "}, "写姓名"), ({"kind": "anybody"}, "哪一种人"), ({"name": "石" * 41}, "最多 40 个字")],
)
def test_who_is_not_said_properly_is_refused_in_words(cast: Cast, told: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        participants.add(cast.shiping, **{**SECRETARY, **told}, by=cast.actor("clerk"))


def test_a_village_cadre_belongs_to_a_village_and_nobody_to_the_county(cast: Cast) -> None:
    with pytest.raises(Refused, match="选到村"):
        participants.add(cast.dongling, **SECRETARY, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="乡镇或者村"):
        participants.add(cast.county, name="某人", kind=Kind.OTHER, by=cast.actor("officer"))


def test_the_list_of_another_township_is_out_of_reach(cast: Cast) -> None:
    row = participants.add(cast.shiping, **SECRETARY, by=cast.actor("clerk"))

    for who in ("neighbour", "neighbour_county"):
        assert not Participant.objects.visible_to(cast.actor(who)).exists()
        with pytest.raises(OutOfReach):
            participants.leave(row, by=cast.actor(who))
    with pytest.raises(NotPermitted):
        participants.leave(row, by=cast.actor("member"))


def test_the_clerk_keeps_the_list_of_the_township_on_its_pages(cast: Cast, log_in: Callable[[str], Client]) -> None:
    clerk = log_in("clerk")
    clerk.post("/training/participants/new/", {"place": "石坪村", "name": "石有田", "kind": "village_committee"})
    row = Participant.objects.get()
    clerk.post(f"/training/participants/{row.pk}/", {"name": "石有田", "kind": row.kind, "duty": "村支书"})

    assert "村支书" in clerk.get("/training/participants/").content.decode()
    assert log_in("neighbour").get(f"/training/participants/{row.pk}/").status_code == 404
    clerk.post(f"/training/participants/{row.pk}/leave/")
    assert "石有田" not in clerk.get("/training/participants/").content.decode()
