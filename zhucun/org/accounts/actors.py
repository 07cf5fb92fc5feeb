"""From a log-in to an Actor: what the account may do today, and how far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from zhucun.acts.actor import Actor, Grant, GrantRow, actors_come_from, grant_rows, grants_with
from zhucun.acts.clock.timed import county_clocks_come_from
from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.places.models import CountyOffice, Place
from zhucun.org.roles import ROLES, label, own_grant

SYSTEM = "系统"
COUNTY_DIGITS = 6
OFFICE_SECONDS = 5  # so long an office may be known by what it was before


@dataclass(frozen=True)
class Office:
    """How the account's county runs: the office's name, the demo mark, the business clock."""

    name: str
    is_demo: bool
    now: datetime


def office_of(county_code: str) -> Office:
    """Every request asks it and it hardly ever changes, so it is kept for a moment."""
    key = f"office:{county_code}"
    kept = cache.get(key)
    if kept is None:
        kept = _read_office(county_code)
        cache.set(key, kept, OFFICE_SECONDS)
    name, is_demo, clock = kept
    return Office(name, is_demo, clock or timezone.now())


def _read_office(county_code: str) -> tuple[str, bool, datetime | None]:
    offices = CountyOffice.objects.filter(county__code=county_code) if county_code else CountyOffice.objects.none()
    return offices.values_list("name", "is_demo", "clock_stands_at").first() or ("", False, None)


def actor_for(account: Account, *, door: str = "desk") -> Actor:
    """One query for everything the account holds today."""
    office = office_of(account.county_code)
    today = timezone.localtime(office.now).date()
    (held, stands_in), given = grants_with(OWN, account.pk, account.person_id, today)
    offices = [*held, *stands_in]
    grants = [*_grants(offices), own_grant(account.pk), *given]
    deputised = [row.other for row in stands_in if row.other]
    return Actor(
        name=account.name,
        now=office.now,
        grants=tuple(grants),
        account_id=account.pk,
        person_id=account.person_id,
        persons=frozenset({account.person_id, *deputised} - {None}),
        on_behalf_of=deputised[0] if deputised else None,
        office=_office_line(office, offices, grants),
        county_code=account.county_code,
        door=door,
        is_demo=office.is_demo,
    )


def _appointments(account_id: int, day: date) -> QuerySet:
    held = Appointment.objects.as_of(day).filter(account=account_id)
    return grant_rows(_called(held), word="role", code="place_code", key="unit_id", called="seat")


def _deputations(account_id: int, day: date) -> QuerySet:
    stands_in = Deputation.objects.as_of(day).filter(account=account_id)
    told = {"word": "role", "code": "place_code", "key": "unit_id", "other": "held_by__person_id"}
    return grant_rows(_called(stands_in), **told, called="seat")


def _called(offices: QuerySet) -> QuerySet:
    """Each with its `seat`: what the unit or the place of the office is called."""
    place = Place.objects.filter(code=OuterRef("place_code"), until__isnull=True).order_by().values("name")[:1]
    return offices.annotate(seat=Coalesce("unit__name", Subquery(place)))


OWN = (_appointments, _deputations)


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


def _grants(offices: Sequence[GrantRow]) -> Iterable[Grant]:
    return [ROLES[office.word].grant(office.code, office.key) for office in offices]


def _office_line(office: Office, offices: Sequence[GrantRow], grants: Sequence[Grant]) -> str:
    """Of whom somebody holds office: the township or unit, by its name; in the county itself its 驻村办."""
    first = offices[0] if offices else None
    of_the_county = first is None or (first.key is None and len(first.code) == COUNTY_DIGITS)
    name = office.name if of_the_county else first.called
    roles = [label(grant.role) for grant in grants if grant.role not in ("self", "own_file")]
    return " · ".join(part for part in (name, roles[0] if roles else "") if part)
