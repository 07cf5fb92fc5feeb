"""What may be written of a household that is watched: no numbers of people, nothing of health (R-MON-05)."""

from zhucun.acts.refused import Refused
from zhucun.lib.health_words import health_words_in
from zhucun.six_ones import plain_text


def said(text: str, sentence: str, *, field: str = "text") -> str:
    """As it is kept; `sentence` says what to write where nothing is."""
    return without_health(plain_text.said(text, sentence, field=field), field=field)


def without_private(text: str, *, field: str = "text") -> str:
    return without_health(plain_text.without_private(text, field=field), field=field)


def without_health(text: str, *, field: str = "text") -> str:
    if found := health_words_in(text):
        words = "、".join(f"“{word}”" for word in found[:3])
        raise Refused(
            f"里面写到了健康情况（{words}）。不写得了什么病，写“家里开支突然大了”就够。", field=field, rule="R-MON-05"
        )
    return text
