"""Figures: how long ago teams were last looked at, and how many were, by the draw."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Team
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.rules import RECENT_DAYS, Seen
from zhucun.oversight.inspection.weighing import days_unseen, last_visits
from zhucun.policy import in_force as policy

GROUP, MEASURE = "督查", "管"
RECENT, WHILE, LONG = "oversight.seen_lately", "oversight.seen_a_while_ago", "oversight.unseen_for_long"
VISITED = "oversight.drawn_visited"
IN_ORDER = (RECENT, WHILE, LONG)
FLOOR = ("inspection.floor_days",)


def _teams(key: str, label: str, definition: str) -> Figure:
    whole = f"截止日在的队里，{definition}；从没督查到的，从建队算起。"
    return Figure(key, label, "支", "count", whole, MEASURE, group=GROUP, rows="team", numbers=FLOOR)


FIGURES = (
    _teams(RECENT, f"{RECENT_DAYS} 天内督查到的队", f"最近一次交回督查记录在 {RECENT_DAYS} 天以内的"),
    _teams(WHILE, f"{RECENT_DAYS} 天以上没督查到的队", f"{RECENT_DAYS} 天以上没督查到、还没到必抽天数的"),
    _teams(LONG, "到了必抽天数的队", "没督查到的天数超过办法参数里“必抽”的"),
)
DRAWN = Figure(
    VISITED,
    "抽到并督查了的队",
    "支次",
    "count",
    "这段时间里抽签定下、到了村、交回记录的；回头看的也算。",
    MEASURE,
    group=GROUP,
    rows="drawn",
    has_period=True,
)


def _floor(question: Question) -> int:
    day = question.numbers_on or question.as_of
    return policy.known_to(question.actor, day, [question.scope])[question.scope[:6]].inspection.floor_days


def _of_whom(key: str, days: int, floor: int) -> bool:
    if key == LONG:
        return days > floor
    recent = min(RECENT_DAYS, floor)
    return days <= recent if key == RECENT else recent < days <= floor


def teams(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """Two queries for all three."""
    floor, day = _floor(question), question.as_of
    rows = Team.objects.visible_to(question.actor).as_of(day).filter(within_prefixes("place_code", [question.scope]))
    seen = last_visits(question.scope, day)
    days = {team.pk: days_unseen(team, seen, day) for team in rows.only("pk", "since")}
    return {one.id: _answer(rows, [pk for pk, n in days.items() if _of_whom(one.id, n, floor)]) for one in figures}


def _answer(rows: QuerySet[Team], keys: list[int]) -> Answer:
    return Answer(len(keys), lambda: rows.filter(pk__in=keys))


def drawn(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    period = question.period
    rows = DrawnTeam.objects.visible_to(question.actor).filter(state=Seen.VISITED)
    rows = rows.filter(visited_on__gte=period.since, visited_on__lt=period.until)
    rows = rows.filter(within_prefixes("seat_code", [question.scope]))
    return {one.id: Answer(rows.count(), lambda: rows) for one in figures}


def in_words(question: Question) -> list[tuple[str, str, str]]:
    """(Figure, words, tone) of the bar, by the county's own number."""
    floor = _floor(question)
    recent = min(RECENT_DAYS, floor)
    return [
        (RECENT, f"{recent} 天内", "tone-1"),
        (WHILE, f"{recent + 1}—{floor} 天", "tone-3"),
        (LONG, f"{floor} 天以上", "tone-late"),
    ]


register(FIGURES, teams)
register([DRAWN], drawn)
