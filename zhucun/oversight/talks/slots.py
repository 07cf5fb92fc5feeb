"""建账: how many talks are on file; those held before the county began are entered with their days."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.talks.models import TalkRecord

slot(
    Slot(
        "talks_so_far",
        "约谈过的人、单位、队",
        "建账以前谈过的，照原来的日子补录；双约谈跟着考核等次来。",
        "人次",
        lambda by: TalkRecord.objects.visible_to(by).held(),
        94,
        "oversight:talks.records",
        is_typed=True,
    )
)
