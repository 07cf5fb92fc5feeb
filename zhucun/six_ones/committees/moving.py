"""The village secretary's account follows the seat: the old one loses the role, the new one has it from the same day.

In the house's own name, as rights that follow a fact are given (a posting does the same). The one-time code is handed
out by the system administrator, who sees that it waits: whoever enters the renewal never holds it, or a township could
make the village's confirmations itself (R-SEC-05).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.phones import normal_phone
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.opening import Wanted, log_ins
from zhucun.org.accounts.rules import AccountKind
from zhucun.org.people.sealed_text import blind_index
from zhucun.org.places.models import Place
from zhucun.six_ones.committees.rules import SECRETARY_ROLE

HOUSE, BASIS = "系统", "村“两委”换届"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Succession:
    """Who is secretary of the village from the day; the telephone, where it is told, says whose account it is."""

    place: Place
    on: date
    name: str
    phone: str = ""

    @property
    def number(self) -> str:
        return normal_phone(self.phone) if self.phone else ""


def secretaries_leave(leaving: Sequence[Succession], by: Actor) -> None:
    """Those named are secretary no more from the day."""
    for one, office in _offices(leaving):
        if office.account.name == one.name:
            _give_up(office, one.on, _house(one.place.code, by))


def secretaries_come(coming: Sequence[Succession], by: Actor) -> None:
    """Those named are secretary from the day, and nobody else of their villages."""
    held = list(_offices(coming))
    have = {one.place.pk for one, office in held if office.account.name == one.name}
    for one, office in held:
        if office.account.name != one.name:
            _give_up(office, one.on, _house(one.place.code, by))
    _give([one for one in coming if one.place.pk not in have], by)


def _house(code: str, by: Actor) -> Actor:
    return Actor.system(HOUSE, reach=code[:6], now=by.now)


def _offices(told: Sequence[Succession]) -> list[tuple[Succession, Appointment]]:
    """Who holds the role there, on the day or later. One query."""
    if not told:
        return []
    held = _held([one.place.code for one in told], min(one.on for one in told))
    return [(one, office) for one in told for office in held.get(one.place.code, ())]


def _held(codes: Sequence[str], since: date) -> dict[str, list[Appointment]]:
    running = Appointment.objects.from_now_on(since).filter(role=SECRETARY_ROLE, place_code__in=codes)
    found: dict[str, list[Appointment]] = {}
    for office in running.select_related("account").order_by("pk"):
        found.setdefault(office.place_code, []).append(office)
    return found


def _give_up(office: Appointment, on: date, house: Actor) -> None:
    if office.until is not None and office.until <= on:
        return
    if office.since < on:
        accounts.end(office, last_day=on - ONE_DAY, reason=BASIS, by=house)
    else:
        accounts.withdraw(office, by=house)


def _give(coming: Sequence[Succession], by: Actor) -> None:
    """Whoever has an account keeps it; for the others one is opened."""
    if not coming:
        return
    house = _house(coming[0].place.code, by)
    known = _accounts_of(coming)
    new = [one for one in coming if one.place.pk not in known]
    opened = dict(zip([one.place.pk for one in new], _opened(new, house), strict=True))
    accounts_of = {**known, **opened}
    if any(account.person_id in by.persons for account in accounts_of.values()):
        raise Refused("不能把自己办成村书记，请别的人来办。", rule="R-SEC-14")
    calls = [
        Told(
            accounts_of[one.place.pk],
            {"role": SECRETARY_ROLE, "since": one.on, "place_code": one.place.code, "basis": BASIS},
        )
        for one in coming
    ]
    accounts.appoint.many(calls, by=house)


def _accounts_of(coming: Sequence[Succession]) -> dict[int, Account]:
    """Village → the account: that by which they were secretary there before, else that of the telephone and name."""
    codes = {one.place.code: one for one in coming}
    before = Appointment.objects.filter(role=SECRETARY_ROLE, place_code__in=codes, account__is_active=True)
    found = {
        codes[office.place_code].place.pk: office.account
        for office in before.select_related("account").order_by("pk")
        if office.account.name == codes[office.place_code].name
    }
    phones = {blind_index(one.number, "phone"): one for one in coming if one.number}
    rows = Account.objects.filter(is_active=True, kind=AccountKind.PHONE, person__phone_hash__in=phones)
    for row in rows.select_related("person").order_by("pk"):
        one = phones[row.person.phone_hash]
        if row.name == one.name and row.county_code == one.place.code[:6]:
            found.setdefault(one.place.pk, row)
    return found


def _opened(new: Sequence[Succession], house: Actor) -> Sequence[Account]:
    if not new:
        return []
    county = Place.objects.get(code=house.county_code, until__isnull=True)
    wanted = [Wanted(one.name, AccountKind.PHONE, one.place.code[:9], phone=one.number) for one in new]
    names = log_ins(house.county_code, wanted)
    calls = [
        Told(county, {"log_in": log_in, "name": one.name, "kind": one.kind, "phone": one.phone})
        for one, log_in in zip(wanted, names, strict=True)
    ]
    return accounts.open_account.many(calls, by=house)
