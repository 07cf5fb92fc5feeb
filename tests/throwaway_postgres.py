"""A PostgreSQL cluster that a test run starts for itself and drops: a socket of its own, no port, no fsync."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST = 15
HURRIED = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c jit=off"


@contextmanager
def running() -> Iterator[str]:
    """Yields the address of an empty database; the folder's path stays short, as a socket's must."""
    binaries, as_user = _binaries(), _as_user()
    folder = Path(tempfile.mkdtemp(prefix="zc-pg-"))
    if as_user:
        shutil.chown(folder, as_user["user"], as_user["group"])
    control = [binaries / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    try:
        initdb = [binaries / "initdb", "-D", folder / "data", "-U", "zhucun", "-A", "trust", "--no-sync"]
        _run([*initdb, "-E", "UTF8", "--locale=C.UTF-8"], as_user)
        _run([*control, "-o", f"-k {folder} -c listen_addresses='' {HURRIED}", "start"], as_user)
        try:
            _run([binaries / "createdb", "-h", folder, "-U", "zhucun", "zhucun"], as_user)
            yield f"postgresql://zhucun@/zhucun?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], as_user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    """The newest installed server; Debian keeps them out of the search path."""
    found = {int(path.parts[-3]): path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")}
    if max(found, default=0) >= OLDEST:
        return found[max(found)]
    on_path = shutil.which("initdb")
    if on_path is None:
        raise RuntimeError(f"The tests need PostgreSQL {OLDEST} or later; please run: sudo apt-get install postgresql")
    return Path(on_path).resolve().parent


def _as_user() -> dict[str, Any]:
    """The server refuses to run as root, so root hands it to the postgres user."""
    if os.geteuid() != 0:
        return {}
    postgres = pwd.getpwnam("postgres")
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}


def _run(command: list[str | Path], as_user: dict[str, Any]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", **as_user)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
