"""现场记录: the list, one record with what the inspected say, its paper (G2, the right half)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.permissions import Permission
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.models import SiteVisit
from zhucun.oversight.visiting import lists
from zhucun.oversight.visiting.forms import CommentForm, PhotoForm, ReasonForm
from zhucun.oversight.visiting.record_pages import keep_photos
from zhucun.oversight.visiting.showing import FOUR, VisitSeen
from zhucun.web.page import page


@page(needs=rules.SEE)
def visits(request: HttpRequest) -> HttpResponse:
    table = lists.visits_table(request).bind(request, lists.visit_rows(request))
    may = {"may_record": request.actor.may(rules.RECORD)}
    return render(request, "oversight/visiting/pages/visits.html", {"table": table, **may})


def visit_of(request: HttpRequest, pk: int, needs: Permission = rules.SEE) -> SiteVisit:
    rows = SiteVisit.objects.visible_to(request.actor, needs).select_related(*SiteVisit.NAMED_WITH)
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk)
    context = {"visit": visit, "seen": VisitSeen(visit, request.actor), "four": FOUR}
    return render(request, "oversight/visiting/pages/visit.html", context)


@page(needs=rules.SEE)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk)
    return render(
        request, "oversight/visiting/pages/paper.html", {"visit": visit, "seen": VisitSeen(visit, request.actor)}
    )


@page(needs=rules.COMMENT)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk, rules.COMMENT)
    form = CommentForm(request.POST or None)
    if form.is_valid() and form.do(onsite.comment, visit, by=request.actor):
        return redirect("oversight:visits.one", pk=pk)
    words = {"title": "对现场记录说意见", "verb": "说好了"}
    question = f"和记录放在一起，记录本身不改。说到 {visit.comment_until:%Y-%m-%d} 为止。"
    context = {"visit": visit, "form": form, "question": question, **words}
    return render(request, "oversight/visiting/pages/step.html", context)


@page(needs=rules.SETTLE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk, rules.SETTLE)
    form = ReasonForm(request.POST or None, seen=visit)
    if form.is_valid() and form.do(onsite.withdraw, visit, by=request.actor):
        return redirect("oversight:visits.one", pk=pk)
    words = {"title": "现场记录作废", "verb": "作废", "question": "留着看得到，不再算数；里面发现的问题也不再交办。"}
    return render(request, "oversight/visiting/pages/step.html", {"visit": visit, "form": form, **words})


@page(needs=rules.RECORD)
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    visit = visit_of(request, pk, rules.RECORD)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        problem = keep_photos(request, visit, form.cleaned_data["photos"])
        if not problem:
            return redirect("oversight:visits.one", pk=pk)
        form.add_error("photos", problem)
    words = {"title": "添照片", "verb": "存上", "question": "督查组自己拍的。工作队不用补照片，不用写汇报。"}
    return render(request, "oversight/visiting/pages/step.html", {"visit": visit, "form": form, **words})
