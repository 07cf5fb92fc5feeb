"""A plan as a page shows it, as plain data: kept with the draft, so that opening the page reads no file again."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any

from zhucun.lib.phones import masked_phone
from zhucun.sheets.columns import Sheet
from zhucun.sheets.faults import Fault
from zhucun.sheets.grid import is_blank
from zhucun.sheets.mapping import BY_CONTENT, Proposal, map_columns
from zhucun.sheets.plan import OUTCOME_LABELS, Entry, Outcome, Plan
from zhucun.sheets.rows import Question, Rows
from zhucun.sheets.tables import ROW_KIND_LABELS, Table
from zhucun.sheets.values import plain
from zhucun.web.importing import Case, digest

MOST_ROWS = 3000  # drawn; of a larger file the rows that need a person come first
MOST_CELLS, MOST_DETAILS, MOST_NAMES, SAMPLES, LONGEST = 8, 60, 60, 3, 24
PRIVATE = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)")
ORDER = (Outcome.REFUSED, Outcome.DOUBTFUL, Outcome.CHANGED, Outcome.ADDED, Outcome.EXCLUDED, Outcome.LEFT)


def drawn(case: Case, plan: Plan) -> dict[str, Any]:
    asked = {question.id for question in plan.questions}
    rows = sorted(plan.entries, key=lambda entry: ORDER.index(entry.outcome))
    return {
        "kind": plan.verdict.key,
        "label": plan.verdict.label,
        "why": plan.verdict.sentence,
        "found": plan.how_found,
        "remarks": plan.remarks,
        "total": len(plan.entries),
        "counts": {outcome.value: count for outcome, count in plan.counts.items()},
        "may": plan.may_be_carried_out,
        "nothing": plan.changes_nothing,
        "digest": digest(plan),
        "next": plan.sentences[-1],
        "header_faults": [fault.sentence for fault in plan.faults],
        "tables": [_table(rows, number) for number, rows in enumerate(plan.rows, 1)],
        "questions": [_question(q) for q in sorted(plan.questions, key=lambda q: -len(q.cells))],
        "rows": [_row(entry, asked) for entry in islice(rows, MOST_ROWS)],
        "absent": plan.absent[:MOST_NAMES],
        "absent_count": len(plan.absent),
        "passed": [[p.sheet, p.row, ROW_KIND_LABELS.get(p.kind, ""), p.text[:60]] for p in plan.passed[:40]],
        "sheets": [grid.name for grid in case.book.filled],
    }


def drawn_unknown(table: Table, sheet: Sheet) -> dict[str, Any]:
    """A table that nothing recognises: its columns, so that a person may say what they are; content proposes."""
    proposals = map_columns(sheet, table).proposals
    columns = [_column_of(table, proposal) for proposal in proposals]
    shown = {"number": 1, "sheet": table.grid.shown_name, "span": table.span, "rows": len(table.data_rows)}
    return {"tables": [shown | {"columns": columns, "doubtful": 0}], "questions": [], "rows": [], "counts": {}}


def _table(rows: Rows, number: int) -> dict[str, Any]:
    grid = rows.table.grid
    proposals = rows.mapping.proposals
    return {
        "number": number,
        "sheet": grid.shown_name,
        "span": rows.table.span,
        "rows": len(rows),
        "columns": [_column_of(rows.table, proposal) for proposal in proposals],
        "doubtful": sum(is_doubtful(p) for p in proposals),
    }


def is_doubtful(proposal: Proposal) -> bool:
    """Taken by its content, by a part of its label, or against what stands in it."""
    return bool(proposal.key) and (proposal.confidence <= BY_CONTENT or "请核对" in proposal.reason)


def _column_of(table: Table, proposal: Proposal) -> dict[str, Any]:
    return {
        "letter": proposal.letter,
        "label": proposal.label,
        "key": proposal.key,
        "reason": proposal.reason,
        "doubtful": is_doubtful(proposal),
        "samples": _first(table, proposal.index),
    }


def _first(table: Table, index: int) -> list[str]:
    return list(islice(_samples(table, index), SAMPLES))


def _samples(table: Table, index: int) -> Iterable[str]:
    """What stands in the first rows; numbers of people are masked (R-DAT-04)."""
    for row in table.data_rows[:40]:
        cell = table.grid.rows[row][index]
        if not is_blank(cell):
            text = PRIVATE.sub(lambda found: _masked(found[0]), plain(cell))
            yield text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _masked(number: str) -> str:
    return masked_phone(number) if len(number) == 11 else f"**************{number[-4:]}"


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "sentence": question.sentence,
        "options": [list(option) for option in question.options],
        "wants": question.wants,
        "cells": question.cells[:MOST_CELLS],
        "cell_count": len(question.cells),
        "details": question.details[:MOST_DETAILS],
        "detail_count": len(question.details),
    }


def _row(entry: Entry, asked: set[str]) -> dict[str, Any]:
    return {
        "sheet": entry.sheet,
        "row": entry.row,
        "outcome": entry.outcome.value,
        "word": OUTCOME_LABELS[entry.outcome],
        "who": entry.who,
        "changes": [difference.sentence for difference in entry.differences],
        "faults": [
            [fault.column, _unless_said(fault), fault.problem, fault.grade, fault.question in asked]
            for fault in entry.faults
        ],
    }


def _unless_said(fault: Fault) -> str:
    """The cell's value, where the sentence does not quote it itself."""
    return "" if f"“{fault.value}”" in fault.problem else fault.value
