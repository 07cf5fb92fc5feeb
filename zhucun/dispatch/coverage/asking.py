"""For which territory and day the page is asked; what is asked stands in the address."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest

from zhucun.dispatch.coverage.rules import SEE
from zhucun.lib.asked_days import day_in

COUNTY_DIGITS = 6


def territory_asked(request: HttpRequest) -> str:
    """A code of a county or below within reach: the one asked for, else one's own."""
    asked = request.GET.get("scope", "")
    if not asked:
        return own_territory(request)
    if not asked.isdigit() or len(asked) < COUNTY_DIGITS or not request.actor.scope(SEE).covers_place(asked):
        raise Http404
    return asked


def own_territory(request: HttpRequest) -> str:
    """One's own county, else the township one is of."""
    reach, own = request.actor.scope(SEE), request.actor.county_code
    return own if reach.covers_place(own) else next(iter(reach.place), own)


def day_asked(request: HttpRequest) -> tuple[date, str]:
    """The day, and what to say where it could not be had as asked."""
    today, asked = request.actor.today, request.GET.get("on", "")
    if not asked:
        return today, ""
    day = day_in(asked.replace(".", "-").replace("/", "-"))
    if day is None:
        return today, f"“{asked[:20]}”不是一个日期，下面是今天的。日期写成 2022-06-30 这样。"
    if day > today:
        return today, f"{day:%Y-%m-%d} 还没到，下面是今天的。"
    return day, ""


def end_of_last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)
