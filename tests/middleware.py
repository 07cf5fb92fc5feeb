"""Django's test client puts the middleware together anew in every client, and with it a list of all static files."""

from typing import Any

from django.core.signals import setting_changed
from django.test.client import ClientHandler

_made: list[dict[str, Any]] = []
_load = ClientHandler.load_middleware


def kept_from_client_to_client() -> None:
    """It keeps nothing of a request; settings that a test changes are read by a new one."""
    ClientHandler.load_middleware = _load_once
    setting_changed.connect(_forget)


def _load_once(handler: ClientHandler) -> None:
    if not _made:
        whole = ClientHandler()
        _load(whole)
        del whole.enforce_csrf_checks  # each client's own
        _made.append(vars(whole))
    vars(handler).update(_made[0])


def _forget(**_: Any) -> None:
    _made.clear()
