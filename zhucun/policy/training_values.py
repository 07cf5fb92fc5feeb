"""The values of 训: how long before and after arrival, how often, how many days. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value


@dataclass(frozen=True)
class Training:
    TITLE = "培训"
    pre_post_days: int = value("岗前培训几天", 2, rule="R-TRN-01", unit="天")
    pre_post_within_days: int = value("到村后几天内补上岗前培训", 30, rule="R-TRN-01", unit="天")
    times_per_year: int = value("每人每年至少轮训", 1, rule="R-TRN-02", unit="次")
    min_days_per_year: int = value("每人每年至少培训", 5, rule="R-TRN-03", unit="天")
    mentees_per_mentor: int = value("一位导师最多带", 3, rule="R-TRN-07", unit="人")
