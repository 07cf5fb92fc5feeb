"""Any list as .xlsx, with the page's rows, filters, order; papers as .docx. What is taken away is noted (screen N5)."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import Refused
from zhucun.papers.letter import Unwritable
from zhucun.sheets.columns import Column as SheetColumn
from zhucun.sheets.columns import Sheet
from zhucun.sheets.values import text, whole
from zhucun.sheets.writing import Written, write_ledger
from zhucun.web.tables import BoundTable, Column

OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX, DOCX = f"{OFFICE}.spreadsheetml.sheet", f"{OFFICE}.wordprocessingml.document"
TYPES = {"xlsx": XLSX, "docx": DOCX, "zip": "application/zip"} | {
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
}
TAKEN = "导出"
MOST = 1_000_000_000  # a number in a list is any number


@transaction.atomic
def sheet_of(request: HttpRequest, table: BoundTable) -> HttpResponse:
    """The list as a file. Nothing leaves that is not noted: both or neither."""
    request.actor.must(table.table.export_needs)
    buffer = io.BytesIO()
    written = write_ledger(buffer, _sheet(table), table.plain_rows(), around(request.actor, table.caption))
    note_export(request.actor, table.caption, written)
    return file_of(buffer.getvalue(), f"{table.caption}{request.actor.today:%Y%m%d}", request.actor)


def around(actor: Actor, title: str, more: str = "") -> Written:
    """What stands around the rows: title, day, who took it; the demo says so."""
    note = f"截至 {actor.today:%Y-%m-%d}，{actor.name}导出" + (f"。{more}" if more else "")
    return Written(title=title, note=note, footer=actor.office, is_demo=actor.is_demo)


def note_export(actor: Actor, what: str, rows: int, *, reason: str = "") -> None:
    """Who took which list away, and how many rows of it (R-SEC-08)."""
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=actor.name,
        account_id=actor.account_id,
        door=actor.door,
        what=f"{TAKEN}{what}",
        reason=reason,
        place_code=actor.county_code,
        row_count=rows,
    )


@transaction.atomic
def paper_of(actor: Actor, what: str, name: str, write: Callable[[], bytes], *, reason: str = "") -> HttpResponse:
    """A letter or form as a Word file, noted like any sheet; `what` is read by more people than the paper is."""
    try:
        content = write()
    except Unwritable as error:
        raise Refused(error.sentence) from error
    note_export(actor, f"{what}（Word）", 1, reason=reason)
    return file_of(content, name, actor, ending="docx")


@transaction.atomic
def papers_of(actor: Actor, what: str, name: str, papers: Iterable[tuple[str, Callable[[], bytes]]]) -> HttpResponse:
    """Several letters in one file, each under its own name."""
    buffer, count = io.BytesIO(), 0
    with zipfile.ZipFile(buffer, "w") as packed:
        for called, write in papers:
            try:
                packed.writestr(f"{called}.docx", write())
            except Unwritable as error:
                raise Refused(f"{called}：{error.sentence}") from error
            count += 1
    note_export(actor, f"{what}（Word）", count)
    return file_of(buffer.getvalue(), name, actor, ending="zip")


def file_of(content: bytes, name: str, actor: Actor, *, ending: str = "xlsx") -> HttpResponse:
    """A download under a Chinese name; of the demo the name says so too."""
    name = f"{'演示-' if actor.is_demo else ''}{name}.{ending}"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)


def _sheet(table: BoundTable) -> Sheet:
    columns = tuple(_column(index, column) for index, column in enumerate(table.table.columns))
    return Sheet(table.table.name, table.caption, columns)


def _column(index: int, column: Column) -> SheetColumn:
    def value(row: list[Any]) -> Any:
        return row[index]

    kind = whole(0, MOST) if column.numeric else text()
    return SheetColumn(column.key, column.label, kind, width=column.width, value=value)
