"""A template told of a county and its days: a text with slots, as a draft begins; and the same with its values in."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Answer, Question, ask_many, named
from zhucun.org.places.models import CountyOffice, Place
from zhucun.papers.wording import clean, in_chinese
from zhucun.policy.issuing import issuer_of
from zhucun.reports.drafts import slots
from zhucun.reports.drafts.tied import printed
from zhucun.reports.periodic.periods import NAMED, Period
from zhucun.reports.periodic.template import Clause, Listing, Number, Paragraph, Part, Section, Template, Word
from zhucun.web.figures import address

COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Asked:
    """Who asks, of which county and days; `blocks` is what is told beside the figures."""

    actor: Actor
    county_code: str
    period: Period
    blocks: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def question(self, days: str) -> Question:
        """Its last day is not later than today."""
        span = NAMED[days](self.period)
        return Question(self.actor, self.county_code, min(span.last_day, self.actor.today), span.since, span.until)


@dataclass(frozen=True)
class Said:
    """A number in a text: where it stands, what it says, how it is printed, which question it answers."""

    start: int
    end: int
    words: str
    slot: slots.Slot
    question: Question

    @property
    def figure(self) -> str:
        return self.slot.figure_id

    @property
    def url(self) -> str:
        return address(self.figure, self.question)


@dataclass(frozen=True)
class Composed:
    """`text` has slots; `title` and `recipient` are words."""

    title: str
    recipient: str
    byline: str
    text: str


def composed(template: Template, asked: Asked) -> Composed:
    values = answers(template.numbers, asked)
    words = _words(asked)
    teller = _Teller(asked, values, words)
    return Composed(
        title=teller.told(template.title),
        recipient=teller.told(template.recipient),
        byline=teller.told(template.byline),
        text="\n".join(_lines(template.sections, teller)),
    )


def answers(numbers: Iterable[Number], asked: Asked) -> dict[tuple[str, str], Answer]:
    """(Figure, days) → answer; those of the same days are asked at once, those before the county's first day never."""
    by_days: dict[str, set[str]] = defaultdict(set)
    for one in numbers:
        by_days[one.days].add(one.figure)
    first = first_day(asked.county_code)
    found: dict[tuple[str, str], Answer] = {}
    for days, figures in by_days.items():
        question = asked.question(days)
        if days == "上期" and first and question.as_of < first:
            continue
        found |= {(figure, days): answer for figure, answer in ask_many(sorted(figures), question).items()}
    return found


def has_records(template: Template, asked: Asked) -> bool:
    """Whether anything of what it counts over its days is not nought."""
    counted = [one for one in template.numbers if named(one.figure).has_period and one.days != "上期"]
    return any(answer.value for answer in answers(counted, asked).values())


def first_day(county_code: str) -> date | None:
    """From which day on the county's ledgers say anything."""
    return CountyOffice.objects.filter(county__code=county_code).values_list("started_on", flat=True).first()


def _words(asked: Asked) -> dict[str, str]:
    own, last = asked.period, asked.question("本期").as_of
    place = Place.objects.filter(code=asked.county_code[:COUNTY_DIGITS]).latest("since")
    return {
        "县": place.name,
        "县驻村办": issuer_of(asked.county_code[:COUNTY_DIGITS], asked.actor, last),
        "期": own.title,
        "本期": own.here,
        "上期": own.before_called,
        "下期": own.after.title,
        "末日": f"{last.month}月{last.day}日",
        "起日": f"{own.since.month}月{own.since.day}日",
        "年": f"{last.year}年",
        "上年": f"{last.year - 1}年",
        "月份": f"{last.month}月",
        "上月份": f"{NAMED['上月以来'](own).since.month}月",
    }


class _Teller:
    """Parts of a sentence as words and slots."""

    def __init__(self, asked: Asked, values: Mapping[tuple[str, str], Answer], words: Mapping[str, str]) -> None:
        self.asked, self._values, self._words = asked, values, words

    def told(self, parts: Iterable[Part]) -> str:
        return "".join(map(self._part, parts))

    def _part(self, part: Part) -> str:
        if isinstance(part, Clause):
            return self.told(part.parts) if self._stands(part) else ""
        if isinstance(part, Listing):
            return self._listed(part)
        if isinstance(part, Word):
            return self._words[part.name]
        return self._slot(part) if isinstance(part, Number) else part

    def _stands(self, clause: Clause) -> bool:
        if clause.hangs_on is None:
            return True
        answer = self._values.get((clause.hangs_on.figure, clause.hangs_on.days))
        return bool(answer and answer.value) != clause.without

    def _listed(self, part: Listing) -> str:
        standing = [self.told(one.parts) for one in part.items if self._stands(one)]
        lead = self.told(part.lead)
        return f"{lead}{('；' if lead.endswith('：') else '、').join(standing)}{part.stop}" if standing else ""

    def _slot(self, number: Number) -> str:
        """With all its days, so that the number of a month is of that month whatever day the draft is of."""
        question = self.asked.question(number.days)
        told = [number.figure, f"scope={question.scope}", f"as_of={question.as_of:%Y-%m-%d}"]
        if named(number.figure).has_period:
            span = question.period
            told += [f"from={span.since:%Y-%m-%d}", f"to={min(span.last_day, question.as_of):%Y-%m-%d}"]
        return f"{{{' '.join([*told, number.manner]).strip()}}}"


def _lines(sections: Iterable[Section], teller: _Teller) -> Iterator[str]:
    """A section that says nothing has no number either; without a heading it is an opening."""
    at = 0
    for section in sections:
        said = list(_numbered(line for one in section.paragraphs for line in _said(one, teller)))
        if not said:
            continue
        if section.heading:
            at += 1
            yield f"{in_chinese(at)}、{section.heading}"
        yield from said


UNNUMBERED = re.compile(r"（）([^。]*。)(.*)")


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    """（一）, （二） …; one that is but its heading says nothing."""
    at = 0
    for line in lines:
        found = UNNUMBERED.fullmatch(line)
        if found and found[2]:
            at += 1
            yield f"（{in_chinese(at)}）{found[1]}{found[2]}"
        elif not found:
            yield line


def _said(paragraph: Paragraph, teller: _Teller) -> Iterator[str]:
    if paragraph.block:
        listed = [clean(one).rstrip("。；;.") for one in teller.asked.blocks.get(paragraph.block, ())]
        told, lead = [one for one in listed if one], teller.told(paragraph.parts)
        if told or not lead.endswith("："):
            yield lead + enumerated(told)
    elif words := teller.told(paragraph.parts).strip():
        yield words


def enumerated(told: Sequence[str]) -> str:
    """一是…；二是…。 One alone is a sentence."""
    if len(told) < 2:
        return "".join(f"{one}。" for one in told)
    return "；".join(f"{in_chinese(at)}是{one}" for at, one in enumerate(told, 1)) + "。"


# ── with its values ──


def resolved(text: str, asked: Asked) -> tuple[str, list[Said]]:
    """The text as it is read, and its numbers."""
    found = zip(slots.SLOT.finditer(text), slots.slots_in(text), strict=True)
    asking = [(match.start(), match.end(), slot) for match, slot in found]
    questions = [question_of(slot, asked) for *_, slot in asking]
    values = _asked_at_once([slot.figure_id for *_, slot in asking], questions)
    words, said, at, length = [], [], 0, 0
    for (start, end, slot), question in zip(asking, questions, strict=True):
        shown = printed(slot, named(slot.figure_id), values[slot.figure_id, question])
        words += [text[at:start], shown]
        length += start - at
        said.append(Said(length, length + len(shown), shown, slot, question))
        at, length = end, length + len(shown)
    return "".join([*words, text[at:]]), said


def question_of(slot: slots.Slot, asked: Asked) -> Question:
    as_of = slot.as_of or asked.question("本期").as_of
    return Question(asked.actor, slot.scope or asked.county_code, as_of, slot.since, slot.until)


def _asked_at_once(figures: Sequence[str], questions: Sequence[Question]) -> dict[tuple[str, Question], Answer]:
    by_question: dict[Question, set[str]] = defaultdict(set)
    for figure, question in zip(figures, questions, strict=True):
        by_question[question].add(figure)
    return {
        (figure, question): answer
        for question, wanted in by_question.items()
        for figure, answer in ask_many(sorted(wanted), question).items()
    }
