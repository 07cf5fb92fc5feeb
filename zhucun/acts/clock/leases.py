"""A lease: one process holds a name for some seconds and renews it; a dead one's lapses. Real time."""

import os
import secrets
import socket
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from zhucun.acts.clock.models import Lease

LENGTH = timedelta(seconds=30)
RENEWED_BEFORE_END = timedelta(seconds=20)


class Hold:
    """This process's wish to hold a name. Writes to the database once in ten seconds, not at each look."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.holder = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        if self.until is None or now >= self.until - RENEWED_BEFORE_END:
            self.until = now + LENGTH if self._take(now) else None
        return self.until is not None

    def _take(self, now: datetime) -> bool:
        ours_or_free = Lease.objects.filter(Q(holder=self.holder) | Q(until__lte=now), name=self.name)
        if ours_or_free.exists():
            return bool(ours_or_free.update(holder=self.holder, until=now + LENGTH))
        if Lease.objects.filter(name=self.name).exists():
            return False
        try:
            with transaction.atomic():
                Lease.objects.create(name=self.name, holder=self.holder, until=now + LENGTH)
        except IntegrityError:
            return False
        return True

    def let_go(self) -> None:
        """So that the next process need not wait for the lease to lapse."""
        Lease.objects.filter(name=self.name, holder=self.holder).delete()
        self.until = None
