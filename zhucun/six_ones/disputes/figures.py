"""Figures of disputes: solved in a period, in the village or in the township, passed on; open on a day."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import CLOSED, SEE, SOLVED, State

Narrow = Callable[[Question], Q]
FEW = "看矛盾纠纷台账的人才看得到。"


def _figure(name: str, label: str, definition: str, *, has_period: bool = True, refs: tuple[str, ...] = ()) -> Figure:
    told = {"group": "办成一批实事", "rows": "dispute", "has_period": has_period, "refs": refs, "for_few": True}
    return Figure(f"six_ones.{name}", label, "起", "count", definition, "六", **told)


def _closed(*states: str) -> Narrow:
    def narrow(question: Question) -> Q:
        period = question.period
        return Q(state__in=states, closed_on__gte=period.since, closed_on__lt=period.until)

    return narrow


def _open_on(question: Question) -> Q:
    later = Q(state__in=CLOSED, closed_on__gt=question.as_of)
    return Q(raised_on__lte=question.as_of) & (Q(state=State.OPEN) | later)


FIGURES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure(
                "disputes_solved",
                "调解的矛盾纠纷",
                "这段时间里在村里或者镇里解决的矛盾纠纷，转出去的不算；看得到的才算。",
                refs=("N52",),
            ),
            _closed(*SOLVED),
        ),
        (
            _figure("disputes_in_village", "村里解决的矛盾纠纷", "这段时间里没有出村就解决的矛盾纠纷。"),
            _closed(State.SOLVED_IN_VILLAGE),
        ),
        (
            _figure("disputes_in_township", "镇里解决的矛盾纠纷", "这段时间里交给镇里或者县里以后解决的矛盾纠纷。"),
            _closed(State.SOLVED_IN_TOWNSHIP),
        ),
        (
            _figure("disputes_referred", "转出去的矛盾纠纷", "这段时间里转到法庭、仲裁等处的矛盾纠纷。"),
            _closed(State.REFERRED),
        ),
        (_figure("disputes_open", "在调解的矛盾纠纷", "截止日还没了结的矛盾纠纷。", has_period=False), _open_on),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all. To whoever may read no dispute there is no number, which is not to say that there was none."""
    if not question.actor.may(SEE):
        return {figure.id: Answer(None, Dispute.objects.none, note=FEW) for figure in figures}
    rows = Dispute.objects.visible_to(question.actor).standing().filter(within_prefixes("place_code", [question.scope]))
    wanted = {one.id: FIGURES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _ in FIGURES.values()], answers)
