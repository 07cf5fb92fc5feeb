"""S5 村“两委”: village by village, everybody, one village's committee now and before."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.days import day_asked, looking_at
from zhucun.lib.figure import Question, ask_many, named
from zhucun.org.accounts.models import Appointment
from zhucun.org.places.models import Place
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import forms, lists, rules
from zhucun.six_ones.committees.models import CommitteeMember, CommitteeRenewal
from zhucun.six_ones.committees.rules import KEEP, SEATED, SECRETARY_ROLE, PartyPost
from zhucun.web.figures import address
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer

ONE_DAY = timedelta(days=1)
SUMS = (
    *("committee_members", "committee_young", "committee_young_share", "committee_college", "committee_college_share"),
    *("committee_returned", "committee_returned_share", "committee_one_head", "committee_one_head_share"),
)


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    table = lists.villages_table(request, day).bind(request, lists.villages(request, day))
    may_keep = request.actor.may(KEEP)
    context = {"table": table, "sums": sums_of(request.actor, day), "may_keep": may_keep, **looking_at(request, day)}
    return render(request, "six_ones/committees/pages/list.html", context)


@page(needs=rules.SEE)
def members(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    table = lists.people_table(request, day).bind(request, lists.people(request, day))
    context = {"table": table, "sums": sums_of(request.actor, day), **looking_at(request, day)}
    return render(request, "six_ones/committees/pages/people.html", context)


def sums_of(actor: Actor, day: date) -> dict[str, dict[str, Any]]:
    """For the territory one has; a team has its villages alone."""
    reach = actor.scope(rules.SEE).place
    if not reach:
        return {}
    question = Question(actor, reach[0], day)
    ids = {name: f"six_ones.{name}" for name in SUMS}
    found = ask_many(ids.values(), question)
    return {
        name: {"value": named(one).shown(found[one].value), "url": address(one, question)} for name, one in ids.items()
    }


def place_of(request: HttpRequest, code: str, needs: str = "") -> Place:
    seen = Place.objects.visible_to(request.actor, needs) if needs else Place.objects.visible_to(request.actor)
    return get_object_or_404(seen, code=code, kind__in=SEATED, until__isnull=True)


@page(needs=rules.SEE)
def one(request: HttpRequest, code: str) -> HttpResponse:
    place, day, actor = place_of(request, code), day_asked(request), request.actor
    rows = list(CommitteeMember.objects.visible_to(actor).filter(place=place).order_by("since", "pk"))
    seated = lists.in_order([row for row in rows if row.withdrawn_at is None and row.holds(day)])
    may_keep = actor.may(KEEP) and actor.scope(KEEP).covers_place(code)
    context = {
        "place": place,
        "township": Place.objects.as_of(day).filter(code=code[:9]).first(),
        "seated": [_line(row, day, may_keep) for row in seated],
        "before": [_line(row, day, may_keep) for row in reversed(rows) if row not in seated],
        "made_up": _made_up(seated, day),
        "term": min((row.term_ends_on for row in seated), default=None),
        "may_keep": may_keep,
        "sums": {},
        "renewal": renewal_of(code) if may_keep else None,
        "account": _account(place, seated, actor) if may_keep else None,
        **looking_at(request, day),
    }
    return render(request, "six_ones/committees/pages/one.html", context)


def renewal_of(code: str) -> CommitteeRenewal | None:
    """The latest, which may be taken back."""
    return CommitteeRenewal.objects.filter(place_code=code, taken_back=False).order_by("-on", "-pk").first()


def _line(row: CommitteeMember, day: date, may_keep: bool) -> dict[str, Any]:
    verbs = verbs_for(row) if may_keep else []
    buttons = [(LABELS[verb], reverse("six_ones:committees.step", args=[row.pk, verb])) for verb in verbs]
    last_day = row.until - ONE_DAY if row.until else None
    return {"row": row, "age": row.age_on(day), "last_day": last_day, "buttons": buttons}


def verbs_for(row: CommitteeMember) -> list[str]:
    if row.withdrawn_at is not None:
        return ["restore"]
    return ["resume", "withdraw"] if row.until is not None else ["change_post", "end", "correct", "withdraw"]


def _made_up(seated: list[CommitteeMember], day: date) -> dict[str, int]:
    """Of the few rows that are read anyway."""
    ages = [row.age_on(day) for row in seated]
    return {
        "members": len(seated),
        "young": sum(age is not None and age <= rules.YOUNG_YEARS for age in ages),
        "college": sum(row.education is not None and row.education >= 40 for row in seated),
        "returned": sum(row.is_returned_talent for row in seated),
        "party": sum(row.is_party_member for row in seated),
    }


def _account(place: Place, seated: list[CommitteeMember], actor: Actor) -> dict[str, Any] | None:
    """Whose the secretary's account is, where it is not the secretary's."""
    secretary = next((row for row in seated if row.party_post == PartyPost.SECRETARY and row.until is None), None)
    if secretary is None:
        return None
    held = Appointment.objects.as_of(actor.today).filter(role=SECRETARY_ROLE, place_code=place.code)
    names = list(held.values_list("account__name", flat=True))
    if secretary.name in names:
        return None
    url = reverse("six_ones:committees.step", args=[secretary.pk, "hand_account"])
    return {"names": names, "secretary": secretary, "url": url}


@page(needs=KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    place = place_of(request, code, KEEP)
    form = forms.RegisterForm(request.POST or None, initial={"since": request.actor.today})
    if form.is_valid() and form.do(committees.register, place, by=request.actor):
        offer(request, committees.register, form.outcome, text="登记了")
        return redirect("six_ones:committees.one", code=code)
    return render(request, "six_ones/committees/pages/register.html", {"form": form, "place": place})


LABELS = {
    "change_post": "换职务…",
    "end": "离任…",
    "correct": "改登记…",
    "withdraw": "撤回…",
    "resume": "撤销离任",
    "restore": "恢复",
    "hand_account": "把账号交给他",
}
# verb → act, form, title, question, button
STEPS: dict[str, tuple[Act, type[ActForm], str, str, str]] = {
    "change_post": (
        committees.change_post,
        forms.ChangePostForm,
        "换职务",
        "从那天起任新的职务，原来的留底。书记换了人，村书记账号当天跟着换。",
        "换",
    ),
    "end": (committees.end, forms.EndForm, "离任", "书记离任的，村书记账号当天收回。", "记下离任"),
    "correct": (
        committees.correct,
        forms.CorrectForm,
        "改登记",
        "登记错了的才在这里改；真换了职务，用“换职务”。",
        "存下",
    ),
    "withdraw": (committees.withdraw, forms.WithdrawForm, "撤回", "登记错了人的。不再算数，留底。", "撤回"),
    "resume": (committees.resume, ActForm, "撤销离任", "离任记错了，照原来的恢复。", "撤销离任"),
    "restore": (committees.restore, ActForm, "恢复", "撤回错了，照原来的恢复。", "恢复"),
    "hand_account": (
        committees.hand_account,
        forms.HandAccountForm,
        "把村书记账号交给现任",
        "从今天起归他，别人的收回。没有账号的开一个，系统管理员印一次性码给他。",
        "交给他",
    ),
}


@page(needs=KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    act, form_class, title, question, button = STEPS[verb]
    row = get_object_or_404(CommitteeMember.objects.visible_to(request.actor, KEEP).select_related("place"), pk=pk)
    form = form_class(request.POST or None, seen=row, initial=_as_it_is(row, request.actor))
    if form.is_valid() and form.do(act, row, by=request.actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("six_ones:committees.one", code=row.place_code)
    context = {"form": form, "row": row, "title": title, "question": question, "verb": button}
    return render(request, "six_ones/committees/pages/step.html", context)


def _as_it_is(row: CommitteeMember, actor: Actor) -> dict[str, Any]:
    names = ("name", "since", "term_ends_on", *committees.ABOUT, *committees.POSTS)
    return {**{name: getattr(row, name) for name in names}, "on": actor.today, "last_day": actor.today}
