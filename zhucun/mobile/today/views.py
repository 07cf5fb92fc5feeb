"""M1 今天, without a question on a normal day (R-BUR-01, R-ATT-06)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster.rules import SEE
from zhucun.mobile.own import mates_of, own_posting, place_name, role_words
from zhucun.mobile.phone import phone_page, shown

DESK_HOME = "?as=team"


@phone_page(needs=SEE)
def today(request: HttpRequest) -> HttpResponse:
    """Whoever is on no team is led to their own first page."""
    actor = request.actor
    posting = own_posting(actor)
    if posting is None:
        return redirect(reverse("home") + DESK_HOME)
    context = {
        "today": actor.today,
        "place": place_name(posting, actor),
        "role": role_words(posting),
        "waiting": lines_for(actor),
        "mates": mates_of(posting, actor),
    }
    return shown(request, "mobile/today/pages/today.html", context)
