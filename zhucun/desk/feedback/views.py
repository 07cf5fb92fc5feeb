"""意见建议: everybody gives and sees their own, the county's office answers (screen C4, R-BUR-06)."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback import lists, rules
from zhucun.desk.feedback.forms import AnswerForm, SuggestionForm
from zhucun.desk.feedback.models import Suggestion
from zhucun.org.accounts.models import Account
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm, press
from zhucun.web.menu import menu_for
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.GIVE, gated=False)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Open before the first look at one's facts is done: 改 there leads here."""
    form = SuggestionForm(request.POST or None, initial=_initial(request))
    account = Account.objects.visible_to(request.actor, rules.GIVE).get()
    if form.is_valid() and form.do(feedback.give, account, by=request.actor):
        offer(request, feedback.give, form.outcome, text="已送到县驻村办")
        return redirect(own_path(request.GET.get("back", ""), "/feedback/"))
    own = Suggestion.objects.visible_to(request.actor, rules.GIVE)
    context = {"form": form, "table": lists.own_table(request.actor.today).bind(request, own)}
    return render(request, "desk/feedback/pages/suggestions.html", context)


@page(needs=rules.ANSWER)
def given(request: HttpRequest) -> HttpResponse:
    rows = Suggestion.objects.visible_to(request.actor, rules.ANSWER)
    context = {
        "heading": "大家提的意见建议",
        "question": "谁提了什么，答复了没有，哪些快到期。",
        "table": lists.office_table(request.actor.today).bind(request, rows),
    }
    return render(request, "web/pages/list.html", context)


@page(needs=rules.GIVE)
def suggestion(request: HttpRequest, pk: int) -> HttpResponse:
    """Its giver may withdraw it, whoever answers may answer it."""
    own = Suggestion.objects.visible_to(request.actor, rules.GIVE)
    to_answer = Suggestion.objects.visible_to(request.actor, rules.ANSWER)
    row = get_object_or_404(own | to_answer, pk=pk)
    may_answer = row.state == rules.State.GIVEN and to_answer.filter(pk=pk).exists()
    form = AnswerForm(request.POST or None, seen=row) if may_answer else None
    if form and form.is_valid() and form.do(feedback.answer, row, by=request.actor):
        offer(request, feedback.answer, row.pk, text="已答复，提的人看得到")
        return redirect("desk:feedback_given")
    may_withdraw = row.state == rules.State.GIVEN and row.account_id == request.actor.account_id
    context = {"row": row, "form": form, "may_withdraw": may_withdraw, "withdrawing": ActForm(seen=row)}
    return render(request, "desk/feedback/pages/suggestion.html", context)


@require_POST
@page(needs=rules.GIVE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Suggestion.objects.visible_to(request.actor, rules.GIVE), pk=pk)
    press(request, feedback.withdraw, row)
    return redirect("desk:suggestions")


def _initial(request: HttpRequest) -> dict[str, str]:
    """The page one came from; from 改 beside a fact, the fact and what it says now."""
    if about := request.GET.get("about", "")[:40]:
        now = request.GET.get("now", "")[:60] or "没有登记"
        return {"text": f"我的资料里“{about}”现在是“{now}”，应该是：", "page": "我的资料"}
    return {"page": _page_named(request)}


def _page_named(request: HttpRequest) -> str:
    """As the menu calls it, else its address; nothing for a page of another site."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or came_from.path == request.path:
        return ""
    labels = {item["url"]: item["label"] for entry in menu_for(request) for item in entry["items"]}
    return labels.get(came_from.path, came_from.path)[:60]
