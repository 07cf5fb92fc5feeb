"""A file whose kind allows it is taken back as a whole: what still stands of it is withdrawn, a line each."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports.lists import files_open_to, records_of
from zhucun.dispatch.imports.showing import kind_label
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.rules import BRING_IN
from zhucun.web.forms import ActForm
from zhucun.web.importing import TakesBack, importers
from zhucun.web.page import page


def how_taken_back(file: OpeningFile) -> TakesBack | None:
    return next((one.takes_back for one in importers() if one.key == file.kind), None)


def still_standing(file: OpeningFile, by: Actor) -> QuerySet | None:
    """Of the rows the file wrote; None where its kind is not taken back, or somebody else's business."""
    how = how_taken_back(file)
    if how is None or not by.may(how.act.needs):
        return None
    model = how.act.row_model()
    keys = records_of(file).filter(row_kind=model._meta.label_lower).values("row_key")
    return how.standing(model.objects.visible_to(by, how.act.needs).filter(pk__in=keys))


@page(needs=BRING_IN)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The question first, then all of it or nothing."""
    file, by = get_object_or_404(files_open_to(request.actor), pk=pk), request.actor
    rows, how = still_standing(file, by), how_taken_back(file)
    if how is None or rows is None or not rows.exists():
        raise Refused("这份表写进去的，没有还能撤回的。")
    form = ActForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.tries(lambda: _taken_back(file, rows, how, by)):
        messages.success(request, f"撤回了 {form.outcome} 条，不再算数，留着能看。")
        return redirect("dispatch:imports.file", pk=pk)
    context = {"file": file, "form": form, "confirm": _confirm(file, rows.count(), form)}
    return render(request, "dispatch/imports/pages/take_back.html", context)


def _taken_back(file: OpeningFile, rows: QuerySet, how: TakesBack, by: Actor) -> int:
    reason = f"整份撤回导入单 {file.pk}"
    return len(how.act.many([Told(row, {"reason": reason}) for row in rows.order_by("pk")], by=by))


def _confirm(file: OpeningFile, count: int, form: ActForm) -> dict[str, Any]:
    back = reverse("dispatch:imports.file", args=[file.pk])
    return {
        "id": "take-back",
        "question": f"撤回《{file.file_name}》写进去的 {count} 条？",
        "consequences": [f"{kind_label(file.kind)}里这 {count} 条不再算数，谁撤回的留着能看。", "改好原表，可以再导。"],
        "form": form,
        "action_url": reverse("dispatch:imports.file.take_back", args=[file.pk]),
        "verb": f"撤回 {count} 条",
        "cancel_label": "先不撤回",
        "cancel_url": back,
    }
