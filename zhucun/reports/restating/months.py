"""Which figures of a month that is over are others now than they were known to be, and by which records."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many, knowing_as
from zhucun.reports.catalogue.afterwards import Afterwards, Entry
from zhucun.reports.catalogue.asking import as_known
from zhucun.reports.catalogue.changed import difference
from zhucun.reports.catalogue.restated import GONE, weights_of
from zhucun.web.figures import address, rows_shown
from zhucun.web.tables import Cell

MOST, MOST_ON_SHEET = 200, 5000  # records that are put into words
SHOWN = 5  # of those that the same act moved on the same day

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class Differing:
    """A figure with both its values."""

    figure: Figure
    then: str
    now: str
    difference: str
    url: str


@dataclass
class Record:
    """What was done to one record afterwards, and which figures it moved."""

    row: Cell
    entry: Entry
    moved: list[Figure] = field(default_factory=list)

    @property
    def labels(self) -> str:
        return "、".join(dict.fromkeys(figure.label for figure in self.moved))


@dataclass(frozen=True)
class Together:
    """Records to which the same was done on the same day."""

    on: str
    did: str
    records: list[Record]

    @property
    def changes(self) -> bool:
        return any(one.entry.changes for one in self.records)

    @property
    def first(self) -> list[Record]:
        return self.records[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.records) - len(self.first)

    @property
    def who(self) -> str:
        names = sorted({one.entry.who for one in self.records if one.entry.who})
        return "、".join(names[:3]) + (f"等 {len(names)} 人" if len(names) > 3 else "")

    @property
    def labels(self) -> list[str]:
        return list(dict.fromkeys(figure.label for one in self.records for figure in one.moved))


@dataclass(frozen=True)
class Month:
    figures: list[Differing]
    records: list[Record]
    left_out: int = 0

    @property
    def together(self) -> list[Together]:
        groups: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for one in self.records:
            about = f"（{one.entry.about}）" if one.entry.about else ""
            groups[one.entry.on, f"{one.entry.did}{about}"].append(one)
        return [Together(on, did, records) for (on, did), records in groups.items()]


def restated(question: Question, at: datetime, *, most: int = MOST) -> Month:
    """`question` is asked as known now, over the month and as of its last day. Records for few stay on their page."""
    ids = [figure.id for figure in all_figures()]
    then = as_known(question, at)
    was, now = ask_many(ids, then), ask_many(ids, question)
    found = [figure for figure in all_figures() if was[figure.id].value != now[figure.id].value]
    lines = [_differing(one, was[one.id], now[one.id], address(one.id, then, part="restated")) for one in found]
    records, left_out = _Records(question, then, at).of([one for one in found if not (one.of or one.for_few)], most)
    return Month(lines, records, left_out)


def _differing(figure: Figure, was: Answer, now: Answer, url: str) -> Differing:
    told = figure.shown(was.value), figure.shown(now.value)
    return Differing(figure, *told, difference(figure, was.value, now.value), url)


Keys = dict[int, list[Figure]]  # of one kind of rows: which figures each moved


class _Records:
    """One query for each figure and side, and for each kind of rows a few that say what happened to them."""

    def __init__(self, question: Question, then: Question, at: datetime) -> None:
        self._question, self._then, self._at = question, then, at

    def of(self, figures: list[Figure], most: int) -> tuple[list[Record], int]:
        was, now = self._weights(figures, self._then), self._weights(figures, self._question)
        moved: dict[str, Keys] = defaultdict(lambda: defaultdict(list))
        for one in figures:
            for key in {*was[one.id], *now[one.id]}:
                if was[one.id].get(key) != now[one.id].get(key):
                    moved[one.rows][key].append(one)
        count = sum(len(keys) for keys in moved.values())
        records: list[Record] = []
        for keys in moved.values():
            records += self._in_words(dict(sorted(keys.items())[: max(most // len(moved), SHOWN)]))
        return sorted(records, key=lambda one: one.entry.on, reverse=True), count - len(records)

    @staticmethod
    def _weights(figures: Iterable[Figure], question: Question) -> dict[str, dict[int, int]]:
        with knowing_as(question):
            answers = ask_many([one.id for one in figures], question, anew=True)
            return {one.id: weights_of(one, question, answers[one.id]) for one in figures}

    def _in_words(self, keys: Keys) -> list[Record]:
        first = next(iter(keys.values()))[0]
        cells = {**self._called(first, self._then, keys), **self._called(first, self._question, keys)}
        told = Afterwards(self._model(first), list(keys), self._at)
        return [Record(cells.get(key, GONE), told.entry(key), moved) for key, moved in keys.items()]

    def _model(self, figure: Figure) -> Any:
        records = ask_many([figure.id], self._question, anew=True)[figure.id].records
        return records.model

    def _called(self, figure: Figure, question: Question, keys: Iterable[int]) -> dict[int, Cell]:
        shown = rows_shown(figure)
        with knowing_as(question):
            rows = shown.named(self._model(figure)._base_manager.filter(pk__in=list(keys)), question)
            return {row.pk: shown.called(row, question) for row in rows}
