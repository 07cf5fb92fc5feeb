"""更正: one person's locked month changed, with a reason, by two people; both rows are shown (R-ATT-12)."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.lib.periods import month_of
from zhucun.oversight.attendance import correcting, rules
from zhucun.oversight.attendance.models import Correction, MonthLine
from zhucun.oversight.attendance.rules import CorrectionState
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.cells import Cells, looks_of
from zhucun.oversight.calendar.forms import CorrectForm, DecideForm
from zhucun.oversight.calendar.months import Asked, month_asked
from zhucun.oversight.calendar.tabs import month_context, tabs_of
from zhucun.web.page import page

MOST_SHOWN = 60
MARKS = {CorrectionState.PROPOSED: "waits", CorrectionState.APPROVED: "done", CorrectionState.REFUSED: "todo"}
MAY_BE_CORRECTED = ("anyone", "others", "leave")


@dataclass(frozen=True)
class Shown:
    """A correction with the month before and after, drawn."""

    correction: Correction
    heads: list[int]
    before: SafeString
    after: SafeString
    change: str
    mark: str
    url: str
    person_url: str


def shown_to(actor: Actor, row: Correction) -> Shown:
    terms = terms_for(actor, row.place_code, row.line.first_day)
    asked = Asked(month_of(row.line.first_day), actor.today)
    cells = Cells(asked.days, actor.today, looks_of(terms.by_key.values()))
    is_open = row.state == CorrectionState.PROPOSED and not set(row.proposed_persons) & actor.persons
    is_own = row.line.cadre.person_id in actor.persons
    may = is_open and not is_own and actor.scope(rules.APPROVE_CORRECTION).covers_place(row.place_code)
    return Shown(
        row,
        [day.day for day in asked.days],
        mark_safe(cells.row(row.before_marks)),
        mark_safe(cells.row(row.after_marks)),
        f"{halves.length_in_words(row.before_halfdays)} → {halves.length_in_words(row.after_halfdays)}",
        MARKS[CorrectionState(row.state)],
        reverse("oversight:days.decide", args=[row.pk]) if may else "",
        f"{reverse('oversight:days.person', args=[row.line.cadre_id])}?month={row.line.month}",
    )


def corrections_of(actor: Actor, needs: str | None = None) -> QuerySet[Correction]:
    seen = Correction.objects.visible_to(actor, needs) if needs else Correction.objects.visible_to(actor)
    return seen.select_related("line__cadre__person", "line__team")


@page(needs=rules.SEE_REASONS)
def corrections(request: HttpRequest) -> HttpResponse:
    """Those that wait first, then the latest."""
    asked = month_asked(request)
    rows = corrections_of(request.actor).order_by("-state", "-proposed_on", "-pk")[:MOST_SHOWN]
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.corrections"),
        **month_context(request, asked),
        "corrections": [shown_to(request.actor, row) for row in rows],
        "nothing": {"text": "没有更正。", "when": "锁定以后发现有错，在那个人的月份里提。", "icon": "circle-check"},
    }
    return render(request, "oversight/calendar/pages/corrections.html", context)


@page(needs=rules.CORRECT)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    seen = MonthLine.objects.visible_to(request.actor, rules.CORRECT).select_related("cadre__person", "posting")
    line = get_object_or_404(seen, pk=pk)
    terms = terms_for(request.actor, line.place_code, line.first_day)
    offered = [one for one in terms.categories if one.who in MAY_BE_CORRECTED]
    form = CorrectForm(request.POST or None, seen=line, offered=offered)
    if form.is_valid() and form.do(correcting.propose, line, by=request.actor):
        return redirect("oversight:days.corrections")
    back = f"{reverse('oversight:days.person', args=[line.cadre_id])}?month={line.month}"
    name = line.cadre.person.name
    context = {
        "form": form,
        "heading": f"更正{name}{rules.month_in_words(line.month)}的月表",
        "question": "锁定了的只改这一个人这一个月。提出和批准是两个人；原来的留着，改了什么都看得到。",
        "crumbs": [(reverse("oversight:days"), "在村与请假"), (back, name)],
        "submit_label": "提出更正",
        "cancel_url": back,
        "cancel_label": "先不提",
    }
    return render(request, "oversight/calendar/pages/enter.html", context)


@page(needs=rules.APPROVE_CORRECTION)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Two buttons of one form: approve, or refuse with a sentence; to whoever may not it says who may."""
    row: Correction = get_object_or_404(corrections_of(request.actor, rules.APPROVE_CORRECTION), pk=pk)
    form = DecideForm(request.POST or None, seen=row)
    act = correcting.refuse if "refuse" in request.POST else correcting.approve
    if form.is_valid() and form.do(act, row, by=request.actor):
        return redirect("oversight:days.corrections")
    one = shown_to(request.actor, row)
    context = {"form": form if one.url else None, "one": one, "back": reverse("oversight:days.corrections")}
    return render(request, "oversight/calendar/pages/decide.html", context)
