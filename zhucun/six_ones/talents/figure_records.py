"""The forums, opinions and people behind a figure, as lists."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import day_of, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Place
from zhucun.six_ones.talents.forums import with_counts
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

OF_FORUM = (
    Column("held", "哪天", lambda row: day_of(row.record.happened_on), sort="record__happened_on", is_tight=True),
    Column("text", "议了什么", lambda row: forum(row, None), width=40),
    Column("village", "哪里", lambda row: Cell(row.village or "", sub=row.township or ""), width=16),
    Column("attendees", "到会", lambda row: str(row.attendees), sort="attendees", numeric=True),
    Column("said", "意见", lambda row: str(row.said), sort="said", numeric=True),
)
OF_OPINION = (
    Column("text", "说了什么", lambda row: opinion(row, None), width=40),
    Column("held", "座谈会", lambda row: day_of(row.held_on), sort="held_on", is_tight=True),
    Column("township", "乡镇", lambda row: row.township or "—", width=12),
    Column("owner", "谁来办", lambda row: row.owner_name, width=16),
    Column("replied", "答复", lambda row: day_of(row.replied_on), sort="replied_on", is_tight=True),
)
OF_TALENT = (
    Column("name", "姓名", lambda row: talent(row, None), sort="name", width=10),
    Column("village", "哪个村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place_code", width=16),
    Column("role", "做什么", lambda row: row.get_role_display(), sort="role", width=18),
    Column("returned", "回来", lambda row: day_of(row.returned_on), sort="returned_on", is_tight=True),
    Column("brought", "哪支队引回", lambda row: row.brought_by.name if row.brought_by else "—", width=18),
)


def list_forums(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = Table(
        "figure_forums", title(figure, question), OF_FORUM, order=("-record__happened_on", "-pk"), counted=_forums
    )
    return table, forums(rows, question)


def _forums(count: int) -> str:
    return f"{count} 场"


def forums(rows: QuerySet, question: Question) -> QuerySet:
    counted = with_counts(rows.select_related("record__team"))
    return with_village(with_township(counted, "record__place_code", question.as_of), question.as_of)


def with_village(rows: QuerySet, day: date) -> QuerySet:
    """Adds `village`, what the place of the forum's record is called."""
    its = Place.objects.as_of(day).filter(code=OuterRef("record__place_code"))
    return rows.annotate(village=Subquery(its.values("name")[:1]))


def forum(row: Any, question: Question | None) -> Cell:
    return Cell(row.record.text, url=reverse("six_ones:talents.forum", args=[row.pk]))


def why_forum(row: Any, then: date, now: date, came: bool) -> Why:
    return Why(row.record.happened_on, "开了" if came else "撤回了，或者不在这段时间里")


def list_opinions(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = Table(
        "figure_opinions",
        title(figure, question),
        OF_OPINION,
        order=("-held_on", "-pk"),
        counted=lambda count: f"{count} 条",
    )
    return table, opinions(rows, question)


def opinions(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("team", "unit"), "place_code", question.as_of)


def opinion(row: ForumOpinion, question: Question | None) -> Cell:
    return Cell(str(row), sub=row.said_by, url=reverse("six_ones:talents.forum", args=[row.meeting_id]))


def why_opinion(row: ForumOpinion, then: date, now: date, came: bool) -> Why:
    days = ((row.replied_on, "答复了"), (row.held_on, "说了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "记下了" if came else "有变化"))


def list_talents(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    table = Table(
        "figure_talents",
        title(figure, question),
        OF_TALENT,
        order=("-returned_on", "-pk"),
        counted=lambda count: f"{count} 人",
    )
    return table, talents(rows, question)


def talents(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place", "brought_by"), "place_code", question.as_of)


def talent(row: ReturnedTalent, question: Question | None) -> Cell:
    return Cell(row.name, url=reverse("six_ones:talents.one", args=[row.pk]))


def why_talent(row: ReturnedTalent, then: date, now: date, came: bool) -> Why:
    days = ((row.left_on, "又走了"), (row.returned_on, "回来了"))
    found = (Why(day, said) for day, said in days if day and then < day <= now)
    return next(found, Why(None, "登记了" if came else "有变化"))


show_rows("forum", RowsShown("record__place_code", list_forums, forums, forum, why_forum))
show_rows("opinion", RowsShown("place_code", list_opinions, opinions, opinion, why_opinion))
show_rows("talent", RowsShown("place_code", list_talents, talents, talent, why_talent))
