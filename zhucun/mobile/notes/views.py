"""M3 记一笔 and M4 我的日志. Four taps and a sentence; a photo is never asked for (journey J9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.lib.periods import add_months
from zhucun.mobile.own import crew_of, own_posting
from zhucun.mobile.phone import phone_page, shown
from zhucun.records.diary.reading import around, count_of, diary_of, month_asked
from zhucun.records.notes.rules import SEE, WRITE
from zhucun.records.notes.writing_pages import goes_to, note_form, written
from zhucun.web.addresses import own_path


@phone_page(needs=WRITE)
def note(request: HttpRequest) -> HttpResponse:
    """Of one's own team; whoever is on none writes at the desk."""
    crew = crew_of(request.actor)
    if crew is None:
        return redirect("records:work.new")
    form = note_form(request, crew.own.team)
    back = own_path(request.GET.get("back", ""), reverse("mobile:today"))
    if written(request, form):
        return redirect(back)
    context = {
        "form": form,
        "back_url": back,
        "place": crew.place,
        "goes_to": goes_to(form),
    }
    return shown(request, "mobile/notes/pages/note.html", context)


@phone_page(needs=SEE)
def diary(request: HttpRequest) -> HttpResponse:
    """Day by day, made from notes; a month at a time."""
    posting, today = own_posting(request.actor), request.actor.today
    if posting is None:
        return redirect("records:work")
    first = month_asked(request.GET.get("month", ""), today)
    days = diary_of(posting.cadre_id, request.actor, first, add_months(first, 1))
    context = {
        "first": first,
        "today": today,
        "days": days,
        "count": count_of(days),
        "posting": posting,
        "back_url": reverse("mobile:me"),
        **around(first, today),
    }
    return shown(request, "mobile/notes/pages/diary.html", context)
