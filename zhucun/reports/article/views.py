"""与公开报道核对: what was printed, what the ledgers say, and how both compare; each number opens its records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.reports.article import lists
from zhucun.reports.published.answering import reports_for
from zhucun.reports.published.comparing import Verdict, counts_by_verdict
from zhucun.reports.published.facts import Report
from zhucun.reports.rules import SEE
from zhucun.sheets.writing import ledger_bytes
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.page import page

TITLE = "与公开报道核对"
NOTHING = "这里没有可核对的公开报道。报道说的是全县的数，由县里核对；本地的数到“数字台账”看。"


@page(needs=SEE)
def article(request: HttpRequest) -> HttpResponse:
    known = reports_for(request.actor)
    if not known:
        empty = {"text": NOTHING, "icon": "report-analytics"}
        return render(request, "reports/article/pages/article.html", {"title": TITLE, "empty": empty})
    report = known[-1]
    lines = lists.lines_of(report, request.actor)
    if request.GET.get("export") == "xlsx":
        return _workbook(request, report, lines)
    counts = counts_by_verdict([line.judged for line in lines])
    asked = request.GET.get("verdict", "")
    chosen = asked if any(verdict.key == asked for verdict in Verdict) else ""
    context = {
        "title": TITLE,
        "report": report,
        "sections": lists.sections(lists.narrowed(lines, chosen)),
        "filters": lists.choices(counts, chosen, request.path),
        "count": len(lines),
    }
    return render(request, "reports/article/pages/article.html", context)


def _workbook(request: HttpRequest, report: Report, lines: list[lists.Line]) -> HttpResponse:
    about = around(request.actor, TITLE, f"核对的是{report.title}")
    note_export(request.actor, TITLE, len(lines))
    return file_of(ledger_bytes(lists.SHEET, lists.sheet_rows(lines), about), TITLE, request.actor)
