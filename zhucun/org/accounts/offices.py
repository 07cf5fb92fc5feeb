"""Offices in words: which role, where, since when, by what."""

from collections.abc import Sequence
from datetime import timedelta

from zhucun.acts.actor import provided_grants
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.places.models import CountyOffice, Place
from zhucun.org.roles import label

ONE_DAY = timedelta(days=1)
SHOWN_IN_DEMO = 40


def office_lines(offices: Sequence[Appointment | Deputation]) -> list[dict[str, str]]:
    """For lists and facts; the names of the places in one query."""
    names = place_names(office.place_code for office in offices)
    return [office_line(office, names) for office in offices]


def place_names(codes: Sequence[str]) -> dict[str, str]:
    return dict(Place.objects.filter(code__in=set(codes), until__isnull=True).values_list("code", "name"))


def office_line(office: Appointment | Deputation, names: dict[str, str]) -> dict[str, str]:
    where = office.unit.name if office.unit_id else names.get(office.place_code, office.place_code)
    return {
        "role": label(office.role),
        "where": where,
        "how": _how(office),
        "days": days_of(office),
        "basis": office.basis,
    }


def _how(office: Appointment | Deputation) -> str:
    if isinstance(office, Appointment):
        return "任职"
    return f"{office.get_kind_display()}（代{office.held_by.name}）" if office.held_by else office.get_kind_display()


def days_of(office: Appointment | Deputation) -> str:
    """自 2022-07-01 起; with an end, its last day."""
    if office.until is None:
        return f"自 {office.since:%Y-%m-%d} 起"
    return f"{office.since:%Y-%m-%d} 至 {office.until - ONE_DAY:%Y-%m-%d}"


def demo_log_ins() -> list[dict[str, str]]:
    """In a demo county, whom one can enter as: the first account of each role. The passwords are printed elsewhere."""
    counties = CountyOffice.objects.filter(is_demo=True).values_list("county__code", flat=True)
    accounts = Account.objects.filter(county_code__in=list(counties), is_active=True, password_set_on__isnull=False)
    listed: dict[str, dict[str, str]] = {}
    for account in accounts.prefetch_related("appointments").order_by("pk")[:SHOWN_IN_DEMO]:
        role = _demo_role(account)
        listed.setdefault(role, {"role": role, "name": account.name, "log_in": account.log_in})
    return list(listed.values())


def _demo_role(account: Account) -> str:
    """By office; on a team by the posting."""
    if office := next(iter(account.appointments.all()), None):
        return label(office.role)
    grants = provided_grants(account.person_id, account.password_set_on) if account.person_id else []
    return label(grants[0].role) if grants else account.get_kind_display()
