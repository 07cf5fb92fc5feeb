"""A draft looked at again: planned anew, what is shown kept with it; and its carrying out, at once or as a job."""

from typing import Any

from django.urls import reverse

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import Context, Job
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports.bringing import bring_in, look_closely
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.opening.words import counts_in_words
from zhucun.sheets.faults import DoubtfulEncoding, Unreadable
from zhucun.sheets.kinds import kind_named
from zhucun.web.drafts import choices_of, content_of, settle
from zhucun.web.importing import WrongKind
from zhucun.web.models import ImportDraft
from zhucun.web.plan_drawing import drawn, drawn_unknown

MOST_AT_ONCE = 250_000  # bytes: some two thousand rows; a larger file is read by a job
MOST_ROWS_AT_ONCE = 1_000  # written within about a second; more by a job
MAY_BE_SETTLED = ("kind", "header", "encoding", "sheet", "mapping", "empty")  # by choosing otherwise


def is_large(draft: ImportDraft) -> bool:
    """Too large for a page to wait for."""
    rows = (draft.shown or {}).get("total", 0)
    return draft.size > MOST_AT_ONCE or rows > MOST_ROWS_AT_ONCE


def look_again(draft: ImportDraft, *, by: Actor) -> None:
    """Raises Unreadable for a file that no choice would make readable."""
    before = draft.shown or {}
    try:
        case, plan = look_closely(content_of(draft), draft.file_name, choices_of(draft), by=by)
    except Unreadable as unreadable:
        if unreadable.reason not in MAY_BE_SETTLED:
            raise
        draft.shown, draft.problem = _shown_without_plan(draft, unreadable), _problem(draft, unreadable)
    else:
        draft.shown, draft.problem = drawn(case, plan), ""
        draft.shown["answered"] = _answered(before, draft.shown, draft.choices["answers"])
        draft.kind = draft.shown["kind"]
    draft.save()


def _answered(before: dict[str, Any], now: dict[str, Any], answers: dict[str, str]) -> list[dict[str, Any]]:
    """Questions asked before that are settled now: shown on, so that an answer may be changed."""
    open_ones = {question["id"] for question in now["questions"]}
    asked = [*before.get("answered", ()), *before.get("questions", ())]
    found = {q["id"]: q for q in asked if q["id"] in answers and q["id"] not in open_ones}
    return list(found.values())


def _shown_without_plan(draft: ImportDraft, unreadable: Unreadable) -> dict[str, Any] | None:
    if isinstance(unreadable, DoubtfulEncoding):
        return {"encodings": [[name, text] for name, text in unreadable.samples.items()]}
    if isinstance(unreadable, WrongKind):
        told = {"is": unreadable.verdict.key if unreadable.verdict.signature else "", "label": unreadable.verdict.label}
        if unreadable.verdict.signature is None and draft.kind:
            return drawn_unknown(unreadable.verdict.table, kind_named(draft.kind).sheet) | told
        return told
    return draft.shown


def _problem(draft: ImportDraft, unreadable: Unreadable) -> str:
    """Where no header was found, the page has what the columns may be named with."""
    if not isinstance(unreadable, WrongKind) or unreadable.verdict.table.has_header:
        return unreadable.sentence
    if draft.kind:
        return "没有找到表头。请在下面指明每一列读成什么，再看一遍。"
    return "没有找到表头。请先在下面说是什么表，再指明每一列读成什么。"


def look_later(draft: ImportDraft, *, by: Actor) -> Job:
    job = jobs.start(
        "imports.look",
        title=f"看一遍《{draft.file_name}》",
        arguments={"draft": draft.pk},
        result_url=reverse("dispatch:imports.one", args=[draft.pk]),
        queue="slow",
        dedupe=f"imports.look:{draft.pk}",
        by=by,
    )
    draft.job_key = job.pk
    draft.save()
    return job


def carry_out_later(draft: ImportDraft, *, by: Actor) -> Job:
    job = jobs.start(
        "imports.bring_in",
        title=f"写入《{draft.file_name}》",
        arguments={"draft": draft.pk, "seen": draft.shown["digest"]},
        result_url=reverse("dispatch:imports.one", args=[draft.pk]),
        queue="slow",
        dedupe=f"imports.bring_in:{draft.pk}",
        by=by,
    )
    draft.job_key = job.pk
    draft.save()
    return job


def carry_out(draft: ImportDraft, *, by: Actor) -> int | None:
    """The record of what was written; None where the plan is another by now and has to be looked at again."""
    return _carry_out(draft, draft.shown["digest"], by)


def _carry_out(draft: ImportDraft, seen: str, by: Actor) -> int | None:
    brought = bring_in(content_of(draft), draft.file_name, choices_of(draft), by=by, seen=seen)
    if brought.file is None:
        look_again(draft, by=by)
        return None
    settle(draft, brought.file.pk)
    return brought.file.pk


@jobs.job("imports.look", "看一遍要导入的表")
def looked_at(context: Context) -> str:
    draft = _draft_of(context)
    context.progress(0, 2, certain="正在读表")
    try:
        look_again(draft, by=context.by)
    except Unreadable as unreadable:
        raise Refused(unreadable.sentence) from unreadable
    context.progress(2, 2)
    return (draft.shown or {}).get("next") or draft.problem


@jobs.job("imports.bring_in", "写入一份表")
def brought_in(context: Context) -> str:
    """In one transaction: stopped or killed, nothing of it is written."""
    draft = _draft_of(context)
    if draft.done_at is not None:
        return "已经写好了。"
    context.progress(0, 1, certain="正在读表，再整份写入")
    file_key = _carry_out(draft, context.arguments["seen"], context.by)
    if file_key is None:
        raise Refused("台账在你看过之后变了，没有写入。请再看一遍这份表。")
    context.result_url = reverse("dispatch:imports.file", args=[file_key])
    return f"写好了：{counts_in_words(OpeningFile.objects.get(pk=file_key).counts)}。"


def _draft_of(context: Context) -> ImportDraft:
    return ImportDraft.objects.visible_to(context.by, "account.own").get(pk=context.arguments["draft"])
