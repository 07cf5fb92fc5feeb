"""What waits: committees whose term has run out, villages without one, a new secretary who has no way in yet."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.accounts.rules import KEEP_ACCOUNTS
from zhucun.org.places.models import Place
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.rules import KEEP, SEATED, SECRETARY_ROLE, TOWNSHIP_DIGITS, PartyPost


def _townships(actor: Actor) -> list[str]:
    """It is theirs: the county has so many villages that a line would say nothing."""
    return [code for code in actor.scope(KEEP).place if len(code) == TOWNSHIP_DIGITS] if actor.may(KEEP) else []


def over(actor: Actor) -> QuerySet | None:
    """One row a village: its secretary."""
    codes = _townships(actor)
    if not codes:
        return None
    rows = CommitteeMember.objects.visible_to(actor, KEEP).as_of(actor.today).filter(party_post=PartyPost.SECRETARY)
    return rows.filter(within_prefixes("place_code", codes), term_ends_on__lt=actor.today)


@waits(over, day="term_ends_on", name="place__name")
def to_renew(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence=f"{found.name}“两委”任期到了" if found.count == 1 else "村“两委”任期到了",
        note="换届的，新班子一次报上来；延期的，改任期",
        url=f"{reverse('six_ones:committees')}?view=over",
        verb="去换届",
        count=found.count,
        unit="个村",
        due_on=found.first_on,
    )


def without(actor: Actor) -> QuerySet | None:
    """Asked only where the ledger is kept at all."""
    codes = _townships(actor)
    if not codes:
        return None
    held = CommitteeMember.objects.as_of(actor.today)
    kept = held.filter(within_prefixes("place_code", [code[:6] for code in codes]))
    places = Place.objects.visible_to(actor, KEEP).as_of(actor.today).filter(kind__in=SEATED)
    return places.filter(
        within_prefixes("code", codes), ~Exists(held.filter(place=OuterRef("pk"))), Exists(kept.values("pk"))
    )


@waits(without, name="name")
def to_register(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence=f"{found.name}没有“两委”名单" if found.count == 1 else "没有“两委”名单的村",
        note="一个村一次报上来，也可以导入表格",
        url=f"{reverse('six_ones:committees')}?view=none",
        verb="去登记",
        count=found.count,
        unit="个村",
    )


def coming(actor: Actor) -> QuerySet | None:
    """New secretaries whose account was opened by a renewal: nobody has given them a code."""
    if not actor.may(KEEP_ACCOUNTS):
        return None
    office = Appointment.objects.as_of(actor.today).filter(account=OuterRef("pk"), role=SECRETARY_ROLE)
    rows = Account.objects.visible_to(actor, KEEP_ACCOUNTS).filter(is_active=True, entered_at__isnull=True, code="")
    return rows.filter(Exists(office))


@waits(coming, name="name")
def to_hand_out(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="权",
        sentence=f"新任村书记{found.name}还没有码" if found.count == 1 else "新任村书记还没有码",
        note="换届换下来的账号，印纸条交给本人",
        url=reverse("accounts:list.batch"),
        verb="去印纸条",
        count=found.count,
        unit="个",
    )
