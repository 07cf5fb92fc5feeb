"""From when to when a sentence speaks."""

from datetime import date

import pytest

from zhucun.reports.checking.days import as_of_in, spoken_of

REPORT_DAY = date(2022, 7, 11)


@pytest.mark.parametrize(
    ("words", "since"),
    [
        ("今年以来，全县", date(2022, 1, 1)),
        ("一年来，县委组织部", date(2021, 7, 1)),
        ("6月以来调整撤换", date(2022, 6, 1)),
        ("9月以来", date(2021, 9, 1)),
        ("2021年以来，驻村干部", date(2021, 1, 1)),
        ("2021年5月以来", date(2021, 5, 1)),
        ("第一季度考核", date(2022, 1, 1)),
        ("今年以来……6月以来", date(2022, 6, 1)),
        ("全县近年引回", None),
    ],
)
def test_the_start_of_what_is_spoken_of(words: str, since: date | None) -> None:
    days = spoken_of(words, REPORT_DAY)

    assert days is not None
    assert days.spans[:1] == (((since, days.spans[0][1]),) if since else ())


@pytest.mark.parametrize("words", ["", "全县共有", "13月以来", "2031年以来", "第四季度"])
def test_words_that_name_no_days(words: str) -> None:
    assert spoken_of(words, REPORT_DAY) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("截至6月30日，", date(2022, 6, 30)),
        ("截至２０２２年６月底", date(2022, 6, 30)),
        ("截至9月30日", date(2021, 9, 30)),
        ("截至目前", None),
        ("截至2月30日", None),
        ("截至2022年12月31日", None),
    ],
)
def test_the_day_of_which_a_state_is_told(words: str, day: date | None) -> None:
    assert as_of_in(words, REPORT_DAY) == day
