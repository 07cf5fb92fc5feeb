"""Figures of 新风: villages that have each of 一约四会, monthly meetings held, what was decided there and done."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy.customs_values import COUNCIL, COVENANT, SHIPPED_BODIES
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil
from zhucun.six_ones.customs.rules import MONTHLY, SEE, State

GROUP, PREFIX = "弘扬一股新风", "six_ones."
Rows = Callable[[Question], QuerySet]
BODIES = {one.key: one for one in SHIPPED_BODIES}


def _figure(name: str, label: str, unit: str, definition: str, *, rows: str, **more: object) -> Figure:
    told = {"group": GROUP, "rows": rows, **more}
    return Figure(f"{PREFIX}{name}", label, unit, "count", definition, "六", **told)


def _held(question: Question, *kinds: str) -> QuerySet:
    rows = VillageCouncil.objects.visible_to(question.actor).as_of(question.as_of)
    return rows.filter(within_prefixes("place_code", [question.scope]), kind__in=kinds)


def _of_form(form: str) -> Rows:
    """Of each kind the first that was set up: how many kinds there are at all."""
    kinds = [one.key for one in SHIPPED_BODIES if one.form == form]

    def rows(question: Question) -> QuerySet:
        first = _held(question, *kinds).order_by().values("kind").annotate(first=Min("pk")).values("first")
        return VillageCouncil.objects.filter(pk__in=first)

    return rows


def _villages(*kinds: str) -> Rows:
    """That have all of these."""

    def rows(question: Question) -> QuerySet:
        found = Place.objects.visible_to(question.actor, SEE).filter(within_prefixes("code", [question.scope]))
        for kind in kinds:
            found = found.filter(Exists(_held(question, kind).filter(place=OuterRef("pk"))))
        return found

    return rows


def _meetings(question: Question) -> QuerySet:
    span = question.period
    held = Meeting.objects.visible_to(question.actor, SEE).held_in(span.since, span.until).meant_for(MONTHLY)
    return held.filter(within_prefixes("record__place_code", [question.scope]))


def _villages_that_met(question: Question) -> QuerySet:
    here = Place.objects.visible_to(question.actor, SEE).filter(within_prefixes("code", [question.scope]))
    return here.filter(pk__in=_meetings(question).order_by().values("record__place"), kind__in=SERVED)


def _items(question: Question) -> QuerySet:
    rows = MonthlyItem.objects.visible_to(question.actor).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _decided(question: Question) -> Q:
    return Q(decided_on__gte=question.period.since, decided_on__lt=question.period.until)


def _done(question: Question) -> Q:
    return Q(state=State.DONE, done_on__gte=question.period.since, done_on__lt=question.period.until)


def _open(question: Question) -> Q:
    later = Q(state__in=(State.DONE, State.DROPPED), done_on__gt=question.as_of)
    return Q(decided_on__lte=question.as_of) & (Q(state=State.OPEN) | later)


def _late(question: Question) -> Q:
    return _open(question) & Q(due_on__lt=question.as_of)


ITEMS: dict[str, Callable[[Question], Q]] = {
    "monthly_items": _decided,
    "monthly_items_done": _done,
    "monthly_items_open": _open,
    "monthly_items_late": _late,
}


def _items_that(name: str) -> Rows:
    return lambda question: _items(question).filter(ITEMS[name](question))


ALL_FIVE = tuple(BODIES)
FIGURES: dict[str, tuple[Figure, Rows]] = {
    figure.id: (figure, rows)
    for figure, rows in (
        (
            _figure(
                "covenants",
                "“一约四会”里的约",
                "个",
                "截止日至少一个村建了的约，同一种约算一个。",
                rows="village_council",
                refs=("N67",),
            ),
            _of_form(COVENANT),
        ),
        (
            _figure(
                "councils",
                "“一约四会”里的会",
                "个",
                "截止日至少一个村建了的会，同一种会算一个。",
                rows="village_council",
                refs=("N68",),
            ),
            _of_form(COUNCIL),
        ),
        (
            _figure(
                "customs_complete",
                "“一约四会”都建了的村",
                "个",
                "截止日村规民约和四个会都在的村、社区、安置点。",
                rows="place",
            ),
            _villages(*ALL_FIVE),
        ),
        *(
            (
                _figure(
                    f"customs.{one.key}",
                    f"有{one.label}的村",
                    "个",
                    f"截止日有{one.label}的村、社区、安置点。",
                    rows="place",
                ),
                _villages(one.key),
            )
            for one in SHIPPED_BODIES
        ),
        (
            _figure(
                "monthly_meetings",
                "村月列会",
                "次",
                "这段时间里记下的、性质有“村月列会”的会，记录撤回的不算。",
                rows="monthly_meeting",
                has_period=True,
            ),
            _meetings,
        ),
        (
            _figure(
                "monthly_villages",
                "开过月列会的村",
                "个",
                "这段时间里至少开过一次月列会的村、社区、安置点。",
                rows="place",
                has_period=True,
            ),
            _villages_that_met,
        ),
        (
            _figure(
                "monthly_items",
                "月列会定的事",
                "件",
                "这段时间里月列会上定的、没有撤回的议题。",
                rows="monthly_item",
                has_period=True,
            ),
            _items_that("monthly_items"),
        ),
        (
            _figure(
                "monthly_items_done",
                "办结的月列会事项",
                "件",
                "这段时间里办结的月列会议题。",
                rows="monthly_item",
                has_period=True,
            ),
            _items_that("monthly_items_done"),
        ),
        (
            _figure(
                "monthly_items_open",
                "没办完的月列会事项",
                "件",
                "截止日已经定了、还没办结的议题。",
                rows="monthly_item",
            ),
            _items_that("monthly_items_open"),
        ),
        (
            _figure(
                "monthly_items_late",
                "过了期限的月列会事项",
                "件",
                "截止日还没办结、期限已经过了的议题。",
                rows="monthly_item",
            ),
            _items_that("monthly_items_late"),
        ),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """A query or two for each table, however many are asked; the rows when somebody wants them."""
    asked = {one.id.removeprefix(PREFIX) for one in figures}
    counts: dict[str, int] = {}
    for names, count in COUNTING:
        if wanted := asked & names:
            counts.update(count(question, wanted))
    return {one.id: _answer(one.id, counts[one.id.removeprefix(PREFIX)], question) for one in figures}


def _answer(figure_id: str, count: int, question: Question) -> Answer:
    return Answer(count, lambda: FIGURES[figure_id][1](question))


def _count_bodies(question: Question, wanted: set[str]) -> dict[str, int]:
    held = _held(question, *ALL_FIVE).order_by()
    of_kind = dict(held.values("kind").annotate(n=Count("pk")).values_list("kind", "n"))
    found = {f"customs.{key}": of_kind.get(key, 0) for key in ALL_FIVE}
    for name, form in (("covenants", COVENANT), ("councils", COUNCIL)):
        found[name] = sum(1 for key in of_kind if BODIES[key].form == form)
    if "customs_complete" in wanted:
        found["customs_complete"] = held.values("place").annotate(n=Count("pk")).filter(n=len(ALL_FIVE)).count()
    return found


def _count_meetings(question: Question, wanted: set[str]) -> dict[str, int]:
    villages = Count("record__place", distinct=True, filter=Q(record__place__kind__in=SERVED))
    return _meetings(question).order_by().aggregate(monthly_meetings=Count("pk"), monthly_villages=villages)


def _count_items(question: Question, wanted: set[str]) -> dict[str, int]:
    within = {name: Count("pk", filter=condition(question)) for name, condition in ITEMS.items()}
    return _items(question).order_by().aggregate(**within)


COUNTING = (
    ({"covenants", "councils", "customs_complete", *(f"customs.{key}" for key in ALL_FIVE)}, _count_bodies),
    ({"monthly_meetings", "monthly_villages"}, _count_meetings),
    ({*ITEMS}, _count_items),
)
register([figure for figure, _ in FIGURES.values()], answers)
