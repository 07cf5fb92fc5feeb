"""One number from many: exact, in whole numbers, the same to the last digit from what was kept."""

import json
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.oversight.assessment import scoring
from zhucun.oversight.assessment.grading import Judged, by_bands, proposals
from zhucun.oversight.assessment.scoring import Part
from zhucun.oversight.assessment.sensitivity import Sheet, changes
from zhucun.oversight.schemes.rules import Cap, Ceiling, Grade, Leaf, Rounding, SchemeRules

BANDS = (85, 70, 60)
COMPUTED = Leaf(1, "督查实情", "在村天数", 30, source="stationed_days")
VOICED = Leaf(2, "群众评议", "群众评议", 20, raters=(("village", 50), ("households", 50)))
TOWNSHIP = Leaf(3, "乡镇评", "乡镇评", 30, raters=(("township", 100),))
UNIT = Leaf(4, "单位评", "单位评", 20, raters=(("unit", 100),))
RULES = SchemeRules((COMPUTED, VOICED, TOWNSHIP, UNIT), BANDS)


def parts(days: int | None, village: int | None, township: int | None, unit: int | None) -> list[Part]:
    def said(**numbers: int | None) -> dict[str, tuple[int, int]]:
        return {who: (number, 0) for who, number in numbers.items() if number is not None}

    return [
        scoring.computed_part(COMPUTED, days, ""),
        scoring.rated_part(VOICED, said(village=village)),
        scoring.rated_part(TOWNSHIP, said(township=township)),
        scoring.rated_part(UNIT, said(unit=unit)),
    ]


def test_the_total_is_the_mean_of_indicators_by_weight_each_the_mean_of_its_raters_by_theirs() -> None:
    made = parts(9000, 8000, 9000, 9500)

    assert scoring.total(made) == (30 * 9000 + 20 * 8000 + 30 * 9000 + 20 * 9500) // 100
    assert scoring.mean([scoring.Said("office", 30, 9000), scoring.Said("unit", 10, 5000)]) == Fraction(8000)


def test_what_nobody_scored_and_no_record_tells_is_left_out_on_both_levels() -> None:
    assert scoring.total(parts(None, 8000, None, None)) == 8000
    assert scoring.total(parts(None, None, None, None)) is None
    assert scoring.records_say(parts(7700, 100, 100, 100)) == 7700


def test_a_half_hundredth_is_rounded_up_once_at_the_end() -> None:
    assert scoring.rounded(Fraction(13, 2)) == 7
    assert scoring.rounded(Fraction(19999, 3)) == 6666


points = st.none() | st.integers(0, 10000)


@given(st.tuples(points, points, points, points))
@settings(max_examples=60, deadline=None)
def test_what_is_kept_gives_the_same_total_to_the_last_digit_years_later(numbers: tuple[int | None, ...]) -> None:
    made = parts(*numbers)

    kept = [Part.of_json(one) for one in json.loads(json.dumps([one.as_json() for one in made]))]

    assert kept == made
    assert scoring.recomputed(kept) == scoring.total(made)
    if (total := scoring.total(made)) is not None:
        assert 0 <= total <= 10000


@given(st.lists(st.tuples(st.integers(8000, 10000), st.sampled_from("ab")), max_size=30), st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_no_more_have_the_first_grade_than_there_are_places_and_equal_totals_are_treated_alike(
    people: list[tuple[int, str]], percent: int
) -> None:
    """R-ASS-06: of each category, rounded down."""
    rules = SchemeRules((COMPUTED,), BANDS, cap=Cap(percent, Rounding.FLOOR))
    judged = [Judged(key, total, category) for key, (total, category) in enumerate(people)]

    found = proposals(rules, judged)

    for category in "ab":
        group = [one for one in judged if one.category == category]
        firsts = [one for one in group if found[one.key].grade == Grade.FIRST]
        assert len(firsts) <= len(group) * percent // 100
        assert not {one.total for one in firsts} & {one.total for one in group if one not in firsts}


def test_caps_round_as_the_scheme_says() -> None:
    """Of 11 civil servants a quarter is 2.75."""
    assert [Cap(25, rounding).places(11) for rounding in (Rounding.FLOOR, Rounding.ROUND, Rounding.CEIL)] == [2, 3, 3]
    assert [Cap(30, rounding).places(11) for rounding in (Rounding.FLOOR, Rounding.ROUND, Rounding.CEIL)] == [3, 3, 4]


def test_points_that_reach_a_line_have_it_and_a_ceiling_lowers_the_grade_not_the_score() -> None:
    """R-ASS-09."""
    ladder = (Ceiling("unexcused_absence", 1, 2), Ceiling("unexcused_absence", 2, 3))

    found = proposals(
        SchemeRules((COMPUTED,), BANDS, ladder),
        [Judged(1, 8500), Judged(2, 8499), Judged(3, 9900, facts={"unexcused_absence": 2}), Judged(4, None)],
    )

    assert [by_bands(total, BANDS) for total in (8500, 7000, 6000, 5999)] == [1, 2, 3, 4]
    assert [found[key].grade for key in (1, 2, 3, 4)] == [1, 2, 3, None]
    assert found[3].by_band == 1
    assert found[3].ceiling == ladder[1]


def test_sensitivity_names_whose_grade_hangs_on_one_weight_or_one_rater() -> None:
    close, safe = parts(8000, 8500, 8900, 8000), parts(9500, 9500, 9500, 9500)
    sheets = [Sheet(Judged(1, scoring.total(close)), tuple(close)), Sheet(Judged(2, scoring.total(safe)), tuple(safe))]

    found = {one.what: one.changed for one in changes(RULES, sheets)}

    assert found["不算乡镇的评分"] == {}
    assert found["“在村天数”的分值少一成"] == {}
    tight = parts(8000, 8500, 9500, 8250)
    (only,) = [Sheet(Judged(1, scoring.total(tight)), tuple(tight))]
    found = {one.what: one.changed for one in changes(RULES, [only])}
    assert found["不算乡镇的评分"] == {1: (1, 2)}
    assert len(found) == 2 * 4 + 4
