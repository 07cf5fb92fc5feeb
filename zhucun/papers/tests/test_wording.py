"""Words as an official document writes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.papers import wording
from zhucun.papers.wording import LINE


@pytest.mark.parametrize(
    ("typed", "proper"),
    [
        ("青驻办函〔2022〕7号", "青驻办函〔2022〕7号"),
        ("青驻办函[2022]07号", "青驻办函〔2022〕7号"),
        ("青驻办函（2022）第 7 号", "青驻办函〔2022〕7号"),
        ("2022年第7期", "2022年第7期"),
        ("", "〔　　〕　　号"),
    ],
)
def test_a_document_number_has_its_year_in_angled_brackets(typed: str, proper: str) -> None:
    """R-DOC-24."""
    assert wording.proper_number(typed) == proper


def test_levels_are_numbered_and_begin_anew_under_each_above() -> None:
    """R-DOC-23."""
    levels = [0, 1, 2, 2, 3, 3, 4, 2, 3, 1, 2]

    assert " ".join(wording.numbers(levels)) == " 一、 （一） （二） 1. 2. （1） （三） 1. 二、 （一）"
    assert [wording.in_chinese(n) for n in (1, 10, 11, 20, 99)] == ["一", "十", "十一", "二十", "九十九"]


def test_a_day_is_arabic_without_noughts_or_left_for_the_pen() -> None:
    """R-DOC-25."""
    assert wording.day_in_words(date(2022, 7, 1)) == "2022年7月1日"
    assert wording.day_in_words(None) == "　　年　　月　　日"


def test_gaps_of_the_screen_and_what_word_cannot_hold_are_left_out() -> None:
    assert wording.clean("推荐 2 名干部，\r\n 于 7 月\x0b\ud83d前 A B") == "推荐2名干部，于7月前A B"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于商请选派驻村干部的函", ["关于商请选派驻村干部的函"]),
        ("关于2022年第二季度驻村帮扶工作督查情况的通报", ["关于2022年第二季度", "驻村帮扶工作督查情况的通报"]),
        ("关于进一步做好\n驻村工作的通知", ["关于进一步做好", "驻村工作的通知"]),
    ],
)
def test_a_long_title_turns_where_a_word_ends(title: str, lines: list[str]) -> None:
    assert wording.title_lines(title) == lines


@given(st.text(alphabet="关于驻村的、2年A工作", min_size=1, max_size=60))
def test_no_title_loses_a_character_or_runs_over_its_line(title: str) -> None:
    lines = wording.title_lines(title)

    assert "".join(lines) == wording.clean(title)
    assert max(map(len, lines)) <= LINE
