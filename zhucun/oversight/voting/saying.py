"""M13 群众评一评: the one page without an account. It sets no cookie, opens no session and is written in no log.

The page is drawn without the request, so that a phone on which somebody is logged in is not looked at; its address,
which holds the slip's code, is told to nobody it loads from, and is never among what the server logs (config/logs.py).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.forms import address_of
from zhucun.oversight.rating import casting
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.rating.slips import guesses

TOO_MANY = "试得太多了，过一分钟再扫。"


@csrf_exempt  # the slip itself is the proof; a token would need a cookie
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, code: str) -> HttpResponse:
    address = address_of(request)
    if guesses.are_too_many(address):
        return _page({"sentence": TOO_MANY})
    try:
        if request.method == "POST":
            casting.vote(code, request.POST.dict())
            return _page({"is_done": True})
        return _page(_asked(casting.session_of(code)))
    except casting.NothingChosen as refusal:
        return _page(_asked(casting.session_of(code)) | {"tip": refusal.sentence})
    except Refused as refusal:
        if refusal.sentence == casting.NO_SLIP:
            guesses.count(address)
        return _page({"sentence": refusal.sentence})


def _asked(session: RatingSession) -> dict[str, Any]:
    there = Posting.objects.as_of(session.held_on).filter(team=session.team_id).select_related("cadre__person")
    return {
        "place": session.place_name,
        "names": [posting.cadre.person.name for posting in there.order_by("seat_since", "pk")],
        "topics": session.form["topics"],
        "last": session.until_on,
    }


def _page(context: dict[str, Any]) -> HttpResponse:
    """Always 200: the server logs every other answer with its address."""
    answer = HttpResponse(render_to_string("oversight/voting/pages/say.html", context))
    answer["Cache-Control"] = "no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
