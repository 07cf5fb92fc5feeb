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

from zhucun.lib.asked_days import year_in
from zhucun.lib.periods import Span, year_of
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.months import address_of, month_asked
from zhucun.oversight.calendar.people import people_of, townships_of
from zhucun.oversight.calendar.tabs import chip, tabs_of
from zhucun.oversight.calendar.words import days_of
from zhucun.oversight.calendar.year_reading import (
    MONTH,
    MONTHS,
    PER_QUARTER,
    QUARTER,
    QUARTER_NAMES,
    YEAR,
    YearRow,
    active_minimums,
    counted_short,
    rows_of,
)
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.numbers import number_in
from zhucun.sheets.values import text, whole
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import around, file_of, note_export
from zhucun.web.page import page
from zhucun.web.tables import EXPORT

FIXED = 2  # columns before the months
EARLIEST = 2015
IN_WORDS, DAYS = ("乡镇", "工作队", "姓名", "不足"), 366
WIDTHS = {"工作队": 16, "不足": 28}
ASKED = {MONTH: "每月", QUARTER: "每季", YEAR: "全年"}
BELOW = {MONTH: "有月份不足", QUARTER: "有季度不足", YEAR: "全年不足"}


def year_asked(request: HttpRequest) -> int:
    """The year in the address or of its month; never one to come."""
    this = request.actor.today.year
    asked = request.GET.get("year", "") or request.GET.get("month", "")[:4]
    return min(max(year_in(asked) or this, EARLIEST), this)


@page(needs=rules.SEE)
def year(request: HttpRequest) -> HttpResponse:
    number, asked = year_asked(request), month_asked(request)
    townships = townships_of(request.actor, request.actor.today)
    span = _span(number)
    terms = terms_for(request.actor, request.actor.county_code, span.since)
    asks = active_minimums(terms)
    everybody = _in_order(rows_of(request.actor, span, people_of(request.actor, span), terms), townships)
    code = request.GET.get("township", "")
    reached = [row for row in everybody if not code or row.person.township_code == code]
    reached = _of_team(reached, request.GET.get("team", ""))
    rows = _below(reached, request.GET.get("below", ""))
    if request.GET.get("export") == "xlsx":
        return _sheet(request, number, rows, townships, asks)
    kept = request.GET.dict()
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.year"),
        "asked": asked,
        "year": number,
        "before_url": address_of(request.path, kept, year=str(number - 1), month=None),
        "after_url": address_of(request.path, kept, year=str(number + 1), month=None)
        if _has_next(request, number)
        else "",
        "filters": _chips(request, townships, reached, asks),
        "export_url": address_of(request.path, kept, export="xlsx") if request.actor.may(EXPORT) else "",
        "heads": _heads(asks),
        "rows": _drawn(rows, townships if len(townships) > 1 else {}, asks),
        "total": len(rows),
        "asks": "、".join(f"{ASKED[period]} {days} 天" for period, days in asks.items()),
        "asks_of_year": YEAR in asks,
        "count_text": f"{len(rows)} 人",
        "nothing": {"text": _nothing(number, is_narrowed=len(rows) < len(everybody)), "icon": "clock"},
    }
    return render(request, "oversight/calendar/pages/year.html", context)


def _span(number: int) -> Span:
    return year_of(date(number, 1, 1))


def _has_next(request: HttpRequest, number: int) -> bool:
    return number < request.actor.today.year


def _in_order(rows: Iterable[YearRow], townships: Mapping[str, str]) -> list[YearRow]:
    order = {code: at for at, code in enumerate(townships)}
    return sorted(rows, key=lambda row: order.get(row.person.township_code, len(order)))


def _of_team(rows: list[YearRow], team: str) -> list[YearRow]:
    """As a team's year is opened from 年终总账."""
    return [row for row in rows if str(row.person.team) == team] if team else rows


def _below(rows: list[YearRow], period: str) -> list[YearRow]:
    if period not in BELOW:
        return rows
    return [row for row in rows if any(one.period == period for one in row.short)]


def _chips(
    request: HttpRequest, townships: Mapping[str, str], rows: Iterable[YearRow], asks: Mapping[str, int]
) -> list[dict[str, Any]]:
    """Township, and for each minimum that the county has who fell short of it."""
    towns = chip(request, "township", "乡镇", townships.items()) if len(townships) > 1 else None
    offered = [(period, words) for period, words in BELOW.items() if period in asks]
    below = chip(request, "below", "不足的", offered, dict(counted_short(rows)))
    team = _one_team(request, rows)
    return [one for one in (towns, team, below) if one and (one["options"] or one["active_label"])]


def _one_team(request: HttpRequest, rows: Iterable[YearRow]) -> dict[str, Any] | None:
    """Said where it is narrowed to one, so that it can be taken off; with 166 of them it is not offered."""
    team = request.GET.get("team", "")
    name = next((row.person.team_name for row in rows if str(row.person.team) == team), "")
    return chip(request, "team", "工作队", [(team, name)]) if name else None


def _nothing(number: int, *, is_narrowed: bool) -> str:
    return f"{number} 年没有这样的人。" if is_narrowed else f"{number} 年还没有锁定的月表。"


def _heads(asks: Mapping[str, int]) -> list[str]:
    """The columns after the team: months, a sum after each quarter where the county has a minimum for it, the year."""
    heads = []
    for month in range(1, MONTHS + 1):
        heads.append(f"{month}月")
        if QUARTER in asks and month % PER_QUARTER == 0:
            heads.append(QUARTER_NAMES[month // PER_QUARTER - 1].removesuffix("度"))
    return [*heads, "全年", *(["应驻"] if YEAR in asks else [])]


def _sums(row: YearRow, asks: Mapping[str, int]) -> list[tuple[str, bool, bool]]:
    """(days, whether fewer than asked, whether a sum of months), as `_heads` has them."""
    cells = []
    for at, days in enumerate(row.months):
        cells.append((_shown(days), row.is_short_in(MONTH, at + 1), False))
        quarter, rest = divmod(at + 1, PER_QUARTER)
        if QUARTER in asks and not rest:
            cells.append((_shown(row.quarters[quarter - 1]), row.is_short_in(QUARTER, quarter), True))
    cells.append((days_of(row.total), row.is_short_in(YEAR, 1), True))
    return [*cells, *([(days_of(row.asked), False, False)] if YEAR in asks else [])]


def _shown(days: int | None) -> str:
    return "" if days is None else days_of(days)


def _lacking(row: YearRow) -> str:
    return "、".join(f"{one.label}差 {days_of(one.lacking)} 天" for one in row.short)


def _drawn(rows: Iterable[YearRow], townships: Mapping[str, str], asks: Mapping[str, int]) -> SafeString:
    """Joined as the calendar's rows are."""
    people = reverse("oversight:days.person", args=[0]).removesuffix("0/")
    wide = FIXED + len(_heads(asks)) + 1
    parts = []
    for code, found in groupby(rows, key=lambda row: row.person.township_code):
        parts.append("<tbody>")
        if code in townships:
            parts.append(f"<tr class=town><th colspan={wide} scope=rowgroup>{escape(townships[code])}")
        parts.extend(_row(row, people, asks) for row in found)
    return mark_safe("".join(parts))


def _row(row: YearRow, people: str, asks: Mapping[str, int]) -> str:
    who = row.person
    name = f'<a href="{people}{who.cadre}/">{escape(who.name)}</a>'
    cells = "".join(_cell(*one) for one in _sums(row, asks))
    return f"<tr><th scope=row>{name}<td class=team>{escape(who.village)}{cells}<td class=lacking>{_lacking(row)}"


def _cell(days: str, is_short: bool, is_sum: bool) -> str:
    shown = f"<b>{days}</b>" if is_sum else days
    return f'<td class="sum low">{shown}' if is_short else f"<td class=sum>{shown}"


def _sheet(
    request: HttpRequest,
    number: int,
    rows: Sequence[YearRow],
    townships: Mapping[str, str],
    asks: Mapping[str, int],
) -> HttpResponse:
    """The same rows; nothing leaves that is not noted."""
    request.actor.must(EXPORT)
    title = f"{number}年驻村天数"
    heads = ["乡镇", "工作队", "姓名", *_heads(asks), "不足"]
    columns = tuple(_column(at, head) for at, head in enumerate(heads))
    buffer = io.BytesIO()
    with transaction.atomic():
        lines = [_plain(row, townships, asks) for row in rows]
        written = write_ledger(buffer, Sheet("attendance_year", title, columns), lines, around(request.actor, title))
        note_export(request.actor, title, written)
    return file_of(buffer.getvalue(), title, request.actor)


def _column(at: int, head: str) -> Column:
    def value(row: list[Any]) -> Any:
        return row[at]

    kind = text() if head in IN_WORDS else whole(0, DAYS)
    return Column(f"c{at}", head, kind, width=WIDTHS.get(head, 8), value=value)


def _plain(row: YearRow, townships: Mapping[str, str], asks: Mapping[str, int]) -> list[Any]:
    who = row.person
    days = [number_in(days) for days, _, _ in _sums(row, asks)]
    return [townships.get(who.township_code, ""), who.team_name, who.name, *days, _lacking(row)]
