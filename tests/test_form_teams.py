"""`zhucun form-teams`: a file in, a plan or a sentence out; no database is opened."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli import Zhucun

PEOPLE = [
    {
        "id": f"c{n}",
        "name": f"甲{n}",
        "unit": "u" if n < 3 else "v",
        "age": 30 + 6 * n,
        "party_months": 40,
        "work_months": 90,
    }
    for n in range(6)
]
TEAMS = [
    {"id": "t1", "name": "香樟村队", "unit": "u", "least": 2, "most": 2},
    {"id": "t2", "name": "石桥村队", "least": 2, "most": 2},
]
UNITS = [{"id": "u", "name": "农业局"}, {"id": "v", "name": "财政局"}]
PROBLEM: dict[str, Any] = {"teams": TEAMS, "candidates": PEOPLE, "units": UNITS}


def written(folder: Path, document: Any) -> str:
    path = folder / "problem.json"
    path.write_text(
        document if isinstance(document, str) else json.dumps(document, ensure_ascii=False), encoding="utf-8"
    )
    return str(path)


def test_a_plan_is_a_table_for_people(zhucun: Zhucun, tmp_path: Path) -> None:
    status, out, _ = zhucun("form-teams", "--input", written(tmp_path, PROBLEM))

    assert status == 0
    assert re.match(r"2 支队排了 \d 人，共 -?\d+ 分，", out)
    assert "已证明没有更好的" in out
    assert "香樟村队" in out
    assert "财政局" in out


def test_standard_output_is_one_document_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The engine greets on standard output when it is first made; nobody must see it."""
    command = [sys.executable, "-m", "zhucun.cli", "form-teams", "--json", "--input", written(tmp_path, PROBLEM)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    told = json.loads(done.stdout)
    assert (told["is_legal"], told["is_proven"], told["gap"]) == (True, True, 0)
    assert [len(team["members"]) for team in told["teams"]] == [2, 2]
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({**PROBLEM, "candidates": []}, "候选人名单是空的。"),
        ({**PROBLEM, "locks": [{"candidate": "c0", "team": "t9"}]}, "锁定的队写的是 t9，没有编号为 t9 的队。"),
        ({**PROBLEM, "candidates": PEOPLE[:3]}, "要 4 人，能派的只有 3 人，缺 1 人。"),
        ({**PROBLEM, "candidates": [{**one, "party_months": 3} for one in PEOPLE]}, "缺 2 名能任第一书记的人"),
        ({**PROBLEM, "weights": {"skill": 10**12}}, "分量 skill 是 1000000000000"),
        ("{", "不是 JSON"),
        ("[1]", "题目要写成 {…}。"),
    ],
)
def test_what_cannot_be_solved_is_a_sentence_and_status_1(
    zhucun: Zhucun, tmp_path: Path, document: Any, sentence: str
) -> None:
    status, out, _ = zhucun("form-teams", "--json", "--input", written(tmp_path, document))

    assert status == 1
    assert any(sentence in said for said in json.loads(out)["sentences"])


def test_a_file_that_is_not_there_is_wrong_use(zhucun: Zhucun) -> None:
    status, _, complaint = zhucun("form-teams", "--input", "/nowhere/problem.json")

    assert (status, complaint.startswith("打不开 /nowhere/problem.json")) == (2, True)
