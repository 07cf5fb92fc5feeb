"""Numbers of people that stand in no ledger: mobile phones, ID numbers, bank cards (R-MON-05, R-DAT). Pure."""

import re

NUMBERS = re.compile(r"(?<!\d)(1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|\d{17}[\dXxＸｘ]|\d{15,19})(?!\d)")


def holds_numbers(text: str) -> bool:
    return NUMBERS.search(text) is not None


def without_numbers(text: str) -> str:
    return NUMBERS.sub("……", text)
