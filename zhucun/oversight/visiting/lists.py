"""The lists of records and of what was found, in the fixed order of townships; nobody is ranked."""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.team_list import Offered
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import About, Deadline, FindingState, Source, VisitKind, VisitState
from zhucun.oversight.visiting.showing import mark_of
from zhucun.policy import in_force as policy
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STAGE = "oversight/visiting/pages/_stage.html"


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def visit_rows(request: HttpRequest) -> QuerySet:
    rows = SiteVisit.objects.visible_to(request.actor).select_related(*SiteVisit.NAMED_WITH).with_counts()
    return with_township(rows, "place_code", request.actor.today)


def visits_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="site_visits",
        caption="现场记录",
        columns=(*_visit_columns(), *_visit_exported()),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("kind", "怎么去的", lambda asked: VisitKind.choices, lambda rows, kind: rows.filter(kind=kind)),
            Filter("year", "年份", last_years, lambda rows, year: rows.filter(visited_on__year=year)),
        ),
        first=View("", "全部", Q(state=VisitState.HANDED_IN)),
        views=(
            View("absent", "有人不在岗", Q(state=VisitState.HANDED_IN, absent_count__gt=0)),
            View("found", "有问题的", Q(state=VisitState.HANDED_IN, found_count__gt=0)),
            View("withdrawn", "作废的", Q(state=VisitState.WITHDRAWN)),
        ),
        search=lambda rows, text: rows.filter(
            Q(place__name__contains=text) | Q(team__name__contains=text) | Q(signed__contains=text)
        ),
        search_hint="村、工作队、督查组的人",
        order=("-visited_on", "place_code"),
        counted=lambda count: f"{count} 份",
        empty={"text": "没有这样的现场记录。交回以后才在这里。", "icon": "eye"},
        may_double=False,
    )


def _visit_columns() -> tuple[Column, ...]:
    return (
        Column("where", "到的村", _where, sort="place__name", width=16),
        Column("day", "哪天", lambda row: f"{row.visited_on:%Y-%m-%d}", sort="visited_on", width=12, is_tight=True),
        Column("kind", "怎么去的", lambda row: row.get_kind_display(), width=10, is_tight=True),
        Column("absent", "不在岗", lambda row: str(row.absent_count or "—"), numeric=True, sort="absent_count"),
        Column("found", "问题", lambda row: str(row.found_count or "—"), numeric=True, sort="found_count"),
        Column("signed", "督查组", lambda row: row.signed, width=20),
    )


def _visit_exported() -> tuple[Column, ...]:
    return (
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        exported("team", "工作队", lambda row: row.team.name, width=24),
        exported("reason", "为什么去", lambda row: row.reason, width=30),
        exported("member_says", "队员说", lambda row: row.member_says, width=30),
        exported("village_says", "村里说", lambda row: row.village_says, width=30),
        exported("township_says", "乡镇说", lambda row: row.township_says, width=30),
    )


def _where(row: SiteVisit) -> Cell:
    sub = " ".join(dict.fromkeys(part for part in (row.township, row.team.name) if part))
    return Cell(row.place.name, sub=sub, url=reverse("oversight:visits.one", args=[row.pk]))


def finding_rows(request: HttpRequest) -> QuerySet:
    rows = Finding.objects.visible_to(request.actor).select_related(*Finding.NAMED_WITH).in_order_of_places()
    rows = rows.defer("cadre__person__phone", "cadre__person__id_number")
    return with_township(rows, "place_code", request.actor.today)


def findings_table(request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    kinds = [(one.key, one.label) for one in policy.of(request.actor).inspection.problem_kinds]
    return Table(
        name="findings",
        caption="发现的问题",
        columns=(*_finding_columns(request.actor.today), *_finding_exported()),
        filters=(
            Filter("kind", "问题类型", lambda asked: kinds, lambda rows, kind: rows.filter(kind=kind)),
            Filter("township", "乡镇", offered.townships, _within),
            Filter("about", "说的是", lambda asked: About.choices, lambda rows, one: rows.filter(about=one)),
            Filter("source", "从哪里来", lambda asked: Source.choices, lambda rows, one: rows.filter(source=one)),
        ),
        first=View("", "待处理", Q(state=FindingState.OPEN)),
        views=(
            View("letter", "已交办", Q(state=FindingState.IN_LETTER)),
            View("closed", "当场改了、不交办", Q(state__in=[FindingState.SETTLED, FindingState.DROPPED])),
            View("all", "全部", Q()),
        ),
        search=lambda rows, text: rows.filter(
            Q(text__contains=text) | Q(team__name__contains=text) | Q(cadre__person__name__contains=text)
        ),
        search_hint="问题、工作队、人",
        order=("-found_on", F("township_position").asc(nulls_last=True), "place_code"),
        counted=lambda count: f"{count} 个问题",
        empty={"text": "没有这样的问题。", "icon": "circle-check"},
        may_double=False,
    )


def _finding_columns(today: date) -> tuple[Column, ...]:
    return (
        Column("text", "什么问题", _what, width=40),
        Column("team", "工作队", lambda row: Cell(row.team.name, sub=row.township or ""), sort="team__name", width=24),
        Column("about", "说的是", lambda row: row.get_about_display(), width=10, is_tight=True),
        Column("deadline", "几时改好", lambda row: _deadline(row, today), width=12, is_tight=True),
        Column("found", "哪天发现", _found, sort="found_on", width=12, is_tight=True),
        Column("state", "到哪一步", _state, sort="state", width=12),
    )


def _finding_exported() -> tuple[Column, ...]:
    return (
        exported("kind", "问题类型", lambda row: row.kind_label, width=14),
        exported("township", "乡镇", lambda row: row.township or "", width=12),
        exported("person", "涉及的人", lambda row: row.cadre.person.name if row.cadre else "", width=10),
        exported("unit", "责任单位", lambda row: row.unit.name if row.unit else "", width=20),
        exported("source", "从哪里来", lambda row: row.get_source_display(), width=10),
        exported("by", "谁发现的", lambda row: row.found_by, width=14),
        exported("reason", "怎么处理的", lambda row: row.reason, width=30),
    )


def _what(row: Finding) -> Cell:
    return Cell(row.kind_label, sub=row.text, url=reverse("oversight:findings.one", args=[row.pk]))


def _deadline(row: Finding, today: date) -> Cell:
    """What is to be put right at once and nobody has taken up says how long it has waited."""
    waits = row.state == FindingState.OPEN and row.deadline_class == Deadline.NOW
    days = (today - row.found_on).days if waits else 0
    return Cell(row.get_deadline_class_display(), sub=f"等了 {days} 天" if days else "")


def _found(row: Finding) -> Cell:
    return Cell(f"{row.found_on:%Y-%m-%d}", sub=row.get_source_display())


def _state(row: Finding) -> Cell:
    word = row.get_state_display()
    return Cell(word, template=STAGE, context={"state": mark_of(row), "word": word})
