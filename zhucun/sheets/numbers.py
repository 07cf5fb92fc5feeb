"""A number as a page says it (64.5, 3 天, 1,200, —) as the number a sheet can add up."""

import re
from decimal import Decimal
from typing import Any

SAID = re.compile(r"(-?\d{1,3}(?:,\d{3})+|-?\d+)(\.\d+)?\s?(?:天|次|件|人|项|期|张|户|支|个|分|元|村|里|公里|条)?")
NONE_SAID = ("", "—", "－", "-")


def number_in(value: Any) -> Any:
    """The number, nothing where none is said; whatever is more than one number with its unit stays as it is."""
    if not isinstance(value, str):
        return value
    said = value.strip()
    if said in NONE_SAID:
        return None
    found = SAID.fullmatch(said)
    if found is None:
        return value
    whole, rest = found[1].replace(",", ""), found[2]
    return Decimal(whole + rest) if rest else int(whole)
