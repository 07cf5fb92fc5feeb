"""The list of those who learn along, village by village."""

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import KEEP, Kind
from zhucun.web.tables import Cell, Column, Filter, Table, View


def participants_for(request: HttpRequest) -> QuerySet[Participant]:
    rows = Participant.objects.visible_to(request.actor).select_related("place").in_order_of_places()
    return with_township(rows, "place_code", request.actor.today).annotate(times=Count("attendances"))


def participants_table(request: HttpRequest) -> Table:
    offered, may_keep = Offered(request.actor), request.actor.may(KEEP)
    there = Q(until__isnull=True)
    return Table(
        name="participants",
        caption="参训的人",
        columns=(
            Column("name", "姓名", lambda row: _name(row, may_keep), sort="name", width=14),
            Column(
                "place", "村、乡镇", lambda row: Cell(row.place.name, sub=_township(row)), sort="place_code", width=20
            ),
            Column("kind", "哪一种人", lambda row: row.get_kind_display()),
            Column("duty", "职务", lambda row: row.duty or "—", width=20),
            Column("times", "来过的培训", lambda row: f"{row.times} 期" if row.times else "—", numeric=True),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("kind", "哪一种人", lambda _: Kind.choices, lambda rows, kind: rows.filter(kind=kind)),
        ),
        first=View("there", "在名单上", there),
        views=(View("gone", "不在名单上了", ~there),),
        search=lambda rows, text: rows.filter(Q(name__contains=text) | Q(place__name__contains=text)),
        search_hint="姓名、村",
        order=("township_position", "place_code", "name"),
        counted=lambda count: f"{count} 人",
        note="没有账号也能登记到课、参加测验。只记姓名、村和职务。",
        empty={"text": "名单上还没有人。", "icon": "users"},
    )


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _name(row: Participant, may_keep: bool) -> Cell:
    is_open = may_keep and row.until is None
    return Cell(str(row), url=reverse("training:participants.one", args=[row.pk]) if is_open else "")


def _township(row: Participant) -> str:
    return "" if row.place.kind == "township" else row.township or ""
