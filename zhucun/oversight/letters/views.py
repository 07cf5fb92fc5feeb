"""A letter as it prints, and as Word: one, or all of a 期."""

from collections import defaultdict
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zhucun.acts.refused import Refused
from zhucun.oversight.letters import writing
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem, RectificationLetter
from zhucun.papers.official import write_letter
from zhucun.policy import in_force as policy
from zhucun.policy.inspection_values import Rectification
from zhucun.policy.issuing import issuer_of
from zhucun.web.exporting import paper_of, papers_of
from zhucun.web.page import page


def issue_of(request: HttpRequest, pk: int, needs: str | None = None) -> LetterIssue:
    return get_object_or_404(LetterIssue.objects.visible_to(request.actor, needs), pk=pk)


def letter_of(request: HttpRequest, pk: int, needs: str | None = None) -> RectificationLetter:
    seen = RectificationLetter.objects.visible_to(request.actor, needs).select_related("issue", "unit")
    return get_object_or_404(seen, pk=pk)


@page(needs=rules.SEE)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """As it prints."""
    row = letter_of(request, pk)
    days = policy.of(request.actor).rectification
    context = {
        "row": row,
        "letter": writing.shown(row, days, request.actor),
        "items": RectificationItem.objects.visible_to(request.actor).filter(letter=row).order_by("position"),
        "may_word": request.actor.may(rules.WRITE) and row.issue.state == rules.IssueState.DRAFTING,
    }
    return render(request, "oversight/letters/pages/letter.html", context)


@page(needs=rules.SEE)
def letter_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    row = letter_of(request, pk)
    written = writing.shown(row, policy.of(request.actor).rectification, request.actor)
    name = f"整改交办函-{row.issue.year}年第{row.issue.number}期-{row.addressee}"
    return paper_of(request.actor, "整改交办函", name, lambda: write_letter(written))


@page(needs=rules.SEE)
def letters_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    """All letters of a 期 that the reader has, to be signed or sent on together."""
    row, actor = issue_of(request, pk), request.actor
    seen = RectificationLetter.objects.visible_to(actor).filter(issue=row).order_by("pk")
    if not seen:
        raise Refused("这一期里还没有函。")
    items = defaultdict(list)
    for item in (
        RectificationItem.objects.filter(letter__in=seen)
        .with_repeats()
        .select_related("finding__visit")
        .order_by("position")
    ):
        items[item.letter_id].append(item)
    days, sender = policy.of(actor).rectification, issuer_of(row.county_code, actor, row.issued_on)
    papers = [
        (f"{at:02} 致{one.addressee}", partial(_written, one, items[one.pk], days, sender, actor.is_demo))
        for at, one in enumerate(seen.select_related("issue"), start=1)
    ]
    return papers_of(actor, "整改交办函", f"整改交办函-{row.year}年第{row.number}期", papers)


def _written(
    letter: RectificationLetter, items: list[RectificationItem], days: Rectification, sender: str, is_demo: bool
) -> bytes:
    return write_letter(writing.letter_of(letter, items, days, sender, is_demo=is_demo))
