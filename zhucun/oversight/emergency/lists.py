"""The list of duties, and the townships of one on a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.reading import TownshipDay
from zhucun.oversight.emergency.rules import State
from zhucun.web.tables import Cell, Column, Table

HEADS = ("乡镇", "在队", "报了平安", "当天转移户", "当天转移人", "累计转移户", "累计转移人")


def days_of(duty: EmergencyDuty) -> str:
    last = duty.until - timedelta(days=1)
    if last == duty.since:
        return f"{last.month}月{last.day}日"
    return f"{duty.since.month}月{duty.since.day}日至{last.month}月{last.day}日"


def state_of(duty: EmergencyDuty, today: date) -> tuple[str, str]:
    """Mark and word: whether it runs follows from its days."""
    if duty.state == State.APPROVED:
        if today < duty.since:
            return "soon", "还没开始"
        return ("running", "正在值守") if today < duty.until else ("done", "期满结束")
    if duty.state == State.ENDED:
        return "done", "提前结束"
    return ("waits", "等领导批准") if duty.state == State.PROPOSED else ("todo", duty.get_state_display())


def duties_table(today: date, names: dict[str, str]) -> Table:
    def title(row: EmergencyDuty) -> Cell:
        return Cell(row.title, sub=row.document_number, url=reverse("oversight:emergency.one", args=[row.pk]))

    def state(row: EmergencyDuty) -> Cell:
        mark = state_of(row, today)
        return Cell(mark[1], template="oversight/emergency/pages/_state.html", context=mark)

    return Table(
        name="emergency_duties",
        caption="应急值守",
        columns=(
            Column("title", "哪次值守", title, width=24),
            Column("place", "哪里", lambda row: names.get(row.place_code, row.place_code)),
            Column("level", "响应级别", lambda row: row.get_level_display()),
            Column("days", "哪几天", days_of, sort="since", width=20),
            Column("state", "现在", state),
            Column("decided_by", "谁定的", lambda row: row.decided_by or "—"),
        ),
        order="-since",
        counted=lambda count: f"{count} 次",
        empty={"text": "没有开过应急值守。", "when": "启动应急响应、有文号时才开，领导批准。", "icon": "circle-check"},
    )


def townships_table(rows: Sequence[TownshipDay], incoming: int = 0) -> dict[str, Any]:
    """Townships in their fixed order; who has not reported is no fault and is not coloured."""
    total = [sum(column) for column in zip(*(_numbers(row) for row in rows), strict=True)] if rows else []
    handed = f"（含正在接手 {incoming} 人）" if incoming else ""
    return {
        "part": "townships",
        "caption": "各乡镇",
        "count_text": f"{len(rows)} 个乡镇，在队 {sum(row.there for row in rows)} 人{handed}",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(HEADS)],
        "rows": [{"key": row.place.code, "cells": _cells(row.place.name, _numbers(row))} for row in rows],
        "total": _cells("合计", total) if len(rows) > 1 else None,
        "note": "按固定顺序排，不排名。没报平安的不算过错，不进考核。",
        "empty": {"text": "这里没有乡镇。", "icon": "map-2"},
    }


def _numbers(row: TownshipDay) -> tuple[int, ...]:
    return (row.there, row.reported, row.households, row.persons, row.households_so_far, row.persons_so_far)


def _cells(name: str, numbers: Sequence[int]) -> list[dict[str, Any]]:
    shown = [
        {"label": head, "text": str(number), "numeric": True} for head, number in zip(HEADS[1:], numbers, strict=True)
    ]
    return [{"label": HEADS[0], "text": name}, *shown]
