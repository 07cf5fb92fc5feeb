"""The package's rows, by topic."""

from zhucun.org.accounts.models import Account, ApiToken, Appointment, Deputation, WrongTries
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people.models import (
    Cadre,
    Contact,
    KeptApart,
    Person,
    RuralSpell,
    Unit,
    UnitAlias,
    UnitSpell,
)
from zhucun.org.places.models import CountyOffice, Household, Place, PlaceName, PlaceTag, VillageGroup

__all__ = [
    "Account",
    "ApiToken",
    "Appointment",
    "Cadre",
    "Contact",
    "CountyOffice",
    "Deputation",
    "Household",
    "HouseholdAid",
    "KeptApart",
    "Person",
    "Place",
    "PlaceName",
    "PlaceTag",
    "RuralSpell",
    "Unit",
    "UnitAlias",
    "UnitSpell",
    "VillageAid",
    "VillageGroup",
    "WrongTries",
]
