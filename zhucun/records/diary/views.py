"""民情日记 at the desk and on paper: somebody's notes of a month, by day (R-DOC-04)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.lib.periods import add_months
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.records.diary.reading import around, count_of, diary_of, month_asked
from zhucun.records.notes.rules import SEE
from zhucun.web.page import page


@page(needs=SEE)
def diary(request: HttpRequest, pk: int) -> HttpResponse:
    """Of whoever's file one reaches; a team mate's notes are read in the team's list."""
    actor = request.actor
    reached = Cadre.objects.visible_to(actor, SEE_PEOPLE) if actor.may(SEE_PEOPLE) else Cadre.objects.none()
    cadre = get_object_or_404(reached.select_related("person").defer("person__phone", "person__id_number"), pk=pk)
    first = month_asked(request.GET.get("month", ""), actor.today)
    days = diary_of(cadre.pk, actor, first, add_months(first, 1))
    empty = {"text": f"{first.year}年{first.month}月没有记。没记的日子不是缺。", "icon": "notebook"}
    context = {
        "cadre": cadre,
        "first": first,
        "days": days,
        "count": count_of(days),
        "empty": empty,
        **around(first, actor.today),
    }
    return render(request, "records/diary/pages/diary.html", context)
