"""查看全文: phone and ID number in full, for a reason, noted in the access log (R-DAT-04)."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.lib.phones import masked_phone
from zhucun.org.people.models import Cadre, Contact
from zhucun.org.people.rules import SEE_PRIVATE

LOOKED_AT = "查看电话、证件号全文"
LOOKED_AT_NUMBER = "查看联系人电话全文"
MOST_LOOKS = 20


@dataclass(frozen=True)
class Private:
    """What is hidden by default."""

    phone: str
    id_number: str


def reveal(cadre: Cadre, *, reason: str, by: Actor) -> Private:
    """Nothing is shown that is not noted: both or neither. Raises Refused."""
    found = _noted(cadre, Cadre.objects.select_related("person"), LOOKED_AT, reason, by)
    return Private(found.person.phone, found.person.id_number)


def reveal_number(row: Contact, *, reason: str, by: Actor) -> str:
    """A contact's number, on the same terms."""
    return _noted(row, type(row).objects.all(), LOOKED_AT_NUMBER, reason, by).phone


@transaction.atomic
def _noted(row: Scoped, rows: ScopedQuerySet, what: str, reason: str, by: Actor) -> Any:
    by.must(SEE_PRIVATE)
    found = rows.visible_to(by, SEE_PRIVATE).filter(pk=row.pk).first()
    if found is None:
        raise OutOfReach()
    if not reason.strip():
        raise Refused("写一句为什么要看。", field="reason", rule="R-DAT-04")
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=by.name,
        account_id=by.account_id,
        door=by.door,
        what=what,
        reason=reason.strip(),
        row_kind=row._meta.label_lower,
        row_key=found.pk,
        place_code=found.place_code,
    )
    return found


def masked(cadre: Cadre) -> Private:
    """As everybody who sees the person sees them."""
    person = cadre.person
    hidden_id = "*" * (len(person.id_number) - 4) + person.id_number[-4:] if person.id_number else ""
    return Private(masked_phone(person.phone) if person.phone else "", hidden_id)


def looks_at(row: Cadre | Contact) -> list[AccessLog]:
    """谁看过: who has seen them in full and why, newest first."""
    looks = AccessLog.objects.filter(row_kind=row._meta.label_lower, row_key=row.pk)
    return list(looks.order_by("-pk")[:MOST_LOOKS])
