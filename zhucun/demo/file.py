"""The demo county's own database file: made once, kept, made anew when the code that made it is another.

Plain Python: which file it is must be known before Django is set up on it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
# What draws pages or reads files makes no rows, so that a change there keeps the file.
MAKES_NO_ROWS = {"web", "sheets", "reports", "tests", "commands", "pages", "static", "templatetags"}
DRAWS = {"views.py", "urls.py", "forms.py", "lists.py", "api.py", "figures.py", "sheets.py", "waiting.py", "cli.py"}


def home() -> Path:
    """Beside the deployment's own data, with keys of its own."""
    data_dir = os.environ.get("ZHUCUN_DATA_DIR")
    return (Path(data_dir) if data_dir else Path.home() / ".local" / "share" / "zhucun").resolve() / "demo"


def made(folder: Path, *, fresh: bool = False) -> Path:
    """The path of the file, which is there afterwards. Of several that ask at once, one makes it."""
    path = folder / f"demo-{fingerprint()}.db"
    with _alone(folder):
        if fresh or not path.exists():
            _make(path)
    return path


@cache
def fingerprint() -> str:
    """Of all code that takes part in making rows."""
    digest = hashlib.sha256()
    for source in sorted(PACKAGE.rglob("*.py")):
        parts = source.relative_to(PACKAGE).parts
        if MAKES_NO_ROWS.isdisjoint(parts) and source.name not in DRAWS:
            digest.update("/".join(parts).encode() + source.read_bytes())
    return digest.hexdigest()[:12]


def _make(path: Path) -> None:
    """Under another name first, so that a half-made one is never found; in a process set up on that file."""
    print("正在建演示县，只在第一次和换版以后，要一分钟上下……", file=sys.stderr, flush=True)  # noqa: T201
    for old in path.parent.glob("demo-*.db*"):
        old.unlink()
    draft = path.with_name("draft.db")
    settings = {"ZHUCUN_DATA_DIR": str(path.parent), "ZHUCUN_DATABASE_URL": f"sqlite:///{draft}"}
    done = subprocess.run(
        [sys.executable, "-m", "zhucun.demo.making"], env={**os.environ, **settings}, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"the demo county could not be made: {done.stderr}")
    draft.rename(path)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
