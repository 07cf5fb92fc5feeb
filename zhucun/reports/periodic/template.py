"""A report's template, read from a plain file: sections of sentences with numbers in them. Pure.

    {县} {期} {本期} {上期} {末日}           words
    {dispatch.members}                      a figure of the report's own days, without its unit
    {records.visits 上期} {… 今年以来}       of other days (periods.NAMED)
    {six_ones.project_money_applied 万}     in 万元 with two decimals; 整万, 整数 without any
    〔，比上期多{…}次〕                      left out where its first number is nought, or nobody knows it
    〔若 dispatch.vacancies：…〕  〔若无 …：…〕  left out by a number that it does not print
    〔，其中｜调整{…}人｜召回{…}人。〕         those that are not nought, 、 between them, ； after a lead with ：
    （）小标题。 at the head of a line        a numbered paragraph, left out where nothing follows
    工作队反映：@问题                         what the teams raised; nothing where nothing was chosen

Lines run on into one paragraph; an empty line begins another.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from zhucun.reports.periodic.periods import NAMED, Cycle, Period

FOLDER = Path(__file__).parent / "written"
TOKEN = re.compile(r"[〔〕]|\{(?P<inside>[^{}]*)\}")
ASKED = re.compile(r"若(?P<without>无)?\s*(?P<figure>[a-z][a-z0-9_.]*)(?:\s+(?P<days>[^\s：]+))?：")
FIGURE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
BLOCK = re.compile(r"(?P<lead>.*)@(?P<name>\S+)")
STOPS, BETWEEN = "。；，", "｜"
OWN = "本期"
MANNERS = {"万": "in=万 decimals=2", "整万": "in=万 decimals=0 round=down", "整数": "decimals=0"}
WORDS = ("县", "县驻村办", "期", "本期", "上期", "末日", "起日", "年", "上年", "上月份", "下期", "月份")
BLOCKS = ("问题", "打算")
PLAIN = ("order", "name", "called", "about", "due_day", "is_special", "masthead")
WORDED = ("title", "recipient", "byline")


@dataclass(frozen=True)
class Number:
    """A figure of named days; `manner` is what the slot of a draft says of how it is printed."""

    figure: str
    days: str = OWN
    manner: str = ""


@dataclass(frozen=True)
class Word:
    name: str


@dataclass(frozen=True)
class Clause:
    """What may be left out: `without` says that it stands only where the number is nought."""

    parts: tuple["Part", ...]
    hangs_on: Number | None
    without: bool = False


@dataclass(frozen=True)
class Listing:
    """Those of its items whose first number is not nought; nothing at all where there are none."""

    lead: tuple["Part", ...]
    items: tuple[Clause, ...]
    stop: str = ""


Part = str | Number | Word | Clause | Listing


@dataclass(frozen=True)
class Paragraph:
    """`block` names what the report is told beside its figures, behind `parts`."""

    parts: tuple[Part, ...] = ()
    block: str = ""

    @property
    def numbers(self) -> Iterator[Number]:
        return _numbers(self.parts)


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Grid:
    """A table by township: a head and a figure for each column."""

    caption: str
    columns: tuple[tuple[str, Number], ...]


@dataclass(frozen=True)
class Template:
    """`due_day` is until which day of the month after it goes out; 0 where it goes out when somebody wants it.
    `called` is the name behind its period where that is another: 2022年二季度报告."""

    key: str
    order: int
    name: str
    about: str
    cycle: Cycle
    title: tuple[Part, ...]
    sections: tuple[Section, ...]
    recipient: tuple[Part, ...] = ()
    due_day: int = 0
    is_special: bool = False
    called: str = ""
    masthead: str = ""
    byline: tuple[Part, ...] = ()
    tables: tuple[Grid, ...] = ()

    @property
    def numbers(self) -> list[Number]:
        """All that are asked for, each once."""
        told = (part for section in self.sections for one in section.paragraphs for part in one.numbers)
        return list(dict.fromkeys(told))

    def named(self, period: Period) -> str:
        return f"{period.title}{self.called or self.name}"

    @property
    def blocks(self) -> list[str]:
        return [one.block for section in self.sections for one in section.paragraphs if one.block]


@cache
def templates() -> dict[str, Template]:
    """All there are, in the order in which they are offered."""
    found = [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {one.key: one for one in sorted(found, key=lambda one: one.order)}


def read(key: str, text: str) -> Template:
    """Raises ValueError for what no template has: an unknown word, a clause without an end."""
    told = tomllib.loads(text)
    try:
        return _template(key, told)
    except ValueError as error:
        raise ValueError(f"{key}：{error}") from error


def _template(key: str, told: Mapping[str, Any]) -> Template:
    plain = {name: told[name] for name in PLAIN if name in told}
    worded = {name: parsed(told[name]) for name in WORDED if name in told}
    return Template(
        key=key,
        cycle=Cycle(told["cycle"]),
        sections=tuple(_section(one) for one in told.get("sections", ())),
        tables=tuple(_grid(one) for one in told.get("tables", ())),
        **plain,
        **worded,
    )


def _section(told: Mapping[str, str]) -> Section:
    return Section(told.get("heading", ""), tuple(_paragraphs(told["text"])))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    held: list[str] = []
    for line in [*map(str.strip, text.strip().splitlines()), ""]:
        block = BLOCK.fullmatch(line)
        if held and (not line or block):
            yield Paragraph(parsed("".join(held)))
            held = []
        if block:
            yield Paragraph(parsed(block["lead"]), _known(block["name"], BLOCKS))
        elif line:
            held.append(line)


def _grid(told: Mapping[str, Any]) -> Grid:
    return Grid(told["caption"], tuple((head, _number(inside)) for head, inside in told["columns"]))


def parsed(text: str) -> tuple[Part, ...]:
    tokens = list(_tokens(text))
    parts, rest = _run(tokens)
    if rest:
        raise ValueError(f"“{text[:20]}…”里多了一个〕。")
    return parts


def _tokens(text: str) -> Iterator[str | Number | Word]:
    at = 0
    for found in TOKEN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        inside = found["inside"]
        yield found[0] if inside is None else _named(inside.strip())
        at = found.end()
    if at < len(text):
        yield text[at:]


def _named(inside: str) -> Number | Word:
    return _number(inside) if FIGURE.match(inside) else Word(_known(inside, WORDS))


def _known(name: str, known: Sequence[str]) -> str:
    if name not in known:
        raise ValueError(f"“{name}”看不懂，可以写的是 {'、'.join(known)}。")
    return name


def _number(inside: str) -> Number:
    figure, *told = inside.split()
    days = [one for one in told if one in NAMED]
    manners = [MANNERS[_known(one, [*NAMED, *MANNERS])] for one in told if one not in NAMED]
    return Number(figure, days[0] if days else OWN, " ".join(manners))


def _run(tokens: list[str | Number | Word]) -> tuple[tuple[Part, ...], list[str | Number | Word]]:
    """As far as the clause goes that one is in; what is left behind its end."""
    parts: list[Part] = []
    while tokens:
        first, *tokens = tokens
        if first == "〕":
            return tuple(parts), [first, *tokens]
        if first == "〔":
            inner, tokens = _run(tokens)
            if not tokens:
                raise ValueError("有一个〔没有〕。")
            parts.append(
                _listing(inner) if any(BETWEEN in one for one in inner if isinstance(one, str)) else _clause(inner)
            )
            tokens = tokens[1:]
        else:
            parts.append(first)
    return tuple(parts), []


def _clause(parts: tuple[Part, ...]) -> Clause:
    first = parts[0] if parts else ""
    asked = ASKED.match(first) if isinstance(first, str) else None
    if asked:
        number = Number(asked["figure"], _known(asked["days"] or OWN, list(NAMED)))
        return Clause((first[asked.end() :], *parts[1:]), number, bool(asked["without"]))
    return Clause(parts, next((one for one in parts if isinstance(one, Number)), None))


def _listing(parts: tuple[Part, ...]) -> Listing:
    groups: list[list[Part]] = [[]]
    for part in parts:
        first, *others = part.split(BETWEEN) if isinstance(part, str) else (part,)
        groups[-1].append(first)
        groups += [[one] for one in others]
    last, stop = groups[-1], ""
    if isinstance(last[-1], str) and last[-1].endswith(tuple(STOPS)):
        last[-1], stop = last[-1][:-1], last[-1][-1]
    lead, *items = (tuple(one for one in group if one != "") for group in groups)
    return Listing(lead, tuple(_clause(one) for one in items), stop)


def _numbers(parts: Sequence[Part]) -> Iterator[Number]:
    for one in parts:
        if isinstance(one, Number):
            yield one
        elif isinstance(one, Clause):
            if one.hangs_on:
                yield one.hangs_on
            yield from _numbers(one.parts)
        elif isinstance(one, Listing):
            yield from _numbers((*one.lead, *one.items))
