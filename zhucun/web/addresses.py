"""Addresses that came with a request: followed only when they are paths of this site."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_path(where: str, otherwise: str = "/") -> str:
    """The path asked for, else the other one: no link of ours leads to another site."""
    is_ours = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if is_ours else otherwise


def came_from(request: HttpRequest) -> str:
    """The page of ours on which the button stood; nothing where the browser does not say or it is this very address."""
    said = urlsplit(request.headers.get("Referer", ""))
    if said.netloc != request.get_host() or (request.method == "GET" and said.path == request.path):
        return ""
    return own_path(f"{said.path}?{said.query}" if said.query else said.path, "")
