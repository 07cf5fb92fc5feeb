"""整改台账 (R-DOC-07, R-INS-08): every item that was issued, with who answers for it and how it ended."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, About, Source, State
from zhucun.oversight.tracking import words
from zhucun.policy import in_force as policy
from zhucun.web.filters import last_years
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported


def ledger_table(actor: Actor) -> Table:
    today = actor.today
    kinds = {one.key: one.label for one in policy.of(actor).inspection.problem_kinds}
    return Table(
        name="rectification",
        caption="整改台账",
        columns=(*_shown(actor, kinds), *_exported(kinds)),
        views=_views(today),
        filters=(
            Filter("issue", "期", _issues, _of_issue),
            Filter("township", "乡镇", _townships, _within),
            Filter("year", "交办年份", last_years, lambda rows, year: rows.filter(letter__issued_on__year=year)),
            _chosen("kind", "问题类别", lambda request: list(kinds.items())),
            _chosen("about", "关于", lambda request: About.choices),
            _chosen("source", "来源", lambda request: Source.choices),
        ),
        search=lambda rows, text: rows.filter(
            Q(problem__icontains=text)
            | Q(place_name__icontains=text)
            | Q(letter__addressee__icontains=text)
            | Q(letter__number__icontains=text)
            | Q(team__name__icontains=text)
        ),
        search_hint="找问题、村、单位、函号",
        order=(F("closed_on").asc(nulls_first=True), "due_on"),
        counted=lambda count: f"{count} 项",
        empty={"text": "还没有交办过问题。", "icon": "list-check"},
        may_double=False,
    )


def _shown(actor: Actor, kinds: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        Column("problem", "问题", lambda row: _problem(row, kinds), width=40),
        Column("unit", "责任单位", _unit, sort="letter__issued_on", width=22),
        Column("due", "期限", lambda row: f"{row.due_on:%Y-%m-%d}", sort="due_on", is_tight=True),
        Column("state", "进展", lambda row: _state(row, actor), width=16),
        Column("reply", "整改措施", _reply, sort="replied_on", width=40),
        Column("closed", "复核、销号", _closed, sort="closed_on", is_tight=True),
    )


def _exported(kinds: Mapping[str, str]) -> tuple[Column, ...]:
    return (
        exported("issue", "期", lambda row: str(row.letter.issue), width=16),
        exported("number", "函号", lambda row: row.letter.number, width=22),
        exported("about", "关于", lambda row: row.get_about_display()),
        exported("place", "村", lambda row: row.place_name, width=20),
        exported("team", "工作队", lambda row: row.team.name, width=24),
        exported("source", "来源", lambda row: row.get_source_display()),
        exported("kind", "问题类别", lambda row: kinds.get(row.kind, row.kind)),
        exported("duty", "责任人", lambda row: row.duty_holder),
        exported("required", "整改要求", lambda row: row.requirement, width=30),
        exported("replied", "反馈", lambda row: f"{row.replied_on:%Y-%m-%d}" if row.replied_on else "", width=12),
        exported("replied_by", "谁反馈", lambda row: row.replied_by, width=20),
        exported("signed", "乡镇签", lambda row: row.signed_by),
        exported("verified", "怎么核的", lambda row: row.get_verified_display()),
        exported("verdict", "复核意见", lambda row: row.verdict, width=30),
        exported("repeat", "再次发现", lambda row: "是" if row.is_repeat else ""),
    )


def _views(today: date) -> tuple[View, ...]:
    return (
        View("late", "逾期", Q(state__in=RUNNING, due_on__lt=today)),
        View("unaccepted", "待签收", Q(state__in=(State.ISSUED, State.DISPUTED))),
        View("running", "整改中", Q(state=State.OPEN)),
        View("replied", "等乡镇签", Q(state=State.REPLIED)),
        View("signed", "待复核", Q(state=State.SIGNED)),
        View("closed", "已销号", Q(state=State.CLOSED)),
        View("repeat", "再次发现", Q(is_repeat=True)),
    )


def _chosen(name: str, label: str, options: Callable[[HttpRequest], list]) -> Filter:
    return Filter(name, label, options, lambda rows, value: rows.filter(**{name: value}))


def _of_issue(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(letter__issue=key) if key.isdecimal() else rows.none()


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(place_code__gte=code, place_code__lt=f"{code}~")


def _issues(request: HttpRequest) -> list[tuple[str, str]]:
    seen = LetterIssue.objects.visible_to(request.actor).issued().order_by("-year", "-number")
    return [(str(one.pk), str(one)) for one in seen]


def _townships(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(request.actor).filter(kind=Kind.TOWNSHIP, until__isnull=True)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def _problem(row: RectificationItem, kinds: Mapping[str, str]) -> Cell:
    url = reverse("oversight:rectification.item", args=[row.pk])
    return Cell(row.problem, sub=f"{row.place_name} · {kinds.get(row.kind, row.kind)}", url=url)


def _unit(row: RectificationItem) -> Cell:
    return Cell(row.letter.addressee, sub=f"第 {row.letter.issue.number} 期第 {row.position} 项")


def _state(row: RectificationItem, actor: Actor) -> Cell:
    state, word = words.mark_of(row, actor.today)
    return Cell(word, template="oversight/tracking/pages/_state.html", context=(state, word, row.is_repeat))


def _reply(row: RectificationItem) -> Cell:
    return Cell(row.reply, sub=f"{row.replied_on:%Y-%m-%d} 反馈") if row.replied_on else Cell("—")


def _closed(row: RectificationItem) -> Cell:
    return Cell(f"{row.closed_on:%Y-%m-%d}", sub=row.closed_by) if row.closed_on else Cell("—")
