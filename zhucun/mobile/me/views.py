"""M9 我的, and the size of type kept on the phone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.incentives.funds.rules import SEE as SEE_FUNDS
from zhucun.mobile.me.numbers import numbers_of
from zhucun.mobile.own import crew_of
from zhucun.mobile.phone import LARGE, LARGE_SECONDS, address_of, phone_page, shown
from zhucun.oversight.assessment.own import latest_of
from zhucun.oversight.publicity.reading import to_object
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import ANSWER
from zhucun.web.addresses import own_path


@phone_page(needs=None)
def me(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    crew = crew_of(actor)
    context: dict[str, Any] = {"crew": crew, "diary_url": address_of("mobile:diary"), "has_talks": _has_talks(actor)}
    if crew:
        context |= {
            "days_there": (actor.today - crew.own.since).days + 1,
            "numbers": numbers_of(crew.own, actor),
            "has_file": bool(files_open_to(actor, [crew.own.cadre_id])),
        }
    context |= {"may_see_funds": actor.may(SEE_FUNDS)}
    context |= {"to_object": to_object(actor), "sheet": latest_of(actor)}
    return shown(request, "mobile/me/pages/me.html", context)


def _has_talks(actor: Actor) -> bool:
    """Most never have one, and then nothing is said of it."""
    return actor.may(ANSWER) and TalkRecord.objects.visible_to(actor).standing().about(actor).exists()


@require_POST
@phone_page(needs=None)
def type_size(request: HttpRequest) -> HttpResponse:
    """标准 or 大字; back to the page it was pressed on."""
    answer = redirect(own_path(request.POST.get("back", ""), reverse("mobile:me")))
    size = "1" if request.POST.get("large") == "1" else "0"
    answer.set_cookie(LARGE, size, max_age=LARGE_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure())
    return answer
