"""The first page: one for each kind of office, chosen by the roles held today (screens H1, H2).

Whoever is on a team begins on the phone's 今天, a village secretary on a month that waits; both pages lead back here.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zhucun.desk.home.faces import faces_for
from zhucun.desk.home.phone import phone_page_of
from zhucun.web.page import page


@page(needs=None)
def home(request: HttpRequest) -> HttpResponse:
    """Whoever holds several offices sees the widest first and the others behind a tab."""
    actor = request.actor
    faces = faces_for(actor)
    on_a_phone = "Mobi" in request.headers.get("User-Agent", "")
    if "as" not in request.GET and (first := phone_page_of(faces[0], actor, on_a_phone=on_a_phone)):
        return redirect(first)
    face = next((one for one in faces if one.name == request.GET.get("as")), faces[0])
    context = {
        "faces": [{"label": one.label, "url": f"?as={one.name}", "active": one is face} for one in faces],
        "today": actor.today,
        "as_of_text": f"{timezone.localtime(actor.now):%Y-%m-%d %H:%M}",
        **face.contents(request),
    }
    return render(request, face.template, context)
