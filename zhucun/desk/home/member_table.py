"""Members as a short table on first pages: who, where, since when, until when the term runs."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.urls import reverse

from zhucun.dispatch.roster.team_table import MemberNow, team_url

COLUMNS = {
    "name": "姓名",
    "roles": "队内职务",
    "team": "工作队",
    "unit": "派出单位",
    "since": "派驻自",
    "arrived": "报到",
}


def member_table(
    members: Sequence[MemberNow], *, caption: str, without: str = "", opened: Collection[int] = ()
) -> dict[str, Any]:
    """Phones are not here: they are shown on the member's file, for a reason.

    `without` is the column all share, `opened` the cadres whose files are linked.
    """
    incoming = sum(member.is_taking_over for member in members)
    shown = {key: label for key, label in COLUMNS.items() if key != without}
    return {
        "part": "members",
        "caption": caption,
        "count_text": f"{len(members) - incoming} 人{f'，另有 {incoming} 人正在接手' if incoming else ''}",
        "columns": [{"label": label} for label in shown.values()],
        "rows": [{"key": member.posting.pk, "cells": _cells(member, shown, opened)} for member in members],
        "empty": {"text": "现在没有人驻村。", "icon": "users"},
    }


def _cells(member: MemberNow, shown: Mapping[str, str], opened: Collection[int]) -> list[dict[str, Any]]:
    posting, arrived = member.posting, member.posting.reported_on
    file = reverse("dispatch:members.one", args=[posting.cadre_id]) if posting.cadre_id in opened else ""
    cells: dict[str, dict[str, Any]] = {
        "name": {"text": member.name, "url": file},
        "roles": {"text": member.role_words or "—"},
        "team": {"text": posting.team.name, "url": team_url(posting.team_id)},
        "unit": {"text": posting.sending_unit.name},
        "since": {"text": f"{posting.since:%Y-%m-%d}", "tight": True},
        "arrived": {"text": f"{arrived:%Y-%m-%d}" if arrived else "还没报到", "tight": True},
    }
    return [{"label": label, **cells[key]} for key, label in shown.items()]
