"""The frame of the phone's pages: the bar below, 大字, and the switch that turns all of them off (ux.md 7)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from zhucun.acts.permissions import Permission
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.policy import in_force
from zhucun.web.addresses import own_path
from zhucun.web.page import View, page

LARGE = "zhucun-large"  # a cookie: the size belongs to the phone in the hand, also when two share an account
LARGE_SECONDS = 10 * 365 * 24 * 3600


@dataclass(frozen=True)
class Tab:
    """A place in the bar below, for whoever holds one of the roles. `leads_to` names the pages under it."""

    label: str
    icon: str
    route: str
    order: int
    roles: frozenset[str]
    leads_to: tuple[str, ...] = ()

    def is_here(self, route: str) -> bool:
        return route in (self.route, *self.leads_to)


ON_A_TEAM = frozenset({"team_leader", "team_member"})
DECIDING = frozenset(
    {
        *("township_secretary", "township_organiser", "attendance_clerk", "county_officer", "county_office_leader"),
        *("organisation_department", "county_leader", "unit_head", "unit_deputy"),
    }
)
INSPECTING = frozenset({"inspector", "county_officer", "county_office_leader"})
EVERYBODY = frozenset({"self"})  # the role of whoever holds an account
_tabs: list[Tab] = []


def tab(entry: Tab) -> None:
    """Register a topic's place in the bar: what nobody registered is simply not shown."""
    _tabs.append(entry)
    _tabs.sort(key=lambda one: one.order)


def bar_for(request: HttpRequest) -> list[dict[str, Any]]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    held = set(request.actor.roles)
    return [
        {"label": one.label, "icon": one.icon, "url": reverse(one.route), "active": one.is_here(here)}
        for one in _tabs
        if one.roles & held
    ]


def address_of(route: str) -> str:
    """Of a page that another topic brings; empty while it is not there."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def is_large(request: HttpRequest) -> bool:
    return request.COOKIES.get(LARGE) == "1"


def phone_page(*, needs: Permission | None) -> Callable[[View], View]:
    """As `page`; where the county has turned the phone's pages off it says where to go instead (R-BUR-03)."""

    def make(view: View) -> View:
        @wraps(view)
        def switched(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if in_force.of(request.actor).mobile.pages == "off":
                return shown(request, "mobile/pages/off.html", {})
            try:
                return view(request, *args, **kwargs)
            except (OutOfReach, NotPermitted):
                raise
            except Refused as refusal:
                context = {"refusal": refusal, "back_url": _sent_from(request)}
                return shown(request, "mobile/pages/refused.html", context, status=409)

        return page(needs=needs)(switched)

    return make


def _sent_from(request: HttpRequest) -> str:
    """The page of ours on which the button stood."""
    return own_path(urlsplit(request.headers.get("Referer", "")).path, reverse("home"))


def shown(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page in the phone's frame."""
    framed = {"bar": bar_for(request), "is_large": is_large(request), **context}
    return render(request, template, framed, status=status)
