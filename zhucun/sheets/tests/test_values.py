"""What cells say, in the many ways people write them; what cannot be known is asked or refused."""

from datetime import date, datetime
from typing import Any

import pytest

from zhucun.lib.identity import check_digit
from zhucun.sheets.dates import birth_month, day, span
from zhucun.sheets.grid import Cell
from zhucun.sheets.persons import id_number, name, names, phone, phones
from zhucun.sheets.values import Kind, Reading, Setting, choice, code, document_number, one_line, several, text, whole
from zhucun.sheets.values import yes_no as yes_or_no

TODAY = date(2022, 7, 11)
SEX = {"male": "男", "female": "女"}
ROLES = {"first": "第一书记", "leader": "队长", "member": "队员"}


def read(kind: Kind, cell: Cell, among: list[Cell] | None = None, **setting: Any) -> Reading:
    """The cell as read in a column with these others."""
    return kind.read(cell, Setting(TODAY, habits=kind.learns([cell, *(among or [])]), **setting))


def value(kind: Kind, cell: Cell) -> Any:
    reading = read(kind, cell)
    assert not reading.problem, reading.problem
    return reading.value


# ── names ──


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        (" 张 三 ", "张三"),
        ("欧阳 岚", "欧阳岚"),
        ("欧阳 明月", "欧阳明月"),
        ("张三、", "张三"),
        ("张三，", "张三"),
        ("张三同志", "张三"),
        ("買買提•艾力", "買買提·艾力"),
        ("张三\n", "张三"),
        ("張三", "張三"),
        ("无", None),
        ("/", None),
        (None, None),
    ],
)
def test_names(cell: Cell, expected: str | None) -> None:
    assert value(name(), cell) == expected


def test_what_stands_in_brackets_is_kept_beside_the_name() -> None:
    reading = read(name(), "张三（队长）")

    assert (reading.value, reading.note) == ("张三", "队长")


@pytest.mark.parametrize("cell", ["张三、李四", "张三/李四", "张三 李四", "张三\n李四", "张三，李四", "张三　李四光"])
def test_two_names_in_a_cell_are_two_persons(cell: str) -> None:
    reading = read(name(), cell)

    assert (reading.grade, "2 个姓名" in reading.problem) == ("refused", True)
    assert len(value(names(), cell)) == 2


@pytest.mark.parametrize(
    ("cell", "problem"),
    [("张", "只有一个字"), ("张3", "数字"), ("王□", "缺字"), ("王?", "缺字"), ("王\ue000", "缺字"), ("!!", "不像姓名")],
)
def test_what_is_no_name(cell: str, problem: str) -> None:
    assert problem in read(name(), cell).problem


def test_a_long_name_is_asked_for_each_alone() -> None:
    reading = read(name(), "张三李四光")

    assert (reading.grade, reading.is_asked_singly) == ("doubtful", True)
    assert reading.settled("keep") == Reading("张三李四光")


# ── telephone numbers ──


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (13900000001, "13900000001"),
        ("139 0000 0001", "13900000001"),
        ("139-0000-0001", "13900000001"),
        ("１３９０００００００１", "13900000001"),
        ("+8613900000001", "13900000001"),
        ("'13900000001", "13900000001"),
        ('="13900000001"', "13900000001"),
        ("手机：13900000001", "13900000001"),
        ("13900000001（微信同号）", "13900000001"),
        ("0746-7223344转8001", "0746-7223344-8001"),
        ("7223344", "7223344"),
        ("13900000001、", "13900000001"),
        ("13900000001 13900000001", "13900000001"),
        ("无", None),
        ("", None),
    ],
)
def test_telephone_numbers(cell: Cell, expected: str | None) -> None:
    assert value(phone(), cell) == expected


@pytest.mark.parametrize("cell", ["13900000001/7223344", "13900000001、13900000002", "13900000001 13900000002"])
def test_of_two_numbers_it_is_asked_which(cell: str) -> None:
    reading = read(phone(), cell)

    assert (reading.grade, reading.asks) == ("doubtful", "several_numbers")
    assert reading.settled("first").value == "13900000001"
    assert len(value(phones(), cell)) == 2


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("1390000000", "不像电话号码"),
        (139000000012, "不像电话号码"),
        ("1.39E+10", "科学计数"),
        ("张三", "不像电话号码"),
    ],
)
def test_what_is_no_telephone_number(cell: Cell, problem: str) -> None:
    assert problem in read(phone(), cell).problem


# ── identity numbers ──

GOOD = "99000119840301001" + check_digit("99000119840301001")


@pytest.mark.parametrize("cell", [GOOD, f" {GOOD} ", f"'{GOOD}", GOOD.lower(), f"{GOOD[:6]} {GOOD[6:14]} {GOOD[14:]}"])
def test_identity_numbers(cell: str) -> None:
    assert value(id_number(), cell) == GOOD


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        (GOOD[:17] + ("0" if GOOD[17] != "0" else "1"), "校验位"),
        (GOOD[:17], "18 位"),
        (4.3112619840301e17, "文本"),
        (431126198403010000, "文本"),
        ("4.31126E+17", "科学计数"),
        ("431126********0011", "遮了几位"),
        ("431126840301001", "15 位"),
        ("990001198413010011", "不存在"),
    ],
)
def test_what_is_no_identity_number(cell: Cell, problem: str) -> None:
    """R-DAT-04"""
    assert problem in read(id_number(), cell).problem


def test_an_identity_number_is_quoted_by_its_last_four() -> None:
    assert id_number().shows(GOOD) == "**************" + GOOD[-4:]


# ── birth months ──


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "1984.3",
            "1984.03",
            "1984年3月",
            "1984年03月",
            "1984 年 3 月",
            "198403",
            "1984-03",
            "1984/3/1",
            "1984-03-01",
        ),
        *("19840301", "1984．3", "1984。3", "1984、3", "一九八四年三月", "1984年3月1日", "1984-03-01 00:00:00"),
        *("1984年3月生", "1984年3月份", 198403, 19840301, 1984.3, 1984.03, 30742, "30742"),
        *(date(1984, 3, 1), date(1984, 3, 15), datetime(1984, 3, 1, 8)),
    ],
)
def test_birth_months(cell: Cell) -> None:
    assert value(birth_month(), cell) == date(1984, 3, 1)


def test_numbers_count_from_1904_where_the_workbook_does() -> None:
    assert read(birth_month(), 29280, counts_from_1904=True).value == date(1984, 3, 1)


def test_october_loses_its_nought_and_is_asked() -> None:
    """1984.10 as a number is 1984.1, which may be January too."""
    reading = read(birth_month(), 1984.1, [1979.5, 1980.12])

    assert (reading.grade, reading.asks, reading.is_asked_singly) == ("doubtful", "january_or_october", True)
    assert reading.settled("10").value == date(1984, 10, 1)


def test_october_is_known_where_january_is_written_with_a_nought() -> None:
    assert read(birth_month(), 1984.1, [1979.05, 1980.12]).value == date(1984, 10, 1)


def test_january_is_known_where_october_keeps_its_nought() -> None:
    assert read(birth_month(), "1984.1").asks == "january_or_october"
    assert read(birth_month(), "1984.1", ["1979.10"]).value == date(1984, 1, 1)
    assert value(birth_month(), "1984.10") == date(1984, 10, 1)


@pytest.mark.parametrize("cell", ["84.3", "84年3月", 84.3, "8403", "84-03"])
def test_a_year_of_two_digits_is_asked_once_for_the_column(cell: Cell) -> None:
    reading = read(birth_month(), cell)

    assert (reading.grade, reading.asks, reading.is_asked_singly) == ("doubtful", "two_digit_year", False)
    assert reading.settled("19").value == date(1984, 3, 1)


@pytest.mark.parametrize("cell", [38, "38", "38岁", "年龄38周岁"])
def test_an_age_is_no_birth(cell: Cell) -> None:
    reading = read(birth_month(), cell)

    assert (reading.grade, reading.asks) == ("doubtful", "age_not_birth")
    assert reading.settled("leave_blank") == Reading(None)


@pytest.mark.parametrize(
    ("cell", "grade", "problem"),
    [
        ("1984.13", "refused", "月份 13 不存在"),
        ("1984-02-30", "refused", "2 月没有 30 日"),
        ("2023-01", "refused", "今天之后"),
        ("2015-01", "doubtful", "今年 7 岁"),
        ("1930-01", "doubtful", "今年 92 岁"),
        (1984, "doubtful", "只有年份"),
        ("三月生", "refused", "不是日期"),
        ("属鼠", "refused", "不是日期，请写成 1984-03 "),
    ],
)
def test_what_is_no_birth_month(cell: Cell, grade: str, problem: str) -> None:
    reading = read(birth_month(), cell)

    assert (reading.grade, problem in reading.problem) == (grade, True)


# ── days ──


@pytest.mark.parametrize(
    "cell",
    ["2021-05-01", "2021.5.1", "2021年5月1日", "20210501", 20210501, 44317, date(2021, 5, 1), "2021/05/01 00:00"],
)
def test_days(cell: Cell) -> None:
    assert value(day(), cell) == date(2021, 5, 1)


@pytest.mark.parametrize("cell", ["2021.05", "2021年5月", 2021.5, "202105"])
def test_a_month_is_no_day(cell: Cell) -> None:
    reading = read(day(), cell)

    assert (reading.grade, reading.asks) == ("doubtful", "month_only")
    assert reading.settled("first").value == date(2021, 5, 1)
    assert value(day(whole_months=True), cell) == date(2021, 5, 1)


@pytest.mark.parametrize("cell", ["至今", "在岗", "", None, "——"])
def test_an_end_that_has_not_come_is_blank(cell: Cell) -> None:
    assert value(day(), cell) is None


@pytest.mark.parametrize(
    ("cell", "problem"),
    [("2021-02-30", "没有 30 日"), ("2021-13-01", "不存在"), ("春节后", "不是日期，请写成 2021-05-18 ")],
)
def test_what_is_no_day(cell: str, problem: str) -> None:
    assert problem in read(day(), cell).problem


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-05-01至2023-04-30", (date(2021, 5, 1), date(2023, 4, 30))),
        ("2021.5.1-2023.4.30", (date(2021, 5, 1), date(2023, 4, 30))),
        ("2021-05-01-2023-04-30", (date(2021, 5, 1), date(2023, 4, 30))),
        ("2021年5月1日至今", (date(2021, 5, 1), None)),
        ("2021年5月1日—至今", (date(2021, 5, 1), None)),
        ("2021-05-01", (date(2021, 5, 1), None)),
    ],
)
def test_spans(cell: str, expected: tuple[date, date | None]) -> None:
    assert value(span(), cell) == expected


def test_a_span_of_months_is_asked() -> None:
    reading = read(span(), "2021.5-2023.4")

    assert reading.asks == "month_only"
    assert reading.settled("first").value == (date(2021, 5, 1), date(2023, 4, 30))


# ── words ──


@pytest.mark.parametrize(
    ("cell", "expected"), [("是", True), ("有", True), ("√", True), (1, True), (True, True), ("Y", True)]
)
def test_yes(cell: Cell, expected: bool) -> None:
    assert value(yes_or_no(), cell) is expected


@pytest.mark.parametrize("cell", ["否", "无", "没有", "×", 0, False, "未购"])
def test_no(cell: Cell) -> None:
    assert value(yes_or_no(), cell) is False


def test_neither_yes_nor_no_is_refused() -> None:
    assert "看不出" in read(yes_or_no(), "三年").problem
    assert value(yes_or_no(), "/") is None


def test_a_word_of_a_list_and_one_of_none() -> None:
    kind = choice(SEX, {"男性": "male"}, "性别")

    assert (value(kind, "男"), value(kind, "男 性"), value(kind, " ")) == ("male", "male", None)
    assert read(kind, "不男").problem == "认不出性别“不男”。可以写：男、女。"


def test_a_word_that_may_mean_two_things_is_asked_once_for_the_column() -> None:
    kind = choice({60: "硕士", 70: "博士"}, {"研究生": (60, 70)}, "学历")

    reading = read(kind, "研究生")

    assert (reading.grade, reading.asks) == ("doubtful", "means:研究生")
    assert reading.settled("60").value == 60


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("第一书记", ("first",)),
        ("第一书记兼队长", ("first", "leader")),
        ("驻村第一书记、工作队队长", ("first", "leader")),
        ("队长（第一书记）", ("first", "leader")),
        ("工作队员", ("member",)),
        ("第一書記", ("first",)),
    ],
)
def test_roles_may_combine(cell: str, expected: tuple[str, ...]) -> None:
    assert value(several(ROLES, {"工作队员": "member"}, "队内职务", around=("驻村", "工作队")), cell) == expected


@pytest.mark.parametrize("cell", ["副队长", "联络员", "第一书记兼会计"])
def test_a_role_that_nobody_knows_is_refused(cell: str) -> None:
    assert f"认不出队内职务“{cell}”" in read(several(ROLES, {}, "队内职务"), cell).problem


# ── numbers, codes, text ──


@pytest.mark.parametrize(
    ("cell", "expected"), [(12, 12), ("12", 12), ("12人", 12), ("１２户", 12), (12.0, 12), ("", None)]
)
def test_whole_numbers(cell: Cell, expected: int | None) -> None:
    assert value(whole(), cell) == expected


@pytest.mark.parametrize("cell", ["1.5", -1, "十二", "约12"])
def test_what_is_no_whole_number(cell: Cell) -> None:
    assert read(whole(), cell).grade == "refused"


def test_codes_are_digits_of_a_length() -> None:
    kind = code((9, 12), "", "")

    assert value(kind, 990101101200) == value(kind, "990101101200") == value(kind, "990101 101 200") == "990101101200"
    assert "9、12 位" in read(kind, "99010110").problem
    assert "科学计数" in read(kind, "9.9E+11").problem


def test_text_that_begins_like_a_formula_stays_text() -> None:
    assert [value(text(), cell) for cell in ("=1+1", "+A1", "-好", "@a")] == ["=1+1", "+A1", "-好", "@a"]


def test_text_keeps_to_one_line_and_to_its_length() -> None:
    assert value(text(), " 一\n 二 ") == "一 二"
    assert "最多 3 个" in read(text(3), "一二三四").problem
    assert value(one_line(20, ""), "县 农业　局、") == "县农业局"


@pytest.mark.parametrize("cell", ["东组发[2021]5号", "东组发（2021）5 号", "东组发〔2021〕5号"])
def test_document_numbers_have_one_form(cell: str) -> None:
    """R-DOC-24"""
    assert value(document_number(), cell) == "东组发〔2021〕5号"
