"""Which units the cells of a file mean. A unit nobody registered is asked once for each way of writing it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.org.people.models import Unit, UnitAlias
from zhucun.org.people.unit_levels import LEVELS, elsewhere, level_of
from zhucun.org.places.place_cells import HeldPlaces
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.matching import Match, Suggestion
from zhucun.sheets.matching_units import Territory, UnitCandidate, UnitMatcher
from zhucun.sheets.rows import Rows, question_id

UnitRef = int | str  # the key of a unit, or the name under which a new one is to be registered
NEW, ADD, EACH, NEW_UNITS = "new", "add", "each", "new_units"
POST = re.compile(
    r"(?:党组|党委|党总支|党支部|第一|原|副|常务|一级|二级|三级|四级|正|总|助理|见习)*"
    r"(?:书记|局长|主任|部长|院长|校长|馆长|站长|所长|处长|科长|股长|镇长|乡长|队长|行长|经理|会长|主席|委员|组长|厂长|社长|台长"
    r"|工程师|农艺师|经济师|会计师|会计|教师|医师|医生|护士|科员|办事员|主任科员|调研员|干部|职工|职员|秘书|司机|技术员)+$"
)
MUCH_ALIKE = 0.65
MOST_COMPARED = 500  # new ways of writing that are compared with each other
UNIT = re.compile(r"(?:局|委员会|办公室|中心|政府|公司|学校|医院|检察院|法院|银行)$")
MOST_OFFERED = 12  # registered units that may be meant, where a person goes through new ones singly
UNSPLIT = "看不出哪里是单位、哪里是职务。请分成“单位”“职务”两列，或先登记这个单位。"


@dataclass
class HeldUnits:
    by_key: dict[int, Unit]
    matcher: UnitMatcher
    territory: Territory

    def name(self, ref: UnitRef) -> str:
        """A new unit is called by what it is to be registered as."""
        return ref if isinstance(ref, str) else self.by_key[ref].name


def held_units(by: Actor, places: HeldPlaces) -> HeldUnits:
    """Two queries: the units of the county and the ways in which they were written before."""
    units = list(Unit.objects.visible_to(by).filter(county_code=by.county_code, until__isnull=True))
    aliases: dict[int, list[str]] = {}
    for key, name in UnitAlias.objects.filter(county_code=by.county_code).values_list("unit", "name"):
        aliases.setdefault(key, []).append(name)
    candidates = [UnitCandidate(u.pk, u.name, tuple(aliases.get(u.pk, ()))) for u in units]
    matcher = UnitMatcher(candidates, places.territory, tuple(places.townships))
    return HeldUnits({unit.pk: unit for unit in units}, matcher, places.territory)


@dataclass(frozen=True, slots=True)
class UnitFound:
    """`rest` is what stood behind the unit's name: a post."""

    ref: UnitRef
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Unsettled:
    """A way of writing that is no registered unit for sure: what may be meant, and under which name it would be new."""

    problem: str
    name: str
    rest: str = ""
    options: tuple[Suggestion, ...] = ()
    is_township: bool = False


@dataclass
class UnitCells:
    """`settle` looks at all ways of writing at once, `read` gives what a cell means or notes why that is not known."""

    matcher: UnitMatcher
    answers: Mapping[str, str]
    townships_may_be_new: bool = False
    new: dict[str, list[str]] = field(default_factory=dict)  # name → the other ways in which it is written
    learnt: dict[str, int] = field(default_factory=dict)  # a way of writing → the unit a person said it means
    levels: dict[str, set[str]] = field(default_factory=dict)  # of new units: as the file or a person told them
    _settled: dict[str, UnitFound | _Unsettled] = field(default_factory=dict)
    _among_new: UnitMatcher = field(init=False)

    def __post_init__(self) -> None:
        self._among_new = UnitMatcher([], self.matcher.territory)

    def settle(self, written: Iterable[str], *, with_post: bool = False) -> None:
        """The longest first, so that the fullest name is the one a new unit gets."""
        unknown: list[tuple[str, str, str, Match]] = []
        for text in dict.fromkeys(written):
            match = self.matcher.find_with_post(text) if with_post else self.matcher.find(text)
            if match.is_sure:
                self._settled[text] = UnitFound(match.found, match.rest)
                continue
            name, rest = _parted(text) if with_post else (text, "")
            unknown.append((text, name, rest, match))
        self._settle_unknown(sorted(unknown, key=lambda item: -len(item[1])))

    def settle_persons(self, rows: Rows, left_out: Collection[int]) -> None:
        """The units of a list of persons: a column of its own, else one that holds the post too."""
        read = [at for at, number in enumerate(rows.numbers) if number not in left_out]
        units, both = rows.values["unit"], rows.values["unit_and_post"]
        self.settle(units[at] for at in read if units[at])
        self.settle((both[at] for at in read if both[at] and not units[at]), with_post=True)

    def _settle_unknown(self, unknown: list[tuple[str, str, str, Match]]) -> None:
        for text, name, rest, match in unknown:
            if not name:
                self._settled[text] = self._without_post(text)
            elif self.matcher.is_township(name):
                self._settled[text] = _Unsettled(match.problem, name, rest, is_township=True)
            elif likely := self._likely(name, match):
                self._settled[text] = _Unsettled(match.problem, name, rest, likely)
            else:
                self._settled[text] = self._new(text, name, rest)

    def _without_post(self, text: str) -> _Unsettled:
        """A cell for unit and post may hold the unit alone: one that other rows name, or that is called like one."""
        match = self._among_new.find_with_post(text)
        if match.is_sure:
            return _Unsettled(f"单位“{text}”没有登记过。", match.found, match.rest)
        return self._new(text, text, "") if UNIT.search(text) else _Unsettled(f"“{text}”{UNSPLIT}", "")

    def _likely(self, name: str, match: Match) -> tuple[Suggestion, ...]:
        """林业局 is not 水利局 written otherwise; 农业局 may well be 农业农村局."""
        if match.sureness == "doubtful":
            return match.suggestions
        alike = ((ref, other) for ref, other in match.suggestions if self.matcher.likeness(name, other) >= MUCH_ALIKE)
        return tuple(alike)

    def _new(self, text: str, name: str, rest: str) -> _Unsettled:
        match = self._among_new.find(name) if len(self.new) < MOST_COMPARED else None
        if match is not None and match.is_sure:
            if name != match.found and name not in self.new[match.found]:
                self.new[match.found].append(name)
            return _Unsettled(f"单位“{text}”没有登记过。", match.found, rest)
        if match is not None and match.sureness == "doubtful":
            return _Unsettled(match.problem, name, rest, match.suggestions)
        self.new[name] = []
        self._among_new.add(UnitCandidate(name, name))
        return _Unsettled(f"单位“{text}”没有登记过。", name, rest)

    def found(self, text: str | None) -> UnitRef | None:
        """The registered unit a cell means for sure."""
        settled = self._settled.get(text or "")
        return settled.ref if isinstance(settled, UnitFound) else None

    def read(self, rows: Rows, at: int, key: str, text: str) -> UnitFound | None:
        meant = self._meant(rows, at, key, text)
        if meant is None or isinstance(meant.ref, int) or self._has_level(rows, at, key, meant.ref):
            return meant
        return None

    def _meant(self, rows: Rows, at: int, key: str, text: str) -> UnitFound | None:
        found = self._settled[text]
        if isinstance(found, UnitFound):
            return found
        if not found.name or (found.is_township and not self.townships_may_be_new):
            rows.fault(at, key, found.problem)
            return None
        if found.options or found.is_township:
            return self._asked_singly(rows, at, key, text, found)
        return self._asked_with_others(rows, at, key, found)

    def _asked_singly(self, rows: Rows, at: int, key: str, text: str, found: _Unsettled) -> UnitFound | None:
        asks = f"means:{text}"
        answer = self.answers.get(question_id(key, asks), "")
        if answer == NEW:
            self.new.setdefault(found.name, [])
            return UnitFound(found.name, found.rest)
        chosen = next((ref for ref, _ in found.options if str(ref) == answer), None)
        if chosen is not None:
            if isinstance(chosen, int):
                self.learnt[found.name] = chosen
            return UnitFound(chosen, found.rest)
        options = [(str(ref), f"就是{name}", ref) for ref, name in found.options]
        asked = rows.ask(at, key, asks, [*options, (NEW, f"登记“{found.name}”为新单位", None)])
        rows.fault(at, key, found.problem, DOUBTFUL, question=asked)
        return None

    def _asked_with_others(self, rows: Rows, at: int, key: str, found: _Unsettled) -> UnitFound | None:
        """All that resemble nothing registered are one question: in a county that starts they are a hundred."""
        answer = self.answers.get(question_id(key, NEW_UNITS))
        if answer == ADD:
            return UnitFound(found.name, found.rest)
        if answer == EACH:
            near = self.matcher.nearest(found.name, MOST_OFFERED)
            return self._asked_singly(rows, at, key, found.name, replace(found, options=near))
        also = self.new.get(found.name, [])
        detail = f"{found.name}（也写作 {'、'.join(also)}）" if also else found.name
        sentence = "这些单位没有登记过，都登记为新单位吗？"
        options = [(ADD, "都登记为新单位", None), (EACH, "有的不是新单位，一个一个说", None)]
        asked = rows.ask(at, key, NEW_UNITS, options, sentence=sentence, detail=detail)
        rows.fault(at, key, found.problem, DOUBTFUL, question=asked)
        return None

    def _has_level(self, rows: Rows, at: int, key: str, name: str) -> bool:
        """By its name, else as the row tells it; of a unit from elsewhere it is asked, once for each such place."""
        told = rows.values["sending_level"][at] if "sending_level" in rows.values else None
        if told:
            self.levels.setdefault(name, set()).add(told)
        if told or name in self.levels or level_of(name, self.matcher.territory):
            return True
        place = elsewhere(name, self.matcher.territory) or "市"
        asks = f"level:{place}"
        answer = self.answers.get(question_id(key, asks), "")
        if answer in LEVELS:
            self.levels.setdefault(name, set()).add(answer)
            return True
        sentence = f"名称以“{place}”开头的新单位，算哪一级派来的？"
        asked = rows.ask(at, key, asks, [(k.value, v, None) for k, v in LEVELS.items()], sentence=sentence, detail=name)
        rows.fault(at, key, f"“{name}”不是本县的名称，看不出是哪一级。", DOUBTFUL, question=asked)
        return False


def person_in_words(told: Mapping[str, Any]) -> str:
    """黎明远（县水利局）, as a row says it."""
    return f"{told['name'] or '（没有姓名）'}" + (f"（{told['unit']}）" if told["unit"] else "")


def _parted(text: str) -> tuple[str, str]:
    """县档案馆副馆长 → (县档案馆, 副馆长); what has no known post behind it is not parted: no name."""
    found = POST.search(text)
    if found is None:
        return "", ""
    return text[: found.start()].strip("、，,/ "), text[found.start() :]
