"""疑问: days of which two sides say different things; the township settles which is true and why (R-ATT-07)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import anomalies, rules
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.calendar.forms import SettleForm
from zhucun.oversight.calendar.months import Asked, month_asked
from zhucun.oversight.calendar.people import OnTeam, in_order
from zhucun.oversight.calendar.person_reading import HIDDEN
from zhucun.oversight.calendar.tabs import month_context, tabs_of
from zhucun.policy.attendance import UNDECIDED
from zhucun.web.page import page

MAY_BE_SETTLED = ("anyone", "others", "leave")


@dataclass(frozen=True)
class Word:
    """What one side says, and why."""

    side: str
    label: str
    reason: str
    entered: str


@dataclass(frozen=True)
class Question:
    """Days about which words differ: whose, which, and what each side says."""

    statement: DayStatement
    when: str
    length: str
    words: Sequence[Word]
    url: str
    person_url: str


def questions_for(actor: Actor, rows: Iterable[DayStatement]) -> list[Question]:
    """In one query more for the words of the other sides."""
    rows = list(rows)
    others: dict[int, list[DayStatement]] = defaultdict(list)
    seen = DayStatement.objects.visible_to(actor).standing().filter(posting__in={row.posting_id for row in rows})
    for other in seen.exclude(pk__in=[row.pk for row in rows]).order_by("pk") if rows else ():
        others[other.posting_id].append(other)
    return [_question(actor, row, others[row.posting_id]) for row in rows]


def _question(actor: Actor, row: DayStatement, others: Iterable[DayStatement]) -> Question:
    terms = terms_for(actor, row.place_code, halves.day_of(row.since_half))
    against = [one for one in others if one.side != row.side and halves.overlap(one.span, row.span)]
    said = [_word(one, terms) for one in [*against, row]]
    if row.category == UNDECIDED:
        said = [*said[:-1], Word("销假晚了", "等乡镇定", row.reason, said[-1].entered)]
    elif not against:
        said.insert(0, Word(Side.MEMBER.label, _by_default(row, terms), "没有记变动", ""))
    may = actor.scope(rules.SETTLE).covers_place(row.place_code)
    month = rules.month_key(halves.day_of(row.since_half))
    return Question(
        row,
        halves.in_words(*row.span, year=actor.today.year),
        halves.length_in_words(row.until_half - row.since_half),
        said,
        reverse("oversight:days.settle", args=[row.pk]) if may else "",
        f"{reverse('oversight:days.person', args=[row.cadre_id])}?month={month}",
    )


def _word(row: DayStatement, terms: Terms) -> Word:
    label = terms.by_key[row.category].label if row.category in terms.by_key else row.category
    source = "假条批准" if row.source else ""
    entered = f"{row.entered_by} {row.entered_on.month}月{row.entered_on.day}日"
    return Word(Side(row.side).label, label, row.reason or source, entered)


def _by_default(row: DayStatement, terms: Terms) -> str:
    return terms.by_key[terms.default(halves.day_of(row.since_half))].label


@dataclass(frozen=True)
class Oddity:
    """Something worth asking about, with whom to ask."""

    label: str
    name: str
    team_name: str
    sentence: str
    url: str


def oddities_of(actor: Actor, asked: Asked) -> list[Oddity]:
    """For whoever settles: a question to those who were there, never an accusation (R-ATT-08)."""
    reach = actor.scope(rules.SETTLE).place
    if not reach:
        return []
    found = {label: odd for code in reach for label, odd in anomalies.noticed(actor, asked.key, scope=code).items()}
    keys = {one.posting for odd in found.values() for one in odd}
    people = {one.posting: one for one in in_order(postings_seen_by(actor).filter(pk__in=keys))} if keys else {}
    return [
        _oddity(label, one.question, people[one.posting], asked)
        for label, odd in found.items()
        for one in odd
        if one.posting in people
    ]


def _oddity(label: str, sentence: str, who: OnTeam, asked: Asked) -> Oddity:
    url = f"{reverse('oversight:days.person', args=[who.cadre])}?month={asked.key}"
    return Oddity(label, who.name, who.team_name, sentence, url)


def _month(request: HttpRequest) -> Asked:
    """The month just past, whose sheets are being settled, unless another is asked for."""
    asked = month_asked(request)
    return asked if "month" in request.GET else asked.before


@page(needs=rules.SEE_REASONS)
def questions(request: HttpRequest) -> HttpResponse:
    asked = _month(request)
    seen = DayStatement.objects.visible_to(request.actor).questions().select_related("cadre__person", "posting__team")
    seen = seen.defer(*HIDDEN)
    rows = list(seen.in_order_of_places().order_by("township_position", "place_code", "since_half", "pk"))
    context = {
        "tabs": tabs_of(request, asked, "oversight:days.questions"),
        **month_context(request, asked),
        "questions": questions_for(request.actor, rows),
        "oddities": oddities_of(request.actor, asked),
        "may_settle": bool(request.actor.scope(rules.SETTLE).place),
        "nothing": {"text": "没有说法不一的日子。", "icon": "circle-check"},
    }
    return render(request, "oversight/calendar/pages/questions.html", context)


@page(needs=rules.SETTLE)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    seen = DayStatement.objects.visible_to(request.actor, rules.SETTLE).select_related("cadre__person", "posting__team")
    row = get_object_or_404(seen, pk=pk)
    question = questions_for(request.actor, [row])[0]
    terms = terms_for(request.actor, row.place_code, halves.day_of(row.since_half))
    offered = [one for one in terms.categories if one.who in MAY_BE_SETTLED]
    form = SettleForm(request.POST or None, seen=row, offered=offered)
    if form.is_valid() and form.do(days.settle, row, by=request.actor):
        return redirect(question.person_url)
    context = {"form": form, "question": question, "back": reverse("oversight:days.questions")}
    return render(request, "oversight/calendar/pages/settle.html", context)
