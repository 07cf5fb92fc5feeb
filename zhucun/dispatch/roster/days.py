"""Looking at a list or a team as it was on a day: `?on=2022-06-01`."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from zhucun.lib.asked_days import day_in


def day_asked(request: HttpRequest) -> date:
    """The day in the address; today where there is none, none that can be read, or one to come."""
    today = request.actor.today
    return min(day_in(request.GET.get("on", "")) or today, today)


def looking_at(request: HttpRequest, day: date) -> dict[str, Any]:
    """What _as_of.html and _not_today.html ask."""
    kept = [(name, value) for name, value in request.GET.items() if name not in ("on", "page")]
    return {
        "on": day,
        "as_of_text": f"{day:%Y-%m-%d}",
        "is_today": day == request.actor.today,
        "kept": kept,
        "today_url": f"{request.path}?{urlencode(kept)}",
    }
