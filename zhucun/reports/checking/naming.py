"""What reports call the figures of the catalogue. Data, to be added to.

A line is a figure and the words that all have to stand by its number, each in one of its ways (40岁以下|未满40岁).
What is not listed is known by its label alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zhucun.lib.figure import Figure, all_figures
from zhucun.reports.checking.words import SAME_UNIT

SAID: Mapping[str, str] = {
    "dispatch.adjusted_or_removed": "调整撤换|调整、撤换|撤换",
    "dispatch.reinforcements": "增派",
    "dispatch.ended_by_recall": "召回",
    "dispatch.members_under_40": "40岁以下|40周岁以下|未满40岁|未满40周岁|不满40岁",
    "dispatch.members_with_rural_experience": "农村工作经历|农村工作经验",
    "dispatch.covered_pairs.lifted_from_poverty": "脱贫村",
    "dispatch.covered_pairs.key_assistance": "乡村振兴重点帮扶村|重点帮扶村",
    "dispatch.covered_pairs.demonstration": "示范创建村",
    "dispatch.covered_pairs.resettlement": "易地扶贫搬迁集中安置点|集中安置点|安置点",
    "dispatch.party_members": "党员 队员|驻村干部",
    "training.sessions_online": "线上业务培训|线上培训|线上集中培训",
    "training.sessions_offline": "线下集中|线下培训|集中培训班",
    "training.attendances": "培训",
    "oversight.letter_issues": "整改交办函|交办函",
    "oversight.circulars": "督查通报",
    "oversight.accountability": "通报问责|问责",
    "oversight.unit_heads_talked_to": "约谈 负责人",
    "oversight.dual_talks": "双约谈 队员",
    "incentives.promoted": "提拔",
    "incentives.advanced_use": "进一步使用",
    "incentives.rank_advanced": "职级晋升",
    "incentives.title_advanced": "职称晋级|职称晋升",
    "incentives.first_secretary_fund_each": "每人每年 第一书记工作经费|工作经费",
    "incentives.team_fund_each": "每年 每个工作队|每队",
    "six_ones.disputes_solved": "纠纷",
    "six_ones.matters_solved": "急难愁盼|办实事|为民办实事",
    "six_ones.committee_returned": "引回 能人 两委",
    "six_ones.committee_young": "35周岁及以下|35岁及以下|35岁以下|35周岁以下 两委|村干部",
    "six_ones.committee_college": "大专及以上|大专以上 两委|村干部",
    "six_ones.opinions": "征求意见建议|意见建议",
    "six_ones.returned_by_teams": "能人|人才 引回",
    "six_ones.projects_planned": "产业规划",
    "six_ones.projects_finished": "已完成|完成|建成 产业规划|产业项目",
    "six_ones.projects_started": "动工实施|动工|实施|在建 产业规划|产业项目",
    "six_ones.project_money_applied": "申请 帮扶资金|产业资金|项目资金",
    "six_ones.linkers": "党员干部|党员、干部 联系群众|联系农户|联户",
    "six_ones.linked_households": "联系群众|联系农户|联户",
    "six_ones.duty_members": "队员 坚守岗位|值守",
    "records.visits": "走访",
    "policy.rule_documents": "规范性文件|规范文件|制度文件",
}

# totals of a concept, where its number says that it is one (共, 选派, 现有) and nothing narrower
TOTALS: Mapping[str, str] = {
    "驻村队员": "dispatch.members",
    "驻村工作队": "dispatch.teams",
    "第一书记": "dispatch.first_secretaries",
}

UNITS = {
    "人": {"人", "名", "位"},
    "人次": {"人次", "人"},
    "件": {"件", "个", "项"},
    "个": {"个", "件", "项"},
    "次": {"次", "户次"},
}


BARE = str.maketrans("", "", "“” ")


def bare(words: str) -> str:
    """A report writes 一肩挑 with its quotes or without, 35 周岁 with a space or without."""
    return words.translate(BARE)


@dataclass(frozen=True)
class Named:
    """A figure by words: each of `groups` has to be said, in one of its ways."""

    figure: Figure
    groups: tuple[tuple[str, ...], ...]
    is_said: bool = False  # a report's own words, which go before a label of equal length

    def heard(self, words: str) -> tuple[str, ...]:
        """What of the words names it, the longest way of each group; nothing where one of them is missing."""
        found = [max((way for way in ways if way in words), key=len, default="") for ways in self.groups]
        return tuple(found) if all(found) else ()

    def counts_in(self, unit: str) -> bool:
        own = SAME_UNIT.get(self.figure.unit, self.figure.unit)
        return unit in UNITS.get(own, {own})


@cache
def all_named() -> tuple[Named, ...]:
    """Of every figure but shares: those are asked through the number beside them that they are a share of."""
    return tuple(_named(figure) for figure in all_figures() if figure.kind != "share")


def _named(figure: Figure) -> Named:
    said = SAID.get(figure.id) or bare(figure.label)
    return Named(figure, tuple(tuple(group.split("|")) for group in said.split(" ")), figure.id in SAID)


@cache
def shares_of() -> Mapping[str, Figure]:
    """Figure of a part → the share it is the part of."""
    return {figure.of[0]: figure for figure in all_figures() if figure.kind == "share"}
