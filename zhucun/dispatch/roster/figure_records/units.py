"""The units that a figure counts, with whom they send and the teams behind which they stand."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet

from zhucun.dispatch.roster.figure_records.words import Listed, title
from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.linking import unit_url
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.lib.figure import Figure, Question
from zhucun.org.people.models import Unit
from zhucun.web.tables import Cell, Column, Table


def named_units(rows: QuerySet, question: Question) -> QuerySet:
    return rows


def unit(row: Unit, question: Question) -> Cell:
    return Cell(row.name, url=unit_url(row, question.actor))


def list_units(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    asked = Asked(question)
    sent = Prefetch("postings", asked.running(), to_attr="sent")
    backed = TeamBacking.objects.as_of(question.as_of).filter(team__in=asked.teams()).select_related("team")
    found = rows.prefetch_related(sent, Prefetch("backings", backed, to_attr="backed"))
    table = Table(
        name="units",
        caption=title(figure, question),
        columns=(
            Column("name", "单位", lambda row: unit(row, question), sort="name", width=26),
            Column("kind", "类别", lambda row: row.get_kind_display(), sort="kind"),
            Column("level", "层级", lambda row: _LEVELS[row.sending_level], sort="place_code"),
            Column(
                "sent", "派出在册", lambda row: f"{len(row.sent)} 人", numeric=True, plain=lambda row: len(row.sent)
            ),
            Column("backed", "后盾的队", lambda row: "、".join(b.team.name for b in row.backed) or "—", width=40),
        ),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="单位",
        order="name",
        counted=lambda count: f"{count} 个单位",
        empty={"text": "一个也没有。", "icon": "building"},
    )
    return table, found


_LEVELS: Mapping[str, str] = {"province": "省直", "prefecture": "市直", "county": "县直"}
