"""M1 今天: no question on a normal day; on a rest day one press for duty, at month's end one for 属实 (R-BUR-01)."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import SEE
from zhucun.lib import halves
from zhucun.mobile.case.views import waiting_lines
from zhucun.mobile.own import Crew, crew_of, must_have_crew
from zhucun.mobile.phone import address_of, phone_page, shown
from zhucun.mobile.today.now_and_then import (
    changed_lines,
    emergency_card,
    leave_lines,
    month_card,
    rest_lines,
    taken_back_lines,
    watch_lines,
)
from zhucun.mobile.today.prompt import prompt_card
from zhucun.mobile.words import stage_of, standing_of
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import reading, rules
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.attendance import IN_VILLAGE, REST, REST_DUTY
from zhucun.records.notes.models import WorkRecord
from zhucun.web.forms import ActForm, press
from zhucun.web.undo import offer

A_DAY = timedelta(days=1)
NOTES_SHOWN = 3


@phone_page(needs=SEE)
def today(request: HttpRequest) -> HttpResponse:
    """Whoever is on no team is led to their own first page."""
    actor, crew = request.actor, crew_of(request.actor)
    if crew is None:
        return redirect(f"{reverse('home')}?as=team")
    context = {
        "today": actor.today,
        "crew": crew,
        "waiting": [(line, url) for line, url in waiting_lines(actor) if url != request.path],  # a card here already
        "notes": notes_of(crew.own, actor),
        "notes_shown": NOTES_SHOWN,
        "note_url": address_of("mobile:note"),
        "diary_url": address_of("mobile:diary"),
        "press": ActForm(),
        **day_card(crew, actor),
        **cards(crew, actor),
    }
    return shown(request, "mobile/today/pages/today.html", context)


def day_card(crew: Crew, actor: Actor) -> dict[str, Any]:
    """How one's own day stands and those of the others."""
    terms = terms_for(actor, crew.own.place_code, actor.today)
    days = reading.days_from(crew.sheets, actor.today, terms)
    own = days[crew.own.pk]
    defaults = {terms.mark(IN_VILLAGE), terms.mark(REST)}
    said = None if own.letters in defaults else said_of(crew.own, actor.today)
    return {
        "standing": standing_of(own, terms, said),
        "said": said,
        "may_end": said is not None and said.side == Side.MEMBER and not said.source,
        "may_be_back_at_noon": said is not None and _holds_noon(said, actor.today),
        "is_rest": own.letters == terms.mark(REST),
        "mates": [(one, *stage_of(days[one.pk], terms)) for one in crew.mates],
    }


def said_of(posting: Posting, day: date) -> DayStatement | None:
    """What was said of the day last."""
    near = DayStatement.objects.standing().filter(posting=posting).touching(halves.half_of(day), halves.beyond(day))
    return near.order_by("-pk").first()


def notes_of(posting: Posting, actor: Actor) -> list[WorkRecord]:
    """Of this week, as a plain list: a day without one is no gap (R-LOG-01)."""
    if not posting.wrote:
        return []
    monday = actor.today - timedelta(days=actor.today.weekday())
    written = WorkRecord.objects.visible_to(actor).standing().filter(posting=posting, side="team")
    return list(written.happened_in(monday, actor.today + A_DAY).order_by("-happened_on", "-pk"))


def cards(crew: Crew, actor: Actor) -> dict[str, Any]:
    """What stands on the page only now and then."""
    return {
        **emergency_card(crew, actor),
        **watch_lines(crew, actor),
        **month_card(crew, actor),
        **leave_lines(crew, actor),
        **taken_back_lines(crew, actor),
        **changed_lines(crew, actor),
        **rest_lines(crew, actor),
        **prompt_card(crew, actor),
    }


@require_POST
@phone_page(needs=rules.STATE)
def duty(request: HttpRequest) -> HttpResponse:
    """值班 on a rest day: one press (R-ATT-06)."""
    crew, day = must_have_crew(request.actor), request.actor.today
    span = {"since_half": halves.half_of(day), "until_half": halves.beyond(day)}
    key = press(request, attendance.enter, crew.own, category=REST_DUTY, **span)
    offer(request, attendance.enter, key, text="记了值班")
    return redirect("mobile:today")


@require_POST
@phone_page(needs=rules.STATE)
def back_early(request: HttpRequest, pk: int) -> HttpResponse:
    """Back sooner than was said, from today's afternoon or for all of today; what began today is then taken back."""
    row = get_object_or_404(DayStatement.objects.visible_to(request.actor, rules.STATE), pk=pk)
    morning = halves.half_of(request.actor.today)
    since = morning + halves.AFTERNOON if request.POST.get("part") == str(halves.AFTERNOON) else morning
    if row.since_half < since:
        press(request, attendance.shorten, row, until_half=since)
    else:
        press(request, attendance.withdraw, row)
    messages.success(request, f"记下了：{_is_back_in_words(row, since)}。")
    return redirect("mobile:today")


def _holds_noon(said: DayStatement, day: date) -> bool:
    """Away in the morning and in the afternoon, so that coming back is asked which half-day it was."""
    noon = halves.half_of(day, halves.AFTERNOON)
    return said.category != REST_DUTY and said.since_half < noon < said.until_half


def _is_back_in_words(row: DayStatement, since: int) -> str:
    if row.category == REST_DUTY:
        return "今天没有值班"
    return "今天下午起在村" if halves.part_of(since) == halves.AFTERNOON else "今天整天都在村"
