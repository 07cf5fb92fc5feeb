"""Reading matters with their steps."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.matters.models import MatterStep, UrgentMatter
from zhucun.six_ones.matters.rules import SEE, Owner, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
MATTER: Columns = (
    *("id", "place_code", "team_id", "household_id", "record_id", "text", "field", "duty", "raised_on", "raised_how"),
    *("owner", "unit_id", "promised_on", "state", "done_on", "result", "rating", "recheck_on"),
)
STEP: Columns = ("id", "matter_id", "kind", "text", "to_whom", "happened_on", "done_by")


class MatterRow(Schema):
    """`record_id` is the work record that opened it; `recheck_on` from when it is to be asked about again."""

    id: int
    place_code: str
    team_id: int | None
    household_id: int | None
    record_id: int | None
    text: str
    field: str
    duty: str
    raised_on: date
    raised_how: str
    owner: str
    unit_id: int | None
    promised_on: date | None
    state: str
    done_on: date | None
    result: str
    rating: str
    recheck_on: date | None


class StepRow(Schema):
    id: int
    matter_id: int
    kind: str
    text: str
    to_whom: str
    happened_on: date
    done_by: str


class MatterWhole(MatterRow):
    steps: list[StepRow]


class MatterAsked(Paging):
    team: Key | None = None
    state: State | None = None
    owner: Owner | None = None
    raised_since: date | None = None


@router.get("/matters/", response={200: Rows[MatterRow], **PROBLEMS}, summary="实事")
def matters(request: HttpRequest, asked: Query[MatterAsked]) -> dict:
    rows = UrgentMatter.objects.visible_to(reader(request, SEE))
    told = {"team": asked.team, "state": asked.state, "owner": asked.owner, "raised_on__gte": asked.raised_since}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-raised_on", "pk"), MATTER, asked)


@router.get("/matters/{key}/", response={200: MatterWhole, **PROBLEMS}, summary="一件实事")
def matter(request: HttpRequest, key: Key) -> dict:
    whole = one_of(UrgentMatter.objects.visible_to(reader(request, SEE)).filter(pk=key), MATTER)
    steps = MatterStep.objects.filter(matter=key).order_by("happened_on", "pk")
    return {**whole, "steps": all_of(steps, STEP)}
