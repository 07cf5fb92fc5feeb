"""The numbers of a draft that are tied to figures: asked now, or as they were frozen; and the text they stand in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.lib.figure import Answer, Figure, Question, ask, ask_many, is_known, named
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.checking.findings import MOST_DECIMALS, plain_number, round_half_up
from zhucun.reports.drafts import slots
from zhucun.reports.drafts.models import Draft, DraftNumber
from zhucun.reports.drafts.slots import Slot, Span
from zhucun.reports.rules import SEE
from zhucun.web.figures import address

SCALE_WORDS = {number: word for word, number in slots.SCALES.items()}
NO_FIGURES = "你的角色看不到数字台账，不能放台账里的数。"
NOT_ASKED = "—"


@dataclass(frozen=True)
class Tied:
    """A number with its figure; neither answer nor figure where the catalogue has it no more or one may not see it."""

    number: DraftNumber
    question: Question
    figure: Figure | None = None
    answer: Answer | None = None

    @property
    def words(self) -> str:
        """What stands in the text."""
        return self.number.frozen_words or self.words_now

    @property
    def words_now(self) -> str:
        if self.figure is None or self.answer is None:
            return NOT_ASKED
        return printed(self.number, self.figure, self.answer)

    @property
    def about(self) -> str:
        """On hovering: which figure, of which day or days, whether it is held to it."""
        name = self.figure.label if self.figure else f"数字台账里没有 {self.number.figure_id} 了"
        held = f"，定住：{self.number.frozen_because}" if self.number.is_frozen else ""
        return f"{name}，{self.when}{held}"

    @property
    def when(self) -> str:
        if self.figure and self.figure.has_period:
            period = self.question.period
            return f"{period.since:%Y-%m-%d} 至 {period.last_day:%Y-%m-%d}"
        return f"截止 {self.question.as_of:%Y-%m-%d}"

    @property
    def url(self) -> str:
        return address(self.figure.id, self.question) if self.figure else ""


@dataclass(frozen=True)
class Told:
    """A draft as people read it: its numbers resolved."""

    draft: Draft
    tied: Mapping[int, Tied]
    text: str
    spans: tuple[Span, ...]

    @cached_property
    def words(self) -> dict[int, str]:
        return {mark: one.words for mark, one in self.tied.items()}

    @property
    def edited(self) -> str:
        """As it is edited, each number between its marks."""
        return slots.edited(self.draft.text, self.words)


def told(draft: Draft, actor: Actor) -> Told:
    """In two queries and what the figures ask; none of a text without such numbers."""
    tied = tied_in(draft, actor) if slots.marks_in(draft.text) else {}
    text, spans = slots.read(draft.text, {mark: one.words for mark, one in tied.items()})
    return Told(draft, tied, text, tuple(spans))


def tied_in(draft: Draft, actor: Actor) -> dict[int, Tied]:
    """Mark → number; those of the same place and days are asked at once."""
    numbers = list(draft.numbers.order_by("mark"))
    questions = {number.mark: question_of(number, draft, actor) for number in numbers}
    answers = _answers((number for number in numbers if may_ask(number, actor)), questions)
    return {
        number.mark: Tied(number, questions[number.mark], *answers.get(number.mark, (None, None))) for number in numbers
    }


def tied_one(number: DraftNumber, actor: Actor) -> Tied:
    question = question_of(number, number.draft, actor)
    if not may_ask(number, actor):
        return Tied(number, question)
    return Tied(number, question, named(number.figure_id), ask(number.figure_id, question))


def may_ask(number: DraftNumber, actor: Actor) -> bool:
    return is_known(number.figure_id) and actor.scope(SEE).covers_place(number.scope)


def question_of(number: DraftNumber, draft: Draft, actor: Actor) -> Question:
    as_of = number.frozen_on or number.as_of or draft.as_of
    return Question(actor, number.scope, as_of, number.since, number.until)


def _answers(
    numbers: Iterable[DraftNumber], questions: Mapping[int, Question]
) -> dict[int, tuple[Figure | None, Answer | None]]:
    by_question: dict[Question, list[DraftNumber]] = defaultdict(list)
    for number in numbers:
        by_question[questions[number.mark]].append(number)
    found: dict[int, tuple[Figure | None, Answer | None]] = {}
    for question, asked in by_question.items():
        answers = ask_many(sorted({number.figure_id for number in asked}), question)
        found |= {number.mark: (named(number.figure_id), answers[number.figure_id]) for number in asked}
    return found


def printed(number: DraftNumber | Slot, figure: Figure, answer: Answer) -> str:
    """The value as the text has it: in 万 or 亿, to so many decimals, with its unit where that is wanted."""
    exact = figure.exact(answer)
    if exact is None:
        return NOT_ASKED
    unit = figure.unit if number.with_unit else ""
    if number.scale == 1 and number.decimals is None:
        return f"{figure.shown(answer.value)}{unit}"
    value = exact / number.scale
    return f"{_rounded(value, number)}{SCALE_WORDS.get(number.scale, '') if number.with_unit else ''}{unit}"


def _rounded(value: Fraction, number: DraftNumber | Slot) -> str:
    if number.decimals is None:
        return plain_number(value, MOST_DECIMALS)
    times = 10**number.decimals
    whole, rest = divmod(value * times // 1 if number.rounds_down else round_half_up(value * times), times)
    if not number.decimals or (number.scale != 1 and not rest):
        return str(whole)
    return f"{whole}.{rest:0{number.decimals}}"


def new_numbers(draft: Draft, text: str, actor: Actor) -> tuple[str, list[DraftNumber]]:
    """The text with a mark for each slot, and the rows of these numbers. Raises Refused of what cannot be asked."""
    made: list[DraftNumber] = []
    first = (draft.numbers.order_by("-mark").values_list("mark", flat=True).first() or 0) if draft.pk else 0

    def take(slot: Slot) -> int:
        made.append(_number(draft, slot, actor, first + len(made) + 1))
        return made[-1].mark

    try:
        return slots.with_slots(text, take), made
    except ValueError as fault:
        raise Refused(str(fault), field="text") from fault


def _number(draft: Draft, slot: Slot, actor: Actor, mark: int) -> DraftNumber:
    if not actor.scope(SEE).place:
        raise Refused(NO_FIGURES, field="text")
    if not is_known(slot.figure_id):
        raise Refused(f"数字台账里没有“{slot.figure_id}”。在“插入台账里的数”里找。", field="text")
    scope = slot.scope or root_of(actor)
    if not actor.scope(SEE).covers_place(scope):
        raise Refused(f"“{slot.figure_id}”要的范围 {scope} 不归你看，换成自己的范围。", field="text")
    _days_must_make_sense(slot, actor.today)
    return DraftNumber(
        draft=draft,
        mark=mark,
        figure_id=slot.figure_id,
        scope=scope,
        as_of=slot.as_of,
        since=slot.since,
        until=slot.until,
        scale=slot.scale,
        decimals=slot.decimals,
        with_unit=slot.with_unit,
        rounds_down=slot.rounds_down,
    )


def _days_must_make_sense(slot: Slot, today: date) -> None:
    if slot.since and slot.until and slot.until <= slot.since:
        raise Refused(f"“{slot.figure_id}”的结束日期要在开始日期之后。", field="text")
    if slot.as_of and slot.as_of > today:
        raise Refused(f"“{slot.figure_id}”要的日子还没有到，今天是 {today:%Y-%m-%d}。", field="text")
