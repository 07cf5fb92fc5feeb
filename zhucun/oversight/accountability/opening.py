"""建账: how many were held to account; those of before the county began are entered with their documents."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.accountability.models import AccountabilityRecord

slot(
    Slot(
        "accountability_so_far",
        "问责过的人、单位、队",
        "建账以前问责的，照原来的文号、决定日登记，一人一件。",
        "件",
        lambda by: AccountabilityRecord.objects.visible_to(by).standing(),
        95,
        "oversight:accountability",
        is_typed=True,
    )
)
