"""`zhucun import`: the plan in words or JSON, nothing written while anything is refused or unanswered."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import Zhucun
from tests.imports import FIXTURES, county_of_fixtures, member, xlsx
from zhucun.config.commands.arguments import KINDS
from zhucun.dispatch.roster.models import Posting
from zhucun.web.importing import importers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _county(db: None) -> None:
    county_of_fixtures()


@pytest.fixture
def roster(tmp_path: Path) -> Callable[..., str]:
    def write(*rows: list) -> str:
        path = tmp_path / "花名册.xlsx"
        path.write_bytes(xlsx(*rows))
        return str(path)

    return write


def test_a_roster_is_written_and_says_so(zhucun: Zhucun, roster: Callable[..., str]) -> None:
    status, out, _ = zhucun("import", "roster", roster(member("黎明远"), member("骆远")))

    assert (status, Posting.objects.count()) == (0, 2)
    assert out.splitlines()[-1] == "写好了：新登记 2 人，派驻 2 人，组建工作队 1 支。"


def test_json_has_kind_mapping_and_every_refused_or_doubtful_cell(zhucun: Zhucun) -> None:
    status, out, _ = zhucun("import", "auto", str(FIXTURES / "13_full_of_faults.xlsx"), "--json")

    told = json.loads(out)
    assert (status, told["kind"], told["written"]) == (1, "member_roster", False)
    assert {k: told["mapping"][5][k] for k in ("column", "label", "key")} == {
        "column": "F",
        "label": "村",
        "key": "place",
    }
    fault = next(fault for fault in told["faults"] if fault["row"] == 3)
    assert {k: fault[k] for k in ("row", "column", "value", "problem")} == {
        "row": 3,
        "column": "B 身份证号",
        "value": "**************0011",
        "problem": "身份证号的校验位不对，多半有一位抄错了。请核对原件。",
    }
    assert (told["counts"]["refused"], told["counts"]["doubtful"]) == (10, 6)
    assert Posting.objects.count() == 0


def test_answers_may_be_the_questions_themselves_filled_in(zhucun: Zhucun, tmp_path: Path) -> None:
    file = str(FIXTURES / "05_two_in_a_cell.xlsx")
    leave_out = ("--leave-out", "6,7-9", "--since", "2021-06-01", "--basis", "补录")
    _, out, _ = zhucun("import", "roster", file, *leave_out, "--json")
    questions = json.loads(out)["questions"]
    for question in questions:
        question["answer"] = question["options"][0]["answer"]
    (tmp_path / "答案.json").write_text(json.dumps(questions), encoding="utf-8")

    status, *_ = zhucun("import", "roster", file, *leave_out, "--answers", str(tmp_path / "答案.json"))

    assert (status, Posting.objects.count()) == (0, 3)


def test_a_file_without_header_is_read_by_a_mapping(zhucun: Zhucun, tmp_path: Path) -> None:
    (tmp_path / "对照.csv").write_text("B,姓名\nE,村\n", encoding="utf-8")

    alone = zhucun("import", "roster", str(FIXTURES / "14_without_header.xlsx"))
    status, out, _ = zhucun(
        *(
            "import",
            "roster",
            str(FIXTURES / "14_without_header.xlsx"),
            "--mapping",
            str(tmp_path / "对照.csv"),
            "--dry-run",
        )
    )

    assert (alone[0], "没有找到表头" in alone[1]) == (1, True)
    assert (status, "这些人都是哪个单位派出的？" in out) == (1, True)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            ("roster", str(FIXTURES / "01_as_it_should_be.xlsx"), "--sheet", "甲"),
            "没有叫“甲”的工作表。有内容的是：花名册。",
        ),
        (("roster", str(FIXTURES / "county.json")), "没有找到表头"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_status_1(zhucun: Zhucun, told: tuple[str, ...], said: str) -> None:
    status, out, _ = zhucun("import", *told)
    _, as_json, _ = zhucun("import", *told, "--json")

    assert (status, said in out, said in json.loads(as_json)["problem"]) == (1, True, True)
    assert Posting.objects.count() == 0


def test_one_cause_is_one_line_and_changes_are_told_field_by_field(
    zhucun: Zhucun, roster: Callable[..., str], tmp_path: Path
) -> None:
    facts = tmp_path / "村情.xlsx"
    head = ("县", "乡镇", "村", "总户数", "帮扶单位")
    rows = [["白水县", "东岭镇", village, 300, "县水利局"] for village in ("石坪村", "柳溪村", "新村")]
    facts.write_bytes(xlsx(*rows, head=head, title="村情表"))
    zhucun("import", "roster", roster(member("黎明远"), member("骆远")))

    _, wrong, _ = zhucun("import", "auto", str(facts))
    _, as_json, _ = zhucun("import", "auto", str(facts), "--json")
    _, changed, _ = zhucun("import", "roster", roster(member("黎明远", 职务="科长"), member("骆远")), "--dry-run")

    assert [line.strip() for line in wrong.splitlines() if "白水县" in line] == [
        "第 3–5 行 A 列（县）：写的是白水县，现在是青岭县的账。别的县的表请导入别的县。"
    ]
    assert [fault["row"] for fault in json.loads(as_json)["faults"]] == [3, 4, 5]
    assert "  第 3 行 黎明远（东岭镇石坪村）：职务：（空） → 科长" in changed.splitlines()


def test_help_and_refusal_name_every_kind_by_one_name(zhucun: Zhucun, roster: Callable[..., str]) -> None:
    _, _, refused = zhucun("import", "花名", roster(member("黎明远")))

    assert list(KINDS) == [one.name for one in importers()]
    assert all(f"{name}（" in refused for name in KINDS)
