"""月调度: the months, one month's table and decisions, its A3 print and sheet, a township's statement (screen G10)."""

import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review import rules
from zhucun.oversight.review.decisions import decided, decided_before
from zhucun.oversight.review.forms import HeldForm, OpenForm, StatementForm
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.review.sheets import sheet_for
from zhucun.oversight.review.table import sheet_of
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.tables import EXPORT
from zhucun.web.undo import offer

MOST_LINES, MOST_MONTHS = 30, 24


@page(needs=rules.SEE)
def months(request: HttpRequest) -> HttpResponse:
    """The reviews there were, the latest first."""
    seen = MonthlyReview.objects.visible_to(request.actor).order_by("-month", "place_code")[:MOST_MONTHS]
    context = {
        "rows": _with_tasks(list(seen), request),
        "may_hold": request.actor.may(rules.HOLD),
    }
    return render(request, "oversight/review/pages/months.html", context)


def _with_tasks(rows: list[MonthlyReview], request: HttpRequest) -> list[dict[str, Any]]:
    of = decided(rows, request.actor)
    places = Place.objects.filter(code__in={row.place_code for row in rows}, until__isnull=True)
    names = dict(places.values_list("code", "name"))
    return [
        {
            "review": row,
            "place": "全县" if row.is_of_county else names.get(row.place_code, row.place_code),
            "decided": len(of.get(row.pk, [])),
            "accepted": sum(one.is_done for one in of.get(row.pk, [])),
        }
        for row in rows
    ]


def review_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> MonthlyReview:
    return get_object_or_404(MonthlyReview.objects.visible_to(request.actor, needs), pk=pk)


def _seen(request: HttpRequest, review: MonthlyReview) -> dict[str, Any]:
    """Of a county's review a township sees its own line and its own tasks."""
    actor = request.actor
    return {
        "review": review,
        "sheet": sheet_of(review, actor) if review.is_of_county else None,
        "place_name": place_name(review),
        "tasks": decided([review], actor).get(review.pk, []),
        "before": decided_before(review, actor),
        "holds": actor.scope(rules.HOLD).covers_place(review.place_code),
        "is_whole": actor.scope(rules.SEE).covers_place(review.place_code),
    }


def place_name(review: MonthlyReview) -> str:
    named = Place.objects.filter(code=review.place_code, until__isnull=True).values_list("name", flat=True)
    return named.first() or review.place_code


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    seen = _seen(request, review)
    context = {
        **seen,
        "may_say": review.is_open and review.is_of_county and bool(_own_township(request)),
        "has_said": bool(seen["sheet"] and seen["sheet"].said) and not seen["is_whole"],
        "may_export": request.actor.may(EXPORT),
        "pressing": ActForm(seen=review),
        "history": whole_history([review], most=MOST_LINES) if seen["is_whole"] else [],  # it names all decisions
    }
    return render(request, "oversight/review/pages/one.html", context)


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """调度表 on one A3."""
    review = review_of(request, pk)
    return render(request, "oversight/review/pages/paper.html", _seen(request, review))


@page(needs=EXPORT)
def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    sheet, buffer = sheet_of(review, request.actor), io.BytesIO()
    title = f"{place_name(review)}{review.called}调度表"
    declared, rows = sheet_for(sheet, title)
    written = write_ledger(buffer, declared, rows, around(request.actor, title))
    note_export(request.actor, title, written)
    return file_of(buffer.getvalue(), title, request.actor)


def _own_township(request: HttpRequest) -> Place | None:
    seen = Place.objects.visible_to(request.actor, rules.STATE).filter(kind=Kind.TOWNSHIP, until__isnull=True)
    chosen = request.GET.get("in") or request.POST.get("in")
    rows = list(seen.order_by("code"))
    return next((place for place in rows if place.code == chosen), rows[0] if rows else None)


@page(needs=rules.STATE)
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """All a township types."""
    review = get_object_or_404(MonthlyReview.objects.visible_to(request.actor, rules.STATE).of_counties(), pk=pk)
    township = _own_township(request)
    if township is None:
        return redirect("oversight:rhythm.review", pk=pk)
    said = TownshipStatement.objects.filter(review=review, place_code=township.code).first()
    initial = {"problems": said.problems, "asks_for": said.asks} if said else {}
    form = StatementForm(request.POST or None, initial=initial)
    if form.is_valid() and form.do(
        reviews.say, township, by=request.actor, told={**form.told(), "month": review.month}
    ):
        return redirect("oversight:rhythm.review", pk=pk)
    context = {"form": form, "review": review, "township": township, "sheet": sheet_of(review, request.actor)}
    return render(request, "oversight/review/pages/say.html", context)


@page(needs=rules.HOLD)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk, rules.HOLD)
    first = {"held_on": request.actor.today}
    form = HeldForm(request.POST or None, review=review, by=request.actor, seen=review, initial=first)
    if form.is_valid() and form.do(reviews.hold, review, by=request.actor):
        offer(request, reviews.hold, pk, text="登记了，调度表按今天的数留存")
        return redirect("oversight:rhythm.review", pk=pk)
    silent = sheet_of(review, request.actor).silent if review.is_of_county else []
    tip = f"还没报情况的：{'、'.join(silent)}。会开了就不再改。" if silent else ""
    words = {"heading": f"{review}会开了", "submit_label": "登记开过了", "tip": tip}
    return _form(request, review, form, {**words, "question": "开会这天的数会留在调度表上，以后更正也不动它。"})


@page(needs=rules.HOLD)
def open_review(request: HttpRequest) -> HttpResponse:
    """A township's own, with its teams."""
    places = Place.objects.visible_to(request.actor, rules.HOLD).filter(
        kind__in=(Kind.COUNTY, Kind.TOWNSHIP), until__isnull=True
    )
    place = places.order_by("code").first()
    if place is None:
        return redirect("oversight:rhythm.reviews")
    first = {"month": f"{request.actor.today:%Y-%m}"}
    form = OpenForm(request.POST or None, is_of_county=place.kind == Kind.COUNTY, initial=first)
    if form.is_valid() and form.do(reviews.open_review, place, by=request.actor):
        return redirect("oversight:rhythm.review", pk=form.outcome)
    crumbs = [(reverse("oversight:rhythm.reviews"), "月调度")]
    words = {"heading": f"{place.name}的调度会", "question": "开一个月的调度，会上定的事记成任务。"}
    context = {"form": form, "crumbs": crumbs, "cancel_url": crumbs[0][0], "submit_label": "开始", **words}
    return render(request, "web/pages/form.html", context)


def _form(request: HttpRequest, review: MonthlyReview, form: ActForm, words: dict[str, str]) -> HttpResponse:
    here = reverse("oversight:rhythm.review", args=[review.pk])
    crumbs = [(reverse("oversight:rhythm.reviews"), "月调度"), (here, str(review))]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": here, **words})


@require_POST
@page(needs=rules.HOLD)
def unhold(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, reviews.unhold, review_of(request, pk, rules.HOLD))
    return redirect("oversight:rhythm.review", pk=pk)
