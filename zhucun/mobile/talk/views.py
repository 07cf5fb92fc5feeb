"""A talk on the phone: whom it is about reads the notice and says what there is to say; who held it registers it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.talking.forms import AnswerForm, ShortHoldForm
from zhucun.oversight.talking.lists import talk_words
from zhucun.oversight.talking.views import steps_of, talk_of
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import TO_HOLD
from zhucun.oversight.talks.waiting import to_be_held
from zhucun.web.forms import ActForm


@phone_page(needs=rules.SEE)
def own(request: HttpRequest) -> HttpResponse:
    """The notices to oneself, and the talks one's own side is to hold."""
    actor = request.actor
    seen = TalkRecord.objects.visible_to(actor).standing()
    mine, ours = seen.about(actor).order_by("-noticed_on", "-pk"), to_be_held(actor)
    parts = [("给我的通知", mine)] + ([("等我们谈的", ours.order_by("due_on", "pk"))] if ours is not None else [])
    groups = [(label, _lines(rows, actor)) for label, rows in parts]
    back = reverse("mobile:me" if groups[0][1] else "mobile:todo")
    return shown(request, "mobile/talk/pages/own.html", {"groups": [one for one in groups if one[1]], "back_url": back})


def _lines(rows: QuerySet, actor: Actor) -> list[tuple[TalkRecord, tuple[str, str]]]:
    named = rows.select_related("posting__cadre__person", "unit", "team")
    return [(row, talk_words(row, actor.today)) for row in named]


@phone_page(needs=rules.SEE)
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = talk_of(request, pk), request.actor
    to_hold, is_mine = row.state in TO_HOLD, talks.is_about(row, actor)
    context = {
        **_about(request, row),
        "may_answer": is_mine and to_hold,
        "may_hold": to_hold and actor.may(rules.HOLD) and talks.may_hold(row, actor),
        "back_url": reverse("mobile:talks" if is_mine else "mobile:todo"),
    }
    return shown(request, "mobile/talk/pages/talk.html", context)


def _about(request: HttpRequest, row: TalkRecord) -> dict[str, Any]:
    return {
        "talk": row,
        "steps": steps_of(row),
        "stage": talk_words(row, request.actor.today),
        "is_mine": talks.is_about(row, request.actor),
    }


@phone_page(needs=rules.ANSWER)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_of(request, pk, rules.ANSWER)
    form = AnswerForm(request.POST or None, seen=row, initial={"statement": row.statement})
    return _step(request, row, talks.state_own, form, heading="作说明", verb="交上去")


@phone_page(needs=rules.HOLD)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_of(request, pk, rules.HOLD)
    form = ShortHoldForm(request.POST or None, talk=row, today=request.actor.today)
    return _step(request, row, talks.hold, form, heading=f"和{row.whom}谈了", verb="登记")


def _step(request: HttpRequest, row: TalkRecord, act: Act, form: ActForm, **words: str) -> HttpResponse:
    here = reverse("mobile:talk", args=[row.pk])
    if form.is_valid() and form.do(act, row, by=request.actor):
        return redirect(here)
    return shown(request, "mobile/talk/pages/step.html", {"talk": row, "form": form, "back_url": here, **words})
