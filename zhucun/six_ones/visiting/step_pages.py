"""What is pressed on the page of a household: its kind, who keeps in touch with it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import EVERY
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.forms import EndForm, WhoForm
from zhucun.six_ones.network.models import Linker
from zhucun.six_ones.network.rules import KEEP
from zhucun.six_ones.visiting import acts as visiting
from zhucun.six_ones.visiting.forms import KindForm
from zhucun.six_ones.visiting.models import HouseholdKind
from zhucun.six_ones.visiting.rhythms import rhythm_called
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=KEEP)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    reached = Household.objects.visible_to(request.actor, KEEP).filter(until__isnull=True)
    home = get_object_or_404(reached.select_related("village"), pk=pk)
    if verb not in STEPS:
        raise Http404
    return STEPS[verb](request, home)


def _kind(request: HttpRequest, home: Household) -> HttpResponse:
    rhythms = policy.of(request.actor).network.rhythms
    kinds = [(one.key, one.sentence) for one in rhythms if one.key != EVERY]
    form = KindForm(request.POST or None, kinds=kinds, initial={"since": request.actor.today})
    if form.is_valid() and form.do(visiting.set_kind, home, by=request.actor):
        return _done(request, home, visiting.set_kind, form.outcome)
    words = "多久走一次按类别算。监测户以导入的全国系统名单为准，不在这里定。"
    return _page(request, home, form, f"{home.head_name}家是哪类户", words, "存下")


def _no_kind(request: HttpRequest, home: Household) -> HttpResponse:
    row = get_object_or_404(HouseholdKind.objects.filter(household=home, until__isnull=True))
    form = EndForm(request.POST or None, seen=row, initial={"last_day": request.actor.today})
    if form.is_valid() and form.do(visiting.end_kind, row, by=request.actor):
        return _done(request, home, visiting.end_kind, form.outcome)
    label = rhythm_called(row.kind, policy.of(request.actor), request.actor).label
    return _page(request, home, form, f"{home.head_name}家不再是{label}", "记录留着。", "就到这天")


def _link(request: HttpRequest, home: Household) -> HttpResponse:
    """The act is the person's: which of them is told in the form."""
    form = WhoForm(request.POST or None, village=home.village_id, initial={"since": request.actor.today})
    if form.is_valid():
        linker: Linker = form.cleaned_data["linker"]
        if form.do(
            linking.add,
            linker,
            by=request.actor,
            told={"household": home, "since": form.cleaned_data["since"]},
        ):
            return _done(request, home, linking.add, form.outcome)
    words = "本村联户的人里选一个。" if form.fields["linker"].queryset else "这个村还没有登记联户的人，先去登记。"
    return _page(request, home, form, f"{home.head_name}家由谁联", words, "联上")


STEPS = {"kind": _kind, "no-kind": _no_kind, "link": _link}


def _done(request: HttpRequest, home: Household, act: Act, key: int | None) -> HttpResponse:
    if act.undo and key:
        offer(request, act, key, text="记下了")
    return redirect("six_ones:households.one", pk=home.pk)


def _page(request: HttpRequest, home: Household, form: ActForm, heading: str, words: str, verb: str) -> HttpResponse:
    here = reverse("six_ones:households.one", args=[home.pk])
    context = {
        "form": form,
        "heading": heading,
        "question": words,
        "submit_label": verb,
        "crumbs": [(reverse("six_ones:visits"), "该走访的户"), (here, f"{home.head_name}家")],
        "cancel_url": here,
    }
    return render(request, "web/pages/form.html", context)
