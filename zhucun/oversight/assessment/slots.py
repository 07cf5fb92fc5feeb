"""建账: how many grades are on file; those given before the county began are brought in from a list."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SheetState
from zhucun.oversight.assessment.sheets import EARLIER_GRADES_KIND

slot(
    Slot(
        EARLIER_GRADES_KIND.key,
        "已定的考核等次",
        "建账以前考核过的，一人一期一行，有文号的写上；选拔、评优要看。",
        "份",
        lambda by: ScoreSheet.objects.visible_to(by).filter(state=SheetState.DECIDED),
        95,
        "oversight:assessment",
    )
)
