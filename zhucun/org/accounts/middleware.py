"""Puts the Actor on every request, and keeps a desk session alive while it is used."""

from collections.abc import Callable

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from zhucun.org.accounts.actors import actor_for

REFRESH_SECONDS = 300


class ActorMiddleware:
    """`request.actor`: lazily built, None before log-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))
        return self.get_response(request)


def _actor(request: HttpRequest) -> object:
    if not request.user.is_authenticated:
        return None
    _keep_alive(request)
    return actor_for(request.user)


def _keep_alive(request: HttpRequest) -> None:
    """Once in five minutes, so that an ordinary page writes nothing (R-SEC-02)."""
    if _moment() - request.session.get("alive", 0) > REFRESH_SECONDS:
        request.session["alive"] = _moment()


@receiver(user_logged_in)
def begin_to_count(request: HttpRequest, **said: object) -> None:
    """The session is written at log-in anyway."""
    request.session["alive"] = _moment()


def _moment() -> int:
    return int(timezone.now().timestamp())
