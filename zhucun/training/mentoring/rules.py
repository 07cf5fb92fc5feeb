"""Who may pair, and what a pair must be. Pure but for the refusal."""

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("mentoring.see", "看导师帮带")
KEEP = permission("mentoring.keep", "结对导师帮带")


def must_be_two(mentee_cadre: int, mentor_cadre: int | None) -> None:
    if mentee_cadre == mentor_cadre:
        raise Refused("自己不能当自己的导师，另选一位。", field="mentor")


def must_have_room(name: str, load: int, most: int) -> None:
    if load >= most:
        raise Refused(
            f"{name}已经带了 {load} 人，一位导师最多带 {most} 人。另选一位。", field="mentor", rule="R-TRN-07"
        )
