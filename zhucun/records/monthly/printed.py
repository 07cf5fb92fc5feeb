"""工作记实登记表: each team's month in its numbers and words (R-DOC-11)."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, VILLAGE, placed
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.numbers import all_numbers, numbers_of
from zhucun.records.notes.rules import SEE
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

NOT_YET = "还没有确认"
WORDS = (("text", "做了什么", 44), ("problems", "问题和困难", 26), ("next_month", "下月打算", 26))


def sheet_of(_asked: Asked) -> Sheet:
    return Sheet(
        "monthly_work",
        "工作记实登记表",
        (
            TOWNSHIP,
            VILLAGE,
            TEAM,
            *(Column(f"of_{one.key}", f"{one.label}（{one.unit}）", text(), width=9) for one in all_numbers()),
            *(Column(key, label, text(), width=width) for key, label, width in WORDS),
            Column("confirmed_by", "谁确认", text(), width=14),
            Column("checked_by", "谁核对", text(), width=14),
        ),
    )


def rows_of(asked: Asked) -> Iterator[Row]:
    """Every team of the month: a confirmed report with its frozen numbers, of the others what is counted now."""
    teams = list(placed(Team.objects.visible_to(asked.by, SEE).as_of(asked.last), asked.last, "number"))
    seen = MonthReport.objects.visible_to(asked.by).filter(month=asked.since)
    reports = {one.team_id: one for one in seen}
    open_ones = [team.pk for team in teams if team.pk not in reports]
    counted = numbers_of(open_ones, asked.since, min(asked.until, asked.by.today + timedelta(days=1)), asked.by)
    for team in teams:
        report = reports.get(team.pk)
        told = _of_report(report) if report else _of_ledgers(counted[team.pk])
        yield {"township": team.township, "village": team.village_name, "team": team.name, **told}


def _of_report(report: MonthReport) -> Row:
    """As it was frozen: a number that was not counted then is blank."""
    frozen = {key: shown for key, _, shown, _ in report.numbers}
    numbers = {f"of_{one.key}": _said(frozen.get(one.key)) for one in all_numbers()}
    words = {key: getattr(report, key) for key, _, _ in WORDS}
    return {**numbers, **words, "confirmed_by": report.confirmed_by, "checked_by": report.checked_by}


def _said(value: object) -> str | None:
    return None if value is None else str(value)


def _of_ledgers(counted: Mapping[str, int]) -> Row:
    numbers = {f"of_{one.key}": one.shown(counted[one.key]) if one.key in counted else None for one in all_numbers()}
    return {**numbers, **dict.fromkeys(key for key, _, _ in WORDS), "confirmed_by": NOT_YET, "checked_by": None}


MONTHLY_LEDGER = ledger(
    Ledger(
        "monthly-work",
        "R-DOC-11",
        "工作记实登记表",
        "一个月，一队一行：在村、走访、开会、办事的数，做了什么、问题、下月打算。队长没确认的，数从台账现数。",
        SEE,
        Per.MONTH,
        sheet_of,
        rows_of,
        ("填表人", "工作队队长", "乡镇负责人", "县驻村办"),
        is_wide=True,
    )
)
