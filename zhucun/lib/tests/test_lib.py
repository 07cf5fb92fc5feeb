"""The plain tools."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.lib import amounts, codes, identity, names, periods, phones, searching, strokes, workdays

days = st.dates(date(2000, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(("prefix", "beyond"), [("990126", "990127"), ("99", "9:"), ("990126109", "99012610:")])
def test_a_prefix_is_a_range(prefix: str, beyond: str) -> None:
    assert codes.code_range(prefix) == (prefix, beyond)


@given(st.text("0123456789", min_size=1, max_size=12), st.text("0123456789", max_size=14))
def test_the_range_holds_exactly_what_begins_with_the_prefix(prefix: str, code: str) -> None:
    first, beyond = codes.code_range(prefix)

    assert (first <= code < beyond) == code.startswith(prefix)


def test_an_empty_prefix_is_no_range() -> None:
    with pytest.raises(ValueError, match="nobody sees everything"):
        codes.code_range("")


@pytest.mark.parametrize(
    ("printed", "stored"),
    [("990126000000", "990126"), ("990126101000", "990126101"), ("990126101201", "990126101201"), ("9901", "9901")],
)
def test_a_twelve_digit_code_is_kept_short(printed: str, stored: str) -> None:
    assert codes.stored_code(printed) == stored


def test_the_parent_of_a_code() -> None:
    assert [codes.parent_code(c) for c in ("99", "9901", "990126", "990126101", "990126101201", "99012610120101")] == [
        "",
        "99",
        "9901",
        "990126",
        "990126101",
        "990126101201",
    ]


@given(st.dates(date(1940, 1, 1), date(2005, 12, 31)), st.integers(0, 999))
def test_one_wrong_digit_is_noticed(born: date, order: int) -> None:
    first = f"990126{born:%Y%m%d}{order:03}"
    number = first + identity.check_digit(first)

    assert identity.id_number_problem(number) is None
    changed = str((int(number[16]) + 1) % 10)
    assert "校验位" in identity.id_number_problem(number[:16] + changed + number[17])


@pytest.mark.parametrize(
    ("text", "problem"),
    [("123", "应为 18 位"), ("99012619851301001X", "不存在"), ("A9012619850301001X", "应为数字")],
)
def test_what_is_wrong_with_an_id_number_is_said(text: str, problem: str) -> None:
    assert problem in identity.id_number_problem(text)


def test_birth_and_sex_are_in_the_number() -> None:
    assert identity.birth_month_of("990126198503120018") == date(1985, 3, 1)
    assert identity.sex_of("990126198503120018") == "male"
    assert identity.masked("990126198503120018") == "**************0018"


@pytest.mark.parametrize(
    ("text", "problem"), [("91350100M000100Y43", None), ("91350100M000100Y44", "校验位"), ("1", "应为 18 位")]
)
def test_the_credit_code_of_a_unit(text: str, problem: str | None) -> None:
    found = identity.credit_code_problem(text)

    assert found is None if problem is None else problem in found


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("139 0000 0000", "13900000000"),
        ("+86-13900000000", "13900000000"),
        ("１３９００００００００", "13900000000"),
        ("0746-7223344", "0746-7223344"),
        ("(0746)7223344转801", "0746-7223344-801"),
        ("7223344", "7223344"),
    ],
)
def test_a_phone_number_has_one_way_of_writing(text: str, normal: str) -> None:
    assert phones.normal_phone(text) == normal
    assert phones.phone_problem(text) is None


def test_what_is_no_phone_is_said() -> None:
    assert "不像电话号码" in phones.phone_problem("12345")


def test_phones_are_masked() -> None:
    assert phones.masked_phone("13900001234") == "139****1234"
    assert phones.masked_phone("0746-7223344") == "0746-722****"


def test_age_is_reached_on_the_first_of_the_birth_month() -> None:
    assert periods.full_years(date(1984, 3, 1), date(2022, 2, 28)) == 37
    assert periods.full_years(date(1984, 3, 1), date(2022, 3, 1)) == 38


@given(days, days, st.integers(18, 70))
def test_counting_by_birth_month_counts_the_same_as_counting_years(born: date, day: date, years: int) -> None:
    birth_month = born.replace(day=1, year=born.year - 40)

    reached = birth_month <= periods.latest_birth_month(years, day)

    assert reached == (periods.full_years(birth_month, day) >= years)


@given(days, st.integers(-30, 30))
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    moved = periods.add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day == day.day or moved == periods.month_of(moved).last_day


def test_quarters_and_years() -> None:
    assert periods.quarter_of(date(2022, 7, 11)) == periods.Span(date(2022, 7, 1), date(2022, 10, 1))
    assert periods.year_of(date(2022, 7, 11)).days == 365


@pytest.mark.parametrize(("part", "whole", "shown"), [(213, 496, "42.94 %"), (211, 495, "42.63 %"), (1, 8, "12.50 %")])
def test_shares_are_rounded_exactly(part: int, whole: int, shown: str) -> None:
    """The report's own shares: 42.94 % is 213 of 496, the printed 42.63 % is 211 of 495."""
    assert amounts.shown_share(amounts.share(part, whole)) == shown


def test_a_share_of_nothing_is_unknown() -> None:
    assert amounts.share(0, 0) is None
    assert amounts.shown_share(None) == "—"


@pytest.mark.parametrize(
    ("text", "fen"), [("1 万", 1_000_000), ("0.80", 80), ("3.5万元", 3_500_000), ("10,000", 1_000_000)]
)
def test_money_is_read_as_whole_fen(text: str, fen: int) -> None:
    assert amounts.fen(text) == fen


@pytest.mark.parametrize("text", ["一万", "0.001", ""])
def test_what_is_no_money_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="请写"):
        amounts.fen(text)


def test_amounts_are_shown_plainly() -> None:
    assert (amounts.shown_fen(1_000_000), amounts.shown_fen(80)) == ("10000 元", "0.80 元")
    assert amounts.shown_half_days(3) == "1.5 天"
    assert amounts.shown_hundredths(amounts.mean_in_hundredths(496, 166)) == "2.99"


@pytest.mark.parametrize(
    ("written", "normal"), [("张　三", "张三"), (" 欧阳 岚\n", "欧阳岚"), ("阿依•古丽", "阿依·古丽")]
)
def test_a_name_has_one_way_of_writing(written: str, normal: str) -> None:
    assert names.normal_name(written) == normal


@pytest.mark.parametrize(
    ("name", "letters"), [("单志远", "szy"), ("曾敏", "zm"), ("欧阳岚", "oyl"), ("仇大为", "qdw"), ("尉迟恭", "ycg")]
)
def test_surnames_are_read_as_surnames(name: str, letters: str) -> None:
    assert names.initials(name) == letters


def test_single_given_names_come_first_by_surname_and_not_by_name() -> None:
    """R-DOC-32."""
    by_surname = sorted(["田大利", "田富"], key=strokes.stroke_key)
    by_name = sorted(["田大利", "田富"], key=lambda name: strokes.stroke_key(name, by_surname=False))

    assert by_surname == ["田富", "田大利"]
    assert by_name == ["田大利", "田富"]


def test_names_are_ordered_by_strokes_of_the_first_character() -> None:
    assert sorted(["张一", "王二", "丁三", "欧阳四"], key=strokes.stroke_key) == ["丁三", "王二", "张一", "欧阳四"]


@pytest.mark.parametrize("ordered", ["丁王毛方尹石卢叶冯", "李何张陈", "赵袁黄蔡"])
def test_of_one_number_of_strokes_the_shapes_decide(ordered: str) -> None:
    """R-DOC-31: 横 before 竖 before 撇 before 点 before 折, stroke by stroke."""
    assert "".join(sorted(set(ordered), key=strokes.stroke_key)) == ordered


def test_a_two_character_word_is_found_among_bigrams() -> None:
    assert searching.query_tokens("香莲") == ["香莲"]
    assert set(searching.query_tokens("香莲")) <= set(searching.index_tokens("九嶷香莲 86个"))
    assert searching.query_tokens("莲") == ["莲"]
    assert searching.index_tokens("T001号") == ["t001", "号"]


def test_a_person_is_found_by_initials_and_by_pinyin() -> None:
    assert {"oyl", "ouyanglan", "欧阳", "岚"} <= set(searching.name_tokens("欧阳岚"))


@given(st.text(alphabet="一二三四五村镇队a1 ", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_every_part_of_a_text_is_found_in_it(text: str, begin: int, end: int) -> None:
    part = text[begin:end]
    chinese_only = "".join(c for c in part if not c.isascii())

    assert set(searching.query_tokens(chinese_only if part == chinese_only else "")) <= set(
        searching.index_tokens(text)
    )


def test_holidays_and_make_up_days_are_known() -> None:
    calendar = workdays.Calendar()

    assert not calendar.is_working_day(date(2022, 10, 3))
    assert calendar.is_working_day(date(2022, 10, 8))


def test_an_unknown_year_falls_back_and_does_not_crash() -> None:
    assert not workdays.knows_year(2090)
    assert workdays.Calendar().is_working_day(date(2090, 1, 2))


def test_the_county_may_set_a_day_of_its_own() -> None:
    calendar = workdays.Calendar({date(2022, 10, 8): False})

    assert calendar.after(date(2022, 10, 7), 1) == date(2022, 10, 9)
