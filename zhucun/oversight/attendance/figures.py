"""Figures of days: where those on post are today, stationed days of a period, sheets by how far they are (R-ATT-01)."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import LOCKED, SEE, State, month_key
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.standing import category_keys
from zhucun.policy.attendance import ABSENCE, IN_VILLAGE, LEAVE, REST, REST_DUTY, ROTA_REST, UNDECIDED

MEASURE, GROUP = "管", "在村"
NUMBERS = ("attendance.categories", "attendance.rest_days")
OTHER = "other"
ON_POST = "截止这天已报到、占着名额的队员里，"
HALF = "；一天里上午下午不同的，按上午；没有人另说的，工作日算在村，休息日算休息"
# fmt: off
WHERE: dict[str, tuple[str, tuple[str, ...], str]] = {
    "members_in_village": ("在村的队员", (IN_VILLAGE, REST_DUTY), "当天在村的，休息日值班的也算"),
    "members_on_business": ("公务离村的队员", (OTHER,), "当天公务离村、培训开会的，县里加的类别也算"),
    "members_on_leave": ("请假的队员", (LEAVE,), "当天请假的"),
    "members_at_rest": ("休息的队员", (REST, ROTA_REST), "当天轮休的，休息日没有值班的也算"),
    "members_absent": ("无故不在村的队员", (ABSENCE,), "当天认定无故不在村的"),
    "members_undecided": ("说法不一的队员", (UNDECIDED,), "当天本人和村里说法不一，或者销假晚了，乡镇还没认定的"),
}
# fmt: on


def _id(name: str) -> str:
    return f"oversight.{name}"


KNOWN = {key for _, keys, _ in WHERE.values() for key in keys}
TODAY = {
    _id(name): Figure(
        f"oversight.{name}",
        label,
        "人",
        "count",
        f"{ON_POST}{meant}{HALF}。",
        MEASURE,
        GROUP,
        "posting",
        numbers=NUMBERS,
    )
    for name, (label, _, meant) in WHERE.items()
}
KEYS_OF = {_id(name): keys for name, (_, keys, _) in WHERE.items()}


@dataclass(frozen=True)
class OfLines:
    """A figure over the lines of a period's months."""

    figure: Figure
    where: Q
    amount: str = ""


def _of_lines(name: str, label: str, unit: str, kind: str, meant: str, where: Q, amount: str = "") -> OfLines:
    said = f"月表所在的月份在这段时间里，{meant}。"
    figure = Figure(
        _id(name), label, unit, kind, said, MEASURE, "月表", "month_line", has_period=True,
        numbers=("attendance.min_days_per_month",) if name == "below_minimum" else (),
    )  # fmt: skip
    return OfLines(figure, where, amount)


LOCKED_LINES = Q(state__in=LOCKED)
SHEETS = {
    State.OPEN: "本人还没有按属实",
    State.STATED: "本人已经按了属实、村里还没核对",
    State.CONFIRMED: "村里已经核对、乡镇还没核定",
    State.VERIFIED: "乡镇已经锁定、县里还没复核",
    State.REVIEWED: "县里已经复核",
}
LINES = {
    one.figure.id: one
    for one in (
        _of_lines("stationed_days", "驻村天数", "天", "days",
                  "乡镇已经锁定的月表上，算驻村的天数加起来；没有锁定的不算", LOCKED_LINES, "counted_halfdays"),
        _of_lines("below_minimum", "不够天数的人月", "人月", "count",
                  "乡镇已经锁定、算驻村的天数不够县里要求的；当月来的、走的按在的日子折算，工作日不够的按工作日",
                  LOCKED_LINES & Q(counted_halfdays__lt=F("required_halfdays"))),
        *(_of_lines(f"sheets_{state.value}", f"月表{state.label}", "人月", "count", meant, Q(state=state))
          for state, meant in SHEETS.items()),
    )
}  # fmt: skip
QUESTIONS = Figure(
    "oversight.day_questions", "说法不一、还没认定的", "件", "count",
    "现在本人、村里、乡镇对同一天说法不一，或者销假晚了要问一问的，乡镇还没有认定的。", MEASURE, GROUP, "day_statement",
)  # fmt: skip
CORRECTIONS = Figure(
    "oversight.corrections", "月表更正", "件", "count",
    "这段时间里提出的、对已锁定月表的更正，批没批都算。", MEASURE, "月表", "correction", has_period=True,
)  # fmt: skip


def today(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """Two queries for all of them, and one for the county's numbers."""
    rows = on_post(question)
    found: dict[str, list[int]] = defaultdict(list)
    for posting, key in where_people_are(rows, question).items():
        found[key if key in KNOWN else OTHER].append(posting)
    return {one.id: _members(rows, [pk for key in KEYS_OF[one.id] for pk in found[key]]) for one in figures}


def where_people_are(rows: QuerySet[Posting], question: Question) -> dict[int, str]:
    """Posting → category of the day, of all on post within the question's territory; looked up once in a request."""
    known = question.actor.memo.setdefault("where people are", {})
    asked = (question.scope, question.as_of)
    if asked not in known:
        known[asked] = category_keys(rows, question.as_of, question.actor)
    return known[asked]


def on_post(question: Question) -> QuerySet[Posting]:
    """Readers of a prefecture or province read numbers only, and reach what the roster shows them."""
    actor = question.actor
    seen = postings_seen_by(actor) if actor.may(SEE) else Posting.objects.visible_to(actor)
    return seen.on_post(question.as_of).filter(within_prefixes("place_code", [question.scope]))


def _members(rows: QuerySet[Posting], keys: list[int]) -> Answer:
    return Answer(len(keys), lambda: rows.filter(pk__in=keys))


def of_lines(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query."""
    rows, asked = _lines(question), [LINES[one.id] for one in figures]
    totals = rows.aggregate(**{f"n{at}": _total(one) for at, one in enumerate(asked)})
    return {one.figure.id: Answer(int(totals[f"n{at}"]), partial(_records, rows, one)) for at, one in enumerate(asked)}


def _total(one: OfLines) -> Any:
    return Coalesce(Sum(one.amount, filter=one.where), 0) if one.amount else Count("pk", filter=one.where)


def _records(rows: QuerySet, one: OfLines) -> QuerySet:
    found = rows.filter(one.where)
    return found.annotate(amount=F(one.amount)) if one.amount else found


def _lines(question: Question) -> QuerySet[MonthLine]:
    period = question.period
    rows = MonthLine.objects.visible_to(question.actor).filter(within_prefixes("place_code", [question.scope]))
    return rows.filter(month__gte=month_key(period.since), month__lte=month_key(period.last_day))


def _counted(rows: Callable[[Question], QuerySet]) -> Callable[[Sequence[Figure], Question], Mapping[str, Answer]]:
    def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
        found = rows(question).filter(within_prefixes("place_code", [question.scope]))
        return {one.id: Answer(found.count(), lambda: found) for one in figures}

    return answers


def _questions(question: Question) -> QuerySet:
    return DayStatement.objects.visible_to(question.actor).questions()


def _corrections(question: Question) -> QuerySet:
    span = question.period
    return Correction.objects.visible_to(question.actor).filter(proposed_on__gte=span.since, proposed_on__lt=span.until)


register(TODAY.values(), today)
register([one.figure for one in LINES.values()], of_lines)
register([QUESTIONS], _counted(_questions))
register([CORRECTIONS], _counted(_corrections))
