"""起草督查通报: opened, picked into, worded, sent to be confirmed, decided on, signed, entered."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.once import carry_out_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.circulars import confirming, issuing, rules, writing
from zhucun.oversight.circulars.models import CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import State
from zhucun.oversight.circulating import lists
from zhucun.oversight.circulating.forms import (
    EarlierForm,
    IssuedForm,
    LineForm,
    OpenForm,
    ReasonForm,
    RewordForm,
    WordForm,
)
from zhucun.oversight.circulating.views import circular_of
from zhucun.oversight.onsite.models import Finding
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

LIST = "oversight:circulars"
USUAL_DAYS = 30
PRESSES = {"ask": confirming.ask, "make_ready": confirming.make_ready, "call_back": confirming.call_back}
PRESSED = {"ask": "送核实了", "make_ready": "出了送签稿"}


def _county(request: HttpRequest) -> Place:
    counties = Place.objects.visible_to(request.actor, rules.WRITE).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(counties, code=request.actor.county_code)


@page(needs=rules.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    county, today = _county(request), request.actor.today
    initial = {"since": today - timedelta(days=USUAL_DAYS), "last_on": today}
    form = OpenForm(request.POST or None, initial=initial)
    if form.is_valid() and form.do(circulars.open_circular, county, by=request.actor):
        return redirect("oversight:circulars.pick", pk=form.outcome)
    words = {"heading": "出督查通报", "question": "通报哪几天的督查？下一步从发现的问题里挑。"}
    return _form(request, form, None, **words, submit_label="起草", cancel_label="先不出")


@page(needs=rules.WRITE)
def earlier(request: HttpRequest) -> HttpResponse:
    """建账: one that was issued before the county began here."""
    form = EarlierForm(request.POST or None)
    if form.is_valid() and form.do(issuing.enter_earlier, _county(request), by=request.actor):
        return redirect("oversight:circulars.one", pk=form.outcome)
    words = {
        "heading": "补录以前发的督查通报",
        "question": "照原来的期号、文号、签发日期录，不再送核实。",
    }
    return _form(request, form, None, **words, submit_label="补录", cancel_label="先不录")


def _form(request: HttpRequest, form: ActForm, row: InspectionCircular | None, **words: Any) -> HttpResponse:
    crumbs, back = [(reverse(LIST), "督查通报")], reverse(LIST)
    if row is not None:
        back = reverse("oversight:circulars.one", args=[row.pk])
        crumbs.append((back, f"第 {row.number} 期"))
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": back, **words})


@page(needs=rules.WRITE)
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    row = circular_of(request, pk, rules.WRITE)
    circulars.must_be(row, State.DRAFTING)
    table, rows = lists.to_pick_from(request, row)
    bound = table.bind(request, rows)
    action = reverse("oversight:circulars.picked", args=[pk])
    sent = [("sent", str(uuid.uuid4()))]
    bound.pick = {"action_url": action, "name": "finding", "label": "写进通报", "unit": "个", "hidden": sent}
    return render(request, "oversight/circulating/pages/pick.html", {"row": row, "table": bound})


@require_POST
@page(needs=rules.WRITE)
def picked(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = circular_of(request, pk, rules.WRITE), request.actor
    ticked = [int(key) for key in request.POST.getlist("finding") if key.isdecimal()]
    rows = Finding.objects.visible_to(actor).filter(pk__in=ticked).order_by("place_code", "pk")
    found = list(rows.select_related("team", "unit"))
    if not found:
        raise Refused("先勾上要通报的问题。")
    form = ActForm(request.POST)
    form.full_clean()
    calls = [Told(row, {"finding": finding}) for finding in found]
    carry_out_many(circulars.pick, calls, sent=form.cleaned_data.get("sent"), by=actor)
    return redirect("oversight:circulars.one", pk=pk)


@page(needs=rules.WRITE)
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins with what the system would write."""
    row = circular_of(request, pk, rules.WRITE)
    usual = {"opening": writing.opening_of(row), "closing": writing.CLOSING}
    initial = {name: getattr(row, name) for name in ("title", "recipient", "naming", "praised")}
    initial |= {name: getattr(row, name) or words for name, words in usual.items()}
    form = WordForm(request.POST or None, seen=row, initial=initial)
    if form.is_valid() and form.do(circulars.word, row, by=request.actor, told=_own_words(form, row)):
        return redirect("oversight:circulars.one", pk=pk)
    words = {"heading": "改通报的文字", "question": "问题逐条列在中间，在每一条里改。"}
    return _form(request, form, row, **words, submit_label="改好了")


def _own_words(form: WordForm, row: InspectionCircular) -> dict[str, str]:
    """What was left as the system wrote it stays the system's, which follows when the records do."""
    told = form.told()
    of_the_system = ("opening", "closing")
    return told | {name: getattr(row, name) for name in of_the_system if name not in form.changed_data}


@page(needs=rules.WRITE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """录入已签发: signed and sealed outside; number, signer and day come back."""
    row = circular_of(request, pk, rules.WRITE)
    form = IssuedForm(request.POST or None, seen=row, initial={"issued_on": request.actor.today})
    if form.is_valid() and form.do(issuing.record_issued, row, by=request.actor):
        messages.success(request, "录好了。通报到的乡镇、单位和工作队从现在起看得到。")
        return redirect("oversight:circulars.one", pk=pk)
    words = {"heading": f"录入第 {row.number} 期已签发的通报", "question": "签字盖章在县里的公文系统办；录了才算发出。"}
    return _form(request, form, row, **words, submit_label="录入，发出")


@page(needs=rules.WRITE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = circular_of(request, pk, rules.WRITE)
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(circulars.drop, row, by=request.actor):
        return redirect("oversight:circulars")
    words = {"heading": f"第 {row.number} 期不发了", "question": "期号空出来，问题可以写进下一期。写过什么都留着。"}
    return _form(request, form, row, **words, submit_label="不发了", danger=True)


@require_POST
@page(needs=rules.WRITE)
def pressed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """送核实, 出送签稿, 收回再改."""
    if verb not in PRESSES:
        raise Http404
    act = PRESSES[verb]
    press(request, act, circular_of(request, pk, rules.WRITE))
    if verb in PRESSED:
        offer(request, act, pk, text=PRESSED[verb])
    return redirect("oversight:circulars.one", pk=pk)


@dataclass(frozen=True)
class Step:
    act: Act
    form: type[ActForm]
    heading: str
    question: str
    label: str
    danger: bool = False


STEPS = {
    "word": Step(circulars.word_line, LineForm, "改这一条的说法", "写事实，不点个人。", "改好了"),
    "take_out": Step(circulars.take_out, ActForm, "拿掉这一条", "还能再挑进来。", "拿掉"),
    "leave_out": Step(
        confirming.leave_out, ReasonForm, "拿掉这一条", "不通报了，为什么留在这一期里。", "拿掉", danger=True
    ),
    "reword": Step(confirming.reword, RewordForm, "改这一条的说法", "原来的说法和为什么改，都留着。", "改好了"),
    "keep": Step(confirming.keep, ReasonForm, "查过，维持这一条", "对方看得到为什么。", "维持"),
}


@page(needs=rules.WRITE)
def line_step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    step = STEPS[verb]
    request.actor.must(step.act.needs)
    rows = CircularLine.objects.visible_to(request.actor, rules.WRITE).select_related("circular")
    line = get_object_or_404(rows, pk=pk)
    circular = line.circular
    form = step.form(request.POST or None, seen=line, initial={"text": line.text})
    if form.is_valid() and form.do(step.act, line, by=request.actor):
        return redirect("oversight:circulars.one", pk=circular.pk)
    words = {"heading": step.heading, "question": f"{line}。{step.question}", "danger": step.danger}
    return _form(request, form, circular, **words, submit_label=step.label)
