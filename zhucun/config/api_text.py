"""The API's text for people: Swagger's page from our own files, within the house's frame, for whoever is logged in."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from zhucun.web.page import page


class Text(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        shown = {
            "url": reverse("api:openapi-json"),
            "layout": "BaseLayout",
            "deepLinking": True,
            "docExpansion": "list",
            "defaultModelsExpandDepth": -1,
            "validatorUrl": None,
        }
        return render(request, "web/pages/api.html", {"swagger_settings": json.dumps(shown)})


def for_whoever_is_logged_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The text tells what there is and no row of it; still it is not for everybody on the network."""

    @page(needs=None)
    @wraps(view, assigned=("__doc__",))
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return shown
