"""All that waits, and what one has lately done oneself (screen C3)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.models import AuditLog
from zhucun.acts.waiting import lines_for
from zhucun.web.history import prose
from zhucun.web.page import page

DONE = 10
NOTHING = {"text": "都办完了", "when": "有新的事会自己出现在这里。", "action_label": "回首页", "action_url": "/"}


@page(needs=None)
def waiting(request: HttpRequest) -> HttpResponse:
    """`done` are one's own last acts by name and day: nobody else's, and nothing that could be counted (R-BUR-04)."""
    actor = request.actor
    lines = lines_for(actor)
    done = AuditLog.objects.filter(account_id=actor.account_id, batch_id__isnull=True)
    context = {
        "waiting": lines,
        "nothing": NOTHING,
        "late": sum(1 for line in lines if line.due_on and line.due_on < actor.today),
        "done": prose(done.order_by("-pk")[:DONE], with_content=False),
    }
    return render(request, "desk/waiting/pages/waiting.html", context)
