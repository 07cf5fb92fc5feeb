"""Which days a form says its numbers are of."""

from datetime import date

import pytest

from zhucun.reports.filling.days_said import days_said


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["驻村帮扶月调度表", "县（市、区）：   时间：2022年6月"], "2022-06-01 到 2022-06-30"),
        (["2022 年 2 月份统计表"], "2022-02-01 到 2022-02-28"),
        (["2022年上半年汇总表", "2022年上半年"], "2022-01-01 到 2022-06-30"),
        (["2022年第二季度报表"], "2022-04-01 到 2022-06-30"),
        (["2022年上半年汇总表", "注：驻村干部为截至2022年6月15日在岗人数"], "截止 2022-06-15"),
        (["2022年上半年汇总表", "截至2022年6月30日"], "2022-01-01 到 2022-06-30"),
        (["数据截止时间：2022年6月30日。"], "截止 2022-06-30"),
        (["2022年5月", "2022年6月"], ""),
        (["青驻办〔2022〕3号", "请于7月15日前报送", "2022年6月3日印发", "    年  月  日"], ""),
        (["截至2022年13月40日", "2022年13月"], ""),
    ],
)
def test_the_days_a_form_names_are_found_and_two_that_differ_are_none(lines: list[str], told: str) -> None:
    said = days_said(lines)

    assert (said.told if said else "") == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2022年7月", "2022-07-01 到 2022-07-11"),
        ("2022年8月", ""),
        ("截至2022年7月12日", ""),
        ("2022年6月", "2022-06-01 到 2022-06-30"),
    ],
)
def test_of_a_month_that_runs_it_is_until_today(line: str, told: str) -> None:
    said = days_said([line])
    until_today = said.by(date(2022, 7, 11)) if said else None

    assert (until_today.told if until_today else "") == told
