"""From when to when a sentence speaks: 今年以来, 一年来, 6月以来, 2021年以来, 截至6月30日, 第一季度. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.lib.periods import add_months
from zhucun.reports.checking.written import plain

ONE_DAY = timedelta(days=1)
QUARTERS = {sign: at for at, sign in enumerate("一二三四")}


@dataclass(frozen=True)
class Days:
    """`spans` are all that the words may mean, each from a day to before another; none where they give no start."""

    said: str
    spans: tuple[tuple[date, date], ...]

    @property
    def has_no_start(self) -> bool:
        return not self.spans


Read = Callable[[re.Match[str], date], Days | None]


def spoken_of(words: str, as_of: date) -> Days | None:
    """The last the words name before a number; None where they name none. `as_of` is the day the text is of."""
    found = [
        (hit.start(), days)
        for pattern, read in WAYS
        for hit in pattern.finditer(plain(words))
        if (days := read(hit, as_of)) is not None
    ]
    return max(found, key=lambda one: one[0], default=(0, None))[1]


def _this_year(hit: re.Match[str], as_of: date) -> Days:
    return Days(hit[0], ((date(as_of.year, 1, 1), as_of + ONE_DAY),))


def _last_twelve_months(hit: re.Match[str], as_of: date) -> Days:
    """Twelve whole months, those and what has passed of this one, or to the day."""
    month = as_of.replace(day=1)
    ways = ((add_months(month, -12), month), (add_months(month, -12), as_of + ONE_DAY))
    return Days(hit[0], (*ways, (add_months(as_of, -12), as_of + ONE_DAY)))


def _since_year(hit: re.Match[str], as_of: date) -> Days | None:
    return _valid(hit, int(hit["year"]), int(hit["month"] or 1), as_of)


def _since_month(hit: re.Match[str], as_of: date) -> Days | None:
    month = int(hit["month"])
    return _valid(hit, as_of.year - (month > as_of.month), month, as_of)


def _valid(hit: re.Match[str], year: int, month: int, as_of: date) -> Days | None:
    if not 1 <= month <= 12 or date(year, month, 1) > as_of:
        return None
    return Days(hit[0], ((date(year, month, 1), as_of + ONE_DAY),))


def _quarter(hit: re.Match[str], as_of: date) -> Days | None:
    first = date(int(hit["year"] or as_of.year), 3 * QUARTERS[hit["quarter"]] + 1, 1)
    return Days(hit[0], ((first, add_months(first, 3)),)) if first <= as_of else None


def _no_start(hit: re.Match[str], as_of: date) -> Days:
    return Days(hit[0], ())


WAYS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile("今年以来|今年|年初以来|本年度"), _this_year),
    (re.compile("(?:近|最近)?一年来|过去一年|一年以来"), _last_twelve_months),
    (re.compile(r"(?P<year>20\d{2})年(?:(?P<month>\d{1,2})月)?以来"), _since_year),
    (re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?:份)?以来"), _since_month),
    (re.compile(r"(?:(?P<year>20\d{2})年)?第?(?P<quarter>[一二三四])季度"), _quarter),
    (re.compile("近年来|近年|多年来|近几年"), _no_start),
)

AS_OF = re.compile(r"截至?(?:目前|(?:(?P<year>20\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底))")


def as_of_in(words: str, today: date) -> date | None:
    """截至6月30日: the day of which the words speak, none where they name none or one that has not come."""
    hits = [hit for hit in AS_OF.finditer(plain(words)) if hit["month"]]
    if not hits:
        return None
    hit = hits[-1]
    month = int(hit["month"])
    year = int(hit["year"] or today.year - (month > today.month))
    try:
        first = date(year, month, 1)
        day = first.replace(day=int(hit["day"])) if hit["day"] else add_months(first, 1) - ONE_DAY
    except ValueError:
        return None
    return day if day <= today else None
