"""The list of places: a tree by township with the categories, the team and what is missing."""

from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Substr
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.rows import holds_on
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.org.places.models import Place, PlaceName, PlaceTag
from zhucun.org.places.rules import SEE, SERVED, Kind, Tag
from zhucun.policy import in_force as policy
from zhucun.web.tables import Cell, Column, Filter, Table, View

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9


def rows_for(request: HttpRequest) -> QuerySet:
    """Villages, communities and sites of a county with today's team; those merged or dissolved are a list apart."""
    today = request.actor.today
    serving = TeamPlace.objects.visible_to(request.actor).as_of(today).filter(place=OuterRef("pk"))
    members = Posting.objects.as_of(today).filter(team=OuterRef("team")).order_by().values("team")
    held = PlaceTag.objects.as_of(today).order_by("tag")
    township = Place.objects.filter(code=Substr(OuterRef("code"), 1, TOWNSHIP_DIGITS), kind=Kind.TOWNSHIP)
    return (
        Place.objects.visible_to(request.actor, SEE)
        .filter(within_prefixes("code", [county_of(request)]))
        .filter(Q(until__lte=today) if request.GET.get("gone") else holds_on(today), kind__in=SERVED)
        .annotate(
            team_id=Subquery(serving.values("team")[:1]),
            team_name=Subquery(serving.values("team__name")[:1]),
            headcount=Subquery(
                serving.annotate(n=Coalesce(Subquery(members.annotate(n=Count("pk")).values("n")), 0)).values("n")[:1],
                output_field=IntegerField(),
            ),
            township=Subquery(township.order_by(F("until").desc(nulls_first=True)).values("name")[:1]),
        )
        .select_related("parent", "merged_into")
        .prefetch_related(Prefetch("tags", held, to_attr="held_tags"))
    )


def county_of(request: HttpRequest) -> str:
    """Whoever reads above a county looks at one county at a time, the own one first."""
    asked = request.GET.get("county", "")
    return asked if asked.isdigit() and len(asked) == COUNTY_DIGITS else request.actor.county_code


def _reads_several(request: HttpRequest) -> bool:
    return any(len(prefix) < COUNTY_DIGITS for prefix in request.actor.scope(SEE).place)


def _counties(request: HttpRequest) -> list[tuple[str, str]]:
    rows = Place.objects.visible_to(request.actor, SEE).as_of(request.actor.today).filter(kind=Kind.COUNTY)
    return list(rows.order_by("code").values_list("code", "name"))


def places_table(request: HttpRequest) -> Table:
    today = request.actor.today
    served = Q(Exists(TeamPlace.objects.as_of(today).filter(holds_on(today, "team__"), place=OuterRef("pk"))))
    owed = Q(Exists(_owed(request)))
    return Table(
        name="places",
        caption="点位",
        columns=(
            Column("name", "点位", _name, sort="short_name", plain=lambda row: row.name, width=18),
            Column("township", "乡镇", lambda row: row.township or "—", sort="code"),
            Column("kind", "种类", lambda row: row.get_kind_display(), sort="kind"),
            Column(
                "tags",
                "类别",
                _tags,
                plain=lambda row: "、".join(tag.get_tag_display() for tag in row.held_tags),
                width=40,
            ),
            Column("team", "工作队", _team, plain=lambda row: row.team_name or "", width=24),
            Column("headcount", "在册", _headcount, sort="headcount", numeric=True, plain=lambda row: row.headcount),
            Column("code", "代码", _code, sort="code", plain=lambda row: row.code, width=18),
        ),
        filters=(
            *((Filter("county", "县", _counties, lambda rows, _: rows),) if _reads_several(request) else ()),
            Filter("tag", "类别", lambda _: Tag.choices, lambda rows, tag: rows.tagged([tag], today)),
            Filter("where", "乡镇", townships_of, _within),
            Filter("kind", "种类", lambda _: [(kind.value, kind.label) for kind in SERVED], _of_kind),
            Filter("gone", "已撤并", lambda _: [("yes", "已撤并的")], lambda rows, _: rows),
        ),
        views=(
            View("uncovered", "该派没派", owed & ~served),
            View("served", "有队", served),
            View("unserved", "没有队", ~served),
        ),
        search=_search,
        search_hint="村名、代码",
        order="code",
        counted=lambda count: f"{count} 个点位",
        empty={"text": "没有这样的点位。", "icon": "map-pin"},
    )


def _owed(request: HttpRequest) -> QuerySet:
    """Categories that need a team, by the policy of the reader's county."""
    must_cover = policy.on(request.actor.today, county_of(request)).places.must_cover
    return PlaceTag.objects.as_of(request.actor.today).filter(place=OuterRef("pk"), tag__in=must_cover)


def townships_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Read once for the filter and the tree."""
    memo, today = request.actor.memo, request.actor.today
    if "townships" not in memo:
        rows = Place.objects.visible_to(request.actor, SEE).as_of(today).filter(kind=Kind.TOWNSHIP)
        rows = rows.filter(within_prefixes("code", [county_of(request)]))
        memo["townships"] = list(rows.order_by("code").values_list("code", "name"))
    return memo["townships"]


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("code", [code])) if code.isdigit() else rows.none()


def _search(rows: QuerySet, text: str) -> QuerySet:
    """By the name it bears or once bore, or by the beginning of its code."""
    borne = PlaceName.objects.filter(place=OuterRef("pk"), name__contains=text)
    return rows.filter(Q(Exists(borne)) | Q(code__startswith=text))


def _of_kind(rows: QuerySet, kind: str) -> QuerySet:
    return rows.filter(kind=kind)


def _name(row: Place) -> Cell:
    where = f"在{row.parent.name}" if row.kind == Kind.SITE else ""
    gone = _gone(row) if row.until else ""
    return Cell(
        row.name,
        sub="，".join(part for part in (where, gone) if part),
        url=reverse("dispatch:villages.one", args=[row.code]),
    )


def _gone(row: Place) -> str:
    return f"已并入{row.merged_into}" if row.merged_into else "已撤"


def _tags(row: Place) -> Cell:
    words = [tag.get_tag_display() for tag in row.held_tags]
    return Cell("、".join(words), template="dispatch/villages/pages/_tags.html", context=words) if words else Cell("—")


def _team(row: Place) -> Cell:
    return Cell(row.team_name, url=reverse("dispatch:teams.one", args=[row.team_id])) if row.team_id else Cell("—")


def _headcount(row: Place) -> str:
    return str(row.headcount) if row.headcount is not None else "—"


def _code(row: Place) -> Cell:
    return Cell(row.code, sub="本地代码" if row.is_local_code else "")


def tree(townships: list[tuple[str, str]], table: Any) -> list[dict[str, Any]]:
    """The townships in their fixed order, each an address of the list."""
    here = table.asked.get("where", "")
    return [
        {"name": name, "url": table.address(where=code, page=None), "is_here": code == here} for code, name in townships
    ]
