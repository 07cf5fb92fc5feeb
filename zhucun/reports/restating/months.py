"""Which figures of a month that is over are others now than they were known to be, and by which records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from zhucun.acts.history.then import happened_since
from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many, knowing_as
from zhucun.reports.catalogue.afterwards import Afterwards, Entry
from zhucun.reports.catalogue.asking import as_known
from zhucun.reports.catalogue.between import difference
from zhucun.reports.catalogue.restated import GONE, Kind, called, weights_of
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
    """`question` is asked as known now, over the month and as of its last day. Records for few stay on their page.

    To set up what was known then costs most, so that all is asked of it at once."""
    ids = [figure.id for figure in all_figures()]
    now, then = ask_many(ids, question), as_known(question, at)
    with knowing_as(then):
        was = ask_many(ids, then)
        found = [figure for figure in all_figures() if was[figure.id].value != now[figure.id].value]
        listed = [one for one in found if not (one.of or one.for_few)]
        weighed = _weighed(listed, then, was)
    lines = [_differing(one, was[one.id], now[one.id], address(one.id, then, part="restated")) for one in found]
    moved = _moved(weighed, _weighed(listed, question, now))
    count = sum(len(keys) for keys in moved.values())
    shown = {kind: dict(sorted(keys.items())[: max(most // len(moved), SHOWN)]) for kind, keys in moved.items()}
    records = sorted(_in_words(shown, question, then, at), key=lambda one: one.entry.on, reverse=True)
    return Month(lines, records, count - len(records))


def _differing(figure: Figure, was: Answer, now: Answer, url: str) -> Differing:
    told = figure.shown(was.value), figure.shown(now.value)
    return Differing(figure, *told, difference(figure, was.value, now.value), url)


Moved = dict[Kind, dict[int, list[Figure]]]  # which figures each row moved, by key


@dataclass(frozen=True)
class Weighed:
    """Of one figure what each record weighs, by key."""

    figure: Figure
    model: Any
    weights: Mapping[int, int]


def _weighed(figures: Iterable[Figure], question: Question, answers: Mapping[str, Answer]) -> list[Weighed]:
    records = {one: answers[one.id].records for one in figures}
    return [Weighed(one, rows.model, weights_of(one, question, answers[one.id])) for one, rows in records.items()]


def _moved(was: Iterable[Weighed], now: Iterable[Weighed]) -> Moved:
    moved: Moved = defaultdict(lambda: defaultdict(list))
    for old, new in zip(was, now, strict=True):
        for key in {*old.weights, *new.weights}:
            if old.weights.get(key) != new.weights.get(key):
                moved[rows_shown(new.figure), new.model][key].append(new.figure)
    return moved


def _in_words(moved: Moved, question: Question, then: Question, at: datetime) -> Iterator[Record]:
    cells, since = called(moved, question, then), happened_since(at)
    for kind, keys in moved.items():
        told = Afterwards(kind[1], list(keys), at, since)
        for key, figures in keys.items():
            yield Record(cells[kind].get(key, GONE), told.entry(key), figures)
