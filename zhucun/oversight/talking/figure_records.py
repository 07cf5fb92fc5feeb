"""The talks and 双约谈 behind a figure, as lists; few open them."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.figure import Figure, Question
from zhucun.oversight.consequences.counting import empty_for
from zhucun.oversight.talking.lists import dual_talks_table, talks_table
from zhucun.oversight.talks.models import COUNTY_DIGITS, DualTalk, TalkRecord
from zhucun.oversight.talks.rules import SEE, SEE_PROGRESS
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Table

PLAIN = {"filters": (), "views": (), "first": None, "search": None, "stays_because": ""}
NAMED = ("posting__cadre__person", "posting__team", "posting__sending_unit")


def _reads(question: Question) -> bool:
    return bool(question.actor.scope(SEE).covers_place(question.scope[:COUNTY_DIGITS]))


def list_talks(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = talks_table(question.actor.today, Offered(question.actor))
    return replace(
        table,
        name="figure_talks",
        caption=figure.label,
        order="held_on",
        **PLAIN,
        empty=empty_for(_reads(question)),
    ), talks(rows, question)


def talks(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related(*NAMED, "team", "unit")


def talk(row: TalkRecord, question: Question | None) -> Cell:
    return Cell(row.whom, sub=row.get_kind_display(), url=row.page_url)


def why_talk(row: TalkRecord, then: date, now: date, came: bool) -> Why:
    return Why(row.held_on, row.get_kind_display())


def list_duals(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = dual_talks_table(question.actor.today, Offered(question.actor))
    return replace(
        table,
        name="figure_duals",
        caption=figure.label,
        order="opened_on",
        **PLAIN,
        empty=empty_for(question.actor.may(SEE_PROGRESS)),
    ), duals(rows, question)


def duals(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related(*NAMED)


def dual(row: DualTalk, question: Question | None) -> Cell:
    return Cell(row.name, sub=row.posting.team.name, url=row.page_url)


def why_dual(row: DualTalk, then: date, now: date, came: bool) -> Why:
    return Why(row.completed_on, "两方都谈了") if row.completed_on else Why(row.opened_on, "开始双约谈")


show_rows("talk", RowsShown("place_code", list_talks, talks, talk, why_talk))
show_rows("dual_talk", RowsShown("place_code", list_duals, duals, dual, why_dual))
