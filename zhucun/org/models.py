"""The package's rows, by topic."""

from zhucun.org.accounts.models import Account, Appointment, Deputation, WrongTries
from zhucun.org.people.models import Cadre, Person, Unit, UnitAlias, UnitSpell
from zhucun.org.places.models import CountyOffice, Household, Place, PlaceName, PlaceTag, VillageGroup

__all__ = [
    "Account",
    "Appointment",
    "Cadre",
    "CountyOffice",
    "Deputation",
    "Household",
    "Person",
    "Place",
    "PlaceName",
    "PlaceTag",
    "Unit",
    "UnitAlias",
    "UnitSpell",
    "VillageGroup",
    "WrongTries",
]
