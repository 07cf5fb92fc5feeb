"""导入: choose a file, look at what it would do, answer, leave rows out, write (screen P13)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zhucun.acts.jobs.models import Job
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports import looking, showing, taking_back
from zhucun.dispatch.imports.faults_sheet import faults_sheet
from zhucun.dispatch.imports.forms import UploadForm, kinds_for
from zhucun.dispatch.imports.lists import files_open_to
from zhucun.dispatch.imports.telling import rows_named
from zhucun.dispatch.roster.rules import BRING_IN
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.writing import write_form
from zhucun.web.drafts import HEAVY, OWN, choices_of, choose, drafts_of, keep_what_may_be, new_draft
from zhucun.web.exporting import XLSX, file_of
from zhucun.web.forms import MOST
from zhucun.web.importing import Choices, importer_for, importers
from zhucun.web.models import ImportDraft
from zhucun.web.page import page

LATEST = 5


@page(needs=BRING_IN)
def imports(request: HttpRequest) -> HttpResponse:
    asked = {"kind": request.GET.get("kind", "")}
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor, initial=asked)
    if form.is_valid() and (draft := _taken_up(form, request)):
        return _on_the_way(draft) or redirect("dispatch:imports.one", pk=draft.pk)
    brought = files_open_to(request.actor).order_by("-imported_at", "-pk")[:LATEST]
    context = {
        "form": form,
        "drafts": [showing.draft_line(draft) for draft in drafts_of(request.actor)[:20]],
        "brought": [showing.file_line(file) for file in brought],
        "kinds": [showing.kind_line(one) for one in importers() if request.actor.may(one.needs)],
    }
    return render(request, "dispatch/imports/pages/imports.html", context)


def _taken_up(form: UploadForm, request: HttpRequest) -> ImportDraft | None:
    """The draft with its plan; None where the file is none that can be read, with the sentence at the field."""
    data, name = form.content()
    draft = new_draft(data, name, choices=Choices(form.cleaned_data["kind"]), by=request.actor)
    if draft.shown or draft.problem:
        return draft
    if looking.is_large(draft):
        looking.look_later(draft, by=request.actor)
        return draft
    try:
        looking.look_again(draft, by=request.actor)
    except Unreadable as unreadable:
        draft.delete()
        form.add_error("file", unreadable.sentence)
        return None
    return draft


def _draft(request: HttpRequest, pk: int, *, without: tuple[str, ...] = ()) -> ImportDraft:
    return get_object_or_404(ImportDraft.objects.visible_to(request.actor, OWN).defer(*without), pk=pk)


def _on_the_way(draft: ImportDraft) -> HttpResponse | None:
    """To the job that works on it, while it does."""
    job = Job.objects.filter(pk=draft.job_key).first() if draft.job_key else None
    return redirect("jobs.one", pk=job.pk) if job is not None and job.is_open else None


@page(needs=BRING_IN)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it was last looked at; nothing is read anew by opening the page."""
    row = _draft(request, pk, without=("content",))
    if row.done_at is not None:
        return redirect("dispatch:imports.file", pk=row.file_key) if row.file_key else redirect("dispatch:imports")
    if away := _on_the_way(row):
        return away
    return render(request, "dispatch/imports/pages/draft.html", showing.draft_context(row, request))


def _looked(request: HttpRequest, row: ImportDraft) -> HttpResponse:
    """Planned anew with what was chosen, now or by a job, and back to the page."""
    if looking.is_large(row):
        row.save()
        return redirect("jobs.one", pk=looking.look_later(row, by=request.actor).pk)
    try:
        looking.look_again(row, by=request.actor)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    return redirect("dispatch:imports.one", pk=row.pk)


def _open(request: HttpRequest, pk: int) -> ImportDraft:
    """The draft somebody chooses something for; refused where it changed since the page was drawn."""
    row = _draft(request, pk)
    if row.done_at is not None:
        raise Refused("这份表已经写入了，不用再改。")
    seen = request.POST.get("seen", "")
    if seen.isdigit():
        row.version = min(int(seen), MOST)
    return row


@require_POST
@page(needs=BRING_IN)
def choose_what(request: HttpRequest, pk: int) -> HttpResponse:
    """Another kind, another sheet, another encoding."""
    row = _open(request, pk)
    told = {name: request.POST[name] for name in ("kind", "sheet", "encoding") if name in request.POST}
    known = {key for key, _ in kinds_for(request.actor)}
    if told.get("kind") and told["kind"] not in known:
        raise Refused("没有这种表。请从列出的里面选。")
    choose(row, **told)
    keep_what_may_be(row, by=request.actor)
    return _looked(request, row)


@require_POST
@page(needs=BRING_IN)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column is read as; a column that was left as proposed is not told, so that a remembered one may win."""
    row = _open(request, pk)
    told = dict(choices_of(row).mapping)
    for field, key in request.POST.items():
        if field.startswith("column:"):
            told[field.removeprefix("column:")] = key
    choose(row, mapping=told)
    return _looked(request, row)


@require_POST
@page(needs=BRING_IN)
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer holds for all cells of its question; an empty one takes the answer back."""
    row = _open(request, pk)
    told = dict(choices_of(row).answers)
    for field in request.POST:
        kind, _, question = field.partition(":")
        if kind in ("answer", "written"):
            told[question] = request.POST.get(f"written:{question}", "").strip() or request.POST.get(
                f"answer:{question}", ""
            )
    choose(row, answers={question: answer for question, answer in told.items() if answer})
    return _looked(request, row)


@require_POST
@page(needs=BRING_IN)
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows ticked are not read, or are read again."""
    row = _open(request, pk)
    try:
        ticked = frozenset(row for told in request.POST.getlist("row") for row in rows_named(told))
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    if not ticked:
        raise Refused("还没有打勾。先勾上要不读的行。")
    kept = choices_of(row).left_out
    choose(row, left_out=kept - ticked if request.POST.get("read") else kept | ticked)
    return _looked(request, row)


@require_POST
@page(needs=BRING_IN)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    return _looked(request, _open(request, pk))


@page(needs=BRING_IN)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """The question before writing; carried out once, since what is done is done."""
    row = _draft(request, pk)
    if row.done_at is not None:
        return redirect("dispatch:imports.file", pk=row.file_key)
    if away := _on_the_way(row):
        return away
    if not row.shown or not row.shown.get("may") or row.shown.get("nothing"):
        raise Refused("还有没答的问题或要改的行，不能写入。")
    if request.method != "POST":
        context = {"row": row, "confirm": showing.confirm_of(row)}
        return render(request, "dispatch/imports/pages/confirm.html", context)
    return _written(request, row)


def _written(request: HttpRequest, row: ImportDraft) -> HttpResponse:
    if looking.is_large(row):
        return redirect("jobs.one", pk=looking.carry_out_later(row, by=request.actor).pk)
    try:
        file_key = looking.carry_out(row, by=request.actor)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    except Refused as refusal:
        looking.look_again(row, by=request.actor)
        messages.error(request, refusal.sentence)
        return redirect("dispatch:imports.one", pk=row.pk)
    if file_key is None:
        messages.warning(request, "台账在你看过之后变了，没有写入。下面是按现在的台账重看的结果。")
        return redirect("dispatch:imports.one", pk=row.pk)
    return redirect("dispatch:imports.file", pk=file_key)


@require_POST
@page(needs=BRING_IN)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(request, pk, without=HEAVY)
    name = row.file_name
    row.delete()
    messages.success(request, f"《{name}》不导入了，文件没有留下。")
    return redirect("dispatch:imports")


@page(needs=BRING_IN)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file brought in: the counts, and every record of its batch."""
    row = get_object_or_404(files_open_to(request.actor), pk=pk)
    standing = taking_back.still_standing(row, request.actor)
    context = {**showing.file_context(row, request), "may_take_back": standing is not None and standing.exists()}
    return render(request, "dispatch/imports/pages/file.html", context)


@page(needs=BRING_IN)
def faults(request: HttpRequest, pk: int) -> HttpResponse:
    """问题清单: the file's own rows, with what is wrong beside them."""
    row = _draft(request, pk)
    if not row.shown or not row.shown.get("rows"):
        raise Refused("这份表现在没有问题清单。")
    return file_of(faults_sheet(row), f"问题清单-{row.file_name.rpartition('.')[0]}", request.actor)


@page(needs=BRING_IN)
def blank_form(request: HttpRequest, kind: str) -> HttpResponse:
    """The blank form of a kind, with what to write where."""
    try:
        sheet = importer_for(kind).kind.sheet
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    answer = HttpResponse(content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{sheet.title}（空表）.xlsx") or ""
    write_form(answer, sheet)
    return answer
