"""Timed jobs: when they are due, and claiming each due moment once, a missed one once too.

`at("03:10", f, …)` is daily; `at("MON 08:00", …)` weekly; `at("D01 06:00", …)` on a day of the month;
`at("Q01 06:00", …)` on the first of a quarter; `at("12-31 18:00", …)` yearly; `every(10, f, …)` is in minutes.

What keeps the house runs by real time. What is done for a county, `per_county=True`, runs by the county's own clock,
once for each: where that stands still, as the demo county's does, no day passes and nothing comes due.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhucun.acts.clock.models import TimedRun
from zhucun.acts.jobs.context import Context
from zhucun.acts.jobs.queue import put
from zhucun.acts.jobs.registry import job

WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
WHEN = re.compile(r"(?:(?P<day>[A-Z]{3}|[DQ]\d{2}|\d{2}-\d{2}) )?(?P<hour>\d{2}):(?P<minute>\d{2})")
DAYS_BACK = 400

Duty = Callable[[Any], Any]  # given the Actor, in whose name it acts
Clocks = Callable[[], Iterable[tuple[str, datetime]]]
_clocks: list[Clocks] = []


def county_clocks_come_from(provider: Clocks) -> Clocks:
    """Register who knows the counties and what time it is in each."""
    _clocks.append(provider)
    return provider


@dataclass(frozen=True)
class Timed:
    """One line of the schedule: when, what, and a sentence that people read."""

    when: str
    name: str
    sentence: str
    queue: str
    per_county: bool

    def last_due(self, now: datetime) -> datetime:
        """The latest due moment that is not after now."""
        if self.when.startswith("every "):
            minutes = int(self.when.split()[1])
            midnight = datetime.combine(now.date(), time(), now.tzinfo)
            return midnight + (now - midnight) // timedelta(minutes=minutes) * timedelta(minutes=minutes)
        said = WHEN.fullmatch(self.when)
        at_time = time(int(said["hour"]), int(said["minute"]))
        for back in range(DAYS_BACK):
            day = now.date() - timedelta(days=back)
            due = datetime.combine(day, at_time, now.tzinfo)
            if due <= now and _falls_on(said["day"], day):
                return due
        raise ValueError(f"{self.when} never comes")


def at(when: str, duty: Duty, sentence: str, *, queue: str = "quick", per_county: bool = False) -> Timed:
    if not WHEN.fullmatch(when):
        raise ValueError(f"not a time of the schedule: {when}")
    return _timed(when, duty, sentence, queue, per_county)


def every(minutes: int, duty: Duty, sentence: str) -> Timed:
    return _timed(f"every {minutes}", duty, sentence, "quick", False)


def _timed(when: str, duty: Duty, sentence: str, queue: str, per_county: bool) -> Timed:
    name = f"{duty.__module__}.{duty.__qualname__}"

    @job(name, sentence)
    def do_duty(context: Context) -> Any:
        return duty(context.by)

    return Timed(when, name, sentence, queue, per_county)


def _falls_on(day_said: str | None, day: date) -> bool:
    if day_said is None:
        return True
    if day_said in WEEKDAYS:
        return WEEKDAYS[day.weekday()] == day_said
    if day_said.startswith("D"):
        return day.day == int(day_said[1:])
    if day_said.startswith("Q"):
        return day.day == int(day_said[1:]) and day.month in (1, 4, 7, 10)
    return f"{day:%m-%d}" == day_said


def start_due(schedule: Sequence[Timed], now: datetime) -> int:
    """Starts a job for each line that has come due since it was last looked at; however many it missed, one."""
    counties = _county_clocks() if any(entry.per_county for entry in schedule) else []
    last = {
        (name, code): due
        for name, code, due in TimedRun.objects.order_by("due_at").values_list("name", "county_code", "due_at")
    }
    return sum(
        _start_once(entry, county_code, clock, last.get((entry.name, county_code)))
        for entry in schedule
        for county_code, clock in (counties if entry.per_county else [("", now)])
    )


def _county_clocks() -> list[tuple[str, datetime]]:
    return [pair for provider in _clocks for pair in provider()]


def _start_once(entry: Timed, county_code: str, now: datetime, last: datetime | None) -> bool:
    due = entry.last_due(timezone.localtime(now))
    if last is not None and last >= due:
        return False
    try:
        with transaction.atomic():
            run = TimedRun.objects.create(name=entry.name, county_code=county_code, due_at=due)
            if last is None:  # newly in the schedule: what was due before it stood there is not made up
                return False
            run.job_key = put(entry.name, entry.sentence, queue=entry.queue, county_code=county_code).pk
            run.save(update_fields=["job_key"])
    except IntegrityError:  # another clock was quicker
        return False
    TimedRun.objects.filter(name=entry.name, county_code=county_code, due_at__lt=due).delete()
    return True
