"""Who decides: the holders of an office on a day, those who stand in, and when there is nobody, the next above."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhucun.acts.scope import within_prefixes
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import LADDER, DeputationKind
from zhucun.org.roles import ROLES, Reach

CODE_LENGTHS = {"township": 9, "county": 6}


@dataclass(frozen=True)
class Seat:
    """An office: a role over a place, or in a unit."""

    role: str
    place_code: str
    unit_id: int | None = None

    @property
    def above(self) -> "Seat | None":
        """The office a matter passes to when this one has nobody (R-ORG-13)."""
        role = LADDER.get(self.role)
        if role is None:
            return None
        if ROLES[role].reach is Reach.UNIT:
            return Seat(role, self.place_code, self.unit_id)
        return Seat(role, self.place_code[: CODE_LENGTHS[ROLES[role].level]])


@dataclass(frozen=True)
class Holder:
    """Somebody in an office, by appointment or as a deputy."""

    account: Account
    how: str = ""  # 主持工作, 代理, 休假代办; empty of a holder


class Offices:
    """All offices of one county on one day, read in two queries."""

    def __init__(self, county_code: str, day: date) -> None:
        self._holders: dict[Seat, list[Holder]] = defaultdict(list)
        in_county = within_prefixes("place_code", [county_code])
        for model in (Appointment, Deputation):
            running = model.objects.as_of(day).filter(in_county, account__is_active=True)
            for office in running.select_related("account").order_by("pk"):
                self._holders[_seat(office)].append(Holder(office.account, _how(office)))

    def holders(self, seat: Seat) -> list[Holder]:
        return self._holders.get(seat, [])

    def deciders(self, seat: Seat) -> tuple[Seat, list[Holder]]:
        """Where the matter is decided, and by whom; nobody only where the whole ladder is vacant."""
        while not (found := self.holders(seat)) and (above := seat.above) is not None:
            seat = above
        return seat, found

    def seats(self) -> Iterable[Seat]:
        return self._holders


def _seat(office: Appointment | Deputation) -> Seat:
    return Seat(office.role, office.place_code, office.unit_id)


def _how(office: Appointment | Deputation) -> str:
    return DeputationKind(office.kind).label if isinstance(office, Deputation) else ""


def deciders(role: str, place_code: str, day: date, *, unit_id: int | None = None) -> tuple[str, list[Account]]:
    """Whoever decides for this office on the day, under which role."""
    seat, found = Offices(place_code[:6], day).deciders(Seat(role, place_code, unit_id))
    return seat.role, [holder.account for holder in found]
