"""What must be settled before any page: a password to change, the facts to look at once (R-SEC-01, screen C1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.web.page import gate


@gate
def password_to_change(request: HttpRequest) -> HttpResponse | None:
    due_on = request.user.password_due_on
    is_over = due_on is not None and due_on < request.actor.today
    return _to(request, "accounts:password") if request.user.must_change_password or is_over else None


@gate
def facts_to_check(request: HttpRequest) -> HttpResponse | None:
    return _to(request, "accounts:check") if request.user.checked_at is None else None


def _to(request: HttpRequest, route: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(route)})
    return redirect(route)
