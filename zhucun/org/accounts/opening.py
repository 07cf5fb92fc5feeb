"""Accounts in batches: who lacks one, opening them, and the slips on which each one-time code appears once."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import SentAct
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.names import pinyin
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.codes import new_code, printed
from zhucun.org.accounts.expected import Expected, expected_in
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.rules import KEEP_ACCOUNTS, SEE_OFFICES, AccountKind
from zhucun.org.people.models import Person, Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind

ELSEWHERE = "县直"


@dataclass(frozen=True)
class Wanted:
    """One account to open. `township_code` says among whose slips theirs is."""

    name: str
    kind: str
    township_code: str = ""
    phone: str = ""
    person: Person | None = None
    role: str = ""
    place_code: str = ""
    unit: Unit | None = None
    log_in: str = ""  # made from the name or the county's code when left out


@dataclass(frozen=True)
class Slip:
    """What is printed and cut out. The code is nowhere else: only its hash is kept (R-SEC-01)."""

    name: str
    log_in: str
    phone_tail: str
    code: str
    until: date
    township_code: str


@dataclass
class Township:
    """How far the accounts of a township are."""

    code: str
    name: str
    lacking: list[Expected]
    not_entered: list[Account]
    expected: int = 0


def county_of(actor: Actor) -> Place:
    return Place.objects.visible_to(actor, SEE_OFFICES).get(code=actor.county_code, until__isnull=True)


def townships(actor: Actor) -> list[Township]:
    """Every township, and last the county itself with whoever belongs to none. A fixed number of queries."""
    within = Place.objects.visible_to(actor, SEE_OFFICES).filter(until__isnull=True, kind=Kind.TOWNSHIP)
    listed = [Township(place.code, place.name, [], []) for place in within.order_by("position", "code")]
    listed.append(Township(actor.county_code, ELSEWHERE, [], []))
    by_code = {township.code: township for township in listed}
    expected = expected_in(actor.county_code, actor.today)
    held = Account.objects.visible_to(actor, SEE_OFFICES).filter(is_active=True)
    have = set(held.values_list("person", flat=True))
    where = {one.person_id: one.township_code for one in expected}
    for one in expected:
        township = by_code.get(one.township_code, listed[-1])
        township.expected += 1
        if one.person_id not in have:
            township.lacking.append(one)
    offices = _first_offices(actor)
    for account in held.filter(entered_at__isnull=True).select_related("person").order_by("log_in"):
        code = where.get(account.person_id) or (offices.get(account.pk) or account.asked_place_code)[:9]
        by_code.get(code, listed[-1]).not_entered.append(account)
    return listed


def _first_offices(actor: Actor) -> dict[int, str]:
    held = Appointment.objects.visible_to(actor, SEE_OFFICES).from_now_on(actor.today).order_by("-pk")
    return dict(held.values_list("account", "place_code"))


def wanted_for(expected: Iterable[Expected]) -> list[Wanted]:
    """Members enter by phone number and code."""
    listed = list(expected)
    people = Person.objects.in_bulk([one.person_id for one in listed])
    return [Wanted(one.name, AccountKind.PHONE, one.township_code, person=people[one.person_id]) for one in listed]


def open_accounts(wanted: Sequence[Wanted], *, sent: uuid.UUID, by: Actor) -> list[Slip]:
    """All or none. Raises Refused; the same press a second time is refused, since the codes are gone."""
    county = Place.objects.visible_to(by, KEEP_ACCOUNTS).get(code=by.county_code, until__isnull=True)
    with _once(sent, "account.open", by):
        names = log_ins(by.county_code, wanted)
        calls = [Told(county, _told(one, log_in)) for one, log_in in zip(wanted, names, strict=True)]
        made = accounts.open_account.many(calls, by=by)
        return _hand_out(made, [one.township_code for one in wanted], by)


def hand_out_again(held: Sequence[Account], township_code: str, *, sent: uuid.UUID, by: Actor) -> list[Slip]:
    """A lost slip is a new code; the old one no longer enters."""
    with _once(sent, "account.set_code", by):
        return _hand_out(held, [township_code] * len(held), by)


def _told(one: Wanted, log_in: str) -> dict[str, object]:
    return {
        "log_in": log_in,
        "name": one.name,
        "kind": one.kind,
        "person": one.person,
        "phone": one.phone,
        "asked_role": one.role,
        "asked_place_code": one.place_code,
        "asked_unit": one.unit,
    }


def _hand_out(held: Sequence[Account], codes_of_townships: Sequence[str], by: Actor) -> list[Slip]:
    codes = [new_code() for _ in held]
    given = accounts.set_code.many(
        [Told(account, {"code": code}) for account, code in zip(held, codes, strict=True)], by=by
    )
    people = Person.objects.in_bulk([account.person_id for account in given])
    return [
        Slip(
            account.name,
            account.log_in,
            people[account.person_id].phone_tail if account.person_id else "",
            printed(code),
            timezone.localtime(account.code_until).date(),
            township,
        )
        for account, code, township in zip(given, codes, codes_of_townships, strict=True)
    ]


def was_sent(sent: uuid.UUID | None) -> bool:
    return SentAct.objects.filter(id=sent).exists()


@contextmanager
def _once(sent: uuid.UUID, verb: str, by: Actor) -> Iterator[None]:
    if was_sent(sent):
        raise Refused("这一批已经办过了。码只显示一次，纸条没印出来的，在“没进过的人”里重出。")
    try:
        with transaction.atomic():
            SentAct.objects.create(id=sent, account_id=by.account_id, at=timezone.now(), verb=verb)
            yield
    except IntegrityError as error:
        raise Refused("刚才有人也在开账号，登录名撞上了。什么都没写，再按一次。") from error


def log_ins(county_code: str, wanted: Sequence[Wanted]) -> list[str]:
    """For the desk the name in letters, which people remember; for phones the county's code and a number."""
    taken = set(Account.objects.filter(county_code=county_code).values_list("log_in", flat=True))
    while True:
        chosen = _choose(county_code, wanted, set(taken))
        elsewhere = set(Account.objects.filter(log_in__in=chosen).values_list("log_in", flat=True))
        if not elsewhere - {one.log_in for one in wanted}:  # one that was asked for is refused by the act
            return chosen
        taken |= elsewhere


def _choose(county_code: str, wanted: Sequence[Wanted], taken: set[str]) -> list[str]:
    numbers, chosen = count(1), []
    for one in wanted:
        if one.log_in:
            chosen.append(one.log_in)
            continue
        spelt = re.sub("[^a-z]", "", "".join(pinyin(one.name))) or "staff"
        suffixes = ("" if n == 1 else str(n) for n in count(1))
        on_phone = one.kind == AccountKind.PHONE
        names = (f"{county_code}-{n:04}" for n in numbers) if on_phone else (f"{spelt}{end}" for end in suffixes)
        chosen.append(next(name for name in names if name not in taken))
        taken.add(chosen[-1])
    return chosen
