"""All figures of a county at three years of records, cold and kept; one of them opened; then a hundred counties.

The demo's year of records, meetings, matters and days is there three times: as the acts made it, and twice more, each a
year earlier. What is cold has nothing kept and counts everything.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from benchmarks import counties
from benchmarks.show import Measured
from benchmarks.timing import Took

YEARS, READS, DAYS = 3, 20, 364  # whole weeks, so that what was done on a weekday stays on one
LOG = ("acts.auditlog", "acts.audittext")
COLD, WARM, OPENED, OF_ALL = 1000, 100, 200, 30  # ms, ms, ms, seconds
TODAY = date(2022, 7, 11)
# Ledgers whose rows come day after day, those that are referred to first.
COPIED = (
    "records.workrecord",
    "records.meeting",
    "records.meetingpurpose",
    "records.signin",
    "six_ones.urgentmatter",
    "six_ones.matterstep",
    "six_ones.dispute",
    "oversight.daystatement",
    "oversight.daymark",
    "oversight.leaverequest",
    "oversight.leavestep",
    "incentives.benefitpayment",
    "incentives.fundentry",
)


def measure(counts: list[int]) -> Iterator[Measured]:
    for number in range(1, YEARS):
        _live_a_year_before(number)
    yield Measured("figures", f"rows at {YEARS} years", _rows_there(), "rows", 250_000, is_floor=True)
    for count in counts:
        section = f"figures, {count} {'county' if count == 1 else 'counties'}"
        if count > 1:
            begun = time.perf_counter()
            list(counties.multiply(count, without=LOG))
            yield Measured(section, "copied", round(time.perf_counter() - begun, 1), "s")
            yield from _of_all(section, count)
        yield from _of_one(section)


def _live_a_year_before(number: int) -> None:
    """Copies of a year's rows under new keys, their days so many whole weeks earlier."""
    from django.apps import apps
    from django.db import connection, models, transaction

    made = {label: apps.get_model(label) for label in COPIED}
    highest = max(model._base_manager.aggregate(n=models.Max("pk"))["n"] or 0 for model in made.values())
    shift, days = 10 ** len(str(highest)), DAYS * number
    with transaction.atomic(), connection.cursor() as cursor:
        for model in made.values():
            cursor.execute(_earlier(model, set(made.values()), shift, days))


def _earlier(model: Any, made: set[Any], shift: int, days: int) -> str:
    from django.db import connection, models

    is_sqlite = connection.vendor == "sqlite"

    def value(field: Any) -> str:
        column = connection.ops.quote_name(field.column)
        if field.primary_key or (field.is_relation and field.related_model in made):
            return f"{column} + {shift}"
        if isinstance(field, models.DateTimeField):
            earlier = f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-{days} days')"
            return earlier if is_sqlite else f"{column} - interval '{days} days'"
        if isinstance(field, models.DateField):
            return f"date({column}, '-{days} days')" if is_sqlite else f"{column} - {days}"
        if field.name in ("day_number", "since_half", "until_half", "half"):
            return f"{column} - {2 * days}"
        if field.unique and isinstance(field, models.CharField):
            return f"{column} || '-{days}'"
        return column

    fields = model._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    values = ", ".join(value(field) for field in fields)
    ignored = ("INSERT OR IGNORE INTO", "") if is_sqlite else ("INSERT INTO", " ON CONFLICT DO NOTHING")
    return f"{ignored[0]} {table} ({columns}) SELECT {values} FROM {table} WHERE id < {shift}{ignored[1]}"


def _rows_there() -> int:
    from django.apps import apps

    ours = (model for model in apps.get_models() if model.__module__.startswith("zhucun."))
    return sum(model._base_manager.count() for model in ours)


def _question(code: str) -> Any:
    from zhucun.demo.hands import operator
    from zhucun.lib.figure import Question

    return Question(operator(TODAY, reach=code), code, TODAY)


def _ask(code: str) -> None:
    from zhucun.lib.figure import all_figures, ask_many

    answers = ask_many([figure.id for figure in all_figures()], _question(code))
    assert answers["dispatch.members"].value


def _of_one(section: str) -> Iterator[Measured]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from benchmarks.days import _officer
    from zhucun.acts import keeping
    from zhucun.demo.invented_places import COUNTY

    def cold() -> None:
        keeping.forget()
        _ask(COUNTY)

    for what, do, bound in (("nothing kept", cold, COLD), ("kept", lambda: _ask(COUNTY), WARM)):
        took = _timed(do)
        with CaptureQueriesContext(connection) as queries:
            do()
        note = f"p50 {took.p50_ms}; {len(queries)} queries"
        yield Measured(section, f"all figures of a county, {what}, p95", took.p95_ms, "ms", bound, note=note)
    client = _officer(Client)
    for figure_id in ("dispatch.members", "records.visits", "six_ones.matters_solved", "oversight.stationed_days"):
        took = _timed(lambda path=f"/figures/{figure_id}/": _opened(client, path))
        yield Measured(section, f"{figure_id} opened, p95", took.p95_ms, "ms", OPENED, note=f"p50 {took.p50_ms}")
    took = _timed(lambda: _opened(client, "/figures/"))
    yield Measured(section, "the list of all figures, p95", took.p95_ms, "ms", WARM, note=f"p50 {took.p50_ms}")


def _opened(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"


def _of_all(section: str, count: int) -> Iterator[Measured]:
    from zhucun.acts import keeping

    keeping.forget()
    begun = time.perf_counter()
    for code in counties.codes(count):
        _ask(code)
    yield Measured(section, "all figures of each county", round(time.perf_counter() - begun, 1), "s", OF_ALL)


def _timed(do: Callable[[], None]) -> Took:
    do()
    seconds, begun = [], time.perf_counter()
    for _ in range(READS):
        at = time.perf_counter()
        do()
        seconds.append(time.perf_counter() - at)
    return Took(seconds, time.perf_counter() - begun)
