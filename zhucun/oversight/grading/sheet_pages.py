"""Pages of one sheet: to read, to decide, to send back, to print, to say one's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.oversight.assessment import deciding, rating, rules
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import CycleState
from zhucun.oversight.grading.drafting import draft_of
from zhucun.oversight.grading.forms import FactForm, SendBackForm, StateForm
from zhucun.oversight.grading.sheet_page import deciding_of, line_of, sheet_of, shown_of
from zhucun.web.forms import ActForm
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_LINES = 40
LONGEST_STATEMENT = 2000


@page(needs=rules.SEE)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """R-DOC-08, R-ASS-16: all that made the grade, to whoever may see it."""
    row, actor = sheet_of(request, pk), request.actor
    shown = shown_of(line_of(row, actor), actor)
    may_decide = actor.scope(rules.DECIDE).covers_place(row.place_code) and row.cycle.is_open
    context = {
        **shown,
        "shown": shown,
        "cycle": row.cycle,
        "may_decide": may_decide,
        "is_own": bool(rating.own_sheets([pk], actor)),
        "may_state": may_state(row, actor),
        "rate_url": _rate_url(row, request),
        "pressing": ActForm(seen=row),
        "history": whole_history([row], most=MOST_LINES) if actor.may(rules.SEE_SCORES) else [],
    }
    return render(request, "oversight/grading/pages/sheet.html", context)


def may_state(row: ScoreSheet, actor: Any) -> bool:
    """Their own, before it is decided."""
    if row.is_decided or not row.cycle.is_open or not actor.may(rules.STATE_OWN):
        return False
    return ScoreSheet.objects.visible_to(actor, rules.STATE_OWN).filter(pk=row.pk).exists() and bool(
        rating.own_sheets([row.pk], actor)
    )


def _rate_url(row: ScoreSheet, request: HttpRequest) -> str:
    if row.is_decided or row.cycle.state != CycleState.COLLECTING or not request.actor.may(rules.RATE):
        return ""
    return reverse("oversight:assessment.rate_one", args=[row.pk])


@page(needs=rules.DECIDE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """From the opened row or from the sheet; what is refused is said on the sheet."""
    row = sheet_of(request, pk, rules.DECIDE)
    line = line_of(row, request.actor)
    form = deciding_of(line, request.actor, request.POST or None, inside=False)
    if form is None:
        if request.method == "POST" and row.is_decided:
            day = f"{row.decided_on:%Y-%m-%d}"
            messages.warning(request, f"{row.decided_by}已经在 {day} 核定为“{row.grade_called}”，你这一次没有记。")
        return redirect("oversight:assessment.sheet", pk=pk)
    if form.is_valid() and form.do(deciding.decide, row, by=request.actor):
        offer(request, deciding.decide, row.pk, text=f"核定了{row.whose}")
        return redirect(_back(row))
    here = reverse("oversight:assessment.sheet", args=[pk])
    words = {"heading": f"核定{row.whose}", "submit_label": "核定", "cancel_url": here, "cancel_label": "先不定"}
    question = f"合计 {line.total}，拟定“{line.proposed[1]}”。" if line.proposed else "还没有分数。"
    return render(request, "web/pages/form.html", {"form": form, "crumbs": _crumbs(row), "question": question, **words})


def _back(row: ScoreSheet) -> str:
    return f"{reverse('oversight:assessment.one', args=[row.cycle_id])}?township={row.place_code[:9]}#s{row.pk}"


def _crumbs(row: ScoreSheet) -> list[tuple[str, str]]:
    cycle = reverse("oversight:assessment.one", args=[row.cycle_id])
    sheet = reverse("oversight:assessment.sheet", args=[row.pk])
    return [(reverse("oversight:assessment"), "考核"), (cycle, str(row.cycle)), (sheet, row.whose)]


@page(needs=rules.DECIDE)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = sheet_of(request, pk, rules.DECIDE)
    form = SendBackForm(request.POST or None, seen=row)
    words = {
        "heading": f"{row.whose}退回乡镇再议",
        "submit_label": "退回",
        "question": "乡镇评的分先去掉，请他们再评。",
    }
    return _told(request, row, rating.send_back, form, words)


@page(needs=rules.DECIDE)
def fact(request: HttpRequest, pk: int) -> HttpResponse:
    row = sheet_of(request, pk, rules.DECIDE)
    form = FactForm(request.POST or None, seen=row)
    words = {
        "heading": f"{row.whose}，登记一票否决情形",
        "submit_label": "登记",
        "question": "台账里没有的情形才登记，要有文件认定。分数不变，等次最高到哪一等由方案定。",
    }
    return _told(request, row, rating.put_fact, form, words)


@page(needs=rules.STATE_OWN)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    row = sheet_of(request, pk, rules.STATE_OWN)
    text = row.own_statement or _drafted(row, request)
    form = StateForm(request.POST or None, seen=row, initial={"text": text})
    drafted = "下面是用你记过的拼成的草稿，改成自己的话再交。" if text != row.own_statement else ""
    question = f"{row.cycle}。核定时和记录、评分放在一起看。{drafted}"
    words = {"heading": "写述职", "submit_label": "交上去", "question": question}
    return _told(request, row, rating.state_own, form, words)


def _drafted(row: ScoreSheet, request: HttpRequest) -> str:
    """Of a member's own records of the period; nobody types them twice (R-LOG-06)."""
    if row.posting is None or request.method == "POST" or not rating.own_sheets([row.pk], request.actor):
        return ""
    return draft_of(row.posting, row.cycle.span, request.actor).text[:LONGEST_STATEMENT]


def _told(request: HttpRequest, row: ScoreSheet, act: Act, form: ActForm, words: dict[str, str]) -> HttpResponse:
    here = reverse("oversight:assessment.sheet", args=[row.pk])
    if form.is_valid() and form.do(act, row, by=request.actor):
        return redirect(here)
    more = {"crumbs": _crumbs(row), "cancel_url": here, "cancel_label": "先不办"}
    return render(request, "web/pages/form.html", {"form": form, **more, **words})


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """考核评分表 with room for signatures (R-DOC-08, R-DOC-34)."""
    row = sheet_of(request, pk)
    shown = shown_of(line_of(row, request.actor), request.actor)
    return render(request, "oversight/grading/pages/paper.html", {**shown, "cycle": row.cycle})
