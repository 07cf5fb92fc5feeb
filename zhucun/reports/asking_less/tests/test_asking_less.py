"""Before a form goes down: what is known of it, what the rest costs, whether it fits, a copy with only the rest."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, Cast
from tests.cli import Zhucun
from zhucun.acts.models import AccessLog
from zhucun.policy.burden.models import OutsideForm
from zhucun.reports.asking_less.columns import level_of
from zhucun.reports.asking_less.rules import MOST_COLUMNS, Cost

LogIn = Callable[[str], Client]
ADDRESS = "/ask-less/"
COLUMNS = "村名\n驻村队员人数\n第一书记姓名\n党员人数\n光伏电站装机容量\n村医几名"
TOLD = {"columns": COLUMNS, "title": "光伏情况表", "level": "village", "how_often": "quarterly"}
pytestmark = pytest.mark.django_db


def blank(*heads: str) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(heads))
    book.active.append(["石坪村"])
    book.save(buffer)
    return buffer.getvalue()


def asked(client: Client, **changed: Any) -> str:
    return client.post(ADDRESS, {**TOLD, **changed}).content.decode()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.integers(0, 500), st.integers(0, 60), st.integers(1, 300), st.integers(0, 30), st.integers(1, 52))
def test_what_is_not_asked_costs_nothing_and_fewer_columns_never_more(
    people: int, cells: int, seconds: int, base: int, times: int
) -> None:
    cost, fewer = Cost(people, cells, seconds, base, times), Cost(people, max(0, cells - 1), seconds, base, times)

    assert Cost(people, 0, seconds, base, times).minutes_of_all == 0
    assert fewer.minutes_of_all <= cost.minutes_of_all
    assert cost.hours_a_year * 60 >= cost.minutes_of_all * times


def test_each_column_says_where_it_stands_or_that_nobody_has_it(cast: Cast, log_in: LogIn) -> None:
    """R-BUR-05."""
    told = log_in("officer").post("/api/v1/ask-less/", TOLD, content_type="application/json").json()

    assert {one["label"]: one["standing"] for one in told["columns"]} == {
        "村名": "name",
        "驻村队员人数": "figure",
        "第一书记姓名": "field",
        "党员人数": "unknown",
        "光伏电站装机容量": "unknown",
        "村医几名": "unknown",
    }
    assert [one["url"].partition("?")[0] for one in told["columns"] if one["url"]] == [
        "/figures/dispatch.members/",
        "/members/",
    ]
    assert (told["people"], told["minutes"], told["minutes_of_all"]) == (3, 6, 18)
    assert told["minutes_of_all_as_it_stands"] == 24


def test_the_page_says_what_the_rest_costs_and_offers_only_that(cast: Cast, log_in: LogIn) -> None:
    page = asked(log_in("officer"))

    assert all(
        found in page for found in ("3 个村", "一人约 6 分钟", "一次共 18 分钟", "一次省 6 分钟", "光伏电站装机容量")
    )


def test_the_copy_holds_only_what_nobody_has_and_is_noted(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("officer").post(ADDRESS, {**TOLD, "copy": "1"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert ("序号", "村", "驻村队员人数", "党员人数", "光伏电站装机容量", "村医几名") in rows
    assert "不用再报：第一书记姓名" in str(rows[1][0])
    assert {row[1]: row[2] for row in rows if row[2] in ("0", "2")} == {"东岭镇石坪村": "2", "东岭镇柳溪村": "0"}
    assert AccessLog.objects.get().what == "导出只问没有的：光伏情况表"


def test_a_township_gets_its_known_numbers_filled_in(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("officer").post(ADDRESS, {**TOLD, "level": "township", "copy": "1"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert ("序号", "乡镇", "驻村队员人数", "党员人数", "光伏电站装机容量", "村医几名") in rows
    assert {row[1]: row[2] for row in rows if row[1] in ("东岭镇", "西河镇")} == {"东岭镇": "2", "西河镇": "1"}


def test_a_file_is_read_and_its_columns_stand_in_the_field(cast: Cast, log_in: LogIn) -> None:
    data = blank("村名", "驻村队员人数", "光伏电站装机容量")
    file = SimpleUploadedFile("光伏表.xlsx", data)

    page = log_in("officer").post(ADDRESS, {**TOLD, "columns": "", "title": "", "file": file}).content.decode()

    assert ("光伏表" in page, "驻村队员人数\n光伏电站装机容量" in page) == (True, True)


def put_in(client: Client, name: str, data: bytes) -> str:
    file = SimpleUploadedFile(name, data)
    told = {**TOLD, "columns": "", "title": "", "level": "as_it_says", "file": file}
    return client.post(ADDRESS, told).content.decode()


def test_where_rows_are_indicators_these_are_asked(cast: Cast, log_in: LogIn) -> None:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    rows = (
        ["序号", "指标名称", "计量单位", "数量"],
        [1, "驻村工作队数", "支"],
        [2, "驻村队员", "人"],
        [3, "光伏电站", "座"],
    )
    for row in rows:
        book.active.append(row)
    book.save(buffer)

    page = put_in(log_in("officer"), "月调度表.xlsx", buffer.getvalue())

    assert all(found in page for found in ("<b>1 列</b>；2 列系统里有", "数字“驻村工作队”", "光伏电站（座）"))


def test_a_word_form_is_read_too_and_who_fills_it_in_stands_in_its_heads(cast: Cast, log_in: LogIn) -> None:
    form, buffer = Document(), io.BytesIO()
    table = form.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("乡镇", "驻村队员人数", "光伏电站装机容量"), strict=True):
        cell.text = text
    form.save(buffer)

    page = put_in(log_in("officer"), "光伏表.docx", buffer.getvalue())

    assert ("2 个乡镇" in page, "光伏电站装机容量" in page, "驻村队员人数" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("heads", "title", "level"),
    [
        (("乡镇（街道）", "人数"), "", "township"),
        (("乡镇", "村名", "人数"), "", "village"),
        (("姓名", "性别"), "驻村工作队花名册", "member"),
        (("姓名", "性别"), "村医花名册", "village"),
        (("姓名", "驻村"), "花名册", "member"),
        (("工作队", "驻地"), "", "team"),
        (("派出单位", "人数"), "", "unit"),
        (("人数",), "", "village"),
    ],
)
def test_whose_a_row_is_stands_in_the_heads(heads: tuple[str, ...], title: str, level: str) -> None:
    assert level_of([(head,) for head in heads], title) == level


def test_an_amount_is_known_whatever_its_unit_and_the_copy_says_which(cast: Cast, log_in: LogIn) -> None:
    told = {**TOLD, "columns": "村名\n村集体经济收入\n光伏电站", "copy": "1"}
    answer = log_in("officer").post(ADDRESS, told)

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert ("序号", "村", "村集体经济收入（元）", "光伏电站") in rows


def test_what_is_known_already_need_not_be_sent(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    assert "系统里都有，不用发" in asked(client, columns="村名\n驻村队员人数")
    assert "没有要问的" in client.post(ADDRESS, {**TOLD, "columns": "驻村队员人数", "copy": "1"}).content.decode()
    assert not AccessLog.objects.exists()


def test_beyond_what_is_allowed_another_is_retired_first(cast: Cast, log_in: LogIn) -> None:
    """A village secretary is asked no more than 20 minutes a month."""
    page = asked(log_in("officer"), how_often="weekly")

    assert ("上限是 20 分钟" in page, "登记这张表" in page) == (True, False)


def test_one_press_puts_it_into_the_register(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")
    page = asked(client)
    assert all(found in page for found in ('action="/policy/burden/forms/new/"', 'value="6"', 'value="光伏情况表"'))

    told = {"title": "光伏情况表", "role": "village_secretary", "how_often": "quarterly", "minutes": 6}
    client.post(
        "/policy/burden/forms/new/",
        {**told, "who_asks": "县发改局", "basis": "青发改〔2022〕3号", "what_for": "报市里"},
    )

    assert OutsideForm.objects.get().minutes == 6


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("", "没有认出列名"),
        ("1\n2\n3.5", "没有认出列名"),
        ("，，、", "没有认出列名"),
        ("\n".join(f"列{at}" for at in range(MOST_COLUMNS + 1)), f"最多 {MOST_COLUMNS} 列"),
        ("村名\n每天打卡照片", "不行"),
        ("村名\n户主身份证号", "证件号、账号、收入不在表里问"),
        ("村名\n大病户姓名", "健康和病情不问"),
    ],
)
def test_what_cannot_be_asked_is_said(cast: Cast, log_in: LogIn, columns: str, said: str) -> None:
    assert said in asked(log_in("officer"), columns=columns)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.xlsx", b"", "文件是空的"),
        ("图.xlsx", b"\x89PNG\r\n", "。"),
        ("无列.xlsx", b"PK\x03\x04broken", "。"),
        ("数.csv", b"1,2,3\n4,5,6\n", "没有认出列名"),
    ],
)
def test_a_file_that_is_no_form_is_answered_in_words(
    cast: Cast, log_in: LogIn, name: str, data: bytes, said: str
) -> None:
    answer = log_in("officer").post(ADDRESS, {**TOLD, "columns": "", "file": SimpleUploadedFile(name, data)})

    assert (answer.status_code, said in answer.content.decode(), b'id="cost"' in answer.content) == (200, True, False)


@pytest.mark.parametrize("who", ["secretary", "clerk", "village_secretary", "member", "liaison", "prefecture_reader"])
def test_who_sends_no_forms_down_does_not_see_the_page(log_in: LogIn, who: str) -> None:
    assert log_in(who).get(ADDRESS).status_code == 403


def test_the_neighbour_county_counts_its_own(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("neighbour_county").post(ADDRESS, {**TOLD, "copy": "1"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert not [cell for row in rows for cell in row if "石坪村" in str(cell)]


def test_it_asks_few_questions(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in("officer")
    asked(client)

    with django_assert_max_num_queries(12):
        asked(client)


def test_the_command_says_the_same(cast: Cast, zhucun: Zhucun, tmp_path: Path) -> None:
    form, out = tmp_path / "光伏表.xlsx", tmp_path / "只问.xlsx"
    form.write_bytes(blank("村名", "驻村队员人数", "光伏电站装机容量"))

    status, said, _ = zhucun("ask-less", str(form), "--often", "yearly", "--copy", str(out), "--county", COUNTY)
    again = zhucun("ask-less", str(form), "--often", "yearly", "--copy", str(out), "--county", COUNTY)
    too_much = zhucun("ask-less", str(form), "--often", "weekly", "--county", COUNTY)

    assert (status, out.exists(), "要问 1 列" in said, "数字“" in said) == (0, True, True, True)
    assert (again[0], too_much[0]) == (2, 1)
