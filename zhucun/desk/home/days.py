"""Where everybody is today and how far the month's sheets are, for first pages (screens H1, H2)."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import Count
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Question
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance.figures import on_post, where_people_are
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State, month_key
from zhucun.policy.attendance import ABSENCE, IN_VILLAGE, LEAVE, OFFICIAL_TRIP, REST_DUTY, TRAINING, UNDECIDED
from zhucun.web.measures import Measures

AWAY = (
    ("oversight.members_on_business", "公务离村", "tone-3", False),
    ("oversight.members_on_leave", "请假", "tone-2", False),
    ("oversight.members_at_rest", "休息", "tone-5", False),
    ("oversight.members_absent", "无故不在村", "tone-late", True),
    ("oversight.members_undecided", "说法不一", "tone-late", True),
)
HERE = "oversight.members_in_village"
TODAY = (HERE, *(name for name, *_ in AWAY), "dispatch.members_on_post")
AT_WORK = {IN_VILLAGE, REST_DUTY, OFFICIAL_TRIP, TRAINING}
UNCLEAR = {ABSENCE, UNDECIDED}


def in_village(measures: Measures) -> dict[str, Any]:
    """Of those on post how many are in the village, and where the others are; for _figure.html and _stack.html."""
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
        more_url=reverse("oversight:days"),
        stack={"sentence": f"在岗 {total} 人：{said}", "parts": parts},
    )


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
