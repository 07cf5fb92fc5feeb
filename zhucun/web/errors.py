"""Error pages in people's words; Django calls them by the handlers named in config/urls.py and settings.py."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
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


def said_of_presses(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an address that only takes a press, opened by itself (Enter in the address line), says so."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
            said = render(request, "web/pages/405.html", status=405)
            said["Allow"] = response["Allow"]
            return said
        return response

    return answer


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/pages/csrf.html", status=403)
