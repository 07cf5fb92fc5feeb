"""Reading a circular in hand: its lines by kind with what is said of each, and what may be done with it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.circulars import rules, writing
from zhucun.oversight.circulars.confirming import names_around
from zhucun.oversight.circulars.models import CheckedLine, CircularLine, InspectionCircular
from zhucun.oversight.circulars.rules import Outcome, State
from zhucun.policy.inspection_values import ProblemKind

LABELS = {
    "word": "改说法",
    "take_out": "拿掉",
    "leave_out": "拿掉",
    "reword": "改说法",
    "keep": "维持",
}


@dataclass(frozen=True)
class LineShown:
    """`said` is who disputes it and how; `named` the name of a person that has to go."""

    line: CircularLine
    where: str
    said: list[tuple[str, str]]
    named: str
    verbs: list[tuple[str, str]]

    @property
    def is_open(self) -> bool:
        return bool(self.said) and not self.line.outcome


@dataclass(frozen=True)
class GroupShown:
    label: str
    lines: list[LineShown]


def groups_of(row: InspectionCircular, kinds: Sequence[ProblemKind], actor: Actor) -> list[GroupShown]:
    lines = writing.lines_of(row)
    said: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in CheckedLine.objects.filter(line__in=lines).exclude(said="").select_related("check_of").order_by("pk"):
        said[one.line_id].append((one.check_of.asked_whom, one.said))
    names = names_around(lines)

    def shown(line: CircularLine) -> LineShown:
        named = next((name for name in names if name in line.text), "")
        verbs = verbs_for(line, row, actor, is_disputed=bool(said[line.pk]))
        where = writing.where(line, row.naming)
        return LineShown(line, where, said[line.pk], named, [(verb, LABELS[verb]) for verb in verbs])

    return [GroupShown(label, [shown(line) for line in found]) for label, found in writing.in_order(lines, kinds)]


def verbs_for(line: CircularLine, row: InspectionCircular, actor: Actor, *, is_disputed: bool) -> list[str]:
    if not actor.may(rules.WRITE) or line.outcome == Outcome.LEFT_OUT:
        return []
    if row.state == State.DRAFTING:
        return ["word", "take_out"]
    if row.state != State.CONFIRMING:
        return []
    return ["leave_out", "reword", *(["keep"] if is_disputed and actor.may(rules.KEEP) else [])]


def steps_of(row: InspectionCircular) -> list[dict[str, Any]]:
    """起草 → 核实 → 送签 → 印发, with the day under each."""
    reached = {State.DRAFTING: 0, State.CONFIRMING: 1, State.READY: 2, State.ISSUED: 4}.get(State(row.state), 0)
    labels = ("起草", "核实", "送签", "印发")
    days = (row.drafted_on, row.asked_on, row.sent_out_on, row.issued_on)
    return [
        {
            "label": label,
            "state": "done" if at < reached else "now" if at == reached else "todo",
            "note": f"{day.month}月{day.day}日" if day and at <= reached else "",
        }
        for at, (label, day) in enumerate(zip(labels, days, strict=True))
    ]
