"""What was corrected after the lock, as it is read with the line: what, when, by whom; why where reasons are seen."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.correcting import in_words
from zhucun.oversight.attendance.models import Correction
from zhucun.oversight.attendance.rules import CorrectionState
from zhucun.oversight.attendance.truth import Terms


@dataclass(frozen=True)
class Corrected:
    """An approved correction in words."""

    change: str
    on: date
    reason: str
    proposed: str
    approved: str


def corrected_of(actor: Actor, lines: Iterable[int], terms: Terms) -> Mapping[int, list[Corrected]]:
    """Line → its approved corrections, the earliest first."""
    rows = Correction.objects.visible_to(actor, rules.SEE).filter(line__in=lines, state=CorrectionState.APPROVED)
    found = defaultdict(list)
    for row in rows.select_related("line__posting").order_by("decided_on", "pk"):
        found[row.line_id].append(_in_words(row, terms, _may_see_reason(actor, row)))
    return found


def _in_words(row: Correction, terms: Terms, may_see_reason: bool) -> Corrected:
    label = terms.by_key[row.category].label if row.category in terms.by_key else row.category
    days = halves.in_words(row.since_half, row.until_half, year=row.line.first_day.year)
    return Corrected(
        f"{days}更正为{label}，驻村 {in_words(row)}",
        row.decided_on or row.proposed_on,
        row.reason if may_see_reason else "",
        f"{row.proposed_by} {row.proposed_on.month}月{row.proposed_on.day}日提出",
        f"{row.decided_by} {row.decided_on.month}月{row.decided_on.day}日批准" if row.decided_on else "",
    )


def _may_see_reason(actor: Actor, row: Correction) -> bool:
    scope, posting = actor.scope(rules.SEE_REASONS), row.line.posting
    return (
        scope.covers_place(row.place_code)
        or posting.sending_unit_id in scope.sender
        or posting.team_id in scope.team
        or posting.cadre_id in scope.cadre
    )
