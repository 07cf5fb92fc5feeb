"""The numbers a form asks for: of many places, teams or units at once by grouping a figure's rows, of few one by one.

A number within a place counts the rows whose code lies in it, which is what grouping by the code's first digits does.
Where that is not so, a figure is asked for each place: it is for few, its rows lie in no one place or in the county as
a whole, or the groups do not add up to what it says of the whole. tests/test_grouping.py holds all figures to it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Substr

from zhucun.lib.amounts import mean_in_hundredths, share
from zhucun.lib.figure import Answer, Figure, Question, ask_many, named
from zhucun.reports.told_apart.whose import Of, Whose
from zhucun.web.figures import rows_shown

FEW = 2  # places asked one by one: grouping would not be quicker
MOST_SINGLY = 100  # places that are asked one by one
# counted otherwise than by the place of their rows
ELSEWHERE = frozenset(f"six_ones.{name}" for name in ("duty_members", "duty_teams", "councils", "covenants"))
BY_TEAM = {"posting": "team", "team": "pk"}
BY_UNIT = {"posting": "sending_unit", "unit": "pk"}
NOT_BY = {Of.TEAM: "这个数不能按工作队分。", Of.UNIT: "这个数不能按单位分。", Of.PERSON: "这个数不是一个人的。"}
NOT_SINGLY = f"这个数要一处一处地问，超过 {MOST_SINGLY} 处，没有填。"
DECIMALS = 2
Groups = Mapping[Any, int]


@dataclass(frozen=True)
class Asked:
    """A figure of somebody."""

    figure: Figure
    whose: Whose


def answered(asked: Iterable[Asked], question: Question) -> dict[Asked, Answer]:
    """Those that cannot be answered are left out."""
    found: dict[Asked, Answer] = {}
    by_kind: dict[tuple[Of, int], dict[str, set[Whose]]] = defaultdict(lambda: defaultdict(set))
    for one in asked:
        digits = len(one.whose.key) if one.whose.of in (Of.PLACE, Of.VILLAGE) else 0
        by_kind[one.whose.of, digits][one.figure.id].add(one.whose)
    for (of, digits), wanted in by_kind.items():
        found |= _of_kind(of, digits, wanted, question)
    return found


def of_places(figure_ids: Iterable[str], codes: Collection[str], question: Question) -> dict[tuple[str, str], Answer]:
    """Figure and place's code → what the figure says of that place."""
    asked = [Asked(named(figure_id), Whose(Of.PLACE, code)) for figure_id in figure_ids for code in codes]
    return {(one.figure.id, one.whose.key): answer for one, answer in answered(asked, question).items()}


def _of_kind(of: Of, digits: int, wanted: Mapping[str, set[Whose]], question: Question) -> dict[Asked, Answer]:
    if of is Of.WHOLE:
        return _one_by_one(wanted, question)
    if of in (Of.PLACE, Of.VILLAGE):
        grouped = {key: some for key, some in wanted.items() if len(some) > FEW and may_be_grouped(named(key))}
        places = {key: (rows_shown(named(_parts(key)[0])).place, digits) for key in grouped}
        found = _grouped(grouped, places, question)
        done = {one.figure.id for one in found}
        rest = {key: some for key, some in wanted.items() if key not in done and len(some) <= MOST_SINGLY}
        return found | _one_by_one(rest, question)
    paths = BY_TEAM if of is Of.TEAM else BY_UNIT if of is Of.UNIT else {}
    able = {key: some for key, some in wanted.items() if all(named(part).rows in paths for part in _parts(key))}
    return _grouped(able, {key: (paths[named(_parts(key)[0]).rows], 0) for key in able}, question)


def _parts(figure_id: str) -> tuple[str, ...]:
    return named(figure_id).of or (figure_id,)


def may_be_grouped(figure: Figure) -> bool:
    paths = [rows_shown(named(part)).place for part in _parts(figure.id)]
    return (
        figure.id not in ELSEWHERE
        and not figure.for_few
        and all(path and not path.endswith("county_code") for path in paths)
    )


def _one_by_one(wanted: Mapping[str, Collection[Whose]], question: Question) -> dict[Asked, Answer]:
    """What is asked of the same place is asked at once."""
    by_place: dict[Whose, list[str]] = defaultdict(list)
    for figure_id, some in wanted.items():
        for whose in some:
            by_place[whose].append(figure_id)
    return {
        Asked(named(figure_id), whose): answer
        for whose, ids in by_place.items()
        for figure_id, answer in ask_many(ids, question.within(whose.key or question.scope)).items()
    }


def _grouped(
    wanted: Mapping[str, Collection[Whose]], paths: Mapping[str, tuple[str, int]], question: Question
) -> dict[Asked, Answer]:
    parts = sorted({part for figure_id in wanted for part in _parts(figure_id)})
    answers = ask_many(parts, question) if parts else {}
    counted: dict[tuple[str, str, int], Groups] = {}
    found = {}
    for figure_id, some in wanted.items():
        figure, groups = named(figure_id), []
        for part in _parts(figure_id):
            path, digits = _path(part, paths[figure_id])
            if (part, path, digits) not in counted:
                counted[part, path, digits] = _counted(named(part), answers[part], path, digits)
            groups.append(counted[part, path, digits])
        if not all(map(_adds_up, (answers[part] for part in _parts(figure_id)), groups)):
            continue
        for whose in some:
            found[Asked(figure, whose)] = _answer(figure, [group.get(whose.key, 0) for group in groups])
    return found


def _adds_up(answer: Answer, groups: Groups) -> bool:
    return answer.value is not None and sum(groups.values()) == answer.value


def _path(part: str, path: tuple[str, int]) -> tuple[str, int]:
    """The parts of a share may be rows of other kinds than its own."""
    return (rows_shown(named(part)).place, path[1]) if path[1] else path


def _counted(figure: Figure, answer: Answer, path: str, digits: int) -> Groups:
    if answer.records is None:
        return {}
    key = Substr(path, 1, digits) if digits else path
    rows = answer.records.order_by()
    rows = rows.annotate(zc_group=key) if digits else rows
    total: Any = Sum("amount") if figure.adds_up else Count("pk")
    named_by = "zc_group" if digits else path
    found = rows.values(named_by).annotate(zc_total=total).values_list(named_by, "zc_total")
    return {str(group): number or 0 for group, number in found}


def _answer(figure: Figure, numbers: list[int]) -> Answer:
    if not figure.of:
        return Answer(numbers[0])
    divide = share if figure.kind == "share" else mean_in_hundredths
    return Answer(divide(*numbers), None, *numbers)


def in_form(figure: Figure, answer: Answer, scale: int) -> int | Fraction | None:
    """As forms have it: shares and means with two decimals, amounts in the unit the form names."""
    exact = figure.exact(answer)
    if exact is None:
        return None
    if figure.in_hundredths:
        exact = Fraction(answer.value or 0, 10**DECIMALS)
    exact /= scale
    return int(exact) if exact.denominator == 1 else exact
