"""The pages of G1 beside each other, each keeping the month that is looked at; counts come from what waits."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.permissions import Permission
from zhucun.acts.waiting import lines_for
from zhucun.oversight.attendance import rules
from zhucun.oversight.calendar.months import Asked, address_of

TABS: tuple[tuple[str, str, Permission], ...] = (
    ("oversight:days", "日历", rules.SEE),
    ("oversight:days.sheets", "月表", rules.SEE),
    ("oversight:days.questions", "疑问", rules.SEE_REASONS),
    ("oversight:days.corrections", "更正", rules.SEE_REASONS),
    ("oversight:days.year", "全年", rules.SEE),
    ("oversight:days.circular", "考勤通报", rules.REVIEW),
)


def tabs_of(request: HttpRequest, asked: Asked, here: str) -> list[dict[str, Any]]:
    waiting = [(line.url.partition("?")[0], line.count) for line in lines_for(request.actor)]
    month = {} if asked.is_now else {"month": asked.key}
    return [
        {
            "label": label,
            "url": address_of(reverse(route), month),
            "active": route == here,
            "count": sum(count for url, count in waiting if url == reverse(route)) if route != TABS[0][0] else 0,
        }
        for route, label, needs in TABS
        if request.actor.may(needs)
    ]


def month_context(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What _month.html takes: the same page a month on or back, with its filters."""
    kept = request.GET.dict()

    def of(other: Asked | None) -> str:
        if other is None:
            return ""
        return address_of(request.path, kept, month=None if other.is_now else other.key) or request.path

    return {
        "asked": asked,
        "before_url": of(asked.before),
        "after_url": of(asked.after),
        "now_url": "" if asked.is_now else address_of(request.path, kept, month=None),
    }


def chip(
    request: HttpRequest,
    name: str,
    label: str,
    options: Iterable[tuple[str, str]],
    counts: dict[str, int] | None = None,
) -> dict[str, Any]:
    """One filter as _filter.html takes it; options without anybody are left out where counts are known."""
    kept, chosen = request.GET.dict(), request.GET.get(name, "")
    offered = [(key, words) for key, words in options if counts is None or counts.get(key) or key == chosen]
    active = next((words for key, words in offered if key == chosen), "")
    return {
        "label": label,
        "active_label": active,
        "clear_url": address_of(request.path, kept, **{name: None}),
        "options": [
            {
                "label": words,
                "url": address_of(request.path, kept, **{name: key}),
                "selected": key == chosen,
                "count": counts.get(key) if counts is not None else None,
            }
            for key, words in offered
        ],
    }
