"""日志: the pages of the audit administrator (screen Z3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts import jobs
from zhucun.acts.models import AccessLog
from zhucun.org.accounts.limits import in_force
from zhucun.org.accounts.rules import READ_LOG
from zhucun.org.log import lists, reading
from zhucun.org.log.checking import CHECK, CHECKED, SEALS_SHOWN, chain, check, in_words
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=READ_LOG)
def log(request: HttpRequest) -> HttpResponse:
    context = {"table": lists.log_table(request, reading.lines_for(request.actor))}
    return render(request, "org/log/pages/log.html", context)


@page(needs=READ_LOG)
def looks(request: HttpRequest) -> HttpResponse:
    rows = reading.looks_for(request.actor)
    kept = in_force(request.actor.today, request.actor.county_code).data.access_log_months
    context = {"table": lists.looks_table(request.actor.today).bind(request, rows), "kept_months": kept}
    return render(request, "org/log/pages/looks.html", context)


@page(needs=READ_LOG)
def seals(request: HttpRequest) -> HttpResponse:
    checks: list[AccessLog] = list(reading.looks_for(request.actor).filter(what=CHECKED).order_by("-pk")[:SEALS_SHOWN])
    context = {"chain": chain(), "checks": checks, "pressing": ActForm()}
    return render(request, "org/log/pages/seals.html", context)


@require_POST
@page(needs=READ_LOG)
def check_now(request: HttpRequest) -> HttpResponse:
    """A long chain is computed by a worker, and the answer waits under 等我办的."""
    if chain().is_long:
        job = jobs.start(
            CHECK, title=CHECKED, by=request.actor, result_url=reverse("log:list.seals"), queue="slow", dedupe=CHECK
        )
        return redirect("jobs.one", pk=job.pk)
    verdict = check(request.actor)
    (messages.success if verdict.holds else messages.error)(request, in_words(verdict))
    return redirect("log:list.seals")
