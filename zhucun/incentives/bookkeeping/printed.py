"""经费台账 as it is printed: each team's lines with what was left after each (R-DOC-10)."""

from collections.abc import Iterator

from django.db.models import Sum

from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, placed
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import SEE
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.money import money
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

SHEET = Sheet(
    "funds",
    "经费台账",
    (
        TOWNSHIP,
        TEAM,
        Column("on", "日期", day(), width=12),
        Column("source", "来源", text(), width=20),
        Column("purpose", "用途", text(), width=14),
        Column("what", "说明", text(), width=26),
        Column("came", "收入（元）", money(), width=12),
        Column("went", "支出（元）", money(), width=12),
        Column("left", "结余（元）", money(), width=12),
        by_pen("payee", "收款人", width=14),
        Column("voucher", "凭证号", text(), width=14),
        Column("handler", "经手人", text(), width=10),
        by_pen("approver", "审批人签字", width=12),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """What takes a line back stands with its sign, as in any book. Payee and approver are left to the pen."""
    seen = FundEntry.objects.visible_to(asked.by)
    before = seen.filter(on__lt=asked.since).order_by().values("team").annotate(sum=Sum("fen"))
    left: dict[int, int] = dict(before.values_list("team", "sum"))
    rows = seen.in_days(asked.since, asked.until).select_related("team")
    for row in placed(rows, asked.last, "team", "on").iterator(chunk_size=1000):
        left[row.team_id] = left.get(row.team_id, 0) + row.fen
        yield {
            "township": row.township,
            "team": row.team.name,
            "on": row.on,
            "source": row.called if row.is_income else "",
            "purpose": row.purpose,
            "what": row.what,
            "came": row.fen if row.is_income else None,
            "went": None if row.is_income else -row.fen,
            "left": left[row.team_id],
            "voucher": row.voucher,
            "handler": row.recorded_by,
        }


FUNDS_LEDGER = ledger(
    Ledger(
        "funds",
        "R-DOC-10",
        SHEET.title,
        "一队接一队，一笔一行，每笔后面是结余；收款人、审批人留给手写。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("记账人", "工作队队长", "乡镇负责人", "县驻村办"),
        is_wide=True,
    )
)
