"""The sessions and the attendances behind a figure, as lists."""

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, title, with_township
from zhucun.lib.figure import Figure, Question
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table

NEWEST = ("-since", "-pk")


def list_sessions(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    seen = SessionAttendance.objects.visible_to(question.actor)
    columns = (
        Column("title", "培训班", lambda row: session(row, question), width=40),
        Column("kind", "种类", lambda row: row.get_kind_display()),
        Column("since", "开班", lambda row: f"{row.since:%Y-%m-%d}", sort="since", is_tight=True),
        Column("came", "到课人次", lambda row: str(row.attendance_count), numeric=True),
    )
    table = Table("sessions_of_figure", title(figure, question), columns, order=NEWEST, counted=lambda n: f"{n} 期")
    return table, rows.with_counts(seen)


def named_sessions(rows: QuerySet, question: Question) -> QuerySet:
    return rows


def session(row: TrainingSession, question: Question) -> Cell:
    return Cell(row.title, sub=row.numbered, url=reverse("training:sessions.one", args=[row.pk]))


def why_session(row: TrainingSession, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "登记了到课" if came else "不在这段时间里，或者取消了到课")


show_rows("session", RowsShown("place_code", list_sessions, named_sessions, session, why_session))


def list_attendances(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("who", "谁", lambda row: attendance(row, question), width=14),
        Column("where", "工作队、村", _where, sort="place_code", width=24),
        Column("session", "培训班", lambda row: session(row.session, question), sort="session__since", width=40),
        Column("completed", "上完了没有", lambda row: "上完了" if row.is_completed else "没上完"),
    )
    table = Table(
        "attendances_of_figure",
        title(figure, question),
        columns,
        order=("place_code", "session"),
        counted=lambda count: f"{count} {figure.unit}",
    )
    return table, named_attendances(rows, question)


def named_attendances(rows: QuerySet, question: Question) -> QuerySet:
    loaded = rows.select_related("session", "posting__cadre__person", "posting__team", "participant__place")
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    return with_township(loaded.defer(*hidden), "place_code", question.as_of)


def attendance(row: SessionAttendance, question: Question) -> Cell:
    if row.posting is None:
        return Cell(row.name, sub=row.participant.get_kind_display())
    return Cell(row.name, url=reverse("dispatch:members.one", args=[row.posting.cadre_id]))


def _where(row: SessionAttendance) -> Cell:
    return Cell(row.posting.team.name if row.posting else row.participant.place.name, sub=row.township or "")


def why_attendance(row: SessionAttendance, then: date, now: date, came: bool) -> Why:
    return Why(row.session.since, f"{row.session.title}" if came else "不在这段时间里，或者取消了到课")


show_rows("attendance", RowsShown("place_code", list_attendances, named_attendances, attendance, why_attendance))
