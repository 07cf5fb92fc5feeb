"""Entering a day off or a made-up working day, and taking it out again."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.org.places.models import Place
from zhucun.policy.holidays import rules
from zhucun.policy.holidays.models import HolidayDay


@act("holiday.enter", "填节假日", needs=rules.KEEP, undo="holiday.take_out")
def enter(county: Place, *, day: date, is_working: bool, name: str, basis: str = "", by: Actor) -> HolidayDay:
    """From the day on everything counts by it; what was frozen before stays as it was."""
    return _enter_many([Told(county, {"day": day, "is_working": is_working, "name": name, "basis": basis})], by=by)[0]


@enter.as_many
def _enter_many(calls: Sequence[Told], *, by: Actor) -> list[HolidayDay]:
    taken = set(
        HolidayDay.objects.filter(county_code__in={c.row.code for c in calls}).values_list("county_code", "day")
    )
    rows = each(calls, lambda call: _new_day(call, taken))
    return HolidayDay.objects.bulk_create(rows)


def _new_day(call: Told, taken: set[tuple[str, date]]) -> HolidayDay:
    county, given = call.row, call.given
    rules.must_make_sense(given["day"], given["name"])
    rules.must_change_something(given["day"], given["is_working"])
    if (county.code, given["day"]) in taken:
        raise Refused(f"{given['day']:%Y-%m-%d} 已经填过了。要改，先去掉再填。", field="day")
    taken.add((county.code, given["day"]))
    told = {"name": given["name"].strip(), "basis": given["basis"].strip()}
    return HolidayDay(county_code=county.code, day=given["day"], is_working=given["is_working"], **told)


@act("holiday.take_out", "去掉节假日", needs=rules.KEEP)
def take_out(row: HolidayDay, *, reason: str = "填错了", by: Actor) -> HolidayDay:
    """The line in the log keeps what it said."""
    return taken_out(row)
