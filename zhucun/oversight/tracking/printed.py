"""整改台账 as it is printed: one row an item, from source to 销号 (R-DOC-07, R-INS-08)."""

from collections import Counter
from collections.abc import Collection, Iterator

from zhucun.dispatch.roster.placed import placed
from zhucun.files.models import StoredFile
from zhucun.oversight.rectification.models import ItemStep, RectificationItem
from zhucun.oversight.rectification.rules import SEE, STANDING
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "rectification",
    "整改台账",
    (
        Column("source", "来源", text(), width=10),
        Column("number", "函号", text(), width=18),
        Column("problem", "问题", text(), width=36),
        Column("place", "哪个村", text(), width=14),
        Column("lead", "牵头单位", text(), width=16),
        Column("unit", "责任单位", text(), width=20),
        Column("duty", "责任人", text(), width=10),
        Column("measure", "整改措施", text(), width=36),
        Column("due", "期限", day(), width=12),
        Column("state", "进展", text(), width=10),
        Column("evidence", "佐证", text(), width=10),
        Column("replied", "反馈日期", day(), width=12),
        Column("verifier", "复核人", text(), width=10),
        Column("verdict", "复核结果", text(), width=18),
        Column("closed", "销号日期", day(), width=12),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Issued in the span, or not yet closed when it began."""
    out = RectificationItem.objects.visible_to(asked.by).filter(state__in=STANDING)
    out = out.filter(letter__issued_on__lte=asked.last).exclude(closed_on__lt=asked.since)
    rows = list(placed(out.select_related("letter", "team"), asked.last, "letter__issued_on", "position"))
    files = _files_of([row.pk for row in rows])
    for row in rows:
        yield _values(row, files[row.pk])


def _files_of(items: Collection[int]) -> Counter[int]:
    """Item → photos and papers that replies hold. Two queries."""
    steps = dict(ItemStep.objects.filter(item__in=items).values_list("pk", "item"))
    held = StoredFile.objects.filter(holder_kind=ItemStep._meta.label_lower, removed_at__isnull=True)
    return Counter(steps[key] for key in held.values_list("holder_key", flat=True) if key in steps)


def _values(row: RectificationItem, files: int) -> Row:
    return {
        "source": row.get_source_display(),
        "number": row.letter.number,
        "problem": row.problem,
        "place": row.place_name,
        "lead": row.township,
        "unit": row.letter.addressee,
        "duty": row.duty_holder,
        "measure": row.reply or row.requirement,
        "due": row.due_on,
        "state": row.get_state_display(),
        "evidence": f"{files} 份" if files else "",
        "replied": row.replied_on,
        "verifier": row.closed_by,
        "verdict": "，".join(filter(None, (row.get_verified_display(), row.verdict))),
        "closed": row.closed_on,
    }


RECTIFICATION_LEDGER = ledger(
    Ledger(
        "rectification",
        "R-DOC-07",
        SHEET.title,
        "这段时间里交办的和还没销号的，一项一行；牵头的是乡镇，责任单位是收函的。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("制表人", "乡镇负责人", "县驻村办"),
        is_wide=True,
    )
)
