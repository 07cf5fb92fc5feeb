"""建账: how many circulars are on file; those issued before the county began are entered with their numbers."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.circulars.models import InspectionCircular

slot(
    Slot(
        "circulars_so_far",
        "已发的督查通报",
        "建账以前发过的几期，照原来的期号、文号、签发日期补录。",
        "期",
        lambda by: InspectionCircular.objects.visible_to(by).issued(),
        91,
        "oversight:circulars",
        is_typed=True,
    )
)
