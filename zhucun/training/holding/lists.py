"""The lists of X1: sessions with how many came, and the people of the roster with what they still lack."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.halves import shown_halfdays
from zhucun.training.lacking.reading import Wanted, on_roster
from zhucun.training.lacking.rules import Lack
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import Kind, Mode
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

STATE = "training/holding/pages/_state.html"
LACKS = "training/holding/pages/_lacks.html"


def sessions_for(request: HttpRequest) -> QuerySet[TrainingSession]:
    seen = SessionAttendance.objects.visible_to(request.actor)
    return TrainingSession.objects.visible_to(request.actor).with_counts(seen)


def sessions_table(request: HttpRequest) -> Table:
    today, standing = request.actor.today, Q(called_off_because="")
    return Table(
        name="training_sessions",
        caption="培训班",
        columns=(
            Column("title", "培训班", _title, width=36),
            Column("kind", "种类", lambda row: row.get_kind_display()),
            Column(
                "days", "哪几天", lambda row: Cell(row.days_in_words, sub=f"算 {row.length}"), sort="since", width=16
            ),
            Column("organiser", "主办", lambda row: Cell(row.organiser, sub=row.venue), width=24),
            Column("came", "到课", _came, sort="attendance_count", numeric=True),
            Column("state", "办到哪一步", lambda row: _state(row, request)),
            exported("theme", "讲什么", lambda row: row.theme, width=30),
        ),
        filters=(
            Filter("year", "年度", lambda _: _years(request), lambda rows, year: _of_year(rows, year)),
            Filter("mode", "线上线下", lambda _: Mode.choices, lambda rows, mode: rows.filter(mode=mode)),
            Filter("kind", "种类", lambda _: Kind.choices, lambda rows, kind: rows.filter(kind=kind)),
        ),
        first=View("standing", "全部", standing),
        views=(
            View("coming", "要办的", standing & Q(until__gt=today)),
            View("unticked", "等登记到课", standing & Q(until__lte=today, attendance_count=0)),
            View("called_off", "不办了的", ~standing),
        ),
        search=lambda rows, text: rows.filter(
            Q(title__contains=text) | Q(theme__contains=text) | Q(organiser__contains=text)
        ),
        search_hint="名称、主题、主办",
        order=("-since", "-pk"),
        counted=lambda count: f"{count} 期",
        empty={"text": "没有这样的培训班。", "icon": "school"},
        may_double=False,
    )


def _years(request: HttpRequest) -> list[tuple[str, str]]:
    this = request.actor.today.year
    return [(str(year), f"{year} 年") for year in (this, this - 1, this - 2)]


def _of_year(rows: QuerySet, year: str) -> QuerySet:
    return rows.filter(year=int(year)) if year.isdecimal() and len(year) == len("2022") else rows.none()


def _title(row: TrainingSession) -> Cell:
    return Cell(row.title, sub=row.numbered, url=reverse("training:sessions.one", args=[row.pk]))


def _came(row: TrainingSession) -> Cell:
    left = row.attendance_count - row.completed_count
    return Cell(f"{row.attendance_count} 人次" if row.attendance_count else "—", sub=f"{left} 人没上完" if left else "")


def state_words(row: TrainingSession, today: object, count: int) -> tuple[str, str]:
    """A mark and a word."""
    if row.called_off_because:
        return "todo", "不办了"
    if row.since > today:
        return "waits", "还没开班"
    if row.until > today:
        return "running", "正在办"
    return ("done", "办了") if count else ("soon", "等登记到课")


def _state(row: TrainingSession, request: HttpRequest) -> Cell:
    words = state_words(row, request.actor.today, row.attendance_count)
    return Cell(words[1], template=STATE, context=words)


# ── who lacks what ──


def lacking_for(request: HttpRequest) -> QuerySet[Posting]:
    rows = on_roster(request.actor, request.actor.today).select_related("cadre__person", "team", "sending_unit")
    hidden = [f"cadre__person__{name}" for name in ("phone", "id_number")]
    return with_township(rows.defer(*hidden), "place_code", request.actor.today).in_order_of_places()


def lacking_table(request: HttpRequest, wanted: Wanted) -> Table:
    offered, year = Offered(request.actor), wanted.day.year
    return Table(
        name="lacking_training",
        caption="谁还缺培训",
        columns=(
            Column("who", "谁", _who, sort="cadre__person__name_key", width=12),
            Column("team", "工作队", _team, sort="place_code", width=24),
            Column("unit", "派出单位", lambda row: row.sending_unit.name, width=24),
            Column("here", "到村", lambda row: f"{row.here_since:%Y-%m-%d}", sort="here_since", is_tight=True),
            Column("pre", "岗前", lambda row: _days(row.pre_post_halfdays), sort="pre_post_halfdays", numeric=True),
            Column(
                "courses", f"{year} 年轮训", lambda row: f"{row.year_courses} 次", sort="year_courses", numeric=True
            ),
            Column("days", f"{year} 年共", lambda row: _days(row.year_halfdays), sort="year_halfdays", numeric=True),
            Column("lacks", "还缺什么、哪天前", lambda row: _lacks(row, wanted), width=30),
        ),
        filters=(
            Filter("township", "乡镇", offered.townships, _within),
            Filter("unit", "派出单位", offered.units, _sent_by),
        ),
        first=View("any", "还缺的", wanted.anything),
        views=(
            View("pre_post", "缺岗前培训", wanted.no_pre_post),
            View("late", "岗前过了期", wanted.pre_post_late),
            View("course", "今年没轮训", wanted.no_course),
            View("days", "今年天数不够", wanted.too_few_days),
            View("all", "在队的全部", Q()),
        ),
        search=lambda rows, text: rows.called_like(text),
        search_hint="姓名、单位、拼音首字母",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 人",
        note=_note(wanted),
        empty={"text": "都不缺。", "icon": "circle-check"},
        may_double=False,
    )


def _note(wanted: Wanted) -> str:
    numbers = wanted.numbers
    return (
        f"岗前培训 {numbers.pre_post_days} 天，到村后 {numbers.pre_post_within_days} 天内补上；每年至少轮训 "
        f"{numbers.times_per_year} 次、共 {numbers.min_days_per_year} 天。上完的才算，"
        "以会代训不算在里面。按乡镇固定次序，不排名。"
    )


def _within(rows: QuerySet, code: str) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [code])) if code.isdigit() else rows.none()


def _sent_by(rows: QuerySet, key: str) -> QuerySet:
    return rows.filter(sending_unit=key) if key.isdecimal() else rows.none()


def _who(row: Posting) -> Cell:
    return Cell(row.cadre.person.name, url=reverse("dispatch:members.one", args=[row.cadre_id]))


def _team(row: Posting) -> Cell:
    return Cell(row.team.name, sub=row.township or "", url=reverse("dispatch:teams.one", args=[row.team_id]))


def _days(halfdays: int) -> str:
    return f"{shown_halfdays(halfdays)} 天" if halfdays else "—"


def _lacks(row: Posting, wanted: Wanted) -> Cell:
    found = wanted.of(row)
    if not found:
        return Cell("不缺")
    lines = [(_word(one), "overdue" if one.due_on < wanted.day else "waits") for one in found]
    return Cell("；".join(word for word, _ in lines), template=LACKS, context=lines)


def _word(one: Lack) -> str:
    return f"{one.what}，{one.due_on:%Y-%m-%d} 前"


# ── who came to one ──


def attendances_table(session: TrainingSession, request: HttpRequest) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="session_attendances",
        caption=f"{session.title}到课名单",
        columns=(
            Column("who", "谁", _attended, width=14),
            Column("where", "工作队、村", _attended_from, sort="place_code", width=24),
            Column("about", "单位、职务", _about, width=28),
            Column("completed", "上完了没有", _completed),
            exported("township", "乡镇", lambda row: row.township or "", width=14),
        ),
        filters=(Filter("township", "乡镇", offered.townships, _within),),
        views=(
            View("members", "驻村队员", Q(posting__isnull=False)),
            View("others", "村“两委”等", Q(participant__isnull=False)),
            View("unfinished", "没上完", Q(is_completed=False)),
        ),
        search=lambda rows, text: rows.filter(
            Q(posting__cadre__person__name__contains=text) | Q(participant__name__contains=text)
        ),
        search_hint="姓名",
        order=("township_position", "place_code"),
        counted=lambda count: f"{count} 人次",
        empty={"text": "还没有登记到课。", "icon": "school"},
        may_double=False,
    )


def attendances_for(session: TrainingSession, request: HttpRequest) -> QuerySet[SessionAttendance]:
    rows = SessionAttendance.objects.visible_to(request.actor).filter(session=session).in_order_of_places()
    loaded = rows.select_related(
        "posting__cadre__person", "posting__team", "posting__sending_unit", "participant__place"
    )
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    return with_township(loaded.defer(*hidden), "place_code", session.since)


def _attended(row: SessionAttendance) -> Cell:
    url = reverse("dispatch:members.one", args=[row.posting.cadre_id]) if row.posting else ""
    return Cell(row.name, url=url)


def _attended_from(row: SessionAttendance) -> Cell:
    return Cell(row.posting.team.name if row.posting else row.participant.place.name, sub=row.township or "")


def _about(row: SessionAttendance) -> str:
    if row.posting:
        return row.posting.sending_unit.name
    return row.participant.duty or row.participant.get_kind_display()


def _completed(row: SessionAttendance) -> Cell:
    if not row.is_completed:
        return Cell("没上完")
    return Cell("上完了", sub="看证书", url=reverse("training:certificate", args=[row.pk]))
