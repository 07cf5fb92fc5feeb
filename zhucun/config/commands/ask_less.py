"""`zhucun ask-less`: what of a form the system knows, what the rest costs, a copy with only the rest (R-BUR-05)."""

from collections.abc import Iterator
from pathlib import Path

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.policy.burden.rules import KEEP
from zhucun.reports.asking_less.api import told
from zhucun.reports.asking_less.columns import labels_in_file
from zhucun.reports.asking_less.copying import copy_of
from zhucun.reports.asking_less.reckoning import Looked, Wanted, look
from zhucun.reports.asking_less.rules import COUNTED, Level, Standing
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.reading import bytes_of


def run(asked: Asked) -> Outcome:
    by, file = asked.actor(), Path(asked.file)
    by.must(KEEP)
    try:
        labels = labels_in_file(bytes_of(asked.file), file.name)
    except Unreadable as fault:
        raise WrongUse(fault.sentence) from fault
    looked = look(Wanted(labels, file.stem, asked.level, asked.how_often), by)
    if asked.copy and looked.unknown:
        _write(asked.copy, looked)
    return Outcome(told(looked), list(_lines(looked)), status=1 if looked.too_much else 0)


def _write(out: str, looked: Looked) -> None:
    path = Path(out).expanduser()
    if path.suffix.lower() != ".xlsx" or path.exists():
        raise WrongUse(f"{out} 要是一个还没有的 .xlsx 文件。")
    try:
        path.write_bytes(copy_of(looked))
    except OSError as error:
        raise WrongUse(f"写不进 {out}：{why(error)}。") from error


def _lines(looked: Looked) -> Iterator[str]:
    for one in looked.columns:
        if one.standing is not Standing.NAME:
            yield f"{one.label}：{'，'.join(filter(None, (one.standing.label, one.where, one.reason)))}"
    who = f"{looked.people} {COUNTED[Level(looked.wanted.level)]}"
    if not looked.unknown:
        yield "要的列系统里都有，不用发。"
        return
    cost = looked.cost
    yield f"要问 {len(looked.unknown)} 列：一人约 {cost.minutes} 分钟，{who}一次共 {cost.minutes_of_all} 分钟。"
    yield looked.too_much or f"{looked.load_then.label}加上这张一个月 {looked.load_then.minutes} 分钟。"
