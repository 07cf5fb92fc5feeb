"""The server as a user starts it, on a database and a port of its own, with what its processes take of memory."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 90


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    pid: int

    def memory_mb(self) -> list[int]:
        """Proportional set size of each process, what is shared counted in parts."""
        return sorted(filter(None, map(_pss_mb, _family(self.pid))), reverse=True)


@contextlib.contextmanager
def running(environment: dict[str, str], *, workers: int = 2) -> Iterator[Server]:
    """`zhucun serve` until it answers; ended with all its processes."""
    host, port = "127.0.0.1", _free_port()
    command = [sys.executable, "-m", "zhucun.cli", "serve", "--port", str(port), "--workers", str(workers)]
    started = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=sys.stderr, start_new_session=True
    )
    try:
        _wait_for(f"http://{host}:{port}/login/", started)
        yield Server(host, port, started.pid)
    finally:
        os.killpg(started.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)


def _wait_for(address: str, started: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if started.poll() is not None:
            raise RuntimeError(f"the server ended with {started.returncode} before it answered")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the server did not answer within {PATIENCE} s")


def _free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return trying.getsockname()[1]


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def _pss_mb(pid: int) -> int | None:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:")), None)
