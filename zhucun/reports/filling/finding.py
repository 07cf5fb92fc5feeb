"""What a label may mean, for a person to choose from: found by the words somebody types, or by the label's own."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction

from zhucun.lib.figure import Figure, all_figures
from zhucun.lib.searching import index_tokens
from zhucun.reports.filling.labels import unit_and_words
from zhucun.reports.filling.meanings import Field, Meaning, fields
from zhucun.reports.told_apart.whose import Of

MOST_OFFERED = 12
LEAST = 2  # pairs of characters in what is said of it, where its name has none
WEIGHT = 12
FIELDS_OF = {
    Of.PERSON: ("person", "team"),
    Of.VILLAGE: ("team", "first_secretary", "leader", "member"),
    Of.TEAM: ("team", "first_secretary", "leader", "member"),
}


def offered(said: str, label: str, words: str) -> list[Meaning]:
    """The likeliest first. Where persons are the rows there are no numbers to choose from."""
    of = Of(said.partition("|")[0])
    wanted = _pairs(words or unit_and_words((label,))[1])
    everything = list(_all(of))
    seldom = Counter(token for one in everything for token in _pairs(one.label))
    scored = [(_likeness(wanted, one, seldom), number, one) for number, one in enumerate(everything)]
    found = [(score, number, one) for score, number, one in scored if score]
    found.sort(key=lambda one: (-one[0], one[1]))
    return [one for _, _, one in found[:MOST_OFFERED]]


def _all(of: Of) -> Iterator[Meaning]:
    if of is not Of.PERSON:
        yield from all_figures()
    yield from (one for one in fields().values() if one.of in FIELDS_OF.get(of, ()) and not one.why_not)


def _likeness(wanted: set[str], one: Meaning, seldom: Mapping[str, int]) -> Fraction:
    """A pair of characters that few names have weighs most; in what is said of it, a little."""
    own = sum((Fraction(WEIGHT, seldom[token]) for token in _pairs(one.label) & wanted), Fraction(0))
    said = len(_pairs(_words_about(one)) & wanted)
    return own + Fraction(said, WEIGHT) if own or said >= LEAST else Fraction(0)


def _pairs(text: str) -> set[str]:
    """The pairs of characters in it; of a single one itself."""
    tokens = index_tokens(text)
    return {token for token in tokens if len(token) > 1} or set(tokens)


def _words_about(one: Meaning) -> str:
    return one.definition if isinstance(one, Figure) else "".join(one.words)


def about(one: Meaning) -> str:
    """What it counts; of a field where it stands."""
    return "名册、工作队里的一栏。" if isinstance(one, Field) else one.definition
