"""Reading meetings: what for, who was there (R-LOG-05)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.records.meetings.models import Meeting, MeetingPurpose, SignIn
from zhucun.records.notes.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
MEETING: Columns = (
    *("id", "record_id"),
    {
        "held_on": F("record__happened_on"),
        "text": F("record__text"),
        "side": F("record__side"),
        "place_code": F("record__place_code"),
        "team_id": F("record__team"),
    },
)


class Present(Schema):
    """A stationed cadre, or somebody else by name."""

    cadre_id: int | None
    name: str
    capacity: str


class MeetingRow(Schema):
    id: int
    record_id: int
    held_on: date
    text: str
    side: str
    place_code: str
    team_id: int | None
    purposes: list[str]
    present: list[Present]


class MeetingAsked(Paging):
    purpose: str = Field("", max_length=30, description="做什么的会")
    since: date | None = Field(None, description="从哪天起")
    until: date | None = Field(None, description="到哪天前（不含）")
    team: Key | None = Field(None, description="工作队的编号")


@router.get("/meetings/", response={200: Rows[MeetingRow], **PROBLEMS}, summary="范围里的会议")
def meetings(request: HttpRequest, asked: Query[MeetingAsked]) -> dict:
    rows = Meeting.objects.visible_to(reader(request, SEE)).standing()
    if asked.purpose:
        rows = rows.meant_for(asked.purpose)
    told = {
        "record__happened_on__gte": asked.since,
        "record__happened_on__lt": asked.until,
        "record__team": asked.team,
    }
    narrowed = rows.filter(**{name: value for name, value in told.items() if value is not None})
    found = page_of(narrowed.order_by("-record__happened_on", "-pk"), MEETING, asked)
    return {**found, "rows": _whole(found["rows"])}


def _whole(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """With purposes and who was there, in two queries."""
    keys = [row["id"] for row in rows]
    purposes: dict[int, list[str]] = defaultdict(list)
    for key, purpose in MeetingPurpose.objects.filter(meeting__in=keys).values_list("meeting_id", "purpose"):
        purposes[key].append(purpose)
    present: dict[int, list[dict[str, Any]]] = defaultdict(list)
    signed = SignIn.objects.filter(meeting__in=keys).order_by("pk")
    for key, cadre, known, name, what in signed.values_list(
        "meeting_id", "cadre_id", "cadre__person__name", "name", "capacity"
    ):
        present[key].append({"cadre_id": cadre, "name": known or name, "capacity": what})
    return [{**row, "purposes": purposes[row["id"]], "present": present[row["id"]]} for row in rows]
