"""What is owed, by the pure rules."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhucun.incentives.benefits.due import (
    NOTHING,
    Given,
    Line,
    Month,
    Seat,
    Standing,
    Stay,
    due_for_days,
    lines_of,
    lines_of_team,
    uncovered,
)
from zhucun.lib.periods import Span
from zhucun.policy.benefit_values import Care, Entitled

TODAY = date(2022, 7, 11)
STAY = Stay(1, 2, 3, 4, "county", date(2021, 6, 1), None)
LOCKED = Month("2022-05", 43, date(2022, 6, 6))
SHIPPED = Care()


def lines(stay: Stay = STAY, *months: Month, has: Given = NOTHING, care: Care = SHIPPED) -> list[Line]:
    return list(lines_of(stay, months, has, 2022, TODAY, lambda day: care))


def one(what: str, found: list[Line], period: str = "2022") -> Line:
    return next(line for line in found if line.what == what and line.period == period)


def test_a_living_allowance_follows_the_locked_days_and_is_late_after_its_fifteen_days() -> None:
    """R-CARE-03: 21.5 days at 60 yuan."""
    line = one("living", lines(STAY, LOCKED), "2022-05")

    assert (line.due, line.given, line.missing) == (129_000, 0, 129_000)
    assert (line.due_on, line.unit, line.note) == (date(2022, 6, 21), 4, "21.5 天")


def test_days_nobody_has_locked_are_owed_nothing_yet() -> None:
    line = one("living", lines(STAY, Month("2022-06", None, None)), "2022-06")

    assert (line.standing, line.due, line.missing) == (Standing.WAITING, 0, 0)


def test_the_phone_is_for_whoever_is_there_in_the_middle_of_the_month() -> None:
    """R-CARE-05: one who changes teams on the tenth has June once, in the new team."""
    left, came = replace(STAY, until=date(2022, 6, 10)), replace(STAY, posting=9, since=date(2022, 6, 10))

    months = [[line.period for line in lines(stay) if line.what == "phone"] for stay in (left, came)]

    assert months == [[f"2022-0{n}" for n in range(1, 6)], ["2022-06"]]


def test_what_a_level_is_promised_goes_before_what_all_are() -> None:
    """R-CARE-11: the province pays its own."""
    care = replace(SHIPPED, entitlements=(*SHIPPED.entitlements, Entitled("phone", "province", "province", 5_000)))

    line = one("phone", lines(replace(STAY, level="province"), care=care), "2022-03")

    assert (line.due, line.unit, line.payer) == (5_000, None, "province")
    assert one("phone", lines(care=care), "2022-03").due == 10_000


@pytest.mark.parametrize(
    ("covers", "standing", "bare"),
    [
        ([], Standing.MISSING, 192),
        ([(date(2022, 1, 1), date(2022, 8, 1))], Standing.COMING, 0),
        ([(date(2021, 6, 1), date(2022, 4, 1)), (date(2022, 4, 11), date(2023, 4, 11))], Standing.DONE, 10),
    ],
)
def test_whoever_has_no_cover_today_is_owed_one(covers: list[tuple[date, date]], standing: Standing, bare: int) -> None:
    """R-CARE-06: days of the past without it are told; one that ends within thirty days is said before."""
    line = one("insurance", lines(has=Given({}, covers=covers)))

    assert (line.standing, line.due - line.given) == (standing, bare)


def test_a_check_in_july_is_not_late_and_last_years_is() -> None:
    """R-CARE-07."""
    last = list(lines_of(STAY, (), NOTHING, 2021, TODAY, lambda day: SHIPPED))

    assert one("health_check", lines()).standing is Standing.COMING
    assert one("health_check", last, "2021").standing is Standing.MISSING


def test_both_funds_of_a_team_are_owed_by_whom_the_rules_name() -> None:
    """R-CARE-01 by the county for each first secretary, R-CARE-02 by the unit behind the team."""
    seat = Seat(3, 8, "county", STAY)

    first, team = lines_of_team(seat, {"team_fund": 1_000_000}, 2022, TODAY, SHIPPED)

    assert (first.payer, first.unit, first.missing) == ("county", None, 1_000_000)
    assert (team.payer, team.unit, team.standing) == ("backing_unit", 8, Standing.DONE)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=5))
def test_days_without_cover_are_those_in_no_span(spans: list[tuple[int, int]]) -> None:
    first = date(2022, 1, 1).toordinal()
    covers = [(date.fromordinal(first + at), date.fromordinal(first + at + length)) for at, length in spans]
    span = Span(date.fromordinal(first + 10), date.fromordinal(first + 50))

    bare = [n for n in range(first + 10, first + 50) if not any(s.toordinal() <= n < u.toordinal() for s, u in covers)]

    assert uncovered(span, covers) == len(bare)


def test_half_a_fen_is_for_the_person() -> None:
    assert (due_for_days(3, 61), due_for_days(2, 61)) == (92, 61)
