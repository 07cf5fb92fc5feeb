"""What the day ledger adds to pages below: the month strip of a team, the days of a person (screens P3, P5)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.life import MemberFile, lanes_are_told_by
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.parts import Part, head_fact, member_page_parts_come_from, team_page_parts_come_from
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.lib import halves
from zhucun.lib.lanes import MonthDays
from zhucun.lib.periods import Span, add_months, month_of, year_of
from zhucun.oversight.attendance import reading, rules, year
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import month_key
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.attendance.year import Total
from zhucun.oversight.calendar.cells import Cells, looks_of
from zhucun.oversight.calendar.grid import Row, drawn
from zhucun.oversight.calendar.months import Asked, address_of
from zhucun.oversight.calendar.people import OnTeam, is_seen, of_rows
from zhucun.oversight.calendar.words import days_of

STYLES = ("oversight/days.css",)
STRIP, DAYS = "oversight/calendar/pages/_team_strip.html", "oversight/calendar/pages/_member_days.html"
COUNTED = ("counted_halfdays", "working_halfdays", "required_halfdays")
LINE = ("posting", "month", "state", "since_half", "until_half", "totals", "marks", *COUNTED)


def year_totals(actor: Actor, cadres: Sequence[int], span: Span) -> dict[int, Total]:
    """What was locked and carried in, of these people."""
    lines = MonthLine.objects.visible_to(actor).filter(cadre__in=cadres)
    carried: QuerySet[OpeningBalance] = OpeningBalance.objects.filter(cadre__in=cadres)
    return year.totals(lines, carried, span)


@team_page_parts_come_from
def strip(shown: TeamPage) -> Iterable[Part]:
    """The month of the day looked at, a row for each who was in the team."""
    if not shown.actor.may(rules.SEE):
        return []
    asked = Asked(month_of(shown.day), shown.actor.today)
    there = (one for one in shown.postings if one.until is None or one.until > asked.span.since)
    people = of_rows((one for one in there if is_seen(one, shown.actor)), shown.team.name)
    return [Part(STRIP, team_strip(shown.actor, asked, people), order=10, styles=STYLES)] if people else []


def team_strip(actor: Actor, asked: Asked, people: Sequence[OnTeam], *, with_year: bool = True) -> dict[str, Any]:
    """What _team_strip.html takes."""
    terms = terms_for(actor, people[0].place_code, asked.span.since)
    months = reading.month_of([one.posting for one in people], asked.span.since, terms)
    looks = looks_of(terms.by_mark.values())
    rows = [_row(one, months[one.posting], asked) for one in people]
    found = {mark for month in months.values() for mark in month.marks}
    kept = {} if asked.is_now else {"month": asked.key}
    return {
        "asked": asked,
        "heads": [
            {"day": day, "now": day == asked.today, "off": not terms.calendar.is_working_day(day)} for day in asked.days
        ],
        "rows": drawn(
            rows, {}, Cells(asked.days, asked.today, looks), query=address_of("", kept), wide=0, has_team=False
        ),
        "key": [look for mark, look in looks.items() if mark in found or look.code == "v"],
        "totals": _totals(actor, asked, people) if with_year else [],
        "least": terms.min_days_per_year,
        "sheet_url": address_of(reverse("oversight:days.team", args=[people[0].team]), kept),
    }


def _row(one: OnTeam, month: reading.Month, asked: Asked) -> Row:
    return Row(one, month.marks, (days_of(month.counted_to(asked.today)),))


def _totals(actor: Actor, asked: Asked, people: Sequence[OnTeam]) -> list[tuple[str, str, str]]:
    """(name, days of the year so far as locked, where they open)."""
    totals = year_totals(actor, [one.cadre for one in people], year_of(asked.span.since))
    kept = {"year": str(asked.span.since.year)}
    return [
        (one.name, days_of(totals[one.cadre].counted_halfdays), address_of(reverse("oversight:days.year"), kept))
        for one in people
        if one.cadre in totals and totals[one.cadre].months
    ]


def month_lines(file: MemberFile) -> list[MonthLine]:
    """All the months of a person within reach, the oldest first."""
    kept = MonthLine.objects.visible_to(file.actor).filter(cadre=file.cadre)
    return list(kept.only(*LINE).order_by("month", "pk"))


def carried_in(file: MemberFile) -> list[OpeningBalance]:
    """Months before the county began here."""
    return list(OpeningBalance.objects.filter(kind=year.OPENING, cadre=file.cadre).order_by("month"))


@member_page_parts_come_from
def days(file: MemberFile) -> Iterable[Part]:
    """This year and the last months of whoever is or was in a team this year."""
    posting = _lately(file)
    if posting is None:
        return []
    told = _days(file, posting)
    card = Part(DAYS, told, order=10, is_aside=True, styles=STYLES)
    return [card, head_fact("在村天数", told["year"], order=10, url=told["url"])] if told["year"] else [card]


def _lately(file: MemberFile) -> Posting | None:
    since = year_of(file.actor.today).since
    found = [one for one in file.postings if one.until is None or one.until > since]
    return found[-1] if found and file.actor.may(rules.SEE) and is_seen(found[-1], file.actor) else None


def _sheet(posting: Posting, file: MemberFile) -> reading.Sheet:
    """Its line of this month is among those that were read."""
    key = month_key(file.actor.today)
    lines = (one for one in file.once(month_lines) if one.posting_id == posting.pk and one.month == key)
    line = next(lines, None)
    told = (line.pk, line.state, line.marks) if line else (None, None, "")
    return reading.Sheet.of(posting.pk, posting.reported_on, posting.until, *told)


def _this_month(file: MemberFile) -> tuple[reading.Month, Terms]:
    """Of the posting that is or was there this year."""
    posting, today = file.postings[-1], file.actor.today
    terms = terms_for(file.actor, posting.place_code, today)
    months = reading.months_from([_sheet(posting, file)], today, terms)
    return months[posting.pk], terms


def _days(file: MemberFile, posting: Posting) -> dict[str, Any]:
    cadre, today = file.cadre, file.actor.today
    month, terms = file.once(_this_month)
    total = year.total_of(file.once(month_lines), file.once(carried_in), year_of(today))
    key = terms.by_mark.get(month.on(today).morning)
    url = reverse("oversight:days.person", args=[cadre.pk])
    return {
        "today": key.label if key and posting.is_there(today) else "",
        "month": days_of(month.counted_to(today)),
        "asked_note": month.asked_in_words(today),
        "month_label": f"{today.month}月到今天",
        "url": url,
        "year": days_of(total.counted_halfdays) if total.months else "",
        "year_label": f"{today.year} 年已锁定 {total.months} 个月",
        "least": terms.min_days_per_year,
        "parts": [
            (terms.by_key[name].label, days_of(count))
            for name, count in total.by_category.items()
            if name in terms.by_key and not name.startswith("rest") and name != "in_village"
        ],
        "before_url": f"{url}?month={add_months(today.replace(day=1), -1):%Y-%m}",
    }


@lanes_are_told_by
def months(file: MemberFile) -> Iterable[MonthDays]:
    """A bar for each month that was locked, for each carried in, and for the one that runs, as far as it has come."""
    if not (file.postings and file.actor.may(rules.SEE)):
        return
    url = reverse("oversight:days.person", args=[file.cadre.pk])
    for carried in file.once(carried_in):
        yield _bar(carried.month, carried.amount, url)
    for line in file.once(month_lines):
        if line.is_locked:
            first = line.first_day.replace(day=1)
            is_short = line.counted_halfdays < line.required_halfdays
            yield replace(_bar(first, line.counted_halfdays, url), is_short=is_short)
    if _lately(file) is not None and file.now is not None:
        month, _ = file.once(_this_month)
        today = file.actor.today
        if not month.is_locked:
            yield replace(_bar(today.replace(day=1), month.counted_to(today), url), is_open=True)


def _bar(first: date, halfdays: int, url: str) -> MonthDays:
    tenths = halfdays * 10 // halves.PER_DAY
    return MonthDays(first, days_of(halfdays), tenths, url=f"{url}?month={first:%Y-%m}")
