"""The values of 值守岗位 and 新风: kinds of post, the five of 一约四会, when a monthly meeting is missed. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value
from zhucun.policy.named_rows import NamedRow
from zhucun.policy.rows import Holds, cell


@dataclass(frozen=True)
class PostKind(NamedRow):
    """What is done at a post of an emergency (R-TASK-12)."""


COVENANT, COUNCIL = "covenant", "council"
FORMS = {COVENANT: "约", COUNCIL: "会"}


@dataclass(frozen=True)
class CustomsBody(NamedRow):
    """One of 一约四会: a covenant of the village, or a council with its members (R-TASK-09)."""

    form: str = cell("约还是会", Holds.CHOICE, choices=FORMS, default=COUNCIL)


SHIPPED_POSTS = (
    PostKind("checkpoint", "卡点值守"),
    PostKind("temperature", "测温验码"),
    PostKind("follow_up", "跟踪随访"),
    PostKind("watch", "巡查值守"),
)
RULES = "village_rules"
SHIPPED_BODIES = (
    CustomsBody(RULES, "村规民约", COVENANT),
    CustomsBody("ceremony", "红白理事会"),
    CustomsBody("morality", "道德评议会"),
    CustomsBody("deliberation", "村民议事会"),
    CustomsBody("anti_drug_gambling", "禁毒禁赌会"),
)


@dataclass(frozen=True)
class Rota:
    TITLE = "应急值守岗位"
    kinds: tuple[PostKind, ...] = value("岗位有哪几种", SHIPPED_POSTS, rule="R-TASK-12", rows_of=PostKind)


@dataclass(frozen=True)
class Customs:
    TITLE = "一约四会和月列会"
    bodies: tuple[CustomsBody, ...] = value("“一约四会”是哪几样", SHIPPED_BODIES, rule="R-TASK-09", rows_of=CustomsBody)
    remind_from_day: int = value("每月几号起，没开月列会的提醒", 25, rule="R-TASK-10", unit="日")
