"""A month that was reported, and what was entered, corrected or withdrawn afterwards: by whom, when, what it moved."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import COUNTY, DONGLING, XIHE, Cast
from tests.cli import Zhucun
from zhucun.acts import keeping, written
from zhucun.acts.history.models import Moment
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.reports.catalogue.tests.test_pages import told
from zhucun.reports.drafts import acts as drafting

LogIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
REPORTED = date(2022, 7, 1)
NOTES = "/figures/records.notes/?from=2022-06-01&to=2022-06-30&as_of=2022-06-30&known=2022-07-01"
FOR_RECORDS = 20
JUNE = "/restated/?month=2022-06&by=2022-07-01"


def committed() -> None:
    watch = written.watch_of()
    watch.leave_marks()
    watch.is_over()


def on(cast: Cast, who: str, day: date) -> Any:
    return replace(
        cast.actor(who),
        now=timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=10),
        memo={},
    )


@pytest.fixture
def june(cast: Cast) -> WorkRecord:
    """One record of June was entered in June, one more on 5 July; the first was withdrawn on 6 July."""
    Moment.objects.update(at=datetime(2021, 6, 1, tzinfo=timezone.get_current_timezone()))
    committed()
    told_of = {"kind": "visit", "text": "到户走访。", "happened_on": date(2022, 6, 20)}
    known = work.write(cast.team, **told_of, by=on(cast, "member", date(2022, 6, 20)))
    committed()
    work.write(cast.team, **{**told_of, "text": "补记一次走访。"}, by=on(cast, "member", date(2022, 7, 5)))
    committed()
    work.write(cast.team, **{**told_of, "text": "又补记一次。"}, by=on(cast, "member", date(2022, 7, 5)))
    committed()
    work.withdraw(known, reason="记重了", by=on(cast, "member", date(2022, 7, 6)))
    committed()
    keeping.forget()
    return known


def test_a_figure_is_shown_as_known_then_beside_what_is_known_now(log_in: LogIn, june: WorkRecord) -> None:
    page = log_in("officer").get(NOTES)

    assert "1笔现在所知2笔" in told(page)
    assert "按2022-07-01当时所知" in told(page)
    assert [row["row"].pk for row in page.context["table"].rows] == [june.pk]
    assert "known=2022-07-01" in page.context["asking"].address(part="parts")


def test_its_restated_records_tell_who_and_when(log_in: LogIn, cast: Cast, june: WorkRecord) -> None:
    found = log_in("officer").get(f"{NOTES}&part=restated").context["restated"]
    name = cast.actor("member").name

    assert (found.shown_then, found.shown_now, found.difference) == ("1", "2", "多 1 笔")
    assert [(one.entry.did, one.entry.who, one.entry.on) for one in found.came] == [("记一笔", name, "2022-07-05")] * 2
    assert [(one.entry.did, one.entry.who, one.entry.on) for one in found.went] == [("撤回一笔", name, "2022-07-06")]


def test_the_sheet_of_a_figure_as_known_then_has_its_records_of_then(log_in: LogIn, june: WorkRecord) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(log_in("officer").get(f"{NOTES}&export=xlsx").content)).active

    assert sum("到户走访" in str(row) for row in sheet.values) == 1
    assert not any("补记" in str(row) for row in sheet.values)


def test_a_month_lists_what_moved_and_the_records_that_did_it(log_in: LogIn, june: WorkRecord) -> None:
    page = log_in("officer").get(JUNE)
    found = page.context["found"]
    moved = {one.figure.id: (one.then, one.now) for one in found.figures}

    assert moved["records.notes"] == ("1", "2")
    assert {(one.entry.did, one.entry.on) for one in found.records} == {
        ("记一笔", "2022-07-05"),
        ("撤回一笔", "2022-07-06"),
    }
    assert all("工作队的工作记录" in one.labels for one in found.records)
    assert "2022年6月，事后补改" in told(page)
    sheet = openpyxl.load_workbook(io.BytesIO(log_in("officer").get(f"{JUNE}&export=xlsx").content)).active
    assert sum("撤回一笔" in str(row) for row in sheet.values) == 1


def test_a_month_is_asked_whole_once_a_side(log_in: LogIn, june: WorkRecord) -> None:
    """All figures as known now and then, and beside these a few queries for the records of those that differ."""
    client = log_in("officer")
    june_days = "as_of=2022-06-30&from=2022-06-01&to=2022-06-30"
    lists = [queries_of(client, f"/figures/?{june_days}{known}") for known in ("", "&known=2022-07-01")]

    assert queries_of(client, JUNE) <= sum(lists) + FOR_RECORDS


def queries_of(client: Client, address: str) -> int:
    keeping.forget()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_the_interface_and_its_rows_tell_what_was_known_then(log_in: LogIn, june: WorkRecord) -> None:
    asked = "as_of=2022-06-30&from=2022-06-01&to=2022-06-30&known=2022-07-01"
    client = log_in("officer")
    lines = {one.figure.id: one.shown for s in client.get(f"/figures/?{asked}").context["sections"] for one in s.lines}
    answer = client.get(f"/api/v1/figures/records.notes/?{asked}").json()
    rows = client.get(f"/api/v1/figures/records.notes/records/?{asked}").json()

    assert lines["records.notes"] == "1"
    assert (answer["value"], answer["known_at"][:10], rows["count"]) == (1, "2022-07-01", 1)
    assert rows["rows"][0]["key"] == june.pk


@pytest.mark.parametrize(("known", "count"), [(("--known-at", "2022-07-01"), 1), ((), 2)])
def test_a_form_is_filled_by_what_was_known_then(
    zhucun: Zhucun, june: WorkRecord, tmp_path: Path, known: tuple[str, ...], count: int
) -> None:
    """A number for the county and one for each township, which are counted of the same rows."""
    book = openpyxl.Workbook()
    for row in (["乡镇", "工作队的工作记录（笔）"], ["东岭镇"], ["西河镇"], ["全县"]):
        book.active.append(row)
    book.save(tmp_path / "空表.xlsx")
    days = ("--as-of", "2022-06-30", "--from", "2022-06-01", "--to", "2022-06-30")
    out = tmp_path / f"填好{count}.xlsx"

    told_of = ("--as", "officer", *days, *known, "--remember", "工作队的工作记录（笔）=records.notes")
    status, _, complaint = zhucun("fill-form", f"{tmp_path / '空表.xlsx'}", f"{out}", *told_of)

    assert (status, complaint) == (0, "")
    assert [row[1] for row in openpyxl.load_workbook(out).active.values][1:] == [count, 0, count]


def test_above_the_county_one_is_told_the_numbers_only(log_in: LogIn, june: WorkRecord) -> None:
    page = log_in("prefecture_reader").get(f"{JUNE}&scope={COUNTY}")
    found = page.context["found"]

    assert ("records.notes", "1", "2") in [(one.figure.id, one.then, one.now) for one in found.figures]
    assert (found.records, found.left_out) == ([], 0)
    assert "补记" not in told(page)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/restated/?month=2022-07", "这个月还没有过完"),
        ("/restated/?month=2022-06&by=2022-06-15", "这个月还没有过完"),
        ("/restated/?month=2022-06&by=2022-07-11", "按今天所知，就是现在的数"),
        ("/restated/?month=2022-06&by=2022-08-01", "请选今天或以前的日子"),
        ("/restated/?month=六月", "不是日期"),
        ("/restated/?month=2021-04", "这里的台账从 2021-06-01 起"),
        ("/figures/?known=2021-05-01", "最早问到这一天"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(
    log_in: LogIn, june: WorkRecord, address: str, sentence: str
) -> None:
    page = log_in("officer").get(address)

    assert page.status_code == 409
    assert sentence.replace(" ", "") in told(page)


def test_nobody_reads_another_territory_as_it_was_known(log_in: LogIn, june: WorkRecord) -> None:
    assert log_in("secretary").get(f"{JUNE}&scope={DONGLING}").context["found"].records
    assert log_in("neighbour").get(JUNE).context["found"].records == []
    for who in ("neighbour", "neighbour_county"):
        assert log_in(who).get(f"{JUNE}&scope={DONGLING}").status_code == 404
    assert log_in("secretary").get(f"{JUNE}&scope={XIHE}").status_code == 404
    assert log_in("member").get(JUNE).status_code == 403


def test_only_ones_own_reports_over_the_month_are_offered(cast: Cast, june: WorkRecord, log_in: LogIn) -> None:
    for title, kind in (("六月月报", "monthly"), ("随手一试", "")):
        given = {"title": title, "text": "共3人。", "as_of": date(2022, 6, 30), "kind": kind}
        drafting.begin(cast.accounts["officer"], **given, by=on(cast, "officer", date(2022, 7, 4)))

    page = told(log_in("officer").get(JUNE))

    assert "《六月月报》" in page
    assert "随手一试" not in page
