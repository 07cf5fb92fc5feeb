"""One box for everything (screen C2): five of each group, more on a page of the group's own."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from zhucun.acts.actor import Actor
from zhucun.desk.search.figures import found_figures
from zhucun.desk.search.groups import Group, Hit, groups_for
from zhucun.web.page import page

SHOWN, PER_PAGE, MOST_TEXT = 5, 30, 40
FIGURES = "figure"
NOTHING = {
    "no_business": {"text": "这里找的是业务内容，管理员不看业务。", "icon": "shield"},
    "not_found": {"text": "没找到。", "when": "少写几个字，或只写姓名的首字母再找。", "icon": "search"},
}


@page(needs=None)
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:MOST_TEXT]
    only = next((group for group in groups_for(request.actor) if group.kind == request.GET.get("only")), None)
    context = {
        "text": text,
        "nothing": NOTHING,
        **(_one(only, text, request) if only and text else _all(request.actor, text, request)),
    }
    return render(request, "desk/search/pages/search.html", context)


def _all(actor: Actor, text: str, request: HttpRequest) -> dict[str, Any]:
    """One query for each group: the sixth row says that there are more."""
    if not text:
        return {"groups": [], "may_find": bool(groups_for(actor))}
    drawn = [_figures(actor, text, whole=request.GET.get("only") == FIGURES)]
    if request.GET.get("only") != FIGURES:
        drawn += [_drawn(group, actor, text) for group in groups_for(actor)]
    return {"groups": [group for group in drawn if group["hits"]], "may_find": bool(groups_for(actor))}


def _drawn(group: Group, actor: Actor, text: str) -> dict[str, Any]:
    rows = list(group.found(actor, text)[: SHOWN + 1])
    return {
        "label": group.label,
        "hits": [group.shown(row) for row in rows[:SHOWN]],
        "more_url": _address(text, group.kind) if len(rows) > SHOWN else "",
    }


def _figures(actor: Actor, text: str, *, whole: bool) -> dict[str, Any]:
    found = found_figures(actor, text)
    shown = found if whole else found[:SHOWN]
    hits = [Hit(one.figure.label, one.sub, one.url, f"{one.value} {one.figure.unit}") for one in shown]
    return {
        "label": "数字",
        "hits": hits,
        "more_url": _address(text, FIGURES) if len(found) > len(shown) else "",
        "whole": whole,
    }


def _one(group: Group, text: str, request: HttpRequest) -> dict[str, Any]:
    current = Paginator(group.found(request.actor, text), PER_PAGE).get_page(request.GET.get("page"))
    drawn = {"label": group.label, "hits": [group.shown(row) for row in current], "more_url": "", "whole": True}
    return {
        "groups": [drawn] if drawn["hits"] else [],
        "may_find": True,
        "current": current,
        "previous_url": _address(text, group.kind, current.number - 1) if current.has_previous() else "",
        "next_url": _address(text, group.kind, current.number + 1) if current.has_next() else "",
    }


def _address(text: str, only: str, number: int = 1) -> str:
    asked = {"q": text, "only": str(only), **({"page": number} if number > 1 else {})}
    return f"{reverse('desk:search')}?{urlencode(asked)}"
