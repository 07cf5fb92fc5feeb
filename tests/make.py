"""Rows made the way people make them: through acts."""

from datetime import date
from itertools import count
from typing import Any

from tests import cast
from tests.cast import COUNTY, OFFICES, SINCE, Cast, operator
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.models import Account
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre, Person, Unit
from zhucun.org.places import acts as places
from zhucun.org.places.founding import found_county
from zhucun.org.places.models import Place

_number = count(1)
ABOVE = {"99": "某省", "9901": "云岭市"}


def county(code: str = COUNTY, name: str = "青岭县") -> Place:
    by = operator(code)
    made = found_county(code, name, since=SINCE, by=by, above=ABOVE)
    places.open_county(made, office_name=f"{name}驻村办", clock_stands_at=cast.NOW, by=by)
    return made


def place(parent: Place, code: str, name: str, kind: str = "village", *, tags: tuple[str, ...] = ()) -> Place:
    by = operator(code[:6])
    made = places.add(parent, code=code, name=name, kind=kind, since=SINCE, by=by)
    for tag in tags:
        places.tag(made, tag=tag, since=SINCE, by=by)
    return made


def unit(name: str, *, county: Place | None = None, place_code: str = "") -> Unit:
    home = county or Place.objects.get(code=COUNTY)
    return people.add_unit(home, name=name, since=SINCE, place_code=place_code, by=operator(home.code))


def cadre(name: str = "", *, unit: Unit, **facts: Any) -> Cadre:
    home = Place.objects.get(code=unit.county_code, kind="county")
    facts = {"birth_month": date(1985, 3, 1), "sex": "male", "rural_months": 24, **facts}
    return people.add_cadre(
        home, name=name or f"测试{next(_number)}", unit=unit, since=SINCE, by=operator(home.code), **facts
    )


def team(seat: Place, *, backing_unit: Unit | None = None, approved_size: int = 3, since: date = SINCE) -> Team:
    return roster.form_team(
        seat,
        number=f"T{next(_number):03}",
        since=since,
        backing_unit=backing_unit,
        approved_size=approved_size,
        by=operator(seat.code[:6]),
    )


def posting(
    team: Team, cadre: Cadre, *, roles: tuple[str, ...] = (TeamRole.MEMBER,), since: date = SINCE, **told: Any
) -> Posting:
    told = {"basis": "青组发〔2021〕5号", "reported_on": since, **told}
    return roster.start(team, cadre=cadre, roles=roles, since=since, by=operator(team.county_code), **told)


def account(name: str, log_in: str, *, county: Place, person: Person | None = None, kind: str = "desk") -> Account:
    """An account whose holder has been in and has looked at the facts, so that no gate stands before the pages."""
    by = operator(county.code)
    made = accounts.open_account(county, log_in=log_in, name=name, kind=kind, person=person, by=by)
    return accounts.check_facts(made, by=by)


def whole_cast() -> Cast:
    """Two townships, two teams, a neighbour county, and everybody who acts in tests."""
    home, away = county(), county(cast.NEIGHBOUR_COUNTY, "白水县")
    dongling = place(home, cast.DONGLING, "东岭镇", "township")
    xihe = place(home, cast.XIHE, "西河镇", "township")
    shiping = place(dongling, cast.SHIPING, "石坪村", tags=("lifted_from_poverty", "key_assistance"))
    liuxi = place(dongling, cast.LIUXI, "柳溪村", tags=("demonstration",))
    xihe_village = place(xihe, cast.XIHE_VILLAGE, "河湾村", tags=("lifted_from_poverty",))
    archive, water = unit("县档案馆"), unit("县水利局")
    first_team, second_team = team(shiping, backing_unit=archive), team(xihe_village, backing_unit=water)
    first = posting(first_team, cadre("黎明远", unit=archive), roles=(TeamRole.FIRST_SECRETARY, TeamRole.LEADER))
    member = posting(
        first_team, cadre("盘小妹", unit=water, sex="female", birth_month=date(1990, 5, 1), rural_months=0)
    )
    neighbour = posting(second_team, cadre("骆远", unit=water))
    return Cast(
        county=home,
        dongling=dongling,
        xihe=xihe,
        shiping=shiping,
        liuxi=liuxi,
        xihe_village=xihe_village,
        neighbour_county=away,
        archive=archive,
        water=water,
        team=first_team,
        xihe_team=second_team,
        first_secretary=first,
        member=member,
        neighbour_member=neighbour,
        spare=cadre("候补一", unit=archive),
        accounts=_accounts(home, away, {"archive": archive}, {"first_secretary": first, "member": member}),
    )


def _accounts(home: Place, away: Place, units: dict[str, Unit], postings: dict[str, Posting]) -> dict[str, Account]:
    made = {}
    for who, (name, role, where) in OFFICES.items():
        at = away if where == cast.NEIGHBOUR_COUNTY else home
        person = Person.objects.create(county_code=at.code, name=name)
        made[who] = account(name, who, county=at, person=person)
        _appoint(made[who], role, where, units)
    for who, held in postings.items():
        made[who] = account(held.cadre.person.name, who, county=home, person=held.cadre.person, kind="phone")
    return made


def _appoint(holder: Account, role: str, where: str, units: dict[str, Unit]) -> None:
    unit = units.get(where)
    by = operator(where if where in holder.county_code else holder.county_code)  # the prefecture's own, for its reader
    accounts.appoint(holder, role=role, since=SINCE, place_code="" if unit else where, unit=unit, by=by)
