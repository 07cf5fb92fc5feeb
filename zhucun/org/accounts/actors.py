"""From a log-in to an Actor: what the account may do today, and how far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from zhucun.acts.actor import Actor, Grant, actors_come_from, provided_grants
from zhucun.acts.clock.timed import county_clocks_come_from
from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.places.models import CountyOffice
from zhucun.org.roles import ROLES, label, own_grant

SYSTEM = "系统"


@dataclass(frozen=True)
class Office:
    """How the account's county runs: the office's name, the demo mark, the business clock."""

    name: str
    is_demo: bool
    now: datetime


def office_of(county_code: str) -> Office:
    found = CountyOffice.objects.filter(county__code=county_code).first() if county_code else None
    if found is None:
        return Office("", False, timezone.now())
    return Office(found.name, found.is_demo, found.clock_stands_at or timezone.now())


def actor_for(account: Account, *, door: str = "desk") -> Actor:
    """Three queries: the county's office, appointments with deputations, postings."""
    office = office_of(account.county_code)
    today = timezone.localtime(office.now).date()
    held = _held_by(account, today)
    grants = [*(ROLES[one.role].grant(one.place_code, one.unit_id) for one in held), own_grant(account.pk)]
    if account.person_id:
        grants += provided_grants(account.person_id, today)
    deputised = [one.deputises for one in held if one.deputises]
    return Actor(
        name=account.name,
        now=office.now,
        grants=tuple(grants),
        account_id=account.pk,
        person_id=account.person_id,
        persons=frozenset({account.person_id, *deputised} - {None}),
        on_behalf_of=deputised[0] if deputised else None,
        office=_office_line(office, grants),
        county_code=account.county_code,
        door=door,
        is_demo=office.is_demo,
    )


@actors_come_from
def actor_of_account(account_id: int | None, county_code: str) -> Actor:
    """For what is done later: nothing, once the account has been stopped."""
    if account_id is None:
        return _nobody_s(county_code)
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        raise Refused("要办这件事的账号已经停用，所以没有办。")
    return actor_for(account)


def _nobody_s(county_code: str) -> Actor:
    """The house's own chores, which reach no territory; or a county's, by its clock."""
    if not county_code:
        return Actor(name=SYSTEM, now=timezone.now())
    return Actor.system(SYSTEM, reach=county_code, now=office_of(county_code).now)


@county_clocks_come_from
def county_clocks() -> Iterable[tuple[str, datetime]]:
    now = timezone.now()
    for code, stands_at in CountyOffice.objects.values_list("county__code", "clock_stands_at"):
        yield code, stands_at or now


class Held(NamedTuple):
    """An office in which somebody acts; `deputises` is the person for whom."""

    is_deputation: int
    key: int
    role: str
    place_code: str
    unit_id: int | None
    deputises: int | None


def _held_by(account: Account, day: date) -> list[Held]:
    """The account's own offices first, then those in which it stands in; read together, since every page asks."""
    columns = ("pk", "role", "place_code", "unit")
    nobody = Cast(Value(None), BigIntegerField())
    own = Appointment.objects.as_of(day).filter(account=account).order_by()
    others = Deputation.objects.as_of(day).filter(account=account).order_by()
    rows = own.values_list(Value(0), *columns, nobody).union(
        others.values_list(Value(1), *columns, "held_by__person"), all=True
    )
    return sorted((Held(*row) for row in rows), key=lambda held: held[:2])


def _office_line(office: Office, grants: Sequence[Grant]) -> str:
    roles = [label(grant.role) for grant in grants if grant.role not in ("self", "own_file")]
    return " · ".join(part for part in (office.name, roles[0] if roles else "") if part)
