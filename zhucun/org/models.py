"""The package's rows, by topic."""

from zhucun.org.accounts.models import Account, ApiToken, Appointment, Deputation, WrongTries
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people.models import Cadre, Contact, Person, Unit, UnitAlias, UnitSpell
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
    "Person",
    "Place",
    "PlaceName",
    "PlaceTag",
    "Unit",
    "UnitAlias",
    "UnitSpell",
    "VillageAid",
    "VillageGroup",
    "WrongTries",
]
