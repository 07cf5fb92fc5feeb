"""产业帮扶 as a kind of record: names a project, and whether it went a stage on that day (one entry, many ledgers)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Team
from zhucun.records.registry import Asked, Kind, Opening, Options, Side, record_kind
from zhucun.six_ones.industries import noting
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import State

PROJECT, REACHED = "project", "reached"
STAGES = ((State.STARTED.value, "这天开工了"), (State.FINISHED.value, "这天完成了"))


def projects_of(by: Actor, about: Any) -> Options:
    """Those of the team that may still go on."""
    if not isinstance(about, Team):
        return []
    rows = IndustryProject.objects.under_way().filter(team=about).select_related("place").order_by("place_code", "pk")
    return [(str(row.pk), f"{row.name}（{row.get_state_display()}）") for row in rows]


def has_projects(by: Actor, about: Any) -> bool:
    return isinstance(about, Team) and IndustryProject.objects.under_way().filter(team=about).exists()


def opened(openings: Sequence[Opening], by: Actor) -> None:
    keys = {one.one(PROJECT) for one in openings} - {""}
    rows = IndustryProject.objects.filter(Q(pk__in=[int(key) for key in keys])).in_bulk()
    named = [(one, rows.get(int(one.one(PROJECT)))) for one in openings if one.one(PROJECT)]
    noting.note_from.many(
        (Told(one.record, {"project": row, "reached": one.one(REACHED)}) for one, row in named if row), by=by
    )


INDUSTRY = record_kind(
    Kind(
        "industry",
        "产业帮扶",
        "briefcase",
        30,
        (Side.TEAM,),
        asks=(
            Asked(PROJECT, "哪个项目", "choice", projects_of, is_required=True),
            Asked(REACHED, "走到哪一步", "choice", STAGES, "没变就不选"),
        ),
        opens=opened,
        goes_to=("产业项目台账",),
        hint="为哪个项目办了什么，一句就够",
        is_for=has_projects,
    )
)
