"""Holders × duties as a list, in the fixed order of places and units; nobody is ranked."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q
from django.urls import reverse

from zhucun.oversight.duties.reading import Line
from zhucun.oversight.duties.registry import Kind, kinds_of
from zhucun.oversight.duties.rules import Side
from zhucun.web.tables import Cell, Column, Table

COUNTED = {Side.TOWNSHIP: "个乡镇（街道）", Side.UNIT: "个单位"}
ROUTES = {Side.TOWNSHIP: "oversight:duties.township", Side.UNIT: "oversight:duties.unit"}


def matrix(side: Side, lines: Mapping[Any, list[Line]], late: str) -> Table:
    named = {(key, line.kind.key): line for key, found in lines.items() for line in found}

    def key_of(row: Any) -> Any:
        return row.code if side == Side.TOWNSHIP else row.pk

    def name(row: Any) -> Cell:
        return Cell(row.name, url=reverse(ROUTES[side], args=[key_of(row)]))

    def said(kind: Kind) -> Callable[[Any], Cell]:
        return lambda row: _cell(named.get((key_of(row), kind.key)))

    shown = [kind for kind in kinds_of(side) if any(found == kind.key for _, found in named)]
    return Table(
        name=f"duties_{side.value}",
        caption=f"{side.label}该办的",
        columns=(
            Column("name", side.label, name, width=24),
            *(Column(kind.key, kind.label, said(kind), width=14, plain=_plain(said(kind))) for kind in shown),
        ),
        search=lambda rows, text: rows.filter(Q(name__icontains=text)),
        search_hint=f"找{side.label}",
        order=("position", "pk"),
        per_page=30,
        counted=lambda count: f"{count} {COUNTED[side]}",
        empty={"text": "没有过了期的。" if late else "没有。", "icon": "circle-check"},
        note="按固定次序，不排名。数从记录里来，不用另报。",
    )


def _cell(line: Line | None) -> Cell:
    if line is None:
        return Cell("—")
    text = f"{line.duty.n} / {line.duty.of}"
    if line.duty.is_late:
        return Cell(text, template="oversight/duties/pages/_late.html", context=line.duty)
    due = line.duty.due_on
    return Cell(text, sub=f"{due.month}月{due.day}日前" if due and not line.duty.is_done else "")


def _plain(said: Callable[[Any], Cell]) -> Callable[[Any], str]:
    return lambda row: said(row).text
