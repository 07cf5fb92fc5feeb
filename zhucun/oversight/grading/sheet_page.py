"""One sheet, opened: its parts with the records behind them, who said what, and what may be done with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from zhucun.acts.actor import Actor
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.models import Score, ScoreSheet
from zhucun.oversight.assessment.reading import standing_of
from zhucun.oversight.assessment.rules import CycleState
from zhucun.oversight.grading.cycle_page import HIDDEN, WITH
from zhucun.oversight.grading.forms import DecideForm
from zhucun.oversight.grading.showing import Line, grades_in, lines_of, parts_shown
from zhucun.oversight.schemes.rules import Rater


def sheet_of(request: HttpRequest, pk: int, needs: str | None = None) -> ScoreSheet:
    rows = ScoreSheet.objects.visible_to(request.actor, needs).select_related(*WITH, "cycle__scheme").defer(*HIDDEN)
    return get_object_or_404(rows, pk=pk)


def line_of(sheet: ScoreSheet, actor: Actor) -> Line:
    """A decided sheet is read alone; of an open one the whole cycle, where a cap makes the grades hang together."""
    cycle = sheet.cycle
    alone = sheet.is_decided or cycle.scheme.cap is None
    others = [] if alone else list(ScoreSheet.objects.of(cycle).exclude(pk=sheet.pk))
    return lines_of([standing_of(cycle, [sheet, *others])[sheet.pk]], actor)[0]


def shown_of(line: Line, actor: Actor) -> dict[str, Any]:
    """What _opened.html takes."""
    sheet = line.sheet
    return {
        "line": line,
        "sheet": sheet,
        "parts": parts_shown(line, _scores(sheet, actor)),
        "facts": list(sheet.facts.values()),
        "deciding": deciding_of(line, actor),
        "may_send_back": _may_send_back(line, actor),
    }


def _scores(sheet: ScoreSheet, actor: Actor) -> Mapping[tuple[int | None, str], Score]:
    seen = Score.objects.visible_to(actor).filter(sheet=sheet)
    return {(one.indicator_id, one.rater): one for one in seen}


def deciding_of(line: Line, actor: Actor, data: Any = None, *, inside: bool = True) -> DecideForm | None:
    """Inside an opened sheet its fields belong to a form that stands apart; on a page of its own, to that page's."""
    sheet = line.sheet
    if sheet.is_decided or not sheet.cycle.is_open or not actor.scope(rules.DECIDE).covers_place(sheet.place_code):
        return None
    initial = {"grade": line.stands.proposed.grade}
    form = DecideForm(data, seen=sheet, grades=grades_in(line.scale), initial=initial)
    if inside:
        for name in ("grade", "reason"):
            form.fields[name].widget.attrs["form"] = "decide"
    return form


def _may_send_back(line: Line, actor: Actor) -> bool:
    """The township has said something, and may still say something else."""
    sheet = line.sheet
    is_time = sheet.cycle.state == CycleState.COLLECTING and not sheet.is_decided
    if not is_time or not actor.scope(rules.DECIDE).covers_place(sheet.place_code):
        return False
    return any(who == Rater.TOWNSHIP for _, who in line.stands.given)
