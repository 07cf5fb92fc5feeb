"""A day or a month as an address names it: what is none, or lies beyond what calendars here can hold, is None."""

from datetime import date

YEARS = range(1900, 2100)


def day_in(text: str) -> date | None:
    """2022-06-30. Neither a day that no month has nor a year out of reach stops a page."""
    try:
        found = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None


def month_in(text: str) -> date | None:
    """2022-06, as its first day."""
    return day_in(f"{text.strip()}-01")


def year_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and int(text) in YEARS else None
