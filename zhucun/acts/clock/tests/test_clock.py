"""The clock: one holds it, what is due is done once, what was missed is made up once."""

import threading
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import COUNTY, NEIGHBOUR_COUNTY, NOW, Cast
from zhucun.acts import seal
from zhucun.acts.actor import Actor
from zhucun.acts.clock import ticking, timed
from zhucun.acts.clock.leases import LENGTH, Hold
from zhucun.acts.clock.models import TimedRun
from zhucun.acts.clock.timed import at, every, start_due
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.models import AccessLog, AuditLog, SentAct
from zhucun.config import clock
from zhucun.config.schedule import SCHEDULE

done: list[tuple[str, str]] = []


def water_the_plants(by: Actor) -> None:
    done.append((by.name, by.county_code))


@pytest.fixture(autouse=True)
def nothing_done_yet() -> None:
    done.clear()


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("when", "now", "due"),
    [
        ("03:10", "2022-07-11 09:00", "2022-07-11 03:10"),
        ("03:10", "2022-07-11 03:09", "2022-07-10 03:10"),
        ("MON 08:00", "2022-07-11 08:00", "2022-07-11 08:00"),
        ("MON 08:00", "2022-07-17 23:59", "2022-07-11 08:00"),
        ("D05 06:00", "2022-07-04 12:00", "2022-06-05 06:00"),
        ("Q01 06:00", "2022-07-11 09:00", "2022-07-01 06:00"),
        ("Q01 06:00", "2022-06-30 09:00", "2022-04-01 06:00"),
        ("12-31 18:00", "2022-07-11 09:00", "2021-12-31 18:00"),
    ],
)
def test_when_a_line_of_the_schedule_was_last_due(when: str, now: str, due: str) -> None:
    assert at(when, water_the_plants, "浇花").last_due(moment(now)) == moment(due)


def test_every_so_many_minutes_counts_from_midnight() -> None:
    assert every(10, water_the_plants, "浇花").last_due(moment("2022-07-11 09:19:59")) == moment("2022-07-11 09:10")


@pytest.mark.parametrize("when", ["8:00", "Monday 08:00", "MON", "32 08:00"])
def test_a_time_nobody_understands_stops_the_start(when: str) -> None:
    with pytest.raises(ValueError, match="not a time"):
        at(when, water_the_plants, "浇花")


def tick(schedule: list[timed.Timed], now: datetime) -> None:
    with time_machine.travel(now, tick=False):
        start_due(schedule, now)
        do_waiting()


def test_a_missed_run_is_made_up_once_and_never_twice(db: None) -> None:
    daily, now = [at("03:10", water_the_plants, "浇花")], moment("2022-07-11 09:00")
    tick(daily, now)
    assert done == []  # nothing is owed for the time before it stood in the schedule

    for _ in range(3):
        tick(daily, now + timedelta(days=5))
    assert len(done) == 1
    tick(daily, now + timedelta(days=6))
    assert len(done) == 2
    assert TimedRun.objects.count() == 1


def test_looking_at_the_schedule_costs_two_queries_however_long_it_is(db: None, django_assert_num_queries: Any) -> None:
    now = timezone.now()
    clock.tick(now)

    with django_assert_num_queries(3):  # what ran last, the counties' clocks; and one for deliveries
        clock.tick(now)


def test_two_clocks_at_the_same_moment_start_it_once(db: None) -> None:
    daily, now = at("03:10", water_the_plants, "浇花"), moment("2022-07-11 09:00")
    start_due([daily], now - timedelta(days=1))
    TimedRun.objects.create(name=daily.name, due_at=daily.last_due(now))  # the other one was quicker

    assert start_due([daily], now) == 0
    assert not Job.objects.exists()


def test_what_is_done_for_counties_goes_by_the_clock_of_each(cast: Cast) -> None:
    """The cast's counties stand at Monday 11 July 2022, 09:00, whatever the real day is."""
    weekly = [at("MON 08:00", water_the_plants, "浇花", per_county=True)]
    tick(weekly, timezone.now())
    assert done == []

    TimedRun.objects.filter(county_code=COUNTY).update(due_at=NOW - timedelta(days=8))
    tick(weekly, timezone.now())
    tick(weekly, timezone.now() + timedelta(days=30))

    assert done == [("系统", COUNTY)]
    assert TimedRun.objects.filter(county_code=NEIGHBOUR_COUNTY).count() == 1


def test_one_process_at_a_time_is_the_clock(db: None) -> None:
    first, second, now = Hold("clock"), Hold("clock"), timezone.now()

    assert first.holds(now)
    assert not second.holds(now)
    assert first.holds(now + timedelta(seconds=25))
    assert not second.holds(now + timedelta(seconds=35))
    assert second.holds(now + timedelta(seconds=25) + LENGTH)
    assert not first.holds(now + timedelta(seconds=56))


def test_a_clock_that_ends_lets_the_next_one_begin(db: None) -> None:
    first, second, now = Hold("clock"), Hold("clock"), timezone.now()
    first.holds(now)

    first.let_go()

    assert second.holds(now)


def test_holding_the_lease_writes_once_in_ten_seconds(db: None, django_assert_num_queries: Any) -> None:
    hold, now = Hold("clock"), timezone.now()
    hold.holds(now)

    with django_assert_num_queries(0):
        assert all(hold.holds(now + timedelta(seconds=second)) for second in range(9))


def test_an_error_in_one_part_does_not_keep_the_others(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[datetime] = []
    monkeypatch.setattr(ticking, "carry_out_due", lambda now: 1 / 0)
    monkeypatch.setattr(ticking, "start_due", lambda schedule, now: started.append(now))

    clock.tick(NOW)

    assert started == [NOW]
    assert "ZeroDivisionError" in caplog.text


def test_every_line_of_the_schedule_runs(cast: Cast) -> None:
    now = timezone.now()
    clock.tick(now)
    with time_machine.travel(now + timedelta(days=1)):
        clock.tick(timezone.now())
        do_waiting()

    due = {entry.name for entry in SCHEDULE if not entry.per_county}  # in the cast's counties no day passes
    assert set(Job.objects.values_list("name", "state")) == {(name, "done") for name in due}
    assert seal.verify().holds
    assert seal.verify().unsealed < 10


def test_the_access_log_is_kept_as_long_as_the_county_says(cast: Cast) -> None:
    def noted(days_ago: int, code: str) -> AccessLog:
        return AccessLog.objects.create(
            at=timezone.now() - timedelta(days=days_ago), actor_name="某", door="desk", what="看", place_code=code
        )

    old, recent = noted(400, COUNTY), noted(300, COUNTY)
    nowhere = noted(400, "")
    SentAct.objects.create(id="0b7f6f0e-3f3b-4a77-9a0e-2d5b1c1f0a11", at=timezone.now() - timedelta(days=91), verb="x")
    for entry in SCHEDULE:
        Job.objects.create(name=entry.name, title=entry.sentence, state="queued", asked_at=NOW, not_before=NOW)

    do_waiting()

    kept = set(AccessLog.objects.values_list("pk", flat=True))
    assert kept & {old.pk, recent.pk, nowhere.pk} == {recent.pk}
    assert not SentAct.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_loop_runs_until_it_is_told_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    ticked, stop = [], threading.Event()

    def tick_once(now: datetime) -> None:
        ticked.append(now)
        stop.set()

    monkeypatch.setattr(ticking, "SECONDS_BETWEEN_TICKS", 0.01)
    monkeypatch.setattr(ticking, "tick", tick_once)
    monkeypatch.setattr(ticking, "work", lambda name, stop: stop.wait())
    monkeypatch.setattr(ticking, "connection", SimpleNamespace(close=lambda: None))

    clock.run(stop)

    assert len(ticked) == 1
    assert not ticking.Hold("clock").until
    assert AuditLog.objects.count() == 0
