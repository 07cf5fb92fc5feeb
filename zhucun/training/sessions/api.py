"""Reading sessions and who came to them."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import SEE, Mode
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
SESSION = (
    *("id", "place_code", "year", "mode", "number", "kind", "title", "theme", "organiser", "hosts", "venue"),
    *("since", "until", "length_halfdays", "called_off_because"),
)
ATTENDANCE: Columns = (
    *("id", "session_id", "posting_id", "participant_id", "place_code", "is_completed"),
    {"cadre_id": F("posting__cadre")},
)


class SessionRow(Schema):
    """`until` is the first day it is over; `length_halfdays` what counts as training."""

    id: int
    place_code: str
    year: int
    mode: str
    number: int
    kind: str
    title: str
    theme: str
    organiser: str
    hosts: str
    venue: str
    since: date
    until: date
    length_halfdays: int
    called_off_because: str


class AttendanceRow(Schema):
    """Of a posting or of a participant, never of both."""

    id: int
    session_id: int
    posting_id: int | None
    cadre_id: int | None
    participant_id: int | None
    place_code: str
    is_completed: bool


class SessionAsked(Paging):
    year: int | None = None
    mode: Mode | None = None


class AttendanceAsked(Paging):
    session: Key | None = None
    cadre: Key | None = None


@router.get("/training-sessions/", response={200: Rows[SessionRow], **PROBLEMS}, summary="培训班")
def sessions(request: HttpRequest, asked: Query[SessionAsked]) -> dict:
    rows = TrainingSession.objects.visible_to(reader(request, SEE))
    told = {"year": asked.year, "mode": asked.mode}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-since", "pk"), SESSION, asked)


@router.get("/training-sessions/{key}/", response={200: SessionRow, **PROBLEMS}, summary="一期培训班")
def session(request: HttpRequest, key: Key) -> dict:
    return one_of(TrainingSession.objects.visible_to(reader(request, SEE)).filter(pk=key), SESSION)


@router.get("/training-attendances/", response={200: Rows[AttendanceRow], **PROBLEMS}, summary="到课")
def attendances(request: HttpRequest, asked: Query[AttendanceAsked]) -> dict:
    rows = SessionAttendance.objects.visible_to(reader(request, SEE))
    told = {"session": asked.session, "posting__cadre": asked.cadre}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("session", "place_code", "pk"), ATTENDANCE, asked)
