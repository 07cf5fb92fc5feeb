"""The lines of the fund ledger behind a figure, as a list."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, title
from zhucun.incentives.funds.models import FundEntry
from zhucun.lib.amounts import shown_fen, shown_hundredths
from zhucun.lib.figure import Figure, Question
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def entry(row: FundEntry, question: Question) -> Cell:
    """The book of its year."""
    year = "" if row.year == question.actor.today.year else f"?year={row.year}"
    return Cell(row.team.name, sub=row.called, url=f"{reverse('incentives:funds.one', args=[row.team_id])}{year}")


def list_entries(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("team", "工作队", lambda row: entry(row, question), width=30),
        Column("on", "哪天", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True),
        Column("voucher", "凭证", lambda row: row.voucher),
        Column(
            "amount",
            "金额",
            lambda row: shown_fen(row.amount),
            sort="amount",
            numeric=True,
            plain=lambda row: shown_hundredths(row.amount),
        ),
    )
    table = Table("fund_entries_of_figure", title(figure, question), columns, order="-on", counted=lambda n: f"{n} 笔")
    return table, named(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("team")


def why(row: FundEntry, then: date, now: date, came: bool) -> Why:
    if came:
        return Why(row.on, "记了账")
    return Why(None, "冲掉了" if row.is_countered else "不在这段时间里")


show_rows("fund_entry", RowsShown("place_code", list_entries, named, entry, why))
