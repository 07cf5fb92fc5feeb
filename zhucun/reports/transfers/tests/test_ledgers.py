"""The sixteen ledgers: their columns, who may take which, and that nothing of a neighbour is in one."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cast import TODAY, Cast
from tests.cli import Zhucun
from tests.examples import Examples
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.config.commands.arguments import EXPORTED
from zhucun.config.commands.export import KINDS
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.rules import ChangeKind
from zhucun.policy.versions import acts as versions
from zhucun.web.ledgers import Asked, Per, all_ledgers, asked_of, ledger_called, write

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
KEYS = [one.key for one in all_ledgers()]
RULES = {f"R-DOC-{number:02}" for number in range(1, 17)}
ASKED_OF_EACH = {  # of every rule a column that sources name
    "roster-sheet": "入党时间",
    "national-changes": "行政村代码",
    "month-sheet": "第二核对人",
    "leave": "销假签字",
    "diary": "天气",
    "visits": "走访对象",
    "matters": "群众评价",
    "disputes": "谁来调解",
    "rectification": "牵头单位",
    "score-sheets": "自评分",
    "rating": "评哪一项",
    "funds": "收款人",
    "monthly-work": "下月打算",
    "handover": "交接情况",
    "training": "到课",
    "links": "住哪里",
    "projects": "到账资金（元）",
    "talks": "通知号",
    "recalls": "县委组织部",
}


def taken(cast: Cast, key: str, who: str = "office_leader") -> list[list[Any]]:
    """All cells of all worksheets."""
    buffer, one = io.BytesIO(), ledger_called(key)
    write(one, buffer, asked_of(one, cast.actor(who)))
    return [list(row) for page in openpyxl.load_workbook(buffer) for row in page.iter_rows(values_only=True)]


def words(cells: list[list[Any]]) -> str:
    return "\n".join(str(cell) for row in cells for cell in row if cell is not None)


def test_the_command_says_of_each_what_it_is() -> None:
    assert set(EXPORTED) == {*KINDS, *KEYS}


def test_every_rule_has_its_ledger() -> None:
    assert {one.rule for one in all_ledgers()} == RULES


def test_each_has_its_columns_and_room_to_sign_and_stays_with_whoever_may(cast: Cast) -> None:
    """R-DOC-01 to 16, R-DOC-34; a township takes its own, the neighbours nothing of it."""
    Examples.made(cast)

    for one in all_ledgers():
        said = words(taken(cast, one.key))

        assert all(found in said for found in (one.title, "序号", ASKED_OF_EACH[one.key])), one.key
        assert all(f"{who}（签字）" in said for who in one.signs)
        assert AccessLog.objects.latest("pk").what == f"导出{one.title}"
        for who, others in (("secretary", "西河"), ("neighbour", "石坪"), ("neighbour_county", "石坪")):
            if one.may_be_taken_by(cast.actor(who)):
                assert others not in words(taken(cast, one.key, who)), (one.key, who)


@pytest.mark.parametrize(
    ("key", "who"),
    [
        *[("talks", who) for who in ("officer", "liaison", "member", "village_secretary")],
        *[("score-sheets", who) for who in ("secretary", "clerk", "first_secretary")],
        *[("disputes", who) for who in ("organisation", "prefecture_reader")],
        *[("rating", who) for who in ("secretary", "member")],
        *[("recalls", who) for who in ("clerk", "liaison")],
        *[("roster-sheet", who) for who in ("clerk", "member", "system_admin", "prefecture_reader")],
    ],
)
def test_a_restricted_one_is_only_for_its_roles(cast: Cast, log_in: LogIn, key: str, who: str) -> None:
    with pytest.raises(NotPermitted):
        taken(cast, key, who)

    assert log_in(who).get(f"/transfers/ledgers/{key}/").status_code == 403
    assert not AccessLog.objects.filter(what__startswith="导出").exists()


def test_what_was_said_in_a_talk_stays_on_its_page(cast: Cast) -> None:
    """R-TLK-09."""
    heads = next(row for row in taken(cast, "talks") if "通知号" in row)

    assert not {"为什么谈", "谈了什么", "本人（本单位）的说明"} & set(heads)


def test_the_page_says_what_stands_in_it_and_gives_the_file(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    page = client.get("/transfers/ledgers/diary/").content.decode()
    answer = client.get("/transfers/ledgers/diary/?since=2022-06-01&day=2022-06-30")

    assert all(found in page for found in ("天气、体会", "记录人、工作队队长、乡镇负责人", "还没有人导出过"))
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert "李静文，0 行" in client.get("/transfers/ledgers/diary/").content.decode()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("diary/?since=2022-07-01&day=2022-06-30", "开始的日子在结束的日子后面"),
        ("diary/?since=2015-01-01&day=2022-06-30", "一次最多导三年的"),
        ("diary/?since=2022-01-01&day=2022-12-31", "还没到"),
        ("diary/?since=nonsense&day=2022-06-30", "没有的日子不行"),
        ("roster-sheet/?day=2022-02-30", "没有的日子不行"),
        ("month-sheet/?month=2022-13", "选"),
    ],
)
def test_an_address_that_asks_for_nothing_sensible_is_answered_in_words(log_in: LogIn, address: str, said: str) -> None:
    answer = log_in("officer").get(f"/transfers/ledgers/{address}")

    assert (answer.status_code, said in answer.content.decode()) == (200, True)


def test_no_such_ledger(log_in: LogIn) -> None:
    assert log_in("officer").get("/transfers/ledgers/nonsense/").status_code == 404
    assert log_in("officer").get("/api/v1/ledgers/nonsense/xlsx/").status_code == 404


def test_the_list_names_all_of_them_to_whoever_may(
    log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in("office_leader")

    with django_assert_max_num_queries(11):
        page = client.get("/transfers/").content.decode()

    assert all(f"/transfers/ledgers/{key}/" in page for key in KEYS)
    assert "/transfers/ledgers/talks/" not in log_in("officer").get("/transfers/").content.decode()


def test_the_api_lists_and_gives_them(log_in: LogIn) -> None:
    client = log_in("officer")

    listed = client.get("/api/v1/ledgers/").json()
    answer = client.get("/api/v1/ledgers/month-sheet/xlsx/?day=2022-06-05")

    assert {one["key"] for one in listed} == set(KEYS) - {"talks"}
    assert (answer.status_code, client.get("/api/v1/ledgers/talks/xlsx/").status_code) == (200, 403)
    assert log_in("member").get("/api/v1/ledgers/").status_code == 403


@pytest.mark.parametrize("per", list(Per))
def test_a_day_a_month_and_a_span_are_asked_for_as_they_are_said(cast: Cast, per: Per) -> None:
    by = cast.actor("officer")
    one = next(each for each in all_ledgers() if each.per is per)
    expected = {
        Per.DAY: Asked(by, TODAY, TODAY),
        Per.MONTH: Asked(by, date(2022, 7, 1), date(2022, 7, 31)),
        Per.SPAN: Asked(by, date(2022, 1, 1), TODAY),
    }

    assert asked_of(one, by) == expected[per]
    if per is not Per.MONTH:
        with pytest.raises(Refused, match="还没到"):
            asked_of(one, by, day=TODAY + timedelta(days=1))


def test_the_command_writes_one(cast: Cast, zhucun: Zhucun, tmp_path: Any) -> None:
    file = tmp_path / "六月.xlsx"

    done = zhucun("export", "month-sheet", str(file), "--month", "2022-06", "--county", cast.county.code)
    wrong = zhucun("export", "month-sheet", str(file), "--month", "六月", "--county", cast.county.code)

    assert (done[0], file.exists()) == (0, True)
    assert (wrong[0], "2022-06 这样" in wrong[2]) == (2, True)


def test_the_national_system_is_told_who_came_and_went_in_the_countys_own_columns(cast: Cast) -> None:
    by = cast.actor("officer")
    roster.end(cast.member, last_day=date(2022, 7, 5), kind=ChangeKind.ADJUSTMENT, basis="青组函〔2022〕9号", by=by)
    make.posting(cast.team, cast.spare, since=date(2022, 7, 8))
    columns = [
        {"label": "人员", "holds": "name"},
        {"label": "怎么了", "holds": "change"},
        {"label": "证件", "holds": "pen"},
    ]
    told = {"title": "2022年办法", "since": date(2022, 7, 1), "values": {"national.columns": columns}}
    versions.approve(versions.propose(cast.county, **told, by=by), by=cast.actor("county_leader"))

    cells = taken(cast, "national-changes", "officer")

    assert ["序号", "人员", "怎么了", "证件"] in cells
    assert {(row[1], row[2]) for row in cells if row[2] in ("新增", "退出")} == {("候补一", "新增"), ("盘小妹", "退出")}
    assert "7月变动 2 人（新增 1、退出 1）" in words(cells)
