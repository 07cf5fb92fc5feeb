"""How many of the roster lack what, on a day."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy import in_force as policy
from zhucun.training.lacking.reading import Wanted, on_roster

GROUP = "谁还缺培训"


def _lacks(name: str, label: str, definition: str, *numbers: str) -> Figure:
    whole = f"截止日在队里的人里，{definition}。"
    keys = tuple(f"training.{key}" for key in numbers)
    return Figure(f"training.{name}", label, "人", "count", whole, "训", GROUP, rows="posting", numbers=keys)


LACKS: dict[str, tuple[Figure, Callable[[Wanted], Q]]] = {
    figure.id: (figure, condition)
    for figure, condition in (
        (
            _lacks("without_pre_post", "缺岗前培训", "没有上完岗前培训、或者天数不够的", "pre_post_days"),
            lambda wanted: wanted.no_pre_post,
        ),
        (
            _lacks(
                "pre_post_overdue",
                "岗前培训过期没补",
                "到村过了期限还没有上完岗前培训的",
                "pre_post_days",
                "pre_post_within_days",
            ),
            lambda wanted: wanted.pre_post_late,
        ),
        (
            _lacks("without_course", "今年没轮训", "截止日那年还没有轮训过的", "times_per_year"),
            lambda wanted: wanted.no_course,
        ),
        (
            _lacks("too_few_days", "今年培训天数不够", "截止日那年培训天数还不够的", "min_days_per_year"),
            lambda wanted: wanted.too_few_days,
        ),
    )
}


def lacking(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query: the conditions are counted together."""
    day, county = question.numbers_on or question.as_of, question.scope[:6]
    numbers = policy.known_to(question.actor, day, [county])[county].training
    wanted = Wanted(numbers, question.as_of)
    there = within_prefixes("place_code", [question.scope])
    rows = on_roster(question.actor, question.as_of).filter(there)
    conditions = {one.id: LACKS[one.id][1](wanted) for one in figures}
    counts = {f"n{at}": Count("pk", filter=condition) for at, condition in enumerate(conditions.values())}
    counted = rows.aggregate(**counts).values()
    found = zip(conditions.items(), counted, strict=True)
    return {key: _answer(rows.filter(condition), count) for (key, condition), count in found}


def _answer(rows: QuerySet, count: int) -> Answer:
    return Answer(count, lambda: rows)


register([figure for figure, _ in LACKS.values()], lacking)
