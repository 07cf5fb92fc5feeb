"""放材料 to a session, and taking one away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.files.models import StoredFile
from zhucun.training.materials import acts as materials
from zhucun.training.materials.forms import MaterialForm
from zhucun.training.sessions.models import TrainingSession
from zhucun.training.sessions.rules import KEEP
from zhucun.web.forms import press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=KEEP)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(TrainingSession.objects.visible_to(request.actor, KEEP), pk=pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.do(materials.attach, session, by=request.actor):
        offer(request, materials.attach, form.outcome or 0, text="放上了")
        return redirect("training:sessions.one", pk=pk)
    back = reverse("training:sessions.one", args=[pk])
    words = {
        "heading": f"放材料：{session.title}",
        "question": "一次一份。看得到这一期的人都能下载。",
        "submit_label": "放上去",
        "cancel_url": back,
        "cancel_label": "先不放",
        "crumbs": [(reverse("training:sessions"), "培训班"), (back, session.title)],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@require_POST
@page(needs=KEEP)
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor, KEEP), pk=pk)
    press(request, materials.detach, file)
    return redirect("training:sessions.one", pk=file.holder_key)
