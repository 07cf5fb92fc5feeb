"""Registering the units a plan needs, and learning the ways of writing that a person explained."""

from collections.abc import Collection, Mapping
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.people import acts as people
from zhucun.org.people.models import Unit
from zhucun.org.people.rules import sending_level
from zhucun.org.people.unit_cells import HeldUnits, UnitCells, UnitRef
from zhucun.org.people.unit_levels import LEVELS, kind_of, level_code
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import in_words

MOST_NAMED = 12


def levels_of(cells: UnitCells, used: Collection[UnitRef], held: HeldUnits, county_code: str) -> dict[str, str]:
    """Name → code of its level, for the new units that some row uses."""
    return {
        name: level_code(name, cells.levels.get(name, ()), county_code, held.territory)
        for name in cells.new
        if name in used
    }


def levels_in_words(levels: Mapping[str, str]) -> str:
    """登记新单位 3 个：市直的市文旅局；县直的县水利局、永和镇人民政府。层级、类别可在单位页更正。"""
    parts = []
    for level, label in LEVELS.items():
        if names := [name for name, code in levels.items() if sending_level(code) == level]:
            parts.append(f"{label}的{in_words(names, MOST_NAMED)}")
    return f"登记新单位 {len(levels)} 个：{'；'.join(parts)}。层级、类别可在单位页更正。"


def make_units(
    county: Place,
    levels: Mapping[str, str],
    held: HeldUnits,
    learnt: Mapping[str, int],
    *,
    since: Mapping[UnitRef, date] | None = None,
    by: Actor,
) -> dict[UnitRef, Unit]:
    """All units a row may mean, by the reference it has them under."""
    days = since or {}
    calls = [
        Told(
            county,
            {
                "name": name,
                "place_code": code,
                "kind": kind_of(name, sending_level(code), held.territory),
                "since": days.get(name, by.today),
            },
        )
        for name, code in levels.items()
    ]
    units: dict[UnitRef, Unit] = dict(held.by_key)
    units |= {unit.name: unit for unit in people.add_unit.many(calls, by=by)}
    for written, key in learnt.items():
        people.learn_alias(units[key], name=written, by=by)
    return units
