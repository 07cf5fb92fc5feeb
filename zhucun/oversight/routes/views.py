"""里程表: the list, one way entered, corrected or taken out."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.oversight.routes import acts as distances
from zhucun.oversight.routes.forms import METRES_IN_KM, DistanceForm
from zhucun.oversight.routes.lists import DISTANCES
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.rules import KEEP
from zhucun.web.forms import ActForm, press
from zhucun.web.history import history_of
from zhucun.web.page import page


def _rows(request: HttpRequest) -> QuerySet[PlaceDistance]:
    return PlaceDistance.objects.visible_to(request.actor).select_related("one__parent", "other__parent")


@page(needs=KEEP)
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "oversight/routes/pages/list.html", {"table": DISTANCES.bind(request, _rows(request))})


@page(needs=KEEP)
def new(request: HttpRequest) -> HttpResponse:
    return _entered(request, DistanceForm(request.POST or None, by=request.actor))


@page(needs=KEEP)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_rows(request), pk=pk)
    now = {"place": row.one, "to": row.other, "kilometres": row.metres / METRES_IN_KM, "minutes": row.minutes}
    return _entered(request, DistanceForm(request.POST or None, by=request.actor, initial=now), row)


def _entered(request: HttpRequest, form: DistanceForm, row: PlaceDistance | None = None) -> HttpResponse:
    if form.is_valid() and form.do(distances.measure, form.cleaned_data["place"], by=request.actor):
        return redirect("oversight:distances")
    context = {
        "form": form,
        "row": row,
        "take_out": row and ActForm(seen=row, auto_id="out_%s"),
        "history": history_of(row) if row else [],
    }
    return render(request, "oversight/routes/pages/one.html", context)


@require_POST
@page(needs=KEEP)
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, distances.take_out, get_object_or_404(_rows(request), pk=pk))
    return redirect("oversight:distances")
