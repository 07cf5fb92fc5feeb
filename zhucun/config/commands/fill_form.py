"""`zhucun fill-form`: somebody else's blank .xlsx or .docx filled from the ledgers (F5)."""

from collections.abc import Iterable
from pathlib import Path

from zhucun.acts.refused import Refused
from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.figures import question_of
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling.described import object_of
from zhucun.reports.filling.filling import FilledForm, filled
from zhucun.reports.filling.making import memory_of
from zhucun.reports.filling.meanings import is_there
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
        memory = memory_of(question.scope[:6])
        form = filled(data, source.name, question, memory)
        if asked.remember:
            _remember(asked.remember, form, question)
            form = filled(data, source.name, question, memory_of(question.scope[:6]))
    except Unreadable as fault:
        raise WrongUse(fault.sentence) from fault
    try:
        out.write_bytes(form.content)
    except OSError as error:
        raise WrongUse(f"写不进 {out}：{why(error)}。") from error
    return Outcome([object_of(cell, question) for cell in form.cells], list(_lines(form, out)))


def _remember(pairs: Iterable[str], form: FilledForm, question: Question) -> None:
    """Each for every place where the form says it, as figure or field. Raises WrongUse."""
    place = Place.objects.get(code=question.scope, until__isnull=True)
    labels = {cell.wanted.guess.label: cell.wanted.guess.said for cell in form.cells}
    for pair in pairs:
        label, _, wanted = pair.rpartition("=")
        if label not in labels:
            raise WrongUse(f"表里没有“{label}”这一栏。有的是：{'、'.join(labels)}。")
        told = next((one for one in (wanted, f"figure:{wanted}", f"field:{wanted}") if is_there(one)), "")
        if not told:
            raise WrongUse(f"没有编号为“{wanted}”的数。编号见 zhucun figures。")
        try:
            filling_in.remember(place, said=labels[label], label=label, told=told, by=question.actor)
        except Refused as refusal:
            raise WrongUse(refusal.sentence) from refusal


def _lines(form: FilledForm, out: Path) -> Iterable[str]:
    yield f"填了 {form.known} 格，{len(form.cells) - form.known} 格不知道，标了黄。写到 {out}。"
    yield from form.notes
    columns = {cell.wanted.guess.label: cell for cell in form.cells}
    for label, cell in columns.items():
        yield f"{label}：{cell.reason}"
