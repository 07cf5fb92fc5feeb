"""One's own forms, and the labels a county has settled, as lists."""

from django.urls import reverse

from zhucun.reports.filling.meanings import LEAVE, meaning_of
from zhucun.reports.filling.models import Form, RememberedLabel
from zhucun.web.tables import Cell, Column, Table

KINDS = {"xlsx": "Excel", "docx": "Word"}
FORMS = Table(
    name="forms",
    caption="我的表",
    columns=(
        Column("title", "名称", lambda row: Cell(row.title, url=reverse("reports:forms.one", args=[row.pk])), width=40),
        Column("as_of", "截止哪天", lambda row: f"{row.last_as_of:%Y-%m-%d}" if row.last_as_of else "", is_tight=True),
        Column("cells", "填了", lambda row: _cells(row), is_tight=True),
        Column("kind", "格式", lambda row: KINDS.get(row.kind, row.kind), is_tight=True),
        Column("brought", "放进来", lambda row: _moment(row), sort="brought_at", is_tight=True),
    ),
    search=lambda rows, text: rows.filter(title__icontains=text),
    search_hint="名称里的字",
    order=("-brought_at", "-pk"),
    counted=lambda count: f"{count} 张",
    note="只有自己看得到。",
    empty={"text": "还没有填过。把上级发下来的空表放进来试试。", "icon": "file-spreadsheet"},
    may_double=False,
)


def _cells(row: Form) -> str:
    if row.last_known is None:
        return ""
    return f"{row.last_known} 格，{row.last_open} 格没填" if row.last_open else f"{row.last_known} 格"


def _moment(row: Form) -> Cell:
    return Cell(template="reports/filling/pages/_moment.html", context=row.brought_at)


REMEMBERED = Table(
    name="remembered_labels",
    caption="记住的写法",
    columns=(
        Column("label", "表里写的", lambda row: row.label, sort="label", width=30),
        Column("told", "填什么", lambda row: called(row.told), width=30),
        Column("by", "谁定的", lambda row: row.settled_by, is_tight=True),
        Column("at", "什么时候", lambda row: f"{row.settled_at:%Y-%m-%d}", sort="settled_at", is_tight=True),
        Column("forget", "不记了", lambda row: _forget(row), is_tight=True),
    ),
    search=lambda rows, text: rows.filter(label__icontains=text),
    search_hint="表里写的字",
    order=("-settled_at", "-pk"),
    counted=lambda count: f"{count} 个",
    empty={"text": "还没有。在表里给拿不准的一栏选一个数，就记在这里，下个月不用再选。", "icon": "file-spreadsheet"},
    may_double=False,
)


def called(told: str) -> str:
    if told == LEAVE:
        return "空着"
    meaning = meaning_of(told)
    return meaning.label if meaning else "已经没有这个数了"


def _forget(row: RememberedLabel) -> Cell:
    """Whoever settled it takes it back; others choose anew in a form, which goes before it."""
    if not row.is_own:
        return Cell("")
    return Cell("不再记住", url=reverse("reports:forms.forget", args=[row.pk]))
