"""矛盾纠纷登记表 (R-DOC-06, R-TASK-05): for the few who read disputes."""

from collections.abc import Iterator

from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, VILLAGE, placed
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import SEE
from zhucun.web.ledgers import VILLAGE_SIGNS, Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "disputes",
    "矛盾纠纷登记表",
    (
        TOWNSHIP,
        VILLAGE,
        TEAM,
        Column("raised_on", "哪天", day(), width=12),
        Column("parties", "谁和谁", text(), width=16),
        Column("kind", "哪一类", text(), width=12),
        Column("what", "为了什么", text(), width=36),
        Column("level", "在哪一级调解", text(), width=10),
        Column("mediator", "谁来调解", text(), width=14),
        Column("state", "怎么样了", text(), width=12),
        Column("closed_on", "了结", day(), width=12),
        Column("outcome", "怎么解决的", text(), width=26),
        Column("referred_to", "转到哪里", text(), width=14),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Arisen in the span, or still open when it began."""
    standing = Dispute.objects.visible_to(asked.by).standing().filter(raised_on__lt=asked.until)
    rows = standing.exclude(closed_on__lt=asked.since).select_related("place", "team")
    for row in placed(rows, asked.last, "raised_on").iterator(chunk_size=500):
        yield {
            "township": row.township,
            "village": row.place.name,
            "team": row.team.name if row.team else "",
            "raised_on": row.raised_on,
            "parties": row.parties,
            "kind": row.get_kind_display(),
            "what": row.text,
            "level": row.get_level_display(),
            "mediator": row.mediator,
            "state": row.get_state_display(),
            "closed_on": row.closed_on,
            "outcome": row.outcome,
            "referred_to": row.referred_to,
        }


DISPUTES_LEDGER = ledger(
    Ledger(
        "disputes",
        "R-DOC-06",
        SHEET.title,
        "这段时间里起的和还在调解的，一件一行。只给管矛盾纠纷的人。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        VILLAGE_SIGNS,
        is_wide=True,
        is_restricted=True,
    )
)
