"""Which places the cells of a file mean: sure ones are taken, others asked once for each way of writing them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place, PlaceName
from zhucun.org.places.rules import SERVED, Kind
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.matching import Match
from zhucun.sheets.matching_places import PlaceCandidate, PlaceMatcher
from zhucun.sheets.matching_units import Territory
from zhucun.sheets.rows import Rows, question_id


@dataclass
class HeldPlaces:
    """The county's places as deciding needs them: by key, and what finds them."""

    county_code: str
    territory: Territory
    by_key: dict[int, Place]
    matcher: PlaceMatcher

    @property
    def townships(self) -> dict[str, Place]:
        return {place.name: place for place in self.by_key.values() if place.kind == Kind.TOWNSHIP}

    @property
    def codes(self) -> dict[str, Place]:
        return {place.code: place for place in self.by_key.values()}

    def full_name(self, key: int) -> str:
        place = self.by_key[key]
        township = self.codes_of_townships.get(place.code[:9], "") if len(place.code) > 9 else ""
        return f"{township}{place.name}"

    @property
    def codes_of_townships(self) -> dict[str, str]:
        return {place.code: name for name, place in self.townships.items()}


def held_places(by: Actor) -> HeldPlaces:
    """Three queries: the places, their former names, the names of what lies above the county."""
    code = by.county_code
    places = list(Place.objects.visible_to(by).filter(until__isnull=True).order_by("code"))
    names = {place.code: place.name for place in places}
    former: dict[int, list[str]] = {}
    for key, name in PlaceName.objects.filter(place__in=places, until__isnull=False).values_list("place", "name"):
        former.setdefault(key, []).append(name)
    above = dict(Place.objects.filter(code__in=(code[:2], code[:4]), until__isnull=True).values_list("code", "name"))
    candidates = [
        PlaceCandidate(p.pk, p.name, p.kind, names.get(p.code[:9], ""), tuple(former.get(p.pk, ())))
        for p in places
        if p.kind == Kind.TOWNSHIP or p.kind in SERVED
    ]
    county = names.get(code, "")
    territory = Territory(county, above.get(code[:4], ""), above.get(code[:2], ""))
    return HeldPlaces(code, territory, {p.pk: p for p in places}, PlaceMatcher(candidates, county))


@dataclass
class PlaceCells:
    """`read` gives the key of the place a row means, or notes why it cannot be known."""

    matcher: PlaceMatcher
    answers: Mapping[str, str]
    _townships: dict[str, Match] = field(default_factory=dict)

    def read(self, rows: Rows, at: int, *, key: str = "place") -> int | None:
        text, township = rows.values[key][at], rows.values["township"][at]
        if township and not self.township_stands(rows, at, township):
            return None
        return self.find(rows, at, key, text, township or "") if text else None

    def find(self, rows: Rows, at: int, key: str, text: str, township: str = "") -> int | None:
        match = self.matcher.find(text, township)
        return match.found if match.is_sure else self._answered(rows, at, key, text, township, match)

    def township_stands(self, rows: Rows, at: int, township: str) -> bool:
        """A unit posing as a township, or a township there is not: the answer may name the right one."""
        match = self._townships.get(township)
        if match is None:
            match = self._townships[township] = self.matcher.find_township(township)
        if not match.is_sure:
            rows.fault(at, "township", match.problem)
        return match.is_sure

    def _answered(self, rows: Rows, at: int, key: str, text: str, township: str, match: Match) -> int | None:
        written = text if text.startswith(township) else f"{township}{text}"
        asks = f"means:{written}"
        answer = self.answers.get(question_id(key, asks), "")
        chosen = next((place for place, _ in match.suggestions if str(place) == answer), None)
        if chosen is not None:
            return chosen
        if not match.suggestions:
            rows.fault(at, key, f"{match.problem}请核对村名；确实是新的点位，先到“点位”登记，或导入区划代码表。")
            return None
        options = [(str(place), name, place) for place, name in match.suggestions]
        asked = rows.ask(at, key, asks, options)
        rows.fault(at, key, match.problem, DOUBTFUL, question=asked)
        return None


def place_in_words(told: Mapping[str, Any]) -> str:
    """东岭镇石坪村, as a row says it."""
    return f"{told['township'] or ''}{told['place'] or '（没有村名）'}"


def in_words(names: Iterable[str], most: int = 6) -> str:
    """石坪村、河湾村等 9 个."""
    listed = list(names)
    shown = "、".join(listed[:most])
    return shown if len(listed) <= most else f"{shown}等 {len(listed)} 个"
