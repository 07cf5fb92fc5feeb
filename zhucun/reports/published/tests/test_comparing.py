"""How a printed number and the ledger's compare, without a ledger (R-SEL-19, R-TASK-03)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.reports.published import comparing, facts
from zhucun.reports.published.comparing import Found, Verdict, judge
from zhucun.reports.published.facts import Fact, Report

WHOLE_REPORT = """
title = "一份报道"
county = "990126"
published = 2022-07-11
facts = [
  { id = "A", measure = "派", kind = "count", said = "人", printed = "213人", value = "213" },
  { id = "B", measure = "派", kind = "percent", said = "率", printed = "", value = "42.63", restated = 2022-06-30 },
  { id = "C", measure = "能人", kind = "count", said = "场", printed = "213场", value = "213", period = "recent" },
  { id = "D", measure = "实事", kind = "count_approx", said = "起", printed = "300余起", value = "300" },
  { id = "E", measure = "管", kind = "count", said = "人次", printed = "426人次", value = "426" },
  { id = "F", measure = "训", kind = "date", said = "日", printed = "6月28日", value = "2022-06-28", period = "june" },
  { id = "G", measure = "班子", kind = "count", said = "年轻的", printed = "652名", value = "652" },
  { id = "H", measure = "班子", kind = "percent", said = "年轻的占比", printed = "28.6%", value = "28.6" },
  { id = "I", measure = "班子", kind = "count", said = "大专的", printed = "977名", value = "977" },
  { id = "J", measure = "班子", kind = "percent", said = "大专的占比", printed = "42.7%", value = "42.7" },
  { id = "K", measure = "总", kind = "own", said = "发布", printed = "7月11日", value = "2022-07-11" },
]
relations = [
  { kind = "same", of = ["A", "C"] },
  { kind = "times", of = ["E", "A"], times = 2 },
  { kind = "total", of = ["G", "H", "I", "J"] },
  { kind = "scope", of = ["D", "E"] },
]
[periods]
recent = { said = "近年" }
june = { said = "6 月", from = 2022-06-01, to = 2022-06-30 }
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return facts.read("990126-2022-07-11", WHOLE_REPORT)


def number(value: str, then: str = "", whole: int | None = None) -> Found:
    return Found(Fraction(value), whole=whole, then=Fraction(then) if then else None)


@pytest.mark.parametrize(
    ("fact", "found", "verdicts"),
    [
        ("A", number("213"), (Verdict.AGREED, Verdict.COINCIDENCE)),
        ("A", number("214"), (Verdict.DIFFERS, Verdict.COINCIDENCE)),
        ("A", Found(), (Verdict.NOT_YET, Verdict.COINCIDENCE)),
        ("B", number("42.63"), (Verdict.AGREED,)),
        ("B", Found(Fraction(21100, 495)), (Verdict.ROUNDED,)),
        ("B", Found(Fraction(21300, 496), then=Fraction(21100, 495)), (Verdict.RESTATED,)),
        ("B", number("42.94", then="42.60"), (Verdict.DIFFERS,)),
        ("C", number("213"), (Verdict.AGREED, Verdict.COINCIDENCE, Verdict.NO_START)),
        ("D", number("300"), (Verdict.AT_LEAST, Verdict.SCOPE)),
        ("D", number("308"), (Verdict.AT_LEAST, Verdict.SCOPE)),
        ("D", number("299"), (Verdict.DIFFERS, Verdict.SCOPE)),
        ("E", number("426"), (Verdict.AGREED, Verdict.COINCIDENCE, Verdict.SCOPE)),
        ("F", Found(word="2022-06-28"), (Verdict.AGREED,)),
        ("F", Found(word="2022-06-29"), (Verdict.DIFFERS,)),
        ("F", Found(is_hidden=True), (Verdict.HIDDEN,)),
        ("G", number("652"), (Verdict.AGREED, Verdict.NO_TOTAL)),
        ("H", number("28.50", whole=2288), (Verdict.NO_TOTAL,)),
        ("J", number("42.7011", whole=2288), (Verdict.ROUNDED, Verdict.NO_TOTAL)),
        ("K", Found(), (Verdict.OWN,)),
    ],
)
def test_each_fact_is_judged_by_itself_and_then_beside_the_others(
    report: Report, fact: str, found: Found, verdicts: tuple[Verdict, ...]
) -> None:
    assert judge(report, report.by_id[fact], {fact: found}).verdicts == verdicts


def test_the_reasons_say_which_numbers_they_rest_on(report: Report) -> None:
    found: Mapping[str, Found] = {"H": number("28.50", whole=2288)}

    told = [judge(report, report.by_id[name], found).reasons for name in ("H", "E", "C")]

    total = "652 占 28.6% 要有 2276 到 2283 人，977 占 42.7% 要有 2286 到 2290 人，没有一个总数两头都对"
    assert told == [
        (f"{total}；台账里是 2288 人。",),
        (
            "426 = 2 × 213（E、A），是不是一个人算了 2 次，待核。",
            "D 的 300 是起，E 的 426 是人次，口径不同，要分开写。",
        ),
        ("A 人和 C 场是两回事，印的都是 213，是不是抄串了，待核。", "“近年”从哪天算，报道没有写。"),
    ]


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(0, 2))
def test_the_whole_that_made_a_share_is_among_those_it_allows(part: int, more: int, decimals: int) -> None:
    whole, unit = part + more, 10**decimals
    percent = comparing.rounded(Fraction(100 * part, whole), decimals)
    count = Fact("A", "派", "count", "", "", str(part))
    share = Fact(
        "B", "派", "percent", "", "", f"{int(percent * unit) // unit}.{int(percent * unit) % unit:0{decimals}}"
    )
    if not percent * 2 * unit > 1:
        return

    low, high = comparing.wholes(count, share if decimals else Fact("B", "派", "percent", "", "", str(int(percent))))

    assert low <= whole <= high


@pytest.mark.parametrize(
    ("wrong", "by", "said"),
    [
        ('id = "B"', 'id = "A"', "an id stands twice"),
        ('["A", "C"]', '["A", "Z"]', "Z is related and is no fact"),
        ('period = "june"', 'period = "july"', "there is no period july"),
    ],
)
def test_a_file_that_makes_no_sense_is_not_read(wrong: str, by: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        facts.read("990126-2022-07-11", WHOLE_REPORT.replace(wrong, by))


def test_the_last_day_of_a_period_counts(report: Report) -> None:
    assert report.by_id["F"].period.until == date(2022, 7, 1)
