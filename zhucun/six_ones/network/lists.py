"""The lists of the network: villages with their cover, people with their load."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.network.figures import LOAD_WORDS, LOADS, bound_of
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import SEE, Kind
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported


def _count(rows: QuerySet, by: str) -> Coalesce:
    """How many of the rows a village has, the outer one."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def villages(actor: Actor) -> QuerySet:
    """With `homes`, `linked`, `without`, `keepers`, `heavy`: who has too many."""
    day, numbers = actor.today, policy.of(actor).network
    there = Place.objects.visible_to(actor, SEE).as_of(day).filter(kind__in=SERVED)
    loaded = Linker.objects.as_of(day).with_load(day).annotate(bound=bound_of(numbers)).filter(load__gt=F("bound"))
    heavy = Linker.objects.filter(pk__in=loaded.values("pk"))
    return with_township(there, "code", day).annotate(
        homes=_count(Household.objects.as_of(day), "village"),
        linked=_count(HouseholdLink.objects.of_homes_there(day), "village"),
        keepers=_count(Linker.objects.as_of(day), "village"),
        heavy=_count(heavy, "village"),
        without=F("homes") - F("linked"),
    )


def villages_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="links",
        import_kind="household_links",
        caption="联户表",
        columns=(
            Column("village", "村", _village, sort="code", width=20),
            Column("homes", "名单上的户", lambda row: str(row.homes), sort="homes", numeric=True),
            Column("linked", "有人联", lambda row: str(row.linked), sort="linked", numeric=True),
            Column("without", "没人联", _without, sort="without", numeric=True, plain=lambda row: row.without),
            Column("linkers", "联户的人", lambda row: str(row.keepers), sort="keepers", numeric=True),
            Column("heavy", "联得太多的人", _heavy, sort="heavy", numeric=True, plain=lambda row: row.heavy),
            exported("township", "乡镇", lambda row: row.township or ""),
        ),
        views=(
            View("without", "有户没人联", Q(without__gt=0)),
            View("heavy", "有人联得太多", Q(heavy__gt=0)),
            View("none", "还没有名单", Q(homes=0)),
        ),
        first=View("", "有名单的村", Q(homes__gt=0)),
        filters=(Filter("township", "乡镇", offered.townships, _within("code")),),
        search=lambda rows, text: rows.filter(name__icontains=text),
        search_hint="村",
        order="code",
        counted=lambda count: f"{count} 个村",
        empty={"text": "没有这样的村。", "icon": "home"},
        may_double=False,
    )


def _within(path: str) -> Callable[[QuerySet, str], QuerySet]:
    return lambda rows, code: rows.filter(within_prefixes(path, [code])) if code.isdigit() else rows.none()


def _village(row: Place) -> Cell:
    return Cell(row.name, sub=row.township or "", url=reverse("six_ones:links.of", args=[row.code]))


def _without(row: Place) -> Cell:
    return _marked(row.without, "户")


def _heavy(row: Place) -> Cell:
    return _marked(row.heavy, "人")


def _marked(count: int, unit: str) -> Cell:
    if not count:
        return Cell("—")
    return Cell(template="six_ones/network/pages/_marked.html", context=("soon", f"{count} {unit}"))


def people(actor: Actor) -> QuerySet:
    """Linkers of today with load and bound."""
    rows = Linker.objects.visible_to(actor).as_of(actor.today).with_load(actor.today)
    bounded = rows.annotate(bound=bound_of(policy.of(actor).network)).select_related("village", "group")
    return with_township(bounded, "place_code", actor.today)


def people_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    ages = [(one.key, one.label) for one in policy.of(request.actor).network.bounds]
    return Table(
        name="linkers",
        import_kind="household_links",
        caption="联户的人",
        columns=(
            Column("name", "姓名", _person, sort="name", width=12),
            Column("village", "村", lambda row: Cell(row.village.name, sub=row.township or ""), sort="place_code"),
            Column("group", "组", lambda row: str(row.group or "—"), width=8),
            Column("kind", "身份", lambda row: row.get_kind_display(), sort="kind"),
            Column("age", "年龄段", lambda row: dict(ages).get(row.age, "—"), sort="age"),
            Column("load", "联几户", load, sort="load", numeric=True, plain=lambda row: row.load),
        ),
        views=(
            View("heavy", "联得太多", Q(load__gt=F("bound"))),
            View("idle", "一户没联", Q(load=0)),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within("place_code")),
            Filter("load", "联几户", lambda request: list(BAND_LABELS.items()), _with_load),
            Filter("kind", "身份", lambda request: Kind.choices, lambda rows, key: rows.filter(kind=key)),
        ),
        search=lambda rows, text: rows.filter(Q(name__contains=text) | Q(village__name__contains=text)),
        search_hint="姓名、村",
        order=("place_code", "pk"),
        counted=lambda count: f"{count} 人",
        empty={"text": "没有这样的人。", "icon": "users"},
        may_double=False,
    )


BANDS = {"0": (0, 0), **LOADS}  # as the figures have them, and who has none
BAND_LABELS = {key: LOAD_WORDS.get(key, f"{key} 户" if key != "0" else "没有") for key in BANDS}


def in_band(least: int, most: int | None) -> Q:
    return Q(load__gte=least) if most is None else Q(load__gte=least, load__lte=most)


def _with_load(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(in_band(*BANDS[key])) if key in BANDS else rows.none()


def loads(actor: Actor) -> dict[str, Any]:
    """How many people have how many households, as _bars.html takes it; each opens who they are. One query."""
    loaded = Linker.objects.visible_to(actor).as_of(actor.today).with_load(actor.today).values("pk", "load")
    counts = {f"n{key}": Count("pk", filter=in_band(*band)) for key, band in BANDS.items()}
    counted = loaded.order_by().aggregate(**counts)
    people = reverse("six_ones:links.people")
    items = [
        {
            "label": BAND_LABELS[key].replace(" 户", "户" if len(key) == 1 and key not in LOAD_WORDS else ""),
            "value": counted[f"n{key}"],
            "url": f"{people}?load={key}" if counted[f"n{key}"] else "",
        }
        for key in BANDS
    ]
    return {"items": items, "standing": True, "total": sum(item["value"] for item in items)}


def _person(row: Linker) -> Cell:
    return Cell(row.name, url=f"{reverse('six_ones:links.of', args=[row.place_code])}#p{row.pk}")


def load(row: Linker) -> Cell:
    if row.load <= row.bound:
        return Cell(str(row.load))
    return Cell(template="six_ones/network/pages/_marked.html", context=("soon", f"{row.load}，最多 {row.bound}"))
