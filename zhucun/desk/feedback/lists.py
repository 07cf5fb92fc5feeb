"""The two lists of suggestions: one's own, and all of the county for whoever answers."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from zhucun.desk.feedback.models import Suggestion
from zhucun.desk.feedback.rules import State
from zhucun.web.tables import Cell, Column, Table, View

SHOWN = 60
VIEWS = (
    View("given", "待答复", Q(state=State.GIVEN)),
    View("answered", "已答复", Q(state=State.ANSWERED)),
    View("withdrawn", "已撤回", Q(state=State.WITHDRAWN)),
)


def own_table(today: date) -> Table:
    return Table(
        name="suggestions",
        caption="我提过的",
        columns=(_text(), _given_at(), _state(today), _answer()),
        order="-given_at",
        per_page=10,
        counted=lambda count: f"{count} 条",
        empty={"text": "你还没有提过。", "icon": "message-circle"},
    )


def office_table(today: date) -> Table:
    giver = Column("given_by", "谁提的", lambda row: row.given_by, sort="given_by")
    return Table(
        name="suggestions_given",
        caption="意见建议",
        columns=(_text(), giver, _given_at(), _state(today), _answer()),
        views=VIEWS,
        search=_search,
        search_hint="内容、谁提的",
        order="-given_at",
        empty={"text": "没有这样的意见建议。"},
    )


def _search(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(text__contains=text) | Q(given_by__contains=text))


def _text() -> Column:
    return Column("text", "提的什么", _text_cell, plain=lambda row: row.text, width=50)


def _text_cell(row: Suggestion) -> Cell:
    shown = row.text if len(row.text) <= SHOWN else f"{row.text[:SHOWN]}…"
    return Cell(shown, sub=row.page, url=reverse("desk:suggestion", args=[row.pk]))


def _given_at() -> Column:
    return Column("given_at", "哪天", lambda row: f"{timezone.localtime(row.given_at):%Y-%m-%d}", sort="given_at")


def _state(today: date) -> Column:
    def cell(row: Suggestion) -> Cell:
        return Cell(row.get_state_display(), template="desk/feedback/pages/_state.html", context=(row, today))

    return Column("state", "答复了没有", cell, sort="due_on")


def _answer() -> Column:
    return Column("answer", "答复", _answer_cell, plain=lambda row: row.answer, width=50)


def _answer_cell(row: Suggestion) -> Cell:
    if row.state != State.ANSWERED:
        return Cell("—")
    shown = row.answer if len(row.answer) <= SHOWN else f"{row.answer[:SHOWN]}…"
    return Cell(shown, sub=f"{row.answered_by} {timezone.localtime(row.answered_at):%Y-%m-%d}")
