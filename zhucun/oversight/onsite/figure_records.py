"""The records, problems and missing people behind a figure, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import title
from zhucun.lib.figure import Figure, Question
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteVisit
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def _day(value: date) -> str:
    return f"{value:%Y-%m-%d}"


VISIT_COLUMNS = (
    Column("where", "到的村", lambda row: visit(row, None), width=16),
    Column("team", "工作队", lambda row: row.team.name, width=24),
    Column("day", "哪天", lambda row: _day(row.visited_on), sort="visited_on"),
    Column("kind", "怎么去的", lambda row: row.get_kind_display()),
)
FOUND_COLUMNS = (
    Column("text", "什么问题", lambda row: finding(row, None), width=40),
    Column("team", "工作队", lambda row: row.team.name, width=24),
    Column("day", "哪天发现", lambda row: _day(row.found_on), sort="found_on"),
    Column("state", "到哪一步", lambda row: row.get_state_display()),
)
MISSING_COLUMNS = (
    Column("who", "谁", lambda row: missing(row, None), width=12),
    Column("team", "工作队", lambda row: row.visit.team.name, width=24),
    Column("day", "哪天", lambda row: _day(row.visit.visited_on), sort="visit__visited_on"),
    Column("ledger", "当时登记的", lambda row: row.ledger or "—"),
)


def list_visits(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    told = {"order": "-visited_on", "counted": lambda n: f"{n} 次"}
    return Table("figure_site_visits", title(figure, question), VISIT_COLUMNS, **told), visits(rows, question)


def visits(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related(*SiteVisit.NAMED_WITH)


def visit(row: SiteVisit, question: Question | None) -> Cell:
    return Cell(row.place.name, url=reverse("oversight:visits.one", args=[row.pk]))


def list_findings(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    told = {"order": "-found_on", "counted": lambda n: f"{n} 个"}
    return Table("figure_findings", title(figure, question), FOUND_COLUMNS, **told), findings(rows, question)


def findings(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("team")


def finding(row: Finding, question: Question | None) -> Cell:
    return Cell(row.kind_label, sub=row.text, url=reverse("oversight:findings.one", args=[row.pk]))


def list_missing(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    told = {"order": "-visit__visited_on", "counted": lambda n: f"{n} 人次"}
    return Table("figure_missing", title(figure, question), MISSING_COLUMNS, **told), all_missing(rows, question)


def all_missing(rows: QuerySet, question: Question) -> QuerySet:
    seen = rows.select_related("visit__team", "posting__cadre__person")
    return seen.defer("posting__cadre__person__phone", "posting__cadre__person__id_number")


def missing(row: PresenceSeen, question: Question | None) -> Cell:
    return Cell(row.posting.cadre.person.name, url=reverse("oversight:visits.one", args=[row.visit_id]))


def of_visit(row: SiteVisit, then: date, now: date, came: bool) -> Why:
    return Why(row.visited_on, "交回了现场记录" if came else "现场记录作废")


def of_finding(row: Finding, then: date, now: date, came: bool) -> Why:
    return Why(row.found_on, "发现了") if came else Why(row.closed_on, row.get_state_display())


def of_missing(row: PresenceSeen, then: date, now: date, came: bool) -> Why:
    return of_visit(row.visit, then, now, came)


show_rows("site_visit", RowsShown("place_code", list_visits, visits, visit, of_visit))
show_rows("finding", RowsShown("place_code", list_findings, findings, finding, of_finding))
show_rows("presence", RowsShown("visit__place_code", list_missing, all_missing, missing, of_missing))
