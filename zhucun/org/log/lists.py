"""The two lists of the log: acts, and looks at personal data."""

from collections.abc import Callable
from datetime import date, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from zhucun.acts import verbs
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.lib.asked_days import day_in
from zhucun.org.accounts.rules import READ_LOG
from zhucun.org.log.checking import CHECKED
from zhucun.org.log.reading import on_day, said
from zhucun.web.history import DOORS, Line, kind_label
from zhucun.web.tables import BoundTable, Cell, Column, Filter, Table, View

SPANS = {"today": "今天", "7": "近 7 天", "30": "近 30 天"}


def log_table(request: HttpRequest, rows: QuerySet[AuditLog]) -> BoundTable:
    """The page's lines are put into prose together, when the first of them is drawn."""
    lines: dict[int, Line] = {}

    def spoken(row: AuditLog) -> Line:
        if row.pk not in lines:
            lines.update(said([row, *bound.current]))
        return lines[row.pk]

    bound = _log(spoken, request.actor.today).bind(request, rows)
    return bound


def _log(spoken: Callable[[AuditLog], Line], today: date) -> Table:
    return Table(
        name="log",
        caption="办过的事",
        columns=(
            Column("at", "时间", lambda row: _at(spoken(row).when), sort="happened_at", plain=_when, width=18),
            Column("who", "谁", lambda row: _who(spoken(row)), plain=lambda row: row.actor_name),
            Column("did", "办了什么", lambda row: _did(spoken(row)), plain=lambda row: verbs.label(row.verb), width=20),
            Column("about", "记录", _about, width=20),
            Column("door", "从哪里", lambda row: DOORS.get(row.door, row.door)),
        ),
        filters=(
            Filter("day", "哪天", _days, lambda rows, value: _in_days(rows, "happened_at", value, today)),
            Filter("verb", "办了什么", lambda _: _verbs(), lambda rows, value: rows.filter(verb=value)),
            Filter("kind", "什么记录", lambda _: _kinds(), lambda rows, value: rows.filter(row_kind=value)),
            Filter("door", "从哪里", lambda _: list(DOORS.items()), lambda rows, value: rows.filter(door=value)),
        ),
        search=lambda rows, text: rows.filter(actor_name__contains=text),
        search_hint="谁（姓名）",
        order="-pk",
        counted=lambda count: f"{count} 行",
        empty={"text": "没有这样的日志。", "icon": "history"},
        export_needs=READ_LOG,
    )


def looks_table(today: date) -> Table:
    return Table(
        name="looks",
        caption="看过、取走的",
        columns=(
            Column("at", "时间", lambda row: _at(_looked_at(row)), sort="at", plain=_looked_at, width=18),
            Column("who", "谁", lambda row: row.actor_name),
            Column("what", "看了、取了什么", lambda row: row.what, width=40),
            Column("about", "记录", lambda row: _record(row.row_kind, row.row_key), width=20),
            Column("count", "条数", lambda row: str(row.row_count), plain=lambda row: row.row_count, numeric=True),
            Column("reason", "理由", lambda row: row.reason or "—", width=40),
            Column("door", "从哪里", lambda row: DOORS.get(row.door, row.door)),
        ),
        views=(
            View("private", "个人信息", ~Q(what__startswith="登录") & ~Q(what=CHECKED)),
            View("entered", "登录", Q(what__startswith="登录")),
            View("failed", "登录没成功", Q(what__startswith="登录没成功")),
            View("checked", "核验", Q(what=CHECKED)),
        ),
        filters=(
            Filter("day", "哪天", _days, lambda rows, value: _in_days(rows, "at", value, timezone.localdate())),
            Filter("door", "从哪里", lambda _: list(DOORS.items()), lambda rows, value: rows.filter(door=value)),
        ),
        search=lambda rows, text: rows.filter(Q(actor_name__contains=text) | Q(what__contains=text)),
        search_hint="谁、看了什么",
        order="-pk",
        counted=lambda count: f"{count} 次",
        empty={"text": "没有人看过。", "icon": "eye-off"},
        export_needs=READ_LOG,
    )


def _when(row: AuditLog) -> str:
    return f"{timezone.localtime(row.happened_at):%Y-%m-%d %H:%M}"


def _looked_at(row: AccessLog) -> str:
    return f"{timezone.localtime(row.at):%Y-%m-%d %H:%M}"


def _at(moment: str) -> Cell:
    """The moment leads to its day."""
    return Cell(moment, url=f"?day={moment[:10]}")


def _who(line: Line) -> Cell:
    return Cell(line.who)


def _did(line: Line) -> Cell:
    return Cell(line.did, template="org/log/pages/_did.html", context=line)


def _about(row: AuditLog) -> str:
    return _record(row.row_kind, row.row_key)


def _record(kind: str, key: int | None) -> str:
    return f"{kind_label(kind)} {key}" if kind and key else "—"


def _days(request: HttpRequest) -> list[tuple[str, str]]:
    """Spans, and the day that was asked for by its date."""
    asked = request.GET.get("day", "")
    return [*SPANS.items(), *([(asked, asked)] if asked and asked not in SPANS else [])]


def _in_days(rows: QuerySet, column: str, value: str, today: date) -> QuerySet:
    if value == "today":
        bounds = on_day(today)
    elif value in SPANS:
        bounds = {"gte": on_day(today - timedelta(days=int(value) - 1))["gte"]}
    else:
        day = day_in(value)
        if day is None:
            return rows.none()
        bounds = on_day(day)
    return rows.filter(**{f"{column}__{bound}": moment for bound, moment in bounds.items()})


def _verbs() -> list[tuple[str, str]]:
    return sorted(((verb, act.label) for verb, act in verbs.all_acts().items()), key=lambda entry: entry[1])


def _kinds() -> list[tuple[str, str]]:
    """What acts give back or are about, by its name."""
    kinds = {model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("zhucun.")}
    of_acts = {act.row_model()._meta.label_lower for act in verbs.all_acts().values()}
    return sorted(((kind, kind_label(kind)) for kind in kinds & of_acts), key=lambda entry: entry[1])
