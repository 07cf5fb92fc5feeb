"""Web workers and the clock, started together and ended together."""

import hashlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.config.parent import SERVED_BY

APPLICATION = "zhucun.config.wsgi:application"
THREADS = (
    1  # of a worker: several in one process wait for each other while one of them holds the database's turn to write
)
BEFORE_AGAIN = 5  # seconds, so that a clock that cannot start does not spin
PATIENCE = 10  # seconds that a clock has to end
NOT_OURS = ["django_htmx"]  # of it only the middleware is used; its scripts import files that it does not bring
LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    workers: int

    @classmethod
    def of(cls, asked: Asked) -> "Server":
        return cls(asked.host, asked.port, asked.workers)

    @property
    def address(self) -> str:
        shown = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}/"

    def must_be_free(self) -> None:
        """Raises WrongUse."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trying.bind((self.host, self.port))
            except OSError as error:
                other = self.port + 1
                raise WrongUse(f"{self.host} 的 {self.port} 端口有别的程序在用，换一个：--port {other}") from error

    def run(self, said: Outcome, *, as_json: bool) -> None:
        """Says it, and serves until Ctrl-C or a request to end."""
        collect_static()
        said.print(as_json=as_json)
        connections.close_all()  # none of the processes that follow may share one
        os.environ[SERVED_BY] = str(os.getpid())
        with the_clock():
            self._answer_requests()

    def _answer_requests(self) -> None:
        Granian(
            APPLICATION,
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=self.workers,
            blocking_threads=THREADS,
            websockets=False,
            respawn_failed_workers=True,
            log_level=LogLevels.warning,
            log_dictconfig=LOG,
        ).serve()


@contextmanager
def the_clock() -> Iterator[None]:
    """Runs beside the workers, and is started again where it ends by itself. Of several servers' clocks one works."""
    over = threading.Event()
    running = [_clock()]
    keeper = threading.Thread(target=_keep, args=(running, over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        running[-1].terminate()
        _wait(running[-1])


def _clock() -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "zhucun.config.commands.beside", str(os.getpid())])


def _keep(running: list[subprocess.Popen], over: threading.Event) -> None:
    while not over.is_set():
        running[-1].wait()
        if not over.wait(BEFORE_AGAIN):
            running.append(_clock())


def _wait(clock: subprocess.Popen) -> None:
    try:
        clock.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        clock.kill()


def collect_static() -> None:
    """Under hashed names and compressed; only when a file is another than at the last start."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = _static_digest()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_OURS)
        stamp.write_text(now)


def _static_digest() -> str:
    digest = hashlib.sha256()
    found = (storage.path(path) for finder in get_finders() for path, storage in finder.list(NOT_OURS))
    for path in sorted(found):
        digest.update(path.encode() + Path(path).read_bytes())
    return digest.hexdigest()
