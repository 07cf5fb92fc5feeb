"""The tables of a report: a line a township, in the fixed order of their codes, the county below (R-BUR-04)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from zhucun.lib.figure import Answer, Question, ask_many, is_known, named
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.papers.grid import Table
from zhucun.reports.periodic.composing import Asked
from zhucun.reports.periodic.template import OWN, Grid, Number, Template
from zhucun.reports.told_apart.answering import of_places
from zhucun.web.figures import address

WHOLE = "合计"


@dataclass(frozen=True)
class Cell:
    """A number under its head, and where it opens; or a name."""

    head: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Drawn:
    """As it is kept with the report: what stands in it, and which figure of which place each number is."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def plain(self) -> dict[str, Any]:
        return asdict(self)


def shown(kept: dict[str, Any], question: Question) -> dict[str, Any]:
    """As a page shows it: each number opens its records."""
    rows = [
        [Cell(kept["heads"][0], name), *_opening(kept, question.within(code), numbers)]
        for code, (name, *numbers) in zip(kept["codes"], kept["rows"], strict=True)
    ]
    return {"caption": kept["caption"], "heads": kept["heads"], "rows": rows}


def _opening(kept: dict[str, Any], question: Question, numbers: Sequence[str]) -> Iterator[Cell]:
    for head, words, figure in zip(kept["heads"][1:], numbers, kept["figures"], strict=True):
        yield Cell(head, words, address(figure, question) if is_known(figure) else "")


def paper_tables(kept: Sequence[dict[str, Any]]) -> tuple[Table, ...]:
    """What was kept, as it goes to paper."""
    return tuple(Table(tuple(one["heads"]), tuple(map(tuple, one["rows"])), caption=one["caption"]) for one in kept)


def tables(template: Template, asked: Asked) -> tuple[Drawn, ...]:
    return tuple(_drawn(grid, asked) for grid in template.tables)


def _drawn(grid: Grid, asked: Asked) -> Drawn:
    townships = _townships(asked)
    columns = _columns([number for _, number in grid.columns], asked, [code for code, _ in townships])
    return Drawn(
        caption=grid.caption,
        heads=("乡镇（街道）", *(head for head, _ in grid.columns)),
        rows=(*((name, *(one.part(code) for one in columns)) for code, name in townships), _whole(columns)),
        figures=tuple(one.figure for one in columns),
        codes=(*(code for code, _ in townships), asked.county_code),
    )


def _whole(columns: Sequence["_Column"]) -> tuple[str, ...]:
    return (WHOLE, *(named(one.figure).shown(one.value) for one in columns))


def _townships(asked: Asked) -> list[tuple[str, str]]:
    seen = Place.objects.filter(kind=Kind.TOWNSHIP, code__startswith=asked.county_code)
    standing = seen.as_of(asked.question("本期").as_of).order_by("position", "code")
    return list(standing.values_list("code", "name"))


@dataclass(frozen=True)
class _Column:
    figure: str
    value: int | None
    parts: Mapping[str, Answer]  # by the township's code

    def part(self, code: str) -> str:
        return named(self.figure).shown(self.parts[code].value if code in self.parts else None)


def _columns(numbers: Sequence[Number], asked: Asked, codes: Collection[str]) -> list[_Column]:
    """All asked at once, of the whole and of each township."""
    ids, question = [one.figure for one in numbers], asked.question(OWN)
    parts = of_places(ids, codes, question)
    return [
        _Column(figure, answer.value, {code: parts[figure, code] for code in codes if (figure, code) in parts})
        for figure, answer in ask_many(ids, question).items()
    ]
