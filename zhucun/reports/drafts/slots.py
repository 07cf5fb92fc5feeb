"""How a text holds a number of the ledgers: ⟦3⟧ where it is kept, ⟦3:496⟧ where it is edited, {dispatch.members} new.

What is new may say more, in the words of an address: {oversight.letters from=2022-06-01 to=2022-06-30 in=万 unit=yes}.
Pure.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.lib.dates import read_date

OPEN, CLOSE = "⟦", "⟧"
HELD = re.compile(rf"{OPEN}(?P<mark>\d{{1,6}})(?::(?P<words>[^{OPEN}{CLOSE}]*))?{CLOSE}")
STRAY = re.compile(f"[{OPEN}{CLOSE}]")
SLOT = re.compile(r"\{(?P<figure>[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)(?P<more>(?:\s+[a-z_]+=[^\s{}]*)*)\s*\}")
SCALES = {"万": 10_000, "亿": 100_000_000}
WORDS = ("scope", "as_of", "from", "to", "in", "decimals", "unit", "round")


@dataclass(frozen=True)
class Slot:
    """A number to be put in: which figure, of where and when where that is not the draft's own, how it is printed.

    `until` is not included. `decimals` is None where the figure's own manner is meant.
    """

    figure_id: str
    scope: str = ""
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    scale: int = 1
    decimals: int | None = None
    with_unit: bool = False
    rounds_down: bool = False


@dataclass(frozen=True)
class Span:
    """Where a kept number stands in the text as people read it, and its place in the text as it is kept."""

    mark: int
    start: int
    end: int
    kept_start: int
    kept_end: int


def slots_in(text: str) -> Iterator[Slot]:
    """Raises ValueError with a sentence of what is no day, no scale, no word of a slot."""
    for found in SLOT.finditer(text):
        yield _slot(found)


def _slot(found: re.Match[str]) -> Slot:
    told = dict(part.split("=", 1) for part in found["more"].split())
    if unknown := next((word for word in told if word not in WORDS), ""):
        raise ValueError(f"{found[0]} 里的“{unknown}”看不懂，可以写的是 {'、'.join(WORDS)}。")
    last = _day(told, "to")
    return Slot(
        found["figure"],
        scope=told.get("scope", ""),
        as_of=_day(told, "as_of"),
        since=_day(told, "from"),
        until=last + timedelta(days=1) if last else None,
        scale=_scale(told.get("in", "")),
        decimals=_decimals(told.get("decimals", "")),
        with_unit=told.get("unit") == "yes",
        rounds_down=told.get("round") == "down",
    )


def _day(told: Mapping[str, str], name: str) -> date | None:
    return read_date(told[name]).value if told.get(name) else None


def _scale(word: str) -> int:
    if word and word not in SCALES:
        raise ValueError(f"in={word} 看不懂，写 in=万 或者 in=亿。")
    return SCALES.get(word, 1)


def _decimals(word: str) -> int | None:
    if not word:
        return None
    if word not in ("0", "1", "2", "3", "4"):
        raise ValueError(f"decimals={word} 看不懂，写 0 到 4 位小数。")
    return int(word)


def in_words(
    figure_id: str,
    *,
    scope: str = "",
    as_of: str = "",
    since: str = "",
    last: str = "",
    scale: str = "",
    decimals: int | None = None,
    with_unit: bool = False,
) -> str:
    """A slot as a text has it; days as in an address, the last one included."""
    told = {"scope": scope, "as_of": as_of, "from": since, "to": last, "in": scale}
    told |= {"decimals": "" if decimals is None else str(decimals), "unit": "yes" if with_unit else ""}
    return "{" + " ".join([figure_id, *(f"{word}={value}" for word, value in told.items() if value)]) + "}"


def held(mark: int, words: str = "") -> str:
    return f"{OPEN}{mark}:{words}{CLOSE}" if words else f"{OPEN}{mark}{CLOSE}"


def marks_in(text: str) -> list[int]:
    """Each once, in the order of the text."""
    return list(dict.fromkeys(int(found["mark"]) for found in HELD.finditer(text)))


def kept(text: str, known: Mapping[int, str]) -> str:
    """As it is kept: what was typed over between marks is gone, a number that is not the draft's is plain words."""
    return _free_of_strays(
        HELD.sub(lambda found: held(int(found["mark"])) if int(found["mark"]) in known else found["words"] or "", text)
    )


def _free_of_strays(text: str) -> str:
    """A mark that was cut in two holds nothing any more."""
    return "".join(part if HELD.fullmatch(part) else STRAY.sub("", part) for part in _parts(text))


def _parts(text: str) -> Iterator[str]:
    at = 0
    for found in HELD.finditer(text):
        yield text[at : found.start()]
        yield found[0]
        at = found.end()
    yield text[at:]


def typed_over(text: str, known: Mapping[int, str]) -> list[tuple[str, str]]:
    """What stands between marks and is not what the ledgers say, with what they say."""
    found = ((match["words"], known.get(int(match["mark"]))) for match in HELD.finditer(text))
    return [(words, says) for words, says in found if words is not None and says is not None and words.strip() != says]


def edited(text: str, known: Mapping[int, str]) -> str:
    """As it is edited: each number with its value between its marks."""
    return HELD.sub(lambda found: held(int(found["mark"]), known.get(int(found["mark"]), "")), text)


def with_slots(text: str, take: Callable[[Slot], int]) -> str:
    """Each slot as a held number; `take` gives the mark of a new one."""
    return SLOT.sub(lambda found: held(take(_slot(found))), text)


def read(text: str, known: Mapping[int, str]) -> tuple[str, list[Span]]:
    """As people read it, and where its numbers stand."""
    words, spans, at, length = [], [], 0, 0
    for found in HELD.finditer(text):
        before, said = text[at : found.start()], known.get(int(found["mark"]), "")
        start = length + len(before)
        spans.append(Span(int(found["mark"]), start, start + len(said), found.start(), found.end()))
        words += [before, said]
        at, length = found.end(), start + len(said)
    return "".join([*words, text[at:]]), spans


def kept_place(spans: Iterable[Span], at: int) -> int:
    """Where a place of the text as read lies in the text as kept; within a number, right behind it."""
    moved = 0
    for span in spans:
        if span.start >= at:
            break
        moved = span.kept_end - span.end
        if at < span.end:
            return span.kept_end
    return at + moved
