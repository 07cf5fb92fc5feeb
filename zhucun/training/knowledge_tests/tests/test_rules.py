"""Drawing, marking and time, without a database: what must hold on whatever is thrown at it."""

import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.training.knowledge_tests import timing
from zhucun.training.knowledge_tests.drawing import Drawable, Item, Line, bank_of, lacking, papers
from zhucun.training.knowledge_tests.marking import Key, Outcome, grade_of, mark, normal
from zhucun.training.knowledge_tests.timing import Counting

NINE = datetime(2022, 6, 28, 9)
SINGLES = Line("防返贫监测", "single", "easy", 4, 5)
JUDGED = Line("驻村管理", "true_false", "medium", 3, 2)
LINES = [SINGLES, JUDGED]


def bank(singles: int, judged: int) -> dict:
    some = [Drawable(at, "防返贫监测", "single", "easy", 4) for at in range(singles)]
    return bank_of([*some, *(Drawable(100 + at, "驻村管理", "true_false", "medium", 2) for at in range(judged))])


@settings(max_examples=20, deadline=None)
@given(singles=st.integers(4, 30), judged=st.integers(3, 12), seats=st.integers(1, 30), seed=st.text(max_size=5))
def test_every_paper_has_the_counts_of_the_blueprint_and_no_question_twice(
    singles: int, judged: int, seats: int, seed: str
) -> None:
    questions = bank(singles, judged)

    made = papers(LINES, questions, seats=seats, seed=seed)

    assert len(made) == seats
    assert made == papers(LINES, questions, seats=seats, seed=seed)
    for paper in made:
        assert Counter(item.kind for item in paper) == {"single": 4, "true_false": 3}
        assert len({item.version for item in paper}) == 7
        assert all(sorted(item.order) == list(range(4 if item.kind == "single" else 2)) for item in paper)
        assert [item.order for item in paper if item.kind == "true_false"] == [(0, 1)] * 3
    asked = Counter(item.version for paper in made for item in paper if item.kind == "single")
    assert max(asked.values()) - min(asked.get(at, 0) for at in range(singles)) <= 2
    if singles >= 8:
        pairs = zip(made, made[1:], strict=False)
        shared = [{x.version for x in a if x.version < 100} & {x.version for x in b} for a, b in pairs]
        assert not any(shared)


def test_five_hundred_papers_are_drawn_within_a_second() -> None:
    questions = bank_of([Drawable(at, f"专题{at % 10}", "single", "easy", 4) for at in range(1000)])
    lines = [Line(f"专题{at}", "single", "easy", 5, 2) for at in range(10)]
    begun = time.process_time()

    assert len(papers(lines, questions, seats=500, seed="一")) == 500

    assert time.process_time() - begun < 1


def test_a_bank_too_small_says_which_line_lacks_how_many() -> None:
    assert lacking(LINES, bank(2, 3)) == [(SINGLES, 2)]


CHOICE = Item(1, "multiple", 5000, (2, 0, 1, 3))
KEY = Key("multiple", [0, 2])


@pytest.mark.parametrize(
    ("answer", "partial", "outcome", "milli"),
    [
        ([2, 0], "half", Outcome.RIGHT, 5000),
        ([2], "half", Outcome.PARTLY, 2500),
        ([2], "share", Outcome.PARTLY, 2500),
        ([2], "none", Outcome.WRONG, 0),
        ([0, 1], "half", Outcome.WRONG, 0),
        ([0, 1, 2, 3], "share", Outcome.WRONG, 0),
        ([], "half", Outcome.BLANK, 0),
    ],
)
def test_a_multiple_choice_is_worth_what_policy_says(
    answer: list[int], partial: str, outcome: Outcome, milli: int
) -> None:
    found = mark(CHOICE, KEY, answer, partial=partial)

    assert (found.outcome, found.milli) == (outcome, milli)


@pytest.mark.parametrize(
    ("written", "accepted", "right"),
    [
        ("２０ 天", "20天", True),
        ("二十天", "20 天", True),
        ("十五", "15", True),
        ("三", "3", True),
        ("“四个一批”", "四个一批", True),
        ("三十", "13", False),
        ("", "20", False),
    ],
)
def test_a_blank_is_right_however_its_number_or_marks_are_written(written: str, accepted: str, right: bool) -> None:
    found = mark(Item(1, "fill_in", 2000), Key("fill_in", [["别的", accepted]]), [written], partial="half")

    assert (found.outcome is Outcome.RIGHT) is right


def test_of_two_blanks_one_right_is_half() -> None:
    found = mark(Item(1, "fill_in", 3000), Key("fill_in", [["一"], ["二"]]), ["一", "不知道"], partial="none")

    assert (found.outcome, found.milli) == (Outcome.PARTLY, 1500)
    assert normal("ＡＢ，c") == "abc"


def test_a_grade_is_the_first_band_that_is_reached() -> None:
    bands = [{"label": "优秀", "least": 90}, {"label": "良好", "least": 75}, {"label": "一般", "least": 0}]

    assert [grade_of(score, 100_000, bands) for score in (90_000, 89_999, 75_000, 0)] == [
        "优秀",
        "良好",
        "良好",
        "一般",
    ]


def test_the_end_is_the_shorter_of_the_minutes_and_the_window() -> None:
    assert timing.deadline(NINE, minutes=60, closes_at=NINE + timedelta(hours=3)) == NINE + timedelta(hours=1)
    assert timing.deadline(NINE, minutes=60, closes_at=NINE + timedelta(minutes=20)) == NINE + timedelta(minutes=20)


@pytest.mark.parametrize(
    ("after_end", "ago", "becomes"),
    [
        (-1, 0, Counting.IN_TIME),
        (0, 0, Counting.IN_TIME),
        (600, 700, Counting.LATE),
        (600, 10, Counting.REFUSED),
        (600, 10**9, Counting.LATE),  # a clock set back: only what came within the grace can count
        (1801, 10**9, Counting.REFUSED),
        (600, -(10**9), Counting.REFUSED),
    ],
)
def test_time_is_the_servers_alone(after_end: int, ago: int, becomes: Counting) -> None:
    ends_at = NINE + timedelta(hours=1)

    found = timing.counting(ends_at + timedelta(seconds=after_end), ago, started_at=NINE, ends_at=ends_at, grace=30)

    assert found is becomes
