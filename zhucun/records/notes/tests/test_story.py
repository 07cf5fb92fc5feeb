"""A record from being written to being corrected, by each side; what is refused, and who sees it."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused, SomeRefused
from zhucun.dispatch.roster import acts as roster
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.lib.evidence import Evidence
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Asked, Kind, Opening, Side, _kinds, instead, record_kind

pytestmark = pytest.mark.django_db


def household(cast: Cast, name: str = "石老满", village: str = "shiping") -> Household:
    return places.add_household(getattr(cast, village), head_name=name, since=SINCE, by=make.operator())


def note(cast: Cast, who: str = "member", **told: Any) -> WorkRecord:
    told = {"kind": "visit", "text": "到石老满家，屋顶漏雨", "happened_on": TODAY, **told}
    return work.write(cast.team, by=cast.actor(who), **told)


def seen_by(cast: Cast, who: str) -> list[int]:
    return list(WorkRecord.objects.visible_to(cast.actor(who)).values_list("pk", flat=True))


def test_a_member_writes_one_sentence_and_it_is_in_the_teams_records_and_their_own_diary(cast: Cast) -> None:
    home = household(cast)

    record = note(cast, households=[home])

    assert (record.posting, record.place, record.written_for) == (cast.member, cast.shiping, "")
    assert list(record.households.all()) == [home]
    for who in ("member", "first_secretary", "secretary", "clerk", "officer", "liaison", "village_secretary"):
        assert seen_by(cast, who) == [record.pk], who
    for who in ("neighbour", "neighbour_county", "prefecture_reader", "audit_admin"):
        assert seen_by(cast, who) == [], who


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"text": "  "}, "写一句"),
        ({"text": "长" * 501}, "最多 500 个字"),
        ({"happened_on": TODAY + timedelta(days=1)}, "还没到"),
        ({"happened_on": SINCE - timedelta(days=1)}, "这天还没有"),
        ({"kind": "talk"}, "由乡镇来记"),
        ({"kind": "nothing"}, "没有这一种记录"),
        ({"answers": [{"name": "colour", "value": "red"}]}, "没有“colour”这一项"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(cast: Cast, told: dict, said: str) -> None:
    with pytest.raises(Refused, match=said):
        note(cast, **told)


def test_a_household_of_another_village_is_refused(cast: Cast) -> None:
    away = household(cast, "河老大", "xihe_village")

    with pytest.raises(Refused, match="河老大家不在这支队的村里"):
        note(cast, households=[away])


def test_a_clerk_writes_under_their_own_name_and_says_why(cast: Cast) -> None:
    with pytest.raises(Refused, match="替谁记、为什么"):
        note(cast, "clerk")

    record = note(cast, "clerk", posting=cast.member, written_for="盘小妹的手机坏了，电话里说的")

    assert (record.whose, record.written_by) == ("盘小妹", "周小禾")
    with pytest.raises(OutOfReach):
        work.write(
            cast.team, kind="visit", text="走访", happened_on=TODAY, written_for="代记", by=cast.actor("liaison")
        )


def test_a_change_keeps_what_was_there_and_evidence_is_only_corrected(cast: Cast) -> None:
    record = note(cast)
    record = work.change(record, text="到石老满家，屋顶漏雨，借了油布", happened_on=TODAY, by=cast.actor("member"))
    work.hold(record, evidence=Evidence("test", 7, "季度考核", ""), by=cast.actor("officer"))

    with pytest.raises(Refused, match="只能更正"):
        work.change(record, text="改掉", happened_on=TODAY, by=cast.actor("member"))
    with pytest.raises(Refused, match="不能撤回"):
        work.withdraw(record, by=cast.actor("member"))
    work.change(record, text="是石小满家", happened_on=TODAY, reason="写错了户主", by=cast.actor("member"))

    versions = [(one.number, one.text, one.is_correction) for one in record.versions.order_by("number")]
    assert versions == [(1, "到石老满家，屋顶漏雨", False), (2, "到石老满家，屋顶漏雨，借了油布", True)]


def test_a_withdrawn_record_comes_back_by_undo(cast: Cast) -> None:
    record = work.withdraw(note(cast), by=cast.actor("member"))

    assert not WorkRecord.objects.standing().exists()
    assert work.restore(record, by=cast.actor("member")).state == "standing"
    with pytest.raises(OutOfReach):
        work.withdraw(record, by=cast.actor("neighbour"))


def test_a_talk_is_read_by_the_two_and_the_county(cast: Cast) -> None:
    told = {"kind": "talk", "text": "家里老人住院，想调近一点", "happened_on": TODAY}
    talk = work.write_at(cast.dongling, cadres=[cast.member.cadre], by=cast.actor("secretary"), **told)

    assert (talk.posting, talk.is_restricted) == (cast.member, True)
    for who in ("secretary", "member", "officer", "organisation"):
        assert seen_by(cast, who) == [talk.pk], who
    for who in ("clerk", "first_secretary", "village_secretary", "liaison", "neighbour"):
        assert seen_by(cast, who) == [], who
    with pytest.raises(Refused, match="一人记一笔"):
        work.write_at(cast.dongling, by=cast.actor("secretary"), **told)
    with pytest.raises(Refused, match="不在这里驻村"):
        work.write_at(cast.dongling, cadres=[cast.neighbour_member.cadre], by=cast.actor("secretary"), **told)


def test_a_unit_writes_that_it_heard_its_people_and_went_to_the_village(cast: Cast) -> None:
    by = cast.actor("liaison")
    told = {"text": "黎明远汇报上半年工作", "happened_on": date(2022, 6, 30), "by": by}
    heard = work.write_for_unit(cast.archive, kind="unit_hearing", cadres=[cast.first_secretary.cadre], **told)
    went = work.write_for_unit(cast.archive, kind="unit_visit", team=cast.team, **told)

    assert (heard.place_code, went.place) == ("990126", cast.shiping)
    assert seen_by(cast, "secretary") == [went.pk]
    with pytest.raises(Refused, match="要选到的是哪支队的村"):
        work.write_for_unit(cast.archive, kind="unit_visit", **told)
    with pytest.raises(OutOfReach):
        work.write_for_unit(cast.water, kind="unit_hearing", **told)


def test_a_later_ledger_plugs_in_by_registering_a_kind(cast: Cast) -> None:
    """It is told of its records within their transaction; a refusal of its own refuses the record."""
    opened: list[Opening] = []

    def open_or_refuse(openings: Sequence[Opening], by: Actor) -> None:
        if any(one.one("level") == "x" for one in openings):
            raise Refused("没有这一级。", field="answers")
        opened.extend(openings)

    record_kind(
        Kind("dispute_test", "调解试", "walk", 35, (Side.TEAM,), (Asked("level", "哪一级"),), opens=open_or_refuse)
    )
    try:
        record = note(cast, kind="dispute_test", answers=[{"name": "level", "value": "村"}])
        with pytest.raises(Refused, match="没有这一级"):
            note(cast, kind="dispute_test", answers=[{"name": "level", "value": "x"}])
        with pytest.raises(LookupError):
            instead(Kind("never", "没有", "walk", 1))
    finally:
        _kinds.pop("dispute_test")

    assert [(one.record, one.one("level")) for one in opened] == [(record, "村")]
    assert WorkRecord.objects.count() == 1


def test_of_many_each_refusal_keeps_its_line_and_nothing_is_written(cast: Cast) -> None:
    good = {"kind": "visit", "text": "走访三户", "happened_on": TODAY}

    with pytest.raises(SomeRefused) as refused:
        work.write.many([Told(cast.team, good), Told(cast.team, {**good, "text": ""})], by=cast.actor("member"))

    assert [line for line, _ in refused.value.lines] == [1]
    assert not WorkRecord.objects.exists()


def test_a_hundred_records_take_as_many_queries_as_two(cast: Cast, django_assert_max_num_queries: Any) -> None:
    home = household(cast)
    told = {"kind": "visit", "text": "走访", "happened_on": TODAY, "households": [home]}
    by = cast.actor("member")

    with django_assert_max_num_queries(14):
        work.write.many([Told(cast.team, told)] * 100, by=by)


def test_a_recording_is_heard_by_whoever_reads_the_record_and_each_look_is_noted(
    cast: Cast, client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    record, by = note(cast), cast.actor("member")
    upload = Upload(FileKind.RECORDING, b"OggS" + bytes(40))
    file = work.attach(record, upload=upload, by=by)

    client.force_login(cast.accounts["secretary"])
    answer = client.get(f"/files/{file.pk}/")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "audio/ogg", upload.content)
    assert AccessLog.objects.get().what == "看录音"
    client.force_login(cast.accounts["neighbour"])
    assert client.get(f"/files/{file.pk}/").status_code == 404

    work.detach(file, by=by)
    client.force_login(cast.accounts["member"])
    assert client.get(f"/files/{file.pk}/").status_code == 404


def test_whoever_is_being_handed_a_seat_writes_already(cast: Cast) -> None:
    """In the hand-over week two are there and one holds the seat (R-SEL-18)."""
    leaving = roster.end(cast.member, last_day=TODAY + timedelta(days=3), kind="rotation", by=make.operator())
    follows = make.posting(cast.team, cast.spare, since=TODAY, kind="succession", succeeds=leaving)

    told = {"kind": "visit", "text": "一起走访", "happened_on": TODAY, "posting": follows}
    record = work.write(cast.team, written_for="还没有账号", by=cast.actor("clerk"), **told)

    assert record.posting == follows
