"""Any list as a sheet: the same rows as on the page, noted, and only for whoever may."""

import io
from typing import Any

import openpyxl
import pytest

from tests import make
from tests.cast import Cast
from tests.demo import Demo
from zhucun.acts.models import AccessLog


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


def test_the_demo_s_sheets_say_so(demo: Demo) -> None:
    answer = demo.client("county_officer").get("/teams/?export=xlsx")

    assert lines(answer)[0][0] == "演示数据"
    assert len(lines(answer)) == 4 + 166
