"""`zhucun import KIND FILE`: says what the file is and what it would change, and writes all of it or nothing."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.dispatch.imports.bringing import Brought
from zhucun.dispatch.imports.telling import brought_or_looked, choices_told, told, told_unreadable
from zhucun.dispatch.opening.words import counts_in_words
from zhucun.sheets.faults import Unreadable, said_once
from zhucun.sheets.plan import Outcome as Does
from zhucun.sheets.plan import Plan
from zhucun.sheets.reading import bytes_of
from zhucun.sheets.rows import Question
from zhucun.web.importing import Choices

MOST_LINES, MOST_OPTIONS = 40, 30
HOW_TO_ANSWER = (
    "这样答：--answer 编号=答案，可以写几次；或写进 JSON 文件，加 --answers。不读哪几行，加 --leave-out 行号。"
)


def run(asked: Asked) -> Outcome:
    file, choices, by = _file(asked.file), _choices(asked), asked.actor()
    try:
        brought = brought_or_looked(bytes_of(file), file.name, choices, dry_run=asked.dry_run, by=by)
    except Unreadable as unreadable:
        lines = [unreadable.sentence, "什么都没有写入。"]
        return Outcome(told_unreadable(file.name, unreadable), lines, status=1)
    lines = [*_lines(brought.plan), *_ending(brought.plan, brought, asked.dry_run)]
    return Outcome(told(brought, dry_run=asked.dry_run), lines, status=0 if brought.plan.may_be_carried_out else 1)


def _file(text: str) -> Path:
    file = Path(text).expanduser()
    if not file.is_file():
        raise WrongUse(f"没有这个文件：{text}。")
    return file


def _choices(asked: Asked) -> Choices:
    """Raises WrongUse for a kind nobody knows, rows that are no numbers, a mapping that is none."""
    mapping = _mapping(asked.mapping) if asked.mapping else {}
    answers = {**(_answers(asked.answers) if asked.answers else {}), **_singly(asked.answer), **_told_for_all(asked)}
    try:
        return choices_told(
            kind=asked.kind,
            sheet=asked.sheet,
            encoding=asked.encoding,
            mapping=mapping,
            answers=answers,
            leave_out=asked.leave_out,
        )
    except Unreadable as unreadable:
        raise WrongUse(unreadable.sentence) from unreadable


def _singly(told: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in told]
    for question, mark, _ in pairs:
        if not mark:
            raise WrongUse(f"--answer {question} 里要有等号：--answer 问题编号=答案")
    return {question: answer for question, _, answer in pairs}


def _told_for_all(asked: Asked) -> dict[str, str]:
    """The two that nearly every backfilled roster needs have options of their own."""
    told = {"since:start_day": asked.since and asked.since.isoformat(), "basis:backfill": asked.basis}
    return {question: answer for question, answer in told.items() if answer}


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongUse(f"“{path}”不是 JSON，也不是 UTF-8 的文本。") from error


def _mapping(path: str) -> dict[str, str]:
    """JSON {"B": "姓名"}, or two columns: the file's column and what it is."""
    text = _read(path)
    if text.lstrip().startswith("{"):
        return _object(text, path)
    rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    if any(len(row) != 2 for row in rows):
        raise WrongUse(f"对照文件“{path}”每行写两项：文件里的列，要读成什么。")
    return {column.strip(): key.strip() for column, key in rows}


def _answers(path: str) -> dict[str, str]:
    """{"编号": "答案"}, or the list of questions as --json printed it, each with its answer filled in."""
    text = _read(path)
    if not text.lstrip().startswith("["):
        return _object(text, path)
    listed = _json(text, path)
    return {str(one["id"]): str(one["answer"]) for one in listed if isinstance(one, dict) and one.get("answer")}


def _object(text: str, path: str) -> dict[str, str]:
    told = _json(text, path)
    if not isinstance(told, dict):
        raise WrongUse(f"文件“{path}”里要是一个 JSON 对象。")
    return {str(key): "" if value is None else str(value) for key, value in told.items()}


def _json(text: str, path: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise WrongUse(f"“{path}”不是 JSON：第 {error.lineno} 行。") from error


# ── what is said ──


def _lines(plan: Plan) -> list[str]:
    asked = {question.id for question in plan.questions}
    faults = said_once(fault for fault in plan.cell_faults if fault.question not in asked)
    shown = [*_bounded(list(_changes(plan))), *_bounded(faults)]
    return [*plan.sentences[:-1], *shown, *(line for q in plan.questions for line in _question(q))]


def _bounded(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return [*(f"  {line}" for line in lines[:MOST_LINES]), *([f"  ……还有 {more} 处，见 --json"] if more > 0 else [])]


def _changes(plan: Plan) -> Iterator[str]:
    for entry in plan.entries:
        where = f"“{entry.sheet}”第 {entry.row} 行" if entry.sheet else f"第 {entry.row} 行"
        for difference in entry.differences if entry.outcome in (Does.ADDED, Does.CHANGED) else ():
            yield f"{where} {entry.who}：{difference.sentence}"


def _question(question: Question) -> list[str]:
    cells = "、".join(question.cells[:6]) + ("……" if len(question.cells) > 6 else "")
    about = [f"    {detail}" for detail in question.details[:20]]
    wants = {"date": "    写一个日期，如 2021-05-01", "text": "    也可以自己写一句"}.get(question.wants)
    options = [f"    {key} = {label}" for key, label in question.options[:MOST_OPTIONS]]
    if len(question.options) > MOST_OPTIONS:
        options.append(f"    ……还有 {len(question.options) - MOST_OPTIONS} 个，见 --json")
    return [
        f"问：{question.sentence}（{cells}）",
        f"    编号 {question.id}",
        *about,
        *options,
        *([wants] if wants else []),
    ]


def _ending(plan: Plan, brought: Brought, dry: bool) -> list[str]:
    if brought.file is not None:
        return [f"写好了：{counts_in_words(brought.file.counts)}。"]
    told = [plan.sentences[-1]]
    if plan.questions:
        told.append(HOW_TO_ANSWER)
    return [*told, "这次只是看看，没有写入。" if dry and plan.may_be_carried_out else "什么都没有写入。"]
