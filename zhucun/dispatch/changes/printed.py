"""召回审批表: each recall with what the sides said and who decided, for those who may know (R-DOC-16, R-TLK-05)."""

from collections.abc import Iterator, Mapping

from zhucun.dispatch.changes.models import CaseStep, ChangeCase
from zhucun.dispatch.changes.rules import CaseKind, Part, State
from zhucun.dispatch.roster.placed import TEAM, TOWNSHIP, VILLAGE, placed
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.web.ledgers import Asked, Ledger, Per, Row, ledger

SHEET = Sheet(
    "recalls",
    "召回审批表",
    (
        Column("name", "姓名", text(), width=10),
        TOWNSHIP,
        VILLAGE,
        TEAM,
        Column("unit", "派出单位", text(), width=20),
        Column("ground", "事由", text(), width=22),
        Column("proposed_on", "提出日期", day(), width=12),
        Column("proposed_from", "谁提的", text(), width=10),
        *(Column(f"of_{part.value}", part.label, text(), width=20) for part in Part),
        Column("document", "文号", text(), width=18),
        Column("last_day", "最后一天", day(), width=12),
        Column("vacancy_due_on", "补齐期限", day(), width=12),
        Column("state", "办到哪一步", text(), width=12),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    seen = ChangeCase.objects.visible_to(asked.by, SEE_ENDS).filter(kind=CaseKind.RECALL).exclude(state=State.WITHDRAWN)
    of_span = seen.filter(proposed_on__gte=asked.since, proposed_on__lte=asked.last)
    rows = of_span.select_related("posting__cadre__person", "team", "sending_unit").prefetch_related("steps")
    for row in placed(rows, asked.last, "proposed_on"):
        steps = {step.part: step for step in row.steps.all()}
        yield {
            "name": row.whom,
            "township": row.township,
            "village": row.village_name,
            "team": row.team.name,
            "unit": row.sending_unit.name if row.sending_unit else "",
            "ground": row.get_ground_display(),
            "proposed_on": row.proposed_on,
            "proposed_from": row.get_proposed_from_display(),
            **_said(steps),
            "document": row.document,
            "last_day": row.last_day,
            "vacancy_due_on": row.vacancy_due_on,
            "state": row.get_state_display(),
        }


def _said(steps: Mapping[str, CaseStep]) -> Row:
    return {f"of_{part.value}": _in_words(steps.get(part.value)) for part in Part}


def _in_words(step: CaseStep | None) -> str | None:
    """Blank where it is still to be said: somebody signs there with a pen."""
    if step is None or step.agrees is None:
        return None
    verdict = "同意" if step.agrees else f"不同意：{step.opinion}"
    return f"{verdict}（{step.said_by}，{step.said_on:%Y-%m-%d}）"


RECALLS_LEDGER = ledger(
    Ledger(
        "recalls",
        "R-DOC-16",
        SHEET.title,
        "这段时间提出的召回，一件一行，各方意见各一栏。只给能看人怎么离队的人。",
        SEE_ENDS,
        Per.SPAN,
        SHEET,
        rows_of,
        ("乡镇党委", "派出单位", "县委组织部", "县领导"),
        is_wide=True,
        is_restricted=True,
    )
)
