"""Proposing a change: whom, which kind, and that kind's own form."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import of_teams, rules
from zhucun.dispatch.changes.forms import ProposeForm, TeamRecallForm
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import CaseKind
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, PostingQuerySet, Team
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_FOUND = 20
OF_A_POSTING = [kind for kind in CaseKind if kind != CaseKind.REINFORCEMENT]
LIST = "dispatch:changes"


@page(needs=rules.PROPOSE)
def choose(request: HttpRequest) -> HttpResponse:
    """Whom it is about: looked for by name, pinyin, unit or team."""
    text = request.GET.get("q", "").strip()
    context = {"q": text, "found": list(_found(request, text)[:MOST_FOUND]) if text else [], "to_list": reverse(LIST)}
    return render(request, "dispatch/changes/pages/choose.html", context)


def _found(request: HttpRequest, text: str) -> QuerySet:
    seen = proposable(request.actor).on_roster(request.actor.today)
    in_teams = seen.filter(team__in=Team.objects.filter(name__contains=text))
    running = ChangeCase.objects.visible_to(request.actor).filter(posting=OuterRef("pk"), state__in=rules.RUNNING)
    found = seen.filter(
        pk__in=[*seen.called_like(text).values_list("pk", flat=True), *in_teams.values_list("pk", flat=True)]
    )
    loaded = found.select_related("cadre__person", "team", "sending_unit")
    return (
        loaded.defer("cadre__person__phone", "cadre__person__id_number")
        .annotate(is_changing=Exists(running))
        .order_by("cadre__person__name_key", "pk")
    )


def proposable(actor: Actor) -> PostingQuerySet:
    """Of one's territory, or sent by one's unit; whom a unit merely backs is for their own unit to speak of."""
    reach = actor.scope(rules.PROPOSE)
    theirs = within_prefixes("place_code", reach.place) | Q(sending_unit__in=reach.sender)
    return Posting.objects.visible_to(actor, rules.PROPOSE).filter(theirs)


def posting_of(request: HttpRequest, pk: int) -> Posting:
    return get_object_or_404(proposable(request.actor).select_related("cadre__person", "team", "sending_unit"), pk=pk)


@page(needs=rules.PROPOSE)
def choose_kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Each kind with what it means, so that nobody calls an adjustment by another name."""
    posting = posting_of(request, pk)
    if posting.until is not None:
        raise Refused(f"{posting.cadre.person.name}的这一段派驻 {posting.last_day:%Y-%m-%d} 已经结束了。")
    kinds = [
        {
            "label": kind.label,
            "meant": rules.MEANT[kind],
            "url": _address(posting, kind),
            "is_grave": kind == CaseKind.RECALL,
        }
        for kind in OF_A_POSTING
        if kind != CaseKind.RECALL or _may_recall(request, posting)
    ]
    context = {"posting": posting, "kinds": kinds, "to_list": reverse(LIST)}
    return render(request, "dispatch/changes/pages/kinds.html", context)


def _may_recall(request: HttpRequest, posting: Posting) -> bool:
    """Township or county, and of those the few who see recalls (R-TLK-05, R-TLK-09)."""
    return request.actor.scope(SEE_ENDS).covers_place(posting.place_code) and request.actor.scope(
        rules.PROPOSE
    ).covers_place(posting.place_code)


def _address(posting: Posting, kind: CaseKind) -> str:
    return reverse("dispatch:changes.propose", args=[posting.pk, kind.value])


@page(needs=rules.PROPOSE)
def propose(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    posting = posting_of(request, pk)
    if kind not in OF_A_POSTING or (kind == CaseKind.RECALL and not _may_recall(request, posting)):
        raise Http404
    asked = CaseKind(kind)
    offered = evidence_of(posting, request.actor) if asked in (CaseKind.RECALL, CaseKind.REMOVAL) else []
    led = {"evidence": request.GET.getlist("evidence")}
    form = ProposeForm(request.POST or None, kind=kind, offered=offered, seen=posting, initial=led)
    name = posting.cadre.person.name
    if form.is_valid() and form.do(changes.open_case, posting, by=request.actor, told={**form.told(), "kind": asked}):
        offer(request, changes.open_case, form.outcome, text="提出来了，等各方说意见")
        return redirect("dispatch:changes.one", pk=form.outcome)
    words = {
        "heading": f"提出{asked.label}：{name}",
        "question": f"{posting.team.name}，{posting.sending_unit.name}派出。{rules.MEANT[asked]}。",
        "submit_label": f"提出{asked.label}",
        "cancel_url": reverse("dispatch:changes.kinds", args=[pk]),
        "cancel_label": "先不提",
        "tip": _tip(asked, bool(offered)),
        "also": _also(request, posting, asked),
    }
    return _form(request, form, **words)


def _tip(kind: CaseKind, has_evidence: bool) -> str:
    if kind == CaseKind.RECALL and not has_evidence:
        return "这个人还没有可以作佐证的记录。先把事实记到履职记录里（哪天、什么事、文号），再来提召回。"
    if kind in rules.BLAMELESS:
        return f"{kind.label}不算过错，不影响本人。"
    return ""


def _also(request: HttpRequest, posting: Posting, kind: CaseKind) -> tuple[str, str] | None:
    if kind in rules.BLAMELESS:
        return None
    return ("记一条履职情况", f"{reverse('dispatch:teams.posting.note', args=[posting.pk])}?back={request.path}")


@page(needs=rules.PROPOSE)
def reinforce(request: HttpRequest, pk: int) -> HttpResponse:
    """Of one's own territory: a unit does not ask for more people of others."""
    team = get_object_or_404(Team.objects.visible_to(request.actor, rules.PROPOSE), pk=pk)
    if not request.actor.scope(rules.PROPOSE).covers_place(team.place_code):
        raise Http404
    form = ProposeForm(request.POST or None, kind=CaseKind.REINFORCEMENT, seen=team)
    if form.is_valid() and form.do(changes.reinforce, team, by=request.actor):
        offer(request, changes.reinforce, form.outcome, text="提出来了，等各方说意见")
        return redirect("dispatch:changes.one", pk=form.outcome)
    words = {
        "heading": f"提出增派：{team.name}",
        "question": "给队里加一个人，不接替谁。队里缺人的，不用增派，按空缺补。",
        "submit_label": "提出增派",
        "cancel_url": reverse("dispatch:teams.one", args=[pk]),
        "cancel_label": "先不提",
    }
    return _form(request, form, **words)


@page(needs=rules.PROPOSE)
def recall_team(request: HttpRequest, pk: int) -> HttpResponse:
    """Says whom it takes and that each of them is heard and decided on their own."""
    actor = request.actor
    team = get_object_or_404(Team.objects.visible_to(actor, rules.PROPOSE).filter(until__isnull=True), pk=pk)
    if not all(actor.scope(needs).covers_place(team.place_code) for needs in (SEE_ENDS, rules.PROPOSE)):
        raise Http404
    offered = {posting.cadre.person.name: records for posting, records in of_teams.offered_of(team, actor).items()}
    form = TeamRecallForm(request.POST or None, offered=offered, seen=team)
    if form.is_valid() and form.do(of_teams.recall_team, team, by=actor):
        return redirect(f"{reverse(LIST)}?kind={CaseKind.RECALL}")
    without = [name for name, records in offered.items() if not records]
    tip = f"{'、'.join(without)}还没有可以作佐证的记录，先记到履职记录里，再来提。" if without else ""
    words = {
        "heading": f"提出召回整支队：{team.name}",
        "question": f"{'、'.join(offered) or '队里没有人可提'}，一次提出，一人一件；各人的意见、核实、签批还是分开办。",
        "submit_label": f"提出召回 {len(offered)} 人",
        "cancel_url": reverse("dispatch:teams.one", args=[pk]),
        "cancel_label": "先不提",
        "tip": tip,
        "danger": True,
    }
    return _form(request, form, **words)


def _form(request: HttpRequest, form: ProposeForm, **words: Any) -> HttpResponse:
    crumbs = [(reverse(LIST), "调整与召回")]
    return render(request, "web/pages/form.html", {"form": form, "crumbs": crumbs, **words})
