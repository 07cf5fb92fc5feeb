"""The values of 六个一 beyond its six items: fields of practical matters, when they are looked at again, terms of
committees. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value
from zhucun.policy.named_rows import NamedRow


@dataclass(frozen=True)
class MatterField(NamedRow):
    """What a matter is about; the first five are those of the county's own reports (R-TASK-04)."""


SHIPPED_FIELDS = (
    MatterField("prevention", "防返贫"),
    MatterField("epidemic", "疫情防控"),
    MatterField("spring_farming", "春耕生产"),
    MatterField("environment", "人居环境"),
    MatterField("public_order", "综治维稳"),
    MatterField("other", "其他"),
)


@dataclass(frozen=True)
class Matters:
    TITLE = "实事"
    fields: tuple[MatterField, ...] = value("实事分哪几个方面", SHIPPED_FIELDS, rule="R-TASK-04", rows_of=MatterField)
    recheck_days: int = value("办结多久以后回访", 90, rule="R-TASK-04", unit="天")
    recheck_every: int = value("办结的每几件回访一件（0 是不回访）", 10, rule="R-TASK-04", unit="件")


@dataclass(frozen=True)
class Committees:
    TITLE = "村“两委”"
    term_years: int = value("一届任期", 5, rule="R-TASK-03", unit="年")


@dataclass(frozen=True)
class Talents:
    TITLE = "能人"
    still_here_days: int = value("回来以后每隔多久问一次还在不在", 365, rule="R-TASK-07", unit="天")
