"""One's own drafts as a list."""

from django.urls import reverse

from zhucun.reports.drafts.models import Draft
from zhucun.web.tables import Cell, Column, Table

DRAFTS = Table(
    name="drafts",
    caption="我的材料稿",
    columns=(
        Column(
            "title", "标题", lambda row: Cell(row.title, url=reverse("reports:drafts.one", args=[row.pk])), width=40
        ),
        Column("as_of", "数字截止", lambda row: f"{row.as_of:%Y-%m-%d}", sort="as_of", is_tight=True),
        Column("changed", "最后一次改", lambda row: _moment(row), sort="changed_at", is_tight=True),
    ),
    search=lambda rows, text: rows.filter(title__icontains=text) | rows.filter(text__icontains=text),
    search_hint="标题、正文里的字",
    order=("-changed_at", "-pk"),
    counted=lambda count: f"{count} 份",
    note="只有自己看得到。",
    empty={"text": "还没有稿子。把要交的材料贴进来，先看看数字对不对。", "icon": "report-analytics"},
    may_double=False,
)


def _moment(row: Draft) -> Cell:
    return Cell(template="reports/drafts/pages/_moment.html", context=row.changed_at)
