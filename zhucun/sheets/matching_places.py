"""Finding villages, communities, sites and townships by the ways in which files write them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from zhucun.sheets.matching import LEAST_LIKENESS, MOST_SUGGESTIONS, Match, compared, doubt, sure, unknown

VILLAGE_ENDINGS = ("村民委员会", "村委会", "村")
COMMUNITY_ENDINGS = ("社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区")
TOWNSHIP_ENDINGS = ("街道办事处", "街道办", "街道", "民族乡", "镇", "乡")
TOWNSHIP_OFFICES = ("人民政府", "政府", "党委", "委员会", "党工委", "办事处")
UNIT_ENDINGS = ("局", "办", "部", "委", "厅", "院", "公司", "中心", "学校", "银行", "联社", "站", "所")


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """`kind` is village, community, site or township; `township` the name of the township it lies in."""

    key: Any
    name: str
    kind: str
    township: str = ""
    former_names: tuple[str, ...] = ()


def place_stem(name: str) -> tuple[str, str]:
    """(stem, kind its ending tells): 石坪村委会 → (石坪, village), 城北社区居委会 → (城北, community)."""
    stem, kind = name, ""
    for ending, told in [*((e, "community") for e in COMMUNITY_ENDINGS), *((e, "village") for e in VILLAGE_ENDINGS)]:
        if stem.endswith(ending) and len(stem) > len(ending) + (ending == "村"):
            stem, kind = stem.removesuffix(ending), told
            break
    if kind == "village" and stem.endswith("村") and len(stem) > 2:
        stem = stem.removesuffix("村")
    return stem, kind


def township_stem(name: str) -> str:
    for office in TOWNSHIP_OFFICES:
        if name.endswith(office) and name.removesuffix(office).endswith(TOWNSHIP_ENDINGS):
            name = name.removesuffix(office)
    for ending in TOWNSHIP_ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


@dataclass
class PlaceMatcher:
    """Places of one county. `county` is its name, so that 东山县东岭镇石坪村 is understood."""

    candidates: Sequence[PlaceCandidate]
    county: str = ""
    _by_name: dict[str, list[PlaceCandidate]] = field(init=False)
    _by_stem: dict[str, list[PlaceCandidate]] = field(init=False)
    _townships: dict[str, str] = field(init=False)  # any way of writing it → its name
    _found: dict[tuple[str, str], Match] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_name, self._by_stem, self._townships = defaultdict(list), defaultdict(list), {}
        for candidate in self.candidates:
            if candidate.kind == "township":
                name = compared(candidate.name)
                self._townships |= {name: candidate.name, township_stem(name): candidate.name}
                continue
            for name in dict.fromkeys(map(compared, (candidate.name, *candidate.former_names))):
                self._by_name[name].append(candidate)
                self._by_stem[place_stem(name)[0]].append(candidate)

    def find(self, text: str, township: str = "") -> Match:
        """A village, community or site. The township settles a name that occurs more than once."""
        known = self._found.get((text, township))
        if known is None:
            known = self._found[text, township] = self._find(text, township)
        return known

    def find_township(self, text: str) -> Match:
        name = self._without_county(compared(text))
        found = self._townships.get(name) or self._townships.get(township_stem(name))
        if found:
            key = next(c.key for c in self.candidates if c.kind == "township" and c.name == found)
            return sure(key)
        names = {candidate.name: candidate.key for candidate in self.candidates if candidate.kind == "township"}
        close = get_close_matches(name, names, MOST_SUGGESTIONS, LEAST_LIKENESS)
        unit = "写的像是单位，不是乡镇。" if name.endswith(UNIT_ENDINGS) else "县里没有这个乡镇。"
        return unknown(f"“{text}”{unit}", [(names[name], name) for name in close])

    def township_named(self, text: str) -> str:
        """The township's own name, empty where it is not known."""
        name = self._without_county(compared(text))
        return self._townships.get(name) or self._townships.get(township_stem(name), "")

    def _find(self, text: str, township: str) -> Match:
        name = self._without_county(compared(text))
        told = self.township_named(township) if township else ""
        inner, name = self._without_township(name)
        if told and inner and inner != told:
            return unknown(f"“{text}”写的是{inner}，乡镇一栏是“{township}”，对不上。")
        where = told or inner
        exact = self._by_name.get(name, [])
        stem, kind = place_stem(name)
        alike = self._by_stem.get(stem, [])
        of_its_kind = [c for c in alike if not kind or c.kind == kind]
        for found in ([*exact, *of_its_kind], alike):
            within = [c for c in found if not where or c.township == where]
            if within:
                return self._judged(text, within, kind)
        return self._not_found(text, name, stem, alike, where)

    def _judged(self, text: str, found: list[PlaceCandidate], kind: str) -> Match:
        places = list({c.key: c for c in found}.values())
        if len(places) > 1:
            shown = "、".join(_full_name(c) for c in places)
            problem = f"县里有 {len(places)} 个“{text}”：{shown}。请写上乡镇。"
            return doubt(problem, [(c.key, _full_name(c)) for c in places])
        (place,) = places
        if kind and place.kind in ("village", "community") and kind != place.kind:
            problem = f"表里写“{text}”，册上是“{place.name}”，请核对是不是同一处。"
            return doubt(problem, [(place.key, _full_name(place))])
        return sure(place.key)

    def _not_found(self, text: str, name: str, stem: str, alike: list[PlaceCandidate], where: str) -> Match:
        if alike:
            shown = "、".join(dict.fromkeys(map(_full_name, alike)))
            elsewhere = tuple((c.key, _full_name(c)) for c in alike)
            return Match("unknown", None, f"{where}没有“{text}”，县里有{shown}。请核对乡镇和村名。", elsewhere)
        if name in self._townships:
            return unknown(f"“{text}”是乡镇，不是村。请写到村、社区或安置点。")
        near = [c for c in self.candidates if c.kind != "township" and (not where or c.township == where)]
        stems = {place_stem(compared(c.name))[0]: c for c in near}
        close = [stems[key] for key in get_close_matches(stem, stems, MOST_SUGGESTIONS, LEAST_LIKENESS)]
        return unknown(f"{where or '县里'}没有“{text}”。", [(c.key, _full_name(c)) for c in close])

    def _without_county(self, name: str) -> str:
        county = compared(self.county)
        return name.removeprefix(county) if county and len(name) > len(county) else name

    def _without_township(self, name: str) -> tuple[str, str]:
        """(the township written before the name, the rest): 东岭镇石坪村 → (东岭镇, 石坪村)."""
        if name in self._by_name:
            return "", name
        for written in sorted(self._townships, key=len, reverse=True):
            rest = name.removeprefix(written)
            township = self._townships[written]
            is_there = any(c.township == township for c in self._by_stem.get(place_stem(rest)[0], ()))
            if rest != name and len(rest) > 1 and (is_there or written.endswith(TOWNSHIP_ENDINGS)):
                return township, rest
        return "", name


def _full_name(place: PlaceCandidate) -> str:
    return f"{place.township}{place.name}"
