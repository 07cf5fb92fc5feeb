"""Error pages in people's words; Django calls them by the handlers named in config/urls.py and settings.py."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/pages/400.html", status=400)


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/pages/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "web/pages/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Without request or context: whatever failed may be what the frame of a page would ask for."""
    return HttpResponse(render_to_string("web/pages/500.html"), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/pages/csrf.html", status=403)
