"""The accounts of the demo county: opened, given codes and offices as the three administrators do it (R-SEC-05)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo import invented
from zhucun.demo.hands import Hands, morning, operator
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.actors import actor_for
from zhucun.org.accounts.codes import new_code
from zhucun.org.accounts.first import FIRST, open_first_accounts
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.opening import Wanted
from zhucun.org.accounts.rules import AccountKind
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place

STILL_OUT = 19  # one in so many has not entered yet
ONE_DAY = timedelta(days=1)
SECRETARY = "township_secretary"
FROM_ABOVE = ("prefecture_reader", "province_reader")
OFFICE_BASIS = "青驻办发〔2021〕1号"


class Staffing:
    """Who has which account; hands are given to those who enter the county's data."""

    def __init__(self, county: invented.County, home: Place, hands: Hands) -> None:
        self._county, self._home, self._hands = county, home, hands
        self._phones = (f"{county.code}-{n:04}" for n in count(1))
        self._of_person: dict[invented.Person, Account] = {}
        self._of_office: dict[invented.Office, Account] = {}

    def open_the_office(self) -> None:
        """The first accounts as `zhucun init` makes them, then the others of the county."""
        founded, code = self._county.founded_on, self._county.code
        at_the_county = [
            office for office in self._county.offices if office.unit is None and len(office.place_code) <= 6
        ]
        first = {office.role: office for office in at_the_county if office.role in FIRST}
        wanted = {role: Wanted(o.name, o.kind, phone=o.phone, log_in=o.log_in) for role, o in first.items()}
        made = open_first_accounts(self._home, since=founded, by=operator(founded, reach=code), wanted=wanted)
        for role, account in made.items():
            self._seat(first[role], account)
        self._open([office for office in at_the_county if office.role not in FIRST], {})

    def open_offices_below(self, units: Mapping[invented.Unit, Unit]) -> None:
        self._open([office for office in self._county.offices if office not in self._of_office], units)

    def _open(self, offices: Sequence[invented.Office], units: Mapping[invented.Unit, Unit]) -> None:
        calls = [(self._home, self._told_of(office, units)) for office in offices]
        for office, account in zip(offices, self._opened(calls, self._county.founded_on), strict=True):
            self._of_office[office] = account
        self._appoint([office for office in offices if office.role not in FROM_ABOVE], units)
        for office in offices:
            if office.role in FROM_ABOVE:
                self._appoint_from_above(office)
            self._seat(office, self._of_office[office])

    def _told_of(self, office: invented.Office, units: Mapping[invented.Unit, Unit]) -> dict[str, Any]:
        is_on_phone = office.kind == AccountKind.PHONE
        return {
            "log_in": next(self._phones) if is_on_phone else office.log_in,
            "name": office.name,
            "kind": office.kind,
            "phone": office.phone,
            "asked_role": office.role,
            "asked_place_code": office.place_code,
            "asked_unit": units[office.unit] if office.unit else None,
        }

    def _opened(self, calls: Sequence[Any], day: date) -> Sequence[Account]:
        """With a slip for each, as in every county; what stands on them is known to nobody."""
        by = self._hands.of("system_admin", self._county.code, day)
        made = self._hands.do(accounts.open_account, calls, by=by)
        return self._hands.do(accounts.set_code, [(account, {"code": new_code()}) for account in made], by=by)

    def _appoint(self, offices: Sequence[invented.Office], units: Mapping[invented.Unit, Unit]) -> None:
        founded = self._county.founded_on
        by = self._hands.of("security_admin", self._county.code, founded)
        calls = [
            (
                self._of_office[office],
                {
                    "role": office.role,
                    "since": founded,
                    "place_code": office.place_code,
                    "unit": units[office.unit] if office.unit else None,
                    "basis": OFFICE_BASIS,
                },
            )
            for office in offices
        ]
        self._hands.do(accounts.appoint, calls, by=by)

    def _appoint_from_above(self, office: invented.Office) -> None:
        """A reader of prefecture or province is beyond what the county may give."""
        founded, code = self._county.founded_on, office.place_code
        by = operator(founded, reach=code)
        accounts.appoint(self._of_office[office], role=office.role, since=founded, place_code=code, by=by)

    def _seat(self, office: invented.Office, account: Account) -> None:
        self._of_office[office] = account
        if office.unit is None:
            self._hands.seat(office.role, office.place_code, account)

    def members_come_and_go(self, day: date, cadres: Mapping[invented.Person, Cadre]) -> None:
        """Whoever is posted gets an account for the phone; whoever left has it stopped, or has handed over first."""
        code, postings = self._county.code, self._county.postings
        self.open_for_members([posting.person for posting in postings if posting.since == day], day, cadres)
        followed = {posting.succeeds for posting in postings if posting.succeeds}
        ended = [posting for posting in postings if posting.end and (day - posting.end.last_day).days == 1]
        gone = [posting.person for posting in ended if posting not in followed]
        leaving = [(self._of_person[person], {"reason": "派驻结束。"}) for person in gone]
        self._hands.do(accounts.stop, leaving, by=self._hands.of("system_admin", code, day))

    def open_for_members(
        self, new: Sequence[invented.Person], day: date, cadres: Mapping[invented.Person, Cadre]
    ) -> None:
        calls = [(self._home, self._told_of_member(person, cadres[person])) for person in new]
        self._of_person.update(zip(new, self._opened(calls, day), strict=True))

    def head_of(self, unit: invented.Unit, day: date) -> Actor:
        """The unit's own officer, at the clock of that day."""
        office = next(one for one in self._of_office if (one.unit, one.role) == (unit, "unit_head"))
        return replace(actor_for(self._of_office[office]), now=morning(day))

    def account_of(self, person: invented.Person) -> Account:
        return self._of_person[person]

    def _told_of_member(self, person: invented.Person, cadre: Cadre) -> dict[str, Any]:
        return {
            "log_in": next(self._phones),
            "name": person.name,
            "kind": AccountKind.PHONE,
            "person": cadre.person,
        }

    def others_stand_in(self, day: date) -> None:
        """A secretary on leave is named as the one stood in for; one who has gone is dismissed first (R-ORG-13)."""
        by = self._hands.of("security_admin", self._county.code, day)
        for one in (one for one in self._county.stand_ins if one.since == day):
            held = Appointment.objects.select_related("account").get(role=SECRETARY, place_code=one.place_code)
            if one.last_day is None:
                accounts.end(held, last_day=day - ONE_DAY, reason="另有任用。", by=by)
            accounts.deputise(
                self._hands.account(one.by_role, one.place_code),
                kind=one.kind,
                role=SECRETARY,
                since=day,
                last_day=one.last_day,
                place_code=one.place_code,
                held_by=held.account if one.last_day else None,
                basis=one.basis,
                by=by,
            )

    def most_have_entered(self) -> None:
        """Log-in is no act, so that this is no act either; the first log-in of most lies behind them."""
        entered = [a.pk for n, a in enumerate(self._accounts(), start=1) if n % STILL_OUT]
        stands_at = self._hands.of("system_admin", self._county.code, self._county.stands_at.date()).now
        Account.objects.filter(pk__in=entered).update(entered_at=stands_at, code="", code_until=None)

    def _accounts(self) -> list[Account]:
        return [*self._of_office.values(), *self._of_person.values()]
