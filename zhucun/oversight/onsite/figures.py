"""Figures of records and of what was found: how many visits, who was missing, problems by kind, how many still open."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteVisit
from zhucun.oversight.onsite.rules import FindingState, Seen, VisitKind, VisitState
from zhucun.policy.inspection_values import SHIPPED_KINDS

GROUP = "督查"
Narrow = Callable[[Question], Q]


def _figure(name: str, label: str, unit: str, definition: str, rows: str) -> Figure:
    return Figure(f"oversight.{name}", label, unit, "count", definition, "管", group=GROUP, rows=rows, has_period=True)


def _all(question: Question) -> Q:
    return Q()


VISITS: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure("site_visits", "现场督查", "次", "这段时间到村、记录交回了的；作废的不算。", "site_visit"),
            _all,
        ),
        (
            _figure("site_revisits", "其中回头看", "次", "现场督查里，怎么去的是回头看的。", "site_visit"),
            lambda question: Q(kind=VisitKind.REVISIT),
        ),
    )
}
FOUND: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure("findings", "发现的问题", "个", "这段时间发现的，督查、乡镇、信访来的都算。", "finding"),
            _all,
        ),
        (
            _figure("findings_open", "其中待处理", "个", "发现的问题里，还没定怎么办的。", "finding"),
            lambda question: Q(state=FindingState.OPEN),
        ),
        *(
            (
                _figure(f"findings.{kind.key}", kind.label, "个", f"发现的问题里，类型是“{kind.label}”的。", "finding"),
                lambda question, key=kind.key: Q(kind=key),
            )
            for kind in SHIPPED_KINDS
        ),
    )
}
ABSENT = _figure(
    "absent_on_site",
    "督查时不在又没登记",
    "人次",
    "现场督查时没有见到、当天又没有请假和公务登记的，一人一次；作废的记录不算。",
    "presence",
)


def _dated(rows: QuerySet, day: str, question: Question) -> QuerySet:
    since, until = question.period.since, question.period.until
    return rows.filter(**{f"{day}__gte": since, f"{day}__lt": until})


def _visits(question: Question) -> QuerySet:
    rows = SiteVisit.objects.visible_to(question.actor).standing()
    return _dated(rows.filter(within_prefixes("place_code", [question.scope])), "visited_on", question)


def _found(question: Question) -> QuerySet:
    rows = Finding.objects.visible_to(question.actor).exclude(visit__state=VisitState.WITHDRAWN)
    return _dated(rows.filter(within_prefixes("place_code", [question.scope])), "found_on", question)


def _counted(rows: QuerySet, wanted: Mapping[str, tuple[Figure, Narrow]], question: Question) -> dict[str, Answer]:
    """One query for all."""
    narrowed = {key: narrow(question) for key, (_, narrow) in wanted.items()}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(narrowed.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {key: _answer(rows, narrow, n) for (key, narrow), n in zip(narrowed.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


def of_visits(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    return _counted(_visits(question), {one.id: VISITS[one.id] for one in figures}, question)


def of_findings(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    return _counted(_found(question), {one.id: FOUND[one.id] for one in figures}, question)


def of_the_missing(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = PresenceSeen.objects.filter(seen=Seen.ABSENT, visit__in=_visits(question))
    return {one.id: Answer(rows.count(), lambda: rows) for one in figures}


register([figure for figure, _ in VISITS.values()], of_visits)
register([figure for figure, _ in FOUND.values()], of_findings)
register([ABSENT], of_the_missing)
