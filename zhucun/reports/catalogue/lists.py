"""The list of all figures: by measure and heading, narrowed by words, heading or a number one has read somewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from zhucun.lib.figure import Answer, Figure, all_figures, ask_many
from zhucun.reports.catalogue.asking import Asking
from zhucun.reports.catalogue.numbers import Definitions
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text, whole
from zhucun.web.figures import address


@dataclass(frozen=True)
class Line:
    """One figure as the list shows it."""

    figure: Figure
    answer: Answer
    url: str
    definition: str  # with the values of the day
    short: str  # without its conditions, which stand on the figure's own page

    @property
    def shown(self) -> str:
        return self.figure.shown(self.answer.value)

    @property
    def refs(self) -> str:
        return "、".join(self.figure.refs)

    @property
    def words(self) -> str:
        return " ".join((self.figure.label, self.figure.group, self.definition, self.figure.id, self.refs))


@dataclass(frozen=True)
class Section:
    """The lines under one heading; `has_period` when they are about a time instead of a day."""

    measure: str
    title: str
    lines: Sequence[Line]

    @property
    def has_period(self) -> bool:
        return all(line.figure.has_period for line in self.lines)


def lines_of(asking: Asking) -> list[Line]:
    figures = _by_heading(all_figures())
    answers = ask_many([figure.id for figure in figures], asking.question)
    said = Definitions(asking.question)
    lines = (
        Line(one, answers[one.id], address(one.id, asking.question), said.of(one), said.short(one)) for one in figures
    )
    return [line for line in lines if _is_asked(line, asking)]


def _by_heading(figures: Iterable[Figure]) -> list[Figure]:
    """Several topics may put figures under one heading: it stands where the first of them put it."""
    headings: dict[tuple[str, str], list[Figure]] = {}
    for one in figures:
        headings.setdefault((one.measure, one.group), []).append(one)
    return [one for found in headings.values() for one in found]


def _is_asked(line: Line, asking: Asking) -> bool:
    given = asking.given
    if given.get("group", line.figure.group) != line.figure.group or (given.get("refs") and not line.figure.refs):
        return False
    said = given.get("q", "").strip()
    return not said or said == line.shown or all(word in line.words for word in said.split())


def sections(lines: Iterable[Line]) -> list[Section]:
    return [
        Section(measure, title, list(found))
        for (measure, title), found in groupby(lines, key=lambda line: (line.figure.measure, line.figure.group))
    ]


def filters(asking: Asking, *, with_refs: bool) -> list[dict[str, Any]]:
    """As _filter.html draws them."""
    groups = list(dict.fromkeys(figure.group for figure in all_figures()))
    chosen = asking.given.get("group", "")
    options = [{"label": g, "url": asking.address(group=g), "selected": g == chosen} for g in groups]
    found = [{"label": "哪一类", "options": options, "active_label": chosen, "clear_url": asking.address(group=None)}]
    if with_refs:
        is_on = bool(asking.given.get("refs"))
        found.append({
            "label": "报道数字",
            "options": [{"label": "报道里有的", "url": asking.address(refs="1"), "selected": is_on}],
            "active_label": "报道里有的" if is_on else "",
            "clear_url": asking.address(refs=None),
        })  # fmt: skip
    return found


LEDGER = Sheet(
    "figures",
    "数字台账",
    (
        Column("group", "类别", text(), width=16),
        Column("label", "数字", text(), width=26),
        Column("value", "数值", whole(), width=10),
        Column("unit", "单位", text(), width=8),
        Column("how", "怎么除的", text(), width=14),
        Column("days", "截止日或起止日", text(), width=26),
        Column("definition", "口径", text(), width=70),
        Column("note", "说明", text(), width=30),
        Column("id", "编号", text(), width=36),
        Column("refs", "报道数字", text(), width=20),
    ),
)


def ledger_rows(lines: Iterable[Line], asking: Asking) -> list[dict[str, Any]]:
    return [_ledger_row(line, asking) for line in lines]


def _ledger_row(line: Line, asking: Asking) -> dict[str, Any]:
    figure, answer = line.figure, line.answer
    return {
        "group": figure.group,
        "label": figure.label,
        "value": answer.value if figure.kind in ("count", "sum") else line.shown,
        "unit": figure.unit,
        "how": f"{answer.numerator} ÷ {answer.denominator}" if figure.of else "",
        "days": asking.period_text if figure.has_period else asking.as_of_text,
        "definition": line.definition,
        "note": answer.note,
        "id": figure.id,
        "refs": line.refs,
    }
