"""Addresses that came with a request: followed only when they are paths of this site."""

from django.utils.http import url_has_allowed_host_and_scheme


def own_path(where: str, otherwise: str = "/") -> str:
    """The path asked for, else the other one: no link of ours leads to another site."""
    is_ours = where.startswith("/") and url_has_allowed_host_and_scheme(where, allowed_hosts=None)
    return where if is_ours else otherwise
