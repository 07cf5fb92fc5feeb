"""G8 公示与申诉: the list without scores, objections and their answers, the letters to the units."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import DECIDE, MANAGE, CycleState
from zhucun.oversight.assessment.rules import SEE as SEE_ASSESSMENT
from zhucun.oversight.publicity import acts as publicity
from zhucun.oversight.publicity import lists, papers, reading, rules
from zhucun.oversight.publicity.forms import AnswerForm, RaiseForm
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.publicity.rules import ObjectionState
from zhucun.oversight.schemes.rules import Grade
from zhucun.papers.official import write_letter
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

TOWNSHIP_DIGITS = 9


@page(needs=SEE_ASSESSMENT)
def overview(request: HttpRequest) -> HttpResponse:
    rows = PublicNotice.objects.visible_to(request.actor)
    context = {
        "table": lists.notices_table(request).bind(request, rows),
        "may_see_objections": request.actor.may(rules.SEE),
    }
    return render(request, "oversight/publicity/pages/list.html", context)


@page(needs=SEE_ASSESSMENT)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PublicNotice.objects.visible_to(request.actor).select_related("cycle__scheme"), pk=pk)
    mark, word = lists.notice_state(row, request)
    context = {
        "row": row,
        "mark": mark,
        "word": word,
        "townships": _by_township(row),
        "own": [one for one in reading.to_object(request.actor) if one.cycle_id == row.cycle_id],
        "units": _units(request, row),
    }
    return render(request, "oversight/publicity/pages/notice.html", context)


@dataclass(frozen=True)
class Listed:
    """A name as it was posted, and whether it was changed since."""

    name: str
    unit: str
    village: str
    is_changed: bool


def _by_township(row: PublicNotice) -> list[tuple[str, list[Listed]]]:
    """In the order it was posted in; units and the teams of no township stand without a heading."""
    sheets = {one.pk: one for one in ScoreSheet.objects.of(row.cycle).only("pk", "place_code", "grade")}
    codes = {one.place_code[:TOWNSHIP_DIGITS] for one in sheets.values()}
    townships = dict(Place.objects.filter(code__in=codes, kind=Kind.TOWNSHIP).values_list("code", "name"))
    found: dict[str, list[Listed]] = {}
    for one in row.names:
        sheet = sheets[one["sheet"]]
        listed = Listed(one["name"], one["unit"], one["village"], sheet.grade != Grade.FIRST)
        found.setdefault(townships.get(sheet.place_code[:TOWNSHIP_DIGITS], ""), []).append(listed)
    return list(found.items())


def _units(request: HttpRequest, row: PublicNotice) -> list[papers.OfUnit]:
    is_over = row.cycle.state == CycleState.CLOSED
    if not (is_over and papers.goes_to_units(row.cycle) and request.actor.may(MANAGE)):
        return []
    return papers.by_unit(row.cycle, list(_decided(request, row)))


def _decided(request: HttpRequest, row: PublicNotice) -> QuerySet[ScoreSheet]:
    rows = ScoreSheet.objects.visible_to(request.actor, MANAGE).of(row.cycle).filter(unit__isnull=False)
    return rows.select_related(*ScoreSheet.NAMED_WITH).order_by("unit__position", "unit", "pk")


@page(needs=MANAGE)
def letter(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """To one unit, in Word; signed and sealed outside (R-ASS-11)."""
    row = get_object_or_404(PublicNotice.objects.visible_to(request.actor).select_related("cycle__scheme"), pk=pk)
    found = next((one for one in _units(request, row) if one.unit.pk == unit), None)
    if found is None:
        raise Http404
    written = papers.letter_of(row.cycle, found, request.actor)
    return paper_of(request.actor, "考核结果反馈函", f"考核结果反馈函-{found.unit.name}", lambda: write_letter(written))


NAMED = ("sheet__posting__cadre__person", "sheet__team", "sheet__unit", "sheet__cycle")


@page(needs=rules.SEE)
def objections(request: HttpRequest) -> HttpResponse:
    rows = Objection.objects.visible_to(request.actor).select_related(*NAMED)
    context = {"table": lists.objections_table().bind(request, rows)}
    return render(request, "oversight/publicity/pages/objections.html", context)


def objection_of(request: HttpRequest, pk: int, needs: str | None = None) -> Objection:
    return get_object_or_404(Objection.objects.visible_to(request.actor, needs).select_related(*NAMED), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = objection_of(request, pk), request.actor
    decided_self = row.sheet.decided_person is not None and row.sheet.decided_person in actor.persons
    context = {
        "row": row,
        "before": lists.grade_words(row.sheet, row.grade_before),
        "after": lists.grade_words(row.sheet, row.grade_after) if row.grade_after else "",
        "mark": {"open": "waits", "answered": "done", "withdrawn": "todo"}[row.state],
        "may_answer": row.state == ObjectionState.OPEN and actor.may(DECIDE) and not decided_self,
        "decided_self": row.state == ObjectionState.OPEN and actor.may(DECIDE) and decided_self,
        "may_withdraw": row.state == ObjectionState.OPEN
        and actor.may(rules.RAISE)
        and not actor.scope(rules.RAISE).place,
        "pressing": ActForm(seen=row),
    }
    return render(request, "oversight/publicity/pages/objection.html", context)


def sheet_to_object(request: HttpRequest, pk: int) -> ScoreSheet:
    rows = ScoreSheet.objects.visible_to(request.actor, rules.RAISE).select_related(*ScoreSheet.NAMED_WITH, "cycle")
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.RAISE)
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = sheet_to_object(request, pk)
    is_for_others = bool(request.actor.scope(rules.RAISE).place)
    form = RaiseForm(request.POST or None, seen=sheet, is_for_others=is_for_others)
    if form.is_valid() and form.do(publicity.raise_objection, sheet, by=request.actor):
        return redirect("oversight:objections.one", pk=form.outcome)
    return render(request, "oversight/publicity/pages/raise.html", {"form": form, "sheet": sheet})


@require_POST
@page(needs=rules.RAISE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, publicity.withdraw, objection_of(request, pk, rules.RAISE))
    return redirect("oversight:objections.one", pk=pk)


@page(needs=DECIDE)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = objection_of(request, pk, DECIDE)
    form = AnswerForm(request.POST or None, seen=row, sheet=row.sheet)
    if form.is_valid() and form.do(publicity.answer, row, by=request.actor):
        return redirect("oversight:objections.one", pk=pk)
    return render(request, "oversight/publicity/pages/answer.html", {"form": form, "row": row})
