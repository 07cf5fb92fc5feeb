"""Any list as a sheet: the same rows as on the page, noted, and only for whoever may."""

import io
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests import make
from tests.cast import Cast
from tests.demo import Demo
from zhucun.acts.models import AccessLog
from zhucun.sheets.numbers import number_in

NUMBER = re.compile(r"-?\d{1,4}(\.\d+)?( ?[天次件人])?")  # alone in a cell; a date or a code is longer
EXPORTED = (
    *("/days/year/", "/leave/", "/leave/year/", "/rhythm/unvisited/", "/review-tasks/", "/promises/", "/findings/"),
    *(
        "/inspection/rounds/",
        "/inspection/visits/",
        "/rectification/ledger/",
        "/month-reports/",
        "/yearly/",
    ),
)


def lines(answer: Any) -> list[list[Any]]:
    page = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_the_sheet_has_the_rows_of_all_pages_after_search_and_filter(cast: Cast, log_in: Any) -> None:
    answer = log_in("officer").get("/teams/?export=xlsx&township=990126102")

    title, note, head, *rows = lines(answer)
    assert (title[0], note[0]) == ("工作队", "截至 2022-07-11，李静文导出")
    assert [row[0] for row in rows] == ["河湾村"]
    assert dict(zip(head, rows[0], strict=True))["缺"] == 2
    assert "20220711.xlsx" in answer["Content-Disposition"]


def test_what_is_taken_away_is_noted(log_in: Any) -> None:
    log_in("secretary").get("/members/?export=xlsx")

    noted = AccessLog.objects.get()
    assert (noted.what, noted.row_count, noted.actor_name) == ("导出队员", 2, "蒋大为")


@pytest.mark.parametrize("who", ["clerk", "member", "liaison"])
def test_who_may_not_export_gets_no_file_and_sees_no_link(log_in: Any, who: str) -> None:
    client = log_in(who)

    assert client.get("/members/?export=xlsx").status_code == 403
    assert "export=xlsx" not in client.get("/members/").content.decode()
    assert not AccessLog.objects.exists()


def test_a_cell_that_looks_like_a_formula_is_text(cast: Cast, log_in: Any) -> None:
    make.posting(cast.team, make.cadre("=1+1", unit=cast.archive))

    rows = lines(log_in("officer").get("/members/?export=xlsx"))

    assert "=1+1" in [row[0] for row in rows]
    assert b"<f>" not in log_in("officer").get("/members/?export=xlsx").content


@pytest.mark.parametrize(
    ("said", "number"),
    [("64.5", Decimal("64.5")), ("3 天", 3), ("1,200", 1200), ("—", None), ("2/3", "2/3"), ("12%", "12%"), (0, 0)],
)
def test_what_a_page_says_as_a_number_is_one_in_a_sheet(said: Any, number: Any) -> None:
    assert number_in(said) == number


def test_the_sheets_of_supervision_have_numbers_where_their_columns_are_numbers(cast: Cast, log_in: Any) -> None:
    client, wrong = log_in("officer"), []
    for path in EXPORTED:
        answer = client.get(f"{path}?export=xlsx")
        assert answer["Content-Type"].endswith("sheet"), path
        cells = (cell for line in lines(answer)[3:] for cell in line)
        wrong += [(path, cell) for cell in cells if isinstance(cell, str) and NUMBER.fullmatch(cell)]

    assert wrong == []


def test_the_demo_s_sheets_say_so(demo: Demo) -> None:
    answer = demo.client("county_officer").get("/teams/?export=xlsx")

    assert lines(answer)[0][0] == "演示数据"
    assert len(lines(answer)) == 4 + 166
