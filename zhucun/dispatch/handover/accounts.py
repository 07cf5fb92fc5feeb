"""The leaver's account ends when the work is handed over and the last day is past; the file stays (R-SEL-18)."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.rules import AccountKind

REASON = "派驻结束，工作已经交接。"
HOUSE = "系统"


def to_end(day: date) -> QuerySet[Account]:
    """Accounts of the phone whose holder is posted nowhere any more, holds no office and has nothing left to hand
    over; a handover that nobody finishes keeps an account open until its deadline only."""
    posted = Posting.objects.filter(cadre__person=OuterRef("person"))
    held = Appointment.objects.from_now_on(day).filter(account=OuterRef("pk"))
    handing = Handover.objects.open().filter(leaving__cadre__person=OuterRef("person"), due_on__gte=day)
    return Account.objects.filter(
        Exists(posted),
        ~Exists(posted.filter(Q(until__isnull=True) | Q(until__gt=day))),
        ~Exists(held),
        ~Exists(handing),
        is_active=True,
        kind=AccountKind.PHONE,
    )


def end_accounts(found: QuerySet[Account], by: Actor) -> int:
    """In the house's own name, with the act that led to it as its cause."""
    ended = list(found)
    for account in ended:
        house = Actor.system(HOUSE, reach=account.county_code, now=by.now)
        accounts.stop(account, reason=REASON, by=house)
    return len(ended)


def resume_accounts(persons: Collection[int], by: Actor) -> None:
    stopped = Account.objects.filter(person__in=persons, is_active=False, kind=AccountKind.PHONE)
    for account in stopped:
        accounts.resume(account, by=Actor.system(HOUSE, reach=account.county_code, now=by.now))
