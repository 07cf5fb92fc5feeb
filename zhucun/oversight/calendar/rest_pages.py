"""排轮休: a team's month on one page, each person's working days to be ticked and entered at once (R-LEA-06)."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.once import once
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.asking import EVERY_MONTH, LEADER, Ask, asks
from zhucun.lib.periods import month_of
from zhucun.oversight.attendance import reading, rules
from zhucun.oversight.attendance.planning import least_of, plan_rest
from zhucun.oversight.attendance.reading import Day, Month
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.calendar.people import there_in
from zhucun.oversight.calendar.tabs import month_context
from zhucun.policy.attendance import IN_VILLAGE, REST_DUTY, ROTA_REST
from zhucun.web.forms import ActForm
from zhucun.web.page import page


class RestForm(ActForm):
    """Boxes named rest, each a posting and a day."""

    ask = asks(
        Ask(
            "attendance.plan_rest",
            "排轮休",
            who_asks="县驻村办",
            basis="轮休要排得出、休得成，村里留人（R-LEA-06、R-LEA-08）",
            how_often=EVERY_MONTH,
            what_for="记进各人的在村情况，本人不用再记",
            minutes=2,
            role=LEADER,
        )
    )

    def chosen(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for value in self.data.getlist("rest") if self.is_bound else ():
            posting, _, day = value.partition(":")
            if posting.isdecimal() and _is_day(day):
                found[int(posting)].append(day)
        return found


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True)
class Box:
    """A working day of somebody: to be ticked, or what stands there already."""

    day: date
    value: str
    said: str
    is_ticked: bool


@dataclass(frozen=True)
class Person:
    name: str
    url: str
    owed: str
    boxes: list[Box]


@page(needs=rules.PLAN_REST)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    asked, actor = month_asked(request), request.actor
    rows = _team(actor, pk, asked)
    form = RestForm(request.POST or None)
    if form.is_valid() and form.tries(lambda: _planned(form, rows, actor)):
        messages.success(request, "轮休排好了，各人的在村情况里已经有了。")
        return redirect(request.get_full_path())
    terms = terms_for(actor, rows[0].place_code, asked.span.since)
    team_url = reverse("oversight:days.team", args=[pk])
    context = {
        **month_context(request, asked),
        "team": rows[0].team,
        "team_url": team_url if asked.is_now else address_of(team_url, {"month": asked.key}),
        "form": form,
        "people": _people(rows, asked, terms, form.chosen()),
        "least": least_of(terms),
        "sent": uuid.uuid4(),
        "rota_min": terms.weekend_rota_min if terms.rest_days != "off" else 0,
    }
    return render(request, "oversight/calendar/pages/rest.html", context)


def _team(actor: Actor, pk: int, asked: Asked) -> list[Posting]:
    """Whoever is on the team in the month, as far as the actor plans for it."""
    seen = Posting.objects.visible_to(actor, rules.PLAN_REST).filter(there_in(asked.span), team=pk)
    rows = list(seen.select_related("cadre__person", "team").order_by("seat_since", "pk"))
    if not rows:
        raise Http404
    return rows


def _planned(form: RestForm, rows: list[Posting], actor: Actor) -> int:
    chosen = form.chosen()
    calls = [Told(row, {"days": chosen[row.pk]}) for row in rows if chosen.get(row.pk)]
    if not calls:
        raise Refused("还没有选哪天轮休。")
    try:
        return once(plan_rest, lambda: _all(calls, actor), sent=form.cleaned_data["sent"] or uuid.uuid4(), by=actor)
    except SomeRefused as refusal:
        at, first = refusal.lines[0]
        raise Refused(f"{calls[at].row.cadre.person.name}：{first.sentence}都还没有记。") from refusal


def _all(calls: list[Told], actor: Actor) -> int:
    plan_rest.many(calls, by=actor)
    return len(calls)


def _people(rows: list[Posting], asked: Asked, terms: Terms, chosen: dict[int, list[str]]) -> list[Person]:
    keys = [row.pk for row in rows]
    months = reading.month_of(keys, asked.span.since, terms)
    before = reading.month_of(keys, month_of(asked.before.span.since).since, terms)
    return [
        Person(
            row.cadre.person.name,
            address_of(
                reverse("oversight:days.person", args=[row.cadre_id]), {"month": "" if asked.is_now else asked.key}
            ),
            _owed([before[row.pk], months[row.pk]]),
            [_box(row, day, terms, chosen) for day in _working(months[row.pk], asked, terms)],
        )
        for row in rows
    ]


def _working(month: Month, asked: Asked, terms: Terms) -> list[Day]:
    to_come = (day for day in month.days() if day.day > asked.today and terms.calendar.is_working_day(day.day))
    return [day for day in to_come if NOT_THERE not in day.letters]


def _box(row: Posting, day: Day, terms: Terms, chosen: dict[int, list[str]]) -> Box:
    is_free = day.letters == terms.mark(IN_VILLAGE)
    said = (
        ""
        if is_free
        else "、".join(terms.by_mark[mark].label.partition("，")[0] for mark in dict.fromkeys(day.letters))
    )
    return Box(day.day, f"{row.pk}:{day.day.isoformat()}", said, day.day.isoformat() in chosen.get(row.pk, ()))


def _owed(months: list[Month]) -> str:
    """What is owed of rest: duty on rest days of two months against rest by rota in them (R-LEA-06)."""
    duty = sum(month.totals.get(REST_DUTY, 0) for month in months)
    rested = sum(month.totals.get(ROTA_REST, 0) for month in months)
    said = f"上月到这月休息日值班 {halves.length_in_words(duty)}，轮休 {halves.length_in_words(rested)}"
    return f"{said}，还可以休 {halves.length_in_words(duty - rested)}" if duty > rested else said
