"""Figures of screening: the month of the latest one, who had a doubt, who is still to be decided on."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, ExtractMonth

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.rules import Decision, State
from zhucun.lib.figure import Answer, Figure, Question, register

GROUP = "过筛子"
MONTH = Figure(
    "dispatch.screening_month",
    "最近一次过筛子在几月",
    "月",
    "sum",
    "截止这天，最近一次过筛子所过名册那天的月份；还没有过过的没有数。",
    "派",
    group=GROUP,
    rows="screening",
    refs=("N09",),
)


def _figure(name: str, label: str, definition: str) -> Figure:
    whole = f"最近一次过筛子里，{definition}；截止这天以前过的才算。"
    return Figure(f"dispatch.{name}", label, "人", "count", whole, "派", group=GROUP, rows="doubt")


NOT_KEPT = ~Q(decision__in=(Decision.KEEP, Decision.GONE))
MEMBERS: dict[str, tuple[Figure, Q]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (_figure("screened_doubts", "过筛子有疑问的队员", "碰到一条以上的队员"), Q()),
        (
            _figure("screened_left", "过筛子说明后要处理的队员", "说明以后没有保留的队员，还没定的也算"),
            NOT_KEPT,
        ),
        (_figure("screened_open", "过筛子还没定的队员", "还没有定处理的队员"), Q(state=State.ASKED)),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query: the latest screening, with its doubts counted by how they stand."""
    wanted = {figure.id: MEMBERS[figure.id][1] for figure in figures if figure.id in MEMBERS}
    rows = _members(question)
    counts = {f"n{at}": _count(rows.filter(narrow)) for at, narrow in enumerate(wanted.values())}
    seen = Screening.objects.visible_to(question.actor).filter(on__lte=question.as_of)
    latest = seen.filter(place_code=question.scope[:6]).annotate(**counts).order_by("-on").first()
    found = {
        figure_id: Answer(getattr(latest, f"n{at}", 0), _finder(rows, narrow, latest))
        for at, (figure_id, narrow) in enumerate(wanted.items())
    }
    return found | {figure.id: _month(latest) for figure in figures if figure.id == MONTH.id}


def _members(question: Question) -> QuerySet:
    rows = Doubt.objects.visible_to(question.actor).filter(posting__isnull=False)
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _count(rows: QuerySet) -> Coalesce:
    own = rows.filter(screening=OuterRef("pk")).order_by().values("screening")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


def _finder(rows: QuerySet, narrow: Q, latest: Screening | None) -> Callable[[], QuerySet]:
    return lambda: rows.filter(narrow, screening=latest) if latest else rows.none()


def _month(latest: Screening | None) -> Answer:
    note = f"{latest.on:%Y-%m-%d} 的名册，{latest.run_by}过的" if latest else "还没有过过筛子"
    found = Screening.objects.filter(pk=latest.pk if latest else None).annotate(amount=ExtractMonth("on"))
    return Answer(latest.on.month if latest else None, lambda: found, note=note)


register([MONTH, *(figure for figure, _ in MEMBERS.values())], answers)
