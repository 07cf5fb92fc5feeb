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
    new_for_months: int = value("到村不满几个月的，给他找导师", 6, rule="R-TRN-07", unit="个月")
    mentor_question_days: int = value("帮带满一年后，几天内问双方往后怎么办", 30, rule="R-TRN-07", unit="天")
