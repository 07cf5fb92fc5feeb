"""Saving a view of a list under a name, and forgetting it again."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.web.models import SavedView
from zhucun.web.page import page
from zhucun.web.saved_views import OWN, views_of

MOST = 8  # of one list; more tabs are no help
LONGEST = SavedView._meta.get_field("query").max_length


class SaveForm(forms.Form):
    """Sent from the list itself; `back` is the address of the list, `query` what narrows it."""

    table = forms.CharField(max_length=40)
    name = forms.CharField(max_length=20)
    query = forms.CharField()
    back = forms.CharField()


@require_POST
@page(needs=None)
def save(request: HttpRequest) -> HttpResponse:
    """A name that is there already gets the new filter."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused("给这个视图起个名字，20 个字以内，再存。")
    told = form.cleaned_data
    query = urlencode(parse_qsl(told["query"]))
    if len(query) > LONGEST:
        raise Refused("筛选条件太长，存不下。少选几条再存。")
    own = views_of(request.actor, told["table"])
    if own.count() >= MOST and not own.filter(name=told["name"]).exists():
        raise Refused(f"一张表最多存 {MOST} 个常用视图，先去掉一个再存。")
    key: dict[str, Any] = {"account_id": request.actor.account_id, "table": told["table"], "name": told["name"]}
    SavedView.objects.update_or_create(**key, defaults={"query": query})
    return redirect(f"{_own_page(request, told['back'])}?{query}")


@require_POST
@page(needs=None)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(SavedView.objects.visible_to(request.actor, OWN), pk=pk).delete()
    return redirect(_own_page(request, request.POST.get("back", "/")))


def _own_page(request: HttpRequest, address: str) -> str:
    """Nobody is led elsewhere by a form that another site made."""
    path = address.partition("?")[0]
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, {request.get_host()}) else "/"
