"""考勤表 of a county's month: a worksheet a township, persons × days with marks, totals, blanks to sign (R-DOC-02)."""

from collections.abc import Iterator
from datetime import date

from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.placed import TEAM
from zhucun.lib.periods import month_of
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import SEE
from zhucun.oversight.attendance.sheets import MARK
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.oversight.calendar.months import Asked as MonthAsked
from zhucun.oversight.calendar.people import OnTeam, people_of
from zhucun.oversight.calendar.words import days_of
from zhucun.policy.attendance import REST, UNDECIDED, Category
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

TITLE = "驻村工作队考勤表"
ROW_HEIGHT = 24  # points: somebody signs in each
SIGNED = (("own", "本人签字"), ("village_head", "村书记签字"), ("second", "第二核对人"))


def _terms(asked: Asked) -> Terms:
    return terms_for(asked.by, asked.by.county_code, asked.since)


def _sums(terms: Terms) -> list[Category]:
    """Every category of the county but rest and what is undecided, as on paper."""
    return [one for one in terms.by_key.values() if one.key not in (REST, UNDECIDED)]


def sheet_of(asked: Asked) -> Sheet:
    days = range(1, asked.last.day + 1)
    return Sheet(
        "month_sheet",
        TITLE,
        (
            TEAM,
            Column("name", NAME.label, NAME.kind, width=9),
            Column("unit", "派出单位", UNIT_NAME, width=16),
            *(Column(f"d{day}", f"{day}日", MARK, width=4) for day in days),
            *(Column(f"of_{one.key}", one.label, text(), width=7) for one in _sums(_terms(asked))),
            Column("counted", "驻村天数", text(), width=8),
            *(by_pen(key, label, width=10) for key, label in SIGNED),
        ),
    )


def rows_of(asked: Asked) -> Iterator[Row]:
    """In the order of the calendar, townships as the county lists them; three queries for the county."""
    terms, month = _terms(asked), MonthAsked(month_of(asked.since), asked.by.today)
    people = people_of(asked.by, month.span)
    order = _townships(asked)
    people.sort(key=lambda one: order.get(one.township_code, (len(order), "")))
    keys = [one.posting for one in people]
    units = dict(Posting.objects.filter(pk__in=keys).values_list("pk", "sending_unit__name"))
    months = reading.month_of(keys, asked.since, terms)
    for one in people:
        named = {"township": order.get(one.township_code, (0, ""))[1], "unit": units.get(one.posting, "")}
        yield {**named, **_values(one, months[one.posting], month, terms)}


def _townships(asked: Asked) -> dict[str, tuple[int, str]]:
    found = Place.objects.as_of(asked.last).filter(kind=Kind.TOWNSHIP, code__startswith=asked.by.county_code)
    listed = found.order_by("position", "code").values_list("code", "name")
    return {code: (at, name) for at, (code, name) in enumerate(listed)}


def _values(one: OnTeam, month: Month, asked: MonthAsked, terms: Terms) -> Row:
    totals = month.totals_to(asked.today)
    marks = {f"d{day.day}": _mark(month.marks, at, day, asked, terms) for at, day in enumerate(asked.days)}
    sums = {f"of_{kind.key}": days_of(totals[kind.key]) if kind.key in totals else None for kind in _sums(terms)}
    counted = days_of(month.counted_to(asked.today)) if asked.is_begun else None
    return {"team": one.team_name, "name": one.name, **marks, **sums, "counted": counted}


def _mark(marks: str, at: int, day: date, asked: MonthAsked, terms: Terms) -> str | None:
    """As on paper: both halves where they differ, rest blank, a day to come only with what was announced for it."""
    said = list(dict.fromkeys(marks[2 * at : 2 * at + 2]))
    if said == [NOT_THERE]:
        return "／"
    if day > asked.today and set(said) <= {terms.mark(terms.default(day))}:
        return None
    return "".join("" if mark == terms.mark(REST) else mark for mark in said) or None


MONTH_LEDGER = ledger(
    Ledger(
        "month-sheet",
        "R-DOC-02",
        TITLE,
        "一个乡镇一张工作表，一人一行，每天一个记号，合计在后面；留着本人、村书记、第二核对人签字的地方。",
        SEE,
        Per.MONTH,
        sheet_of,
        rows_of,
        ("填表人", "乡镇核定人", "县驻村办"),
        is_wide=True,
        row_height=ROW_HEIGHT,
        part=lambda row: row["township"],
    )
)
