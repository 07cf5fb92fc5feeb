"""The two lists: files that came in, sheets that went out."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.models import AccessLog
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.opening.words import counts_in_words
from zhucun.dispatch.roster.rules import EXPORT, IMPORT
from zhucun.web.exporting import TAKEN
from zhucun.web.history import DOORS
from zhucun.web.importing import importers
from zhucun.web.tables import Cell, Column, Filter, Table


def files_in(request: HttpRequest) -> QuerySet[OpeningFile]:
    return OpeningFile.objects.visible_to(request.actor, EXPORT)


def sheets_out(request: HttpRequest) -> QuerySet[AccessLog]:
    """Those of one's own territory, and what one took oneself."""
    actor = request.actor
    reach = within_prefixes("place_code", actor.scope(EXPORT).place) | Q(account_id=actor.account_id)
    return AccessLog.objects.filter(reach, what__startswith=TAKEN)


def _moment(at: object) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def table_in(request: HttpRequest) -> Table:
    labels = {one.key: one.kind.label for one in importers()}
    may_open = request.actor.may(IMPORT)

    def name(row: OpeningFile) -> Cell:
        url = reverse("dispatch:imports.file", args=[row.pk]) if may_open else ""
        return Cell(row.file_name, sub=labels.get(row.kind, row.kind), url=url)

    return Table(
        name="files_in",
        caption="导入的表",
        columns=(
            Column("file_name", "文件", name, sort="file_name", width=36),
            Column("kind", "是什么表", lambda row: labels.get(row.kind, row.kind), only_exported=True),
            Column("imported_at", "什么时候", lambda row: _moment(row.imported_at), sort="imported_at", width=18),
            Column("imported_by", "谁导入的", lambda row: row.imported_by, sort="imported_by"),
            Column("counts", "写入了什么", lambda row: counts_in_words(row.counts), width=50),
            Column("number", "单号", lambda row: str(row.pk), numeric=True, plain=lambda row: row.pk, width=8),
        ),
        filters=(Filter("kind", "是什么表", lambda _: labels.items(), lambda rows, kind: rows.filter(kind=kind)),),
        search=lambda rows, text: rows.filter(Q(file_name__contains=text) | Q(imported_by__contains=text)),
        search_hint="文件名、谁导入的",
        order="-imported_at",
        counted=lambda count: f"{count} 份",
        empty={"text": "还没有导入过表。", "icon": "file-import"},
    )


def table_out() -> Table:
    return Table(
        name="sheets_out",
        caption="导出的表",
        columns=(
            Column("what", "导出了什么", lambda row: row.what.removeprefix(TAKEN), width=36),
            Column("at", "什么时候", lambda row: _moment(row.at), sort="at", width=18),
            Column("actor_name", "谁导出的", lambda row: row.actor_name, sort="actor_name"),
            Column("door", "从哪里", lambda row: DOORS.get(row.door, row.door)),
            Column("reason", "理由", lambda row: row.reason or "—", width=30),
            Column("row_count", "几行", lambda row: str(row.row_count), numeric=True, plain=lambda row: row.row_count),
        ),
        search=lambda rows, text: rows.filter(Q(what__contains=text) | Q(actor_name__contains=text)),
        search_hint="导出了什么、谁导出的",
        order="-at",
        counted=lambda count: f"{count} 次",
        empty={"text": "还没有人导出过。", "icon": "file-export"},
    )
