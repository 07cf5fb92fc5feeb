"""What a half-day was, worked out from what was said of it: for whatever is said, by whomever, in whatever month."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.acts.refused import Refused
from zhucun.lib.halves import AFTERNOON, beyond, day_of, half_of, whole_days
from zhucun.lib.periods import month_of
from zhucun.lib.workdays import Calendar
from zhucun.oversight.attendance.packing import packed, unpacked
from zhucun.oversight.attendance.rules import Side, Stay, must_be_a_span
from zhucun.oversight.attendance.truth import (
    NOT_THERE,
    Said,
    Terms,
    counted_of,
    marks_of,
    replaced,
    required,
    totals_of,
    truth,
)
from zhucun.policy.attendance import CATEGORIES, IN_VILLAGE, REST, UNDECIDED

DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
KEYS = [one.key for one in CATEGORIES if one.key != UNDECIDED]
WORDS = st.none() | st.sampled_from(KEYS)
TERMS = Terms()


@st.composite
def months(draw: st.DrawFn) -> tuple[date, Stay, list[Said]]:
    """A month, somebody's stay that may begin or end within it, and what three sides said, each once a half-day."""
    first = draw(DAYS).replace(day=1)
    came = draw(st.dates(date(2019, 12, 1), date(2026, 2, 1)))
    left = draw(st.none() | st.integers(1, 900).map(lambda more: date.fromordinal(came.toordinal() + more)))
    since, until = half_of(first), half_of(month_of(first).until)
    spoken = draw(st.dictionaries(st.tuples(st.integers(since - 4, until + 3), st.sampled_from(list(Side))),
                                  st.sampled_from(KEYS), max_size=40))  # fmt: skip
    return first, Stay.of(came, left), [Said(half, side, key) for (half, side), key in spoken.items()]


@settings(deadline=None)
@given(months())
def test_a_month_is_the_truth_of_each_of_its_half_days(month: tuple[date, Stay, list[Said]]) -> None:
    first, stay, said = month
    frame = TERMS.frame(first)
    words = {(one.half, one.side): one.category for one in said}

    marks = marks_of(frame, stay, said, TERMS)

    for at, mark in enumerate(marks):
        half = frame.since + at
        if not stay.holds(half):
            assert mark == NOT_THERE
            continue
        member, village, township = (words.get((half, side)) for side in Side)
        held = truth(TERMS.default(day_of(half)), member=member, village=village, township=township)
        assert mark == TERMS.mark(held)


@settings(deadline=None)
@given(months())
def test_the_sum_of_all_categories_is_the_stay_and_never_more_than_the_month(
    month: tuple[date, Stay, list[Said]],
) -> None:
    """R-ATT-07; and what counts is part of it."""
    first, stay, said = month
    frame = TERMS.frame(first)
    marks = marks_of(frame, stay, said, TERMS)

    there = sum(stay.holds(half) for half in range(frame.since, frame.until))

    assert sum(totals_of(marks, TERMS).values()) == there <= 2 * month_of(first).days
    assert 0 <= counted_of(marks, TERMS) <= there


@settings(deadline=None)
@given(WORDS, WORDS)
def test_the_township_s_word_holds_whatever_the_others_say(member: str | None, village: str | None) -> None:
    assert truth(IN_VILLAGE, member=member, village=village, township=REST) == REST


@settings(deadline=None)
@given(WORDS, WORDS)
def test_where_member_and_village_differ_nothing_is_decided_for_either(member: str | None, village: str | None) -> None:
    own = member or IN_VILLAGE

    assert truth(IN_VILLAGE, member=member, village=village) == (own if village in (None, own) else UNDECIDED)


@settings(deadline=None)
@given(months())
def test_saying_nothing_leaves_rest_days_uncounted_and_working_days_counted(
    month: tuple[date, Stay, list[Said]],
) -> None:
    """R-ATT-06, in months of every length and with every holiday that is known."""
    first, stay, _ = month
    frame = TERMS.frame(first)
    marks = marks_of(frame, stay, [], TERMS)

    assert counted_of(marks, TERMS) == frame.working_halfdays(stay)


def test_rest_days_count_only_where_the_county_counts_them() -> None:
    july = date(2022, 7, 1)
    stay = Stay.of(july, None)

    counted = {
        how: counted_of(marks_of((terms := Terms(rest_days=how)).frame(july), stay, [], terms), terms)
        for how in ("off", "rota", "counted")
    }

    assert counted == {"off": 42, "rota": 42, "counted": 62}


def test_the_county_s_own_working_days_win_over_the_library_s() -> None:
    own = Calendar({date(2022, 7, 16): True, date(2022, 7, 18): False})

    frame = Terms(calendar=own).frame(date(2022, 7, 1))

    assert frame.defaults[30:36] == "村村····"  # the 16th to the 18th: Saturday worked, Sunday, Monday off


def test_both_of_a_hand_over_week_are_there() -> None:
    """decisions/0005 counts the seat once; days are of people, and each was there."""
    july = TERMS.frame(date(2022, 7, 1))

    leaves = marks_of(july, Stay.of(date(2021, 6, 1), date(2022, 7, 16)), [], TERMS)
    follows = marks_of(july, Stay.of(date(2022, 7, 11), None), [], TERMS)

    assert leaves == "村村" + "····" + "村" * 10 + "····" + "村" * 10 + NOT_THERE * 32
    assert follows == NOT_THERE * 20 + "村" * 10 + "····" + "村" * 10 + "····" + "村" * 10 + "····"


def test_nobody_is_there_before_they_have_reported_in() -> None:
    assert Stay.of(None, None) is None
    assert marks_of(TERMS.frame(date(2022, 7, 1)), None, [], TERMS).strip(NOT_THERE) == ""


def test_a_trip_over_a_weekend_leaves_the_weekend_to_rest_unless_it_was_worked() -> None:
    friday_to_monday = whole_days(date(2022, 7, 15), date(2022, 7, 18))
    trip = TERMS.category("official_trip")

    assert [day_of(half).day for half in TERMS.meant(trip, *friday_to_monday)] == [15, 15, 18, 18]
    assert len(TERMS.meant(trip, *friday_to_monday, rest_days_too=True)) == 8
    assert len(TERMS.meant(trip, *whole_days(date(2022, 7, 16), date(2022, 7, 16)))) == 2
    assert len(TERMS.meant(TERMS.category("leave"), *friday_to_monday)) == 8


def test_duty_is_of_rest_days_and_rest_by_rota_of_working_days() -> None:
    saturday, monday = (
        whole_days(date(2022, 7, 16), date(2022, 7, 16)),
        whole_days(date(2022, 7, 18), date(2022, 7, 18)),
    )

    with pytest.raises(Refused, match="都是工作日"):
        TERMS.meant(TERMS.category("rest_duty"), *monday)
    with pytest.raises(Refused, match="都是休息日"):
        TERMS.meant(TERMS.category("rota_rest"), *saturday)


def test_a_category_of_the_county_s_own_is_judged_like_any_other() -> None:

    own = replace(TERMS.category("official_trip"), key="flood", mark="汛", label="防汛")
    terms = Terms(categories=(*CATEGORIES, own))
    said = [Said(half_of(date(2022, 7, 14), AFTERNOON), Side.MEMBER, "flood")]

    marks = marks_of(terms.frame(date(2022, 7, 1)), Stay.of(date(2022, 1, 1), None), said, terms)

    assert totals_of(marks, terms) == {"in_village": 41, "flood": 1, "rest": 20}
    assert counted_of(marks, terms) == 42


@settings(deadline=None)
@given(months(), st.data())
def test_a_correction_changes_the_half_days_it_names_and_no_other(
    month: tuple[date, Stay, list[Said]], data: st.DataObject
) -> None:
    first, stay, said = month
    frame = TERMS.frame(first)
    frozen = marks_of(frame, stay, said, TERMS)
    spoken = data.draw(st.lists(st.integers(frame.since, frame.until - 1), max_size=6))

    after = replaced(frozen, frame, stay, spoken, "公")

    for at, (old, new) in enumerate(zip(frozen, after, strict=True)):
        said_anew = frame.since + at in spoken and stay.holds(frame.since + at)
        assert new == ("公" if said_anew else old)


def test_a_correction_follows_a_stay_that_turned_out_shorter_or_longer() -> None:
    july = TERMS.frame(date(2022, 7, 1))
    frozen = marks_of(july, Stay.of(date(2022, 7, 11), date(2022, 7, 16)), [], TERMS)

    longer = replaced(frozen, july, Stay.of(date(2022, 7, 8), date(2022, 7, 16)), [], "公")
    shorter = replaced(frozen, july, Stay.of(date(2022, 7, 11), date(2022, 7, 13)), [], "公")

    assert (frozen.count("村"), longer.count("村"), shorter.count("村")) == (10, 12, 4)


@settings(deadline=None)
@given(st.integers(0, 31), st.integers(0, 62), st.integers(0, 62))
def test_what_is_asked_of_somebody_is_never_more_than_they_could_give(days: int, working: int, there: int) -> None:
    """R-ATT-01: twenty days of a month that has seventeen working days are seventeen."""
    there = min(there, working)

    asked = required(days, working=working, there=there)

    assert 0 <= asked <= there
    assert required(days, working=working, there=working) == min(2 * days, working)


@settings(deadline=None)
@given(st.text(st.sampled_from("村公训值休假缺·待 "), max_size=62))
def test_letters_packed_are_never_longer_and_come_back(marks: str) -> None:
    assert unpacked(packed(marks)) == marks
    assert len(packed(marks)) <= len(marks)


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refused, match="结束要在开始之后"):
        must_be_a_span(beyond(date(2022, 7, 14)), half_of(date(2022, 7, 14)))
