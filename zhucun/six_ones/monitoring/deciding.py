"""The sheet of the national system, row by row, against what is on file: new, changed, gone; doubts are asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.refused import Refused
from zhucun.lib.health_words import without_health
from zhucun.lib.identity import id_number_problem
from zhucun.lib.private_numbers import without_numbers
from zhucun.org.places.models import Household, Place
from zhucun.org.places.place_cells import PlaceCells
from zhucun.policy.monitoring_values import MonitorClass, Monitoring
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.plan import Decided, Difference, Outcome
from zhucun.sheets.rows import Rows, question_id
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.monitoring.models import MonitoredHousehold

TOWNSHIP = 9
MOST_SINGLY = 20  # doubts of a kind that are asked line by line; the rest are asked once
THIS, OTHER, MOVED, STAYS, KEEP, NONE = "this", "other", "moved", "stays", "keep", "none"
COMPARED = (
    *("head_name", "group_name", "person_count", "kind", "risk", "measures", "household"),
    *("found_on", "publicised_on", "entered_on", "removed_on", "next_visit"),
)


@dataclass
class Line:
    """What a row of the sheet says, read by the county's lists. `held` is the household on file that it speaks of."""

    place: Place
    told: dict[str, Any]
    held: MonitoredHousehold | None
    differences: tuple[Difference, ...] = ()


@dataclass
class Homes:
    """The household list, to which a row is tied by its code, else by the only head of that name in the village."""

    by_code: Mapping[tuple[int, str], Household]
    by_head: Mapping[tuple[int, str], list[Household]]

    def of(self, place: int, code: str, head: str, group: str) -> Household | None:
        if found := self.by_code.get((place, code)):
            return found
        named = self.by_head.get((place, head), [])
        if len(named) > 1 and group:
            named = [one for one in named if one.group and one.group.name == group]
        return named[0] if len(named) == 1 else None


@dataclass
class Judge:
    """`on_file` are the newest rows of each code within reach, `elsewhere` codes watched beyond it."""

    today: date
    numbers: Monitoring
    places: Mapping[int, Place]
    cells: PlaceCells
    reach: tuple[str, ...]
    on_file: Mapping[str, MonitoredHousehold]
    elsewhere: frozenset[str]
    homes: Homes
    answers: Mapping[str, str]
    seen: dict[str, tuple[int, Rows, int]] = field(default_factory=dict)  # code → table and row that holds
    lines: dict[tuple[int, int], Line] = field(default_factory=dict)
    not_read: set[tuple[int, int]] = field(default_factory=set)  # doubles that are not wanted
    townships: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    moves: int = 0
    doubles: int = 0
    tidied: int = 0  # measures out of which something was taken
    classes: dict[str, MonitorClass] = field(init=False)
    risks: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.classes = {word: one for one in self.numbers.classes for word in one.words}
        self.risks = {word: one.key for one in self.numbers.risks for word in one.words}

    # ── one row ──

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        code, kind = rows.values["code"][at], rows.values["kind"][at]
        place = self._place(rows, at)
        if code:
            self.met.add(code)
        if place is not None:
            self.townships.add(place.code[:TOWNSHIP])
        if not code or not kind or place is None or self._is_person(rows, at, code):
            return
        if not self._is_alone(table, rows, at, code):
            return
        told = self._told(rows, at, code, place)
        if told is None:
            return
        held = self._held(code, told)
        place, told = self._moved(rows, at, held, place, told)
        self.lines[table, at] = Line(place, told, held)

    def _is_person(self, rows: Rows, at: int, code: str) -> bool:
        """An ID number in the column of codes is not shown again and not kept."""
        if id_number_problem(code) is None:
            rows.fault(at, "code", "这一列像是身份证号，不是户编号。请换成户编号那一列。")
            return True
        if code in self.elsewhere:
            rows.fault(at, "code", "这个户编号在别的乡镇的监测里。搬过来的，请县驻村办导入全县的表。")
            return True
        return False

    def _place(self, rows: Rows, at: int) -> Place | None:
        found = self.cells.read(rows, at)
        place = self.places.get(found) if found is not None else None
        if place is not None and not any(place.code.startswith(one) for one in self.reach):
            rows.fault(at, "place", f"{place.name}不在你的范围里。")
            return None
        return place

    def _is_alone(self, table: int, rows: Rows, at: int, code: str) -> bool:
        """Of two rows with one code a person says which holds."""
        first_table, first_rows, first = self.seen.setdefault(code, (table, rows, at))
        if (first_table, first) == (table, at):
            return True
        number = rows.numbers[at]
        self.doubles += 1
        asks, is_asked_singly = ("twice", True) if self.doubles <= MOST_SINGLY else ("twice_more", False)
        answer = self.answers.get(question_id("code", asks, number if is_asked_singly else 0), "")
        if answer == THIS:
            self.lines.pop((first_table, first), None)
            first_rows.faults.pop(first, None)
            self.not_read.add((first_table, first))
            self.seen[code] = (table, rows, at)
            return True
        if answer == OTHER:
            self.not_read.add((table, at))
            return False
        options = [(THIS, "用这一行，前面的不要", None), (OTHER, "用前面的，这一行不要", None)]
        sentence = (
            f"第 {number} 行的户编号前面已经有了，用哪一行？" if is_asked_singly else "其余写了两行的，用哪一行？"
        )
        who = rows.values["head_name"][at] or code
        asked = rows.ask(at, "code", asks, options, singly=is_asked_singly, sentence=sentence, detail=who)
        rows.fault(at, "code", "同一个户编号写了两行。", DOUBTFUL, question=asked)
        return False

    def _told(self, rows: Rows, at: int, code: str, place: Place) -> dict[str, Any] | None:
        said = {key: values[at] for key, values in rows.values.items()}
        kind, risk = self._kind(rows, at, said["kind"]), self._risk(rows, at, said["risk"])
        if kind is None or risk is None:
            return None
        head, group = said["head_name"] or "", said["group_name"] or ""
        told = {
            "head_name": head,
            "group_name": group,
            "person_count": said["person_count"],
            "kind": kind,
            "risk": risk,
            "measures": self._measures(said["measures"]),
            "household": self.homes.of(place.pk, code, head, group),
            **{name: said[name] for name in ("found_on", "publicised_on", "entered_on", "removed_on", "next_visit")},
        }
        self._as_before(rows, code, told)
        try:
            listing.must_be_in_order(told, self.today)
        except Refused as refusal:
            rows.fault(at, refusal.field or "entered_on", refusal.sentence)
            return None
        return told

    def _as_before(self, rows: Rows, code: str, told: dict[str, Any]) -> None:
        """A column the file does not have says nothing."""
        held = self.on_file.get(code)
        if held is not None:
            for name in told.keys() - rows.mapping.indexes.keys() - {"household"}:
                told[name] = getattr(held, name)

    def _kind(self, rows: Rows, at: int, text: str) -> str | None:
        """By the list of today; one that is no longer given is asked once for the whole sheet."""
        found = self.classes.get(text.strip())
        if found is None:
            now = "、".join(one.label for one in self.numbers.classes if one.holds_on(self.today))
            rows.fault(at, "kind", f"没有“{text}”这一类。现在的类别是：{now}。")
            return None
        if found.holds_on(self.today) or self.answers.get(question_id("kind", f"means:{found.key}")) == KEEP:
            return found.key
        sentence = f"“{found.label}”现在不用了（{found.until} 起）。表里还这样写，怎么办？"
        asked = rows.ask(at, "kind", f"means:{found.key}", [(KEEP, "照表里的记", None)], sentence=sentence)
        rows.fault(at, "kind", f"“{found.label}”现在不用了。", DOUBTFUL, question=asked)
        return None

    def _risk(self, rows: Rows, at: int, text: str | None) -> str | None:
        """The first risk named; a word the county's list does not have is asked once for the whole sheet."""
        parts = _parts(text)
        if not parts:
            return ""
        known = next((self.risks[part] for part in parts if part in self.risks), None)
        if known is not None:
            return known
        word = without_health(parts[0])
        asks = f"means:{word}"
        options = [*((one.key, one.label, None) for one in self.numbers.risks), (NONE, "先空着", None)]
        answer = self.answers.get(question_id("risk", asks), "")
        if answer in {key for key, _, _ in options}:
            return "" if answer == NONE else answer
        asked = rows.ask(at, "risk", asks, options, sentence=f"风险“{word}”算哪一种？")
        rows.fault(at, "risk", f"没有“{word}”这一种风险。", DOUBTFUL, question=asked)
        return None

    def _measures(self, text: str | None) -> str:
        """As written, without numbers of people and words of illness."""
        kept = without_health(without_numbers(text or ""))
        self.tidied += kept != (text or "")
        return kept

    def _held(self, code: str, told: Mapping[str, Any]) -> MonitoredHousehold | None:
        """Taken up again after it had left it is another time, with a row of its own."""
        held = self.on_file.get(code)
        if held is None or held.removed_on is None or told["removed_on"] is not None:
            return held
        again = told["entered_on"] is None or told["entered_on"] > held.removed_on
        return None if again else held

    def _moved(
        self, rows: Rows, at: int, held: MonitoredHousehold | None, place: Place, told: dict[str, Any]
    ) -> tuple[Place, dict[str, Any]]:
        """Another village or group than on file: that one has moved is asked, line by line."""
        before = _where(held.place, held.group_name) if held else ""
        group = told["group_name"] or (held.group_name if held else "")
        if held is None or (held.place_id == place.pk and held.group_name in ("", group)):
            return place, told
        number, now = rows.numbers[at], _where(place, group)
        self.moves += 1
        asks, is_asked_singly = (MOVED, True) if self.moves <= MOST_SINGLY else ("moved_more", False)
        answer = self.answers.get(question_id("place", asks, number if is_asked_singly else 0), "")
        if answer == MOVED:
            return place, told
        if answer == STAYS:
            return held.place, {**told, "group_name": held.group_name, "household": held.household}
        options = [(MOVED, "搬了，照表里的改", None), (STAYS, "没有搬，照台账的", None)]
        move = f"{told['head_name'] or held.code}：{before} → {now}"
        sentence = f"{move}，搬了吗？" if is_asked_singly else "其余换了村、组的，搬了吗？"
        detail = "" if is_asked_singly else move
        asked = rows.ask(at, "place", asks, options, singly=is_asked_singly, sentence=sentence, detail=detail)
        rows.fault(at, "place", f"台账里在{before}，表里在{now}。", DOUBTFUL, question=asked)
        return place, told

    # ── outcomes ──

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        if (table, at) in self.not_read:
            return Outcome.EXCLUDED, None, ()
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        if line.held is None:
            return Outcome.ADDED, line, ()
        line.differences = tuple(self._differences(line, rows))
        return (Outcome.CHANGED if line.differences else Outcome.LEFT), line, line.differences

    def _differences(self, line: Line, rows: Rows) -> Iterator[Difference]:
        held = line.held
        if held.place_id != line.place.pk:
            yield Difference("place", "村", held.place.name, line.place.name)
        for name in COMPARED:
            old, new = getattr(held, name), line.told[name]
            if old != new:
                label = rows.sheet.by_key[name].label if name in rows.sheet.by_key else "农户名单里的户"
                yield Difference(name, label, self._shown(name, old), self._shown(name, new))

    def _shown(self, name: str, value: Any) -> Any:
        if name == "kind":
            return next((one.label for one in self.numbers.classes if one.key == value), value)
        if name == "risk":
            return next((one.label for one in self.numbers.risks if one.key == value), value)
        return str(value) if isinstance(value, Household) else value

    def gone(self) -> list[MonitoredHousehold]:
        """Watched in the townships the file speaks of, and not in it."""
        return [
            row
            for code, row in self.on_file.items()
            if row.removed_on is None and code not in self.met and row.place_code[:TOWNSHIP] in self.townships
        ]


def _parts(text: str | None) -> list[str]:
    for joint in "，,；;/和":
        text = (text or "").replace(joint, "、")
    return [part.strip() for part in (text or "").split("、") if part.strip()]


def _where(place: Place, group: str) -> str:
    return f"{place.name}{group}"


def homes_in(villages: list[int], codes: set[str], heads: set[str]) -> Homes:
    """One query; of a county's households only those that may be meant are kept."""
    by_code: dict[tuple[int, str], Household] = {}
    by_head: dict[tuple[int, str], list[Household]] = defaultdict(list)
    rows = Household.objects.filter(village__in=villages, until__isnull=True).select_related("group").order_by("pk")
    for home in rows:
        if home.code and home.code in codes:
            by_code[home.village_id, home.code] = home
        if home.head_name in heads:
            by_head[home.village_id, home.head_name].append(home)
    return Homes(by_code, by_head)
