"""Which days are worked in a county, and the years of which nobody has said it yet."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Substr

from zhucun.acts.actor import Actor
from zhucun.acts.at_hand import at_hand
from zhucun.lib.workdays import Calendar, knows_year
from zhucun.policy.holidays.models import HolidayDay

COUNTY_DIGITS = 6


def calendar_of(county_code: str) -> Calendar:
    """The county's calendar, one query."""
    return calendars_of([county_code])[county_code[:COUNTY_DIGITS]]


def calendars_of(county_codes: Iterable[str]) -> dict[str, Calendar]:
    """Each county's calendar, one query for all of them."""
    codes = sorted({code[:COUNTY_DIGITS] for code in county_codes})
    own: dict[str, dict[date, bool]] = {code: {} for code in codes}
    rows = HolidayDay.objects.filter(county_code__in=codes)
    for code, day, is_working in rows.values_list("county_code", "day", "is_working"):
        own[code][day] = is_working
    return {code: Calendar(days) for code, days in own.items()}


def known_to(actor: Actor, county_code: str = "") -> Calendar:
    """As `calendar_of`, of the actor's own county if none is told; looked up once in a request."""
    code = (county_code or actor.county_code)[:COUNTY_DIGITS]
    known = actor.memo.setdefault("calendars", {})
    if code not in known:
        known[code] = _calendar_of(code)
    return known[code]


_calendar_of = at_hand(HolidayDay)(calendar_of)


def has_own_days() -> Exists:
    """To annotate rows that have a `place_code`: their county has entered days of its own. Most have not, and then
    nothing more is asked."""
    return Exists(HolidayDay.objects.filter(county_code=Substr(OuterRef("place_code"), 1, COUNTY_DIGITS)))


def learned(actor: Actor, county_code: str, *, has_own: bool) -> None:
    """What `has_own_days` said of the county, kept for the request."""
    if not has_own:
        actor.memo.setdefault("calendars", {}).setdefault(county_code[:COUNTY_DIGITS], Calendar())


def is_known(year: int, calendar: Calendar) -> bool:
    """Whether the year's days off are said by the library or by the county's own table."""
    return knows_year(year) or any(day.year == year for day in calendar.own)


def gap_in_words(year: int) -> str:
    return f"{year} 年的放假安排库里还没有：这一年按周一到周五上班算。国务院办公厅公布以后，填在这里。"


def missing_years(today: date, calendar: Calendar) -> list[int]:
    """This year, and from November the next one: its notice comes out by then."""
    soon = today + timedelta(days=61)
    return [year for year in sorted({today.year, soon.year}) if not is_known(year, calendar)]
