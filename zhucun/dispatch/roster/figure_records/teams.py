"""The teams that a figure counts, with their size and open seats."""

from django.db.models import Prefetch, QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.figure_records.words import Listed, day_of, title, with_township
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.figures.vacancies import dues, short_teams, with_vacancy
from zhucun.dispatch.roster.linking import team_url, unit_url
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.lib.figure import Figure, Question
from zhucun.web.tables import Cell, Column, Table


def named_teams(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows, "place_code", question.as_of)


def team(row: Team, question: Question) -> Cell:
    return Cell(row.name, sub=row.township or "", url=team_url(row, question.actor))


def list_teams(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    asked = Asked(question)
    counted = rows if "vacancy" in rows.query.annotations else with_vacancy(asked, rows)
    backing = TeamBacking.objects.as_of(question.as_of).select_related("unit")
    found = named_teams(counted, question).prefetch_related(Prefetch("backings", backing, to_attr="standing_behind"))
    table = Table(
        name="teams",
        caption=title(figure, question),
        columns=(
            Column("name", "工作队", lambda row: _name(row, question.actor), sort="place_code", width=26),
            Column("township", "乡镇", lambda row: row.township or "—"),
            Column("approved", "核定", lambda row: str(row.approved_size), sort="approved_size", numeric=True),
            Column("headcount", "在册", lambda row: str(row.headcount), sort="headcount", numeric=True),
            Column("vacancy", "空缺", lambda row: _vacancy(row, asked), sort="vacancy", plain=lambda row: row.vacancy),
            Column("backing", "后盾单位", lambda row: _backing(row, question.actor), width=24),
            Column("since", "组建", lambda row: day_of(row.since), sort="since"),
        ),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="工作队、村",
        order="place_code",
        counted=lambda count: f"{count} 支",
        empty={"text": "一支也没有。", "icon": "users-group"},
    )  # fmt: skip
    return table, found


def _name(row: Team, by: Actor) -> Cell:
    return Cell(row.name, url=team_url(row, by))


def _vacancy(row: Team, asked: Asked) -> Cell:
    """How many seats are open, since when, and until when they must be filled."""
    if not row.vacancy:
        return Cell("没有")
    short = short_teams(asked)[row.pk]
    due = min(dues(asked, short))
    ends = f"应于 {day_of(due)} 前补齐" if due >= asked.day else f"应于 {day_of(due)} 前补齐，已过期"
    return Cell(f"缺 {row.vacancy} 人", sub=f"{day_of(short.open_since[0])} 起空着，{ends}")


def _backing(row: Team, by: Actor) -> Cell:
    behind = next(iter(row.standing_behind), None)
    return Cell(behind.unit.name, url=unit_url(behind.unit, by)) if behind else Cell("—")
