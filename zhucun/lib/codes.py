"""Division codes: county 6 digits, township 9, village 12, resettlement site 14 (a village's and a suffix)."""

LEVEL_LENGTHS = (2, 4, 6, 9, 12, 14)


def code_range(prefix: str) -> tuple[str, str]:
    """[first, beyond): the codes that begin with the prefix, as a range. Raises ValueError for no prefix at all."""
    if not prefix:
        raise ValueError("an empty prefix would be everything, and nobody sees everything")
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def parent_code(code: str) -> str:
    """The code of the level above; empty above a province."""
    shorter = [length for length in LEVEL_LENGTHS if length < len(code)]
    return code[: shorter[-1]] if shorter else ""


def stored_code(text: str) -> str:
    """A code as printed in tables of twelve digits → as kept: trailing zeros of the upper levels are dropped.

    431126000000 → 431126, 431126101000 → 431126101; a village's code stays whole.
    """
    digits = text.strip()
    if len(digits) != 12:
        return digits
    if digits.endswith("000000"):
        return digits[:6]
    return digits[:9] if digits.endswith("000") else digits
