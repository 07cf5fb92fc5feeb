"""Figures of circulars: 期 issued, and how many problems they told of (N30)."""

from collections.abc import Mapping, Sequence

from django.db.models import Q

from zhucun.acts.counting import counted_together
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.circulars.models import COUNTY_DIGITS, CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import State
from zhucun.oversight.rhythm.figures import SEE_FIGURES

CIRCULARS = Figure(
    "oversight.circulars",
    "督查通报",
    "期",
    "count",
    "这段时间里签发的督查通报，录了文号、签发人和日期才算；看一个乡镇时，是说到它的。",
    "管",
    group="督查通报",
    rows="circular",
    refs=("N30",),
    has_period=True,
)
TOLD = Figure(
    "oversight.circular_lines",
    "通报的问题",
    "个",
    "count",
    "这段时间里签发的督查通报里的问题；核实后拿掉的不算。",
    "管",
    group="督查通报",
    rows="circular_line",
    has_period=True,
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    span, scope = question.period, question.scope
    rows = InspectionCircular.objects.visible_to(question.actor, SEE_FIGURES).issued()
    rows = rows.filter(issued_on__gte=span.since, issued_on__lt=span.until)
    lines = CircularLine.objects.standing().filter(within_prefixes("place_code", [scope]))
    lines = lines.filter(circular__state=State.ISSUED, circular__in=rows.values("pk"))
    if len(scope) <= COUNTY_DIGITS:
        rows = rows.filter(within_prefixes("county_code", [scope]))
    else:
        rows = rows.filter(Q(pk__in=lines.values("circular")))
    found = {CIRCULARS.id: rows, TOLD.id: lines}
    counts = counted_together({one.id: found[one.id] for one in figures})
    return {key: Answer(count, lambda key=key: found[key]) for key, count in counts.items()}


register((CIRCULARS, TOLD), answers)
