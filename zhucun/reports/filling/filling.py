"""A superior's blank form filled from the ledgers: what is known is put in, what is not stays yellow and says why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhucun.lib.figure import Answer, Figure, Question, ask_many
from zhucun.reports.filling.forms import Wanted, cells_wanted
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.filling import Fill, fill
from zhucun.sheets.grid import letter
from zhucun.sheets.reading import read_bytes

FEN, HUNDREDTHS, HALVES = 100, 100, 2
NOTHING_FOUND = "没有找到要填的格。表里要有一行列名，下面每行写着乡镇、村或者指标的名称。"


@dataclass(frozen=True)
class Filled:
    """A cell of the form: its value or None, and of which figure, asked how."""

    wanted: Wanted
    value: int | Fraction | None
    question: Question | None
    reason: str

    @property
    def place(self) -> str:
        """As a sheet calls it: B5."""
        return f"{letter(self.wanted.column)}{self.wanted.row + 1}"

    @property
    def is_known(self) -> bool:
        return self.value is not None


def filled(data: bytes, name: str, question: Question, places: Mapping[str, str]) -> tuple[bytes, list[Filled]]:
    """The form with its numbers, and every cell with why. Raises Unreadable, also where it has nothing to fill."""
    wanted = list(cells_wanted(read_bytes(data, name), places))
    if not wanted:
        raise Unreadable(NOTHING_FOUND, reason="empty")
    cells = list(_cells(wanted, question, places))
    told: dict[str, dict[tuple[int, int], Fill]] = defaultdict(dict)
    for cell in cells:
        told[cell.wanted.sheet][cell.wanted.row, cell.wanted.column] = Fill(cell.value, cell.reason)
    return fill(data, told), cells


def _cells(wanted: Sequence[Wanted], question: Question, places: Mapping[str, str]) -> Iterator[Filled]:
    asked = {one.place: question.within(places[one.place] if one.place else question.scope) for one in wanted}
    figures = sorted({one.guess.figure.id for one in wanted if one.guess.figure})
    answers = {place: ask_many(figures, each) for place, each in asked.items()} if figures else {}
    for one in wanted:
        figure = one.guess.figure
        if figure is None:
            yield Filled(one, None, None, one.guess.reason)
        else:
            value = value_in_form(figure, answers[one.place][figure.id], one.guess.scale)
            yield Filled(one, value, asked[one.place], one.guess.reason if value is not None else "台账里是空的。")


def value_in_form(figure: Figure, answer: Answer, scale: int) -> int | Fraction | None:
    """As forms have it: per cent and yuan with two decimals, days with one."""
    if answer.value is None:
        return None
    if figure.in_hundredths:
        return Fraction(answer.value, HUNDREDTHS)
    return Fraction(answer.value, {"money": FEN, "days": HALVES}.get(figure.kind, 1)) / scale
