"""The act: authority, lock, one audit line, consequences."""

import uuid

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.models import AuditLog, AuditText
from zhucun.acts.once import carry_out
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused, Stale
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.places import acts as places


def test_an_act_leaves_one_audit_line_with_who_what_and_the_change(cast: Cast) -> None:
    before = AuditLog.objects.count()

    roster.end(cast.member, last_day=TODAY, kind="adjustment", reason="岗位需要", by=cast.actor("officer"))

    line = AuditLog.objects.order_by("pk").last()
    assert AuditLog.objects.count() == before + 1
    assert (line.actor_name, line.verb, line.row_key, line.place_code) == (
        "李静文",
        "posting.end",
        cast.member.pk,
        "990126101201",
    )
    assert line.changes["until"] == [None, "2022-07-12"]


def test_free_text_is_kept_apart_so_that_it_can_be_erased(cast: Cast) -> None:
    roster.end(cast.member, last_day=TODAY, kind="adjustment", reason="岗位需要", by=cast.actor("officer"))

    line = AuditLog.objects.order_by("pk").last()
    assert set(line.told["reason"]) == {"digest"}
    assert AuditText.objects.filter(line=line, field="reason").get().text == "岗位需要"


def test_a_refused_act_writes_nothing(cast: Cast) -> None:
    before = AuditLog.objects.count()

    with pytest.raises(Refused, match="最后一天要不早于派驻之日"):
        roster.end(cast.member, last_day=TODAY.replace(year=2020), kind="adjustment", by=cast.actor("officer"))

    assert AuditLog.objects.count() == before
    assert Posting.objects.get(pk=cast.member.pk).until is None


def test_a_single_act_that_goes_through_the_bulk_one_is_refused_in_its_own_words(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        places.tag(cast.liuxi, tag="demonstration", since=TODAY, by=cast.actor("officer"))

    assert (refusal.value.sentence, refusal.value.field) == ("柳溪村已经是示范创建村。", "tag")


def test_without_the_permission_it_is_not_permitted(cast: Cast) -> None:
    with pytest.raises(NotPermitted, match="结束派驻"):
        roster.end(cast.member, last_day=TODAY, kind="adjustment", by=cast.actor("secretary"))


def test_the_neighbour_county_does_not_reach_the_row(cast: Cast) -> None:
    with pytest.raises(OutOfReach):
        roster.end(cast.member, last_day=TODAY, kind="adjustment", by=cast.actor("neighbour_county"))


def test_two_editors_never_overwrite_each_other(cast: Cast) -> None:
    roster.report_in(cast.member, arrived_on=TODAY, by=cast.actor("secretary"))

    with pytest.raises(Stale):
        roster.report_in(cast.member, arrived_on=TODAY, seen=1, by=cast.actor("clerk"))


def test_an_act_sent_twice_is_carried_out_once(cast: Cast) -> None:
    sent, by = uuid.uuid4(), cast.actor("officer")
    told = {"number": "T900", "since": TODAY}

    first = carry_out(roster.form_team, cast.liuxi, sent=sent, by=by, **told)
    second = carry_out(roster.form_team, cast.liuxi, sent=sent, by=by, **told)

    assert first == second
    assert Team.objects.filter(number="T900").count() == 1


def test_a_bulk_act_is_all_or_nothing_and_names_its_lines(cast: Cast) -> None:
    calls = [
        Told(cast.liuxi, {"tag": "lifted_from_poverty", "since": TODAY, "basis": ""}),
        Told(cast.shiping, {"tag": "lifted_from_poverty", "since": TODAY, "basis": ""}),
    ]

    with pytest.raises(SomeRefused) as refusal:
        places.tag.many(calls, by=cast.actor("officer"))

    assert [index for index, _ in refusal.value.lines] == [1]
    assert not cast.liuxi.tags.filter(tag="lifted_from_poverty").exists()
