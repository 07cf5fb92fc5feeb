"""A superior's blank form filled from the ledgers: what is known is put in, what is not stays yellow and says why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from zhucun.lib.figure import Question, knowing_as
from zhucun.reports.filling.days_said import days_said
from zhucun.reports.filling.guessing import Memory
from zhucun.reports.filling.meanings import LEAVE
from zhucun.reports.filling.reading import SERIAL_NUMBER, Wanted, asked_by
from zhucun.reports.filling.roll import EMPTY, LedgerRoll
from zhucun.reports.told_apart.answering import NOT_BY, NOT_SINGLY, Asked, answered, in_form
from zhucun.reports.told_apart.whose import NOT_ALL_THERE, SUM, Of, Whose
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.fills import Fill, Fills
from zhucun.sheets.form_files import fill_form, left_alone, read_form
from zhucun.sheets.grid import letter

NOTHING_FOUND = "没有找到要填的格。表里要有一行列名，下面每行写着乡镇、村、单位、姓名或者指标的名称。"
OTHER_DAYS = (
    "表里写的是“{}”，这次的数截止 {:%Y-%m-%d}，变动从 {:%Y-%m-%d} 到 {:%Y-%m-%d}。要照表里的，把日子改成 {} 再填一遍。"
)
MOST_CELLS = 60_000
TOO_MANY = f"这张表要填的超过 {MOST_CELLS // 10_000} 万格。分成几张再放进来。"


@dataclass(frozen=True)
class Filled:
    """A cell of the form: its value or None, and why."""

    wanted: Wanted
    value: int | Fraction | str | None
    reason: str
    cadre: int | None = None  # whose row it is, where it is a person's

    @property
    def place(self) -> str:
        """As a sheet calls it: B5."""
        return f"{letter(self.wanted.column)}{self.wanted.row + 1}"

    @property
    def is_known(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class FilledForm:
    """The filled copy and each of its cells; `notes` are what is to be known of the form as a whole."""

    content: bytes
    kind: str
    cells: list[Filled]
    notes: list[str]

    @property
    def known(self) -> int:
        return sum(cell.is_known for cell in self.cells)


def filled(data: bytes, name: str, question: Question, memory: Memory | None = None) -> FilledForm:
    """Raises Unreadable, also where it has nothing to fill."""
    book = read_form(data, name)
    with knowing_as(question):
        roll = LedgerRoll(question)
        asked = asked_by(book, roll, memory or {})
        if not asked.wanted:
            raise Unreadable(next(iter(asked.problems), NOTHING_FOUND), reason="empty")
        if len(asked.wanted) > MOST_CELLS:
            raise Unreadable(TOO_MANY, reason="too_big")
        cells = list(_sums_that_hold(list(_cells(asked.wanted, question, roll)), roll))
    told: dict[str, dict[tuple[int, int], Fill]] = defaultdict(dict)
    for cell in cells:
        wanted = cell.wanted
        if wanted.guess.settled == LEAVE:
            continue  # somebody wants it empty: nothing to be looked at
        told[wanted.sheet][wanted.row, wanted.column] = Fill(cell.value, cell.reason, wanted.like)
    content = fill_form(data, Fills(told, asked.added))
    notes = [*_other_days(asked.lines, question), *asked.problems, *left_alone(data, book)]
    return FilledForm(content, "docx" if book.kind == "docx" else "xlsx", cells, notes)


def _other_days(lines: list[str], question: Question) -> Iterator[str]:
    period, named = question.period, days_said(lines)
    said = named.by(question.actor.today) if named else None
    last = period.until - timedelta(1)
    if said and said.differs_from(question.as_of, period.since, last):
        yield OTHER_DAYS.format(said.words, question.as_of, period.since, last, said.told)


def _cells(wanted: Sequence[Wanted], question: Question, roll: LedgerRoll) -> Iterator[Filled]:
    answers = answered(_figures_asked(wanted), question)
    for one in wanted:
        cadre = roll.cadre_of(one.whose) if one.whose.of is Of.PERSON and one.whose.is_known else None
        if one.guess is SERIAL_NUMBER:
            yield Filled(one, one.number, one.guess.reason, cadre)
        elif one.guess.meaning is None:
            yield Filled(one, None, one.guess.reason)
        elif not one.whose.is_known:
            yield Filled(one, None, one.whose.problem)
        elif one.guess.field is not None:
            said = roll.value(one.guess.field, one.whose)
            yield Filled(one, said.value, said.why or one.guess.reason, cadre)
        else:
            yield _of_figure(one, answers)


def _sums_that_hold(cells: list[Filled], roll: LedgerRoll) -> Iterator[Filled]:
    """合计 is the whole's number where the rows are all there are, or add up to it; else nobody knows what it is of."""
    listed: dict[tuple[str, int], list[Filled]] = defaultdict(list)
    for cell in cells:
        if cell.wanted.whose.of is not Of.WHOLE:
            listed[cell.wanted.sheet, cell.wanted.column].append(cell)
    complete: dict[tuple[str, int], bool] = {}
    for cell in cells:
        at = cell.wanted.sheet, cell.wanted.column
        if cell.is_known and cell.wanted.whose == SUM and not _adds_up(cell, listed[at]):
            if at not in complete:
                complete[at] = roll.are_all({one.wanted.whose.key for one in listed[at] if one.wanted.whose.is_known})
            if not complete[at]:
                yield Filled(cell.wanted, None, NOT_ALL_THERE)
                continue
        yield cell


def _adds_up(total: Filled, rows: list[Filled]) -> bool:
    figure = total.wanted.guess.figure
    if figure is None or figure.of:
        return False
    return sum(one.value for one in rows if isinstance(one.value, int | Fraction)) == total.value


def _figures_asked(wanted: Iterable[Wanted]) -> Iterator[Asked]:
    for one in wanted:
        if one.guess.figure is not None and one.whose.is_known:
            yield Asked(one.guess.figure, _named_alike(one.whose))


def _named_alike(whose: Whose) -> Whose:
    """A place may be called in two ways in one form."""
    return Whose(whose.of, whose.key)


def _of_figure(one: Wanted, answers: dict) -> Filled:
    figure = one.guess.figure
    answer = answers.get(Asked(figure, _named_alike(one.whose)))
    if answer is None:
        return Filled(one, None, NOT_BY.get(one.whose.of, NOT_SINGLY))
    value = in_form(figure, answer, one.guess.scale)
    return Filled(one, value, one.guess.reason if value is not None else EMPTY)
