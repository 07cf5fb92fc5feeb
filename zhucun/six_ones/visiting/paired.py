"""结对帮扶: households with the person and unit responsible, and by when they are to be visited; read, never kept."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.six_ones.visiting import lists
from zhucun.six_ones.visiting.due import with_due
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

MOST_UNITS = 80


def pairs_of(actor: Actor) -> QuerySet:
    """Of named households; where a list says only how many there are, none can be due."""
    return HouseholdAid.objects.visible_to(actor).as_of(actor.today).filter(household__isnull=False)


def dated(rows: QuerySet, actor: Actor) -> QuerySet:
    """Adds `last_visit` and `due_on` of the household."""
    homes = with_due(
        Household.objects.filter(pk=OuterRef("household")).order_by(), actor.today, policy.of(actor), actor
    )
    return rows.annotate(
        last_visit=Subquery(homes.values("last_visit")[:1]), due_on=Subquery(homes.values("due_on")[:1])
    )


def listed(actor: Actor) -> QuerySet:
    rows = pairs_of(actor).select_related("household__group", "place", "unit").defer("phone")
    return with_township(dated(rows, actor), "place__code", actor.today)


def paired_table(request: HttpRequest) -> Table:
    actor, today = request.actor, request.actor.today
    opens = actor.may(SEE_HOUSEHOLDS)
    return Table(
        name="paired",
        caption="结对帮扶的户",
        columns=(
            Column("helper", "责任人", lambda row: Cell(row.helper_name, sub=row.rank), sort="helper_name", width=12),
            Column("unit", "单位", lambda row: row.unit.name if row.unit else "—", sort="unit__name", width=22),
            Column("head", "户主", lambda row: _head(row, opens), sort="household__head_name", width=12),
            Column("village", "村", lambda row: Cell(row.place.name, sub=row.township or ""), sort="place__code"),
            Column(
                "due",
                "哪天以前",
                lambda row: lists.due(row, today),
                sort="due_on",
                plain=lambda row: row.due_on,
                width=12,
            ),
            Column("last", "上次走访", lists.last, sort="last_visit", is_tight=True, width=12),
            exported("township", "乡镇", lambda row: row.township or ""),
            exported("group", "组", lambda row: str(row.household.group or "")),
            exported("since", "从哪天起", lambda row: f"{row.since:%Y-%m-%d}"),
        ),
        views=(
            View("overdue", "过了日子", Q(due_on__lt=today)),
            View("soon", "30 天内", Q(due_on__gte=today, due_on__lt=today + lists.SOON)),
            View("never", "还没走过", Q(last_visit__isnull=True)),
        ),
        filters=(
            Filter("township", "乡镇", Offered(actor).townships, _within),
            Filter("unit", "单位", _units, lambda rows, key: rows.filter(unit=key) if key.isdecimal() else rows.none()),
        ),
        search=_search,
        search_hint="责任人、户主、村、单位",
        order=("due_on", "place__code", "pk"),
        counted=lambda count: f"{count} 户",
        empty={"text": "没有这样的户。结对帮扶名单导进来，就有了。", "icon": "home"},
        note="上次走访从工作记录里来。名单只写了户数、没写是哪几户的，不在这里。",
        may_double=False,
    )


def _head(row: HouseholdAid, opens: bool) -> Cell:
    url = reverse("six_ones:households.one", args=[row.household_id]) if opens else ""
    return Cell(row.household.head_name, sub=str(row.household.group or ""), url=url)


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place__code", [code])) if code.isdigit() else rows.none()


def _units(request: HttpRequest) -> list[tuple[str, str]]:
    """Those that somebody within reach is of; of a single one there is nothing to choose."""
    named = pairs_of(request.actor).filter(unit__isnull=False).values("unit")
    found = [(str(pk), name) for pk, name in Unit.objects.filter(pk__in=named).values_list("pk", "name")[:MOST_UNITS]]
    return found if len(found) > 1 else []


def _search(rows: QuerySet, text: str) -> QuerySet:
    found = Q(helper_name__contains=text) | Q(household__head_name__contains=text)
    return rows.filter(found | Q(place__name__contains=text) | Q(unit__name__contains=text))
