"""Households come, change and go as the sheet of the national system says; by no other door (R-MON-07)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.policy.monitoring_values import Monitoring
from zhucun.six_ones.monitoring import plain_words, rules
from zhucun.six_ones.monitoring.models import MonitoredHousehold
from zhucun.six_ones.monitoring.rules import Left

COUNTY = 6
TOLD = (
    *("household", "head_name", "group_name", "person_count", "kind", "risk", "measures"),
    *("found_on", "publicised_on", "entered_on", "removed_on", "next_visit"),
)
KEPT = ("place", "place_code", *TOLD, "left", "identify_by", "publicity_until", "sheet_on")


@act("monitored.add", "记入监测对象", needs=rules.IMPORT)
def add(
    place: Place,
    *,
    code: str,
    kind: str,
    head_name: str = "",
    group_name: str = "",
    household: Household | None = None,
    person_count: int | None = None,
    risk: str = "",
    measures: str = "",
    found_on: date | None = None,
    publicised_on: date | None = None,
    entered_on: date | None = None,
    removed_on: date | None = None,
    next_visit: date | None = None,
    by: Actor,
) -> MonitoredHousehold:
    told = {name: value for name, value in locals().items() if name not in ("by", "place")}
    return _add([Told(place, told)], by=by)[0]


@add.as_many
def _add(calls: Sequence[Told], *, by: Actor) -> list[MonitoredHousehold]:
    numbers = policy.of(by).monitoring
    codes = {call.given["code"] for call in calls}
    counties = {call.row.code[:COUNTY] for call in calls}
    open_ones = MonitoredHousehold.objects.standing().filter(county_code__in=counties)
    held = set(open_ones.values_list("county_code", "code")) if codes else set()
    return insert_many(each(calls, lambda call: _added(call, held, numbers, by)))


def _added(call: Told, held: set[tuple[str, str]], numbers: Monitoring, by: Actor) -> MonitoredHousehold:
    place, given = call.row, call.given
    if not by.scope(rules.IMPORT).covers_place(place.code):
        raise OutOfReach()
    code = given["code"].strip()
    if not code:
        raise Refused("户编号要写。", field="code")
    key = (place.code[:COUNTY], code)
    if given["removed_on"] is None:
        if key in held:
            raise Refused(f"户编号 {code} 已经在监测里了。", field="code")
        held.add(key)
    row = MonitoredHousehold(county_code=key[0], code=code)
    return _as_told(row, {"place": place, **given}, numbers, by)


def _as_told(row: MonitoredHousehold, given: dict[str, Any], numbers: Monitoring, by: Actor) -> MonitoredHousehold:
    """By the sheet of today; its deadlines by the numbers of today."""
    must_be_in_order(given, by.today)
    if given["kind"] not in {one.key for one in numbers.classes}:
        raise Refused("没有这一类监测对象。", field="kind")
    if given["risk"] not in {"", *(one.key for one in numbers.risks)}:
        raise Refused("没有这一种风险。", field="risk")
    for name in ("head_name", "group_name", "measures"):
        plain_words.without_private(given[name], field=name)
    row.place, row.place_code = given["place"], given["place"].code
    for name in TOLD:
        setattr(row, name, given[name])
    row.left = Left.RISK_GONE if row.removed_on else ""
    row.sheet_on = by.today
    row.identify_by = _after(row.found_on, numbers.identify_days)
    row.publicity_until = _after(row.publicised_on, numbers.publicity_days)
    return row


def _after(day: date | None, days: int) -> date | None:
    return day + timedelta(days=days) if day else None


def must_be_in_order(given: dict[str, Any], today: date) -> None:
    """None of them ahead but the visit, each after the one before."""
    labels = {"found_on": "线索日期", "publicised_on": "公示日期", "entered_on": "识别日期", "removed_on": "移出日期"}
    before: tuple[str, date] | None = None
    for name, label in labels.items():
        day = given[name]
        if day is None:
            continue
        if day > today:
            raise Refused(f"{label} {day:%Y-%m-%d} 还没到。请核对。", field=name)
        if before is not None and day < before[1]:
            raise Refused(f"{label} {day:%Y-%m-%d} 早于{before[0]} {before[1]:%Y-%m-%d}。请核对。", field=name)
        before = (label, day)
    if before is None:
        raise Refused("识别日期、公示日期、线索日期至少要有一个。", field="entered_on")


@act("monitored.change", "按表改监测对象", needs=rules.IMPORT)
def change(
    monitored: MonitoredHousehold,
    *,
    place: Place,
    kind: str,
    head_name: str = "",
    group_name: str = "",
    household: Household | None = None,
    person_count: int | None = None,
    risk: str = "",
    measures: str = "",
    found_on: date | None = None,
    publicised_on: date | None = None,
    entered_on: date | None = None,
    removed_on: date | None = None,
    next_visit: date | None = None,
    by: Actor,
) -> MonitoredHousehold:
    told = {name: value for name, value in locals().items() if name not in ("by", "monitored")}
    return _change([Told(monitored, told)], by=by)[0]


@change.as_many
def _change(calls: Sequence[Told], *, by: Actor) -> list[MonitoredHousehold]:
    numbers, reach = policy.of(by).monitoring, by.scope(rules.IMPORT)

    def changed(call: Told) -> MonitoredHousehold:
        if not (reach.covers_place(call.row.place_code) and reach.covers_place(call.given["place"].code)):
            raise OutOfReach()
        return _as_told(call.row, call.given, numbers, by)

    rows = each(calls, changed)
    update_many(rows, KEPT)
    return rows


@act("monitored.leave", "表里没有了，核对后移出", needs=rules.IMPORT)
def leave(monitored: MonitoredHousehold, *, on: date, by: Actor) -> MonitoredHousehold:
    """Only where somebody said so: that a sheet lacks a household removes nobody."""
    return _leave([Told(monitored, {"on": on})], by=by)[0]


@leave.as_many
def _leave(calls: Sequence[Told], *, by: Actor) -> list[MonitoredHousehold]:
    def left(call: Told) -> MonitoredHousehold:
        row, on = call.row, call.given["on"]
        if row.removed_on is not None:
            raise Refused("这一户已经移出了。")
        if on > by.today or (row.entered_on is not None and on < row.entered_on):
            raise Refused("移出的日子要在识别以后、不晚于今天。", field="on")
        row.removed_on, row.left = on, Left.NOT_IN_SHEET
        return row

    rows = each(calls, left)
    update_many(rows, ["removed_on", "left"])
    return rows
