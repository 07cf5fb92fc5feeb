"""月报、年终总账 (N4): what goes out, who has not confirmed, what changed; and one report until it is issued."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.refused import OutOfReach
from zhucun.lib.asked_days import month_in
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.papers.report import length_of, too_long, write_report
from zhucun.records.diary.reading import around
from zhucun.reports.catalogue.clocks import day_of
from zhucun.reports.periodic import acts as reports
from zhucun.reports.periodic import freezing, reading, rules
from zhucun.reports.periodic.composing import Asked, Said, composed, first_day, resolved
from zhucun.reports.periodic.drawing import shown, tables
from zhucun.reports.periodic.forms import BeginForm, DropForm, IssueForm, SendBackForm, SubmitForm
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.paper import paper_of_report
from zhucun.reports.periodic.periods import Cycle
from zhucun.reports.periodic.rules import State
from zhucun.reports.periodic.template import templates
from zhucun.web.exporting import paper_of
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_LINES = 30
MARKS = {
    State.DRAFTING: "todo",
    State.SUBMITTED: "waits",
    State.SENT_BACK: "soon",
    State.SIGNED: "waits",
    State.ISSUED: "done",
    State.DROPPED: "off",
}


def county_of(request: HttpRequest) -> Place:
    """The reader's own; a territory above or below a county writes no reports here."""
    code = next((one for one in request.actor.scope(rules.SEE).place if len(one) == 6), "")
    found = Place.objects.filter(code=code, kind=Kind.COUNTY, until__isnull=True).first()
    if found is None:
        raise OutOfReach()
    return found


def month_asked(request: HttpRequest, begun: date | None) -> date:
    """The month in the address, between the county's first and this; else the last that is over."""
    this = request.actor.today.replace(day=1)
    month = min(month_in(request.GET.get("month", "")) or add_months(this, -1), this)
    return max(month, begun.replace(day=1)) if begun else month


@page(needs=rules.SEE)
def month(request: HttpRequest) -> HttpResponse:
    """What goes out once this month is over."""
    actor, county = request.actor, county_of(request)
    begun = first_day(county.code)
    first = month_asked(request, begun)
    confirmed = reading.confirmed_by_township(first, actor)
    listed = reading.due_after(first, county.code, actor)
    period = listed[0].period
    monthly = templates()["monthly"]
    context = {
        "month": first,
        "is_over": period.until <= actor.today,
        "due": listed,
        "confirmed": confirmed,
        "teams": sum(one.teams for one in confirmed),
        "silent": sum(one.silent for one in confirmed),
        "waiting": sum(one.waiting for one in confirmed),
        "checked": sum(one.checked for one in confirmed),
        "problems": reading.problems(period, actor),
        "changes": reading.changes(monthly, Asked(actor, county.code, period)),
        "others": [one for one in templates().values() if one.cycle is Cycle.DAY],
        "latest": PeriodicReport.objects.visible_to(actor).filter(kind="news").exclude(state=State.DROPPED)[:3],
        "may_write": actor.may(rules.WRITE),
        **around(first, actor.today),
        "is_first": begun is not None and first <= begun,
    }
    return render(request, "reports/periodic/pages/month.html", context)


@page(needs=rules.WRITE)
def begin(request: HttpRequest) -> HttpResponse:
    """What goes in beside the numbers: what teams raised."""
    actor, county = request.actor, county_of(request)
    kind, key = request.GET.get("kind", "monthly"), request.GET.get("period", "")
    template, period = reports.asked_for(county.code, kind, key or actor.today.isoformat(), actor)
    raised = reading.problems(period, actor) if "问题" in template.blocks else []
    form = BeginForm(request.POST or None, raised=raised)
    if form.is_valid():
        told = {"kind": kind, "period": period.key, "problems": form.chosen()}
        told["plans"] = reading.plans(period, county.code, actor) if "打算" in template.blocks else []
        if form.do(reports.begin, county, by=actor, told=told):
            offer(request, reports.begin, form.outcome or 0, text="起好了稿，数字连着台账")
            return redirect("reports:periodic.one", pk=form.outcome)
    asked = Asked(actor, county.code, period, {"打算": reading.plans(period, county.code, actor)})
    context = {
        "form": form,
        "template": template,
        "lines": list(lines_of(*resolved(composed(template, asked).text, asked))),
        "asks_problems": "问题" in template.blocks,
        "called": template.named(period),
        "raised": raised,
        "silent": reading.silent_in(reading.confirmed_by_township(period.span.last_day.replace(day=1), actor)),
        "back_url": _month_url(period.last_day),
    }
    return render(request, "reports/periodic/pages/begin.html", context)


def _month_url(day: date) -> str:
    return f"{reverse('reports:periodic')}?month={day:%Y-%m}"


def row_of(request: HttpRequest, pk: int, needs: str | None = None) -> PeriodicReport:
    return get_object_or_404(PeriodicReport.objects.visible_to(request.actor, needs).select_related("draft"), pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = row_of(request, pk), request.actor
    is_own = row.draft.account_id == actor.account_id
    if row.is_written and not is_own:
        return _in_another_hand(request, row)
    text, said, drawn = _read(row, request)
    if request.GET.get("export") == "docx":
        laid_out = paper_of_report(row, text, drawn, actor)
        return paper_of(actor, "报告", f"{row}{row.number}", lambda: write_report(laid_out))
    moved = [] if row.is_written else freezing.restated_since(row, actor)
    context: dict[str, Any] = {
        "row": row,
        "mark": (MARKS[State(row.state)], row.get_state_display()),
        "lines": list(lines_of(text, said, moved)),
        "tables": [shown(table, Asked(actor, row.county_code, row.when).question("本期")) for table in drawn],
        "length": length_of(text),
        "warning": too_long(length_of(text), is_special=row.template.is_special),
        "moved": moved,
        "month_url": _restated_month(row) if moved else "",
        "is_own": is_own,
        "wrong": freezing.contradicted(row.draft, actor) if row.is_written and is_own else 0,
        "buttons": rules.FLOW.possible(row, actor),
        "has_draft": is_own and row.draft.removed_at is None,
        "pressing": ActForm(seen=row),
        "submitting": SubmitForm(seen=row),
        "sending_back": SendBackForm(seen=row),
        "back_url": _month_url(row.last_on),
        "history": whole_history([row], most=MOST_LINES),
    }
    return render(request, "reports/periodic/pages/one.html", context)


def _in_another_hand(request: HttpRequest, row: PeriodicReport) -> HttpResponse:
    """A draft is read by whoever writes it; of the report others see how far it is."""
    mark = (MARKS[State(row.state)], row.get_state_display())
    context = {"row": row, "mark": mark, "back_url": _month_url(row.last_on)}
    return render(request, "reports/periodic/pages/in_hand.html", context)


def _read(row: PeriodicReport, request: HttpRequest) -> tuple[str, list[Said], list[dict[str, Any]]]:
    """Text, numbers, tables: of the draft while it is written, else as they were kept."""
    actor = request.actor
    if not row.is_written:
        return row.text, list(freezing.said_in(row, actor)), row.tables
    told = freezing.told_of(row, actor)
    drawn = [table.plain for table in tables(row.template, Asked(actor, row.county_code, row.when))]
    return told.text, freezing.said_of(told), drawn


def _restated_month(row: PeriodicReport) -> str:
    """All that of its month is otherwise by now; of other periods there is no such page."""
    known = day_of(row.submitted_at) if row.submitted_at else row.last_on
    if row.template.cycle is not Cycle.MONTH or known < row.last_on:
        return ""
    return f"{reverse('reports:restated')}?month={row.since:%Y-%m}&by={known:%Y-%m-%d}"


Piece = tuple[str, str, str]  # words, where they open, what the ledgers say by now


def lines_of(
    text: str, said: Sequence[Said], moved: Sequence[freezing.Restated] = ()
) -> Iterator[tuple[str, list[Piece]]]:
    """Each line as (kind, pieces); `kind` is head, part or plain."""
    now = {one.said.start: one for one in moved if one.said}
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        within = [one for one in said if at <= one.start and one.end <= end]
        if line.strip():
            yield _kind(line), list(_pieces(text, at, end, within, now))
        at = end + 1


def _kind(line: str) -> str:
    if line.startswith("（"):
        return "part"
    return "head" if "、" in line[:4] and "。" not in line and line[:1] in "一二三四五六七八九十" else "plain"


def _pieces(
    text: str, at: int, end: int, said: Sequence[Said], now: Mapping[int, freezing.Restated]
) -> Iterator[Piece]:
    for number in said:
        yield text[at : number.start], "", ""
        moved = now.get(number.start)
        yield text[number.start : number.end], moved.url if moved else number.url, moved.now if moved else ""
        at = number.end
    yield text[at:end], "", ""


@page(needs=rules.WRITE)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk, rules.WRITE)
    form = SubmitForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(reports.submit, row, by=request.actor):
        offer(request, reports.submit, pk, text="送审了，等主任签发")
        return redirect("reports:periodic.one", pk=pk)
    wrong = freezing.contradicted(row.draft, request.actor)
    question = f"校对还有 {wrong} 处对不上，改好，或者写明为什么。" if wrong else "数字都对得上，送审以后正文不再改。"
    return _form(request, row, form, {"heading": "送审", "question": question, "submit_label": "送审"})


@page(needs=rules.WRITE)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk, rules.WRITE)
    form = IssueForm(request.POST or None, seen=row, initial={"issued_on": request.actor.today})
    if form.is_valid() and form.do(reports.issue, row, by=request.actor):
        messages.success(request, "登记了。从今天起照这一份留存，不再改。")
        return redirect("reports:periodic.one", pk=pk)
    words = {"heading": "登记发出", "submit_label": "登记发出"}
    return _form(request, row, form, {**words, "question": "登记以后正文和数都不能再改，只能另写一份说明。"})


@page(needs=rules.WRITE)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_of(request, pk, rules.WRITE)
    form = DropForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(reports.drop, row, by=request.actor):
        messages.success(request, "不写了，记下了。这一期可以另起一份。")
        return redirect(_month_url(row.last_on))
    words = {"heading": "这一份不写了", "submit_label": "不写了"}
    return _form(request, row, form, {**words, "question": "稿子收起来，这一期可以另起一份。"})


def _form(request: HttpRequest, row: PeriodicReport, form: ActForm, words: dict[str, str]) -> HttpResponse:
    here = reverse("reports:periodic.one", args=[row.pk])
    crumbs = [(_month_url(row.last_on), "月报和总账"), (here, str(row))]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, "cancel_url": here, **words})


@require_POST
@page(needs=rules.SIGN)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    offer(request, reports.sign, press(request, reports.sign, row_of(request, pk, rules.SIGN)), text="签发了")
    return redirect("reports:periodic.one", pk=pk)


@require_POST
@page(needs=rules.SIGN)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = row_of(request, pk, rules.SIGN), SendBackForm(request.POST)
    if form.is_valid() and form.do(reports.send_back, row, by=request.actor):
        messages.success(request, f"退回了，{row.submitted_by}那里会看到。")
    else:
        messages.error(request, "退回要写一句哪里要改。")
    return redirect("reports:periodic.one", pk=pk)


@require_POST
@page(needs=rules.WRITE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, reports.take_back, row_of(request, pk, rules.WRITE))
    messages.success(request, "撤回来了，改好再送审。")
    return redirect("reports:periodic.one", pk=pk)
