"""The menu: each measure registers its pages; a person sees those their permissions open."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from zhucun.acts.actor import Actor
from zhucun.web.tabs import Tabs


@dataclass(frozen=True)
class Item:
    """A page in the menu. `needs=None` is for everybody, of several any one will do; `count` is shown behind the label.

    `leads_to` names the routes of pages one reaches from it, such as the one team from the list of teams.
    With `tabs` the entry is for whoever may open one of them, and leads to the first they may.
    """

    label: str
    route: str
    needs: str | tuple[str, ...] | None = None
    order: int = 50
    count: Callable[[Actor], int | None] | None = None
    leads_to: tuple[str, ...] = ()
    tabs: Tabs | None = None

    def is_for(self, actor: Actor) -> bool:
        if self.tabs:
            return bool(self.tabs.open_to(actor))
        needs = (self.needs,) if isinstance(self.needs, str) else self.needs
        return needs is None or any(actor.may(permission) for permission in needs)

    def address(self, actor: Actor) -> str:
        return _address(self.tabs.open_to(actor)[0].route if self.tabs else self.route, get_script_prefix())

    @property
    def routes(self) -> tuple[str, ...]:
        return (self.route, *self.leads_to, *(self.tabs.routes if self.tabs else ()))


@cache
def _address(route: str, prefix: str) -> str:
    """Some thirty are drawn on every page."""
    return reverse(route)


@dataclass
class Group:
    """One measure's tile: 派 训 管 用 六, or a plain entry with an icon."""

    label: str
    order: int
    tile: str = ""
    tile_class: str = ""
    icon: str = ""
    items: list[Item] = field(default_factory=list)


_groups: dict[str, Group] = {}


def group(name: str, label: str, *, order: int, tile: str = "", tile_class: str = "", icon: str = "") -> Group:
    return _groups.setdefault(name, Group(label, order, tile, tile_class, icon))


def add(name: str, item: Item) -> None:
    _groups[name].items.append(item)
    _groups[name].items.sort(key=lambda entry: entry.order)


def menu_for(request: HttpRequest) -> list[dict[str, Any]]:
    """What base.html draws. Only the open group shows its pages and their counts."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    groups = sorted(_groups.values(), key=lambda entry: entry.order)
    drawn = (_drawn(entry, request.actor, here) for entry in groups)
    return [entry for entry in drawn if entry["items"]]


def page_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """The pages beside this one, where an entry of the menu has several."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    found = (item.tabs.shown(request.actor, here) for entry in _groups.values() for item in entry.items if item.tabs)
    return next(filter(None, found), [])


def _drawn(entry: Group, actor: Actor, here: str) -> dict[str, Any]:
    items = [item for item in entry.items if item.is_for(actor)]
    is_open = any(_is_here(item, here) for item in items)
    return {
        "label": entry.label,
        "tile": entry.tile,
        "tile_class": entry.tile_class,
        "icon": entry.icon,
        "active": is_open,
        "url": items[0].address(actor) if items else "",
        "items": [_drawn_item(item, actor, here, is_open) for item in items],
    }


def _drawn_item(item: Item, actor: Actor, here: str, is_open: bool) -> dict[str, Any]:
    count = item.count(actor) if is_open and item.count else None
    return {"label": item.label, "url": item.address(actor), "active": _is_here(item, here), "count": count}


def _is_here(item: Item, here: str) -> bool:
    """`dispatch:teams` is also where `dispatch:teams.form` is."""
    return any(here == route or here.startswith(route + ".") for route in item.routes)
