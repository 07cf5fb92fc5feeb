"""What is put into a form, and what both of its fillers share: .xlsx (filling.py) and .docx (word_filling.py)."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

YELLOW = "FFFFF2CC"
MOST_DECIMALS = 10
Place = tuple[int, int]  # row, column, from 0


@dataclass(frozen=True)
class Fill:
    """A value for a cell, or none and a hint why. `like` is the row whose looks a cell takes that is not there yet."""

    value: int | Fraction | str | None
    hint: str = ""
    like: int | None = None


@dataclass(frozen=True)
class Fills:
    """Sheet name → place → what is put there, of merged cells the first. `added`: sheet → (before which row, how many
    rows); places are counted with them."""

    cells: Mapping[str, Mapping[Place, Fill]]
    added: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def number_of(value: int | Fraction) -> str:
    """As a sheet keeps it: 3, 2.5."""
    if isinstance(value, int) or value.denominator == 1:
        return str(int(value))
    return repr(float(value))


def said(value: int | Fraction | str) -> str:
    """As it is written: 3, 2.5, 42.94."""
    if isinstance(value, str):
        return value
    return number_of(round(value, MOST_DECIMALS) if isinstance(value, Fraction) else value)


def packed(entries: list[tuple[zipfile.ZipInfo, bytes]], changed: Mapping[str, bytes]) -> bytes:
    """The archive with some parts changed or added, the others as they were and in their order."""
    buffer = io.BytesIO()
    rest = dict(changed)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, content in entries:
            archive.writestr(info, rest.pop(info.filename, content))
        for name, content in rest.items():
            archive.writestr(name, content)
    return buffer.getvalue()
