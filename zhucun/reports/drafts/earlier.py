"""历次稿: who wrote each version, when, of which day, and what is other than in the one before."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.reports.drafts.differences import Line, how_many, read_apart
from zhucun.reports.drafts.models import DraftVersion
from zhucun.reports.drafts.rules import WRITE
from zhucun.reports.drafts.views import own_draft
from zhucun.web.forms import ActForm
from zhucun.web.page import page

SHOWN = 20  # versions on a page; their differences are drawn with them
MOST_LINES = 40


@dataclass(frozen=True)
class Told:
    """A version beside the one before it, of which the first has none."""

    version: DraftVersion
    lines: list[Line]
    changed: int
    left_out: int
    before: DraftVersion | None

    @property
    def has_new_day(self) -> bool:
        return self.before is not None and self.before.as_of != self.version.as_of

    @property
    def has_new_title(self) -> bool:
        return self.before is not None and self.before.title != self.version.title


@page(needs=WRITE)
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    row = own_draft(request, pk)
    count = row.versions.count()
    newest = list(row.versions.order_by("-number")[: SHOWN + 1])
    context = {
        "row": row,
        "versions": [
            _told(one, newest[at + 1] if at + 1 < len(newest) else None) for at, one in enumerate(newest[:SHOWN])
        ],
        "count": count,
        "left_out": max(0, count - SHOWN),
        "press": ActForm(seen=row),
        "none": {"text": "还没有改过，只有现在这一稿。", "icon": "history"},
    }
    return render(request, "reports/drafts/pages/versions.html", context)


def _told(version: DraftVersion, before: DraftVersion | None) -> Told:
    lines = read_apart(before.words, version.words) if before else []
    return Told(version, lines[:MOST_LINES], how_many(lines), max(0, len(lines) - MOST_LINES), before)
