"""What the lists of 结对帮扶 are decided on, and what both kinds make first."""

from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people.models import Contact
from zhucun.org.people.unit_cells import HeldUnits, UnitCells, UnitRef, held_units
from zhucun.org.places.models import Household
from zhucun.org.places.place_cells import HeldPlaces, held_places
from zhucun.sheets.matching import parts_of
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case


@dataclass
class Ground:
    """What both kinds of list are decided on."""

    places: HeldPlaces
    units: HeldUnits
    aids: set[tuple[int, int]]
    contacts: dict[tuple[int, int | None, str], str]  # (place, unit, name) → tail of the phone
    helpers: set[tuple[int, int | None, str, Household | None]]  # (place, unit, name, household)


def ground_for(by: Actor) -> Ground:
    held = held_places(by)
    aids = VillageAid.objects.visible_to(by).filter(until__isnull=True).values_list("place", "unit")
    contacts = Contact.objects.visible_to(by).filter(until__isnull=True)
    helpers = HouseholdAid.objects.visible_to(by).filter(until__isnull=True).select_related("household").defer("phone")
    return Ground(
        held,
        held_units(by, held),
        set(aids),
        {(p, u, n): tail for p, u, n, tail in contacts.values_list("place", "unit", "name", "phone_tail")},
        {(row.place_id, row.unit_id, row.helper_name, row.household) for row in helpers},
    )


def settle(cells: UnitCells, case: Case, key: str) -> None:
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        read = (at for at, number in enumerate(rows.numbers) if number not in left_out)
        cells.settle(part for at in read if rows.values[key][at] for part in parts_of(rows.values[key][at]))


def units_in(cells: UnitCells, rows: Rows, at: int, key: str) -> list[UnitRef] | None:
    """All units of a cell; None where one is not settled."""
    text = rows.values[key][at]
    found = [cells.read(rows, at, key, part) for part in (parts_of(text) if text else ())]
    return None if None in found else list(dict.fromkeys(unit.ref for unit in found))
