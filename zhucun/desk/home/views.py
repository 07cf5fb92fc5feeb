"""The first page: one for each kind of office, chosen by the roles held today (screens H1, H2)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zhucun.desk.home.faces import faces_for
from zhucun.web.page import page


@page(needs=None)
def home(request: HttpRequest) -> HttpResponse:
    """Whoever holds several offices sees the widest first and the others behind a tab."""
    actor = request.actor
    faces = faces_for(actor)
    face = next((one for one in faces if one.name == request.GET.get("as")), faces[0])
    context = {
        "faces": [{"label": one.label, "url": f"?as={one.name}", "active": one is face} for one in faces],
        "today": actor.today,
        "as_of_text": f"{timezone.localtime(actor.now):%Y-%m-%d %H:%M}",
        **face.contents(request),
    }
    return render(request, face.template, context)
