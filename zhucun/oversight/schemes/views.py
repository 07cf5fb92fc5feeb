"""考核方案 (screen G7): those in force, one of them, a draft to write and to put in force."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes import rules
from zhucun.oversight.schemes.forms import DraftForm, EnforceForm, WriteForm
from zhucun.oversight.schemes.linting import must_be_fair
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.registry import all_facts, sources_of
from zhucun.oversight.schemes.rules import WHOLE, Rater, SchemeRules, SchemeState, called, scale_of
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page

MOST_LINES = 30
MARKS = {SchemeState.DRAFT: "todo", SchemeState.IN_FORCE: "done", SchemeState.RETIRED: "todo"}


def scheme_of(request: HttpRequest, pk: int, needs: str | None = None) -> Scheme:
    return get_object_or_404(Scheme.objects.visible_to(request.actor, needs), pk=pk)


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = Scheme.objects.visible_to(request.actor).order_by("object_kind", "cycle", "-number")
    listed = [(one, MARKS[SchemeState(one.state)]) for one in rows]
    context = {"rows": listed, "may_keep": request.actor.may(rules.KEEP)}
    return render(request, "oversight/schemes/pages/list.html", context)


@page(needs=rules.KEEP)
def new(request: HttpRequest) -> HttpResponse:
    county = get_object_or_404(
        Place.objects.visible_to(request.actor, rules.KEEP), kind=Kind.COUNTY, code=request.actor.county_code
    )
    form = DraftForm(request.POST or None, initial={"object_kind": "person", "cycle": "quarter", **request.GET.dict()})
    if form.is_valid() and form.do(schemes.draft, county, by=request.actor):
        return redirect("oversight:schemes.one", pk=form.outcome)
    words = {
        "heading": "起草考核方案",
        "question": "从在用的一版改起；还没有的，从系统带的改起。",
        "crumbs": [(reverse("oversight:schemes"), "考核方案")],
        "submit_label": "起草",
        "cancel_url": reverse("oversight:schemes"),
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    scheme, actor = scheme_of(request, pk), request.actor
    said = scheme.rules()
    is_draft = scheme.state == SchemeState.DRAFT
    context = {
        "scheme": scheme,
        "mark": MARKS[SchemeState(scheme.state)],
        "blocks": _blocks(said, scheme),
        "grades": _bands(scheme),
        "ceilings": _ceilings(scheme, said),
        "problem": _problem(scheme, said) if is_draft else "",
        "may_keep": is_draft and _reaches(scheme, actor, rules.KEEP),
        "may_enforce": is_draft and _reaches(scheme, actor, rules.ENFORCE),
        "pressing": ActForm(seen=scheme),
        "history": whole_history([scheme], most=MOST_LINES) if actor.may(rules.KEEP) else [],
    }
    return render(request, "oversight/schemes/pages/one.html", context)


def _reaches(scheme: Scheme, actor: Actor, needs: str) -> bool:
    return actor.scope(needs).covers_place(scheme.county_code)


def _blocks(said: SchemeRules, scheme: Scheme) -> list[dict[str, Any]]:
    labels = {key: one.label for key, one in sources_of(scheme.object_kind).items()}
    found = []
    for name, leaves in groupby(said.leaves, key=lambda leaf: leaf.block):
        listed = [
            {"leaf": leaf, "source": labels.get(leaf.source, ""), "raters": _raters(leaf.raters)} for leaf in leaves
        ]
        found.append({"name": name, "weight": sum(one["leaf"].weight for one in listed), "leaves": listed})
    return found


def _raters(weights: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """(Side, per cent of what counts)."""
    whole = sum(weight for _, weight in weights)
    return [(Rater(who).label, weight * WHOLE // whole) for who, weight in weights if whole]


def _bands(scheme: Scheme) -> list[tuple[str, str]]:
    words = [word for _, word in scheme.grades()]
    lines = [f"{least} 分以上" for least in scheme.bands]
    return list(zip(words, [*lines, f"{scheme.bands[-1]} 分以下"], strict=False))


def _ceilings(scheme: Scheme, said: SchemeRules) -> list[str]:
    scale, facts = scale_of(scheme.object_kind, scheme.cycle), all_facts()
    return [
        f"{facts[one.fact].label}满 {one.at_least} {facts[one.fact].unit}，最高“{called(one.grade, scale)}”"
        for one in said.ceilings
        if one.fact in facts
    ]


def _problem(scheme: Scheme, said: SchemeRules) -> str:
    """What would be refused if it were put in force now."""
    try:
        rules.must_be_whole(said, sources_of(scheme.object_kind), all_facts())
        rules.must_be_reached(said, scheme.object_kind)
        must_be_fair(said.leaves)
    except Refused as refusal:
        return refusal.sentence
    return ""


@page(needs=rules.KEEP)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = scheme_of(request, pk, rules.KEEP)
    if scheme.state != SchemeState.DRAFT:
        raise Refused("启用过的方案不能改，起草新的一版。", rule="R-ASS-03")
    form = WriteForm(request.POST or None, scheme=scheme, content=schemes.content_of(scheme))
    if form.is_valid() and form.do(schemes.write, scheme, by=request.actor, told=form.content):
        return redirect("oversight:schemes.one", pk=pk)
    return render(request, "oversight/schemes/pages/edit.html", {"scheme": scheme, "form": form})


@page(needs=rules.ENFORCE)
def enforce(request: HttpRequest, pk: int) -> HttpResponse:
    scheme = scheme_of(request, pk, rules.ENFORCE)
    here = reverse("oversight:schemes.one", args=[pk])
    form = EnforceForm(request.POST or None, seen=scheme, initial={"basis": scheme.basis})
    if form.is_valid() and form.do(schemes.enforce, scheme, by=request.actor):
        return redirect(here)
    words = {
        "heading": f"启用{scheme}",
        "question": "启用以后不能改，要改就起草新的一版；已经开始的考核按开始时的方案办完。",
        "crumbs": [(reverse("oversight:schemes"), "考核方案"), (here, str(scheme))],
        "submit_label": "启用",
        "cancel_url": here,
        "cancel_label": "先不启用",
    }
    return render(request, "web/pages/form.html", {"form": form, **words})


@require_POST
@page(needs=rules.KEEP)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, schemes.withdraw, scheme_of(request, pk, rules.KEEP))
    return redirect("oversight:schemes")
