"""`zhucun export`: a ledger as .xlsx; what is taken away is noted, and what could not be noted is not written."""

import os
from collections.abc import Callable
from pathlib import Path

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.dispatch.roster.exporting import export_roster


def run(asked: Asked) -> Outcome:
    file, label, write = Path(asked.file).expanduser(), *_kind(asked.kind)
    _must_be_writable(file)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        written = write(asked, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    value = {"kind": asked.kind, "file": str(file), "rows": written}
    return Outcome(value, [f"{label}写好了：{file}，{written} 行。"])


def _roster(asked: Asked, draft: Path) -> int:
    return export_roster(draft, by=asked.actor(), day=asked.as_of, order=asked.order, reason=asked.reason)


KINDS: dict[str, tuple[str, Callable[[Asked, Path], int]]] = {"roster": ("花名册", _roster)}


def _kind(name: str) -> tuple[str, Callable[[Asked, Path], int]]:
    if name not in KINDS:
        listed = "、".join(f"{kind}（{label}）" for kind, (label, _) in KINDS.items())
        raise WrongUse(f"没有“{name}”这种台账。可以写：{listed}。")
    return KINDS[name]


def _must_be_writable(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise WrongUse(f"“{file.name}”要以 .xlsx 结尾。")
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise WrongUse(f"写不进 {file.parent}：没有这个文件夹，或者不让写。")
