"""The places, and the category·place pairs, that a figure counts, with the team that serves them."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.figure_records.words import Listed, day_of, title, with_township
from zhucun.dispatch.roster.linking import place_url, team_url
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import Tag
from zhucun.web.tables import Cell, Column, Table


def _serving(day: date, to: str) -> Prefetch:
    serving = TeamPlace.objects.as_of(day).filter(holds_on(day, "team__")).select_related("team")
    return Prefetch(to, serving, to_attr="served_by")


def _served(place: Place, by: Actor) -> Cell:
    serving = next(iter(place.served_by), None)
    if serving is None:
        return Cell("没有工作队", template="web/pages/_stage.html", context={"state": "overdue", "word": "没有工作队"})
    return Cell(serving.team.name, sub="" if serving.is_main else "兼驻", url=team_url(serving.team, by))


def _place_cell(place: Place, by: Actor, sub: str = "") -> Cell:
    return Cell(place.name, sub=sub, url=place_url(place, by))


def named_pairs(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place__code", question.as_of)


def pair(row: PlaceTag, question: Question) -> Cell:
    return Cell(
        f"{row.place.name}·{row.get_tag_display()}",
        sub=row.township or "",
        url=place_url(row.place, question.actor),
    )


def list_pairs(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    found = named_pairs(rows, question).prefetch_related(_serving(question.as_of, "place__team_places"))
    table = Table(
        name="pairs",
        caption=title(figure, question),
        columns=(
            Column("place", "点位", lambda row: _place_cell(row.place, question.actor), sort="place__code"),
            Column("township", "乡镇", lambda row: row.township or "—"),
            Column("tag", "类别", lambda row: row.get_tag_display(), sort="tag", width=20),
            Column("since", "列入", lambda row: Cell(day_of(row.since), sub=row.basis), sort="since"),
            Column("served", "工作队", lambda row: _served(row.place, question.actor), width=26),
        ),
        search=lambda rows, text: rows.filter(place__name__contains=text),
        search_hint="村、社区、安置点",
        order="place__code",
        counted=lambda count: f"{count} 个",
        empty={"text": "一个也没有。", "icon": "map-pin"},
    )  # fmt: skip
    return table, found


def named_places(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows, "code", question.as_of)


def place(row: Place, question: Question) -> Cell:
    return _place_cell(row, question.actor, row.township or "")


def list_places(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    day = question.as_of
    held = Prefetch("tags", PlaceTag.objects.as_of(day).order_by("pk"), to_attr="held")
    found = named_places(rows, question).prefetch_related(held, _serving(day, "team_places"))
    table = Table(
        name="places",
        caption=title(figure, question),
        columns=(
            Column("place", "点位", lambda row: _place_cell(row, question.actor), sort="code"),
            Column("township", "乡镇", lambda row: row.township or "—"),
            Column("kind", "是什么", lambda row: row.get_kind_display(), sort="kind"),
            Column("tags", "类别", lambda row: "、".join(Tag(tag.tag).label for tag in row.held) or "—", width=30),
            Column("served", "工作队", lambda row: _served(row, question.actor), width=26),
        ),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="村、社区、安置点",
        order="code",
        counted=lambda count: f"{count} 个",
        empty={"text": "一个也没有。", "icon": "map-pin"},
    )
    return table, found
