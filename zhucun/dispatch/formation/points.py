"""Where places lie on a flat sheet, in kilometres; a village without a position lies at its township's seat."""

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
        known = Place.objects.as_of(day).filter(within_prefixes("code", [county_code]), north__isnull=False)
        self._positions: dict[str, Position] = {
            code: (north, east) for code, north, east in known.values_list("code", "north", "east")
        }

    @cached_property
    def _middle(self) -> int:
        return sum(north for north, _ in self._positions.values()) // len(self._positions)

    def of(self, code: str) -> Position | None:
        """Kilometres east and north; None where neither the place nor what it lies in has a position."""
        found = next((self._positions[above] for above in _upwards(code) if above in self._positions), None)
        return kilometres(*found, at=self._middle) if found else None


def _upwards(code: str) -> Iterable[str]:
    return (code[:length] for length in LENGTHS if length <= len(code))
