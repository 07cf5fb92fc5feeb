"""What a label may mean, for a person to choose from: found by the words somebody types, or by the label's own."""

from collections.abc import Iterator

from zhucun.lib.figure import Figure, all_figures
from zhucun.lib.searching import index_tokens
from zhucun.reports.filling.labels import unit_and_words
from zhucun.reports.filling.meanings import Field, Meaning, fields, told_of
from zhucun.reports.filling.whose import Of

MOST_OFFERED = 12
LEAST = 2  # pairs of characters that have to be the same
FIELDS_OF = {
    Of.PERSON: ("person", "team"),
    Of.VILLAGE: ("team", "first_secretary", "leader", "member"),
    Of.TEAM: ("team", "first_secretary", "leader", "member"),
}


def offered(said: str, label: str, words: str) -> list[Meaning]:
    """The likeliest first. Where persons are the rows there are no numbers to choose from."""
    of = Of(said.partition("|")[0])
    wanted = set(index_tokens(words or unit_and_words((label,))[1]))
    scored = [(_likeness(wanted, one), number, one) for number, one in enumerate(_all(of))]
    found = [(score, number, one) for score, number, one in scored if score]
    found.sort(key=lambda one: (-one[0], one[1]))
    return [one for _, _, one in found[:MOST_OFFERED]]


def _all(of: Of) -> Iterator[Meaning]:
    if of is not Of.PERSON:
        yield from all_figures()
    yield from (one for one in fields().values() if one.of in FIELDS_OF.get(of, ()) and not one.why_not)


def _likeness(wanted: set[str], one: Meaning) -> int:
    """Pairs of characters in common count thrice in its name and once in what is said of it."""
    own = set(index_tokens(one.label)) & wanted
    said = set(index_tokens(_words_about(one))) & wanted
    score = sum(3 for token in own if len(token) > 1) + sum(1 for token in said if len(token) > 1)
    is_alike = score >= LEAST or (len(wanted) == 1 and bool(own))
    return score + len(own) if is_alike else 0


def _words_about(one: Meaning) -> str:
    return one.definition if isinstance(one, Figure) else "".join(one.words)


def about(one: Meaning) -> str:
    """What it counts; of a field where it stands."""
    return "名册、工作队里的一栏。" if isinstance(one, Field) else one.definition


def key_of(one: Meaning) -> str:
    return told_of(one)
