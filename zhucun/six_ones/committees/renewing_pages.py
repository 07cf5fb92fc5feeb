"""换届 of one village: who stays, who comes; what would change is shown, then it is carried out."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.six_ones.committees import lists, renewing
from zhucun.six_ones.committees.acts import Ground
from zhucun.six_ones.committees.forms import RenewForm
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.renewing import Renewal
from zhucun.six_ones.committees.rules import KEEP, posts_in_words
from zhucun.six_ones.committees.views import place_of, renewal_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=KEEP)
def renew(request: HttpRequest, code: str) -> HttpResponse:
    place = place_of(request, code, KEEP)
    rows = CommitteeMember.objects.standing().filter(place=place, until__isnull=True)
    seated = lists.in_order(list(rows.order_by("pk")))
    form = RenewForm(request.POST or None, seated=seated, initial={"on": request.actor.today})
    found = None
    if form.is_valid():
        found = _looked_at(form, place, request)
        if found is not None and form.cleaned_data["looked_at"] == _mark(found) and _done(form, place, request):
            offer(request, renewing.renew, form.outcome, text=f"{place.name}换届办好了")
            return redirect("six_ones:committees.one", code=code)
    shown = found is not None and not form.errors
    context = {
        "form": form,
        "place": place,
        "found": _shown(found) if shown else None,
        "mark": _mark(found) if shown else "",
    }
    return render(request, "six_ones/committees/pages/renew.html", context)


@page(needs=KEEP)
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """The latest one of the village, as a whole."""
    place, row = place_of(request, code, KEEP), renewal_of(code)
    if row is None:
        raise Http404
    form = ActForm(request.POST or None, seen=row)
    here = reverse("six_ones:committees.one", args=[code])
    if form.is_valid() and form.do(renewing.take_back, row, by=request.actor):
        messages.success(request, f"{place.name}的换届撤回了，班子照原来的。")
        return redirect(here)
    words = "新来的不算，离任的恢复，任期和职务照原来的，村书记账号交回原来的人。日志里都留底。"
    context = {
        "form": form,
        "heading": f"撤回{row}",
        "question": f"{place.name}，{row.made_by} {row.made_on:%Y-%m-%d} 办的。{words}",
        "submit_label": "撤回换届",
        "cancel_label": "先不办",
        "danger": True,
        "crumbs": [(reverse("six_ones:committees"), "村“两委”"), (here, place.name)],
        "cancel_url": here,
    }
    return render(request, "web/pages/form.html", context)


def _looked_at(form: RenewForm, place: Place, request: HttpRequest) -> Renewal | None:
    """What it would come to; a refusal is an error of the form."""
    seats, on = [renewing.plain_seat(one) for one in form.members()], form.cleaned_data["on"]
    ground = Ground.of([place], [one["name"] for one in seats], request.actor)
    try:
        renewing.must_be_a_committee(place, seats, on, form.seated, ground.stationed, request.actor.today)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return None
    return renewing.decide(form.seated, seats, on)


def _done(form: RenewForm, place: Place, request: HttpRequest) -> bool:
    given = form.cleaned_data
    told = {
        "on": given["on"],
        "members": form.members(),
        "term_ends_on": given["term_ends_on"],
        "phone": given["phone"],
    }
    return form.do(renewing.renew, place, by=request.actor, told=told)


def _mark(found: Renewal | None) -> str:
    """What was looked at is what is carried out: another difference is shown again."""
    if found is None:
        return ""
    told = [f"-{row.pk}" for row in found.leaves] + [f"+{one['name']}" for one in found.joins]
    told += [f"~{row.pk}{one['party_post']}{one['village_post']}" for row, one in found.changes]
    return f"{found.on}|{'|'.join(told)}"[:2000]


def _shown(found: Renewal) -> dict:
    return {
        "stays": [row for row, _ in found.stays],
        "changes": [(row, posts_in_words(seat["party_post"], seat["village_post"])) for row, seat in found.changes],
        "joins": [(seat["name"], posts_in_words(seat["party_post"], seat["village_post"])) for seat in found.joins],
        "leaves": found.leaves,
        "on": found.on,
        "secretary": found.secretary["name"] if found.moves_account else "",
        "former": found.former_secretary.name if found.moves_account and found.former_secretary else "",
        "has_no_secretary": found.secretary is None,
    }
