"""走访记录 as a ledger: whom a visit was to, who went, what was heard and what followed (R-DOC-05)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.placed import TOWNSHIP, placed
from zhucun.org.places.models import Household
from zhucun.records.diary.printed import NOTHING, Became, in_parts, read
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.six_ones.visiting.kinds import VISIT
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

SHEET = Sheet(
    "visits",
    "走访记录",
    (
        Column("on", "走访时间", day(), width=12),
        TOWNSHIP,
        Column("place", "地点", text(), width=16),
        Column("whom", "走访对象", text(), width=16),
        Column("visitors", "走访人", text(), width=14),
        Column("recorder", "记录人", text(), width=10),
        Column("background", "户的情况", text(), width=18),
        Column("facts", "说了什么", text(), width=40),
        Column("difficulties", "困难、诉求", text(), width=26),
        by_pen("wishes", "愿望", width=16),
        Column("follow_up", "后续", text(), width=26),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    seen = WorkRecord.objects.visible_to(asked.by).filter(kind=VISIT.key, is_restricted=False)
    rows = placed(read(seen, asked.since, asked.until), asked.last, "happened_on")
    for some, became in in_parts(rows):
        for row in some:
            yield _values(row, became.get(row.pk, NOTHING))


def _values(row: WorkRecord, became: Became) -> Row:
    homes = list(row.households.all())
    return {
        "on": row.happened_on,
        "township": row.township,
        "place": row.place.name if row.place else row.village_name,
        "whom": "、".join(home.head_name for home in homes),
        "visitors": row.whose,
        "recorder": row.written_by,
        "background": "、".join(filter(None, map(_background, homes))),
        "facts": row.text,
        "difficulties": became.trouble,
        "follow_up": "；".join(filter(None, (became.handling, row.next_step))),
    }


def _background(home: Household) -> str:
    """Where and how many; neither income nor health is kept (R-DAT-01)."""
    people = f"{home.person_count} 口人" if home.person_count else ""
    return "，".join(filter(None, (str(home.group or ""), people)))


VISITS_LEDGER = ledger(
    Ledger(
        "visits",
        "R-DOC-05",
        SHEET.title,
        "每次走访一行：走访谁、谁去的、说了什么、后来怎么办的；愿望留给手写。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("记录人", "工作队队长", "村党组织书记"),
        is_wide=True,
    )
)
