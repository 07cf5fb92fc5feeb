"""请假台账: every request of a span with its opinions by tier, in the columns of 请假申请表 (R-DOC-03)."""

from collections.abc import Iterator

from zhucun.dispatch.roster.placed import TOWNSHIP, VILLAGE, placed
from zhucun.lib import halves
from zhucun.lib.health_words import without_health
from zhucun.org.people.sheets import NAME, UNIT_NAME
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.rules import SEE, State
from zhucun.policy.leave import LEAVE_APPROVERS
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

SICK = "sick"  # what somebody suffers from stands in no ledger (R-DAT-01); the form they signed says it
TIERS = {
    "of_team": ("队里意见", ("team_leader",)),
    "of_unit": ("派出单位意见", ("sending_unit",)),
    "of_township": ("乡镇意见", ("township_organiser", "township_secretary")),
    "of_county": ("县里意见", ("county_office", "organisation_department", "county_leader")),
}
SHEET = Sheet(
    "leave",
    "请假台账",
    (
        Column("name", NAME.label, NAME.kind, width=10),
        TOWNSHIP,
        VILLAGE,
        Column("unit", "派出单位", UNIT_NAME, width=20),
        Column("kind", "假别", text(), width=10),
        Column("span", "起止", text(), width=24),
        Column("length", "天数", text(), width=8),
        Column("reason", "原因", text(), width=20),
        Column("going_to", "去哪里", text(), width=14),
        by_pen("phone", "联系电话", width=14),
        Column("covered_by", "谁顶着", text(), width=10),
        *(Column(key, label, text(), width=22) for key, (label, _) in TIERS.items()),
        Column("state", "办到哪一步", text(), width=10),
        Column("due", "应销假", day(), width=12),
        Column("returned", "销假日", day(), width=12),
        by_pen("signed", "销假签字", width=12),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    """Those that touch the span. The telephone is left to the pen, as on the form."""
    seen = LeaveRequest.objects.visible_to(asked.by).exclude(state=State.WITHDRAWN)
    rows = seen.overlapping(halves.half_of(asked.since), halves.beyond(asked.last))
    named = rows.select_related("cadre__person", "sending_unit", "covered_by__cadre__person")
    hidden = [f"{path}cadre__person__{name}" for path in ("", "covered_by__") for name in ("phone", "id_number")]
    ordered = placed(named.defer(*hidden), asked.last, "since_half").prefetch_related("steps")
    for row in ordered.iterator(chunk_size=500):
        yield _values(row)


def _values(row: LeaveRequest) -> Row:
    steps = list(row.steps.all())
    return {
        "name": row.cadre.person.name,
        "township": row.township,
        "village": row.village_name,
        "unit": row.sending_unit.name,
        "kind": row.kind_label,
        "span": row.span_with_year,
        "length": row.length,
        "reason": None if row.kind == SICK else without_health(row.reason),
        "going_to": row.going_to,
        "covered_by": row.covered_by.cadre.person.name if row.covered_by else "",
        **{key: "\n".join(_said(one) for one in steps if one.role in roles) for key, (_, roles) in TIERS.items()},
        "state": row.get_state_display(),
        "due": row.return_due_on,
        "returned": row.returned_on,
    }


def _said(step: LeaveStep) -> str:
    """By whom and when; one that is open leaves room for the pen."""
    if step.agrees is None:
        return f"{LEAVE_APPROVERS.get(step.role, step.role)}："
    verdict = "同意" if step.agrees else f"退回：{step.opinion}"
    return f"{verdict}（{step.decided_by}，{step.decided_on:%Y-%m-%d}）"


LEAVE_LEDGER = ledger(
    Ledger(
        "leave",
        "R-DOC-03",
        SHEET.title,
        "这段时间里的请假单，一张一行，各级意见各一栏。每张单子的申请表在它自己的页上。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("制表人", "乡镇负责人", "县驻村办"),
        is_wide=True,
    )
)
