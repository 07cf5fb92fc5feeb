"""Which lines an auditor reads, and how much of them: of business that it was done, of offices also what."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.acts.scope import within_prefixes
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import READ_LOG
from zhucun.web.history import Change, Line, prose

# What the other two administrators do, which is what the third is there to watch (R-SEC-05).
ADMINISTRATION = frozenset(model._meta.label_lower for model in (Account, Appointment, Deputation))


def lines_for(actor: Actor) -> QuerySet[AuditLog]:
    """Lines about the county; those of other counties and of the database as a whole are not told."""
    return AuditLog.objects.filter(within_prefixes("place_code", actor.scope(READ_LOG).place))


def looks_for(actor: Actor) -> QuerySet[AccessLog]:
    return AccessLog.objects.filter(within_prefixes("place_code", actor.scope(READ_LOG).place))


def said(lines: Iterable[AuditLog]) -> dict[int, Line]:
    """In prose: of accounts and offices with what changed, of business with the names of columns only."""
    found = list(lines)
    administration = [line for line in found if line.row_kind in ADMINISTRATION]
    business = [line for line in found if line.row_kind not in ADMINISTRATION]
    spoken = [*prose(administration), *map(_without_values, prose(business, with_content=False))]
    return {line.key: line for line in spoken}


def _without_values(line: Line) -> Line:
    return replace(line, changes=[Change(change.label, "", "") for change in line.changes])


def on_day(day: date) -> dict[str, datetime]:
    """The bounds of a day, for a column of moments."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    return {"gte": begin, "lt": begin + timedelta(days=1)}
