"""S4 能人与座谈: forums, one forum with what was said there, everything said."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many
from zhucun.lib.periods import year_of
from zhucun.org.places.models import Place
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.talents import forms, lists, rules
from zhucun.six_ones.talents.forums import forums_for
from zhucun.six_ones.talents.models import ForumOpinion
from zhucun.six_ones.talents.rules import KEEP, SEE
from zhucun.web.figures import address
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

SAID = ("forums", "opinions", "opinions_open")


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = lists.forums_table(request).bind(request, lists.forums(request))
    context = {"table": table, "sums": sums_of(request.actor, SAID), "year": request.actor.today.year}
    return render(request, "six_ones/talents/pages/forums.html", context)


@page(needs=SEE)
def opinions(request: HttpRequest) -> HttpResponse:
    table = lists.opinions_table(request).bind(request, lists.opinions(request))
    return render(request, "six_ones/talents/pages/opinions.html", {"table": table})


def sums_of(actor: Actor, names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Of this year so far, for the territory one has; a team has its lists alone."""
    reach = actor.scope(SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], actor.today, since=year_of(actor.today).since)
    ids = {name: f"six_ones.{name}" for name in names}
    found = ask_many(ids.values(), question)
    return {name: {"value": found[one].value, "url": address(one, question)} for name, one in ids.items()}


@page(needs=SEE)
def forum(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said there; the form for one more stands below, for whoever held it."""
    actor = request.actor
    row = get_object_or_404(forums_for(actor).select_related("record__team"), pk=pk)
    may_add = actor.may(KEEP) and _held_by(row.record, actor)
    made = {"county_code": row.record.place_code[:6], "today": actor.today}
    form = forms.OpinionForm(request.POST or None, **made) if may_add else None
    if form is not None and form.is_valid() and form.do(talents.register, row, by=actor):
        offer(request, talents.register, form.outcome or 0, text="记下了")
        return redirect("six_ones:talents.forum", pk=pk)
    said = row.opinions.standing().select_related("team", "unit").order_by("pk")
    context = {
        "row": row,
        "place": Place.objects.filter(code=row.record.place_code).order_by("-pk").first(),
        "people": list(row.sign_ins.select_related("cadre__person")),
        "opinions": [{"row": one, "stage": lists.stage_of(one), "may_reply": _may_reply(one, actor)} for one in said],
        "form": form,
        "sees_record": actor.may("record.see"),
    }
    return render(request, "six_ones/talents/pages/forum.html", context)


def _held_by(record: Any, actor: Actor) -> bool:
    reach = actor.scope(KEEP)
    return record.team_id in reach.team or reach.covers_place(record.place_code)


def _may_reply(row: ForumOpinion, actor: Actor) -> bool:
    return row.replied_on is None and row.withdrawn_at is None and actor.may(KEEP) and talents.has_it(row, actor)


def opinion_of(request: HttpRequest, pk: int, needs: str = SEE) -> ForumOpinion:
    seen = ForumOpinion.objects.visible_to(request.actor, needs).select_related(*ForumOpinion.NAMED_WITH)
    return get_object_or_404(seen, pk=pk)


@page(needs=SEE)
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = opinion_of(request, pk), request.actor
    verbs = verbs_for(row, actor)
    urls = {verb: (label, reverse("six_ones:talents.opinion.step", args=[pk, verb])) for verb, label in LABELS.items()}
    context = {
        "row": row,
        "stage": lists.stage_of(row),
        "place": Place.objects.filter(code=row.place_code).order_by("-pk").first(),
        "main": urls["reply"] if "reply" in verbs else None,
        "buttons": [urls[verb] for verb in verbs if verb != "reply"],
        "sees_forum": forums_for(actor).filter(pk=row.meeting_id).exists(),
    }
    return render(request, "six_ones/talents/pages/opinion.html", context)


def verbs_for(row: ForumOpinion, actor: Actor) -> list[str]:
    if not actor.may(KEEP):
        return []
    at_home, has_it = talents.is_at_home(row, actor), talents.has_it(row, actor)
    if row.withdrawn_at is not None:
        return ["restore"] if at_home else []
    found = []
    if has_it:
        found += ["reopen"] if row.replied_on else ["reply"]
    if row.replied_on is None and (has_it or at_home):
        found.append("give")
    return found + (["correct", "withdraw"] if at_home else [])


LABELS = {
    "reply": "答复意见",
    "give": "交给谁办…",
    "correct": "改一改…",
    "reopen": "重新答复…",
    "withdraw": "撤回…",
    "restore": "恢复",
}
# verb → act, form, title, question, button
STEPS: dict[str, tuple[Act, type[ActForm], str, str, str]] = {
    "reply": (talents.reply, forms.ReplyForm, "答复意见", "办了什么，或者为什么办不了，一句话。", "答复"),
    "give": (talents.give, forms.GiveForm, "交给谁办", "村里办不了的，交给乡镇或者部门。", "交给他们"),
    "correct": (talents.correct, forms.CorrectOpinionForm, "改座谈会意见", "记错了的在这里改。", "存下"),
    "reopen": (talents.reopen, ActForm, "重新答复", "原来的答复去掉，再答一次。", "重新答复"),
    "withdraw": (talents.withdraw, forms.WithdrawForm, "撤回", "记错了的。不再算数，留底。", "撤回"),
    "restore": (talents.restore, ActForm, "恢复", "撤回错了，照原来的恢复。", "恢复"),
}


@page(needs=KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, title, question, button = STEPS[verb]
    row, today = opinion_of(request, pk, rules.KEEP), request.actor.today
    initial = {"on": today, **{name: getattr(row, name) for name in ("text", "said_by", "owner", "unit")}}
    made = {"county_code": row.place_code[:6], "today": today} if verb == "give" else {}
    form = form_class(request.POST or None, seen=row, initial=initial, **made)
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:talents.opinion", pk=pk)
    context = {"form": form, "row": row, "title": title, "question": question, "verb": button}
    return render(request, "six_ones/talents/pages/step.html", context)
