"""What the clock does about log-ins: lines of the access log that have served their time, sessions that are over."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Q
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.trail import AccessLog
from zhucun.lib.periods import add_months
from zhucun.org.accounts.entering import WINDOW
from zhucun.org.accounts.limits import SHIPPED, in_force
from zhucun.org.accounts.models import WrongTries
from zhucun.org.places.models import CountyOffice


def clear_access_log(by: Actor) -> dict[str, Any]:
    """Kept in real time as long as each county says; what belongs to no county, as long as is shipped (R-SEC-08)."""
    counties = list(CountyOffice.objects.values_list("county__code", flat=True))
    removed = sum(_clear(within_prefixes("place_code", [code]), _months(code)) for code in counties)
    elsewhere = ~within_prefixes("place_code", counties) if counties else Q()
    return {"removed": removed + _clear(elsewhere, SHIPPED.data.access_log_months)}


def _months(county_code: str) -> int:
    return in_force(timezone.localdate(), county_code).data.access_log_months


def _clear(lines: Q, months: int) -> int:
    day = add_months(timezone.localdate(), -months)
    before = timezone.make_aware(datetime(day.year, day.month, day.day))
    return AccessLog.objects.filter(lines, at__lt=before).delete()[0]


def clear_entrance(by: Actor) -> dict[str, Any]:
    """Sessions that are over, wrong tries that count no longer (R-SEC-02)."""
    SessionStore.clear_expired()
    return {"tries": WrongTries.objects.filter(since__lte=timezone.now() - WINDOW).delete()[0]}
