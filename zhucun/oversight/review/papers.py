"""调度表 as a Word document, one lying sheet."""

from zhucun.acts.actor import Actor
from zhucun.oversight.review.table import Line, Sheet
from zhucun.papers.grid import Table
from zhucun.papers.report import write_sheet

TOTAL = "合计"


def paper_for(sheet: Sheet, title: str, by: Actor) -> bytes:
    day = f"{sheet.as_of.year}年{sheet.as_of.month}月{sheet.as_of.day}日"
    note = f"{'开会时留存' if sheet.is_kept else '截至'}{day}，按固定次序。"
    rows = (*map(_row, sheet.lines), _row(Line("", TOTAL, sheet.totals, None)))
    table = Table(("乡镇", *sheet.labels, "问题", "请县里定的"), rows, note=note)
    return write_sheet(title, table, author=by.office, is_demo=by.is_demo)


def _row(line: Line) -> tuple[str, ...]:
    said = (line.said.problems, line.said.asks) if line.said else ("", "")
    return (line.name, *(str(number.value) for number in line.numbers), *said)
