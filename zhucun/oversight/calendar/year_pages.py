"""全年: how many days each has been stationed, month by month; the same as a sheet (R-ATT-02, screen G1)."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from itertools import groupby
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zhucun.lib.periods import Span, year_of
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.months import address_of, month_asked
from zhucun.oversight.calendar.people import people_of, townships_of
from zhucun.oversight.calendar.tabs import chip, tabs_of
from zhucun.oversight.calendar.words import days_of
from zhucun.oversight.calendar.year_reading import MONTHS, YearRow, rows_of
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.page import page
from zhucun.web.tables import EXPORT

FIXED, SUMS = 2, 2  # columns before the months and after
EARLIEST = 2015


def year_asked(request: HttpRequest) -> int:
    """The year in the address or of its month; never one to come."""
    this = request.actor.today.year
    asked = request.GET.get("year", "") or request.GET.get("month", "")[:4]
    return min(max(int(asked), EARLIEST), this) if asked.isdecimal() else this


@page(needs=rules.SEE)
def year(request: HttpRequest) -> HttpResponse:
    number, asked = year_asked(request), month_asked(request)
    townships = townships_of(request.actor, request.actor.today)
    span = _span(number)
    terms = terms_for(request.actor, request.actor.county_code, span.since)
    everybody = _in_order(rows_of(request.actor, span, people_of(request.actor, span), terms), townships)
    code = request.GET.get("township", "")
    rows = [row for row in everybody if not code or row.person.township_code == code]
    if request.GET.get("export") == "xlsx":
        return _sheet(request, number, rows, townships)
    towns = chip(request, "township", "乡镇", townships.items()) if len(townships) > 1 else None
    kept = request.GET.dict()
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.year"),
        "asked": asked,
        "year": number,
        "before_url": address_of(request.path, kept, year=str(number - 1), month=None),
        "after_url": address_of(request.path, kept, year=str(number + 1), month=None)
        if _has_next(request, number)
        else "",
        "filters": [towns] if towns else [],
        "export_url": address_of(request.path, kept, export="xlsx") if request.actor.may(EXPORT) else "",
        "months": range(1, MONTHS + 1),
        "rows": _drawn(rows, townships if len(townships) > 1 else {}),
        "total": len(rows),
        "least": terms.min_days_per_year,
        "count_text": f"{len(rows)} 人",
        "nothing": {"text": f"{number} 年还没有锁定的月表。", "icon": "clock"},
    }
    return render(request, "oversight/calendar/pages/year.html", context)


def _span(number: int) -> Span:
    return year_of(date(number, 1, 1))


def _has_next(request: HttpRequest, number: int) -> bool:
    return number < request.actor.today.year


def _in_order(rows: Iterable[YearRow], townships: Mapping[str, str]) -> list[YearRow]:
    order = {code: at for at, code in enumerate(townships)}
    return sorted(rows, key=lambda row: order.get(row.person.township_code, len(order)))


def _drawn(rows: Iterable[YearRow], townships: Mapping[str, str]) -> SafeString:
    """Joined as the calendar's rows are."""
    people = reverse("oversight:days.person", args=[0]).removesuffix("0/")
    parts = []
    for code, found in groupby(rows, key=lambda row: row.person.township_code):
        parts.append("<tbody>")
        if code in townships:
            name = escape(townships[code])
            parts.append(f"<tr class=town><th colspan={FIXED + MONTHS + SUMS} scope=rowgroup>{name}")
        parts.extend(_row(row, people) for row in found)
    return mark_safe("".join(parts))


def _row(row: YearRow, people: str) -> str:
    who = row.person
    name = f'<a href="{people}{who.cadre}/">{escape(who.name)}</a>'
    months = "".join(f"<td class=sum>{'' if one is None else days_of(one)}" for one in row.months)
    sums = f"<td class=sum><b>{days_of(row.total)}</b><td class=sum>{days_of(row.asked)}"
    return f"<tr><th scope=row>{name}<td class=team>{escape(who.village)}{months}{sums}"


def _sheet(request: HttpRequest, number: int, rows: Sequence[YearRow], townships: Mapping[str, str]) -> HttpResponse:
    """The same rows; nothing leaves that is not noted."""
    request.actor.must(EXPORT)
    title = f"{number}年驻村天数"
    heads = ["乡镇", "工作队", "姓名", *(f"{month}月" for month in range(1, MONTHS + 1)), "全年", "应驻"]
    columns = tuple(_column(at, head) for at, head in enumerate(heads))
    buffer = io.BytesIO()
    with transaction.atomic():
        lines = [_plain(row, townships) for row in rows]
        written = write_ledger(buffer, Sheet("attendance_year", title, columns), lines, around(request.actor, title))
        note_export(request.actor, title, written)
    return file_of(buffer.getvalue(), title, request.actor)


def _column(at: int, head: str) -> Column:
    def value(row: list[Any]) -> Any:
        return row[at]

    return Column(f"c{at}", head, text(), width=16 if head == "工作队" else 8, value=value)


def _plain(row: YearRow, townships: Mapping[str, str]) -> list[str]:
    who = row.person
    months = ["" if one is None else days_of(one) for one in row.months]
    return [
        townships.get(who.township_code, ""),
        who.team_name,
        who.name,
        *months,
        days_of(row.total),
        days_of(row.asked),
    ]
