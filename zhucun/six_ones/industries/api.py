"""Reading projects with their steps."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.industries.models import IndustryProject, ProjectStep
from zhucun.six_ones.industries.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
PROJECT: Columns = (
    *("id", "place_code", "team_id", "name", "product", "field", "plan", "planned_on", "planned_start"),
    *("planned_finish", "land_tenths", "households_meant", "state", "started_on", "finished_on", "stopped_on"),
    *("stop_reason", "late_reason"),
)
STEP: Columns = ("id", "project_id", "kind", "text", "record_id", "reached", "happened_on", "done_by")


class ProjectRow(Schema):
    """`land_tenths` is in tenths of a mu; `late_reason` is what was said once the planned start had passed."""

    id: int
    place_code: str
    team_id: int | None
    name: str
    product: str
    field: str
    plan: str
    planned_on: date
    planned_start: date | None
    planned_finish: date | None
    land_tenths: int | None
    households_meant: int | None
    state: str
    started_on: date | None
    finished_on: date | None
    stopped_on: date | None
    stop_reason: str
    late_reason: str


class ProjectStepRow(Schema):
    id: int
    project_id: int
    kind: str
    text: str
    record_id: int | None
    reached: str
    happened_on: date
    done_by: str


class ProjectWhole(ProjectRow):
    steps: list[ProjectStepRow]


class ProjectsAsked(Paging):
    team: Key | None = None
    state: str | None = None


@router.get("/projects/", response={200: Rows[ProjectRow], **PROBLEMS}, summary="产业项目")
def projects(request: HttpRequest, asked: Query[ProjectsAsked]) -> dict:
    rows = IndustryProject.objects.visible_to(reader(request, SEE))
    told = {"team": asked.team, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("place_code", "pk"), PROJECT, asked)


@router.get("/projects/{key}/", response={200: ProjectWhole, **PROBLEMS}, summary="一个产业项目")
def project(request: HttpRequest, key: Key) -> dict:
    whole = one_of(IndustryProject.objects.visible_to(reader(request, SEE)).filter(pk=key), PROJECT)
    steps = ProjectStep.objects.filter(project=key).order_by("happened_on", "pk")
    return {**whole, "steps": all_of(steps, STEP)}
