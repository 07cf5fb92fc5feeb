"""Figure: a measure with its definition, and the registry in which each has its one implementation."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from zhucun.lib.amounts import mean_in_hundredths, share, shown_fen, shown_hundredths
from zhucun.lib.halves import shown_halfdays
from zhucun.lib.periods import Span, add_months

PER_CENT = 100
WHOLES = {"money": 100, "days": 2, "share": 100, "mean": 100}  # how many of what is kept make one of what is written


@dataclass(frozen=True)
class Question:
    """What is asked of a figure: by whom, for which territory (a code prefix), as of which day or over which period.

    `known_at` is the other clock: what of it was known at that moment; None is what is known now.
    """

    actor: Any
    scope: str
    as_of: date
    since: date | None = None
    until: date | None = None  # not included
    numbers_on: date | None = None  # the day whose policy numbers judge, when it is not `as_of`
    known_at: datetime | None = None

    @property
    def period(self) -> Span:
        """As asked; else from the first of the month before until the day itself, as a monthly report has it."""
        since = self.since or add_months(self.as_of.replace(day=1), -1)
        return Span(since, self.until or max(self.as_of, since) + timedelta(days=1))

    def on(self, day: date) -> "Question":
        return replace(self, as_of=day)

    def by_numbers_of(self, day: date) -> "Question":
        return replace(self, numbers_on=day)

    def as_known(self, at: datetime | None) -> "Question":
        return replace(self, known_at=at)

    def counting(self) -> "Question":
        """Asked by the actor as figures count for them, which for some is more than they read."""
        counting = getattr(self.actor, "counting", None)
        return replace(self, actor=counting()) if counting else self

    @property
    def is_told_only(self) -> bool:
        """By somebody for whom figures count rows that only others read."""
        return self.counting().actor != self.actor

    def within(self, scope: str) -> "Question":
        return replace(self, scope=scope)


@dataclass(frozen=True)
class Answer:
    """A value and the rows it rests on, as many as it says; of a share or mean those of its numerator.

    Of a share or mean `value` is in hundredths (of a per cent), None of an empty whole. Of a sum the rows carry what
    is added up as `amount`. The rows are put together by `find` when somebody wants them: most only read the value.
    """

    value: int | None
    find: Callable[[], Any] | None = None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""

    @cached_property
    def records(self) -> Any:
        """A query set, so that the rows can be narrowed, counted, paged."""
        return self.find() if self.find else None


@dataclass(frozen=True)
class Figure:
    """`kind` is count, sum, share (hundredths of a per cent), mean (hundredths), money (fen) or days (half-days).

    `measure` is the character of the measure it is about (派, 训, 管, 用, 六), drawn as a tile before its heading.
    `rows` names what its records are (posting, team, pair, place, unit), `group` the heading it stands under,
    `of` the figures it divides, `numbers` the policy values its condition reads, `refs` the 2022 report's figures that
    this one measures, N07 and N46 among them. The records of one that is `for_few` stay on
    its page.
    """

    id: str
    label: str
    unit: str
    kind: str
    definition: str
    measure: str
    group: str = ""
    rows: str = ""
    of: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    has_period: bool = False
    for_few: bool = False
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def in_hundredths(self) -> bool:
        return self.kind in ("share", "mean")

    @property
    def adds_up(self) -> bool:
        """Its records carry what is added up as `amount`, so that there are not as many as it says."""
        return self.kind in ("sum", "money", "days")

    def exact(self, answer: Answer) -> Fraction | None:
        """In the units people write, unrounded: yuan, days, per cent."""
        if answer.value is None:
            return None
        if self.in_hundredths and answer.denominator:
            times = PER_CENT if self.kind == "share" else 1
            return Fraction((answer.numerator or 0) * times, answer.denominator)
        return Fraction(answer.value, WHOLES.get(self.kind, 1))

    def shown(self, value: int | None) -> str:
        """The value as printed, without its unit."""
        if value is None:
            return "—"
        if self.kind == "days":
            return shown_halfdays(value)
        if self.kind == "money":
            return shown_fen(value).removesuffix(" 元")
        return shown_hundredths(value) if self.in_hundredths else str(value)


# Answers several figures of one topic at once, so that one query may count for many.
Answering = Callable[[Sequence[Figure], Question], Mapping[str, Answer]]
_figures: dict[str, Figure] = {}
_answering: dict[str, Answering] = {}


def register(figures: Iterable[Figure], answering: Answering) -> None:
    """Raises ValueError where an id is taken: a figure has one implementation. One that divides others needs none."""
    for figure in figures:
        if figure.id in _figures:
            raise ValueError(f"two figures are called {figure.id}")
        _figures[figure.id] = figure
        _answering[figure.id] = answering


def all_figures() -> list[Figure]:
    return list(_figures.values())


def named(figure_id: str) -> Figure:
    """Raises KeyError."""
    return _figures[figure_id]


def is_known(figure_id: str) -> bool:
    """Whether a topic has registered it."""
    return figure_id in _figures


def carries_amounts(figure: Figure) -> bool:
    """Its records carry an `amount`: of one that adds up, and of a mean of such a one."""
    return figure.adds_up or any(named(part).adds_up for part in figure.of[:1])


def numbers_behind(figure: Figure) -> list[str]:
    """The policy values that decide what it counts, of a share or mean those of both its parts."""
    keys = [key for part in figure.of for key in numbers_behind(named(part))]
    return list(dict.fromkeys([*figure.numbers, *keys]))


def ask(figure_id: str, question: Question) -> Answer:
    """The one way to a figure's value. Raises KeyError for a figure that nobody registered."""
    return ask_many([figure_id], question)[figure_id]


def ask_many(figure_ids: Iterable[str], question: Question, *, anew: bool = False) -> dict[str, Answer]:
    """Several at once, in the order asked; what lies in the same rows is counted together. `anew`: kept or not."""
    return _answered(figure_ids, question.counting(), counted_anew if anew else _ask[-1])


def rows_open(figure_id: str, question: Question, answer: Answer) -> Any:
    """The rows behind an answer that whoever asks may read: none where they are told the number only."""
    if not question.is_told_only:
        return answer.records
    return _answered([figure_id], question, _ask[-1])[figure_id].records


def _answered(figure_ids: Iterable[str], question: Question, asking: "Asked") -> dict[str, Answer]:
    wanted = [named(figure_id) for figure_id in figure_ids]
    asked = _by_topic({part for figure in wanted for part in figure.of or (figure.id,)})
    counted = asking(asked, question)
    return {figure.id: _divided(figure, counted) if figure.of else counted[figure.id] for figure in wanted}


def _by_topic(figure_ids: Iterable[str]) -> dict[Answering, list[Figure]]:
    by_topic: dict[Answering, list[Figure]] = defaultdict(list)
    for figure_id in sorted(figure_ids):
        by_topic[_answering[figure_id]].append(_figures[figure_id])
    return by_topic


def counted_anew(asked: Mapping[Answering, Sequence[Figure]], question: Question) -> dict[str, Answer]:
    """Each topic answers for its own figures."""
    found: dict[str, Answer] = {}
    with knowing_as(question):
        for answering, figures in asked.items():
            found.update(answering(figures, question))
    return found


Asked = Callable[[Mapping[Answering, Sequence[Figure]], Question], dict[str, Answer]]
_ask: list[Asked] = [counted_anew]


def ask_through(asked: Asked) -> None:
    """Register who knows more than to count each time, such as what has been counted already and still holds."""
    _ask.append(asked)


Knowing = Callable[[datetime | None], AbstractContextManager[None]]
_know: list[Knowing] = [lambda _: nullcontext()]


def know_through(knowing: Knowing) -> None:
    """Register who has all that is read within it read as it was known at a moment."""
    _know.append(knowing)


def knowing_as(question: Question) -> AbstractContextManager[None]:
    """Within it, whatever is read is what was known when the question says; rows of an answer are read within it."""
    return _know[-1](question.known_at)


def _divided(figure: Figure, counted: Mapping[str, Answer]) -> Answer:
    part, whole = (counted[figure_id] for figure_id in figure.of)
    numerator, denominator = part.value or 0, whole.value or 0
    divide = share if figure.kind == "share" else mean_in_hundredths
    return Answer(divide(numerator, denominator), part.find, numerator, denominator, part.note)
