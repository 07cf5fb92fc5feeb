"""期初: every value carried in, with the file, sheet and row it stands in."""

from django.db.models import Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.opening.rules import KEEP
from zhucun.web.tables import Cell, Column, Table


def opening_balances(by: Actor) -> QuerySet[OpeningBalance]:
    return OpeningBalance.objects.visible_to(by, KEEP).select_related("cadre__person", "team", "file")


def balances_table() -> Table:
    return Table(
        name="opening_balances",
        caption="期初",
        columns=(
            Column("whose", "谁的", lambda row: Cell(str(row.cadre or row.team)), width=24),
            Column("kind", "是什么", lambda row: row.kind, sort="kind"),
            Column("month", "月份", lambda row: f"{row.month:%Y-%m}", sort="month"),
            Column("amount", "数", lambda row: str(row.amount), numeric=True, plain=lambda row: row.amount),
            Column("record", "出处", _record, width=50),
        ),
        search=lambda rows, text: rows.filter(Q(cadre__person__name__contains=text) | Q(team__name__contains=text)),
        search_hint="姓名、工作队",
        order="-month",
        counted=lambda count: f"{count} 个期初数",
        empty={"text": "还没有期初数。考勤、请假、经费这些台账开通后，从它们的表里带进来。", "icon": "table"},
    )


def _record(row: OpeningBalance) -> str:
    return f"《{row.file}》{row.sheet_name} 第 {row.row_number} 行"
