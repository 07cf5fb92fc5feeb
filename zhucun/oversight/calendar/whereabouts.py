"""Where everybody is today and how far the month's sheets are: a county's, a township's, a unit's (screens H1, H2)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from django.db.models import Count
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.parts import Part, township_page_parts_come_from, unit_page_parts_come_from
from zhucun.lib.figure import Question
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.oversight.attendance.figures import on_post, where_people_are
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import SEE, State, month_key
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.standing import category_keys
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.calendar.cells import Look, look_of
from zhucun.oversight.calendar.months import address_of
from zhucun.oversight.calendar.today import IN_VILLAGE as HERE_TODAY
from zhucun.oversight.calendar.today import LATE, OTHER, TONES
from zhucun.policy.attendance import ABSENCE, IN_VILLAGE, LEAVE, OFFICIAL_TRIP, REST_DUTY, TRAINING, UNDECIDED
from zhucun.web.measures import Measures

AWAY = (
    ("oversight.members_on_business", "公务离村", "tone-3", False),
    ("oversight.members_on_leave", "请假", "tone-2", False),
    ("oversight.members_at_rest", "休息", "tone-5", False),
    ("oversight.members_absent", "无故不在村", "tone-late", True),
    ("oversight.members_undecided", "说法不一", "tone-late", True),
)
CARD, SENT_CARD = "oversight/calendar/pages/_days.html", "oversight/calendar/pages/_sent_today.html"
SENT = ("pk", "cadre", "cadre__person__name", "team__name", "place_code")
HERE = "oversight.members_in_village"
TODAY = (HERE, *(name for name, *_ in AWAY), "dispatch.members_on_post")
AT_WORK = {IN_VILLAGE, REST_DUTY, OFFICIAL_TRIP, TRAINING}
UNCLEAR = {ABSENCE, UNDECIDED}


def in_village(measures: Measures, **kept: str) -> dict[str, Any]:
    """Of those on post how many are in the village, and where the others are; for _figure.html and _stack.html.

    `kept` narrows the calendar that it leads to.
    """
    away = [measures.sub(name, label, late=late) | {"tone": tone} for name, label, tone, late in AWAY]
    here = {"value": measures.value(HERE), "tone": "tone-1"}
    parts = [here, *(part for part in away if part["value"])]
    total = measures.shown("dispatch.members_on_post")
    said = "，".join(f"{part.get('label', '在村')} {part['value']} 人" for part in parts)
    return measures.figure(
        HERE,
        label="今天在村",
        of=total,
        unit="",
        more_label="按变动登记，不设打卡",
        more_url=address_of(reverse("oversight:days"), kept),
        stack={"sentence": f"在岗 {total} 人：{said}", "parts": parts},
    )


@township_page_parts_come_from
def of_township(township: Place, actor: Actor) -> Iterator[Part]:
    """On the township's own first page and on the county's page of it the same."""
    if not actor.may(SEE):
        return
    measures = Measures(TODAY, Question(actor, township.code, actor.today))
    told = {"in_village": in_village(measures, township=township.code), "sheets": sheets(actor, township.code)}
    yield Part(CARD, told, order=10, styles=("oversight/sheets.css",))


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """Of whom they sent and the reader sees; a unit that only stands behind a team is not told (R-ORG-12)."""
    if not actor.may(SEE):
        return
    sent = postings_seen_by(actor).on_post(actor.today).filter(sending_unit__in=units)
    people = [Sent(*row) for row in sent.order_by("place_code", "pk").values_list(*SENT)]
    if people:
        terms = terms_for(actor, people[0].place_code, actor.today)
        yield Part(SENT_CARD, _sent(people, category_keys(sent, actor.today, actor), terms), order=10)


class Sent(NamedTuple):
    posting: int
    cadre: int
    name: str
    team_name: str
    place_code: str


def _sent(people: Iterable[Sent], keys: Mapping[int, str], terms: Terms) -> dict[str, Any]:
    """What _sent_today.html takes: how many are where, and by name who is not in the village."""
    looks = {one: look_of(terms.by_key[keys[one.posting]]) for one in people}
    found = Counter(looks.values())
    here = sum(count for look, count in found.items() if look.code in HERE_TODAY)
    said = "，".join(f"{look.label} {count} 人" for look, count in found.items())
    away = [
        (one, look.label, reverse("oversight:days.person", args=[one.cadre]))
        for one, look in looks.items()
        if look.code not in HERE_TODAY
    ]
    figure = {"label": "派出的人今天在村", "value": here, "of": len(looks), "more_label": "按变动登记，不设打卡"}
    stack = {"sentence": f"今天 {len(looks)} 人：{said}", "parts": [_part(*one) for one in found.items()]}
    return {"figure": figure, "stack": stack, "away": away}


def _part(look: Look, count: int) -> dict[str, Any]:
    is_late = look.code in LATE
    tone = "tone-late" if is_late else TONES.get(look.code, OTHER)
    return {"label": look.label, "value": count, "tone": tone, "late": is_late}


class TeamToday(Enum):
    """What a team's dot says; a filled one, a ring, a red double ring are told apart without colour (WCAG 1.4.1)."""

    HERE = "全员在村或公务", ""
    AWAY = "有人请假", "away"
    UNCLEAR = "有人没说清", "unclear"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def mark(self) -> str:
        return self.value[1]

    @classmethod
    def of(cls, keys: Counter[str]) -> "TeamToday":
        if keys.keys() & UNCLEAR:
            return cls.UNCLEAR
        return cls.AWAY if keys[LEAVE] else cls.HERE


def teams_today(question: Question) -> Mapping[int, TeamToday]:
    """Team → how it stands today; one query beyond what the figures have asked. Who is at rest is no reason to ask."""
    keys = where_people_are(on_post(question), question)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for posting, team in on_post(question).order_by().values_list("pk", "team"):
        found[team][keys[posting]] += 1
    return {team: TeamToday.of(counted) for team, counted in found.items()}


def sheets(actor: Actor, scope: str) -> dict[str, Any] | None:
    """How far the sheets of the latest month are; None where none is open."""
    first = actor.today.replace(day=1)
    months = {month_key(day): day for day in (add_months(first, -1), first)}
    seen = MonthLine.objects.visible_to(actor).filter(within_prefixes("place_code", [scope]), month__in=months)
    found: dict[str, Counter[State]] = defaultdict(Counter)
    for month, state, count in seen.order_by().values_list("month", "state").annotate(Count("pk")):
        found[month][State(state)] = count
    latest = max(found, default=None)
    return _sheets(months[latest], found[latest]) if latest else None


def _sheets(first: date, counts: Mapping[State, int]) -> dict[str, Any]:
    states, total = list(State), sum(counts.values())
    url = f"{reverse('oversight:days.sheets')}?month={month_key(first)}"
    steps = []
    for label, reached in (("本人属实", 1), ("村里核对", 2), ("乡镇锁定", 3), ("县里复核", 4)):
        done = sum(counts[state] for state in states[reached:])
        before = states[reached - 1]
        steps.append(
            {
                "label": label,
                "done": done,
                "total": total,
                "waiting": counts[before],
                "url": f"{url}&state={before.value}",
            }
        )
    return {"label": f"{first.month}月月表", "steps": steps, "url": url}
