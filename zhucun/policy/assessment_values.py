"""The values of 考核: how long steps last, how far a rater may be from the records, the smallest group. Pure."""

from dataclasses import dataclass

from zhucun.policy.declaring import value


@dataclass(frozen=True)
class Assessment:
    """Weights, bands and caps stand in the scheme (R-ASS-03); what is here holds for all of them."""

    TITLE = "考核"
    rate_days: int = value("开始考核后，评分期限", 7, rule="R-ASS-04", unit="个工作日")
    far_points: int = value("评分和记录算的相差多少，要写一句为什么", 10, rule="R-ASS-08", unit="分以上")
    smallest_group: int = value("不记名测评，一组少于多少人就并到别的组", 5, rule="R-ASS-12", unit="人")
    publicity_days: int = value("公示", 5, rule="R-ASS-15", unit="个工作日")
    appeal_days: int = value("收到申诉后答复", 5, rule="R-ASS-16", unit="个工作日")
