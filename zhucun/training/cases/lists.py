"""The library as a list: published ones by 六个一, whether experience or lesson, which session had them."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import with_township
from zhucun.policy import in_force as policy
from zhucun.training.cases.models import TrainingCase
from zhucun.training.cases.rules import CaseState, Shape
from zhucun.web.tables import Cell, Column, Filter, Table, View, exported

SHOWN = 60


def cases_for(request: HttpRequest) -> QuerySet[TrainingCase]:
    rows = TrainingCase.objects.readable_by(request.actor).with_uses()
    return with_township(rows, "place_code", request.actor.today)


def cases_table(request: HttpRequest) -> Table:
    aspects = [(one, one) for one in policy.of(request.actor).six_ones.items]
    return Table(
        name="training_cases",
        caption="经验库",
        columns=(
            Column("title", "题目", _title, sort="title", width=44),
            Column("aspect", "六个一", lambda row: row.aspect or "—", width=16),
            Column("shape", "是什么", lambda row: row.get_shape_display()),
            Column("where", "哪里的", lambda row: row.township or "全县", sort="place_code", width=14),
            Column("uses", "用到的培训", lambda row: f"{row.use_count} 期" if row.use_count else "—", numeric=True),
            Column("state", "到哪一步", _state, sort="decided_on", is_tight=True),
            exported("what", "怎么做的", lambda row: row.what, width=60),
            exported("gist", "管用在哪里", lambda row: row.gist, width=40),
        ),
        filters=(
            Filter("aspect", "六个一", lambda _: aspects, lambda rows, one: rows.filter(aspect=one)),
            Filter("shape", "经验、教训", lambda _: Shape.choices, lambda rows, one: rows.filter(shape=one)),
        ),
        first=View("published", "发布了的", Q(state=CaseState.PUBLISHED)),
        views=(
            View("recommended", "等驻村办看的", Q(state=CaseState.RECOMMENDED)),
            View("aside", "没用上、撤下的", Q(state__in=[CaseState.DECLINED, CaseState.TAKEN_DOWN])),
        ),
        search=lambda rows, text: rows.filter(
            Q(title__icontains=text) | Q(what__icontains=text) | Q(gist__icontains=text)
        ),
        search_hint="题目、正文里的字",
        order=("-decided_on", "-pk"),
        counted=lambda count: f"{count} 篇",
        note="写法和做法，不写人：没有村民的姓名、住址、电话、病情，教训不写是哪个村。",
        empty={"text": "没有这样的案例。谁都可以推荐一篇。", "icon": "book"},
        may_double=False,
    )


def _title(row: TrainingCase) -> Cell:
    told = row.gist or row.what
    return Cell(
        row.title,
        sub=told if len(told) <= SHOWN else f"{told[:SHOWN]}……",
        url=reverse("training:cases.one", args=[row.pk]),
    )


def _state(row: TrainingCase) -> Cell:
    day = row.decided_on or row.recommended_on
    return Cell(row.get_state_display(), sub=f"{day:%Y-%m-%d}")
