"""Files in and out on the command line: the plan is said, refused cells are named, all is written or nothing."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from tests import make
from tests.cast import COUNTY, DONGLING, SINCE, operator
from tests.cli import Zhucun
from tests.imports import FIXTURES, county_of_fixtures, member, xlsx
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts import acts as accounts
from zhucun.org.places.models import CountyOffice, Place
from zhucun.reports.checking.documents import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    county_of_fixtures()


def roster(folder: Path, *rows: list[Any]) -> str:
    file = folder / "花名册.xlsx"
    file.write_bytes(xlsx(*rows))
    return str(file)


def test_a_dry_run_says_the_plan_and_writes_nothing(zhucun: Zhucun, tmp_path: Path) -> None:
    status, out, _ = zhucun("import", "roster", roster(tmp_path, member("黎明远")), "--dry-run", "--json")

    told = json.loads(out)
    assert (status, told["written"], told["dry_run"]) == (0, False, True)
    assert (told["kind"], told["counts"]["added"]) == ("member_roster", 1)
    assert {"unit", "name"} <= {column["key"] for column in told["mapping"]}
    assert Posting.objects.count() == 0


def test_a_roster_is_written_in_the_operator_s_name_and_a_second_time_changes_nothing(
    zhucun: Zhucun, tmp_path: Path
) -> None:
    file = roster(tmp_path, member("黎明远"), member("骆远"))

    first, second = zhucun("import", "roster", file), zhucun("import", "roster", file, "--json")

    assert (first[0], first[1].splitlines()[-1]) == (0, "写好了：新登记 2 人，派驻 2 人，组建工作队 1 支。")
    assert AuditLog.objects.filter(verb="posting.start", actor_name__startswith="本机操作员", door="cli").count() == 2
    assert (second[0], json.loads(second[1])["written"], Posting.objects.count()) == (0, False, 2)


def test_one_refused_row_and_nothing_is_written(zhucun: Zhucun, tmp_path: Path) -> None:
    file = roster(tmp_path, member("黎明远"), member("骆远", 村="没有的村"))

    status, out, _ = zhucun("import", "roster", file, "--json")

    told = json.loads(out)
    assert (status, told["written"], Posting.objects.count()) == (1, False, 0)
    assert [(fault["row"], fault["value"]) for fault in told["faults"]] == [(4, "没有的村")]
    assert all(set(fault) >= {"row", "column", "value", "problem"} for fault in told["faults"])


def test_named_rows_are_left_out_and_all_the_rest_is_written(zhucun: Zhucun, tmp_path: Path) -> None:
    file = roster(tmp_path, member("黎明远"), member("骆远", 村="没有的村"))

    status, out, _ = zhucun("import", "roster", file, "--leave-out", "4", "--json")

    assert (status, json.loads(out)["counts"]["excluded"], Posting.objects.count()) == (0, 1, 1)


def test_columns_may_be_named_by_a_file(zhucun: Zhucun, tmp_path: Path) -> None:
    named = tmp_path / "columns.json"
    named.write_text(json.dumps({"派出单位": "unit"}), encoding="utf-8")

    status, _, _ = zhucun("import", "roster", roster(tmp_path, member("黎明远")), "--mapping", str(named), "--dry-run")

    assert status == 0


def test_the_roster_is_exported_and_that_is_noted(zhucun: Zhucun, tmp_path: Path) -> None:
    zhucun("import", "roster", roster(tmp_path, member("黎明远", 电话="13900010001"), member("骆远")))
    file = tmp_path / "out.xlsx"

    status, out, _ = zhucun("export", "roster", str(file), "--json")

    assert (status, json.loads(out)) == (0, {"kind": "roster", "file": str(file), "rows": 2})
    noted = AccessLog.objects.get()
    assert (noted.row_count, noted.door, noted.actor_name[:5]) == (2, "cli", "本机操作员")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.xlsx", "花名册.xlsx"]


def test_what_the_demo_county_exports_says_so(zhucun: Zhucun, tmp_path: Path) -> None:
    CountyOffice.objects.update(is_demo=True)
    zhucun("export", "roster", str(tmp_path / "out.xlsx"))

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert any("演示数据" in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_what_was_exported_is_read_again_and_changes_nothing(zhucun: Zhucun, tmp_path: Path) -> None:
    zhucun("import", "roster", roster(tmp_path, member("黎明远", 电话="13900010001"), member("骆远")))
    file = str(tmp_path / "out.xlsx")
    zhucun("export", "roster", file, "--reason", "换系统")

    status, out, _ = zhucun("import", "roster", file, "--json")

    assert (status, json.loads(out)["counts"]["left"], json.loads(out)["written"]) == (0, 2, False)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            ("nothing", "x.xlsx"),
            "没有“nothing”这种台账。可以写：roster（花名册）、nominations-form（推荐人选表）、all（",
        ),
        (("roster", "x.pdf"), "要以 .xlsx 结尾"),
        (("roster", "/nowhere/x.xlsx"), "写不进 /nowhere"),
    ],
)
def test_an_export_to_nowhere_is_wrong_use(zhucun: Zhucun, told: tuple[str, ...], said: str) -> None:
    status, out, complaint = zhucun("export", *told)

    assert (status, out) == (2, "")
    assert said in complaint


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("roster", "none.xlsx"), "没有这个文件：none.xlsx。"),
        (("nothing", str(FIXTURES / "11_old.xls")), "不认识表的种类“nothing”"),
        (("roster", str(FIXTURES / "11_old.xls"), "--leave-out", "x"), "“x”不是行号"),
        (("roster", str(FIXTURES / "11_old.xls"), "--mapping", str(FIXTURES / "11_old.xls")), "不是 JSON"),
        (("roster", str(FIXTURES / "11_old.xls"), "--answer", "x"), "里要有等号"),
        (("roster", str(FIXTURES / "11_old.xls"), "--as", "nobody"), "没有登录名为“nobody”的账号"),
        (("roster", str(FIXTURES / "11_old.xls"), "--county", "990127"), "没有开通代码为 990127 的县"),
    ],
)
def test_wrong_use_is_a_sentence_and_status_2(zhucun: Zhucun, told: tuple[str, ...], said: str) -> None:
    status, out, complaint = zhucun("import", *told)

    assert (status, out) == (2, "")
    assert said in complaint


def test_a_file_that_is_no_table_is_a_sentence_and_status_1(zhucun: Zhucun, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"%PDF-1.7 nothing of ours")

    status, out, _ = zhucun("import", "roster", str(tmp_path / "x.xlsx"), "--json")

    told = json.loads(out)
    assert (status, told["written"]) == (1, False)
    assert told["problem"].endswith("。")


def test_the_township_may_not_import(zhucun: Zhucun, tmp_path: Path) -> None:
    """`--as` acts with that account's rights, not with the operator's."""
    secretary = make.account("蒋大为", "secretary", county=Place.objects.get(code=COUNTY))
    accounts.appoint(secretary, role="township_secretary", since=SINCE, place_code=DONGLING, by=operator())

    status, _, complaint = zhucun("import", "roster", roster(tmp_path, member("黎明远")), "--as", "secretary")

    assert (status, Posting.objects.count()) == (1, 0)
    assert "你的角色不能“导入名册、看县里导入的表”" in complaint


def a_draft(tmp_path: Path, text: str) -> str:
    document = Document()
    document.add_paragraph(text)
    file = tmp_path / "稿.docx"
    document.save(str(file))
    return str(file)


def test_a_draft_is_looked_through_and_a_copy_has_the_ledgers_numbers(zhucun: Zhucun, tmp_path: Path) -> None:
    zhucun("import", "roster", roster(tmp_path, member("黎明远"), member("骆远")))
    file, copy = a_draft(tmp_path, "全县共选派3名驻村队员，报名70人，其中男40人，女31人。"), str(tmp_path / "副本.docx")

    status, out, _ = zhucun("check-text", file, "--corrected", copy, "--json")

    told = json.loads(out)
    assert (status, told["numbers"], told["verdicts"]["contradicted"]) == (1, 4, 2)
    assert [one["instead"] for one in told["findings"] if one["rule"] == "ledger"] == ["2名"]
    assert text_of(Path(copy).read_bytes()).startswith("全县共选派2名驻村队员，")
    assert text_of(Path(file).read_bytes()).startswith("全县共选派3名驻村队员，")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("none.docx",), "打不开 none.docx：没有这个文件"),
        ((str(FIXTURES / "11_old.xls"),), "这是老格式的 Word（.doc），或者加了密码。"),
        (("--as-of", "2031-01-01", "稿.txt"), "截止日还没有到"),
        (("--corrected", "副本.docx", "稿.txt"), "--corrected 只对 .docx"),
    ],
)
def test_a_draft_that_cannot_be_looked_through_is_wrong_use(
    zhucun: Zhucun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("稿.txt").write_text("全县共选派3名驻村队员。", encoding="utf-8")

    status, out, complaint = zhucun("check-text", *told)

    assert (status, out) == (2, "")
    assert said in complaint
