"""A measure's pages as tabs above each of them: topics add theirs, and what one may not open is not drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission


@dataclass(frozen=True)
class Tab:
    label: str
    route: str
    needs: Permission
    order: int


class Tabs:
    """`add` a tab; an entry of the menu that has them leads to the first one may open, and base.html draws them."""

    def __init__(self, tabs: Iterable[Tab] = ()) -> None:
        self._tabs = list(tabs)

    def add(self, tab: Tab) -> None:
        self._tabs.append(tab)
        self._tabs.sort(key=lambda one: one.order)

    @property
    def routes(self) -> list[str]:
        return [tab.route for tab in self._tabs]

    def open_to(self, actor: Actor) -> list[Tab]:
        return [tab for tab in self._tabs if actor.may(tab.needs)]

    def shown(self, actor: Actor, here: str) -> list[dict[str, Any]]:
        """[{label, url, active}] on the page of a tab, and on no page below it; a single one is no choice."""
        open_to = self.open_to(actor)
        if len(open_to) < 2 or here not in [tab.route for tab in open_to]:
            return []
        return [{"label": tab.label, "url": reverse(tab.route), "active": tab.route == here} for tab in open_to]
