"""The projects behind a figure, and the households, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

COLUMNS = (
    Column("name", "项目", lambda row: project(row, None), sort="name", width=34),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("product", "主打产品", lambda row: row.product or "—", sort="product", width=12),
    Column("planned", "计划开工", lambda row: day_of(row.planned_start), sort="planned_start", is_tight=True),
    Column("started", "开工", lambda row: day_of(row.started_on), sort="started_on", is_tight=True),
    Column("finished", "完成", lambda row: day_of(row.finished_on), sort="finished_on", is_tight=True),
)


def list_projects(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    caption = title(figure, question)
    table = Table("figure_projects", caption, COLUMNS, order=("place_code", "pk"), counted=lambda n: f"{n} 项")
    return table, loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def project(row: IndustryProject, question: Question | None) -> Cell:
    return Cell(row.name, url=reverse("six_ones:projects.one", args=[row.pk]))


def why(row: IndustryProject, then: date, now: date, came: bool) -> Why:
    days = (
        (row.stopped_on, "停下了"),
        (row.finished_on, "完成了"),
        (row.started_on, "开工了"),
        (row.planned_on, "列入规划了"),
    )
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("project", RowsShown("place_code", list_projects, loaded, project, why))


def household(row: ProjectHousehold, question: Question) -> Cell:
    """Its head is named to those who may see households."""
    head = row.household.head_name if question.actor.may(SEE_HOUSEHOLDS) else "一户"
    return Cell(head, sub=row.project.name, url=reverse("six_ones:projects.one", args=[row.project_id]))


def list_households(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("household", "哪一户", lambda row: household(row, question), width=30),
        Column("village", "哪个村", lambda row: row.project.place.name, sort="project__place_code", width=16),
        Column("since", "从哪天起", lambda row: day_of(row.since), sort="since", is_tight=True),
    )
    caption = title(figure, question)
    table = Table("figure_project_households", caption, columns, order=("project__place_code", "pk"))
    return table, named(rows, question)


def named(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("household", "project__place")


def why_household(row: ProjectHousehold, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "登记成带动的户") if came else Why(None, "项目停下了，或者撤下了")


show_rows("project_household", RowsShown("project__place_code", list_households, named, household, why_household))
