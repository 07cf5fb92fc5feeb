"""建账: how many grades are on file; those given before the county began are entered in a cycle of their period."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SheetState

slot(
    Slot(
        "grades_so_far",
        "已定的考核等次",
        "建账以前考核过的，按那一期开始考核，照原来的等次核定，理由写原来的文号。",
        "份",
        lambda by: ScoreSheet.objects.visible_to(by).filter(state=SheetState.DECIDED),
        95,
        "oversight:assessment",
        is_typed=True,
    )
)
