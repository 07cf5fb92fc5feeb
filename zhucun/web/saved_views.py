"""常用视图: a person's own filters of a list, under names of their own, as tabs beside the list's.

A view is its maker's own and no ledger; it is written without an act, like a draft.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.web.models import SavedView

OWN = "account.own"


def views_of(actor: Actor, table: str) -> QuerySet[SavedView]:
    return SavedView.objects.visible_to(actor, OWN).filter(table=table).order_by("pk")


def query_of(asked: Mapping[str, str], names: Iterable[str]) -> str:
    """What narrows and sorts the list, always in the same order: two that mean the same are the same text."""
    return urlencode([(name, asked[name]) for name in names if asked.get(name)])


def tabs_of(actor: Actor, table: str, path: str, query: str) -> list[dict[str, Any]]:
    """As _table.html draws them, without counts: each would be a query of its own."""
    return [
        {
            "label": view.name,
            "count": None,
            "active": view.query == query,
            "url": f"{path}?{view.query}",
            "forget_url": reverse("views.forget", args=[view.pk]),
        }
        for view in views_of(actor, table)
    ]
