"""The records of one import: every line of its batch, with the row it is about as a link."""

from collections import defaultdict
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts import verbs
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.rules import IMPORT
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.people.unit_levels import LEVELS
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.drafts import OWN
from zhucun.web.history import kind_label, prose
from zhucun.web.models import ImportDraft
from zhucun.web.tables import BoundTable, Cell, Column, Filter, Table

# A kind of row → its page with the attribute the address takes, what is read along, what is said of it.
Said = Callable[[Any], str]
KINDS: dict[str, tuple[str, str, tuple[str, ...], Said]] = {
    "dispatch.posting": (
        "dispatch:members.one",
        "cadre_id",
        ("cadre__person", "team", "sending_unit"),
        lambda row: f"{row.team}，{row.since:%Y-%m-%d} 起，{row.sending_unit}",
    ),
    "org.cadre": (
        "dispatch:members.one",
        "pk",
        ("person", "unit"),
        lambda row: _joined(row.unit and row.unit.name, row.post),
    ),
    "dispatch.team": ("dispatch:teams.one", "pk", (), lambda row: f"{row.number}，{row.since:%Y-%m-%d} 组建"),
    "org.unit": ("dispatch:units.one", "pk", (), lambda row: f"{LEVELS[row.sending_level]}，{row.get_kind_display()}"),
    "org.householdaid": ("dispatch:villages.one", "place.code", ("unit", "place__parent"), lambda row: helped(row)),
    "org.villageaid": (
        "dispatch:units.one",
        "unit_id",
        ("unit", "place__parent"),
        lambda row: f"结对{where(row.place)}，{row.since:%Y-%m-%d} 起",
    ),
    "org.contact": (
        "dispatch:villages.one",
        "place.code",
        ("unit", "place__parent"),
        lambda row: _joined(where(row.place), row.unit and row.unit.name),
    ),
    "dispatch.teambacking": (
        "dispatch:teams.one",
        "team_id",
        ("unit", "team"),
        lambda row: f"后盾单位{row.unit}，{row.since:%Y-%m-%d} 起",
    ),
    "dispatch.approvedsize": (
        "dispatch:teams.one",
        "team_id",
        ("team",),
        lambda row: f"核定 {row.size} 人，{row.since:%Y-%m-%d} 起",
    ),
    "dispatch.teamplace": (
        "dispatch:teams.one",
        "team_id",
        ("team", "place__parent"),
        lambda row: f"兼驻{where(row.place)}，{row.since:%Y-%m-%d} 起",
    ),
    "org.place": ("dispatch:villages.one", "code", (), lambda row: row.code),
}
LONG_ENOUGH, COUNTY = 12, 6  # digits of a code
CALLED = {
    "dispatch.posting": lambda row: row.cadre,
    "org.householdaid": lambda row: row.helper_name,
    "org.villageaid": lambda row: row.unit,
    "dispatch.teambacking": lambda row: row.team,
    "dispatch.approvedsize": lambda row: row.team,
    "dispatch.teamplace": lambda row: row.team,
}


def _joined(*parts: str | None) -> str:
    return "，".join(part for part in parts if part)


def where(place: Place) -> str:
    """东岭镇石坪村; of the county as a whole that it is."""
    if place.kind == Kind.COUNTY:
        return f"{place.name}（不分乡镇）"
    return place.name if place.kind == Kind.TOWNSHIP else f"{place.parent.name}{place.name}"


def helped(row: HouseholdAid) -> str:
    return _joined(row.unit and row.unit.name, row.rank, f"{row.household_count} 户", where(row.place))


BY_COUNT = {
    "postings": "posting.start",
    "people": "cadre.add",
    "changed": "cadre.correct",
    "ended": "posting.end",
    "units": "unit.add",
    "teams": "team.form",
    "places": "place.add",
    "contacts": "contact.add",
    "aids": "village_aid.start",
    "helpers": "household_aid.start",
}


def files_open_to(actor: Actor) -> QuerySet[OpeningFile]:
    """Those of one's county, or else those one brought in oneself."""
    own = ImportDraft.objects.visible_to(actor, OWN).filter(file_key__isnull=False)
    mine = OpeningFile.objects.filter(pk__in=own.values("file_key"), county_code=actor.county_code)
    return OpeningFile.objects.visible_to(actor, IMPORT) | mine


def records_of(file: OpeningFile) -> QuerySet[AuditLog]:
    lines = AuditLog.objects.exclude(row_kind=OpeningFile._meta.label_lower)
    return lines.filter(batch_id=file.batch_id) if file.batch_id else lines.none()


def records_table(file: OpeningFile) -> Table:
    wrote = [(verb, verbs.label(verb)) for key, verb in BY_COUNT.items() if file.counts.get(key)]
    return Table(
        name="imported",
        caption="这次写入的记录",
        columns=(
            Column("row", "记录", lambda line: line.zc_cell, width=30),
            Column("verb", "做了什么", lambda line: verbs.label(line.verb)),
            Column("said", "内容", lambda line: line.zc_said, width=60),
        ),
        filters=(Filter("verb", "做了什么", lambda _: wrote, lambda rows, verb: rows.filter(verb=verb)),),
        order="pk",
        per_page=30,
        counted=lambda count: f"{count} 条记录",
        empty={"text": "没有这样的记录。"},
    )


class _Records(BoundTable):
    """Records are no ledger: what they are about is exported where it stands."""

    export_url = ""


def bound_records(file: OpeningFile, request: HttpRequest) -> BoundTable:
    """The rows of the page are named with one query for each kind of row."""
    table = _Records(records_table(file), request, records_of(file))
    lines = list(table.current)
    rows = _rows(lines)
    changed = _changes([line for line in lines if line.verb.endswith((".correct", ".move", ".rename"))])
    for line in lines:
        row = rows.get((line.row_kind, line.row_key))
        line.zc_cell = _cell(line, row)
        line.zc_said = changed.get(line.pk) or (_said(line.row_kind, row) if row else "") or "—"
    return table


def _rows(lines: list[AuditLog]) -> dict[tuple[str, int], Any]:
    keys: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        keys[line.row_kind].add(line.row_key)
    found = {}
    for kind, pks in keys.items():
        model = apps.get_model(kind)
        along = KINDS[kind][2] if kind in KINDS else getattr(model, "NAMED_WITH", ())
        for row in model._base_manager.filter(pk__in=pks).select_related(*along):
            found[kind, row.pk] = row
    return found


def _changes(lines: list[AuditLog]) -> dict[int, str]:
    return {
        said.key: "；".join(f"{change.label}：{change.before or '（空）'} → {change.after}" for change in said.changes)
        for said in (prose(lines) if lines else ())
    }


def _cell(line: AuditLog, row: Any) -> Cell:
    if row is None:
        return Cell(f"{kind_label(line.row_kind)} {line.row_key}")
    called = CALLED.get(line.row_kind, str)
    return Cell(str(called(row)), url=_url(line.row_kind, row))


def _said(kind: str, row: Any) -> str:
    return KINDS[kind][3](row) if kind in KINDS else ""


def _url(kind: str, row: Any) -> str:
    if kind not in KINDS:
        return ""
    route, attribute, *_ = KINDS[kind]
    told = attrgetter(attribute)(row)
    if route == "dispatch:villages.one" and len(told) < LONG_ENOUGH:  # a township's page is another, a county has none
        route = "dispatch:townships.one" if len(told) > COUNTY else ""
    return reverse(route, args=[told]) if route else ""
