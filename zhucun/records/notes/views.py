"""Records: the list, one with what it said before, changing, withdrawing, the visit record on paper (R-DOC-05)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhucun.dispatch.roster.linking import place_url, team_url, unit_url
from zhucun.files.models import StoredFile
from zhucun.policy import in_force as policy
from zhucun.records.notes import acts as work
from zhucun.records.notes import lists, rules
from zhucun.records.notes.forms import ChangeForm, FilesForm
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import State
from zhucun.records.notes.writing_pages import attached
from zhucun.records.registry import kind_called, leads_for
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def records(request: HttpRequest) -> HttpResponse:
    rows = lists.listed(WorkRecord.objects.visible_to(request.actor), request.actor.today)
    context = {
        "heading": "工作记录",
        "question": "谁在哪里做了什么，涉及哪几户。",
        "table": lists.records_table(request).bind(request, rows),
        "may_write": request.actor.may(rules.WRITE),
    }
    return render(request, "records/notes/pages/records.html", context)


def reached(request: HttpRequest, pk: int) -> WorkRecord:
    rows = lists.listed(WorkRecord.objects.visible_to(request.actor), request.actor.today)
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    row = reached(request, pk)
    return render(request, "records/notes/pages/record.html", {**_shown(request, row), **_may(request, row)})


def _shown(request: HttpRequest, row: WorkRecord) -> dict[str, Any]:
    actor = request.actor
    meeting = getattr(row, "meeting", None)
    return {
        "row": row,
        "kind": kind_called(row.kind),
        "place_url": place_url(row.place, actor) if row.place else "",
        "team_url": team_url(row.team, actor) if row.team else "",
        "unit_url": unit_url(row.unit, actor) if row.unit else "",
        "cadres": list(row.cadres.select_related("person").defer("person__phone", "person__id_number")),
        "answers": answered(row),
        "meeting": meeting,
        "signed": list(meeting.sign_ins.select_related("cadre__person").order_by("pk")) if meeting else [],
        "versions": list(row.versions.order_by("-number")),
        "holds": list(row.holds.order_by("pk")),
        "files": list(StoredFile.objects.of(row)),
        "leads": leads_for(row, actor),
    }


def answered(row: WorkRecord) -> list[tuple[str, str]]:
    """What its kind asked, by label; of a choice what was chosen is said as it was told."""
    asked = {one.name: one.label for one in kind_called(row.kind).asks}
    return [(asked.get(name, name), "、".join(values)) for name, values in row.answers.items()]


def _may(request: HttpRequest, row: WorkRecord) -> dict[str, Any]:
    may = row.state == State.STANDING and work.is_theirs(row, request.actor)
    return {
        "may_change": may,
        "may_withdraw": may and not row.is_held,
        "withdrawing": ActForm(seen=row),
        "detaching": ActForm(),
        "files_form": FilesForm() if may else None,
        "is_correction": row.is_held or _is_old(request, row),
    }


def _is_old(request: HttpRequest, row: WorkRecord) -> bool:
    written_on = timezone.localtime(row.written_at).date()
    return not rules.may_still_be_edited(written_on, request.actor.today, policy.of(request.actor).records.edit_days)


@page(needs=rules.WRITE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = reached(request, pk)
    is_correction = row.is_held or _is_old(request, row)
    initial = {"text": row.text, "happened_on": row.happened_on, "next_step": row.next_step}
    form = ChangeForm(request.POST or None, seen=row, initial=initial, is_correction=is_correction)
    if form.is_valid() and form.do(work.change, row, by=request.actor):
        return redirect("records:work.one", pk=pk)
    context = {
        "form": form,
        "crumbs": [(reverse("records:work"), "工作记录"), (reverse("records:work.one", args=[pk]), row.kind_label)],
        "heading": "更正" if is_correction else "改一笔",
        "question": "原来写的留在旁边，谁、什么时候、为什么改的都看得到。"
        if is_correction
        else "改错别字、补一句；原来写的也留着。",
        "submit_label": "更正" if is_correction else "存下",
        "cancel_url": reverse("records:work.one", args=[pk]),
    }
    return render(request, "web/pages/form.html", context)


@require_POST
@page(needs=rules.WRITE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = reached(request, pk)
    press(request, work.withdraw, row)
    offer(request, work.withdraw, row.pk, text="撤回了这一笔")
    return redirect("records:work.one", pk=pk)


@require_POST
@page(needs=rules.WRITE)
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Photos or a recording that come after the words."""
    row = reached(request, pk)
    if not work.is_theirs(row, request.actor):
        raise Http404
    form = FilesForm(request.POST, request.FILES)
    form.full_clean()
    told = [word for word in (attached(request, row, kind, upload) for kind, upload in form.uploads) if word]
    if told or not form.uploads:
        messages.error(request, told[0] if told else "先选一张照片或一段录音。")
    return redirect("records:work.one", pk=pk)


@require_POST
@page(needs=rules.WRITE)
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(StoredFile.objects.visible_to(request.actor, rules.WRITE), pk=pk)
    press(request, work.detach, file)
    messages.success(request, f"{file.get_kind_display()}去掉了。")
    return redirect("records:work.one", pk=file.holder_key)


@page(needs=rules.SEE)
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """走访记录, with room for what is written by hand and for signatures (R-DOC-05, R-DOC-34)."""
    return render(request, "records/notes/pages/visit_sheet.html", _shown(request, reached(request, pk)))
