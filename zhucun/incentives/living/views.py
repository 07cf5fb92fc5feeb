"""生活条件: teams by what they lack, and saying how one lives."""

from typing import Any, ClassVar

from django import forms
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.incentives.living import acts as living
from zhucun.incentives.living import rules
from zhucun.incentives.living.models import LivingConditions
from zhucun.lib.asking import LEADER, TOWNSHIP, TWICE_A_YEAR, Ask, asks
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Table, View

LIST = "incentives:living"


class LivingForm(ActForm):
    ask: ClassVar = asks(
        Ask(
            key="living_conditions",
            label="登记生活条件",
            who_asks="县驻村办",
            basis="关心关爱措施（R-CARE-09）",
            how_often=TWICE_A_YEAR,
            what_for="哪支队缺什么，县里和单位帮着办",
            minutes=1,
            role=(LEADER, TOWNSHIP),
        )
    )

    lacking = forms.MultipleChoiceField(
        label="缺哪几样",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="缺的打勾；都有的，一样也不勾。",
    )
    note = forms.CharField(label="缺什么、谁来办", max_length=200, required=False, help_text="有缺的才写。")

    def __init__(self, *args: Any, items: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lacking"].choices = [(one, one) for one in items]


def _rows(request: HttpRequest) -> QuerySet[Team]:
    """The teams of today, each with its latest word."""
    seen = LivingConditions.objects.filter(team=OuterRef("pk")).order_by("-checked_on")
    teams = Team.objects.visible_to(request.actor, rules.SEE).as_of(request.actor.today).in_order_of_places()
    columns = ("checked_on", "lacking", "is_lacking", "note")
    return teams.annotate(**{f"living_{name}": Subquery(seen.values(name)[:1]) for name in columns})


def living_table(may_record: bool) -> Table:
    return Table(
        name="living",
        caption="生活条件",
        columns=(
            Column("team", "工作队", lambda row: Cell(row.name, url=reverse("dispatch:teams.one", args=[row.pk]))),
            Column("lacking", "缺什么", _lacking, width=24),
            Column("note", "谁来办", lambda row: row.living_note or "—", width=40),
            Column("on", "看的日子", _day, sort="living_checked_on", is_tight=True),
            *((Column("do", "办", _link),) if may_record else ()),
        ),
        first=View("lacking", "有缺的", Q(living_is_lacking=True)),
        views=(
            View("fine", "样样都有", Q(living_is_lacking=False)),
            View("unseen", "还没看过", Q(living_checked_on__isnull=True)),
        ),
        search=lambda rows, text: rows.filter(name__contains=text),
        search_hint="工作队",
        order=(F("township_position"), "place_code"),
        counted=lambda count: f"{count} 支队",
        empty={"text": "没有缺生活条件的队。", "icon": "circle-check"},
        may_double=False,
    )


def _lacking(row: Any) -> str:
    if row.living_checked_on is None:
        return "还没看过"
    return "、".join(row.living_lacking) or "样样都有"


def _day(row: Any) -> str:
    return f"{row.living_checked_on:%Y-%m-%d}" if row.living_checked_on else "—"


def _link(row: Any) -> Cell:
    return Cell("登记", url=reverse("incentives:living.record", args=[row.pk]))


@page(needs=rules.SEE)
def listing(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    table = living_table(actor.may(rules.RECORD)).bind(request, _rows(request))
    context = {"table": table, "items": policy.of(actor).care.living_items}
    return render(request, "incentives/living/pages/list.html", context)


@page(needs=rules.RECORD)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(Team.objects.visible_to(request.actor, rules.RECORD), pk=pk)
    form = LivingForm(request.POST or None, items=policy.of(request.actor).care.living_items)
    back = reverse("dispatch:teams.one", args=[pk])
    if form.is_valid() and form.do(living.record, team, by=request.actor):
        return redirect(back)
    words = {
        "heading": f"{team.name}的生活条件",
        "question": "住的、吃的、喝的、用的，现在缺哪样？",
        "submit_label": "登记",
        "cancel_url": back,
        "cancel_label": "先不登记",
        "crumbs": [(reverse(LIST), "生活条件"), (back, team.name)],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})
