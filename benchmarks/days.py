"""Three years of days lived through the acts, a working half-day in ten an exception; then what reading them takes."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks import counties
from benchmarks.show import Measured
from benchmarks.timing import Took

YEARS, READS = 3, 40
SINCE = date(2018, 7, 1)  # up to where the demo county's own lived year begins, whose months are locked
OPEN_MONTH = "2022-07"
# The log of a hundred counties' three years would be fifteen million lines, and none of these pages reads it.
LOG = ("acts.auditlog", "acts.audittext")
COMMON = ("rota_rest", "official_trip", "official_trip", "meeting_or_training")


def measure(counts: list[int]) -> Iterator[Measured]:
    yield from _live()
    for count in counts:
        section = f"days, {count} {'county' if count == 1 else 'counties'}"
        if count > 1:
            begun = time.perf_counter()
            list(counties.multiply(count, without=LOG))
            yield Measured(section, "copied", round(time.perf_counter() - begun, 1), "s")
        yield from _read(section)


def _live() -> Iterator[Measured]:
    from zhucun.demo.invented_places import COUNTY
    from zhucun.dispatch.roster.models import Posting
    from zhucun.lib.periods import add_months
    from zhucun.org.places.models import Place

    dice, county = Random(4), Place.objects.get(code=COUNTY)
    running = Posting.objects.filter(until__isnull=True, succeeds__isnull=True)
    running.update(since=SINCE, reported_on=SINCE, seat_since=SINCE)
    postings = list(Posting.objects.filter(until__isnull=True, reported_on__isnull=False))
    begun, months = time.perf_counter(), [add_months(SINCE, number) for number in range(12 * YEARS)]
    closing = [_live_a_month(county, postings, month, dice) for month in months[:-1]]
    took, before = time.perf_counter() - begun, _size_kb()
    closing.append(_live_a_month(county, postings, months[-1], dice, singly=True))
    kept = (_size_kb() - before) * 12 / len(postings)
    yield Measured("days", f"{len(months) - 1} months of {len(postings)} people through the acts", round(took, 1), "s")
    yield Measured("days", "closing a county's month, the slowest", round(max(closing), 2), "s", 2.0)
    yield Measured("days", "kept of a person's year, log and all", round(kept, 1), "KB", 50)


def _live_a_month(county: Any, postings: list[Any], first: date, dice: Random, *, singly: bool = False) -> float:
    """What is entered in the month, and the month's end; gives how long the township's lock and the county's review
    of all its lines took. `singly`, what each does for themselves is done one by one, as it is kept then."""
    from zhucun.acts.recording import Told
    from zhucun.lib.periods import month_of
    from zhucun.oversight.attendance import acts as days
    from zhucun.oversight.attendance import monthly
    from zhucun.oversight.attendance.models import MonthLine

    span, month = month_of(first), f"{first:%Y-%m}"
    by = _house(span.last_day)
    there = [posting for posting in postings if posting.reported_on <= first]
    _do(days.enter, [Told(posting, _exception(span, dice)) for posting in there], by, singly)
    monthly.open_month(county, month=month, by=by)
    _do(monthly.state_true, [Told(line, {}) for line in MonthLine.objects.filter(month=month)], by, singly)
    monthly.confirm.many([Told(line, {}) for line in MonthLine.objects.filter(month=month)], by=by)
    lines = list(MonthLine.objects.filter(month=month))
    begun = time.process_time()
    monthly.verify.many([Told(line, {}) for line in lines], by=by)
    lines = list(MonthLine.objects.filter(month=month))
    monthly.review.many([Told(line, {}) for line in lines], by=by)
    return time.process_time() - begun


def _do(act: Any, calls: list[Any], by: Any, singly: bool) -> None:
    if not singly:
        act.many(calls, by=by)
    else:
        for call in calls:
            act(call.row, by=by, **call.given)


def _exception(span: Any, dice: Random) -> dict[str, Any]:
    """Two days or so of about twenty-one."""
    from zhucun.lib.halves import half_of
    from zhucun.lib.workdays import Calendar

    calendar, days = Calendar(), (span.since + timedelta(days=n) for n in range(span.days))
    day = dice.choice([day for day in days if calendar.is_working_day(day)])
    since = half_of(day) + dice.randrange(2)
    return {
        "category": dice.choice(COMMON),
        "since_half": since,
        "until_half": min(since + dice.choice((2, 4, 6)), half_of(span.until)),
        "reason": "到市里跑项目",
        "place": "市里",
        "entered_for_reason": "测速",
    }


def _house(day: date) -> Any:
    from zhucun.demo.hands import operator
    from zhucun.demo.invented_places import COUNTY

    return operator(day, reach=COUNTY)


def _size_kb() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0] / 1024
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute("PRAGMA page_size")
        return pages * cursor.fetchone()[0] / 1024


def _read(section: str) -> Iterator[Measured]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, person = _officer(Client), _somebody()
    pages = {
        "the county's calendar of the open month": ("/days/", 150, 6),
        "the county's calendar of a locked month": ("/days/?month=2022-03", 150, 6),
        "a person's month": (f"/days/people/{person}/", 60, 8),
        "the county's year": ("/days/year/?month=2022-06", 300, 6),
    }
    for what, (path, bound, _) in pages.items():
        took = _timed(lambda path=path: _opened(client, path))
        with CaptureQueriesContext(connection) as queries:
            _opened(client, path)
        yield Measured(section, f"{what}, p95", took.p95_ms, "ms", bound, note=f"{len(queries)} queries with who asks")
    yield from _of_reading(section)


def _of_reading(section: str) -> Iterator[Measured]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from zhucun.demo.invented_places import COUNTY
    from zhucun.dispatch.opening.models import OpeningBalance
    from zhucun.dispatch.roster.models import Posting
    from zhucun.lib.periods import year_of
    from zhucun.oversight.attendance import reading, year
    from zhucun.oversight.attendance.models import MonthLine
    from zhucun.oversight.attendance.terms import terms_for

    july, by = date(2022, 7, 1), _house(date(2022, 7, 11))
    of_county = {"place_code__gte": COUNTY, "place_code__lt": f"{COUNTY}~"}

    def month() -> None:
        keys = Posting.objects.filter(**of_county, until__isnull=True).values_list("pk", flat=True)
        months = reading.month_of(list(keys), july, terms_for(by, COUNTY, july))
        assert all(one.totals for one in months.values() if one.is_there)

    def whole_year() -> None:
        assert year.totals(
            MonthLine.objects.filter(**of_county), OpeningBalance.objects.none(), year_of(date(2021, 1, 1))
        )

    for what, read, bound in (
        ("a month of the county, read", month, 150),
        ("a year of the county, added up", whole_year, 300),
    ):
        took = _timed(read)
        with CaptureQueriesContext(connection) as queries:
            read()
        yield Measured(section, f"{what}, p95", took.p95_ms, "ms", bound, note=f"{len(queries)} queries")


def _officer(client: Any) -> Any:
    from zhucun.org.accounts.models import Account

    found = client(headers={"host": "127.0.0.1"})
    account = (
        Account.objects.filter(appointments__role="county_officer", county_code__startswith="99").order_by("pk").first()
    )
    found.force_login(account)
    return found


def _somebody() -> int:
    from zhucun.dispatch.roster.models import Posting

    return Posting.objects.filter(until__isnull=True, reported_on=SINCE).order_by("pk").first().cadre_id


def _opened(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"


def _timed(ask: Callable[[], None]) -> Took:
    seconds, begun = [], time.perf_counter()
    ask()
    for _ in range(READS):
        at = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - at)
    return Took(seconds, time.perf_counter() - begun)
