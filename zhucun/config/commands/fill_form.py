"""`zhucun fill-form`: somebody else's blank .xlsx or .docx filled from the ledgers (F5)."""

from collections.abc import Iterable
from pathlib import Path

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.figures import question_of
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.reports.filling.described import object_of
from zhucun.reports.filling.filling import FilledForm, filled
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.form_files import form_kind
from zhucun.sheets.reading import bytes_of


def run(asked: Asked) -> Outcome:
    question, source = question_of(asked), Path(asked.file)
    out = Path(asked.out)
    try:
        data = bytes_of(source)
        kind = form_kind(data)
        if out.suffix.lower() != f".{kind}" or out.exists():
            raise WrongUse(f"{out} 要是一个还没有的 .{kind} 文件：原来的表不动。")
        form = filled(data, source.name, question)
    except Unreadable as fault:
        raise WrongUse(fault.sentence) from fault
    try:
        out.write_bytes(form.content)
    except OSError as error:
        raise WrongUse(f"写不进 {out}：{error.strerror}。") from error
    return Outcome([object_of(cell, question) for cell in form.cells], list(_lines(form, out)))


def _lines(form: FilledForm, out: Path) -> Iterable[str]:
    yield f"填了 {form.known} 格，{len(form.cells) - form.known} 格不知道，标了黄。写到 {out}。"
    yield from form.notes
    columns = {cell.wanted.guess.label: cell for cell in form.cells}
    for label, cell in columns.items():
        yield f"{label}：{cell.reason}"
