"""The list of units: what each stands behind and whom it sends, side by side and never added up (R-ORG-12)."""

from collections.abc import Iterator

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.rows import holds_on
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.dispatch.units.burden import SPANS, Span, portion_of, sees_recalls, with_burden
from zhucun.org.people.models import Unit, UnitAlias
from zhucun.org.people.rules import SEE_UNITS, SendingLevel, UnitKind
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

LEVELS = {2: SendingLevel.PROVINCE, 4: SendingLevel.PREFECTURE, 6: SendingLevel.COUNTY}
LEVEL_LABELS = {SendingLevel.PROVINCE: "省直", SendingLevel.PREFECTURE: "市直", SendingLevel.COUNTY: "县直"}


def rows_for(request: HttpRequest) -> QuerySet:
    """Units within reach with how many teams they back and people they send, as far as the actor sees these."""
    actor, today = request.actor, request.actor.today
    backs = TeamBacking.objects.visible_to(actor).as_of(today).filter(unit=OuterRef("pk"))
    sends = Posting.objects.visible_to(actor).on_roster(today).filter(sending_unit=OuterRef("pk"))
    stands = Q(until__lte=today) if request.GET.get("gone") else holds_on(today)
    units = Unit.objects.visible_to(actor, SEE_UNITS).filter(stands)
    held = units.annotate(
        backs=_count(backs, "unit"), sends=_count(sends, "sending_unit"), level_digits=Length("place_code")
    )
    return with_burden(held, actor, Span.asked(request))


def _count(rows: QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def level_of(unit: Unit) -> str:
    return LEVEL_LABELS[SendingLevel(unit.sending_level)]


def units_table(request: HttpRequest, usual: str = "") -> Table:
    """`usual` is what all units together give, to hold one's against."""
    return Table(
        name="units",
        caption="单位",
        columns=(
            Column("name", "单位", _name, sort="position", plain=lambda row: row.name, width=28),
            Column("kind", "类别", lambda row: row.get_kind_display(), sort="kind"),
            Column("level", "层级", level_of, sort="level_digits"),
            Column(
                "backs",
                "后盾的队",
                lambda row: _opened(row, row.backs, "backs"),
                sort="backs",
                numeric=True,
                plain=lambda r: r.backs,
            ),
            Column(
                "sends",
                "派出的人",
                lambda row: _opened(row, row.sends, "sends"),
                sort="sends",
                numeric=True,
                plain=lambda r: r.sends,
            ),
            Column("staff", "在编", _staff, sort="staff_count", numeric=True, plain=lambda row: row.staff_count),
            *_burden_columns(request.actor),
            Column("head", "负责人", _heads, sort="head_name", plain=lambda row: row.head_name),
            exported("deputy", "分管负责人", lambda row: row.deputy_name),
        ),
        filters=(
            Filter("kind", "类别", lambda _: UnitKind.choices, lambda rows, kind: rows.filter(kind=kind)),
            Filter("level", "层级", lambda _: [(k.value, v) for k, v in LEVEL_LABELS.items()], _of_level),
            Filter("span", "派过从哪天算", lambda _: SPANS[1:], lambda rows, _: rows),
            Filter("gone", "已撤并", lambda _: [("yes", "已撤并的")], lambda rows, _: rows),
        ),
        views=(
            View("both", "又后盾又派人", Q(backs__gt=0, sends__gt=0)),
            View("backs", "后盾单位", Q(backs__gt=0)),
            View("sends", "派出单位", Q(sends__gt=0)),
            View("neither", "都没有", Q(backs=0, sends=0)),
        ),
        search=_search,
        search_hint="单位、别的写法、负责人",
        order="position",
        counted=lambda count: f"{count} 个单位",
        note=f"派过：{Span.asked(request).words}占过名额的人次。{usual}",
        empty={"text": "没有这样的单位。", "icon": "building"},
    )


def _burden_columns(actor: Actor) -> Iterator[Column]:
    yield Column("portion", "占在编", lambda row: portion_of(row.sends, row.staff_count), sort="portion", numeric=True)
    yield Column("sent", "派过", lambda row: str(row.sent or "—"), sort="sent", numeric=True, plain=lambda r: r.sent)
    if sees_recalls(actor):
        yield Column(
            "recalled",
            "召回",
            lambda row: str(row.recalled or "—"),
            sort="recalled",
            numeric=True,
            plain=lambda r: r.recalled,
        )


def _heads(row: Unit) -> Cell:
    return Cell(row.head_name or "—", sub=f"分管 {row.deputy_name}" if row.deputy_name else "")


def _of_level(rows: QuerySet, level: str) -> QuerySet:
    digits = next((count for count, name in LEVELS.items() if name == level), 0)
    return rows.filter(level_digits__gte=6) if digits == 6 else rows.filter(level_digits=digits)


def _search(rows: QuerySet, text: str) -> QuerySet:
    alias = UnitAlias.objects.filter(unit=OuterRef("pk"), name__contains=text)
    return rows.filter(
        Q(name__contains=text) | Q(head_name__contains=text) | Q(deputy_name__contains=text) | Q(Exists(alias))
    )


def _staff(row: Unit) -> str:
    return "—" if row.staff_count is None else str(row.staff_count)


def _name(row: Unit) -> Cell:
    return Cell(row.name, sub="已撤并" if row.until else "", url=reverse("dispatch:units.one", args=[row.pk]))


def _opened(row: Unit, count: int, part: str) -> Cell | str:
    return Cell(str(count), url=f"{reverse('dispatch:units.one', args=[row.pk])}#{part}") if count else "—"
