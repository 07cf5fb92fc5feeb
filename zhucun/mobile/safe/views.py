"""Two buttons of M1 that are there only in 应急值守."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhucun.mobile.own import must_have_crew
from zhucun.mobile.phone import phone_page
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import rules
from zhucun.oversight.emergency.reporting import report_all
from zhucun.web.forms import ActForm, press
from zhucun.web.undo import offer


@require_POST
@phone_page(needs=rules.REPORT)
def safe(request: HttpRequest) -> HttpResponse:
    crew = must_have_crew(request.actor)
    key = press(request, emergency.report, crew.own, need=request.POST.get("need", ""))
    offer(request, emergency.report, key, text="报了平安")
    return redirect("mobile:today")


@require_POST
@phone_page(needs=rules.REPORT)
def safe_team(request: HttpRequest) -> HttpResponse:
    """The leader for those of the team who have not been reported; each is a line under the leader's name."""
    crew, form = must_have_crew(request.actor), ActForm(request.POST)
    form.full_clean()
    sent = form.cleaned_data.get("sent") or uuid.uuid4()
    report_all(crew.mates, request.actor.today, sent=sent, by=request.actor)
    return redirect("mobile:today")
