"""Who is bound by the county's documents: the topics that know units and members say who they are today."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from zhucun.policy.documents.rules import AskedOf


class Receiver(NamedTuple):
    """A unit or a cadre by key, and the place by whose territory it is reached."""

    place_code: str
    unit: int | None = None
    cadre: int | None = None


Receivers = Callable[[str, date], Iterable[Receiver]]
_known: dict[str, Receivers] = {}
PARTS: Mapping[str, tuple[str, ...]] = {
    AskedOf.NOBODY: (),
    AskedOf.UNITS: (AskedOf.UNITS,),
    AskedOf.MEMBERS: (AskedOf.MEMBERS,),
    AskedOf.BOTH: (AskedOf.UNITS, AskedOf.MEMBERS),
}


def receivers_of(kind: str) -> Callable[[Receivers], Receivers]:
    """Register who they are: `f(county_code, day) -> receivers`."""

    def register(function: Receivers) -> Receivers:
        _known[kind] = function
        return function

    return register


def receivers(asked_of: str, county_code: str, day: date) -> list[Receiver]:
    return [one for part in PARTS[asked_of] if part in _known for one in _known[part](county_code, day)]
