"""交接清单 of a span: what passed from whom to whom, item by item, with the three signatures (R-DOC-12, R-SEL-18)."""

from collections.abc import Iterator, Mapping

from zhucun.dispatch.handover.models import Handover, HandoverSignature
from zhucun.dispatch.handover.rules import SEE, Side
from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, placed
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "handover",
    "交接清单",
    (
        TOWNSHIP,
        TEAM,
        Column("leaving", "交的人", text(), width=10),
        Column("incoming", "接的人", text(), width=10),
        Column("opened_on", "开始", day(), width=12),
        Column("due_on", "期限", day(), width=12),
        Column("kind", "哪一类", text(), width=10),
        Column("item", "事项", text(), width=34),
        Column("outcome", "结果", text(), width=12),
        Column("note", "交接情况", text(), width=26),
        Column("settled_on", "清点", day(), width=12),
        *(Column(f"by_{side.value}", f"{side.label}签字", text(), width=16) for side in Side),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Begun in the span, or still open when it began."""
    seen = Handover.objects.visible_to(asked.by, SEE).filter(opened_on__lte=asked.last)
    rows = seen.exclude(closed_on__lt=asked.since).with_people().prefetch_related("items", "signatures")
    for row in placed(rows, asked.last, "opened_on"):
        signed = {one.side: one for one in row.signatures.all()}
        for item in sorted(row.items.all(), key=lambda one: one.position):
            yield {
                **_heading(row),
                "kind": item.get_kind_display(),
                "item": item.sentence,
                "outcome": item.get_outcome_display(),
                "note": item.note,
                "settled_on": item.settled_on,
                **_signatures(signed),
            }


def _heading(row: Handover) -> Row:
    return {
        "township": row.township,
        "team": row.team.name,
        "leaving": row.leaving.cadre.person.name,
        "incoming": row.incoming.cadre.person.name,
        "opened_on": row.opened_on,
        "due_on": row.due_on,
    }


def _signatures(signed: Mapping[str, HandoverSignature]) -> Row:
    return {f"by_{side.value}": f"{one.signed_by} {one.signed_on:%Y-%m-%d}" if (one := signed.get(side)) else None
            for side in Side}  # fmt: skip


HANDOVER_LEDGER = ledger(
    Ledger(
        "handover",
        "R-DOC-12",
        SHEET.title,
        "这段时间开始的和还没交完的，一项一行，三方各签一栏。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("交的人", "接的人", "乡镇负责人"),
        is_wide=True,
    )
)
