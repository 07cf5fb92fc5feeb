"""原样导出: everything as the Excel it came from, packed by a worker; only whoever asked takes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.reports.everything import working
from zhucun.reports.everything.all_kinds import EVERYTHING
from zhucun.reports.everything.forms import EverythingForm
from zhucun.reports.everything.packing import TITLE
from zhucun.reports.rules import EVERYTHING as MAY
from zhucun.web.exporting import file_of, note_export
from zhucun.web.page import page

SHOWN = 5


@page(needs=MAY)
def everything(request: HttpRequest) -> HttpResponse:
    form = EverythingForm(request.POST or None)
    if request.POST and form.is_valid() and form.tries(lambda: _started(form, request)):
        return redirect("jobs.one", pk=form.outcome)
    packed = [(job, working.is_there(job)) for job in working.own(request.actor)[:SHOWN]]
    context = {"form": form, "packed": packed, "kinds": EVERYTHING}
    return render(request, "reports/everything/pages/everything.html", context)


def _started(form: EverythingForm, request: HttpRequest) -> int:
    return working.start(form.cleaned_data["reason"], by=request.actor).pk


@page(needs=MAY)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Each time it is taken is noted, as its making was (R-SEC-08)."""
    job = get_object_or_404(working.own(request.actor), pk=pk)
    content = working.content_of(job)
    note_export(request.actor, f"{TITLE}（下载）", 1, reason=job.arguments["reason"])
    return file_of(content, f"{TITLE}{request.actor.today:%Y%m%d}", request.actor, ending="zip")
