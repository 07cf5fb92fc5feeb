"""The declared columns on ugly rosters of our own and on real tables of other kinds."""

import importlib.util
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.shared import shared_file
from zhucun.dispatch.roster.sheets import PAIRING, ROSTER
from zhucun.org.people.sheets import HOUSEHOLD_HELPERS
from zhucun.org.places.sheets import PLACES, VILLAGE_FACTS
from zhucun.sheets.columns import Sheet
from zhucun.sheets.kinds import Verdict, recognised, registered_kinds
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.matching_places import PlaceCandidate, PlaceMatcher
from zhucun.sheets.matching_units import Territory, UnitCandidate, UnitMatcher
from zhucun.sheets.plan import missing_columns
from zhucun.sheets.reading import read_file
from zhucun.sheets.rows import Rows, read_rows

ROOT = Path(__file__).parents[4]
OURS = ROOT / "tests" / "fixtures" / "rosters"
TODAY = date(2022, 7, 11)


def verdicts(path: Path) -> list[Verdict]:
    book = read_file(path)
    return recognised(book.name, book.shown)


def read(verdict: Verdict, sheet: Sheet, **answers: str) -> Rows:
    mapping = map_columns(sheet, verdict.table)
    return read_rows(verdict.table, mapping, today=TODAY, answers=answers)


def roster(name: str, **answers: str) -> list[Rows]:
    """The member rosters of a file of ours."""
    found = [read(v, ROSTER, **answers) for v in verdicts(OURS / name) if v.key == "member_roster"]
    assert all(missing_columns(rows) == [] for rows in found)
    return found


def names(rows: Rows) -> dict[int, str]:
    return {number: row["name"] for number, row in zip(rows.numbers, rows, strict=True)}


def problems(rows: Rows) -> dict[int, list[str]]:
    return {rows.numbers[at]: [fault.problem for fault in faults] for at, faults in sorted(rows.faults.items())}


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None}


# ── rosters of our own ──


def test_a_roster_as_it_should_be() -> None:
    """R-DOC-01"""
    (rows,) = roster("01_as_it_should_be.xlsx")

    assert (rows.faults, list(names(rows))) == ({}, [3, 4, 5, 6])
    assert facts(rows[0]) == {
        "name": "黎明远",
        "sex": "male",
        "birth_month": date(1979, 4, 1),
        "party_joined_on": date(2001, 7, 1),
        "education": 50,
        "unit": "青岭县档案馆",
        "post": "副馆长",
        "rank": "四级主任科员",
        "phone": "13900010001",
        "sending_level": "county",
        "roles": ("first_secretary", "leader"),
        "township": "东岭镇",
        "place": "石坪村",
        "since": date(2021, 6, 1),
        "has_rural_experience": True,
        "is_insured": True,
    }


def test_a_header_of_two_rows_and_villages_merged_over_their_team() -> None:
    (rows,) = roster("02_two_row_header.xlsx")

    assert (rows.faults, names(rows)) == ({}, {5: "皮永安", 6: "水若兰", 7: "窦志强", 8: "章建军", 9: "云思源"})
    assert rows.values["place"] == ["石坪村"] * 3 + ["河湾村"] * 2
    assert rows[0]["unit_and_post"] == "县档案馆副馆长"
    assert rows[0]["roles"] == ("first_secretary", "leader")


def test_other_words_in_another_order() -> None:
    (rows,) = roster("03_other_words_other_order.xlsx")

    assert (rows.faults, rows.values["sending_level"]) == ({}, ["county", "county", "prefecture", "province"])
    assert rows.values["phone"] == [f"1390003000{n}" for n in (1, 2, 3, 4)]
    assert rows.values["roles"] == [("first_secretary",), ("member",), ("leader",), ("member",)]
    assert [p.letter for p in rows.mapping.ignored] == ["A", "J"]


def test_ages_and_odd_births_are_read_or_asked() -> None:
    (rows,) = roster("04_ages_and_odd_births.xlsx")

    assert rows.values["birth_month"][:2] == [date(1984, 3, 1), date(1979, 12, 1)]
    assert rows.values["birth_month"][4:6] == [date(1984, 3, 1), date(1984, 3, 1)]
    assert rows.values["birth_month"][8:10] == [date(1990, 5, 1), date(1972, 6, 1)]
    assert {question.id: question.cells for question in rows.questions.values() if "birth" in question.id} == {
        "birth_month:january_or_october:5": ["B5"],
        "birth_month:two_digit_year": ["B6"],
        "birth_month:year_only": ["B9"],
        "birth_month:age_not_birth": ["B10"],
    }
    assert "月份 13 不存在" in problems(rows)[13][0]
    assert rows.questions["since:month_only"].cells[0] == "H3"


def test_answers_settle_everything_but_what_is_wrong() -> None:
    answers = {
        "birth_month:january_or_october:5": "10",
        "birth_month:two_digit_year": "19",
        "birth_month:year_only": "leave_blank",
        "birth_month:age_not_birth": "leave_blank",
        "since:month_only": "first",
    }

    (rows,) = roster("04_ages_and_odd_births.xlsx", **answers)

    assert (list(problems(rows)), rows.questions) == ([13], {})
    assert rows.values["birth_month"][2] == date(1984, 10, 1)
    assert set(rows.values["since"]) == {date(2021, 6, 1)}


def test_two_in_a_cell() -> None:
    (rows,) = roster("05_two_in_a_cell.xlsx")

    assert [names(rows)[number] for number in (3, 4, 5, 8)] == ["唐立", "费明", "廉小静", "欧阳雪"]
    assert rows.notes == {(2, "name"): "队长"}
    assert {number: found[0] for number, found in problems(rows).items()} == {
        5: "这一格里有 2 个号码：13900050003、7223344。",
        6: "这一格里有 2 个姓名：岑志远、薛安。一人一行，请拆开。",
        7: "这一格里有 2 个姓名：雷大勇、贺子轩。一人一行，请拆开。",
        9: "“倪”只有一个字，姓名不全。",
    }


def test_traditional_characters_stay_as_they_are_and_are_understood() -> None:
    (rows,) = roster("06_traditional_characters.xlsx")

    assert (rows.faults, rows.values["name"], rows.values["place"]) == ({}, ["湯國強", "羅紹華"], ["龍馬塘村"] * 2)
    assert rows.values["roles"] == [("first_secretary", "leader"), ("member",)]


def test_tables_beside_and_below_are_other_tables() -> None:
    found = verdicts(OURS / "07_table_beside.xlsx")

    assert [(v.key, v.table.span, len(v.table.data_rows)) for v in found] == [
        ("member_roster", "A–F", 6),
        ("unknown", "H–I", 2),
        ("village_facts", "A–D", 2),
    ]


def test_groups_with_their_own_headers_and_sub_totals() -> None:
    (rows,) = roster("08_grouped_by_township.xlsx")

    assert (rows.faults, names(rows)) == ({}, {4: "计明", 5: "伏家安", 10: "成小梅", 11: "戴长青"})
    assert set(rows.values["since"]) == {date(2021, 6, 1)}
    assert "第 6、12、13 行是合计行，没有当作数据。" in rows.table.explained()


def test_a_text_file_from_another_program() -> None:
    (rows,) = roster("09_from_another_program.csv")

    assert rows.values["name"] == ["冼玥", "覃翾", "龚芷菡"]
    assert list(rows.questions) == ["place:fill_down"]
    (settled,) = roster("09_from_another_program.csv", **{"place:fill_down": "down"})
    assert settled.values["place"] == ["石坪村", "石坪村", "柳溪村"]


def test_text_that_looks_like_a_formula() -> None:
    (rows,) = roster("10_marked_utf8.csv")

    assert (rows.faults, rows.values["remark"]) == ({}, ["=1+1", "+8613900100002", "@备查"])
    assert rows.values["township"] == ["东岭镇", "西河镇", "城关街道"]


def test_an_old_workbook() -> None:
    (rows,) = roster("11_old.xls")

    assert (rows.faults, rows.values["phone"]) == ({}, ["13900110001", "13900110002"])
    assert rows.values["since"] == [date(2021, 6, 1), date(2021, 6, 15)]


def test_a_sheet_for_each_township_and_nothing_that_was_hidden() -> None:
    found = roster("12_a_sheet_per_township.xlsx")

    assert [(rows.table.grid.name, rows.values["name"]) for rows in found] == [
        ("东岭镇", ["闵大江"]),
        ("西河镇", ["席远"]),
    ]
    assert read_file(OURS / "12_a_sheet_per_township.xlsx").hidden_names == ["旧稿"]


def test_a_roster_without_a_header_says_so_and_is_read_by_letters() -> None:
    (verdict,) = verdicts(OURS / "14_without_header.xlsx")

    assert (verdict.key, "没有找到表头" in verdict.sentence) == ("unknown", True)
    mapping = map_columns(ROSTER, verdict.table, told={"B": "姓名", "E": "村"})
    assert read_rows(verdict.table, mapping, today=TODAY).values["name"] == ["高一鸣", "夏雨"]


# ── faults, with a county to match against ──


@pytest.fixture(scope="module")
def county() -> dict[str, dict[str, str]]:
    return json.loads((OURS / "county.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def places(county: dict[str, dict[str, str]]) -> PlaceMatcher:
    towns = county["townships"]
    villages = [
        PlaceCandidate(code, name, "community" if "社区" in name else "village", towns[code[:9]])
        for code, name in county["villages"].items()
    ]
    return PlaceMatcher([*(PlaceCandidate(c, n, "township") for c, n in towns.items()), *villages], "青岭县")


@pytest.fixture(scope="module")
def units(county: dict[str, dict[str, str]]) -> UnitMatcher:
    candidates = [UnitCandidate(name, name) for name in county["units"]]
    return UnitMatcher(candidates, Territory("青岭县", "云岭市", "某省"), county["townships"].values())


def test_every_fault_has_its_own_sentence(places: PlaceMatcher, units: UnitMatcher) -> None:
    (rows,) = roster("13_full_of_faults.xlsx")
    for at, row in enumerate(rows):
        for key, match in (
            ("place", row["place"] and places.find(row["place"], row["township"] or "")),
            ("township", row["township"] and places.find_township(row["township"])),
            ("unit", row["unit"] and units.find(row["unit"])),
        ):
            if match and not match.is_sure:
                rows.fault(at, key, match.problem)

    said = {rows.values["name"][at]: " ".join(f.problem for f in faults) for at, faults in rows.faults.items()}

    expected = {
        "路校验": "校验位不对",
        "娄短码": "现在是 14 位",
        "危科学": "设成“文本”格式",
        "江未知": "最接近的是东岭镇石坪村委会",
        "童两处": "县里有 2 个“新村”",
        "颜错镇": "东岭镇没有“河湾村”，县里有西河镇河湾村委会",
        "郭乡镇": "“西河镇”是乡镇，不是登记过的单位",
        "梅单位": "写的像是单位，不是乡镇",
        "盛无日": "2 月没有 30 日",
        "林短号": "不像电话号码",
        "刁职务": "认不出队内职务“副队长”",
        "钟学历": "硕士研究生、博士研究生",
        "徐公式": "是公式，没有算出结果",
        "邱简称": "可能是青岭县教育体育局的简称",
        None: "缺姓名",
    }
    assert {name: said.get(name, "") for name, part in expected.items() if part not in said.get(name, "")} == {}
    assert "骆好人" not in said


def test_what_the_fixtures_write_is_found_in_the_county(places: PlaceMatcher, units: UnitMatcher) -> None:
    for name in ("02_two_row_header.xlsx", "03_other_words_other_order.xlsx", "06_traditional_characters.xlsx"):
        (rows,) = roster(name)
        for row in rows:
            assert places.find(row["place"], row["township"]).is_sure, row["place"]
            found = units.find(row["unit"]) if row["unit"] else units.find_with_post(row["unit_and_post"])
            assert found.is_sure, found.problem


def test_the_fixtures_are_what_their_script_writes(tmp_path: Path) -> None:
    found = importlib.util.spec_from_file_location("make_rosters", OURS / "make_rosters.py")
    script = importlib.util.module_from_spec(found)
    found.loader.exec_module(script)

    script.write_all(tmp_path)

    for path in sorted(tmp_path.iterdir()):
        if path.suffix == ".json":
            assert path.read_text() == (OURS / path.name).read_text()
        else:
            assert [s.rows for s in read_file(path).sheets] == [s.rows for s in read_file(OURS / path.name).sheets]


# ── real tables of other kinds ──


@pytest.mark.parametrize("name", ["conghua_2011_key_A65.xls", "conghua_2011_key_A65.csv"])
def test_village_facts_are_no_roster(name: str) -> None:
    """126 rows: 125 villages and their total."""
    (verdict,) = verdicts(shared_file(f"data/rosters/{name}"))
    rows = read(verdict, VILLAGE_FACTS)

    assert (verdict.key, verdict.why_not("member_roster")) == ("village_facts", "没有“姓名”、“派驻情况”列")
    assert (len(rows), len(verdict.table.totals), rows.faults) == (125, 1, {})
    assert rows[1]["contacts"] == ("费新安", "孟尚庆")
    assert rows[5]["phones"] == ("81008566", "81007712")
    assert rows[0]["phones"] == ("15800005084",)


def test_responsible_persons_for_households_are_no_roster() -> None:
    (verdict,) = verdicts(shared_file("data/rosters/xingning_2016_E_people_yonghe_town.csv"))
    rows = read(verdict, HOUSEHOLD_HELPERS)

    assert (verdict.key, verdict.why_not("member_roster")) == ("household_helpers", "没有“村”、“派驻情况”列")
    assert (len(rows), rows.faults, rows[0]["name"], rows[0]["households"]) == (135, {}, "皮荣玉", 1)


@pytest.mark.parametrize(("name", "rows"), [("ningyuan_townships.csv", 20), ("ningyuan_villages.csv", 422)])
def test_division_codes(name: str, rows: int) -> None:
    (verdict,) = verdicts(shared_file(f"data/geo/{name}"))
    found = read(verdict, PLACES)

    assert (verdict.key, len(found), found.faults) == ("places", rows, {})
    assert len(set(found.values["code"])) == rows


def test_every_real_village_is_found_by_every_way_of_writing_it() -> None:
    (verdict,) = verdicts(shared_file("data/geo/ningyuan_villages.csv"))
    rows = read(verdict, PLACES)
    kinds = {"村委会": "village"}
    matcher = PlaceMatcher(
        [
            *(PlaceCandidate(name, name, "township") for name in set(rows.values["township"])),
            *(PlaceCandidate(r["code"], r["name"], kinds.get(r["kind"], "community"), r["township"]) for r in rows),
        ]
    )

    for row in rows:
        short = row["name"].removesuffix("居委会").removesuffix("委会")
        assert matcher.find(row["name"], row["township"]).found == row["code"]
        assert matcher.find(f"{row['township']}{short}").found == row["code"], short


def test_no_real_table_is_ever_a_member_roster() -> None:
    real = shared_file("data")
    for path in [*real.glob("rosters/*.csv"), *real.glob("rosters/*.xls"), *real.glob("geo/*.csv")]:
        assert "member_roster" not in {verdict.key for verdict in verdicts(path)}


# ── the declarations themselves ──


def test_every_kind_has_columns_to_be_read_by() -> None:
    assert {kind.key for kind in registered_kinds()} == {
        "member_roster",
        "unit_village_pairing",
        "household_helpers",
        "nominations",
        "village_facts",
        "places",
        "cadre_list",
        "month_sheet",
        "attendance_month",
        "leave_taken",
        "distances",
        "earlier_grades",
        "training_sign_in",
        "benefit_payments",
        "accident_insurance",
        "health_checks",
        "team_fund_ledger",
        "announced_outcomes",
        "matters",
        "monitored_households",
        "committees",
        "forum_opinions",
        "returned_talents",
        "committee_renewal",
        "project_money",
        "specialities",
        "collective_incomes",
        "household_links",
        "households",
        "projects",
        "customs",
        "monthly_items",
        "rota",
    }
    assert all(kind.sheet for kind in registered_kinds())


def test_the_roster_asks_for_no_identity_number() -> None:
    """R-DAT-04"""
    assert "id_number" not in {column.key for column in ROSTER.in_form}


@pytest.mark.parametrize("sheet", [ROSTER, PAIRING, PLACES, VILLAGE_FACTS, HOUSEHOLD_HELPERS])
def test_no_two_columns_claim_one_label(sheet: Sheet) -> None:
    """Except where the content decides: 职务, 级别."""
    seen: dict[str, str] = {}
    twice = {}
    for column in sheet.columns:
        for word in column.words:
            if word in seen:
                twice[word] = {seen[word], column.key}
            seen[word] = column.key

    assert twice.keys() <= {"职务", "级别", "单位职务"}
