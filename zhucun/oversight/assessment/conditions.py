"""Grades on the facts sheet: 期满考核优秀, which R-USE-02 asks for, and no grade that has consequences (R-ASS-10)."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.conditions import Condition, Met, conditions_come_from
from zhucun.dispatch.roster.life import MemberFile
from zhucun.lib.evidence import Evidence
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SEE, CycleState, SheetState
from zhucun.oversight.schemes.rules import Grade, SchemeCycle

MOST_NAMED = 6


def decided(file: MemberFile) -> list[ScoreSheet]:
    """Grades that were decided, made public and used, the latest first."""
    sheets = ScoreSheet.objects.visible_to(file.actor).filter(posting__cadre=file.cadre, state=SheetState.DECIDED)
    closed = sheets.filter(cycle__state=CycleState.CLOSED).select_related("cycle")
    return list(closed.defer("computed", "parts", "facts").order_by("-cycle__since", "-pk"))


@conditions_come_from
def grades(file: MemberFile) -> Iterable[Condition]:
    if not (file.postings and file.actor.may(SEE)):
        return
    sheets = file.once(decided)
    yield _term(sheets)
    if sheets:
        yield _no_worse(sheets)


def _term(sheets: list[ScoreSheet]) -> Condition:
    of_term = next((one for one in sheets if one.cycle.cycle == SchemeCycle.TERM), None)
    if of_term is None:
        return Condition("期满考核优秀", "R-USE-02", Met.NOT_YET, "还没有期满考核", order=11)
    met = Met.YES if of_term.grade == Grade.FIRST else Met.NO
    told = f"{of_term.cycle.called}考核：{of_term.grade_called}"
    return Condition("期满考核优秀", "R-USE-02", met, told, [_evidence(of_term)], order=11)


def _no_worse(sheets: list[ScoreSheet]) -> Condition:
    """Of the third grade and the fourth follows a talk, a term to mend, a recall."""
    poor = [one for one in sheets if one.grade >= Grade.THIRD]
    shown = (poor or sheets)[:MOST_NAMED]
    told = "、".join(f"{one.cycle.called}{one.grade_called}" for one in shown)
    met = Met.NO if poor else Met.YES
    return Condition("没有一般、基本称职以下的等次", "R-ASS-10", met, told, [*map(_evidence, shown)], order=12)


def _evidence(sheet: ScoreSheet) -> Evidence:
    url = reverse("oversight:assessment.sheet", args=[sheet.pk])
    return Evidence(sheet._meta.label_lower, sheet.pk, f"{sheet.cycle.called}考核表", url)
