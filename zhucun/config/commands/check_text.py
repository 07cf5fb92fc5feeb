"""`zhucun check-text`: the numbers of a draft against the ledgers and against each other (F2)."""

import sys
from collections.abc import Iterable
from pathlib import Path

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.reports.checking.asking import looked_through_by
from zhucun.reports.checking.documents import Correction, corrected, must_be_short, text_of
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.checking.reporting import Checked, looked_through
from zhucun.reports.checking.telling import told
from zhucun.reports.rules import SEE
from zhucun.sheets.faults import Unreadable

NO = 1
STANDARD_INPUT = "-"


def run(asked: Asked) -> Outcome:
    data = _read(asked.file)
    try:
        text = must_be_short(data) if isinstance(data, str) else text_of(data)
    except Unreadable as fault:
        raise WrongUse(fault.sentence) from fault
    found = looked_through(text, None, {}) if asked.no_ledger else _by_ledgers(text, asked)
    if asked.corrected:
        _write_copy(asked, data, found)
    status = NO if any(one.verdict is Verdict.CONTRADICTED for one in found.findings) else 0
    return Outcome(told(found), list(_lines(found)), status)


def _read(file: str) -> bytes | str:
    if file == STANDARD_INPUT:
        return sys.stdin.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise WrongUse(f"打不开 {file}：{why(error)}。") from error


def _by_ledgers(text: str, asked: Asked) -> Checked:
    actor: Actor = asked.actor()
    actor.must(SEE)
    try:
        return looked_through_by(actor, text, asked.as_of or actor.today)
    except Refused as refusal:
        raise WrongUse(refusal.sentence) from refusal


def _write_copy(asked: Asked, data: bytes | str, found: Checked) -> None:
    """Never over the file itself."""
    copy = Path(asked.corrected)
    if isinstance(data, str) or not data.startswith(b"PK") or copy.suffix.lower() != ".docx":
        raise WrongUse("--corrected 只对 .docx，写到另一个 .docx 里。")
    if copy.exists():
        raise WrongUse(f"{copy} 已经有了，换一个文件名。")
    content = corrected(data, list(_corrections(found)), asked.actor().now)
    try:
        copy.write_bytes(content)
    except OSError as error:
        raise WrongUse(f"写不进 {copy}：{why(error)}。") from error


def _corrections(found: Checked) -> Iterable[Correction]:
    for one in found.open:
        if one.recorded and one.recorded.instead:
            number = one.claims[0].number
            yield Correction(number.start, number.end, one.recorded.instead)


def _lines(found: Checked) -> Iterable[str]:
    counts = "，".join(f"{verdict.label} {found.count(verdict)}" for verdict in Verdict)
    yield f"{len(found.reading.claims)} 个数：{counts}，没有可核对的 {len(found.unknown)}。"
    for one in found.open:
        yield f"{one.verdict.label}：{one.sentence}　{one.arithmetic}"
