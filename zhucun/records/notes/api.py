"""Reading records: what was done, where, by whom, for which households (R-LOG-01)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.scope import within_prefixes
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE, State
from zhucun.records.registry import Side
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
RECORD: Columns = (
    *("id", "kind", "side", "text", "happened_on", "place_code", "team_id", "unit_id", "posting_id"),
    *("written_by", "written_for", "written_at", "next_step", "is_restricted", "state", "version"),
    {"name": F("posting__cadre__person__name"), "team_name": F("team__name"), "place_name": F("place__name")},
)


class RecordRow(Schema):
    """`name` is whose diary it is in, `written_by` who wrote it; where they differ `written_for` says why."""

    id: int
    kind: str
    side: Side
    text: str
    happened_on: date
    place_code: str
    place_name: str | None
    team_id: int | None
    team_name: str | None
    unit_id: int | None
    posting_id: int | None
    name: str | None
    written_by: str
    written_for: str
    next_step: str
    is_restricted: bool
    state: State
    household_ids: list[int]
    cadre_ids: list[int]
    version: int


class RecordAsked(Paging):
    kind: str = Field("", max_length=30, description="哪一种，见记录种类")
    since: date | None = Field(None, description="从哪天起")
    until: date | None = Field(None, description="到哪天前（不含）")
    team: Key | None = Field(None, description="工作队的编号")
    unit: Key | None = Field(None, description="单位的编号")
    posting: Key | None = Field(None, description="派驻的编号：谁的日志")
    within: str = Field("", max_length=14, pattern=r"^\d*$", description="地点代码的开头")
    withdrawn: bool = Field(False, description="也要撤回的")


@router.get("/records/", response={200: Rows[RecordRow], **PROBLEMS}, summary="范围里的工作记录")
def records(request: HttpRequest, asked: Query[RecordAsked]) -> dict:
    rows = WorkRecord.objects.visible_to(reader(request, SEE))
    if not asked.withdrawn:
        rows = rows.standing()
    if asked.within:
        rows = rows.filter(within_prefixes("place_code", [asked.within]))
    told = {
        "kind": asked.kind or None,
        "happened_on__gte": asked.since,
        "happened_on__lt": asked.until,
        **{name: getattr(asked, name) for name in ("team", "unit", "posting")},
    }
    narrowed = rows.filter(**{name: value for name, value in told.items() if value is not None})
    found = page_of(narrowed.order_by("-happened_on", "-pk"), RECORD, asked)
    return {**found, "rows": _with_named(found["rows"])}


@router.get("/records/{key}/", response={200: RecordRow, **PROBLEMS}, summary="一笔工作记录")
def record(request: HttpRequest, key: Key) -> dict:
    found = one_of(WorkRecord.objects.visible_to(reader(request, SEE)).filter(pk=key), RECORD)
    return _with_named([found])[0]


def _with_named(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Households and cadres of all of them, in two queries."""
    keys = [row["id"] for row in rows]
    homes = _named(WorkRecord.households.through, "household_id", keys)
    cadres = _named(WorkRecord.cadres.through, "cadre_id", keys)
    return [{**row, "household_ids": homes[row["id"]], "cadre_ids": cadres[row["id"]]} for row in rows]


def _named(through: Any, column: str, keys: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = through.objects.filter(workrecord__in=keys).order_by("pk")
    for record_key, key in rows.values_list("workrecord_id", column):
        found[record_key].append(key)
    return found
