"""Figures of 新风: villages that have each of 一约四会, monthly meetings held, what was decided there and done."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from zhucun.acts.counting import counted_together
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy.customs_values import COUNCIL, COVENANT, SHIPPED_BODIES
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil
from zhucun.six_ones.customs.rules import MONTHLY, SEE, State

GROUP = "弘扬一股新风"
Rows = Callable[[Question], QuerySet]
BODIES = {one.key: one for one in SHIPPED_BODIES}


def _figure(name: str, label: str, unit: str, definition: str, *, rows: str, **more: object) -> Figure:
    told = {"group": GROUP, "rows": rows, **more}
    return Figure(f"six_ones.{name}", label, unit, "count", definition, "六", **told)


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


def _decided(question: Question) -> QuerySet:
    return _items(question).filter(decided_on__gte=question.period.since, decided_on__lt=question.period.until)


def _done(question: Question) -> QuerySet:
    span = question.period
    return _items(question).filter(state=State.DONE, done_on__gte=span.since, done_on__lt=span.until)


def _open(question: Question) -> QuerySet:
    later = Q(state__in=(State.DONE, State.DROPPED), done_on__gt=question.as_of)
    return _items(question).filter(Q(state=State.OPEN) | later, decided_on__lte=question.as_of)


def _late(question: Question) -> QuerySet:
    return _open(question).filter(due_on__lt=question.as_of)


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
            _decided,
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
            _done,
        ),
        (
            _figure(
                "monthly_items_open",
                "没办完的月列会事项",
                "件",
                "截止日已经定了、还没办结的议题。",
                rows="monthly_item",
            ),
            _open,
        ),
        (
            _figure(
                "monthly_items_late",
                "过了期限的月列会事项",
                "件",
                "截止日还没办结、期限已经过了的议题。",
                rows="monthly_item",
            ),
            _late,
        ),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """All in one query."""
    rows = {one.id: FIGURES[one.id][1](question) for one in figures}
    return {key: Answer(count, lambda key=key: rows[key]) for key, count in counted_together(rows).items()}


register([figure for figure, _ in FIGURES.values()], answers)
