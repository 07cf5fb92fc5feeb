"""Permissions and kinds of accountability. A 双约谈 is none of them and is never counted in."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("accountability.see", "看问责")
KEEP = permission("accountability.keep", "登记问责")


class Kind(TextChoices):
    """R-TLK-08. The last is decided by others: only its document is kept."""

    CRITICISM = "criticism", "批评教育"
    CIRCULAR = "circular", "通报批评"
    REMINDER = "reminder", "提醒谈话"
    ADMONITION = "admonition", "诫勉"
    ORGANISATIONAL = "organisational", "组织处理"
    DISCIPLINE = "discipline", "党纪政务处分"


class About(TextChoices):
    PERSON = "person", "个人"
    UNIT = "unit", "单位"
    TEAM = "team", "工作队"


def must_be_founded(document: str, decided_on: date, today: date, effect_until: date | None) -> None:
    if not document.strip():
        raise Refused("写通报或者决定的文号：问责一件对一件文。", field="document", rule="R-TLK-08")
    if decided_on > today:
        raise Refused("决定的日子不能晚于今天。", field="decided_on")
    if effect_until and effect_until <= decided_on:
        raise Refused("影响期要到决定的日子以后。", field="effect_until", rule="R-TLK-06")
