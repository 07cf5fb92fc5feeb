"""Finding units by the ways in which files write them: with or without the county, in short, with a post behind."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from heapq import nlargest
from typing import Any

from zhucun.sheets.matching import LEAST_LIKENESS, MOST_SUGGESTIONS, Match, Suggestion, compared, doubt, sure, unknown
from zhucun.sheets.matching_places import TOWNSHIP_ENDINGS, township_stem

PARTY = ("中国共产党", "中共")
SHORTER = (("人民政府办公室", "政府办"), ("人民政府", "政府"), ("办公室", "办"), ("委员会", "委"))
PARTY_DEPARTMENTS = re.compile(r"委(?=(?:组织|宣传|统战|社会工作)部|政法委|编办|机关工委|党校|老干)")
EVERYBODYS = re.compile(
    r"(?:服务|事务|管理|工作|发展|建设)*(?:中心|局|办|站|院|委|公司|学校|学院|馆|会|部|队|所|处|社|厂|场)$"
)
NUMERALS = re.compile("[0-9一二三四五六七八九十]")
PUNCTUATION = re.compile(r"[()\[\]【】〔〕\-—·.,，。、\"'“”]")


@dataclass(frozen=True, slots=True)
class UnitCandidate:
    key: Any
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Territory:
    """The names that may stand before a unit's own: 湖南省, 某州市, 东山县."""

    county: str = ""
    prefecture: str = ""
    province: str = ""

    @property
    def levels(self) -> list[tuple[str, ...]]:
        """For county, prefecture and province: the full name, the short one, and the bare word."""
        return [
            (name, name[:-1], name[-1]) if len(name) > 2 else (name, name[-1])
            for name in map(compared, (self.county, self.prefecture, self.province))
            if name
        ]


@dataclass
class UnitMatcher:
    """`townships` are their names, since a township in a column of units is a mistake or a unit nobody registered."""

    candidates: Sequence[UnitCandidate]
    territory: Territory = field(default_factory=Territory)
    townships: Iterable[str] = ()
    _names: dict[str, set[Any]] = field(init=False)  # as registered
    _written: dict[str, set[Any]] = field(init=False)  # every way of writing it
    _shown: dict[Any, str] = field(init=False)
    _found: dict[tuple[str, bool], Match] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._names, self._written, self._shown = defaultdict(set), defaultdict(set), {}
        self._towns = {township_stem(compared(name)): name for name in self.townships}
        for candidate in self.candidates:
            self.add(candidate)

    def add(self, candidate: UnitCandidate) -> None:
        self._found.clear()
        self._shown[candidate.key] = candidate.name
        for name in (candidate.name, *candidate.aliases):
            self._names[_plain(name)].add(candidate.key)
            for written in self._ways(_plain(name)):
                self._written[written].add(candidate.key)

    def is_township(self, text: str) -> bool:
        return self._is_township(_plain(text))

    def find(self, text: str) -> Match:
        return self._remembered(text, with_post=False)

    def find_with_post(self, text: str) -> Match:
        """县农业局副局长: the unit, and what stands behind it as `rest`."""
        return self._remembered(text, with_post=True)

    def nearest(self, text: str, most: int) -> tuple[Suggestion, ...]:
        """The candidates by how much their names resemble it, the nearest first."""
        nearest = nlargest(most, self._shown.items(), key=lambda item: self.likeness(text, item[1]))
        return tuple(nearest)

    def likeness(self, one: str, other: str) -> float:
        """How much two names resemble each other, 0 to 1: without county, province and what every unit is called."""
        return SequenceMatcher(None, self._own(one), self._own(other)).ratio()

    def _own(self, text: str) -> str:
        name = _shorter(_plain(text))
        own = next((own for level in self.territory.levels if (own := _behind(level, name))), name)
        return EVERYBODYS.sub("", own) or own

    def _remembered(self, text: str, *, with_post: bool) -> Match:
        known = self._found.get((text, with_post))
        if known is None:
            known = self._found[text, with_post] = self._find_with_post(text) if with_post else self._find(text)
        return known

    def _find(self, text: str) -> Match:
        name = _plain(text)
        for keys in self._lookups(name):
            if len(keys) == 1:
                return sure(next(iter(keys)))
            if keys:
                shown = "、".join(self._shown[key] for key in keys)
                return doubt(f"“{text}”可能是{shown}，请写全称。", self._suggested(keys))
        if self._is_township(name):
            return unknown(f"“{text}”是乡镇，不是登记过的单位。确实由乡镇派人的，先登记“{text}”为单位。")
        return self._abbreviated(text, name)

    def _find_with_post(self, text: str) -> Match:
        whole = self._find(text)
        if whole.is_sure:
            return whole
        compact = compared(text)
        for end in range(len(compact) - 1, 2, -1):
            for keys in self._lookups(_plain(compact[:end])):
                if len(keys) == 1:
                    return sure(next(iter(keys)), compact[end:].strip("、，,/ "))
        return whole

    def _lookups(self, name: str) -> Iterable[set[Any]]:
        yield self._names.get(name, set())
        yield self._names.get(_behind(self.territory.levels[0], name), set()) if self.territory.levels else set()
        for way in dict.fromkeys((name, _shorter(name), *self._without_outer(name))):
            yield self._written.get(way, set())

    def _ways(self, name: str) -> set[str]:
        """How a unit's name may be written: 东山县农业农村局, 东山农业农村局, 县农业农村局, 农业农村局."""
        name = _shorter(name)
        ways = {name}
        for level in self.territory.levels:
            if own := _behind(level, name):
                ways |= {own, *(word + own for word in level)}
                break
        return ways | {PARTY_DEPARTMENTS.sub("", way) for way in ways}

    def _without_outer(self, name: str) -> list[str]:
        """湖南省某州市东山县农业局 → 东山县农业局."""
        found = []
        for level in reversed(self.territory.levels):
            full = level[0]
            if name.startswith(full) and any(name.removeprefix(full).startswith(n[0]) for n in self.territory.levels):
                name = name.removeprefix(full)
                found.append(_shorter(name))
        return found

    def _is_township(self, name: str) -> bool:
        for level in self.territory.levels:
            name = name.removeprefix(level[0])
        stem = township_stem(name)
        is_called_so = name.endswith(TOWNSHIP_ENDINGS) or name != stem
        return stem in self._towns and (is_called_so or name in self._towns)

    def _abbreviated(self, text: str, name: str) -> Match:
        """教体局 for 教育体育局 is likely, but not sure."""
        short = _shorter(name)
        likely = {key for way, keys in self._written.items() if _abbreviates(short, way) for key in keys}
        if likely and len(likely) <= MOST_SUGGESTIONS:
            shown = "、".join(self._shown[key] for key in likely)
            return doubt(f"“{text}”可能是{shown}的简称，请核对。", self._suggested(likely))
        close = get_close_matches(name, self._names, MOST_SUGGESTIONS, LEAST_LIKENESS)
        keys = dict.fromkeys(key for way in close for key in self._names[way])
        return unknown(f"单位“{text}”没有登记过。", self._suggested(keys))

    def _suggested(self, keys: Iterable[Any]) -> list[Suggestion]:
        return [(key, self._shown[key]) for key in keys]


def _behind(level: Sequence[str], name: str) -> str:
    """What stands behind the level's name; empty where none stands before: 市场监督管理局 is no unit of a 市."""
    before = next((word for word in level if name.startswith(word)), "")
    own = name.removeprefix(before)
    return own if before and len(own) > 1 and not (len(before) == 1 and own.startswith(("场", "政", "城"))) else ""


def _plain(text: str) -> str:
    name = PUNCTUATION.sub("", compared(text))
    for word in PARTY:
        name = name.removeprefix(word)
    return name


def _shorter(name: str) -> str:
    for long, short in SHORTER:
        name = name.replace(long, short)
    return name


def _abbreviates(short: str, name: str) -> bool:
    """Its characters stand in the name in this order, the first and the last in their places."""
    if not 2 <= len(short) < len(name) or short[0] != name[0] or short[-1] != name[-1]:
        return False
    if NUMERALS.findall(short) != NUMERALS.findall(name):
        return False  # 第一中学 is no abbreviation of 第十一中学
    rest = iter(name)
    return all(character in rest for character in short)
