"""The API's text for people: a page in the house's own frame, for whoever is logged in; it needs no script."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from zhucun.web.api_drawing import acts_of, groups_of
from zhucun.web.door import remote_acts, shape_of
from zhucun.web.page import page


class Text(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The acts are those this account may do, the reads all there are."""
        may = [act for act in remote_acts().values() if request.actor.may(act.needs)]
        context = {
            "groups": groups_of(api.get_openapi_schema()),
            "acts": acts_of((act, shape_of(act)) for act in may),
            "host": request.build_absolute_uri("/").rstrip("/"),
        }
        return render(request, "web/pages/api.html", context)


def for_whoever_is_logged_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The text tells what there is and no row of it; still it is not for everybody on the network."""

    @page(needs=None)
    @wraps(view, assigned=("__doc__",))
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown
