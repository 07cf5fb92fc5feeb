"""Reading clues and households under monitoring: by the same few as on the pages, and who took them away is noted."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader
from zhucun.web.exporting import note_export

router = Router()
CLUE: Columns = (
    *("id", "place_code", "team_id", "household_id", "record_id", "source", "text", "reported_on", "reported_by"),
    *("identify_by", "state", "answered_on", "reason", "result", "monitored_id"),
)
HOUSEHOLD: Columns = (
    *("id", "place_code", "code", "household_id", "head_name", "group_name", "person_count", "kind", "risk"),
    *("measures", "found_on", "publicised_on", "entered_on", "removed_on", "next_visit", "identify_by"),
)


class ClueRow(Schema):
    """`result` is what the national system's sheet said of it afterwards; `monitored_id` the household it became."""

    id: int
    place_code: str
    team_id: int | None
    household_id: int | None
    record_id: int | None
    source: str
    text: str
    reported_on: date
    reported_by: str
    identify_by: date
    state: str
    answered_on: date | None
    reason: str
    result: str
    monitored_id: int | None


class HouseholdRow(Schema):
    """`kind` and `risk` are keys of the county's lists (policy monitoring.classes and monitoring.risks)."""

    id: int
    place_code: str
    code: str
    household_id: int | None
    head_name: str
    group_name: str
    person_count: int | None
    kind: str
    risk: str
    measures: str
    found_on: date | None
    publicised_on: date | None
    entered_on: date | None
    removed_on: date | None
    next_visit: date | None
    identify_by: date | None


class CluesAsked(Paging):
    state: State | None = None
    reported_since: date | None = None


class HouseholdsAsked(Paging):
    kind: str | None = None
    watched_on: date | None = None


@router.get("/monitoring/clues/", response={200: Rows[ClueRow], **PROBLEMS}, summary="监测线索")
def clues(request: HttpRequest, asked: Query[CluesAsked]) -> dict:
    actor = reader(request, SEE)
    rows = MonitoringClue.objects.visible_to(actor)
    told = {"state": asked.state, "reported_on__gte": asked.reported_since}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    page = page_of(rows.order_by("-reported_on", "pk"), CLUE, asked)
    note_export(actor, "监测线索（接口）", len(page["rows"]))
    return page


@router.get("/monitoring/clues/{key}/", response={200: ClueRow, **PROBLEMS}, summary="一条监测线索")
def clue(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = one_of(MonitoringClue.objects.visible_to(actor).filter(pk=key), CLUE)
    note_export(actor, "监测线索（接口）", 1)
    return found


@router.get("/monitoring/households/", response={200: Rows[HouseholdRow], **PROBLEMS}, summary="监测对象")
def households(request: HttpRequest, asked: Query[HouseholdsAsked]) -> dict:
    actor = reader(request, SEE)
    rows = MonitoredHousehold.objects.visible_to(actor)
    if asked.watched_on is not None:
        rows = rows.watched_on(asked.watched_on)
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    page = page_of(rows.order_by("place_code", "pk"), HOUSEHOLD, asked)
    note_export(actor, "监测对象（接口）", len(page["rows"]))
    return page
