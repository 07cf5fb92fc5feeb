"""约谈登记表: that a talk was held, when, by whom, until when it is to be put right (R-DOC-16, R-TLK-02).

What was said stays on the talk's own page and in its 约谈记录 (R-TLK-09): a file that goes round tells no more than the
register of a drawer would.
"""

from collections.abc import Iterator

from django.db.models import Q

from zhucun.dispatch.roster.placed import TOWNSHIP, placed
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import NOTIFY
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

SHEET = Sheet(
    "talks",
    "约谈登记表",
    (
        Column("number", "通知号", text(), width=18),
        TOWNSHIP,
        Column("whom", "约谈谁", text(), width=16),
        Column("kind", "种类", text(), width=14),
        Column("holder", "哪一方谈", text(), width=10),
        Column("noticed_on", "通知日期", day(), width=12),
        Column("held_on", "谈话日期", day(), width=12),
        Column("held_by", "谁谈的", text(), width=12),
        Column("fix_by", "哪天前改好", day(), width=12),
        Column("followed_up_on", "回访日期", day(), width=12),
        Column("state", "办到哪一步", text(), width=12),
        by_pen("signed", "被约谈人签字", width=14),
        by_pen("holder_signed", "约谈人签字", width=14),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Noticed or held in the span; none about whoever asks."""
    seen = TalkRecord.objects.visible_to(asked.by, NOTIFY).standing()
    others = seen.exclude(posting__cadre__person__in=asked.by.persons)
    days = (asked.since, asked.last)
    of_span = others.filter(Q(noticed_on__range=days) | Q(held_on__range=days))
    rows = of_span.select_related("posting__cadre__person", "team", "unit")
    for row in placed(rows, asked.last, "noticed_on"):
        yield {
            "number": row.notice_number,
            "township": row.township,
            "whom": row.whom,
            "kind": row.get_kind_display(),
            "holder": row.get_holder_display(),
            "noticed_on": row.noticed_on,
            "held_on": row.held_on,
            "held_by": row.held_by,
            "fix_by": row.fix_by,
            "followed_up_on": row.followed_up_on,
            "state": row.get_state_display(),
        }


TALKS_LEDGER = ledger(
    Ledger(
        "talks",
        "R-DOC-16",
        SHEET.title,
        "谁、哪天、谁谈的、哪天前改好，一次一行。谈了什么只在各自的页上和约谈记录里，不进这张表。只给办约谈的人。",
        NOTIFY,
        Per.SPAN,
        SHEET,
        rows_of,
        ("登记人", "县驻村办"),
        is_wide=True,
        is_restricted=True,
    )
)
