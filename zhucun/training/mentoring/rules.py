"""Who may pair, what a pair must be, what each side is asked when it is over. Pure but for the refusal."""

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("mentoring.see", "看导师帮带")
KEEP = permission("mentoring.keep", "结对导师帮带")

KIND = "mentoring"  # of a record: a contact


class Side(TextChoices):
    MENTEE = "mentee", "学的"
    MENTOR = "mentor", "带的"


class MenteeWish(TextChoices):
    """Of the arrangement, not of the other person (R-BUR)."""

    GO_ON = "go_on", "还想接着学"
    ANOTHER = "another", "想换个人学"
    ENOUGH = "enough", "能自己干了"


class MentorWish(TextChoices):
    GO_ON = "go_on", "愿意接着带"
    ANOTHER = "another", "愿意带别的新队员"
    ENOUGH = "enough", "先不带了"


QUESTIONS = {Side.MENTEE: "一年到了，往后还要不要人带？", Side.MENTOR: "一年到了，往后还愿不愿意带？"}
WISHES: dict[str, type[TextChoices]] = {Side.MENTEE: MenteeWish, Side.MENTOR: MentorWish}


def must_be_two(mentee_cadre: int, mentor_cadre: int | None) -> None:
    if mentee_cadre == mentor_cadre:
        raise Refused("自己不能当自己的导师，另选一位。", field="mentor")


def must_have_room(name: str, load: int, most: int) -> None:
    if load >= most:
        raise Refused(
            f"{name}已经带了 {load} 人，一位导师最多带 {most} 人。另选一位。", field="mentor", rule="R-TRN-07"
        )


def must_be_a_wish(side: str, wish: str) -> None:
    if side not in WISHES or wish not in WISHES[side].values:
        raise Refused("选一个答案。", field="wish")
