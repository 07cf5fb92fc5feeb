"""What somebody still lacks, and by which day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.lib.halves import PER_DAY
from zhucun.policy.training_values import Training


@dataclass(frozen=True)
class Had:
    """What somebody has completed: half-days before or at arrival; courses and half-days of a year."""

    pre_post_halfdays: int = 0
    courses: int = 0
    halfdays: int = 0


@dataclass(frozen=True)
class Lack:
    """What is still to be had, and by which day."""

    what: str
    due_on: date


def pre_post_due(reported_on: date, numbers: Training) -> date:
    """R-TRN-01: before or at arrival; who comes after it was held is made up for within so many days."""
    return reported_on + timedelta(days=numbers.pre_post_within_days)


def lacks(reported_on: date, had: Had, numbers: Training, year_end: date) -> Iterable[Lack]:
    """R-TRN-01 to R-TRN-03, by the numbers of the county."""
    wanted = numbers.pre_post_days * PER_DAY
    if had.pre_post_halfdays < wanted:
        yield Lack("岗前培训", pre_post_due(reported_on, numbers))
    if had.courses < numbers.times_per_year:
        yield Lack("今年的轮训", year_end)
    if had.halfdays < numbers.min_days_per_year * PER_DAY:
        yield Lack("今年的培训天数", year_end)
