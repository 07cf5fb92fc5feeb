"""套表: a superior's blank form is put in, filled from the ledgers, looked at, and taken away as a copy."""

from datetime import date
from typing import Any

from django.db.models import Case, OuterRef, Subquery, Value, When
from django.db.models.fields import BooleanField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OPEN
from zhucun.acts.refused import Refused
from zhucun.files import keeping
from zhucun.files.models import StoredFile
from zhucun.org.accounts.models import Account
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling import drawing, lists, making
from zhucun.reports.filling.choosing import choosing
from zhucun.reports.filling.days_said import days_said
from zhucun.reports.filling.forms import ONE_DAY, BringForm, QuestionForm
from zhucun.reports.filling.models import Filling, Form, RememberedLabel
from zhucun.reports.filling.reading import SERIAL_NUMBER
from zhucun.reports.filling.rules import OWN, WRITE
from zhucun.sheets.faults import Unreadable
from zhucun.web.exporting import file_of, note_export
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

EARLIER = 12


@page(needs=WRITE)
def forms(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    initial = {"as_of": actor.today, "scope": root_of(actor)}
    form = BringForm(request.POST or None, request.FILES or None, actor=actor, initial=initial)
    if form.is_valid() and (answer := _brought(request, form)):
        return answer
    latest = Filling.objects.filter(form=OuterRef("pk")).order_by("-filled_at", "-pk")
    last = {f"last_{name}": Subquery(latest.values(name)[:1]) for name in ("as_of", "known", "open")}
    own = Form.objects.visible_to(actor).filter(removed_at__isnull=True).annotate(**last)
    context = {"form": form, "table": lists.FORMS.bind(request, own)}
    return render(request, "reports/filling/pages/forms.html", context)


def _brought(request: HttpRequest, form: BringForm) -> HttpResponse | None:
    """To the filled form; None where it cannot be filled, with the sentence at its field."""
    by, given = request.actor, form.cleaned_data
    try:
        question = making.question_for(by, given["scope"], given["as_of"], None, None)
        done = None
        if not (is_large := making.is_large(form.content, question)):
            memory = making.memory_of(by.county_code)
            done = making.filled(form.content, given["file"].name, question, memory)
    except Unreadable as fault:
        form.add_error("file", fault.sentence)
        return None
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    if not form.do(filling_in.bring, Account.objects.visible_to(by, OWN).get(), by=by):
        return None
    row = Form.objects.get(pk=form.outcome)
    if is_large:
        return redirect("jobs.one", pk=making.fill_later(row, question, by=by).pk)
    filling_in.fill_in(row, made=making.made_of(done, question, row.title), by=by)
    return redirect("reports:forms.one", pk=row.pk)


@page(needs=WRITE)
def form(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_form(request, pk)
    if request.GET.get("export") == "original":
        return _original(request, row)
    fillings = list(Filling.objects.filter(form=row)[:EARLIER])
    shown = _shown(request, fillings)
    if shown is None:
        return _not_filled(request, row)
    if request.GET.get("export") == "copy":
        return _copy(request, row, shown)
    return render(request, "reports/filling/pages/form.html", _context(request, row, shown, fillings))


def _shown(request: HttpRequest, fillings: list[Filling]) -> Filling | None:
    asked = request.GET.get("filling", "")
    return next((one for one in fillings if str(one.pk) == asked), fillings[0] if fillings else None)


def _context(request: HttpRequest, row: Form, shown: Filling, fillings: list[Filling]) -> dict[str, Any]:
    content = keeping.looked_at(StoredFile.objects.of(shown).get(), by=request.actor)
    asked = list(shown.labels.all())
    labels = [one for one in asked if one.said != SERIAL_NUMBER.said]
    before = next((one for one in fillings if one.pk != shown.pk and one.scope == shown.scope), None)
    initial = {"as_of": shown.as_of, "since": shown.since, "last": shown.until - ONE_DAY, "scope": shown.scope}
    tables = drawing.drawn(content, shown, asked, every=request.GET.get("rows") == "all")
    return {
        "row": row,
        "shown": shown,
        "last_day": shown.until - ONE_DAY,
        "tables": tables,
        "days": _days_of_form(request, row, shown, tables),
        "doubtful": [one for one in labels if not (one.told or one.is_settled)],
        "sure": [one for one in labels if one.told or one.is_settled],
        "fillings": fillings if len(fillings) > 1 else [],
        "before": before,
        "changed": drawing.changes(labels, before.labels.all()) if before else 0,
        "question": QuestionForm(actor=request.actor, initial=initial, seen=row),
        "is_of_today": shown.as_of == request.actor.today,
        "again": ActForm(seen=row),
        "removing": ActForm(seen=row),
    }


def _days_of_form(
    request: HttpRequest, row: Form, shown: Filling, tables: list[drawing.DrawnTable]
) -> tuple[str, QuestionForm] | None:
    """To be filled by them with one press, where the form itself names other days, all of them over."""
    last = shown.until - ONE_DAY
    named = days_said(words for table in tables for words in table.words)
    said = named.by(request.actor.today) if named else None
    if said is None or not said.differs_from(shown.as_of, shown.since, last):
        return None
    days = {"as_of": said.last, "since": said.since or min(shown.since, said.last), "last": said.last}
    return said.told, QuestionForm(actor=request.actor, initial={**days, "scope": shown.scope}, seen=row, auto_id=False)


def _not_filled(request: HttpRequest, row: Form) -> HttpResponse:
    """A large one is on its way."""
    job = Job.objects.filter(dedupe=f"forms.fill:{row.pk}", state__in=OPEN).first()
    if job is not None:
        return redirect("jobs.one", pk=job.pk)
    raise Refused("这张表没有填成。删去它，把原表再放进来一次。")


def _original(request: HttpRequest, row: Form) -> HttpResponse:
    content = making.content_of(row, request.actor)
    note_export(request.actor, f"原表《{row.title}》", 1)
    return file_of(content, f"{row.title}（原表）", request.actor, ending=row.kind)


def _copy(request: HttpRequest, row: Form, shown: Filling) -> HttpResponse:
    content = keeping.looked_at(StoredFile.objects.of(shown).get(), by=request.actor)
    note_export(request.actor, f"填好的《{row.title}》", shown.known)
    return file_of(content, f"{row.title}（截至{shown.as_of:%Y%m%d}）", request.actor, ending=row.kind)


@require_POST
@page(needs=WRITE)
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    row, by = own_form(request, pk), request.actor
    form = QuestionForm(request.POST, actor=by)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    given = form.cleaned_data
    until = given["last"] + ONE_DAY if given["last"] else None
    return _filled(request, row, given["scope"], given["as_of"], given["since"], until)


@require_POST
@page(needs=WRITE)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """As of today, over as long a time as before, for the same territory."""
    row, today = own_form(request, pk), request.actor.today
    last = filling_in.latest(row)
    return _filled(request, row, last.scope if last else root_of(request.actor), today, None, None)


def _filled(
    request: HttpRequest, row: Form, scope: str, as_of: date, since: date | None, until: date | None
) -> HttpResponse:
    by = request.actor
    question = making.question_for(by, scope, as_of, since, until)
    data = making.content_of(row, by)
    try:
        if making.is_large(data, question):
            return redirect("jobs.one", pk=making.fill_later(row, question, by=by).pk)
        key = making.fill_now(row, question, by=by, data=data)
    except Unreadable as fault:
        raise Refused(fault.sentence) from fault
    return redirect(f"{reverse('reports:forms.one', args=[row.pk])}?filling={key}")


@page(needs=WRITE)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_form(request, pk)
    shown = _shown(request, list(Filling.objects.filter(form=row)))
    if shown is None:
        return redirect("reports:forms.one", pk=pk)
    return choosing(request, row, shown)


@require_POST
@page(needs=WRITE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_form(request, pk)
    press(request, filling_in.remove, row)
    offer(request, filling_in.remove, row.pk, text="删去了")
    return redirect("reports:forms")


@page(needs=WRITE)
def remembered(request: HttpRequest) -> HttpResponse:
    own = Case(When(account_id=request.actor.account_id, then=Value(True)), default=False, output_field=BooleanField())
    rows = RememberedLabel.objects.filter(county_code=request.actor.county_code).annotate(is_own=own)
    return render(request, "reports/filling/pages/remembered.html", {"table": lists.REMEMBERED.bind(request, rows)})


@page(needs=WRITE)
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(RememberedLabel.objects.visible_to(request.actor), pk=pk)
    form = ActForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(filling_in.forget, row, by=request.actor):
        return redirect("reports:forms.remembered")
    words = {
        "heading": f"不再记住“{row.label}”",
        "question": f"现在记的是：{lists.called(row.told)}。不记了，下次碰到这一栏，程序自己再认一遍。",
        "submit_label": "不再记住",
        "cancel_url": reverse("reports:forms.remembered"),
        "cancel_label": "还是记着",
        "crumbs": [(reverse("reports:forms"), "套表"), (reverse("reports:forms.remembered"), "记住的写法")],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


def own_form(request: HttpRequest, pk: int) -> Form:
    return get_object_or_404(Form.objects.visible_to(request.actor).filter(removed_at__isnull=True), pk=pk)
