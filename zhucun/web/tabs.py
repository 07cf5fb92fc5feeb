"""A measure's pages as tabs above each of them: topics add theirs, and what one may not open is not drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.permissions import Permission


@dataclass(frozen=True)
class Tab:
    label: str
    route: str
    needs: Permission
    order: int


class Tabs:
    """`add` a tab; `shown` gives [{label, url, active}] for the page that is `here`."""

    def __init__(self, tabs: Iterable[Tab] = ()) -> None:
        self._tabs = list(tabs)

    def add(self, tab: Tab) -> None:
        self._tabs.append(tab)
        self._tabs.sort(key=lambda one: one.order)

    def shown(self, request: HttpRequest, here: str) -> list[dict[str, Any]]:
        """Those their permissions open; a single one is no choice."""
        open_to = [tab for tab in self._tabs if request.actor.may(tab.needs)]
        drawn = [{"label": tab.label, "url": reverse(tab.route), "active": tab.route == here} for tab in open_to]
        return drawn if len(drawn) > 1 else []
