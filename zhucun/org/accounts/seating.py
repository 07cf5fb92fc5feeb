"""The seats of a role in a county, as choices of a form: where, and who sits there today."""

from collections.abc import Iterable

from zhucun.acts.actor import Actor
from zhucun.org.accounts.appointing import PLACE_KINDS
from zhucun.org.accounts.deciding import Offices, Seat
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import SEE_OFFICES
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, Kind
from zhucun.org.roles import ROLES, Reach

VACANT = "空缺"
Choice = tuple[str, str]


def named_seats(role: str, by: Actor) -> list[tuple[Seat, str]]:
    """Every seat of the role within the actor's reach, with the name of its place or unit."""
    if ROLES[role].reach is Reach.UNIT:
        units = Unit.objects.visible_to(by, SEE_OFFICES).filter(until__isnull=True).order_by("position", "name")
        return [(Seat(role, unit.county_code, unit.pk), unit.name) for unit in units]
    kinds = PLACE_KINDS[ROLES[role].level]
    places = Place.objects.visible_to(by, SEE_OFFICES).filter(until__isnull=True, kind__in=kinds)
    above = _township_names(by) if kinds == SERVED else {}
    return [
        (Seat(role, place.code), f"{above.get(place.code[:9], '')}{place.name}") for place in places.order_by("code")
    ]


def _township_names(by: Actor) -> dict[str, str]:
    townships = Place.objects.visible_to(by, SEE_OFFICES).filter(until__isnull=True, kind=Kind.TOWNSHIP)
    return dict(townships.values_list("code", "name"))


def choices(role: str, by: Actor, offices: Offices) -> list[Choice]:
    """To appoint somebody to."""
    return [(key(seat), f"{name}（{_sitting(offices, seat)}）") for seat, name in named_seats(role, by)]


def deputy_choices(role: str, by: Actor, offices: Offices) -> list[Choice]:
    """To stand in at: the seat, or one of those who hold it."""
    listed: list[Choice] = []
    for seat, name in named_seats(role, by):
        held = [holder.account for holder in offices.holders(seat) if not holder.how]
        listed += [(key(seat, account), f"{name}（替{account.name}）") for account in held]
        listed += [] if held else [(key(seat), f"{name}（{VACANT}）")]
    return listed


def key(seat: Seat, account: Account | None = None) -> str:
    return f"{seat.place_code}/{seat.unit_id or ''}/{account.pk if account else ''}"


def read_key(text: str) -> tuple[str, Unit | None, Account | None]:
    """(place code, unit, whom) of a choice that the form has already found among its own."""
    place_code, unit, account = text.split("/")
    return (
        place_code,
        Unit.objects.get(pk=unit) if unit else None,
        Account.objects.get(pk=account) if account else None,
    )


def _sitting(offices: Offices, seat: Seat) -> str:
    return "、".join(_names(offices, seat)) or VACANT


def _names(offices: Offices, seat: Seat) -> Iterable[str]:
    return (f"{holder.account.name}{holder.how}" for holder in offices.holders(seat))
