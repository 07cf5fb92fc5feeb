"""Where on earth a place lies, in hundred-thousandths of a degree (about a metre), WGS-84; exact whole numbers."""

import math
import re
from fractions import Fraction

PARTS = 100_000  # of a degree
NORTH, EAST = (3, 54), (73, 136)  # degrees within which the country lies
KM_A_DEGREE = 111  # of latitude; of longitude at the equator
PLAIN = re.compile(r"(\d{1,3}(?:\.\d+)?)°?")
SEXAGESIMAL = re.compile(r"(\d{1,3})°(\d{1,2})[′'](?:(\d{1,2}(?:\.\d+)?)[″\"])?")


def degrees(text: str) -> int:
    """25.59167, 25°35′30″ → 2559167. Raises ValueError with a sentence."""
    plain = re.sub(r"\s|[北东]纬?|[北东]经|[NE]$", "", text.strip())
    if found := PLAIN.fullmatch(plain):
        exact = Fraction(found[1])
    elif found := SEXAGESIMAL.fullmatch(plain):
        exact = int(found[1]) + Fraction(int(found[2]), 60) + Fraction(found[3] or 0) / 3600
    else:
        raise ValueError(f"“{text}”不是经纬度，请写成 25.59167 这样。")
    return math.floor(exact * PARTS + Fraction(1, 2))


def shown_degrees(value: int) -> str:
    """2559167 → 25.59167."""
    whole, rest = divmod(value, PARTS)
    return f"{whole}.{rest:05}"


def fault_of(north: int | None, east: int | None) -> str:
    """What is wrong with a position, in a sentence; empty where nothing is."""
    if (north is None) != (east is None):
        return "纬度和经度要一起填。"
    if north is None or east is None or (_within(north, NORTH) and _within(east, EAST)):
        return ""
    if _within(east, NORTH) and _within(north, EAST):
        return "纬度和经度写反了：纬度是 20 多到 50 多，经度是 70 多到 130 多。"
    return "这个位置不在国内。纬度在 3 到 54 之间，经度在 73 到 136 之间，请核对。"


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] * PARTS <= value <= bounds[1] * PARTS


def kilometres(north: int, east: int, *, at: int) -> tuple[int, int]:
    """Kilometres east and north on a flat sheet that touches the earth at the latitude `at`; true within a county."""
    narrowing = math.cos(math.radians(at / PARTS))
    return round(east / PARTS * KM_A_DEGREE * narrowing), round(north / PARTS * KM_A_DEGREE)


def metres_apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """As the crow flies between two (north, east); true to a few metres within a county."""
    narrowing = math.cos(math.radians((one[0] + other[0]) / 2 / PARTS))
    north, east = one[0] - other[0], (one[1] - other[1]) * narrowing
    return round(math.hypot(north, east) / PARTS * KM_A_DEGREE * 1000)
