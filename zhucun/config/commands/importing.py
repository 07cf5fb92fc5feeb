"""`zhucun import`: says what a file would do and what stands in its way, then writes all of it or nothing."""

import json
from pathlib import Path

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import Plan, rows_left_out
from zhucun.sheets.rows import Question
from zhucun.web.importing import Choices, importer_for

SHORT = {"roster": "member_roster"}  # as the contract has it
ANY = "auto"  # whichever kind the table is recognised as
MOST_LINES = 200  # of one kind on a screen
FOR_MAPPING = "{“B”: “unit”} 这样的 JSON：列的字母或表里的列名，对栏目"


def run(asked: Asked) -> Outcome:
    file, choices, by = _file(asked.file), _choices(asked), asked.actor()
    if choices.kind:
        by.must(importer_for(choices.kind).needs)
    try:
        if asked.dry_run:
            return _answer(look(file.read_bytes(), file.name, choices, by=by), wrote=False, dry_run=True)
        brought = bring_in(file.read_bytes(), file.name, choices, by=by)
    except Unreadable as unreadable:
        return _unreadable(file, unreadable)
    return _answer(brought.plan, wrote=brought.file is not None)


def _file(text: str) -> Path:
    file = Path(text).expanduser()
    if not file.is_file():
        raise WrongUse(f"没有这个文件：{text}。")
    return file


def _choices(asked: Asked) -> Choices:
    """Raises WrongUse for a kind nobody knows, rows that are no numbers, a mapping that is none."""
    try:
        kind = "" if asked.kind == ANY else importer_for(SHORT.get(asked.kind, asked.kind)).key
        left_out = _left_out(asked.leave_out)
    except Unreadable as unreadable:
        raise WrongUse(unreadable.sentence) from unreadable
    mapping = _mapping(asked.mapping) if asked.mapping else {}
    return Choices(kind, asked.sheet, asked.encoding, mapping, _answers(asked.answer), left_out)


def _left_out(text: str) -> frozenset[str]:
    """7,12-15 or 东岭镇!12: the file's own row numbers."""
    named: set[str] = set()
    for part in text.replace("，", ",").split(","):
        sheet, mark, rows = part.rpartition("!")
        named |= {f"{sheet}{mark}{row}" for row in rows_left_out(rows)}
    return frozenset(named)


def _mapping(text: str) -> dict[str, str]:
    try:
        told = json.loads(Path(text).expanduser().read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise WrongUse(f"读不了列的对应 {text}：{error.strerror}。") from error
    except ValueError as error:
        raise WrongUse(f"{text} 不是 JSON。要写成 {FOR_MAPPING}。") from error
    if not (isinstance(told, dict) and all(isinstance(key, str) for key in told.values())):
        raise WrongUse(f"{text} 不是列的对应。要写成 {FOR_MAPPING}。")
    return told


def _answers(told: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in told]
    for question, mark, _ in pairs:
        if not mark:
            raise WrongUse(f"--answer {question} 里要有等号：--answer 问题编号=答案")
    return {question: answer for question, _, answer in pairs}


def _unreadable(file: Path, unreadable: Unreadable) -> Outcome:
    value = {"file": file.name, "written": False, "problem": unreadable.sentence, "reason": unreadable.reason}
    return Outcome(value, [unreadable.sentence, "什么都没有写入。"], status=1)


def _answer(plan: Plan, *, wrote: bool, dry_run: bool = False) -> Outcome:
    value = {**plan.as_json(), "dry_run": dry_run, "written": wrote}
    return Outcome(value, _lines(plan, wrote=wrote, dry_run=dry_run), status=0 if plan.may_be_carried_out else 1)


def _lines(plan: Plan, *, wrote: bool, dry_run: bool) -> list[str]:
    faults = _at_most(MOST_LINES, [f"  {fault.sentence}" for fault in plan.cell_faults])
    asked = [line for question in plan.questions for line in _question(question)]
    absent = _at_most(MOST_LINES, [f"  {line}" for line in plan.absent])
    return [
        *plan.sentences,
        *(["", "看不准或不能收的：", *faults] if faults else []),
        *(["", "要答的（--answer 编号=答案）：", *asked] if asked else []),
        *(["", "册上有、表里没有的（不动）：", *absent] if absent else []),
        "",
        _ending(plan, wrote=wrote, dry_run=dry_run),
    ]


def _at_most(most: int, lines: list[str]) -> list[str]:
    more = len(lines) - most
    return lines if more <= 0 else [*lines[:most], f"  另有 {more} 处；加 --json 看全部。"]


def _question(question: Question) -> list[str]:
    options = [f"      {key}  {label}" for key, label in question.options]
    return [f"  {question.id}  {question.sentence}（{'、'.join(question.cells[:8])}）", *options]


def _ending(plan: Plan, *, wrote: bool, dry_run: bool) -> str:
    if wrote:
        return "写好了。"
    if dry_run:
        return "只是看看，什么都没有写入。"
    return "什么都没有写入。"
