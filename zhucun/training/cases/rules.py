"""Permissions, states, and what must not stand in a case. Pure but for the refusal."""

import re
from collections.abc import Collection, Iterator

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("case.see", "看经验库")
RECOMMEND = permission("case.recommend", "推荐案例")
PUBLISH = permission("case.publish", "发布案例")

LONGEST, SHORTEST = 3000, 20
HEAD, TAIL = 3, 2  # of a number that is pointed at
NUMBERS = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx]|\d{16,19})(?!\d)")
ILLNESS = re.compile(r"[^，。；、\s]{0,6}(?:癌|肿瘤|尿毒症|精神病|精神分裂|艾滋|残疾证)")
HOUSE = re.compile(r"[\u4e00-\u9fff\d]{1,6}组\d{1,4}号")


class Shape(TextChoices):
    """What is to be learned: how something went well, or what to heed."""

    EXPERIENCE = "experience", "经验"
    LESSON = "lesson", "教训"


class CaseState(TextChoices):
    RECOMMENDED = "recommended", "等驻村办看"
    PUBLISHED = "published", "发布了"
    DECLINED = "declined", "没有用上"
    TAKEN_DOWN = "taken_down", "撤下了"


FLOW = Flow(
    "training_case",
    {
        "publish": move(
            (CaseState.RECOMMENDED, CaseState.TAKEN_DOWN), to=CaseState.PUBLISHED, needs=PUBLISH, duty=False
        ),
        "decline": move(CaseState.RECOMMENDED, to=CaseState.DECLINED, needs=PUBLISH, duty=False),
        "withdraw": move(CaseState.RECOMMENDED, to=CaseState.DECLINED, needs=RECOMMEND, duty=False),
        "take_down": move(CaseState.PUBLISHED, to=CaseState.TAKEN_DOWN, needs=PUBLISH, duty=False),
    },
)


def must_say_enough(title: str, what: str) -> None:
    if not title.strip():
        raise Refused("写一个题目。", field="title")
    if len(what.strip()) < SHORTEST:
        raise Refused(f"写清怎么做的，至少 {SHORTEST} 个字，别人照着能做。", field="what")
    if len(what) > LONGEST:
        raise Refused(f"最多 {LONGEST} 个字，现在是 {len(what)} 个。", field="what")


def private_in(text: str, heads: Collection[str]) -> Iterator[str]:
    """What a machine can find of villagers' private matters (R-SEC): numbers, houses, illness, heads of households.

    A person reads it all the same: a name that is on no list is not found here."""
    for found in dict.fromkeys(NUMBERS.findall(text)):
        yield f"号码“{found[:HEAD]}…{found[-TAIL:]}”"
    for found in dict.fromkeys(HOUSE.findall(text)):
        yield f"门牌“{found}”"
    for found in dict.fromkeys(ILLNESS.findall(text)):
        yield f"病情“{found}”"
    for name in sorted({one for one in heads if len(one) > 1 and one in text}):
        yield f"户主“{name}”"


def must_be_without_private(found: Collection[str]) -> None:
    if found:
        raise Refused(f"里面有村民的{'、'.join(found)}。改成“一户”“老人”这样的话再发。", field="what", rule="R-SEC-13")
