"""What base.html needs on every page of somebody who is logged in."""

from functools import cache
from typing import Any

from django.http import HttpRequest

from zhucun.acts.waiting import lines_for
from zhucun.desk.search.groups import groups_for
from zhucun.web.menu import menu_for, page_tabs
from zhucun.web.undo import offered


def frame(request: HttpRequest) -> dict[str, Any]:
    """Menu and count are computed when the template asks, so that a part of a page pays for nothing."""
    if not getattr(request, "actor", None):
        return {}
    return {
        "menu": cache(lambda: menu_for(request)),
        "page_tabs": cache(lambda: page_tabs(request)),
        "waiting_count": cache(lambda: len(lines_for(request.actor))),
        "may_search": bool(groups_for(request.actor)),
        "demo_notice": request.actor.is_demo,
        "clock_notice": request.actor.is_demo,
        "business_day": request.actor.today,
        "as_of_text": f"{request.actor.today:%Y-%m-%d}",
        "saved": cache(lambda: offered(request)),
    }
