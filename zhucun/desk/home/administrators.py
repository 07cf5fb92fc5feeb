"""The three administrators' first page: each their own work and no business data (R-SEC-05)."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.waiting import lines_for
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import READ_LOG, SEE_OFFICES
from zhucun.org.log.checking import CHECKED, chain
from zhucun.org.log.reading import looks_for
from zhucun.web.forms import ActForm
from zhucun.web.menu import menu_for


def contents(request: HttpRequest) -> dict[str, Any]:
    return {
        "waiting": lines_for(request.actor),
        "figures": _accounts(request),
        "pages": _own_pages(request),
        **(_log(request) if request.actor.may(READ_LOG) else {}),
    }


def _log(request: HttpRequest) -> dict[str, Any]:
    """How the chain stands, when it was last checked and what came out (R-SEC-07)."""
    checks = looks_for(request.actor).filter(what=CHECKED)
    return {"chain": chain(), "last_check": checks.order_by("-pk").first(), "pressing": ActForm()}


def _accounts(request: HttpRequest) -> list[dict[str, Any]]:
    """Accounts are what all three work on; each number opens the list at that view."""
    found = Account.objects.visible_to(request.actor, SEE_OFFICES).aggregate(
        all=Count("pk"),
        asked=Count("pk", filter=~Q(asked_role="")),
        new=Count("pk", filter=Q(is_active=True, entered_at__isnull=True)),
        locked=Count("pk", filter=Q(locked_until__gt=timezone.now())),
    )
    labels = (("all", "账号"), ("asked", "等授权"), ("new", "还没进入"), ("locked", "已锁"))
    base = reverse("accounts:list")
    return [
        {"label": label, "value": found[key], "unit": "个", "url": base if key == "all" else f"{base}?view={key}"}
        for key, label in labels
    ]


def _own_pages(request: HttpRequest) -> list[dict[str, str]]:
    """The pages of the menu that this administrator may open, this one left out."""
    items = [item for entry in menu_for(request) for item in entry["items"]]
    return [item for item in items if item["url"] != request.path]
