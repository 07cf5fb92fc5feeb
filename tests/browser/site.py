"""The site served within a test's own transaction, so that a browser sees its rows and all of it is rolled back.

The audit log refuses to be emptied, which a transactional test would do. So the server shares the test's connection
and answers one request at a time; the browser may open as many sockets as it likes.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from tests.browser.watching import PATIENCE, Watched
from zhucun.org.accounts.models import Account

TO_BE_SHOWN = "HTTP_X_TO_BE_SHOWN"


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """The connection is the test's, which goes on with it."""


class InTurn:
    """One request at a time, and what the test itself asks of the rows never in the middle of one.

    What was asked for beside a tab is kept until that tab shows it, which is the next that is asked.
    """

    def __init__(self, app: WSGIHandler) -> None:
        self._app, self._turn = app, threading.RLock()
        self._kept: tuple[tuple[str, ...], tuple[Any, ...], list[bytes]] | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._turn:
            told, body = self._taken(environ) or self._answered(environ)
        start_response(*told)
        return body

    def _taken(self, environ: dict[str, Any]) -> tuple[tuple[Any, ...], list[bytes]] | None:
        kept, self._kept = self._kept, None
        return kept[1:] if kept and kept[0] == _of_whom(environ) else None

    def _answered(self, environ: dict[str, Any]) -> tuple[tuple[Any, ...], list[bytes]]:
        heads: list[tuple[Any, ...]] = []
        answered = self._app(environ, lambda *head: heads.append(head))
        body = list(answered)
        answered.close()
        if TO_BE_SHOWN in environ:
            self._kept = (_of_whom(environ), heads[0], body)
        return heads[0], body

    def query(self, execute: Callable[..., Any], *asked: Any) -> Any:
        with self._turn:
            return execute(*asked)


def _of_whom(environ: dict[str, Any]) -> tuple[str, ...]:
    session = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME)
    return *(
        environ[name] for name in ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING")
    ), session.value if session else ""


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server on a free port."""
    shared = {alias: connections[alias] for alias in connections}
    for connection in shared.values():
        connection.inc_thread_sharing()
    server = Server(("127.0.0.1", 0), Quiet, connections_override=shared)
    app = InTurn(WSGIHandler())
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    with ExitStack() as asked:
        for connection in shared.values():
            asked.enter_context(connection.execute_wrapper(app.query))
        yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    for connection in shared.values():
        connection.dec_thread_sharing()


class Site:
    """A browser at a served site; `as_account(account)` is a tab in which they are logged in."""

    def __init__(self, base: str, browser: Browser) -> None:
        self.base, self._browser = base, browser
        self._contexts: list[BrowserContext] = []

    def tab(self, **options: Any) -> Watched:
        context = self._browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", **options)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        return Watched(context.new_page())

    def as_account(self, account: Account, **options: Any) -> Watched:
        client = Client()
        client.force_login(account)
        tab = self.tab(**options)
        name = settings.SESSION_COOKIE_NAME
        tab.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.base}])
        return tab

    def close(self) -> None:
        for context in self._contexts:
            context.close()
