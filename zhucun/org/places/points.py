"""Where places lie; a village without a position lies at its township's seat."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from zhucun.acts.scope import within_prefixes
from zhucun.lib.positions import kilometres
from zhucun.org.places.models import Place

LENGTHS = (14, 12, 9)  # digits of a site, a village, a township

Position = tuple[int, int]


class Points:
    """Read in one query for a county."""

    def __init__(self, county_code: str, day: date) -> None:
        self.county_code = county_code
        known = Place.objects.as_of(day).filter(within_prefixes("code", [county_code]), north__isnull=False)
        self._positions: dict[str, Position] = {
            code: (north, east) for code, north, east in known.values_list("code", "north", "east")
        }

    @cached_property
    def middle(self) -> Position | None:
        """Of all places whose position is known."""
        known = self._positions.values()
        return (sum(n for n, _ in known) // len(known), sum(e for _, e in known) // len(known)) if known else None

    @cached_property
    def county(self) -> tuple[str, Position] | None:
        """The county's own position, else the middle of it."""
        own = self._positions.get(self.county_code)
        middle = self.middle
        return (self.county_code, own) if own else (middle and ("", middle))

    def seat(self, code: str) -> tuple[str, Position] | None:
        """The code whose position stands for the place, and that position; None where nothing around has one."""
        found = next((above for above in _upwards(code) if above in self._positions), None)
        return (found, self._positions[found]) if found else None

    def of(self, code: str) -> tuple[int, int] | None:
        """Kilometres east and north on a flat sheet; None where there is no seat."""
        seat = self.seat(code)
        return kilometres(*seat[1], at=self.middle[0]) if seat and self.middle else None


def _upwards(code: str) -> Iterable[str]:
    return (code[:length] for length in LENGTHS if length <= len(code))
