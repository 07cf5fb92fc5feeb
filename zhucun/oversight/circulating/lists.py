"""The lists: circulars; and what was found, from which the office picks."""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.lib.asked_days import day_in, year_in
from zhucun.oversight.circulars.models import CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import OPEN, Outcome, State
from zhucun.oversight.circulating import words
from zhucun.oversight.onsite.rules import FindingState
from zhucun.oversight.visiting.lists import finding_rows, findings_table
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STAGE = "oversight/visiting/pages/_stage.html"
WEEK = 7


IN_HAND = (
    View("hand", "在办的", Q(state__in=OPEN)),
    View("issued", "发了的", Q(state=State.ISSUED)),
    View("dropped", "不发了的", Q(state=State.DROPPED)),
)


def circulars_table(*, is_county: bool) -> Table:
    """Below the county there are none but those that are out."""
    return Table(
        name="circulars",
        caption="督查通报",
        columns=(
            Column("circular", "哪一期", _which, sort="number", width=24),
            Column("days", "查的是", _days, sort="since", width=24, is_tight=True),
            Column("lines", "问题", lambda row: str(row.line_count or "—"), numeric=True, sort="line_count"),
            Column("document", "文号", lambda row: Cell(row.document or "—", sub=row.signer), width=24),
            Column("issued", "签发日期", lambda row: _day(row.issued_on), sort="issued_on", width=12, is_tight=True),
            Column("state", "到哪一步", _state, sort="state", width=12),
            exported("title", "标题", lambda row: row.title, width=40),
            exported("asked", "哪天送核实", lambda row: _day(row.asked_on), width=12),
            exported("hash", "正文摘要", lambda row: row.sha256, width=30),
        ),
        filters=(Filter("year", "年份", _years, _of_year),),
        views=IN_HAND if is_county else (),
        search=lambda rows, text: rows.filter(Q(title__contains=text) | Q(document__contains=text)),
        search_hint="标题、文号",
        order=("-year", "-number"),
        counted=lambda count: f"{count} 期",
        empty={"text": "还没有督查通报。", "icon": "file-text"},
        may_double=False,
    )


def circular_rows(request: HttpRequest) -> QuerySet:
    standing = Count("lines", filter=~Q(lines__outcome=Outcome.LEFT_OUT))
    return InspectionCircular.objects.visible_to(request.actor).annotate(line_count=standing)


def _which(row: InspectionCircular) -> Cell:
    url = reverse("oversight:circulars.one", args=[row.pk])
    return Cell(f"{row.year} 年第 {row.number} 期", sub="建账以前发的" if row.is_earlier else row.title, url=url)


def _days(row: InspectionCircular) -> str:
    return f"{row.since:%Y-%m-%d} 至 {row.last_on:%m-%d}"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "—"


def _state(row: InspectionCircular) -> Cell:
    state, word = words.mark_of(row)
    return Cell(word, template=STAGE, context={"state": state, "word": word})


def _years(request: HttpRequest) -> list[tuple[str, str]]:
    years = InspectionCircular.objects.visible_to(request.actor).order_by("-year").values_list("year", flat=True)
    return [(str(year), f"{year} 年") for year in years.distinct()]


def _of_year(rows: QuerySet, year: str) -> QuerySet:
    return rows.filter(year=found) if (found := year_in(year)) else rows.none()


def to_pick_from(request: HttpRequest, circular: InspectionCircular) -> tuple[Table, QuerySet]:
    """What was found in its days, is not in another circular, and stands. By what a circular has room for: kind,
    township, about, week."""
    table = findings_table(request)
    kept = tuple(one for one in table.filters if one.name in ("kind", "township", "about"))
    weeks = Filter("week", "哪一周", lambda asked: _weeks(circular), _of_week)
    plain = {"views": (), "first": None, "empty": {"text": "这几天没有还没通报的问题。", "icon": "circle-check"}}
    told = CircularLine.objects.filter(finding=OuterRef("pk")).exclude(circular__state=State.DROPPED)
    rows = finding_rows(request).filter(found_on__range=(circular.since, circular.last_on))
    rows = rows.exclude(state=FindingState.DROPPED).exclude(Exists(told))
    return replace(table, name="circular_findings", filters=(*kept, weeks), **plain), rows


def _weeks(circular: InspectionCircular) -> list[tuple[str, str]]:
    monday = circular.since - timedelta(days=circular.since.weekday())
    mondays = [monday + timedelta(days=at) for at in range(0, (circular.last_on - monday).days + 1, WEEK)]
    return [(day.isoformat(), f"{day:%m-%d} 这一周") for day in mondays]


def _of_week(rows: QuerySet, monday: str) -> QuerySet:
    first = day_in(monday)
    if first is None:
        return rows.none()
    return rows.filter(found_on__gte=first, found_on__lt=first + timedelta(days=WEEK))
