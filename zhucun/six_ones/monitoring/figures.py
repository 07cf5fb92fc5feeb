"""Figures of monitoring: households watched on a day, what the national system changed in a period; clues."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, F, Q, QuerySet, Sum

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import State

Narrow = Callable[[Question], Q]
GROUP = "防返贫监测"


def _figure(
    name: str, label: str, unit: str, definition: str, *, rows: str, has_period: bool, kind: str = "count"
) -> Figure:
    told = {"group": GROUP, "rows": rows, "has_period": has_period, "for_few": True}
    return Figure(f"six_ones.{name}", label, unit, kind, definition, "六", **told)


def _watched(question: Question) -> Q:
    gone = Q(removed_on__isnull=True) | Q(removed_on__gt=question.as_of)
    return Q(entered_on__lte=question.as_of) & gone


def _in(column: str) -> Narrow:
    def narrow(question: Question) -> Q:
        period = question.period
        return Q(**{f"{column}__gte": period.since, f"{column}__lt": period.until})

    return narrow


def _changed(question: Question) -> Q:
    return _in("entered_on")(question) | _in("removed_on")(question)


HOUSEHOLDS: dict[str, tuple[Figure, Narrow, bool]] = {
    figure.id: (figure, narrow, of_people)
    for figure, narrow, of_people in (
        (
            _figure(
                "monitored_households",
                "监测对象",
                "户",
                "截止日国家系统的表里已经识别、还没有移出的户；看得到的才算。",
                rows="monitored",
                has_period=False,
            ),
            _watched,
            False,
        ),
        (
            _figure(
                "monitored_people",
                "监测对象的人口",
                "人",
                "截止日在监测的户的家庭人口之和，表里没有写人口的户不算。",
                rows="monitored",
                has_period=False,
                kind="sum",
            ),
            _watched,
            True,
        ),
        (
            _figure(
                "monitored_changed",
                "国家系统里变动的监测户",
                "户",
                "这段时间里识别进来和移出的户，同一户两样都有算一次。",
                rows="monitored",
                has_period=True,
            ),
            _changed,
            False,
        ),
        (
            _figure(
                "monitored_people_changed",
                "国家系统里变动的监测人口",
                "人",
                "这段时间里识别进来和移出的户的家庭人口之和。",
                rows="monitored",
                has_period=True,
                kind="sum",
            ),
            _changed,
            True,
        ),
        (
            _figure(
                "monitored_entered",
                "新识别的监测户",
                "户",
                "这段时间里识别进来的户。",
                rows="monitored",
                has_period=True,
            ),
            _in("entered_on"),
            False,
        ),
        (
            _figure(
                "monitored_removed",
                "移出监测的户",
                "户",
                "这段时间里风险消除或者核对后移出的户。",
                rows="monitored",
                has_period=True,
            ),
            _in("removed_on"),
            False,
        ),
    )
}
CLUES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure(
                "clues_reported", "报的监测线索", "条", "这段时间里发现、没有撤回的线索。", rows="clue", has_period=True
            ),
            _in("reported_on"),
        ),
        (
            _figure(
                "clues_entered",
                "录入国家系统的线索",
                "条",
                "这段时间里乡镇勾了“已录入国家系统”的线索。",
                rows="clue",
                has_period=True,
            ),
            lambda question: Q(state=State.ENTERED) & _in("answered_on")(question),
        ),
        (
            _figure(
                "clues_open",
                "等录入的线索",
                "条",
                "截止日已经报上来、乡镇还没有处理的线索。",
                rows="clue",
                has_period=False,
            ),
            lambda question: (
                Q(reported_on__lte=question.as_of) & (Q(state=State.WITH_TOWNSHIP) | Q(answered_on__gt=question.as_of))
            ),
        ),
    )
}


def households(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows = MonitoredHousehold.objects.visible_to(question.actor)
    rows = rows.filter(within_prefixes("place_code", [question.scope]))
    wanted = {one.id: (HOUSEHOLDS[one.id][1](question), HOUSEHOLDS[one.id][2]) for one in figures}
    counts = {
        f"n{at}": Sum("person_count", filter=narrow) if of_people else Count("pk", filter=narrow)
        for at, (narrow, of_people) in enumerate(wanted.values())
    }
    counted = list(rows.order_by().aggregate(**counts).values())
    return {
        figure: _answer(rows, narrow, n or 0, of_people=of_people)
        for (figure, (narrow, of_people)), n in zip(wanted.items(), counted, strict=True)
    }


def clues(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = MonitoringClue.objects.visible_to(question.actor).standing()
    rows = rows.filter(within_prefixes("place_code", [question.scope]))
    wanted = {one.id: CLUES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int, *, of_people: bool = False) -> Answer:
    if of_people:
        return Answer(count, lambda: rows.filter(narrow, person_count__isnull=False).annotate(amount=F("person_count")))
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _, _ in HOUSEHOLDS.values()], households)
register([figure for figure, _ in CLUES.values()], clues)
