"""The documents and their sentences behind a figure, as lists."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.lib.figure import Figure, Question
from zhucun.policy.documents.models import RuleDocument, RuleSentence
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def list_documents(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    def version(row: RuleDocument) -> Any:
        return row.version_on(question.as_of)

    columns = (
        Column("title", "名称", lambda row: document(row, question), width=40),
        Column("issuer", "发文机关", lambda row: row.issuer, width=24),
        Column("number", "文号", lambda row: version(row).number, width=20),
        Column("since", "从哪天起", lambda row: f"{version(row).since:%Y-%m-%d}"),
    )
    caption = f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    return Table("figure_documents", caption, columns, counted=lambda n: f"{n} 个"), loaded(rows, question)


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return rows.prefetch_related("versions")


def document(row: RuleDocument, question: Question) -> Cell:
    return Cell(f"《{row.title}》", url=reverse("policy:documents.one", args=[row.pk]))


def why(row: RuleDocument, then: Any, now: Any, came: bool) -> Why:
    if came:
        first = min(version.since for version in row.versions.all())
        return Why(first, "开始施行") if then < first <= now else Why(None, "登记了")
    return Why(row.repealed_on, "废止了")


show_rows("document", RowsShown("", list_documents, loaded, document, why))


def list_sentences(figure: Figure, question: Question, rows: QuerySet) -> tuple[Table, QuerySet]:
    columns = (
        Column("mark", "条号", lambda row: sentence(row, question), width=12),
        Column("text", "内容", lambda row: row.text, width=60),
        Column("document", "写在哪里", lambda row: f"《{row.edition.document.title}》", width=40),
        Column("since", "从哪天起", lambda row: f"{row.edition.since:%Y-%m-%d}", is_tight=True),
    )
    caption = f"{figure.label}（截止 {question.as_of:%Y-%m-%d}）"
    order = rows.order_by("edition", "position")
    return Table("figure_sentences", caption, columns, counted=lambda n: f"{n} 项"), with_documents(order, question)


def with_documents(rows: QuerySet, question: Question) -> QuerySet:
    return rows.select_related("edition__document")


def sentence(row: RuleSentence, question: Question) -> Cell:
    url = reverse("policy:documents.one", args=[row.edition.document_id])
    return Cell(row.mark or row.text, url=f"{url}#s{row.position}")


def why_sentence(row: RuleSentence, then: Any, now: Any, came: bool) -> Why:
    version = row.edition
    return Why(version.since, "开始施行" if came else "不再施行，或者改了", version.number)


show_rows("rule_sentence", RowsShown("", list_sentences, with_documents, sentence, why_sentence))
