"""This month: the prompt and how far it is, the review and what it decided, the rhythm (screen G10)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.oversight.month.rules import SEE
from zhucun.oversight.prompts import rules as of_prompts
from zhucun.oversight.prompts.models import WorkPrompt
from zhucun.oversight.prompts.opening import is_known_to
from zhucun.oversight.prompts.reading import current, of_team, progress_of, recipients_of
from zhucun.oversight.review import rules as of_reviews
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.rhythm import rules as of_rhythm
from zhucun.oversight.rhythm.reading import rings
from zhucun.oversight.tasks import rules as of_tasks
from zhucun.oversight.tasks.lists import words_of
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.web.page import page

MOST_TASKS = 6


@page(needs=SEE)
def month(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context = {
        "month": actor.today,
        "rhythm": rings(actor.county_code, actor) if actor.may(of_rhythm.SEE) else [],
        "sees_prompts": actor.may(of_prompts.SEE),
        "sees_reviews": actor.may(of_reviews.SEE),
        "sees_tasks": actor.may(of_tasks.SEE_TASKS),
        "may_issue": actor.may(of_prompts.ISSUE),
        **_prompt(actor),
        **_review(actor),
        **_tasks(actor),
    }
    return render(request, "oversight/month/pages/month.html", context)


def _prompt(actor: Actor) -> dict[str, Any]:
    teams = sorted(actor.scope(of_prompts.SEE).team)
    if teams:
        return {"own_prompts": [told for team in teams if (told := _own(team, actor))], "sees_prompts": False}
    prompt: WorkPrompt | None = current(actor) if actor.may(of_prompts.SEE) else None
    if prompt is None:
        return {"prompt": None}
    recipients = recipients_of(prompt, actor)
    return {
        "prompt": prompt,
        "is_of_this_month": prompt.month == f"{actor.today:%Y-%m}",
        "lines": progress_of(prompt, [one.team_id for one in recipients], actor.today),
        "reached": sum(one.reached_on is not None for one in recipients),
        "of": len(recipients),
    }


def _own(team: int, actor: Actor) -> dict[str, Any] | None:
    """As the team reads it; shown in full, so that the team has it."""
    told = of_team(team, actor)
    if told:
        is_known_to(told["recipient"], actor)
    return told


def _review(actor: Actor) -> dict[str, Any]:
    if not actor.may(of_reviews.SEE):
        return {"review": None}
    seen = MonthlyReview.objects.visible_to(actor).of_counties().filter(place_code=actor.county_code)
    review = seen.filter(month__lte=f"{actor.today:%Y-%m}").order_by("-month").first()
    said = TownshipStatement.objects.visible_to(actor).filter(review=review)
    return {
        "review": review,
        "said": said.count() if review else 0,
        "own_said": said.first() if review and actor.may(of_reviews.STATE) else None,
        "may_say": bool(review and review.is_open and actor.may(of_reviews.STATE)),
    }


def _tasks(actor: Actor) -> dict[str, Any]:
    if not actor.may(of_tasks.SEE_TASKS):
        return {}
    seen = ReviewTask.objects.visible_to(actor)
    reach = actor.scope(of_reviews.SEE).place
    is_of_county = any(len(prefix) <= len(actor.county_code) for prefix in reach)
    if is_of_county:  # what townships decide among themselves is theirs
        seen = seen.filter(review__is_of_county=True).filter(within_prefixes("place_code", reach))
    rows = list(seen.open().select_related("review").order_by("due_on", "pk"))
    return {
        "tasks": [(task, words_of(task, actor.today)) for task in rows[:MOST_TASKS]],
        "open_count": len(rows),
        "late_count": sum(task.is_late(actor.today) for task in rows),
    }
