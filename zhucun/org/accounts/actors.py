"""From a log-in to an Actor: what the account may do today, and how far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhucun.acts.actor import Actor, Grant, GrantRow, actors_come_from, grant_rows, grants_with
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
    """One query for everything the account holds today; a second for its office unless it was read along with it."""
    office = _office_read_along(account) or office_of(account.county_code)
    today = timezone.localtime(office.now).date()
    held, stands_in, given = _offices_and_grants(account, today)
    grants = [*_grants([*held, *stands_in]), own_grant(account.pk), *given]
    deputised = [row.other for row in stands_in if row.other]
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


def _office_read_along(account: Account) -> Office | None:
    """What AccountQuerySet.with_office has put on the row."""
    if not hasattr(account, "office_name"):
        return None
    return Office(account.office_name or "", bool(account.office_is_demo), account.office_clock or timezone.now())


def _offices_and_grants(account: Account, day: date) -> tuple[list[GrantRow], list[GrantRow], list[Grant]]:
    appointments = Appointment.objects.as_of(day).filter(account=account)
    deputations = Deputation.objects.as_of(day).filter(account=account)
    own = [
        grant_rows(appointments, word="role", code="place_code", key="unit_id"),
        grant_rows(deputations, word="role", code="place_code", key="unit_id", other="held_by__person_id"),
    ]
    (held, stands_in), given = grants_with(own, account.person_id, day)
    return held, stands_in, given


@actors_come_from
def actor_of_account(account_id: int | None, county_code: str) -> Actor:
    """For what is done later: nothing, once the account has been stopped."""
    if account_id is None:
        return _nobody_s(county_code)
    account = Account.objects.with_office().filter(pk=account_id, is_active=True).first()
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


def _office_line(office: Office, grants: Sequence[Grant]) -> str:
    roles = [label(grant.role) for grant in grants if grant.role not in ("self", "own_file")]
    return " · ".join(part for part in (office.name, roles[0] if roles else "") if part)
