"""Recomputing a cycle from what was kept, held against what was decided: the same to the last digit (R-ASS-08)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.oversight.assessment import scoring
from zhucun.oversight.assessment.grading import proposals
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.reading import Standing, judged_of, standing_of
from zhucun.oversight.assessment.scoring import Part


@dataclass(frozen=True)
class Checked:
    """A sheet recomputed. Of an open one there is nothing to compare with."""

    sheet: ScoreSheet
    total: int | None
    proposed: int | None

    @property
    def agrees(self) -> bool:
        """The total follows from the raters' numbers and the records' scores as kept, under the scheme of then; a
        proposal that another decision of the same day has moved (the cap) is no fault of the sheet."""
        return not self.sheet.is_decided or self.total == self.sheet.total

    def as_json(self) -> dict[str, Any]:
        kept = self.sheet
        return {
            "sheet": kept.pk,
            "subject": kept.whose,
            "place_code": kept.place_code,
            "state": kept.state,
            "total_hundredths": self.total,
            "proposed": self.proposed,
            "kept_total_hundredths": kept.total,
            "kept_proposed": kept.proposed,
            "decided": kept.grade,
            "decided_by": kept.decided_by,
            "reason": kept.reason,
            "agrees": self.agrees,
        }


def checked(cycle: AssessmentCycle, sheets: Sequence[ScoreSheet]) -> list[Checked]:
    """`sheets` are those shown; all of the cycle are graded, since the cap is about all."""
    standing = standing_of(cycle)
    totals = {key: _total(one) for key, one in standing.items()}
    judged = [judged_of(one.sheet, totals[key]) for key, one in standing.items()]
    proposed = proposals(cycle.scheme.rules(), judged)
    return [Checked(one, totals[one.pk], proposed[one.pk].grade) for one in sheets]


def _total(stands: Standing) -> int | None:
    parts: Iterator[Part] = iter(stands.parts)
    return scoring.recomputed(parts)
