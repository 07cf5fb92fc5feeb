"""`zhucun export`: a ledger as .xlsx; what is taken away is noted, and what could not be noted is not written."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from zhucun.acts.refused import NotPermitted, Refused
from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.dispatch.roster.exporting import export_roster
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.nominating import TAKES_NAMES
from zhucun.dispatch.rounds.rules import MANAGE
from zhucun.dispatch.selection.form_sheet import form_bytes, rows_of
from zhucun.lib.asked_days import month_in
from zhucun.reports.everything.packing import TITLE, pack
from zhucun.web.ledgers import Ledger, Per, all_ledgers, asked_of, ledger_called, write

EVERYTHING = "all"


def run(asked: Asked) -> Outcome:
    file, label, write = Path(asked.file).expanduser(), *_kind(asked.kind)
    _must_be_writable(file, ".zip" if asked.kind == EVERYTHING else ".xlsx")
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


def _nominations_form(asked: Asked, draft: Path) -> int:
    by = asked.actor()
    seen = SelectionRound.objects.visible_to(by, MANAGE).filter(state__in=TAKES_NAMES)
    rounds = list(seen.filter(title=asked.round) if asked.round else seen)
    if len(rounds) != 1:
        known = "、".join(seen.values_list("title", flat=True))
        which = f"用 --round 写明是哪一轮：{known}。" if known else "现在没有在收推荐的选派轮次。"
        raise WrongUse(which)
    draft.write_bytes(form_bytes(rounds[0], by=by, filled=asked.filled))
    return len(rows_of(rounds[0], by=by, filled=asked.filled))


def _everything(asked: Asked, draft: Path) -> int:
    try:
        with draft.open("wb") as target:
            written = pack(target, by=asked.actor(), reason=asked.reason)
    except NotPermitted:
        raise
    except Refused as refusal:
        raise WrongUse(f"{refusal.sentence}写在 --reason 后面。") from refusal
    return sum(written.values())


KINDS: dict[str, tuple[str, Callable[[Asked, Path], int]]] = {
    "roster": ("花名册", _roster),
    "nominations-form": ("推荐人选表", _nominations_form),
    EVERYTHING: (TITLE, _everything),
}


def _kind(name: str) -> tuple[str, Callable[[Asked, Path], int]]:
    if name in KINDS:
        return KINDS[name]
    if one := ledger_called(name):
        return one.title, _of_ledger(one)
    labels = [(kind, label) for kind, (label, _) in KINDS.items()]
    labels += [(one.key, one.title) for one in all_ledgers()]
    listed = "、".join(f"{kind}（{label}）" for kind, label in labels)
    raise WrongUse(f"没有“{name}”这种台账。可以写：{listed}。")


def _of_ledger(one: Ledger) -> Callable[[Asked, Path], int]:
    def written(asked: Asked, draft: Path) -> int:
        day = _month(asked.month) if asked.month and one.per is Per.MONTH else asked.as_of
        try:
            return write(one, draft, asked_of(one, asked.actor(), day=day, since=asked.since))
        except NotPermitted:
            raise
        except Refused as refusal:
            raise WrongUse(refusal.sentence) from refusal

    return written


def _month(told: str) -> date:
    if (found := month_in(told)) is None:
        raise WrongUse(f"“{told}”不是月份，写成 2022-06 这样。")
    return found


def _must_be_writable(file: Path, ending: str) -> None:
    if file.suffix.lower() != ending:
        raise WrongUse(f"“{file.name}”要以 {ending} 结尾。")
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise WrongUse(f"写不进 {file.parent}：没有这个文件夹，或者不让写。")
