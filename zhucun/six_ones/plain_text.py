"""What is written into the ledgers of 六个一: something, not too long, and without the numbers of people (R-DAT)."""

from zhucun.acts.refused import Refused
from zhucun.lib.private_numbers import holds_numbers


def said(text: str, sentence: str, *, field: str = "text") -> str:
    """As it is kept; `sentence` says what to write where nothing is."""
    if not text.strip():
        raise Refused(sentence, field=field)
    return without_private(text, field=field)


def without_private(text: str, *, field: str = "text") -> str:
    if holds_numbers(text):
        raise Refused("里面有手机号、身份证号或者卡号。台账不留这些，去掉再存。", field=field, rule="R-MON-05")
    return text.strip()
