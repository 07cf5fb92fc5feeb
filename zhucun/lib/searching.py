"""One bigram function for both engines: FTS5 and tsvector find two-character words that trigrams cannot."""

import re
import unicodedata
from collections.abc import Iterator

from zhucun.lib.names import sounds

WORDS = re.compile(r"[a-z0-9]+|[㐀-鿿豈-﫿]+")


def _runs(text: str) -> Iterator[str]:
    yield from WORDS.findall(unicodedata.normalize("NFKC", text).lower())


def _is_word(run: str) -> bool:
    return run[0].isascii()


def index_tokens(text: str) -> list[str]:
    """Tokens of a text: Latin words and numbers whole, of Chinese every character and every overlapping pair."""
    tokens: list[str] = []
    for run in _runs(text):
        tokens += [run] if _is_word(run) else [*run, *_pairs(run)]
    return tokens


def query_tokens(text: str) -> list[str]:
    """Tokens that must all occur: pairs where there are two characters or more, else the one character."""
    tokens: list[str] = []
    for run in _runs(text):
        tokens += [run] if _is_word(run) or len(run) == 1 else _pairs(run)
    return tokens


def name_tokens(name: str) -> list[str]:
    """Tokens of a person's name, by which 欧阳岚 is found also as `oyl` and `ouyanglan`."""
    return [*index_tokens(name), *sounds(name)]


def is_spelt(text: str) -> bool:
    """Letters only: what is looked for is a name by its pinyin."""
    return text.isascii() and text.replace(" ", "").isalpha()


def is_spelt_like(name: str, letters: str) -> bool:
    """欧阳岚 for `oyl`, `oy`, `ouyang`, `ouyanglan`."""
    wanted = letters.replace(" ", "").lower()
    return any(spelling.startswith(wanted) for spelling in sounds(name))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
