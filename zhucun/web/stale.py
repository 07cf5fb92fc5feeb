"""What was changed, and by whom, while somebody had a form open: read from the audit log, said at the first press."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from zhucun.acts.models import AuditLog
from zhucun.acts.recording import HIDDEN
from zhucun.acts.refused import Stale
from zhucun.web.history import MOST_LINES, Change, prose_by_column


@dataclass(frozen=True)
class Difference:
    """One column: as it was when the form was opened, as it is now, who changed it last. `seen` is the value itself."""

    column: str
    label: str
    before: str
    now: str
    who: str
    seen: Any

    @property
    def words(self) -> str:
        if self.now == HIDDEN:
            return f"{self.label}（{self.who}改的）"
        return f"{self.label}：你看到的是{_said(self.before)}，现在是{_said(self.now)}（{self.who}改的）"


def _said(value: str) -> str:
    return f"“{value}”" if value else "空的"


def differences(refusal: Stale) -> list[Difference]:
    """Of the row and of what the same acts changed with it, as a person's name with their file."""
    found: dict[tuple[str, str], Difference] = {}
    for line, changes in prose_by_column(_lines_since(refusal)):
        for column, change in changes.items():
            first = found.get((line.row_kind, column))
            seen, before = (first.seen, first.before) if first else (_value(line, column, change), change.before)
            found[line.row_kind, column] = Difference(column, change.label, before, change.after, line.actor_name, seen)
    return [one for one in found.values() if one.before != one.now or one.now == HIDDEN]


def _value(line: AuditLog, column: str, change: Change) -> Any:
    """Of free text, which is kept apart from the line, its words."""
    kept = line.changes[column][0]
    return change.before if isinstance(kept, dict) else kept


def _lines_since(refusal: Stale) -> Sequence[AuditLog]:
    """Lines that count a version the sender had not seen, oldest first, and those they gave rise to."""
    if refusal.row is None or refusal.seen is None:
        return []
    of_row = AuditLog.objects.filter(row_kind=refusal.row._meta.label_lower, row_key=refusal.row.pk)
    lines = of_row.order_by("-pk")[:MOST_LINES]
    fresh = [line for line in lines if line.changes.get("version", [0, 0])[1] > refusal.seen]
    if not fresh:
        return []
    by_them = Q(pk__in=[line.pk for line in fresh]) | Q(cause_id__in=[line.act_id for line in fresh])
    return list(AuditLog.objects.filter(by_them).order_by("pk"))


def in_words(found: Iterable[Difference]) -> str:
    """The sentence over the form: nothing has been written, a second press is meant."""
    shown = "；".join(difference.words for difference in found)
    if not shown:
        return "你打开之后，这条记录被别人改过了，还没有写入。看过现在的内容，要改的再按一次。"
    return f"你打开之后，这条记录被别人改过了，还没有写入。{shown}。看过以后仍要照你填的改，再按一次。"
