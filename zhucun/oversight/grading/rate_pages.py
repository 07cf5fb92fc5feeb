"""Scoring: a township's or unit's people on one page, one number each; or one person, indicator by indicator."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.assessment.rating import own_sheets
from zhucun.oversight.assessment.reading import parts_of
from zhucun.oversight.assessment.rules import AS_WHOM, CycleState, SheetState
from zhucun.oversight.assessment.scoring import Part, records_say
from zhucun.oversight.grading.cycle_page import HIDDEN, WITH
from zhucun.oversight.grading.forms import Asked, RateForm
from zhucun.oversight.grading.sheet_page import sheet_of
from zhucun.oversight.grading.showing import shown, where_of
from zhucun.oversight.grading.views import cycle_of
from zhucun.oversight.schemes.rules import Leaf, Rater, SchemeRules
from zhucun.policy import in_force as policy
from zhucun.web.page import page


@dataclass(frozen=True)
class Row:
    """Who is scored, with what the records say of them."""

    asked: Asked
    where: str
    computed: list[Part]

    @property
    def records(self) -> str:
        say = records_say(self.computed)
        return "" if say is None else shown(say)

    @property
    def says(self) -> str:
        return " ".join(part.sentence for part in self.computed)


def sides_in(scheme: SchemeRules, actor: Actor) -> list[str]:
    """For which sides this reader scores by this scheme."""
    weighty = {who for leaf in scheme.leaves for who, weight in leaf.raters if weight}
    return [who for who, permission in AS_WHOM.items() if who in weighty and actor.may(permission)]


def _side(request: HttpRequest, scheme: SchemeRules) -> str:
    sides = sides_in(scheme, request.actor)
    if not sides:
        raise Http404
    asked = request.GET.get("as", "")
    return asked if asked in sides else sides[0]


@page(needs=rules.RATE)
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """J4: per person one number and, far from the records, one line of why."""
    cycle = cycle_of(request, pk, rules.RATE)
    scheme = cycle.scheme.rules()
    side = _side(request, scheme)
    if cycle.state != CycleState.COLLECTING:
        return redirect("oversight:assessment.one", pk=pk)
    rows = _rows(cycle, scheme, side, request.actor)
    form = RateForm(request.POST or None, rater=side, asked=[row.asked for row in rows])
    if form.is_valid():
        sent = form.send(request.actor)
        if form.is_valid():
            messages.success(request, f"评了 {sent} 个。" if sent else "没有新评的，也没有改的。")
            return redirect(f"{reverse('oversight:assessment.rate', args=[pk])}?as={side}")
    given = sum(row.asked.now is not None for row in rows)
    far = policy.of(request.actor).assessment.far_points
    context = {
        "cycle": cycle,
        "form": form,
        "rows": list(zip(rows, form.rows, strict=True)),
        "side": Rater(side).label,
        "given": given,
        "left": len(rows) - given,
        "rated": _rated(scheme, side),
        "far": far,
        "others": [(who, Rater(who).label) for who in sides_in(scheme, request.actor) if who != side],
    }
    return render(request, "oversight/grading/pages/rate.html", context)


def _rated(scheme: SchemeRules, side: str) -> list[Leaf]:
    return [leaf for leaf in scheme.leaves if dict(leaf.raters).get(side)]


def _rows(cycle: AssessmentCycle, scheme: SchemeRules, side: str, actor: Actor) -> list[Row]:
    """Open sheets within this side's reach, without one's own; three queries."""
    rows = ScoreSheet.objects.visible_to(actor, AS_WHOM[side]).of(cycle).filter(state=SheetState.OPEN)
    rows = rows.select_related(*WITH).defer(*HIDDEN).in_order_of_places()
    sheets = list(rows.order_by("township_position", "place_code", "team__number", "unit__position", "pk"))
    own = own_sheets([one.pk for one in sheets], actor)
    given = {one.sheet_id: one for one in Score.objects.filter(sheet__in=sheets, rater=side, indicator__isnull=True)}
    return [_row(one, scheme, given.get(one.pk)) for one in sheets if one.pk not in own]


def _row(sheet: ScoreSheet, scheme: SchemeRules, score: Score | None) -> Row:
    computed = [part for part in parts_of(scheme, sheet.computed, {}) if part.source]
    now, why = (score.hundredths, score.why) if score else (None, "")
    return Row(Asked(sheet, sheet.whose, now=now, why=why), where_of(sheet), computed)


@page(needs=rules.RATE)
def rate_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Indicator by indicator; what is said of one goes before the number for all."""
    sheet = sheet_of(request, pk, rules.RATE)
    scheme = sheet.cycle.scheme.rules()
    side = _side(request, scheme)
    here = reverse("oversight:assessment.sheet", args=[pk])
    if sheet.is_decided or sheet.cycle.state != CycleState.COLLECTING or own_sheets([pk], request.actor):
        return redirect(here)
    asked = _by_indicator(sheet, _rated(scheme, side), side)
    form = RateForm(request.POST or None, rater=side, asked=asked)
    if form.is_valid():
        form.send(request.actor)
        if form.is_valid():
            return redirect(here)
    standards = {leaf.key: leaf for leaf in scheme.leaves}
    context = {
        "sheet": sheet,
        "cycle": sheet.cycle,
        "form": form,
        "side": Rater(side).label,
        "rows": [(one, standards.get(one.indicator), number, why) for one, number, why in form.rows],
        "computed": [part for part in parts_of(scheme, sheet.computed, {}) if part.source],
    }
    return render(request, "oversight/grading/pages/rate_one.html", context)


def _by_indicator(sheet: ScoreSheet, leaves: Sequence[Leaf], side: str) -> list[Asked]:
    scores = {one.indicator_id: one for one in sheet.scores.filter(rater=side)}
    listed: list[tuple[int | None, str]] = [(None, "总的评"), *((leaf.key, leaf.name) for leaf in leaves)]
    if len(leaves) == 1:
        listed = listed[:1]
    return [
        Asked(sheet, label, key, scores[key].hundredths, scores[key].why) if key in scores else Asked(sheet, label, key)
        for key, label in listed
    ]
