"""N1, all figures; N2, one figure: what it says, how it comes about, and why it is another than before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.refused import Refused
from zhucun.lib.dates import read_date
from zhucun.lib.figure import Answer, Figure, Question, ask, ask_many, knowing_as, named, rows_open
from zhucun.lib.periods import add_months, month_of
from zhucun.reports.catalogue import changed, clocks, lists, parts, restated
from zhucun.reports.catalogue.asking import Asking, asked
from zhucun.reports.catalogue.numbers import Definitions
from zhucun.reports.published.answering import reports_for
from zhucun.reports.rules import SEE
from zhucun.sheets.writing import ledger_bytes
from zhucun.web.exporting import around, file_of, note_export, sheet_of
from zhucun.web.figures import address, rows_shown
from zhucun.web.page import page
from zhucun.web.tables import BoundTable, SheetAsked

Answers = Mapping[str, Answer]
STAYS = "这个数字是哪些人，只在这一页看，不导出；表传出去，就谁都知道谁是怎么离任的了。"


@page(needs=SEE)
def figures(request: HttpRequest) -> HttpResponse:
    asking = asked(request)
    with knowing_as(asking.question):
        lines = lists.lines_of(asking)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, asking, lines)
    context = {
        "asking": asking,
        "as_of_text": asking.as_of_text,
        "now_url": asking.address(known=None),
        "sections": lists.sections(lines),
        "count": len(lines),
        "filters": lists.filters(asking, with_refs=request.actor.is_demo),
        "export_url": asking.address(export="xlsx"),
        "is_narrowed": any(asking.given.get(name) for name in ("q", "group", "refs")),
        "clear_url": asking.address(q=None, group=None, refs=None),
        "has_report": bool(reports_for(request.actor)),
        "empty": {"text": "没有这样的数字。换个词，或者全部清除再找。", "icon": "search"},
    }
    return render(request, "reports/catalogue/pages/figures.html", context)


def _workbook(request: HttpRequest, asking: Asking, lines: list[lists.Line]) -> HttpResponse:
    title = f"{asking.scope_name}数字台账"
    about = around(request.actor, title, f"数字截止 {asking.as_of_text}；变动算 {asking.period_text}{_known(asking)}")
    note_export(request.actor, title, len(lines))
    content = ledger_bytes(lists.LEDGER, lists.ledger_rows(lines, asking), about)
    return file_of(content, f"{title}{asking.question.as_of:%Y%m%d}", request.actor)


def _known(asking: Asking) -> str:
    return f"；按 {asking.known_day:%Y-%m-%d} 当时所知" if asking.known_day else ""


@page(needs=SEE)
def figure(request: HttpRequest, figure_id: str) -> HttpResponse:
    try:
        one = named(figure_id)
    except KeyError as error:
        raise Http404 from error
    asking = asked(request)
    part = _part_of(one, asking, request.GET.get("part", ""))
    with knowing_as(asking.question):
        answers = ask_many([one.id, *one.of], asking.question)
        try:
            shown = _SHOWN[part](request, one, asking, answers)
        except SheetAsked as sheet:
            return sheet_of(request, sheet.table)
    context = {
        "figure": one,
        "asking": asking,
        **({} if one.has_period else {"as_of_text": asking.as_of_text}),
        "answer": answers[one.id],
        "shown": one.shown(answers[one.id].value),
        "now": _as_known_now(one, asking),
        "now_url": asking.address(known=None),
        "definition": Definitions(asking.question).of(one),
        "divided": [_divided(named(other), answers[other], asking.question) for other in one.of],
        "tabs": list(_tabs(one, asking, answers[one.id], part)),
        "part": part,
        **shown,
    }
    return render(request, "reports/catalogue/pages/figure.html", context)


def _as_known_now(one: Figure, asking: Asking) -> dict[str, Any] | None:
    """Beside a number as known then, the same as known now."""
    if asking.known_day is None:
        return None
    value = ask(one.id, asking.question.as_known(None)).value
    return {"shown": one.shown(value), "url": asking.address(part="restated")}


def _divided(one: Figure, answer: Answer, question: Question) -> dict[str, str]:
    return {"label": one.label, "shown": one.shown(answer.value), "unit": one.unit, "url": address(one.id, question)}


def _part_of(one: Figure, asking: Asking, wanted: str) -> str:
    is_there = {
        "parts": bool(asking.parts) and parts.can_be_parted(one),
        "changes": not one.has_period,
        "restated": True,
    }
    return wanted if is_there.get(wanted) else "records"


def _tabs(one: Figure, asking: Asking, answer: Answer, part: str) -> Any:
    offered = [
        ("records", "记录"),
        ("parts", f"按{asking.below}看"),
        ("changes", "为什么变了"),
        ("restated", "事后补改"),
    ]
    for name, label in offered:
        if _part_of(one, asking, name) == name:
            url = asking.address(part=None if name == "records" else name, q=None, sort=None)
            yield {"label": label, "url": url, "active": name == part}


def _records(request: HttpRequest, one: Figure, asking: Asking, answers: Answers) -> dict[str, Any]:
    table, rows = rows_shown(one).listed(one, asking.question, rows_open(one.id, asking.question, answers[one.id]))
    bound: BoundTable = replace(table, stays_because=STAYS if one.for_few else "").bind(request, rows)
    told_only = asking.question.is_told_only and bool(answers[one.id].value) and not rows.exists()
    if asking.known_day:
        bound.read()
    return {"table": bound, "told_only": told_only}


def _parts(request: HttpRequest, one: Figure, asking: Asking, answers: Answers) -> dict[str, Any]:
    return {"parts": parts.parts_of(one, asking), "below": asking.below}


def _changes(request: HttpRequest, one: Figure, asking: Asking, answers: Answers) -> dict[str, Any]:
    then = _compared_with(asking)
    return {"against": then, "changed": changed.changed(one, asking.question, then, answers), "same": SAME}


def _compared_with(asking: Asking) -> date:
    """Raises Refused for a day that is not before the one asked for."""
    text = asking.given.get("against")
    try:
        then = read_date(text).value if text else changed.usual_day(asking.question)
    except ValueError as error:
        raise Refused(str(error)) from error
    if then >= asking.question.as_of:
        raise Refused("要和截止日以前的日子比，请选早一些的日子。", field="against")
    return then


def _restated(request: HttpRequest, one: Figure, asking: Asking, answers: Answers) -> dict[str, Any]:
    """What was entered, corrected or withdrawn after the day up to which one asks."""
    known = asking.known_day or (asking.last_day if one.has_period else asking.question.as_of)
    at = clocks.moment_known(known, request.actor)
    if at is None:
        return {"restated": None, "today": {**TODAY, "action_url": _last_month(asking)}}
    question = asking.question.as_known(None)
    return {"restated": restated.restated(one, question, at), "known": known, "same": NOTHING_RESTATED}


def _last_month(asking: Asking) -> str:
    last = month_of(add_months(asking.question.actor.today, -1))
    return asking.address(as_of=f"{last.last_day}", to=f"{last.last_day}", **{"from": f"{last.since}"})


TODAY = {
    "text": "截止今天的数，当时所知就是现在所知。",
    "when": "“截止”或“按哪天所知”选以前的一天，就看到后来补改了什么。",
    "action_label": "看上个月的",
    "icon": "clock",
}
NOTHING_RESTATED = {"text": "当时怎么数的，现在还是怎么数，没有补改。", "icon": "circle-check"}
SAME = {"text": "还是那些记录，一条没变。", "icon": "circle-check"}
_SHOWN = {"records": _records, "parts": _parts, "changes": _changes, "restated": _restated}
