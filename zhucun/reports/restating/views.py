"""补改: what of a month that was reported is otherwise now, which records did it, who entered them and when."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.refused import Refused
from zhucun.lib.figure import Question
from zhucun.lib.periods import Span, add_months, month_of
from zhucun.reports.catalogue import clocks
from zhucun.reports.catalogue.asking import Asking, asked, read_day
from zhucun.reports.drafts.models import Draft
from zhucun.reports.restating.lists import LEDGER, ledger_rows
from zhucun.reports.restating.months import MOST, MOST_ON_SHEET
from zhucun.reports.restating.months import restated as restated_month
from zhucun.reports.rules import SEE
from zhucun.sheets.writing import ledger_bytes
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.page import page

MONTHS = 12  # that are offered


@page(needs=SEE)
def restated(request: HttpRequest) -> HttpResponse:
    asking = asked(request)
    month = _month(asking)
    known = read_day(asking.given.get("by")) or month.last_day
    at = clocks.moment_known(known, request.actor)
    if at is None:
        raise Refused("按今天所知，就是现在的数。请选报这个月的那一天。", field="by")
    if known < month.last_day:
        raise Refused(f"{known:%Y-%m-%d} 这个月还没有过完，请选 {month.last_day:%Y-%m-%d} 或以后的日子。", field="by")
    question = Question(request.actor, asking.question.scope, month.last_day, month.since, month.until)
    as_sheet = request.GET.get("export") == "xlsx"
    found = restated_month(question, at, most=MOST_ON_SHEET if as_sheet else MOST)
    if as_sheet:
        title = f"{asking.scope_name}{month.since:%Y年%m月}补改"
        note_export(request.actor, title, len(found.records))
        about = around(request.actor, title, f"{known:%Y-%m-%d} 当时所知，和现在所知相比")
        return file_of(ledger_bytes(LEDGER, ledger_rows(found.records), about), title, request.actor)
    context = {
        "asking": asking,
        "month": month,
        "months": _months(asking, month),
        "known": known,
        "found": found,
        "reports": _reports(request, asking, month),
        "export_url": asking.address(export="xlsx") if found.records else "",
        "same": {"text": "这个月的数和当时所知一样，没有补改。", "icon": "circle-check"},
    }
    return render(request, "reports/restating/pages/restated.html", context)


def _month(asking: Asking) -> Span:
    """The month before this one unless told; one that is not over has nothing to be restated."""
    text = asking.given.get("month")
    first = read_day(f"{text}-01") if text else None
    month = month_of(first or add_months(asking.question.actor.today, -1))
    if month.until > asking.question.actor.today:
        raise Refused("这个月还没有过完，请选以前的月份。", field="month")
    clocks.refuse_before_first_day(asking.question.scope, month.last_day)
    return month


def _months(asking: Asking, chosen: Span) -> dict[str, Any]:
    """As _filter.html draws it."""
    today = asking.question.actor.today
    firsts = [add_months(today.replace(day=1), -back) for back in range(1, MONTHS + 1)]
    options = [
        {
            "label": f"{first:%Y年%m月}",
            "url": asking.address(month=f"{first:%Y-%m}", by=None),
            "selected": first == chosen.since,
        }
        for first in firsts
    ]
    return {"label": f"{chosen.since:%Y年%m月}", "options": options, "active_label": "", "clear_url": ""}


def _reports(request: HttpRequest, asking: Asking, month: Span) -> list[dict[str, str]]:
    """One's own reports over this month, no other drafts: by what was known when each was last written."""
    own = Draft.objects.visible_to(request.actor).filter(removed_at__isnull=True).exclude(kind="")
    found = own.filter(as_of__gte=month.last_day, as_of__lt=add_months(month.until, 1)).order_by("-changed_at")[:5]
    return [_report(one, asking) for one in found if _written(one) >= month.last_day]


def _written(draft: Draft) -> date:
    return clocks.day_of(draft.changed_at)


def _report(draft: Draft, asking: Asking) -> dict[str, str]:
    day = f"{_written(draft):%Y-%m-%d}"
    return {"title": draft.title, "day": day, "url": asking.address(by=day)}
