"""Where the things of a life stand in the drawing of four lanes: months from left to right, words side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhucun.lib.lanes import Lane, Life, Look, MonthDays, Thing
from zhucun.lib.periods import add_months

WIDTH, LEFT, RIGHT, TOP = 1086, 56, 1078, 34
ROW, BAR_ROW, MONTHS, PAD, GAP, FOOT = 23, 13, 60, 8, 8, 24
LEAST_LANE = 50
MOST_MONTHS, MOST_MONTHS_EACH_NAMED = 60, 30
MOST_ROWS = 4
EM, NARROW = 13, 7  # of a CJK character and of another, at the drawing's type size
RING, BESIDE = 7, 11
MOST_WORDS = 16
TALLEST = 26
FULL_MONTH = 260  # tenths of a day: as high as a bar gets


@dataclass(frozen=True)
class Tick:
    x: int
    middle: int
    label: str
    is_year: bool
    is_quarter: bool


@dataclass(frozen=True)
class Drawn:
    """A thing in its place. `x` is its day; `words_at` with `anchor` where its words begin, end or stand."""

    thing: Thing
    x: int
    y: int
    words: str
    words_at: int
    anchor: str
    left: int
    width: int
    ahead: int = 0  # of a bar: how much of it is still to come

    @property
    def ahead_from(self) -> int:
        return self.x + self.width + 5

    @property
    def ahead_to(self) -> int:
        return self.x + self.width + self.ahead - 3


@dataclass(frozen=True)
class DrawnMonth:
    month: MonthDays
    x: int
    middle: int
    y: int
    width: int
    height: int
    said_at: int
    caption_at: int


@dataclass(frozen=True)
class DrawnLane:
    lane: Lane
    y: int
    height: int
    things: Sequence[Drawn]
    months: Sequence[DrawnMonth] = ()

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def is_empty(self) -> bool:
        return not (self.things or self.months)


@dataclass(frozen=True)
class Drawing:
    sentence: str
    ticks: Sequence[Tick]
    lanes: Sequence[DrawnLane]
    today: int
    height: int

    @property
    def bottom(self) -> int:
        return self.height - FOOT

    @property
    def veil(self) -> int:
        """How wide what is still to come is."""
        return RIGHT - self.today


class Scale:
    """Days to places, from the first day of a month to the first of another."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> int:
        day = min(max(day, self.first), self.last)
        return LEFT + (RIGHT - LEFT) * (day - self.first).days // self.days

    @property
    def months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month

    def ticks(self) -> list[Tick]:
        """A month each, of a long life every third."""
        step = 1 if self.months <= MOST_MONTHS_EACH_NAMED else 3
        days = [add_months(self.first, index) for index in range(0, self.months, step)]
        ends = [*days[1:], self.last]
        return [self._tick(day, end, is_first=day == self.first) for day, end in zip(days, ends, strict=True)]

    def _tick(self, day: date, end: date, *, is_first: bool) -> Tick:
        is_year = is_first or day.month == 1
        label = f"{day.year % 100}.{day.month}" if is_year else str(day.month)
        return Tick(self.x(day), (self.x(day) + self.x(end)) // 2, label, is_year, day.month % 3 == 1)


def drawn(life: Life, today: date, sentence: str) -> Drawing | None:
    """None where nothing ever happened."""
    if not life.things:
        return None
    scale = _scale_of(life, today)
    lanes: list[DrawnLane] = []
    y = TOP
    for lane in Lane:
        one = _lane(lane, life, scale, y, today)
        lanes.append(one)
        y += one.height + GAP
    return Drawing(sentence, scale.ticks(), lanes, scale.x(today), y - GAP + FOOT)


def _scale_of(life: Life, today: date) -> Scale:
    began = min([one.on for one in life.things] + [one.first for one in life.months])
    ended = max([one.until or one.on for one in life.things] + [today])
    first = max(began.replace(day=1), add_months(today.replace(day=1), -MOST_MONTHS))
    return Scale(first, add_months(ended.replace(day=1), 1))


def _lane(lane: Lane, life: Life, scale: Scale, y: int, today: date) -> DrawnLane:
    """Rows of words, then bars, then the months."""
    things = [one for one in life.in_lane(lane) if (one.until or one.on) >= scale.first]
    rows = _Rows(scale.x(today))
    told = [replace(one, look=Look.WORDS) if one.look is Look.BAR else one for one in things if one.short]
    placed = [(one, rows.place(one, scale.x(one.on))) for one in told]
    said = [_said(one, place, y + PAD, scale) for one, place in placed]
    bars = _bars(things, scale, y + PAD + ROW * len(rows), today)
    bottom = max([y + PAD + ROW * len(rows), *(bar.y + BAR_ROW for bar in bars)])
    months = [one for one in life.months if one.first >= scale.first] if lane is Lane.OVERSIGHT else []
    bottom += MONTHS if months else 0
    height = max(bottom - y + PAD, LEAST_LANE)
    return DrawnLane(lane, y, height, [*bars, *said], [_month(one, scale, bottom) for one in months])


def _bars(things: Sequence[Thing], scale: Scale, top: int, today: date) -> list[Drawn]:
    """Those that overlap lie below each other."""
    found: list[Drawn] = []
    ends: list[int] = []
    for one in (thing for thing in things if thing.look is Look.BAR):
        begin, end = scale.x(one.on), scale.x(one.until or today)
        track = next((number for number, taken in enumerate(ends) if taken <= begin), len(ends))
        ends[track:] = [end, *ends[track + 1 :]]
        found.append(_bar(one, scale, top + BAR_ROW * track, today))
    return found


@dataclass
class _Rows:
    """Rows of words; what is taken of each, as spans. Words of what has been do not cross the line of today."""

    today: int
    taken: list[list[tuple[int, int]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.taken)

    def place(self, thing: Thing, x: int) -> tuple[int, str, str]:
        """(row, anchor, words): the first row with room, the words to the right if they can be. Without words where
        no row has room for them: they stand in the list and are read aloud."""
        words = _shortened(thing.short)
        for crossing in (False, True):
            sides = [one for one in _spans(thing.look, x, _width(words)) if self._crosses(one[1]) is crossing]
            for row in range(MOST_ROWS):
                for anchor, span in sides:
                    if self._take(row, span):
                        return row, anchor, words
        for row in range(MOST_ROWS):
            if self._take(row, (x - RING, x + RING)):
                return row, "start", ""
        return MOST_ROWS - 1, "start", ""

    def _crosses(self, span: tuple[int, int]) -> bool:
        return span[0] < self.today < span[1] - 2

    def _take(self, row: int, span: tuple[int, int]) -> bool:
        if row == len(self.taken):
            self.taken.append([])
        elif row > len(self.taken):
            return False
        if span[0] < LEFT or span[1] > RIGHT or any(span[0] < b and a < span[1] for a, b in self.taken[row]):
            return False
        self.taken[row].append(span)
        return True


def _spans(look: Look, x: int, wide: int) -> list[tuple[str, tuple[int, int]]]:
    if look in (Look.BOX, Look.FULL_BOX, Look.PILL):
        half = wide // 2 + 8
        middle = min(max(x, LEFT + half), RIGHT - half)
        return [("middle", (middle - half, middle + half))]
    if look is Look.WORDS:
        return [("start", (x, x + wide + 4)), ("end", (x - wide - 4, x))]
    return [("start", (x - RING, x + BESIDE + wide + 6)), ("end", (x - BESIDE - wide - 6, x + RING))]


def _said(thing: Thing, place: tuple[int, str, str], top: int, scale: Scale) -> Drawn:
    row, anchor, words = place
    x, wide = scale.x(thing.on), _width(words)
    if anchor == "middle":
        half = wide // 2 + 8
        x = min(max(x, LEFT + half), RIGHT - half)
        return Drawn(thing, x, top + row * ROW, words, x, anchor, x - half + 1, 2 * half - 2)
    away = 2 if thing.look is Look.WORDS else BESIDE
    at = x - away if anchor == "end" else x + away
    left = x - away - wide if anchor == "end" else x - RING
    return Drawn(thing, x, top + row * ROW, words, at, anchor, left, wide + away + RING)


def _bar(thing: Thing, scale: Scale, y: int, today: date) -> Drawn:
    x, end = scale.x(thing.on), scale.x(thing.until or today)
    now = min(max(scale.x(today), x), end)
    return Drawn(thing, x, y, "", x, "start", x, max(now - x, 3), ahead=end - now)


def _month(month: MonthDays, scale: Scale, bottom: int) -> DrawnMonth:
    x, end = scale.x(month.first), scale.x(add_months(month.first, 1))
    inset = max((end - x) // 7, 1)
    height = max(TALLEST * min(month.tenths, FULL_MONTH) // FULL_MONTH, 1)
    top, said = bottom - height, bottom - height - 4
    return DrawnMonth(
        month, x + inset, (x + end) // 2, top, end - x - 2 * inset, height, said, caption_at=bottom - TALLEST - 21
    )


def _shortened(words: str) -> str:
    words = words.rstrip("。")
    return words if len(words) <= MOST_WORDS else f"{words[: MOST_WORDS - 1]}…"


def _width(words: str) -> int:
    return sum(EM if ord(character) > 0x2000 else NARROW for character in words)
