"""G9 in the browser's words: a grade becomes a complete 双约谈, units are ticked, papers are written."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.opening.slots import slots
from zhucun.lib.evidence import Evidence
from zhucun.lib.figure import Question, ask
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.rectification import following
from zhucun.oversight.rectification.tests.test_way import issued
from zhucun.oversight.talks.carrying_in import carry_in
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.rules import Kind

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
MOST_QUERIES = 12
SHEET = Evidence("oversight.scoresheet", 7, "2022年第一季度考核：一般", "/assessment/sheets/7/")


@pytest.fixture
def graded(cast: Cast) -> Cast:
    for of in (cast.first_secretary, cast.neighbour_member):
        consequences.fire("quarter_fair", of, evidence=[SHEET], by=cast.actor("officer"))
    return cast


def waiting(cast: Cast, who: str) -> list[str]:
    return [line.sentence for line in lines_for(cast.actor(who))]


def test_from_a_grade_to_a_complete_dual_talk(graded: Cast, log_in: LogIn) -> None:
    """J4: a leader ticks, the member answers, township and unit register in three fields."""
    cast, leader = graded, log_in("office_leader")
    assert "考核、督查的后果等定" in waiting(cast, "office_leader")
    ticked = [row.pk for row in Consequence.objects.all()]
    shown = leader.post("/talks/consequences/open/", {"row": ticked}).content.decode()
    assert "办这 2 件" in shown
    leader.post("/talks/consequences/open/", {"row": ticked, "sure": 1})
    assert DualTalk.objects.count() == 2

    assert "有约谈通知，可以先作说明" in waiting(cast, "first_secretary")
    of_township, of_unit = (
        TalkRecord.objects.get(kind=kind, posting=cast.first_secretary) for kind in (Kind.DUAL_TOWNSHIP, Kind.DUAL_UNIT)
    )
    log_in("first_secretary").post(f"/talks/{of_township.pk}/answer/", {"statement": "那阵子在县里开会"})
    assert waiting(cast, "secretary").count("有约谈等你们谈") == 1
    told = {"held_on": TODAY, "points": "指出走访少", "commitment": "每周走访五户"}
    log_in("secretary").post(f"/talks/{of_township.pk}/hold/", told)
    refused = log_in("liaison").post(f"/talks/{of_unit.pk}/hold/", told).content.decode()
    assert "“当面怎么说的”要填。" in refused
    log_in("liaison").post(f"/talks/{of_unit.pk}/hold/", {**told, "statement": "认"})

    assert DualTalk.objects.get(posting=cast.first_secretary).completed_on == TODAY
    page = leader.get("/talks/").content.decode()
    assert "双约谈 2 名队员，两方都谈了的 1 名" in page
    assert "那阵子在县里开会" in leader.get(of_township.page_url).content.decode()


def test_one_side_reads_of_the_other_only_that_it_talked(graded: Cast, log_in: LogIn) -> None:
    """R-TLK-09."""
    consequences.open_it.many(
        [consequences.Told(row) for row in Consequence.objects.all()], by=graded.actor("office_leader")
    )
    dual = DualTalk.objects.get(posting=graded.first_secretary)
    of_unit = TalkRecord.objects.get(dual=dual, kind=Kind.DUAL_UNIT)

    township = log_in("secretary")
    assert "谈的内容只有谈的那一方" in township.get(dual.page_url).content.decode()
    assert township.get(of_unit.page_url).status_code == 404
    assert township.get("/talks/").content.decode().count(f"/talks/dual/{dual.pk}/") == 1
    assert log_in("neighbour").get(dual.page_url).status_code == 404
    assert log_in("first_secretary").get(of_unit.page_url).status_code == 200
    assert log_in("officer").get(of_unit.page_url).status_code == 403
    assert [log_in("officer").get(address).status_code for address in ("/talks/", "/talks/accountability/")] == [
        200,
        403,
    ]


def test_units_by_rule_are_ticked_by_a_leader(graded: Cast, log_in: LogIn) -> None:
    """R-TLK-01: an item is late for more than a week; one 双约谈 alone does not list its unit. What the table had
    proposed for the same unit is done with it."""
    talked = Consequence.objects.filter(event="quarter_fair")
    log_in("office_leader").post("/talks/consequences/open/", {"row": [row.pk for row in talked], "sure": 1})
    item = issued(graded, on=date(2022, 6, 18))
    following.follow_up_overdue(item, by=graded.actor("officer"))
    leader = log_in("county_leader")

    shown = leader.get("/talks/units/").content.decode()
    table = leader.get("/talks/consequences/").content.decode()
    leader.post("/talks/units/notify/", {"unit": [graded.archive.pk, graded.water.pk], "sure": 1, "planned_on": TODAY})

    assert "县档案馆" in shown
    assert "县水利局" not in shown
    assert "整改事项过期 7 天以上没有办结，到 1 件就列上" in shown
    assert "整改事项过期 7 天以上没有办结 → 约谈单位主要负责人" in table
    talk = TalkRecord.objects.get(kind=Kind.UNIT_HEAD)
    assert (talk.unit, talk.because, len(talk.evidence)) == (graded.archive, "整改事项过期没有办结 1 件", 1)
    row = Consequence.objects.get(event="item_overdue")
    assert (row.state, row.opened_key) == ("opened", talk.pk)
    assert "通知了，还没谈" in leader.get("/talks/units/").content.decode()
    assert "有约谈通知，可以先作说明" in waiting(graded, "liaison")
    assert log_in("secretary").get("/talks/units/").status_code == 403


def test_a_township_notices_a_member_and_the_papers_are_written(cast: Cast, log_in: LogIn) -> None:
    """R-DOC-16."""
    township = log_in("secretary")
    whom = {"whom": f"盘小妹（{cast.team.name}）"}
    assert township.get("/talks/new/", whom)["Location"] == f"/talks/new/{cast.member.pk}/"
    told = {"reason": "群众反映找不到人", "planned_on": TODAY}
    township.post(f"/talks/new/{cast.member.pk}/", told)
    talk = TalkRecord.objects.get()

    notice = township.get(f"/talks/{talk.pk}/notice/").content.decode()
    assert "盘小妹同志：" in notice
    assert "由中共青岭县东岭镇委员会约谈你：" in notice
    assert "驻村帮扶工作办公室" not in notice
    assert "群众反映找不到人" in township.get(f"/talks/{talk.pk}/record/").content.decode()
    for paper in ("notice", "record"):
        assert township.get(f"/talks/{talk.pk}/{paper}.docx").content.startswith(b"PK")
    page = township.post(f"/talks/{talk.pk}/withdraw/", {"reason": "弄错人了"})
    assert page.status_code == 302
    assert log_in("neighbour").get(f"/talks/new/{cast.member.pk}/").status_code == 404


def test_a_talk_of_before_the_county_began_is_entered_and_counts_by_its_day(cast: Cast, log_in: LogIn) -> None:
    """建账: no notice, nothing that waits; a 双约谈 comes in by its grade."""
    leader, by = log_in("office_leader"), cast.actor("office_leader")
    assert "补录以前的" in leader.get("/talks/records/").content.decode()
    told = {"kind": "unit_head", "held_on": "2022-03-02", "held_by": "卢敏", "because": "走访少", "points": "压实责任"}

    assert "选单位" in leader.post("/talks/earlier/", {**told, "whom": cast.team.name}).content.decode()
    assert "先发通知" in leader.post("/talks/earlier/", {**told, "whom": "县档案馆", "held_on": TODAY}).content.decode()
    shown = leader.post("/talks/earlier/", {**told, "whom": "县档案馆"}, follow=True).content.decode()

    talk = TalkRecord.objects.get()
    assert "建账以前谈的" in shown
    papers = [leader.get(f"/talks/{talk.pk}/{paper}/").status_code for paper in ("notice", "record")]
    assert papers == [404, 200]
    county = Question(by, cast.county.code, TODAY, since=date(2022, 1, 1))
    assert ask("oversight.unit_heads_talked_to", county).value == 1
    assert "有约谈通知，可以先作说明" not in waiting(cast, "liaison")
    assert [one.held(by).count() for one in slots() if one.kind == "talks_so_far"] == [1]
    assert [log_in(who).get("/talks/earlier/").status_code for who in ("secretary", "officer")] == [403, 403]
    dual = {**told, "kind": Kind.DUAL_UNIT, "held_on": date(2022, 3, 2), "posting": cast.member}
    with pytest.raises(Refused, match="跟着考核等次来"):
        carry_in(cast.county, **dual, by=by)


@pytest.mark.parametrize(
    "address", ["/talks/", "/talks/records/", "/talks/consequences/", "/talks/accountability/", "/talks/units/"]
)
def test_a_list_asks_the_database_little(graded: Cast, log_in: LogIn, address: str) -> None:
    leader = log_in("office_leader")
    leader.post("/talks/consequences/open/", {"row": [row.pk for row in Consequence.objects.all()], "sure": 1})
    leader.get(address)

    with CaptureQueriesContext(connection) as asked:
        answer = leader.get(address)

    assert answer.status_code == 200
    assert len(asked) <= MOST_QUERIES, [one["sql"][:120] for one in asked]


def test_the_list_stays_where_it_is(graded: Cast, log_in: LogIn) -> None:
    """R-TLK-09."""
    assert "只在这里看，不导出" in log_in("office_leader").get("/talks/records/?export=xlsx").content.decode()


def test_another_program_reads_as_far_as_its_owner(graded: Cast, log_in: LogIn) -> None:
    """R-TLK-09."""
    leader = log_in("office_leader")
    leader.post("/talks/consequences/open/", {"row": [row.pk for row in Consequence.objects.all()], "sure": 1})

    found = {
        who: [
            log_in(who).get(f"/api/v1/{name}/").json().get("count") for name in ("consequences", "dual-talks", "talks")
        ]
        for who in ("office_leader", "officer", "secretary", "liaison", "first_secretary")
    }

    assert found == {
        "office_leader": [2, 2, 4],
        "officer": [2, 2, None],
        "secretary": [None, 1, 1],
        "liaison": [None, 1, 1],
        "first_secretary": [None, None, 2],
    }
    assert log_in("officer").get("/api/v1/accountability/").status_code == 403
