"""Pairing units with villages and persons with households, and ending it. Nobody becomes a member by it."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.phones import normal_phone
from zhucun.org.aid import rules
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place

Helping = tuple[int, int | None, int | None, str]


@act("village_aid.start", "结对帮扶村", needs=rules.KEEP_AID_UNITS, undo="village_aid.end")
def pair_unit(place: Place, *, unit: Unit, since: date, basis: str = "", by: Actor) -> VillageAid:
    """A unit stands by a place from a day on; several may."""
    return _pair_units([Told(place, {"unit": unit, "since": since, "basis": basis})], by=by)[0]


@pair_unit.as_many
def _pair_units(calls: Sequence[Told], *, by: Actor) -> list[VillageAid]:
    places = {call.row.pk for call in calls}
    running = VillageAid.objects.filter(place__in=places, until__isnull=True)
    held = set(running.values_list("place_id", "unit_id"))
    return insert_many(each(calls, lambda call: _new_aid(call, held)))


def _new_aid(call: Told, held: set[tuple[int, int]]) -> VillageAid:
    place, unit = call.row, call.given["unit"]
    _must_be_of_one_county(place, unit)
    if (place.pk, unit.pk) in held:
        raise Refused(f"{unit}已经结对{place}了。", field="unit")
    held.add((place.pk, unit.pk))
    return VillageAid(place=place, **call.given)


@act("village_aid.end", "结束结对帮扶村", needs=rules.KEEP_AID_UNITS)
def end_village_aid(aid: VillageAid, *, last_day: date, reason: str = "", by: Actor) -> VillageAid:
    return _end(aid, last_day)


@act("household_aid.start", "结对帮扶户", needs=rules.KEEP_HELPERS, undo="household_aid.end")
def pair_household(
    place: Place,
    *,
    helper_name: str,
    since: date,
    unit: Unit | None = None,
    rank: str = "",
    phone: str = "",
    household: Household | None = None,
    household_count: int = 1,
    by: Actor,
) -> HouseholdAid:
    """Somebody is responsible for one household, or for so many of the place where the list does not name them."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _pair_households([Told(place, told)], by=by)[0]


@pair_household.as_many
def _pair_households(calls: Sequence[Told], *, by: Actor) -> list[HouseholdAid]:
    running = HouseholdAid.objects.filter(place__in={call.row.pk for call in calls}, until__isnull=True)
    held = set(running.values_list("place_id", "unit_id", "household_id", "helper_name"))
    return insert_many(each(calls, lambda call: _new_helping(call, held)))


def _new_helping(call: Told, held: set[Helping]) -> HouseholdAid:
    place, given = call.row, dict(call.given)
    unit, household = given["unit"], given["household"]
    _must_be_of_one_county(place, unit)
    if household is not None and household.village_id != place.pk:
        raise Refused(f"{household}不是{place}的户。", field="household")
    if household is not None and given["household_count"] != 1:
        raise Refused("写明了是哪一户，户数就是 1。", field="household_count")
    helping = (place.pk, unit and unit.pk, household and household.pk, given["helper_name"])
    if helping in held:
        raise Refused(f"{given['helper_name']}已经登记为{household or place}的责任人了。", field="helper_name")
    held.add(helping)
    given["phone"] = normal_phone(given["phone"]) if given["phone"] else ""
    return HouseholdAid(place=place, phone_tail=given["phone"][-4:], **given)


@act("household_aid.end", "结束结对帮扶户", needs=rules.KEEP_HELPERS)
def end_household_aid(aid: HouseholdAid, *, last_day: date, reason: str = "", by: Actor) -> HouseholdAid:
    return _end(aid, last_day)


def _end(aid: VillageAid | HouseholdAid, last_day: date) -> VillageAid | HouseholdAid:
    if aid.until is not None:
        raise Refused("这一段结对已经结束了。")
    if last_day < aid.since:
        raise Refused(f"结束日要不早于开始日（{aid.since:%Y-%m-%d}）。", field="last_day")
    aid.until = last_day + timedelta(days=1)
    aid.save()
    return aid


def _must_be_of_one_county(place: Place, unit: Unit | None) -> None:
    if unit is not None and not place.code.startswith(unit.county_code):
        raise Refused(f"{unit}不在这个县的册上。", field="unit")
