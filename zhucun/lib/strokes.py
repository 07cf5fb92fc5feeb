"""Order of names by strokes: 姓氏笔画 and 姓名笔画 (R-DOC-31…33).

`data/stroke_order.txt` holds the 20 992 characters of U+4E00…U+9FFF by number of strokes, then stroke by stroke in the
order 横 竖 撇 点 折, as the norm 《GB13000.1字符集汉字字序（笔画序）规范》 has it: 提 counts as 横, 竖钩 as 竖,
捺 as 点, whatever else bends as 折. Where the strokes of a character are not known (none of GB 2312), it follows those
of its number. Sources and licences are in `data/LICENSES.txt`.
"""

from functools import cache
from pathlib import Path

BLANK = "0000"  # sorts before every character
UNKNOWN = "zzzz"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@cache
def _ranks() -> dict[str, str]:
    order = (Path(__file__).parent / "data" / "stroke_order.txt").read_text(encoding="utf-8").strip()
    return {character: _base_36(rank) for rank, character in enumerate(order, start=1)}


def _base_36(number: int) -> str:
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits


def stroke_key(name: str, *, by_surname: bool = True) -> str:
    """A text that sorts as the names do. By surname (the default) a single given character follows a blank, so that
    田富 precedes 田大利; otherwise the given characters are compared directly (R-DOC-32)."""
    ranks = [_ranks().get(character, UNKNOWN) for character in name]
    if by_surname and len(ranks) == 2:
        ranks.insert(1, BLANK)
    return "".join(ranks)
