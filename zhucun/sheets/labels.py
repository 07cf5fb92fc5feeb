"""Labels of columns as they are compared: width, blanks, brackets and traditional characters make no difference."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from zhucun.lib.later import Later

if TYPE_CHECKING:
    import opencc
else:
    opencc = Later("opencc")

BRACKETED = re.compile(r"[(\[【〔{<《][^)\]】〕}>》]*[)\]】〕}>》]")
DROPPED = re.compile(r"[\s*＊:：、，,。.;；/\\|\-_—“”\"'()\[\]【】〔〕{}<>《》]+")


@cache
def _converter() -> "opencc.OpenCC":
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=20_000)
def simplified(text: str) -> str:
    """For comparing only: the file's own characters are kept where they are stored. 台帐 is the usual slip for 台账."""
    return _converter().convert(text).replace("帐", "账")


@lru_cache(maxsize=20_000)
def normal_label(text: str) -> str:
    """姓　名（必填） → 姓名必填."""
    return DROPPED.sub("", simplified(unicodedata.normalize("NFKC", text)).lower())


@lru_cache(maxsize=20_000)
def label_forms(text: str) -> tuple[str, ...]:
    """The ways a label may be looked up, the fullest first: 电话（手机） → 电话手机, 电话."""
    plain = simplified(unicodedata.normalize("NFKC", text)).lower()
    full, bare = DROPPED.sub("", plain), DROPPED.sub("", BRACKETED.sub("", plain))
    return tuple(dict.fromkeys(form for form in (full, bare) if form))
