"""Figures of the monthly prompts: how many went out, and how many a month."""

from collections.abc import Mapping, Sequence

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.rhythm.figures import GROUP, SEE_FIGURES, due_id
from zhucun.oversight.rhythm.models import COUNTY_DIGITS
from zhucun.oversight.rhythm.rules import Cycle

TOLD = {"measure": "管", "group": GROUP, "rows": "prompt", "has_period": True}
ISSUED = Figure(
    "oversight.prompts_issued", "发出的重点工作提示", "份", "count", "这段时间里发出、没有收回的重点工作提示。", **TOLD
)
PER_MONTH = Figure(
    "oversight.prompts_per_month",
    "每月重点工作提示几份",
    "份",
    "mean",
    "这段时间里发出的重点工作提示，除以这段时间里到期调度的月数。",
    of=(ISSUED.id, due_id(Cycle.MONTH)),
    refs=("N24",),
    **TOLD,
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    span = question.period
    rows = WorkPrompt.objects.visible_to(question.actor, SEE_FIGURES).issued()
    rows = rows.filter(within_prefixes("county_code", [question.scope[:COUNTY_DIGITS]]))
    rows = rows.filter(issued_on__gte=span.since, issued_on__lt=span.until)
    return {ISSUED.id: Answer(rows.count(), lambda: rows)}


register([ISSUED, PER_MONTH], answers)
