"""How long a leave is, and which way it goes: 1, 3, 5 and 10 days are all real cut-offs (R-LEA-01)."""

from datetime import date

import pytest

from zhucun.acts.refused import Refused
from zhucun.lib import halves
from zhucun.lib.workdays import Calendar
from zhucun.oversight.leave import rules
from zhucun.policy.leave import SHIPPED_KINDS, LeaveKind, NoLeavePeriod, Tier

KIND = {kind.key: kind for kind in SHIPPED_KINDS}
OTHER_COUNTY = (
    Tier(10, (("township_secretary",),)),
    Tier(0, (("township_secretary",), ("organisation_department",))),
)


def everybody(role: str) -> bool:
    return True


def roles(tier: Tier, is_held: object = everybody) -> list[list[str]]:
    steps = rules.steps_of(tier, is_held)
    return [[step.role for step in steps if step.rank == rank] for rank in sorted({step.rank for step in steps})]


@pytest.mark.parametrize(
    ("halfdays", "up", "at"),
    [(1, 0, 0), (2, 0, 0), (3, 0, 1), (6, 0, 1), (7, 0, 2), (19, 0, 2), (20, 0, 3), (2, 1, 1), (40, 1, 3)],
)
def test_the_length_chooses_the_tier_and_a_leader_starts_higher(halfdays: int, up: int, at: int) -> None:
    tiers = (Tier(2, (("team_leader",),)), Tier(6, (("township_secretary",),)), Tier(19, ()), Tier(0, ()))

    assert rules.tier_at(tiers, halfdays, up) == at


def test_up_to_five_days_the_township_longer_the_department_too() -> None:
    assert rules.tier_at(OTHER_COUNTY, 10, 0) == 0
    assert rules.tier_at(OTHER_COUNTY, 11, 0) == 1


def test_a_vacant_step_goes_up_and_nobody_decides_twice() -> None:
    tier = Tier(0, (("sending_unit", "township_secretary"), ("county_office",), ("organisation_department",)))

    assert roles(tier) == [["sending_unit", "township_secretary"], ["county_office"], ["organisation_department"]]
    without_unit = roles(tier, lambda role: role != "sending_unit")
    assert without_unit == [["township_secretary"], ["county_office"], ["organisation_department"]]
    without_both = roles(tier, lambda role: role not in ("sending_unit", "township_secretary"))
    assert without_both == [["county_office"], ["organisation_department"]]


def test_rest_days_count_or_not_by_the_kind() -> None:
    """Thursday 14 July to Tuesday 19 July 2022."""
    span = halves.whole_days(date(2022, 7, 14), date(2022, 7, 19))

    assert rules.length(KIND["personal"], *span, Calendar()) == 12
    assert rules.length(KIND["annual"], *span, Calendar()) == 8
    worked = Calendar({date(2022, 7, 16): True})
    assert rules.length(KIND["annual"], *span, worked) == 10


@pytest.mark.parametrize(
    ("started", "halfdays"),
    [(date(2021, 8, 1), 0), (date(2015, 7, 1), 10), (date(2012, 7, 1), 20), (date(1999, 1, 1), 30)],
)
def test_annual_leave_is_the_state_s_by_years_of_work(started: date, halfdays: int) -> None:
    assert rules.limit_of(KIND["annual"], started, date(2022, 7, 11)) == halfdays
    assert rules.limit_of(KIND["annual"], None, date(2022, 7, 11)) is None
    assert rules.limit_of(LeaveKind("own1", "探亲", "calendar", 8), started, date(2022, 7, 11)) == 8


def test_who_has_to_be_back_on_a_rest_day_says_so_on_the_next_working_day() -> None:
    friday = halves.beyond(date(2022, 7, 15))

    assert rules.return_due(friday, Calendar()) == date(2022, 7, 18)
    assert rules.return_due(friday - 1, Calendar()) == date(2022, 7, 15)


def test_a_period_without_leave_comes_every_year_or_once() -> None:
    flood, spring = NoLeavePeriod("汛期", "06-15", "07-31"), NoLeavePeriod("春节", "12-25", "02-10")

    assert flood.touches(date(2022, 7, 30), date(2022, 8, 3))
    assert not flood.touches(date(2023, 8, 1), date(2023, 8, 3))
    assert spring.touches(date(2023, 1, 3), date(2023, 1, 4))
    assert not NoLeavePeriod("防火", "2022-03-01", "2022-04-30").touches(date(2023, 3, 1), date(2023, 3, 2))


def test_one_press_on_the_last_day_is_on_time_and_later_is_late() -> None:
    span = halves.whole_days(date(2022, 7, 14), date(2022, 7, 19))

    assert rules.back_at(*span, None, date(2022, 7, 19)) == span[1]
    assert rules.back_at(*span, None, date(2022, 7, 20)) == span[1]
    assert rules.back_at(*span, None, date(2022, 7, 22)) == halves.half_of(date(2022, 7, 22))
    assert rules.back_at(*span, None, date(2022, 7, 16)) == halves.half_of(date(2022, 7, 16))
    with pytest.raises(Refused):
        rules.back_at(*span, None, date(2022, 7, 13))
