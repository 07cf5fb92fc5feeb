"""The posts and the counted days behind a figure, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.duty_rota.models import RotaDay, RotaPost
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def _post_cell(row: RotaPost) -> Cell:
    return Cell(row.name, url=reverse("six_ones:rota.one", args=[row.pk]))


POSTS = (
    Column("post", "岗位", _post_cell, width=20),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("since", "哪天起", lambda row: day_of(row.since), sort="since", is_tight=True),
    Column("last", "最后一天", lambda row: day_of(row.last_day), sort="until", is_tight=True),
    Column("title", "应急值守", lambda row: Cell(row.title, sub=row.basis), width=30),
)


def list_posts(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_posts", caption, POSTS, order=("place_code", "pk"), counted=lambda n: f"{n} 个")
    return table, posts(rows, question)


def posts(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def post(row: RotaPost, question: Question) -> Cell:
    return Cell(f"{row.place.name}{row.name}", url=reverse("six_ones:rota.one", args=[row.pk]))


def why_post(row: RotaPost, then: date, now: date, came: bool) -> Why:
    if came:
        return Why(row.since, "开了岗位", row.basis)
    return Why(row.until, "岗位停了", row.basis)


DAYS = (
    Column("post", "岗位", lambda row: _post_cell(row.post), width=20),
    Column(
        "village",
        "哪个村",
        lambda row: Cell(row.post.place.name, sub=row.township or ""),
        sort="post__place_code",
        width=16,
    ),
    Column("day", "哪天", lambda row: day_of(row.day), sort="day", is_tight=True),
    Column("headcount", "到岗人数", lambda row: str(row.headcount), sort="headcount", numeric=True),
    Column("by", "谁报的", lambda row: row.entered_by),
)


def list_days(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    caption = title(figure, question)
    table = Table("figure_rota_days", caption, DAYS, order=("post__place_code", "pk"), counted=lambda n: f"{n} 个岗位")
    return table, days(rows, question)


def days(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("post__place"), "post__place_code", question.as_of)


def day(row: RotaDay, question: Question) -> Cell:
    return post(row.post, question)


def why_day(row: RotaDay, then: date, now: date, came: bool) -> Why:
    return Why(row.day, "报了人数" if came else "改了人数")


show_rows("rota_post", RowsShown("place_code", list_posts, posts, post, why_post))
show_rows("rota_day", RowsShown("post__place_code", list_days, days, day, why_day))
