"""What is pressed beside a draft: one number put right, held or let go, a finding left as it is, another day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts import example, freezing
from zhucun.reports.drafts.forms import CorrectionForm, DayForm, DismissingForm, FreezingForm
from zhucun.reports.drafts.models import Dismissal, DraftNumber
from zhucun.reports.drafts.rules import WRITE
from zhucun.reports.drafts.views import offer_earlier, own_draft, page_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@require_POST
@page(needs=WRITE)
def try_it(request: HttpRequest) -> HttpResponse:
    account = Account.objects.visible_to(request.actor, WRITE).get()
    text = example.example(request.actor, request.actor.today)
    key = press(request, drafting.begin, account, title=example.TITLE, text=text)
    offer(request, drafting.begin, key, text="放好了")
    return redirect("reports:drafts.one", pk=key)


@require_POST
@page(needs=WRITE)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    form = CorrectionForm(request.POST)
    _must_be_whole(form)
    press(request, drafting.correct, row, **form.told())
    offer_earlier(request, row, "改好了")
    return redirect("reports:drafts.one", pk=pk)


@require_POST
@page(needs=WRITE)
def set_day(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    was = row.as_of
    form = DayForm(request.POST)
    _must_be_whole(form)
    press(request, drafting.set_day, row, **form.told())
    offer(request, drafting.set_day, row.pk, text="截止日换好了，没定住的数都重新取了", as_of=was)
    return redirect("reports:drafts.one", pk=pk)


@require_POST
@page(needs=WRITE)
def take_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    row = own_draft(request, pk)
    press(request, drafting.take_back, row, number=number)
    offer_earlier(request, row, f"用回了第 {number} 稿")
    return redirect("reports:drafts.one", pk=pk)


@require_POST
@page(needs=WRITE)
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    number = _number(request, pk)
    form = FreezingForm(request.POST)
    _must_be_whole(form)
    press(request, freezing.freeze, number, **form.told())
    offer(request, freezing.freeze, number.pk, text="定住了")
    return _to_number(number)


@require_POST
@page(needs=WRITE)
def thaw(request: HttpRequest, pk: int) -> HttpResponse:
    number = _number(request, pk)
    was = {"on": number.frozen_on, "reason": number.frozen_because}
    press(request, freezing.thaw, number)
    offer(request, freezing.thaw, number.pk, text="放开了，跟着稿子的截止日走", **was)
    return _to_number(number)


@require_POST
@page(needs=WRITE)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    form = DismissingForm(request.POST)
    _must_be_whole(form)
    key = press(request, freezing.dismiss, row, **form.told())
    offer(request, freezing.dismiss, key, text="记下了，这一处不用改")
    return redirect("reports:drafts.one", pk=pk)


@require_POST
@page(needs=WRITE)
def heed(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Dismissal.objects.visible_to(request.actor).select_related("draft"), pk=pk)
    press(request, freezing.heed, row)
    return redirect(page_of(row.draft))


@require_POST
@page(needs=WRITE)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    press(request, drafting.remove, row)
    offer(request, drafting.remove, row.pk, text="删去了")
    return redirect("reports:drafts")


def _number(request: HttpRequest, pk: int) -> DraftNumber:
    rows = DraftNumber.objects.visible_to(request.actor).filter(draft__removed_at__isnull=True)
    return get_object_or_404(rows.select_related("draft"), pk=pk)


def _to_number(number: DraftNumber) -> HttpResponse:
    return redirect(f"{page_of(number.draft)}?mark={number.mark}#source")


def _must_be_whole(form: ActForm) -> None:
    """These forms stand on a page of many: what is wrong is said on a page of its own."""
    if not form.is_valid():
        raise Refused(next((words for said in form.errors.values() for words in said), "回到稿子再按一次。"))
