"""X5 经验库: who did this well? The library, one case, 推荐一篇, the office's look at it, the session it is used in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.models import Account
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.training.cases import acts as cases
from zhucun.training.cases import lists, rules
from zhucun.training.cases.forms import CaseForm, CorrectForm, DeclineForm, PublishForm, TakeDownForm, UseForm
from zhucun.training.cases.models import CaseUse, TrainingCase
from zhucun.training.cases.rules import PUBLISH, RECOMMEND, SEE, CaseState
from zhucun.training.cases.sources import Draft, all_sources, draft_from
from zhucun.training.sessions.models import SessionSpeaker, TrainingSession
from zhucun.training.sessions.rules import KEEP, Kind
from zhucun.training.sessions.rules import SEE as SEE_SESSIONS
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

LIST = "training:cases"
LATEST = 6


@page(needs=SEE)
def overview(request: HttpRequest) -> HttpResponse:
    table = lists.cases_table(request).bind(request, lists.cases_for(request))
    context = {"table": table, "speeches": _speeches(request.actor), "may_recommend": request.actor.may(RECOMMEND)}
    return render(request, "training/cases/pages/list.html", context)


def _speeches(actor: Actor) -> list[SessionSpeaker]:
    """What was told at exchanges of experience, the latest first."""
    if not actor.may(SEE_SESSIONS):
        return []
    held = TrainingSession.objects.visible_to(actor).standing().filter(kind=Kind.EXPERIENCE_EXCHANGE)
    rows = SessionSpeaker.objects.filter(session__in=held).select_related("session")
    return list(rows.order_by("-session__since", "position")[:LATEST])


@page(needs=RECOMMEND)
def new(request: HttpRequest) -> HttpResponse:
    """From a record, a speech or a kind of problem, or from nothing."""
    actor = request.actor
    told = request.POST if request.method == "POST" else request.GET
    source, key = told.get("source") or told.get("from", ""), told.get("source_key") or told.get("key", "")
    draft = draft_from(source, key, actor) if source else None
    if source and draft is None:
        raise Refused("找不到这一条来源了，从“推荐一篇”重新选。")
    form = CaseForm(request.POST or None, aspects=_aspects(actor), initial=_initial(draft, source, key))
    if form.is_valid() and _recommended(form, draft, actor):
        offer(request, cases.recommend, form.outcome or 0, text="推荐上去了，驻村办看过就发布")
        return redirect("training:cases.one", pk=form.outcome)
    offered = [] if draft else [(one, found) for one in all_sources() if (found := one.offers(actor))]
    return render(request, "training/cases/pages/new.html", {"form": form, "draft": draft, "offered": offered})


def _aspects(actor: Actor) -> tuple[str, ...]:
    return policy.of(actor).six_ones.items


def _initial(draft: Draft | None, source: str, key: str) -> dict[str, Any]:
    if draft is None:
        return {"shape": rules.Shape.EXPERIENCE}
    told = {"title": draft.title, "what": draft.what, "shape": draft.shape, "aspect": draft.aspect}
    return {**told, "source": source, "source_key": key}


def _recommended(form: CaseForm, draft: Draft | None, actor: Actor) -> bool:
    account = Account.objects.get(pk=actor.account_id)
    where = Place.objects.get(code=draft.place_code if draft else _own_code(actor), until__isnull=True)
    return form.do(cases.recommend, account, by=actor, told={**form.told(), "place": where})


def _own_code(actor: Actor) -> str:
    """Of one's village, township, else of the county."""
    own = Posting.objects.there_on(actor.today).filter(cadre__person__in=actor.persons).first()
    if own is not None:
        return own.place_code
    return next(iter(actor.scope(SEE).place), actor.county_code)


def case_of(request: HttpRequest, pk: int) -> TrainingCase:
    return get_object_or_404(lists.cases_for(request), pk=pk)


@page(needs=RECOMMEND)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row, actor = case_of(request, pk), request.actor
    publishes = cases.may_publish(row, actor)
    is_own = row.account_id == actor.account_id
    waits = row.state == CaseState.RECOMMENDED
    uses = row.uses.filter(is_taken_back=False).select_related("session").order_by("-session__since")
    context = {
        "row": row,
        "publishes": publishes,
        "is_own": is_own,
        "waits": waits,
        "may_correct": _may_correct(row, actor),
        "form": PublishForm(seen=row) if publishes and row.state != CaseState.PUBLISHED else None,
        "private": cases.private_in(row) if publishes else [],
        "uses": list(uses),
        "use_form": _use_form(request, row),
        "pressing": ActForm(),
        "withdrawing": ActForm(seen=row) if is_own and waits else None,
    }
    return render(request, "training/cases/pages/one.html", context)


def _may_correct(row: TrainingCase, actor: Actor) -> bool:
    is_waiting_own = row.account_id == actor.account_id and row.state == CaseState.RECOMMENDED
    return is_waiting_own or cases.may_publish(row, actor)


def _use_form(request: HttpRequest, row: TrainingCase) -> UseForm | None:
    """The sessions of one's own that are not over a year ago."""
    if row.state != CaseState.PUBLISHED or not request.actor.may(KEEP):
        return None
    used = row.uses.filter(is_taken_back=False).values("session")
    own = TrainingSession.objects.visible_to(request.actor, KEEP).standing().exclude(pk__in=used)
    kept = [one for one in own.order_by("-since")[:20] if request.actor.scope(KEEP).covers_place(one.place_code)]
    return UseForm(request.POST or None, sessions=kept)


@require_POST
@page(needs=KEEP)
def use(request: HttpRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    form = _use_form(request, row)
    if form is None:
        raise Refused("发布了的案例才能用到培训班。")
    if form.is_valid() and form.do(
        cases.use, form.rows[form.cleaned_data["session"]], by=request.actor, told={"case": row}
    ):
        offer(request, cases.use, form.outcome or 0, text="用到这一期了")
        return redirect("training:cases.one", pk=pk)
    return _form(request, row, form, "用到哪一期", "", "用到这一期")


@require_POST
@page(needs=KEEP)
def use_not(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CaseUse.objects.visible_to(request.actor, KEEP), pk=pk)
    press(request, cases.use_not, row)
    return redirect("training:cases.one", pk=row.case_id)


@page(needs=RECOMMEND)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    if not _may_correct(row, request.actor):
        raise Http404
    form = CorrectForm(request.POST or None, seen=row, aspects=_aspects(request.actor), initial=cases.told_of(row))
    if form.is_valid() and form.do(cases.correct, row, by=request.actor):
        return redirect("training:cases.one", pk=pk)
    return _form(request, row, form, "改一改", "改成别人照着能做；人写成“一户”“一位老人”。", "存下")


@require_POST
@page(needs=PUBLISH)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    form = PublishForm(request.POST, seen=row)
    if form.is_valid() and form.do(cases.publish, row, by=request.actor):
        offer(request, cases.publish, pk, text="发布了，全县看得到")
        return redirect("training:cases.one", pk=pk)
    return _form(request, row, form, f"发布：{row.title}", "看一遍再发。", "发布")


@page(needs=PUBLISH)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    form = DeclineForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(cases.decline, row, by=request.actor):
        return redirect("training:cases.one", pk=pk)
    return _form(request, row, form, f"不用：{row.title}", "", "不用这一篇")


@page(needs=PUBLISH)
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    row = case_of(request, pk)
    form = TakeDownForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(cases.take_down, row, by=request.actor):
        return redirect("training:cases.one", pk=pk)
    return _form(request, row, form, f"撤下：{row.title}", "撤下后只有驻村办看得到，改好了可以再发。", "撤下")


@require_POST
@page(needs=RECOMMEND)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, cases.withdraw, case_of(request, pk))
    return redirect("training:cases.one", pk=pk)


def _form(
    request: HttpRequest, row: TrainingCase, form: ActForm, heading: str, question: str, verb: str
) -> HttpResponse:
    here = reverse("training:cases.one", args=[row.pk])
    crumbs = [(reverse(LIST), "经验库"), (here, row.title)]
    context = {"form": form, "heading": heading, "question": question, "submit_label": verb}
    return render(request, "web/pages/form.html", {**context, "crumbs": crumbs, "cancel_url": here})
