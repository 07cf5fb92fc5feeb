"""The announced outcomes, the latest first: no order of persons."""

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import RECORD, Advancement, Level, OutcomeGroup
from zhucun.web.tables import Cell, Column, Filter, Table, View

# Each kind apart, never added up (R-USE-03).
VIEWS = (
    *(View(kind.value, kind.label, Q(kind=kind)) for kind in Advancement),
    *(View(group.value, group.label, Q(group=group)) for group in OutcomeGroup if group != OutcomeGroup.PROMOTE),
)


def outcomes_table(may_record: bool) -> Table:
    return Table(
        name="outcomes",
        caption="四个一批",
        columns=(
            Column("name", "姓名", _named, width=24),
            Column("kind", "哪一批", lambda row: Cell(row.get_group_display(), sub=row.get_kind_display())),
            Column("what", "公布的是什么", lambda row: row.what, width=30),
            Column("level", "哪一级", lambda row: row.get_level_display()),
            Column("document", "文件号", lambda row: row.document, width=24),
            Column("on", "公布日", lambda row: f"{row.on:%Y-%m-%d}", sort="on", is_tight=True),
            *((Column("do", "办", _link),) if may_record else ()),
        ),
        filters=(
            Filter("level", "哪一级", lambda request: Level.choices, lambda rows, level: rows.filter(level=level)),
        ),
        views=VIEWS,
        search=lambda rows, text: rows.filter(Q(cadre__person__name__contains=text) | Q(document__contains=text)),
        search_hint="姓名、文件号",
        order=("-on", "pk"),
        counted=lambda count: f"{count} 人次",
        empty={"text": "还没有公布的结果。", "icon": "circle-check"},
        note="只登记定了、公布了的；储备名单和正在考虑的人不在这里，也不排名。",
        may_double=False,
    )


def _named(row: AnnouncedOutcome) -> Cell:
    url = reverse("dispatch:members.one", args=[row.cadre_id])
    return Cell(row.cadre.person.name, sub=row.posting.team.name, url=url)


def _link(row: AnnouncedOutcome) -> Cell:
    return Cell("撤回", url=reverse("incentives:outcomes.withdraw", args=[row.pk]))


def table_of(request: HttpRequest) -> Table:
    return outcomes_table(request.actor.may(RECORD))
