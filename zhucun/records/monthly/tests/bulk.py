"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import operator_of, plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.records.monthly import acts as team_months


@plan("month_report.confirm")
def month_reports(cast: Cast) -> list[Told]:
    june = {"month": date(2022, 6, 1)}
    return [Told(cast.team, june), Told(cast.xihe_team, {**june, "text": "走访 2 次。", "next_month": "修水渠"})]


@plan("month_report.check")
def month_reports_checked(cast: Cast) -> list[Told]:
    return [Told(row) for row in team_months.confirm.many(month_reports(cast), by=operator_of(cast))]
