"""建账: how many letters are on file; those sent before the county began are drafted and entered with their days."""

from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.oversight.rectification.models import LetterIssue

slot(
    Slot(
        "letters_so_far",
        "已发的整改交办函",
        "建账以前发过的几期，照原来的期号、函号、签发日期补录，没销号的接着办。",
        "期",
        lambda by: LetterIssue.objects.visible_to(by).issued(),
        90,
        "oversight:rectification",
        is_typed=True,
    )
)
