"""The same people in every test, so that permissions can be read without looking anything up. All names are invented.

东岭镇 and 西河镇 lie in 青岭县 (990126), which lies in 9901; 白水县 (990127) is the neighbour county.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.models import Account
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place

COUNTY, NEIGHBOUR_COUNTY = "990126", "990127"
DONGLING, XIHE = "990126101", "990126102"
SHIPING, LIUXI, XIHE_VILLAGE = "990126101201", "990126101202", "990126102201"
TODAY = date(2022, 7, 11)
NOW = timezone.make_aware(datetime(2022, 7, 11, 9, 0))
SINCE = date(2021, 6, 1)


def operator(reach: str = COUNTY) -> Actor:
    """Whoever sets things up from the machine itself."""
    return Actor.system("本机操作员", reach=reach, now=NOW, door="cli")


@dataclass
class Cast:
    """Places, units, people and accounts; `actor("clerk")` is who they are to the acts."""

    county: Place
    dongling: Place
    xihe: Place
    shiping: Place
    liuxi: Place
    xihe_village: Place
    neighbour_county: Place
    archive: Unit
    water: Unit
    team: Team
    xihe_team: Team
    first_secretary: Posting
    member: Posting
    neighbour_member: Posting
    spare: Cadre
    accounts: dict[str, Account]

    def actor(self, who: str) -> Actor:
        return actor_for(Account.objects.get(pk=self.accounts[who].pk))


# who → (name, role, where: a place code or a unit's attribute)
OFFICES = {
    "officer": ("李静文", "county_officer", COUNTY),
    "office_leader": ("唐志远", "county_office_leader", COUNTY),
    "county_leader": ("贺国平", "county_leader", COUNTY),
    "organisation": ("卢敏", "organisation_department", COUNTY),
    "secretary": ("蒋大为", "township_secretary", DONGLING),
    "clerk": ("周小禾", "attendance_clerk", DONGLING),
    "neighbour": ("骆西平", "township_secretary", XIHE),
    "neighbour_county": ("白长河", "county_officer", NEIGHBOUR_COUNTY),
    "prefecture_reader": ("秦望", "prefecture_reader", "9901"),
    "liaison": ("欧阳岚", "unit_liaison", "archive"),
    "village_secretary": ("石有田", "village_secretary", SHIPING),
    "system_admin": ("钟系", "system_admin", COUNTY),
    "security_admin": ("安全", "security_admin", COUNTY),
    "audit_admin": ("沈纪", "audit_admin", COUNTY),
}
