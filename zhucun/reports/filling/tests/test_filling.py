"""A superior's blank form filled: what is known stands in it, what is not is yellow, the rest is as it was."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.cast import TODAY, Cast
from zhucun.lib.figure import Question
from zhucun.reports.filling.filling import Filled, filled
from zhucun.reports.filling.guessing import Settled
from zhucun.sheets.faults import Unreadable


def saved(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for region in merged:
        book.active.merge_cells(region)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def by_township() -> bytes:
    """A title, merged heads of two rows, a row for each township, a sum below."""
    return saved(
        [
            ["驻村工作队情况统计表"],
            ["序号", "乡镇", "驻村工作队（支）", "驻村队员（人）", None, None, "备注"],
            [None, None, None, "合计", "其中：40岁以下", "退役军人", None],
            [1, "东岭镇"],
            [2, "西河镇"],
            ["合计", None, "=SUM(C4:C5)"],
            ["填表人：", None, None, "审核人："],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"),
    )


def fill_in(cast: Cast, data: bytes) -> tuple[Any, list[Filled]]:
    form = filled(data, "表.xlsx", Question(cast.actor("officer"), "990126", TODAY))
    return load_workbook(io.BytesIO(form.content)).active, form.cells


def test_a_row_for_each_township_has_its_own_numbers(cast: Cast) -> None:
    sheet, cells = fill_in(cast, by_township())

    assert [sheet[place].value for place in ("C4", "D4", "C5", "D5")] == [1, 2, 1, 1]
    assert sheet["C6"].value == "=SUM(C4:C5)"
    assert sheet["D6"].value == 3
    assert {cell.wanted.guess.figure.id for cell in cells if cell.wanted.guess.figure} == {
        "dispatch.teams",
        "dispatch.members",
        "dispatch.members_under_40",
    }


def test_what_no_ledger_knows_is_yellow_and_says_why(cast: Cast) -> None:
    sheet, cells = fill_in(cast, by_township())

    unknown = [cell for cell in cells if not cell.is_known]
    assert {cell.place for cell in unknown} == {"F4", "F5", "F6"}
    assert sheet["F4"].fill.fgColor.rgb == "FFFFF2CC"
    assert {str(one.sqref) for one in sheet.data_validations.dataValidation} == {"F4 F5 F6"}
    assert sheet["G4"].value is None
    assert sheet["A7"].value == "填表人："


def test_a_row_for_each_figure_has_the_whole_county_s(cast: Cast) -> None:
    data = saved([["指标", "单位", "数量"], ["驻村工作队", "支"], ["驻村队员", "人"], ["脱贫户人均收入", "元"]])

    sheet, _ = fill_in(cast, data)

    assert [sheet[place].value for place in ("C2", "C3", "C4")] == [2, 3, None]


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("单位：人、个、万元", "", 10_000),
        ("单位：元", "", 1),
        ("填报单位：元水镇", "注：1. 截至月底；2. 资金以万元为单位，保留两位小数。", 10_000),
        ("填报单位：（盖章）", "", None),
    ],
)
def test_amounts_stand_in_the_unit_that_is_said_anywhere_and_else_are_left(
    cast: Cast, above: str, below: str, expected: int | None
) -> None:
    """Ten thousand times too much is the worst that a form could say."""
    data = saved(
        [["情况表"], ["填报单位：", None, above], ["乡镇", "驻村工作队（支）", "村集体经济收入"], ["东岭镇"], [below]]
    )

    _, cells = fill_in(cast, data)

    income = next(cell for cell in cells if cell.place == "C4")
    assert (income.wanted.guess.scale if income.is_known else None) == expected
    assert income.is_known or income.reason == "表里没有写是元还是万元，不敢定。"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["东岭镇", "西河镇", "合计"], 3),
        (["东岭镇", "合计"], None),
        (["东岭镇", "全县"], 3),
        (["东岭镇", "西河镇", "小计"], None),
        (["石坪村", "西河村", "合计"], 3),
        (["石坪村", "合计"], None),
    ],
)
def test_a_sum_of_some_rows_is_not_the_whole_county_s(cast: Cast, rows: list[str], expected: int | None) -> None:
    names = [cast.xihe_village.name if row == "西河村" else row for row in rows]

    sheet, cells = fill_in(cast, saved([["单位名称", "驻村队员（人）"], *([name] for name in names)]))

    assert sheet[f"B{len(rows) + 1}"].value == expected
    assert all(cell.reason.endswith("没有填。") for cell in cells if not cell.is_known)


@pytest.mark.parametrize("whole", ["合计", "全县"])
def test_where_columns_are_all_places_their_sum_is_the_county_s(cast: Cast, whole: str) -> None:
    sheet, _ = fill_in(cast, saved([["指标", "东岭镇", "西河镇", whole], ["驻村队员（人）"], ["驻村工作队（支）"]]))

    assert [sheet[place].value for place in ("B2", "C2", "D2")] == [2, 1, 3]


def test_where_columns_are_some_places_their_sum_is_left(cast: Cast) -> None:
    columns = [cast.shiping.name, cast.xihe_village.name, "合计"]

    sheet, cells = fill_in(cast, saved([["指标", *columns], ["驻村队员（人）"], ["驻村工作队（支）"]]))

    assert [sheet[place].value for place in ("B2", "C2", "D2")] == [2, 1, None]
    assert {cell.reason for cell in cells if not cell.is_known} == {
        "表里列的不是全部，合计和全县的数不是一回事，没有填。"
    }


def test_a_form_that_names_other_days_than_asked_is_said_to(cast: Cast) -> None:
    data = saved([["调度表"], ["时间：2021年6月"], ["乡镇", "驻村工作队（支）"], ["东岭镇"]])

    form = filled(data, "表.xlsx", Question(cast.actor("officer"), "990126", TODAY))

    assert [note for note in form.notes if "表里写的是“2021年6月”" in note and "2021-06-01 到 2021-06-30" in note]


def test_of_a_form_with_all_townships_a_township_gets_its_own_row(cast: Cast) -> None:
    heads = [["乡镇", "驻村工作队（支）"], *([name] for name in ("东岭镇", "西河镇", "青禾镇", "云台镇")), ["合计"]]

    form = filled(saved(heads), "表.xlsx", Question(cast.actor("secretary"), "990126101", TODAY))
    sheet = load_workbook(io.BytesIO(form.content)).active

    assert [sheet[f"B{row}"].value for row in range(2, 7)] == [1, None, None, None, None]
    assert {cell.place for cell in form.cells} == {"B2"}
    assert form.notes == ["表里有 4 行不在这次的范围里，没有动。"]


def test_what_stands_in_a_form_is_not_written_over(cast: Cast) -> None:
    sheet, _ = fill_in(cast, saved([["乡镇", "驻村工作队（支）"], ["东岭镇", 7], ["西河镇"]]))

    assert [sheet["B2"].value, sheet["B3"].value] == [7, 1]


def test_a_form_with_nothing_to_fill_is_said_to_be_so(cast: Cast) -> None:
    with pytest.raises(Unreadable, match="没有找到要填的格"):
        fill_in(cast, saved([["通知"], ["请各乡镇按时报来。"]]))


def test_a_row_for_each_village_has_its_township_s_one_and_fields_of_its_team(cast: Cast) -> None:
    data = saved(
        [["乡镇", "村", "第一书记", "驻村队员（人）"], ["东岭镇", "石坪村"], [None, "柳溪村"], ["西河镇", "没有的村"]]
    )

    sheet, cells = fill_in(cast, data)

    assert [sheet["C2"].value, sheet["D2"].value] == [cast.first_secretary.cadre.person.name, 2]
    reasons = {cell.place: cell.reason for cell in cells if not cell.is_known}
    assert reasons["C3"] == "这里今天没有工作队。"
    assert "没有“没有的村”" in reasons["D4"]


def test_a_roster_form_without_names_is_filled_in_the_county_s_order(cast: Cast) -> None:
    sheet, cells = fill_in(cast, saved([["序号", "姓名", "性别", "派驻村", "身份证号", "联系电话"]]))

    assert [sheet[f"A{row}"].value for row in (2, 3, 4)] == [1, 2, 3]
    assert sheet["B2"].value == cast.first_secretary.cadre.person.name
    assert sheet["D2"].value == "石坪村"
    assert {cell.place[0] for cell in cells if not cell.is_known} >= {"E", "F"}


def test_a_roster_form_with_names_keeps_their_order(cast: Cast) -> None:
    names = [cast.member.cadre.person.name, "查无此人", cast.first_secretary.cadre.person.name]

    sheet, cells = fill_in(cast, saved([["姓名", "派驻村"], *([name] for name in names)]))

    assert [sheet[f"B{row}"].value for row in (2, 3, 4)] == ["石坪村", None, "石坪村"]
    assert {cell.reason for cell in cells if not cell.is_known} == {"名册里没有“查无此人”。"}


def test_what_does_not_fit_below_the_heads_is_said_instead_of_written_over(cast: Cast) -> None:
    data = saved([["序号", "姓名", "性别"], [1], ["填表人：", None, "审核人："]])

    with pytest.raises(Unreadable, match="名册有 3 人，表里空着 1 行"):
        fill_in(cast, data)


def test_units_and_teams_may_be_rows(cast: Cast) -> None:
    by_unit, _ = fill_in(cast, saved([["派出单位", "驻村队员（人）"], [cast.archive.name], [cast.water.name]]))
    by_team, _ = fill_in(cast, saved([["工作队", "驻村队员（人）"], [cast.team.name], [cast.xihe_team.name]]))

    assert [by_team["B2"].value, by_team["B3"].value] == [2, 1]
    assert by_unit["B2"].value + by_unit["B3"].value == 3


def test_columns_may_be_places(cast: Cast) -> None:
    data = saved([["指标", "单位", "东岭镇", "西河镇", "合计"], ["驻村工作队", "支"], ["驻村队员", "人"]])

    sheet, _ = fill_in(cast, data)

    assert [[sheet.cell(row, column).value for column in (3, 4, 5)] for row in (2, 3)] == [[1, 1, 2], [2, 1, 3]]


def test_a_hundred_and_more_columns_are_no_trouble(cast: Cast) -> None:
    sheet, cells = fill_in(cast, saved([["乡镇", *["驻村队员（人）"] * 199], ["东岭镇"], ["西河镇"]]))

    assert len(cells) == 2 * 199
    assert sheet.cell(2, 200).value == 2


@pytest.mark.parametrize("label", ["上年驻村队员（人）", "驻村干部走访", "计划驻村队员", "未驻村队员", "退役军人"])
def test_a_label_that_says_more_than_a_figure_s_name_is_left_open(cast: Cast, label: str) -> None:
    _, cells = fill_in(cast, saved([["乡镇", label], ["东岭镇"], ["西河镇"]]))

    assert not any(cell.is_known for cell in cells)
    assert all(cell.reason for cell in cells)


def test_what_was_settled_goes_before_what_is_guessed(cast: Cast) -> None:
    data = saved([["乡镇", "在册人手"], ["东岭镇"], ["西河镇"]])
    question = Question(cast.actor("officer"), "990126", TODAY)
    memory = {"place|在册人手|": Settled("figure:dispatch.members", "李静文 2022-06-01 定的")}

    cells = filled(data, "表.xlsx", question, memory).cells

    assert [cell.value for cell in cells] == [2, 1]
    assert cells[0].reason == "李静文 2022-06-01 定的：在册队员。"


def test_what_was_settled_as_empty_is_not_touched(cast: Cast) -> None:
    data = saved([["乡镇", "驻村队员（人）", "在册人手"], ["东岭镇"], ["西河镇"]])
    memory = {"place|在册人手|": Settled("leave", "李静文 2022-06-01 定的")}

    form = filled(data, "表.xlsx", Question(cast.actor("officer"), "990126", TODAY), memory)

    sheet = load_workbook(io.BytesIO(form.content)).active
    assert [sheet["C2"].value, sheet["C2"].fill.fill_type] == [None, None]


def test_a_township_is_told_of_its_own_places_alone(cast: Cast) -> None:
    data = saved([["乡镇", "驻村队员（人）"], ["东岭镇"], ["西河镇"], ["合计"]])

    cells = filled(data, "表.xlsx", Question(cast.actor("secretary"), "990126101", TODAY)).cells

    assert [cell.value for cell in cells] == [2, None, 2]
