"""@page: one line of authority over every page, and people's sentences instead of errors."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url

from zhucun.acts.permissions import Permission
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.web.addresses import came_from
from zhucun.web.exporting import sheet_of
from zhucun.web.tables import SheetAsked

View = Callable[..., HttpResponse]
Gate = Callable[[HttpRequest], HttpResponse | None]

PAGES: dict[str, Permission | None] = {}  # every page by its function, for the table of doors
_gates: list[Gate] = []


def gate(function: Gate) -> Gate:
    """Register something that must be settled before any page: a password to change, facts to check once."""
    _gates.append(function)
    return function


def page(*, needs: Permission | None, gated: bool = True) -> Callable[[View], View]:
    """Log-in, permission, and refusals shown in words. `needs=None` is open to everybody who is logged in."""

    def make(view: View) -> View:
        PAGES[f"{view.__module__}.{view.__name__}"] = needs

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_log_in(request)
            if gated and (stop := first_gate(request)):
                return stop
            try:
                if needs is not None:
                    request.actor.must(needs)
                return view(request, *args, **kwargs)
            except SheetAsked as asked:
                return _sheet(request, asked)
            except OutOfReach as error:
                raise Http404 from error
            except NotPermitted as refusal:
                return refused_page(request, refusal, status=403)
            except Refused as refusal:
                return refused_page(request, refusal, status=409)

        guarded.needs = needs
        return guarded

    return make


def _sheet(request: HttpRequest, asked: SheetAsked) -> HttpResponse:
    try:
        return sheet_of(request, asked.table)
    except NotPermitted as refusal:
        return refused_page(request, refusal, status=403)


def first_gate(request: HttpRequest) -> HttpResponse | None:
    """What has to be settled before any page; None when nothing has."""
    return next((answer for answer in (stop(request) for stop in _gates) if answer is not None), None)


def _to_log_in(request: HttpRequest) -> HttpResponse:
    """A session that ended: back to where one was after logging in. htmx parts reload the whole page."""
    where = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "/")
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': where})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def refused_page(request: HttpRequest, refusal: Refused, *, status: int) -> HttpResponse:
    template = "web/pages/403.html" if status == 403 else "web/pages/refused.html"
    return render(request, template, {"refusal": refusal, "back_url": came_from(request)}, status=status)
