"""A report from its template to the day it was issued; what it says is kept from the day it was submitted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests import make
from tests.cast import DONGLING, NEIGHBOUR_COUNTY, SINCE, TODAY, Cast
from tests.papers import word
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.org.places import acts as places
from zhucun.org.places.models import CountyOffice
from zhucun.records.monthly import acts as month_reports
from zhucun.records.notes import acts as work
from zhucun.reports.catalogue.clocks import day_of
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import looking, tied
from zhucun.reports.drafts.freezing import dismiss
from zhucun.reports.periodic import acts as reports
from zhucun.reports.periodic import freezing
from zhucun.reports.periodic.models import PeriodicReport

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
JUNE = "2022-06"
PROBLEM = "村里水管老化，换一段要三万多。"


@pytest.fixture
def june(cast: Cast) -> Cast:
    """Two visits, one thing done, a problem told by the team."""
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=make.operator())
    by, day = cast.actor("member"), date(2022, 6, 15)
    for _ in range(2):
        work.write(cast.team, kind="visit", text="到石老满家", happened_on=day, households=[home], by=by)
    told = {"month": date(2022, 6, 1), "text": "走访。", "problems": PROBLEM}
    month_reports.confirm(cast.team, **told, by=cast.actor("first_secretary"))
    return cast


def begun(cast: Cast, kind: str = "monthly", period: str = JUNE, **told: Any) -> PeriodicReport:
    return reports.begin(cast.county, kind=kind, period=period, **told, by=cast.actor("officer"))


def submitted(cast: Cast) -> PeriodicReport:
    return reports.submit(begun(cast), note="口径已核", by=cast.actor("officer"))


def issued(cast: Cast) -> PeriodicReport:
    row = reports.sign(submitted(cast), by=cast.actor("office_leader"))
    return reports.issue(row, number="青驻办〔2022〕7号", issued_on=TODAY, by=cast.actor("officer"))


def visit_more(cast: Cast) -> None:
    work.write(cast.team, kind="visit", text="补记", happened_on=date(2022, 6, 20), by=cast.actor("member"))


def waiting(cast: Cast, who: str) -> list[str]:
    return [line.sentence for line in lines_for(cast.actor(who))]


def test_a_report_begins_as_a_draft_whose_numbers_are_tied_and_says_what_teams_said(june: Cast) -> None:
    row = begun(june, problems=[PROBLEM])

    assert (row.title, row.recipient) == ("青岭县2022年6月驻村帮扶工作情况报告", "县委、县政府")
    assert "工作队反映：村里水管老化，换一段要三万多。" in row.draft.text
    figures = set(row.draft.numbers.values_list("figure_id", flat=True))
    assert {"dispatch.members", "records.visits"} <= figures
    assert {number.as_of for number in row.draft.numbers.all()} >= {date(2022, 6, 30)}


def test_what_is_nought_is_not_said(june: Cast) -> None:
    text = begun(june).draft.text

    assert "通报问责" not in text
    assert "双约谈" not in text
    assert "工作队反映" not in text
    assert [mark for mark in ("〔", "｜", "（）", "@") if mark in text] == []


def test_a_past_month_corrected_while_it_is_written_is_right_in_text_and_table_alike(june: Cast) -> None:
    row = begun(june)
    assert "走访2次" in text_now(row, june)

    visit_more(june)
    assert "走访3次" in text_now(row, june)
    row = reports.submit(row, note="口径已核", by=june.actor("officer"))

    (table,) = row.tables
    visits = table["figures"].index("records.visits") + 1
    assert "走访3次" in row.text
    assert table["rows"][-1][visits] == "3"
    assert sum(int(line[visits]) for line in table["rows"][:-1]) == 3


def text_now(row: PeriodicReport, cast: Cast) -> str:
    return tied.told(row.draft, cast.actor("officer")).text


def test_what_was_submitted_stays_as_it_was_and_what_moved_is_told(june: Cast, log_in: LogIn) -> None:
    row = submitted(june)
    assert "走访2次" in row.text

    visit_more(june)
    row.refresh_from_db()
    page = log_in("office_leader").get(f"/reports/{row.pk}/").content.decode()

    assert "走访2次" in row.text
    assert "送审以后台账又改过" in page
    assert "（现在 3）" in page


def test_what_moved_since_opens_the_records_that_did_it(june: Cast, log_in: LogIn) -> None:
    """As known when it was submitted, beside what is known now."""
    then = replace(june.actor("officer"), now=june.actor("officer").now - timedelta(days=5), memo={})
    row = reports.submit(begun(june), note="口径已核", by=then)
    visit_more(june)

    page = log_in("office_leader").get(f"/reports/{row.pk}/")
    visits = next(one for one in page.context["moved"] if one.said and one.said.figure == "records.visits")

    assert (visits.words, visits.now) == ("2", "3")
    assert f"part=restated&known={day_of(then.now)}" in visits.url
    assert page.context["month_url"] == f"/restated/?month=2022-06&by={day_of(then.now)}"


def test_what_was_said_to_stay_does_not_hold_it_up_and_the_draft_opens_its_report(june: Cast, log_in: LogIn) -> None:
    row, by = begun(june), june.actor("officer")
    drafting.revise(row.draft, title="报告", text="队员3名，其中男2名、女2名。", as_of=TODAY, by=by)
    row.draft.refresh_from_db()
    wrong = looking.looked(row.draft, by).wrong
    assert freezing.contradicted(row.draft, by) == len(wrong) > 0

    for card in wrong:
        dismiss(row.draft, says=card.says, reason="口径不同", by=by)
    assert freezing.contradicted(row.draft, by) == 0
    assert f'href="/reports/{row.pk}/"' in log_in("officer").get(f"/drafts/{row.draft_id}/").content.decode()
    assert f'href="/drafts/{row.draft_id}/"' in log_in("officer").get(f"/reports/{row.pk}/").content.decode()


def test_what_was_issued_never_changes_again(june: Cast) -> None:
    row, kept = issued(june), ("text", "numbers", "tables", "sha256")
    before = {name: getattr(row, name) for name in kept}
    visit_more(june)

    for act, told in (
        (reports.take_back, {}),
        (reports.submit, {"note": "再来"}),
        (reports.unsign, {}),
        (reports.drop, {"reason": "不要了"}),
    ):
        who = "office_leader" if act is reports.unsign else "officer"
        with pytest.raises(Refused):
            act(row, **told, by=june.actor(who))
    drafting.revise(row.draft, title="别的", text="别的话", as_of=TODAY, by=june.actor("officer"))

    row.refresh_from_db()
    assert {name: getattr(row, name) for name in kept} == before
    assert len(row.sha256) == 64


def test_the_leader_signs_or_sends_back_and_nobody_signs_their_own(june: Cast) -> None:
    """R-SEC-14."""
    row = submitted(june)
    assert any("等签发" in line for line in waiting(june, "office_leader"))

    with pytest.raises(NotPermitted):
        reports.sign(row, by=june.actor("officer"))
    row = reports.send_back(row, reason="第二段写短些", by=june.actor("office_leader"))
    assert any("退回来了" in line for line in waiting(june, "officer"))


def test_nobody_signs_what_they_submitted(june: Cast) -> None:
    """R-SEC-14: the leader may also write one."""
    leader = june.actor("office_leader")
    row = reports.begin(june.county, kind="brief", period=JUNE, by=leader)
    row = reports.submit(row, note="口径已核", by=leader)

    with pytest.raises(Refused, match="由另一个人签发"):
        reports.sign(row, by=leader)


def test_undoing_a_signature_puts_it_before_the_leader_again(june: Cast) -> None:
    row = reports.sign(submitted(june), by=june.actor("office_leader"))
    assert any("等发出" in line for line in waiting(june, "officer"))

    row = reports.unsign(row, by=june.actor("office_leader"))

    assert (row.state, row.signed_by, row.signed_at) == ("submitted", "", None)


@pytest.mark.parametrize(
    ("kind", "period", "sentence"),
    [
        ("monthly", "2022-07", "2022年7月还没过完，8 月 1 日起再写。"),
        ("monthly", "2019-06", "2019年6月在建账日（2021-06-01）以前"),
        ("monthly", "2022-03", "2022年3月台账里一条记录也没有"),
        ("monthly", "六月", "“六月”看不懂，写成 2022-06 这样。"),
        ("news", "2022-08-01", "这一天还没有到"),
        ("weekly", "2022-06", "没有“weekly”这种报告"),
    ],
)
def test_a_report_that_cannot_be_written_is_said_in_a_sentence(
    june: Cast, kind: str, period: str, sentence: str
) -> None:
    CountyOffice.objects.filter(county=june.county).update(started_on=SINCE)

    with pytest.raises(Refused) as refused:
        begun(june, kind, period)

    assert sentence in refused.value.sentence
    assert not PeriodicReport.objects.exists()


def test_a_month_has_one_report_until_that_is_given_up(june: Cast) -> None:
    row = begun(june)
    with pytest.raises(Refused, match="2022年6月月报已经有了"):
        begun(june)

    reports.drop(row, reason="并到季度报告里", by=june.actor("officer"))

    assert begun(june).pk != row.pk


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"number": " ", "issued_on": TODAY}, "写文号"),
        ({"number": "7号", "issued_on": TODAY + timedelta(days=1)}, "发出的日子"),
        ({"number": "7号", "issued_on": TODAY - timedelta(days=1)}, "发出的日子"),
    ],
)
def test_how_it_is_issued(june: Cast, told: dict[str, Any], sentence: str) -> None:
    row = reports.sign(submitted(june), by=june.actor("office_leader"))

    with pytest.raises(Refused, match=sentence):
        reports.issue(row, **told, by=june.actor("officer"))


def test_what_is_contradicted_is_put_right_or_explained(june: Cast) -> None:
    row, by = begun(june), june.actor("officer")
    text = "全县共选派9支驻村工作队。报名70人，其中男40人，女31人。"
    drafting.revise(row.draft, title="月报", text=text, as_of=TODAY, by=by)

    with pytest.raises(Refused, match="处对不上"):
        reports.submit(row, by=by)

    assert reports.submit(row, note="按原表照录", by=by).note == "按原表照录"


def test_the_page_of_a_month_says_who_has_not_confirmed_in_fixed_order(
    june: Cast, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = log_in("officer")
    client.get("/reports/?month=2022-06")

    with django_assert_max_num_queries(30):  # of these, 20 are figures of nine topics
        page = client.get("/reports/?month=2022-06").content.decode()

    assert page.index("东岭镇") < page.index("西河镇")
    assert f"/month-reports/?month=2022-06&amp;township={DONGLING}&amp;view=confirmed" in page
    assert PROBLEM in page
    assert "一个月的综述" in page
    assert "2022年二季度" in page


def test_from_the_page_to_the_paper(june: Cast, log_in: LogIn) -> None:
    officer, leader = log_in("officer"), log_in("office_leader")
    raised = june.team.month_reports.get()

    one = officer.post("/reports/new/?kind=monthly&period=2022-06", {"problems": [raised.pk]}).url
    assert "送审" in officer.get(one).content.decode()
    officer.post(f"{one}submit/", {"note": "口径已核"})
    leader.post(f"{one}sign/")
    officer.post(f"{one}issue/", {"number": "青驻办〔2022〕7号", "issued_on": TODAY.isoformat()})

    paper = word(officer.get(f"{one}?export=docx"))
    assert "青岭县2022年6月驻村帮扶工作情况报告" in paper
    assert "工作队反映：" in paper
    assert "附件：各乡镇（街道）驻村帮扶工作情况" in paper
    assert "2022年7月11日" in paper
    assert "青岭县驻村帮扶工作办公室" in paper


def test_a_draft_is_read_by_whoever_writes_it(june: Cast, log_in: LogIn) -> None:
    row = begun(june)

    page = log_in("office_leader").get(f"/reports/{row.pk}/").content.decode()

    assert "李静文在写，送审以后看得到正文" in page
    assert "走访" not in page


@pytest.mark.parametrize("who", ["secretary", "neighbour", "neighbour_county", "liaison", "member"])
def test_others_get_nothing(june: Cast, log_in: LogIn, who: str) -> None:
    row = issued(june)
    client = log_in(who)

    assert client.get(f"/reports/{row.pk}/").status_code in (403, 404)
    assert "青驻办〔2022〕7号" not in client.get("/reports/?month=2022-06").content.decode()
    assert client.get(f"/reports/{row.pk}/?export=docx").status_code in (403, 404)


def test_the_neighbour_county_signs_nothing_here(june: Cast) -> None:
    row = submitted(june)
    office = make.account("白主任", "990127-leader", county=june.neighbour_county)
    make._appoint(office, "county_office_leader", NEIGHBOUR_COUNTY, {})
    june.accounts["other_leader"] = office

    with pytest.raises(OutOfReach):
        reports.sign(row, by=june.actor("other_leader"))


def test_a_text_too_long_is_warned_of(june: Cast, log_in: LogIn) -> None:
    """R-DOC-29: nothing is cut."""
    row = begun(june)
    drafting.revise(row.draft, title="月报", text="话" * 5001, as_of=TODAY, by=june.actor("officer"))

    assert "要压掉 1 字" in log_in("officer").get(f"/reports/{row.pk}/").content.decode()
