"""What the clock does about imports under way: a file nobody came back to is kept no longer than it may be needed."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.web.models import ImportDraft

KEPT_FOR = timedelta(days=30)  # real time: it is about files at rest, not about business days


def forget_drafts(by: Actor) -> dict[str, Any]:
    """Files hold a county's phones and ID numbers; what was brought in of them stands in the ledgers (R-DAT-04)."""
    old = ImportDraft.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    return {"removed": old.delete()[0]}
