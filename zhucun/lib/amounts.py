"""Exact amounts, no floats: money as fen, days as half-days, shares as hundredths of a per cent."""

import re
from fractions import Fraction

HUNDREDTHS = 10_000  # of a per cent, in one whole


def share(numerator: int, denominator: int) -> int | None:
    """The share in hundredths of a per cent, rounded half up: 213 of 496 → 4294. None of nothing."""
    if denominator == 0:
        return None
    return _half_up(Fraction(numerator * HUNDREDTHS, denominator))


def mean_in_hundredths(total: int, count: int) -> int | None:
    """A mean in hundredths, rounded half up: 496 over 166 → 299."""
    return _half_up(Fraction(total * 100, count)) if count else None


def shown_hundredths(value: int) -> str:
    """4294 → 42.94."""
    sign = "-" if value < 0 else ""
    whole, rest = divmod(abs(value), 100)
    return f"{sign}{whole}.{rest:02}"


def shown_share(value: int | None) -> str:
    """4294 → 42.94 %; an unknown share is a dash."""
    return "—" if value is None else f"{shown_hundredths(value)} %"


def fen(text: str) -> int:
    """Yuan as people write them → fen: `1 万`, `10000`, `0.80`, `3.5万元`. Raises ValueError with a sentence."""
    plain = text.replace(",", "").replace("，", "").replace(" ", "").removesuffix("元")
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(万|亿)?", plain)
    if found is None:
        raise ValueError(f"“{text}”不是金额，请写成 10000 或 1.2 万这样。")
    exact = Fraction(found[1]) * {"万": 10_000, "亿": 100_000_000}.get(found[2] or "", 1) * 100
    if exact.denominator != 1:
        raise ValueError(f"“{text}”小到分以下了，请写到分为止。")
    return int(exact)


def shown_fen(amount: int) -> str:
    """1000000 → 10000 元; 80 → 0.80 元."""
    return f"{amount // 100} 元" if amount % 100 == 0 else f"{shown_hundredths(amount)} 元"


def shown_wan(amount: int) -> str:
    """As people say large sums, and exact: 4527600000 → 4527.6 万元; below ten thousand yuan in yuan."""
    fen_of_wan = 1_000_000
    if abs(amount) < fen_of_wan:
        return shown_fen(amount)
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), fen_of_wan)
    return f"{sign}{whole}{f'.{rest:06}'.rstrip('0').rstrip('.')} 万元"


def shown_half_days(count: int) -> str:
    """3 → 1.5 天."""
    return f"{count // 2}{'.5' if count % 2 else ''} 天"


def _half_up(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
