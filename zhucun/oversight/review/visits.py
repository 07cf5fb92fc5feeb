"""农户没走到的: households on the list of served places at which no visit of the month is written down."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.asked_days import month_in
from zhucun.lib.periods import Span, month_of
from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.oversight.review.columns import Asked, review_column
from zhucun.oversight.review.ledgers import by_township
from zhucun.records.notes.models import WorkRecord
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Filter, Table

VISIT = "visit"


def unvisited(by: Actor, month: Span, day: date) -> QuerySet[Household]:
    """Of places where a team is; households of elsewhere are nobody's to visit."""
    served = TeamPlace.objects.as_of(day).filter(place=OuterRef("village"))
    records = WorkRecord.objects.standing().filter(kind=VISIT, households=OuterRef("pk"))
    visited = records.happened_in(month.since, month.until)
    listed = Household.objects.visible_to(by, SEE_HOUSEHOLDS).filter(Q(until__isnull=True) | Q(until__gt=day))
    return listed.filter(Exists(served), ~Exists(visited))


def _leads_to(asked: Asked, code: str) -> str:
    narrowed = {"month": f"{asked.month.since:%Y-%m}"}
    if code != asked.county_code:
        narrowed["township"] = code
    return f"{reverse('oversight:rhythm.unvisited')}?{urlencode(narrowed)}"


@review_column("unvisited", "没走到的户", order=70, leads_to=_leads_to)
def households(asked: Asked) -> Mapping[str, int]:
    """No lack by itself: how often a household is visited differs by kind (R-MON-06)."""
    return by_township(unvisited(asked.actor, asked.month, asked.day), "village__code")


@page(needs=SEE_HOUSEHOLDS)
def unvisited_page(request: HttpRequest) -> HttpResponse:
    first = month_in(request.GET.get("month", "")) or request.actor.today.replace(day=1)
    month = month_of(first)
    visits = Max("records__happened_on", filter=Q(records__kind=VISIT, records__happened_on__lt=month.until))
    rows = unvisited(request.actor, month, request.actor.today).select_related("village__parent")
    table = _table(Offered(request.actor)).bind(request, rows.annotate(last_visit=visits))
    context = {
        "table": table,
        "heading": f"{first.month}月没走到的户",
        "question": "户主名单里，这个月还没记走访的有哪些？",
    }
    return render(request, "web/pages/list.html", context)


def _table(offered: Offered) -> Table:
    return Table(
        name="unvisited",
        caption="本月没走到的户",
        columns=(
            Column("head", "户主", lambda row: row.head_name, sort="head_name"),
            Column("village", "村", _village, sort="village__code", plain=lambda row: row.village.name),
            Column("code", "户编号", lambda row: row.code or "—"),
            Column("last", "上次走访", _last, sort="last_visit", is_tight=True),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _within),),
        search=lambda rows, text: rows.filter(Q(head_name__contains=text) | Q(village__name__contains=text)),
        search_hint="户主、村",
        order=("village__code", "head_name"),
        counted=lambda count: f"{count} 户",
        note="只算有工作队的村；多久走一次按户的类别定，没走到不就是欠账。",
        empty={"text": "名单里的户这个月都走到了。"},
    )


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("village__code", [code])) if code.isdigit() else rows.none()


def _village(row: Household) -> Cell:
    return Cell(row.village.name, url=reverse("dispatch:villages.one", args=[row.village.code]))


def _last(row: Household) -> str:
    return f"{row.last_visit:%Y-%m-%d}" if row.last_visit else "还没记过"
