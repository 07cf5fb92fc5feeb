"""What each number of a text is about: the words before and behind it, the thing counted, its sentence. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhucun.reports.checking.words import CONCEPTS
from zhucun.reports.checking.written import Written, numbers_in

SENTENCE_ENDS = re.compile(r"[。！？；!?;\n]")
CLAUSE_ENDS = re.compile(r"[，,、：:（()）]")
HAN = re.compile(r"[一-鿿]+")
NOUN_ENDS = re.compile(r"[的在对以为占与和及有被由从到中参等已正]")
TOTAL_WORDS = re.compile(r"(?:共|总|现有|合计|全县|全市|全镇|全乡|全区|在册|在岗|选派)[^，,。；]{0,8}$")
NAMES = {name: concept for concept, names in CONCEPTS.items() for name in names}
NAMED = re.compile("|".join(sorted(NAMES, key=len, reverse=True)))
NAMED_LAST = re.compile(f"(?:{NAMED.pattern})$")
SHORTEST_NOUN = 2


@dataclass(frozen=True)
class Claim:
    """A number with the words between it and its neighbours of the same sentence."""

    number: Written
    before: str
    after: str  # to the end of its clause
    following: str  # to the next number or the end of the sentence
    opening: str  # the sentence up to the number
    sentence: int
    place: int  # among the numbers of its sentence

    @cached_property
    def noun(self) -> str:
        """What is counted: the concept right behind the number, else the words there, else the concept right before."""
        words = self.after.lstrip(" 的")
        if named := NAMED.match(words):
            return NAMES[named[0]]
        found = HAN.match(NOUN_ENDS.split(words, maxsplit=1)[0])
        if found and len(found[0]) >= SHORTEST_NOUN:
            return found[0]
        before = NAMED_LAST.search(self.before)
        return NAMES[before[0]] if before else ""

    @cached_property
    def topic(self) -> str:
        """The concept last named in the sentence before the number: that of which this is a part or a property."""
        named = NAMED.findall(self.opening)
        return NAMES[named[-1]] if named else ""

    @property
    def is_total(self) -> bool:
        return TOTAL_WORDS.search(self.before) is not None

    def is_alike(self, other: "Claim") -> bool:
        return self.number.unit == other.number.unit

    def counts_the_same(self, other: "Claim") -> bool:
        """By its words: 省份 and 省份复工 are of the same noun."""
        short, long = sorted((self.noun, other.noun), key=len)
        return short != "" and long.startswith(short) and self.is_alike(other)


@dataclass(frozen=True)
class Reading:
    """A text with its claims, sentence by sentence."""

    text: str
    sentences: tuple[tuple[Claim, ...], ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(claim for sentence in self.sentences for claim in sentence)


def read(text: str) -> Reading:
    numbers = numbers_in(text)
    spans = list(_sentences(text))
    return Reading(text, tuple(_claims(text, index, span, numbers) for index, span in enumerate(spans)))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in SENTENCE_ENDS.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _claims(text: str, index: int, span: tuple[int, int], numbers: Sequence[Written]) -> tuple[Claim, ...]:
    start, end = span
    within = [number for number in numbers if start <= number.start < end]
    edges = [start, *(number.end for number in within)]
    begins = [*(number.start for number in within), end]
    return tuple(
        Claim(
            number,
            before=text[edges[place] : number.start],
            after=CLAUSE_ENDS.split(text[number.end : begins[place + 1]], maxsplit=1)[0],
            following=text[number.end : begins[place + 1]],
            opening=text[start : number.start],
            sentence=index,
            place=place,
        )
        for place, number in enumerate(within)
    )
