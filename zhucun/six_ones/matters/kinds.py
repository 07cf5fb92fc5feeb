"""做实事 as a kind of record: asks, where one likes, which field and by when; opens the matter (journey J9)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Asked, Kind, Opening, Options, Side, instead
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.rules import OTHER, Duty

FIELD, PROMISED, DUTY = "field", "promised_on", "duty"
VILLAGE_DIGITS = 12


def fields_for(by: Actor, about: Any) -> Options:
    return [(one.key, one.label) for one in policy.of(by).matters.fields]


def opened(openings: Sequence[Opening], by: Actor) -> None:
    """A unit's own deed that was in no village opens none."""
    there = [one for one in openings if len(one.record.place_code) >= VILLAGE_DIGITS]
    homes = homes_of([one.record for one in there])
    matters.open_from.many((Told(one.record, _told(one, homes.get(one.record.pk, []))) for one in there), by=by)


def homes_of(records: Sequence[WorkRecord]) -> dict[int, list[Household]]:
    """Record → the households it names. Two queries."""
    links = WorkRecord.households.through.objects.filter(workrecord__in=[one.pk for one in records])
    pairs = list(links.values_list("workrecord", "household"))
    rows = Household.objects.in_bulk({home for _, home in pairs})
    found: dict[int, list[Household]] = {}
    for record, home in pairs:
        found.setdefault(record, []).append(rows[home])
    return found


def _told(opening: Opening, homes: list[Household]) -> dict[str, Any]:
    """Whose it is, is said where the record names exactly one household; else the record says it."""
    return {
        "field": opening.one(FIELD) or OTHER,
        "duty": opening.one(DUTY) or Duty.SERVICE,
        "promised_on": _day(opening.one(PROMISED)),
        "household": homes[0] if len(homes) == 1 else None,
    }


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise Refused("日期写成 2022-07-14 这样。", field="answers") from None


PRACTICAL = instead(
    Kind(
        "practical",
        "做实事",
        "heart-handshake",
        20,
        (Side.TEAM, Side.UNIT),
        asks=(
            Asked(FIELD, "哪一方面", "choice", fields_for, "不选算“其他”"),
            Asked(DUTY, "哪一项职责", "choice", Duty.choices, "不选算“为民办事服务”"),
            Asked(PROMISED, "还没办完，答应哪天办好", "day", hint="办好了就不填"),
        ),
        asks_households=True,
        opens=opened,
        goes_to=("实事台账",),
        hint="帮谁办了什么，一句就够",
    )
)
