"""What the pages of an import draw: drafts, files brought in, the plan by outcome, the question before writing."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from zhucun.dispatch.imports.by_cause import lines_of
from zhucun.dispatch.imports.forms import kinds_for
from zhucun.dispatch.imports.lists import bound_records
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.opening.words import COUNTED, counts_in_words
from zhucun.dispatch.roster.rules import ChangeKind
from zhucun.sheets.kinds import kind_named
from zhucun.sheets.plan import OUTCOME_LABELS, Outcome
from zhucun.web.drafts import choices_of
from zhucun.web.forms import ActForm
from zhucun.web.importing import Importer, importers
from zhucun.web.models import ImportDraft

PER_PAGE = 40
MARKS = {
    "refused": "overdue",
    "doubtful": "soon",
    "changed": "running",
    "added": "done",
    "left": "todo",
    "excluded": "todo",
}
TABS = (Outcome.REFUSED, Outcome.DOUBTFUL, Outcome.CHANGED, Outcome.ADDED, Outcome.LEFT, Outcome.EXCLUDED)
REMEMBERS = "写错了，可以在导入单的页面上整份撤回。"
FORGETS = "写入后不能整批撤回。发现错了，改好表再导一次，只改不同的地方。"


# ── the first page ──


def draft_line(draft: ImportDraft) -> dict[str, Any]:
    label = kind_named(draft.kind).label if draft.kind else "还没认出是什么表"
    return {"row": draft, "label": label, "press": lambda: ActForm(seen=draft)}


def file_line(file: OpeningFile) -> dict[str, Any]:
    at = timezone.localtime(file.imported_at)
    return {
        "row": file,
        "label": kind_label(file.kind),
        "at": f"{at.month}月{at.day}日 {at:%H:%M}",
        "counts": counts_in_words(file.counts),
    }


def kind_label(key: str) -> str:
    try:
        return kind_named(key).label
    except KeyError:
        return key


def kind_line(one: Importer) -> dict[str, Any]:
    required = [column.label for column in one.kind.sheet.required]
    return {"key": one.key, "label": one.kind.label, "ledger": one.kind.ledger, "required": "、".join(required)}


# ── one draft ──


def draft_context(row: ImportDraft, request: HttpRequest) -> dict[str, Any]:
    shown, choices = row.shown or {}, choices_of(row)
    counts = shown.get("counts", {})
    return {
        "row": row,
        "shown": shown,
        "choices": choices,
        "kinds": kinds_for(request.actor),
        "offer": _offer(shown, request),
        "columns_offered": _columns_offered(row.kind),
        "questions": [_asked(q, choices.answers) for q in shown.get("questions", ())],
        "answered": [_asked(q, choices.answers) for q in shown.get("answered", ())],
        "steps": _steps(row),
        "mark": _mark(row),
        "list": _listed(row, request) if shown.get("rows") else None,
        "confirm": confirm_of(row) if shown.get("may") and not shown.get("nothing") else None,
        "to_write": counts.get("added", 0) + counts.get("changed", 0),
        "press": lambda: ActForm(seen=row),
        "absent": _absent(shown, choices.answers) if row.kind == "member_roster" else None,
        "has_faults": any(line["faults"] for line in shown.get("rows", ())),
    }


def _offer(shown: dict[str, Any], request: HttpRequest) -> tuple[str, str] | None:
    """The kind the table really is, where another was asked for."""
    is_kind = shown.get("is", "")
    return (is_kind, shown["label"]) if is_kind and is_kind in dict(kinds_for(request.actor)) else None


def _columns_offered(kind: str) -> list[tuple[str, str]]:
    if not kind:
        return []
    return [(column.key, column.label) for column in kind_named(kind).sheet.columns]


def _asked(question: dict[str, Any], answers: Any) -> dict[str, Any]:
    answer = answers.get(question["id"], "")
    options = [{"value": key, "label": label, "checked": key == answer} for key, label in question["options"]]
    is_option = any(option["checked"] for option in options)
    return {
        **question,
        "choices": options,
        "written": "" if is_option else answer,
        "answer": next((o["label"] for o in options if o["checked"]), answer),
        "where": _where(question["cells"], question["cell_count"]),
        "more_details": question["detail_count"] - len(question["details"]),
    }


def _where(cells: list[str], count: int) -> str:
    """在 E4、E5；第 3、4、5 行；第 3、4 等 60 行; what only the ledger has stands in no row."""
    if not cells:
        return "表里没有这一行"
    listed, more = "、".join(cells), count > len(cells)
    if all(cell.isdigit() for cell in cells):
        return f"第 {listed} 等 {count} 行" if more else f"第 {listed} 行"
    return f"在 {listed}" + (f" 等 {count} 处" if more else "")


def _steps(row: ImportDraft) -> list[dict[str, str]]:
    shown = row.shown or {}
    is_known, is_asked = bool(shown.get("rows")) or bool(shown.get("total") == 0), bool(shown.get("questions"))
    may = bool(shown.get("may"))
    asked = "now" if is_known and is_asked else "done" if is_known else "todo"
    checked = "todo" if not is_known or is_asked else "done" if may else "now"
    return [
        {"label": "选文件", "state": "done"},
        {"label": "认表", "state": "done" if is_known else "now"},
        {"label": "答问题", "state": asked},
        {"label": "核对", "state": checked},
        {"label": "写入", "state": "now" if may and not shown.get("nothing") else "todo"},
    ]


def _mark(row: ImportDraft) -> tuple[str, str]:
    shown = row.shown or {}
    counts = shown.get("counts", {})
    if not shown.get("rows") and shown.get("total") != 0:
        return "overdue", "还读不了"
    if counts.get("refused") or shown.get("header_faults"):
        return "overdue", f"{counts.get('refused', 0) or len(shown['header_faults'])} 行不能接受"
    if shown.get("questions"):
        return "soon", f"{len(shown['questions'])} 个问题要答"
    return ("todo", "和册上一样") if shown.get("nothing") else ("done", "可以写入")


def _listed(row: ImportDraft, request: HttpRequest) -> dict[str, Any]:
    """The rows of one outcome, a page of them."""
    counts = row.shown["counts"]
    tabs = [outcome.value for outcome in TABS if counts.get(outcome.value)]
    view = request.GET.get("view", "")
    view = view if view in tabs else tabs[0] if tabs else ""
    rows = [line for line in row.shown["rows"] if line["outcome"] == view]
    lines = lines_of(rows)
    current = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    address = reverse("dispatch:imports.one", args=[row.pk])
    return {
        "tabs": [
            {
                "label": OUTCOME_LABELS[Outcome(tab)],
                "count": counts[tab],
                "active": tab == view,
                "url": f"{address}?view={tab}#rows",
            }
            for tab in tabs
        ],
        "view": view,
        "rows": list(current),
        "asked": any(fault["asked"] for line in current for fault in line["faults"]),
        "page": current,
        "previous_url": f"{address}?view={view}&page={current.number - 1}#rows" if current.has_previous() else "",
        "next_url": f"{address}?view={view}&page={current.number + 1}#rows" if current.has_next() else "",
        "missing": max(0, counts.get(view, 0) - len(rows)),
        "may_leave_out": view in ("refused", "doubtful", "changed", "added"),
    }


def _absent(shown: dict[str, Any], answers: Any) -> dict[str, Any] | None:
    if not shown.get("absent_count"):
        return None
    return {
        "count": shown["absent_count"],
        "names": shown["absent"],
        "more": shown["absent_count"] - len(shown["absent"]),
        "kinds": [(kind.value, kind.label, kind.value == answers.get("absent:kind")) for kind in ChangeKind],
        "last_day": answers.get("absent:last_day", ""),
        "ends": bool(answers.get("absent:kind")),
    }


def confirm_of(row: ImportDraft) -> dict[str, Any]:
    counts = row.shown["counts"]
    rows = counts.get("added", 0) + counts.get("changed", 0)
    parts = [
        f"{OUTCOME_LABELS[o]} {counts[o.value]} 行" for o in (Outcome.ADDED, Outcome.CHANGED) if counts.get(o.value)
    ]
    left = [
        f"{OUTCOME_LABELS[o]} {counts[o.value]} 行" for o in (Outcome.LEFT, Outcome.EXCLUDED) if counts.get(o.value)
    ]
    consequences = [
        "，".join(parts) + (f"；{'，'.join(left)}。" if left else "。"),
        *row.shown["remarks"],
        _afterwards(row.kind),
    ]
    return {
        "id": "confirm",
        "question": f"把《{row.file_name}》的 {rows} 行写进{kind_named(row.kind).ledger}？",
        "consequences": consequences,
        "form": ActForm(seen=row),
        "action_url": reverse("dispatch:imports.one.confirm", args=[row.pk]),
        "verb": f"写入 {rows} 行",
        "cancel_label": "再看看",
        "cancel_url": reverse("dispatch:imports.one", args=[row.pk]),
    }


def _afterwards(kind: str) -> str:
    return REMEMBERS if any(one.takes_back for one in importers() if one.key == kind) else FORGETS


# ── a file that was brought in ──


def file_context(file: OpeningFile, request: HttpRequest) -> dict[str, Any]:
    return {
        "file": file,
        "label": kind_label(file.kind),
        "counts": _counted(file.counts),
        "table": bound_records(file, request),
        "ledger": kind_named(file.kind).ledger if file.kind in {one.key for one in importers()} else "",
        "result_url": _result(file.kind),
    }


def _counted(counts: dict[str, int]) -> Iterable[tuple[str, int, str]]:
    return [(label, counts[key], unit) for key, (label, unit) in COUNTED.items() if counts.get(key)]


def _result(kind: str) -> str:
    route = next((one.route for one in importers() if one.key == kind), "")
    try:
        return reverse(route) if route else ""
    except NoReverseMatch:
        return ""
