"""The county that the roster fixtures speak of, and a roster as a file in one line."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from tests import make
from tests.cast import operator
from zhucun.dispatch.imports.bringing import Brought, bring_in, look
from zhucun.org.places.models import Place
from zhucun.sheets.plan import Plan
from zhucun.web.importing import Choices

FIXTURES = Path(__file__).parent / "fixtures" / "rosters"
HEAD = ("姓名", "性别", "出生年月", "派出单位", "职务", "电话", "队内职务", "乡镇", "村", "派驻起", "派出文号")


def county_of_fixtures() -> Place:
    """青岭县 with the places and units of county.json."""
    told = json.loads((FIXTURES / "county.json").read_text(encoding="utf-8"))
    home = make.county()
    townships = {code: make.place(home, code, name, "township") for code, name in told["townships"].items()}
    for code, name in told["villages"].items():
        make.place(townships[code[:9]], code, name, "community" if "社区" in name else "village")
    for name, code in told["units"].items():
        make.unit(name, county=home, place_code=code)
    return home


def member(name: str, **changed: Any) -> list[Any]:
    """A row under HEAD."""
    row = dict(
        zip(
            HEAD,
            (
                name,
                "男",
                "1985-03",
                "青岭县水利局",
                None,
                None,
                "队员",
                "东岭镇",
                "石坪村",
                "2021-06-01",
                "青组发〔2021〕5号",
            ),
            strict=True,
        )
    )
    return list((row | changed).values())


def xlsx(*rows: Sequence[Any], head: Sequence[str] = HEAD, title: str = "驻村工作队花名册") -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in ([title], head, *rows):
        book.active.append(list(row))
    book.save(buffer)
    return buffer.getvalue()


def plan_of(*rows: Sequence[Any], left_out: Sequence[str] = (), **answers: str) -> Plan:
    return look(xlsx(*rows), "花名册.xlsx", Choices(answers=answers, left_out=frozenset(left_out)), by=operator())


def brought(*rows: Sequence[Any], left_out: Sequence[str] = (), **answers: str) -> Brought:
    return bring_in(xlsx(*rows), "花名册.xlsx", Choices(answers=answers, left_out=frozenset(left_out)), by=operator())


def said(plan: Plan) -> dict[int, str]:
    """Row → what is said of it."""
    found: dict[int, str] = {}
    for fault in plan.cell_faults:
        found[fault.row] = (found.get(fault.row, "") + " " + fault.problem).strip()
    return found
