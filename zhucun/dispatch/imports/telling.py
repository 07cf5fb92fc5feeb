"""What an import says as plain data: the same on the command line and at the API."""

from collections.abc import Mapping
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.imports.bringing import Brought, bring_in, look
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.plan import rows_left_out
from zhucun.web.importing import Choices, WrongKind, importer_for

ANY = ("", "auto")


def choices_told(
    *,
    kind: str = "",
    sheet: str = "",
    encoding: str = "",
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    leave_out: str = "",
) -> Choices:
    """Raises Unreadable for a kind nobody knows and rows that are no numbers."""
    key = "" if kind in ANY else importer_for(kind).key
    return Choices(key, sheet, encoding, mapping or {}, answers or {}, _left_out(leave_out))


def _left_out(text: str) -> frozenset[str]:
    """7,12-15 or 东岭镇!12: the file's own row numbers."""
    return frozenset(row for part in text.replace("，", ",").split(",") for row in rows_named(part))


def rows_named(part: str) -> set[str]:
    """东岭镇!12-15, or without a sheet."""
    sheet, mark, rows = part.rpartition("!")
    return {f"{sheet}{mark}{row}" for row in rows_left_out(rows)}


def brought_or_looked(data: bytes, name: str, choices: Choices, *, dry_run: bool, by: Actor) -> Brought:
    """Raises Unreadable or Refused. Whoever may not import a kind is told so before the file is read."""
    if choices.kind:
        by.must(importer_for(choices.kind).needs)
    if dry_run:
        return Brought(look(data, name, choices, by=by))
    return bring_in(data, name, choices, by=by)


def told(brought: Brought, *, dry_run: bool) -> dict[str, Any]:
    """The plan with what became of it."""
    plan, file = brought.plan, brought.file
    value = {**plan.as_json(), "dry_run": dry_run, "written": bool(file)}
    if file is None:
        return value | {"imported": {}}
    return value | {"imported": dict(file.counts), "import_id": file.pk, "batch": str(file.batch_id)}


def told_unreadable(name: str, unreadable: Unreadable) -> dict[str, Any]:
    """Of the file as a whole: the same shape as of a cell, without row and column."""
    fault = {"row": None, "column": "", "value": name, "problem": unreadable.sentence, "grade": "refused"}
    kind = unreadable.verdict.as_json() if isinstance(unreadable, WrongKind) else {"kind": None}
    told = {"file": name, **kind, "reason": unreadable.reason, "faults": [fault], "written": False}
    return told | {"problem": unreadable.sentence}
