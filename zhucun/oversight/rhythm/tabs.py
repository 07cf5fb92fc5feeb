"""The pages of 调度与工作提示, as tabs above each of them; the topics above add theirs."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.permissions import Permission
from zhucun.oversight.rhythm.rules import SEE


@dataclass(frozen=True)
class Tab:
    label: str
    route: str
    needs: Permission
    order: int


_tabs = [Tab("全年节奏", "oversight:rhythm.calendar", SEE, 90)]


def add(tab: Tab) -> None:
    _tabs.append(tab)
    _tabs.sort(key=lambda one: one.order)


def tabs_for(request: HttpRequest, here: str) -> list[dict[str, Any]]:
    """Those their permissions open; a single one is no choice."""
    open_to = [tab for tab in _tabs if request.actor.may(tab.needs)]
    drawn = [{"label": tab.label, "url": reverse(tab.route), "active": tab.route == here} for tab in open_to]
    return drawn if len(drawn) > 1 else []
