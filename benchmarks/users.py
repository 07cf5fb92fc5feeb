"""Who asks in a measurement: accounts of the demo county with a session of their own, as after a log-in."""

import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from benchmarks.client import Client
from benchmarks.server import Server
from zhucun.demo.log_ins import log_ins
from zhucun.org.accounts.models import Account


def of_role(role: str) -> Account:
    """The account that the demo's list of log-ins has for a role."""
    return next(one.account for one in log_ins() if one.role == role)


def some(count: int) -> list[Account]:
    """Accounts whose holders have been in, one after the other by key."""
    return list(Account.objects.filter(checked_at__isnull=False, must_change_password=False).order_by("pk")[:count])


def enter(account: Account, server: Server) -> Client:
    """A client with a session for the account: hashing passwords is not what is measured."""
    client = Client(server.host, server.port)
    open_session(account, client)
    client.get("/feedback/")  # the form on it brings the CSRF cookie
    return client


def open_session(account: Account, client: Client) -> None:
    client.cookies[settings.SESSION_COOKIE_NAME] = _session(account)


def _session(account: Account) -> str:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session["alive"] = int(time.time())
    session.save()
    return session.session_key
