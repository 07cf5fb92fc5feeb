"""里程表: what was measured between places of the county."""

from django.db.models import Q
from django.urls import reverse

from zhucun.org.places.fields import full_name
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.sheets import shown_kilometres
from zhucun.web.tables import Cell, Column, Table

DISTANCES = Table(
    name="distances",
    caption="里程表",
    columns=(
        Column("one", "从哪里", lambda row: _end(row), sort="one__code", width=24),
        Column("other", "到哪里", lambda row: full_name(row.other), sort="other__code", width=24),
        Column("metres", "公里", lambda row: shown_kilometres(row.metres), numeric=True, sort="metres"),
        Column("minutes", "分钟", lambda row: str(row.minutes), numeric=True, sort="minutes"),
    ),
    search=lambda rows, text: rows.filter(Q(one__name__icontains=text) | Q(other__name__icontains=text)),
    search_hint="找村、找乡镇",
    order=("one__code", "other__code"),
    counted=lambda count: f"{count} 段路",
    empty={"text": "还没有量过的路。没有里程的，按直线估，在路线上会标出来。", "icon": "map-2"},
)


def _end(row: PlaceDistance) -> Cell:
    return Cell(full_name(row.one), url=reverse("oversight:distances.one", args=[row.pk]))
