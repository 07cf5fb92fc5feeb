"""督查通报: the list, one circular, as it prints, and what one's own side is asked to confirm (screen G3)."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.refused import Refused
from zhucun.oversight.circulars import confirming, rules, writing
from zhucun.oversight.circulars.models import COUNTY_DIGITS, FactCheck, InspectionCircular
from zhucun.oversight.circulars.rules import Answer, State
from zhucun.oversight.circulating import lists, words
from zhucun.oversight.circulating.forms import AnswerForm
from zhucun.oversight.circulating.reading import GroupShown, groups_of, steps_of
from zhucun.papers.letter import Letter
from zhucun.papers.official import write_letter
from zhucun.policy import in_force as policy
from zhucun.policy.issuing import issuer_of
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    """With what waits for one's own side above it."""
    actor, is_county = request.actor, is_of_the_county(request)
    asked = FactCheck.objects.visible_to(actor, rules.ANSWER).waiting(actor.today).select_related("circular")
    context = {
        "table": lists.circulars_table(is_county=is_county).bind(request, lists.circular_rows(request)),
        "asked": [] if is_county else list(asked.order_by("due_on", "pk")),
        "may_write": actor.may(rules.WRITE),
    }
    return render(request, "oversight/circulating/pages/list.html", context)


def is_of_the_county(request: HttpRequest) -> bool:
    return any(len(prefix) <= COUNTY_DIGITS for prefix in request.actor.scope(rules.SEE).place)


def circular_of(request: HttpRequest, pk: int, needs: str | None = None) -> InspectionCircular:
    return get_object_or_404(InspectionCircular.objects.visible_to(request.actor, needs), pk=pk)


def letter_of(request: HttpRequest, row: InspectionCircular) -> Letter | None:
    """None of an earlier one whose text was not entered."""
    if row.is_earlier and not row.issued_text:
        return None
    actor = request.actor
    kinds = policy.of(actor).inspection.problem_kinds
    return writing.letter_of(row, kinds, issuer_of(row.county_code, actor, row.issued_on), is_demo=actor.is_demo)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """For the county how it comes about; for those it names what it says."""
    row = circular_of(request, pk)
    letter = letter_of(request, row)
    context: dict[str, Any] = {"row": row, "mark": words.mark_of(row), "letter": letter}
    if is_of_the_county(request):
        context |= _in_hand(request, row, letter)
    return render(request, "oversight/circulating/pages/one.html", context)


def _in_hand(request: HttpRequest, row: InspectionCircular, letter: Letter | None) -> dict[str, Any]:
    actor, profile = request.actor, policy.of(request.actor).inspection
    checks = list(row.checks.order_by(F("unit").asc(nulls_first=True), "place_code"))
    length = writing.length_of(letter) if letter else 0
    groups: list[GroupShown] = [] if row.state == State.ISSUED else groups_of(row, profile.problem_kinds, actor)
    return {
        "is_county": True,
        "groups": groups,
        "checks": [(check, *words.mark_of_check(check, actor.today)) for check in checks],
        "steps": steps_of(row),
        "length": length,
        "most": profile.circular_longest,
        "is_too_long": length > profile.circular_longest,
        "may_write": actor.may(rules.WRITE),
        "to_decide": sum(line.is_open for group in groups for line in group.lines),
        "may_call_back": actor.may(rules.WRITE)
        and row.state == State.CONFIRMING
        and all(check.state == Answer.WAITING for check in checks),
        "asked": sum(check.state == Answer.WAITING and not check.is_past(actor.today) for check in checks),
        "comment_days": profile.comment_days,
        "pressing": ActForm(seen=row),
    }


def _must_have(letter: Letter | None) -> Letter:
    if letter is None:
        raise Refused("这一期是建账以前发的，正文没有补录。看原件。")
    return letter


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    row = circular_of(request, pk)
    context = {"row": row, "letter": _must_have(letter_of(request, row))}
    return render(request, "oversight/circulating/pages/paper.html", context)


@page(needs=rules.SEE)
def in_word(request: HttpRequest, pk: int) -> HttpResponse:
    row = circular_of(request, pk)
    letter = _must_have(letter_of(request, row))
    return paper_of(request.actor, "督查通报", f"督查通报-{row.year}年第{row.number}期", lambda: write_letter(letter))


@page(needs=rules.SEE)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Only one's own lines: the rest of the circular is not out."""
    actor = request.actor
    row = get_object_or_404(FactCheck.objects.visible_to(actor).select_related("circular"), pk=pk)
    rows = row.lines.select_related("line__unit", "line__circular").order_by("line__place_code", "line__pk")
    lines = list(rows)
    may = FactCheck.objects.visible_to(actor, rules.ANSWER).waiting(actor.today).filter(pk=pk).exists()
    is_told = not may and actor.may(rules.WRITE) and row.is_open
    sent = request.POST if request.method == "POST" else None  # nothing said is an answer as well
    form = AnswerForm(sent, lines=lines, is_office=is_told, seen=row) if may or is_told else None
    told = confirming.enter if is_told else confirming.answer
    if form is not None and form.is_valid() and form.do(told, row, by=actor):
        messages.success(request, "记下了。不用另外回函。")
        return redirect("oversight:circulars.check", pk=pk)
    context = {
        "row": row,
        "form": form,
        "lines": lines,
        "mark": words.mark_of_check(row, actor.today),
        "is_office": is_of_the_county(request),
        "is_told": is_told,
    }
    return render(request, "oversight/circulating/pages/check.html", context)
