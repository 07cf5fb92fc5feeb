"""Permissions, who is a participant, and how a name is told apart. Pure but for the refusal."""

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("participant.see", "看村“两委”等参训的人")
KEEP = permission("participant.keep", "登记村“两委”等参训的人")

TOWNSHIP_DIGITS = 9


class Kind(TextChoices):
    VILLAGE_COMMITTEE = "village_committee", "村“两委”干部"
    TOWNSHIP = "township", "乡镇干部"
    OTHER = "other", "其他人"


def must_have_name(name: str) -> str:
    """As it is compared: 石 有田 and 石有田 are one."""
    plain = "".join(name.split())
    if not plain:
        raise Refused("写姓名。", field="name")
    return plain


def must_belong(kind: str, place_code: str) -> None:
    """Village cadres hang on their village, everybody on a township or below: results are read by township."""
    if kind not in Kind.values:
        raise Refused("选是哪一种人。", field="kind")
    if len(place_code) < TOWNSHIP_DIGITS:
        raise Refused("选到乡镇或者村。", field="place")
    if kind == Kind.VILLAGE_COMMITTEE and len(place_code) == TOWNSHIP_DIGITS:
        raise Refused("村“两委”干部选到村。", field="place")
