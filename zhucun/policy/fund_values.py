"""What a team's work fund may go on (R-CARE-10). Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value

ALLOWED_PURPOSES = ("办公用品", "学习培训", "宣传公开", "调研走访", "会议活动", "为群众办小事")
PERSONAL = ("补贴", "补助", "津贴", "奖金", "工资", "红包", "加班费", "过节费")


@dataclass(frozen=True)
class Funds:
    TITLE = "工作经费"
    allowed_purposes: tuple[str, ...] = value("工作经费可以花在", ALLOWED_PURPOSES, rule="R-CARE-10")
    published_within_days: int = value("半年公示，过完以后", 15, rule="R-CARE-10", unit="天内")
    personal_words: tuple[str, ...] = value("开支里出现就不收的字样（发给个人的）", PERSONAL, rule="R-CARE-10")
