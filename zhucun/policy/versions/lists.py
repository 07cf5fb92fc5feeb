"""Values in words for the pages: which hold and who set them, what a version changes, and the list of versions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from zhucun.policy.profile import Declared, PolicyProfile, all_declared
from zhucun.policy.rule_texts import rule_text
from zhucun.policy.versions import overlay
from zhucun.policy.versions.backing import sentences_behind
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import State
from zhucun.policy.versions.setting import LEVELS
from zhucun.web.tables import Cell, Column, Table, View

MARKS = {
    State.PROPOSED: "waits",
    State.APPROVED: "done",
    State.DECLINED: "overdue",
    State.WITHDRAWN: "todo",
}
TO_COME = "soon", "到期起用"


@dataclass(frozen=True)
class Value:
    """One line of the page of values."""

    label: str
    said: str
    shipped: str
    is_changed: bool
    set_by: str
    since: date | None
    url: str
    rule: str
    text: str
    lines: list[str]
    key: str
    behind: list[tuple[str, str]]


def values_on(day: date, county_code: str) -> list[tuple[str, list[Value]]]:
    """By group: what holds on the day, which level's version set it, which sentences stand behind it. Two queries."""
    versions = overlay.versions_on(day, county_code)
    profile = overlay.overlaid(versions)
    set_by = {key: version for version in versions for key in version.values}
    behind = sentences_behind(county_code, day)
    groups: dict[str, list[Value]] = {}
    for entry in all_declared():
        value = _value(entry, profile.get(entry.key), set_by.get(entry.key), behind.get(entry.key, []))
        groups.setdefault(entry.group_title, []).append(value)
    return list(groups.items())


def _value(entry: Declared, now: Any, version: PolicyVersion | None, behind: list[tuple[str, str]]) -> Value:
    return Value(
        label=entry.label,
        said=entry.say(now),
        shipped=entry.say(entry.default),
        is_changed=version is not None,
        set_by=f"{level_of(version)}《{version.title}》" if version else "产品默认",
        since=version.since if version else None,
        url=reverse("policy:profile.version", args=[version.pk]) if version else "",
        rule=entry.rule,
        text=rule_text(entry.rule),
        lines=entry.lines(now),
        key=entry.key,
        behind=behind,
    )


def level_of(version: PolicyVersion) -> str:
    return LEVELS[len(version.place_code)]


@dataclass(frozen=True)
class ChangedValue:
    label: str
    before: list[str]
    after: list[str]
    rule: str
    text: str


def changed_values(values: Mapping[str, Any], before: PolicyProfile) -> Iterator[ChangedValue]:
    """What a version sets, beside what would hold without it, in the order of the declarations."""
    for entry in all_declared():
        if entry.key in values:
            said = entry.say_apart(before.get(entry.key), values[entry.key])
            yield ChangedValue(entry.label, *said, entry.rule, rule_text(entry.rule))


def state_of(version: PolicyVersion, today: date) -> tuple[str, str]:
    """(mark, word). An approved version that has not begun is said to come."""
    if version.state == State.APPROVED and version.since > today:
        return TO_COME
    return MARKS[version.state], version.get_state_display()


def versions_table(today: date) -> Table:
    def state(row: PolicyVersion) -> Cell:
        mark, word = state_of(row, today)
        return Cell(word, template="policy/versions/pages/_state.html", context=(mark, word))

    return Table(
        name="policy_versions",
        caption="历次版本",
        columns=(
            Column("title", "名称", _title, width=30),
            Column("level", "哪一级定的", level_of),
            Column("since", "从哪天起", lambda row: f"{row.since:%Y-%m-%d}", sort="since"),
            Column("values", "改了什么", _changed, plain=_all_changed, width=60),
            Column("proposed", "谁提出的", lambda row: _by(row.proposed_by, row.proposed_at)),
            Column("decided", "谁定的", lambda row: _by(row.decided_by, row.decided_at)),
            Column("state", "到哪一步", state, sort="state"),
        ),
        views=(
            View("proposed", "待批准", Q(state=State.PROPOSED)),
            View("approved", "已批准", Q(state=State.APPROVED)),
            View("dropped", "没有用上的", Q(state__in=[State.DECLINED, State.WITHDRAWN])),
        ),
        order="-since",
        counted=lambda count: f"{count} 版",
        empty={"text": "没有这样的版本。现在用的都是产品默认值。", "icon": "adjustments-horizontal"},
    )


def _title(row: PolicyVersion) -> Cell:
    return Cell(row.title, sub=row.basis, url=reverse("policy:profile.version", args=[row.pk]))


def _changed(row: PolicyVersion) -> Cell:
    said = _all_said(row)
    more = f"等 {len(said)} 项" if len(said) > 2 else ""
    return Cell("；".join(said[:2]) + more)


def _all_changed(row: PolicyVersion) -> str:
    return "；".join(_all_said(row))


def _all_said(row: PolicyVersion) -> list[str]:
    """In the order of the declarations: a database keeps no order of keys."""
    return [f"{entry.label} {entry.say(row.values[entry.key])}" for entry in all_declared() if entry.key in row.values]


def _by(name: str, at: Any) -> Cell:
    return Cell(name, sub=f"{timezone.localtime(at):%Y-%m-%d}") if at else Cell("—")
