"""A number as known then and as known now: what was entered, corrected or withdrawn in between, by whom and when."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from zhucun.lib.figure import Answer, Figure, Question, ask_many, carries_amounts, knowing_as, named, rows_open
from zhucun.reports.catalogue.afterwards import Afterwards, Entry
from zhucun.reports.catalogue.asking import as_known
from zhucun.reports.catalogue.between import MOST, Between, difference, part_of
from zhucun.web.figures import RowsShown, address, rows_shown
from zhucun.web.tables import Cell


@dataclass(frozen=True)
class Moved:
    """A record that came in or out afterwards, or counts for more or less: `amounts` says from what to what."""

    row: Cell
    entry: Entry
    amounts: str = ""


@dataclass(frozen=True)
class Side:
    """One of the two: its answers, and of its records what each weighs, by key."""

    answers: Mapping[str, Answer]
    weights: Mapping[int, int]


def restated(figure: Figure, question: Question, at: datetime) -> Between[Moved]:
    """`question` is asked as known now."""
    then = as_known(question, at)
    was, now = side(figure, then), side(figure, question)
    keys = [key for key in {*was.weights, *now.weights} if was.weights.get(key) != now.weights.get(key)]
    some = sorted(keys)[:MOST]
    kind = rows_shown(figure), now.answers[figure.id].records.model
    told, cells = Afterwards(kind[1], some, at), called({kind: some}, question, then)[kind]
    moved: dict[str, list[Moved]] = defaultdict(list)
    for key in some:
        entry = told.entry(key) if not figure.for_few else replace(told.entry(key), changes="")
        moved[_how(was, now, key)].append(Moved(cells.get(key, GONE), entry, _amounts(figure, was, now, key)))
    old, new = was.answers[figure.id], now.answers[figure.id]
    return Between(
        figure.shown(old.value),
        figure.shown(new.value),
        difference(figure, old.value, new.value),
        of=[
            part_of(named(part), was.answers[part].value, now.answers[part].value, address(part, then, part="restated"))
            for part in figure.of
        ],
        left_out=len(keys) - len(some),
        **moved,
    )


GONE = Cell("已经删去的记录")


def side(figure: Figure, question: Question) -> Side:
    with knowing_as(question):
        answers = ask_many([figure.id, *figure.of], question, anew=True)
        return Side(answers, weights_of(figure, question, answers[figure.id]))


def weights_of(figure: Figure, question: Question, answer: Answer) -> dict[int, int]:
    """Of the rows that whoever asks may read."""
    rows = rows_open(figure.id, question, answer)
    if rows is None:
        return {}
    if carries_amounts(figure):
        return dict(rows.order_by().values_list("pk", "amount"))
    return dict.fromkeys(rows.order_by().values_list("pk", flat=True), 1)


def _how(was: Side, now: Side, key: int) -> str:
    if key not in was.weights:
        return "came"
    return "differs" if key in now.weights else "went"


def _amounts(figure: Figure, was: Side, now: Side, key: int) -> str:
    if not figure.adds_up:
        return ""
    return f"{figure.shown(was.weights.get(key, 0))} → {figure.shown(now.weights.get(key, 0))} {figure.unit}"


Kind = tuple[RowsShown, Any]  # how rows are shown, and their model


def called(wanted: Mapping[Kind, Iterable[int]], question: Question, then: Question) -> dict[Kind, dict[int, Cell]]:
    """What rows are called; one that is gone now was still called something then."""
    cells = {kind: _called(kind, keys, question) for kind, keys in wanted.items()}
    gone = {kind: [key for key in keys if key not in cells[kind]] for kind, keys in wanted.items()}
    if any(gone.values()):
        with knowing_as(then):
            cells = {kind: {**_called(kind, gone[kind], then), **found} for kind, found in cells.items()}
    return cells


def _called(kind: Kind, keys: Iterable[int], question: Question) -> dict[int, Cell]:
    shown, model = kind
    rows = shown.named(model._base_manager.filter(pk__in=list(keys)), question)
    return {row.pk: shown.called(row, question) for row in rows}
