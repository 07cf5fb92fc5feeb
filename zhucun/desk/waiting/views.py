"""All that waits, and what one has lately done oneself (screen C3)."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.waiting import lines_for
from zhucun.web.history import prose
from zhucun.web.page import page

DONE = 10
NOTHING = {"text": "都办完了", "when": "有新的事会自己出现在这里。", "action_label": "回首页", "action_url": "/"}


@page(needs=None)
def waiting(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    lines = lines_for(actor)
    context = {
        "waiting": lines,
        "nothing": NOTHING,
        "late": sum(1 for line in lines if line.due_on and line.due_on < actor.today),
        "done": prose(done_by(actor)[:DONE], with_content=False),
    }
    return render(request, "desk/waiting/pages/waiting.html", context)


def done_by(actor: Actor) -> QuerySet[AuditLog]:
    """One's own last acts, nobody else's (R-BUR-04)."""
    return AuditLog.objects.filter(account_id=actor.account_id, batch_id__isnull=True).order_by("-pk")
