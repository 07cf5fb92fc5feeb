"""The lists of documents and of who has read one."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.policy.documents.models import DocumentReceipt, RuleDocument
from zhucun.web.tables import Cell, Column, Table, View


def documents_table(request: HttpRequest, read: dict[int, tuple[int, int]]) -> Table:
    today = request.actor.today

    def version(row: RuleDocument) -> Any:
        return row.version_on(today) or max(row.versions.all(), key=lambda one: one.since)

    def receipts(row: RuleDocument) -> Cell:
        done, of = read.get(version(row).pk, (0, 0))
        return Cell(f"{done} / {of}", url=reverse("policy:documents.receipts", args=[row.pk])) if of else Cell("不要")

    return Table(
        name="rule_documents",
        caption="制度文件",
        columns=(
            Column("title", "名称", lambda row: _title(row), sort="title", width=40),
            Column("number", "文号", lambda row: version(row).number, width=20),
            Column("since", "从哪天起", lambda row: Cell(f"{version(row).since:%Y-%m-%d}", sub=_editions(row))),
            Column("sets", "定了参数", lambda row: _sets(version(row)), numeric=True),
            Column("read", "签收", receipts, numeric=True),
        ),
        views=(View("repealed", "已废止", Q(repealed_on__isnull=False)),),
        first=View("in_force", "在用", Q(repealed_on__isnull=True)),
        search=_called,
        search_hint="找名称、文号",
        order="pk",
        counted=lambda count: f"{count} 个",
        empty={"text": "还没有登记制度文件。", "icon": "file-text"},
    )


def _called(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(title__icontains=text) | Q(versions__number__icontains=text)).distinct()


def _title(row: RuleDocument) -> Cell:
    ended = f"，{row.repealed_on:%Y-%m-%d} 废止" if row.repealed_on else ""
    return Cell(f"《{row.title}》", sub=f"{row.issuer}{ended}", url=reverse("policy:documents.one", args=[row.pk]))


def _editions(row: RuleDocument) -> str:
    count = len(row.versions.all())
    return f"第 {count} 版" if count > 1 else ""


def _sets(version: Any) -> str:
    count = sum(len(one.keys) for one in version.sentences.all())
    return f"{count} 项" if count else "—"


RECEIPTS = Table(
    name="document_receipts",
    caption="签收",
    columns=(
        Column("who", "单位、队员", lambda row: Cell(row.who), width=24),
        Column("asked", "哪天要签的", lambda row: f"{row.asked_on:%Y-%m-%d}", sort="asked_on"),
        Column("read", "签收", lambda row: _read(row), sort="read_on"),
        Column("by", "谁登记", lambda row: Cell(row.entered_by or "—", sub="纸上签的" if row.is_on_paper else "")),
    ),
    views=(View("read", "签了", Q(read_on__isnull=False)),),
    first=View("unread", "没签", Q(read_on__isnull=True)),
    order=("unit__name", "cadre__person__name"),
    counted=lambda count: f"{count} 份",
    empty={"text": "没有。", "icon": "circle-check"},
)


def _read(row: DocumentReceipt) -> Cell:
    return Cell(f"{row.read_on:%Y-%m-%d}") if row.read_on else Cell("还没有")
