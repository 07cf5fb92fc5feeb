"""Whether the explanation says otherwise than the key. Pure."""

import re
from collections.abc import Iterator, Sequence

NEGATIVE = re.compile(
    r"不属于|不屬於|不正确|不正確|不包括|不是|不应|不得|不能|不符合|错误|錯誤|除外|无关|不准确|不对|不需要|不含"
)
CONCLUDES = re.compile(
    r"(?:故|应|應|因此|所以|本题|本題)?\s*(?:选择?|選擇?|(?:正确)?答案(?:应)?(?:为|是|為))\s*[:：]?\s*(?P<said>[A-J](?:[\s、,，和]*[A-J])*)(?:项|項)?"
)
ITEM = re.compile(
    r"(?P<letters>[A-J](?:[、,，和]?[A-J])*)\s*(?:项|項|选项)?\s*(?P<not>错误|錯誤|不正确|不正確|不符合|不对|说法错)"
)
ITEM_RIGHT = re.compile(r"(?P<letters>[A-J](?:[、,，和]?[A-J])*)\s*(?:项|項|选项)?\s*(?:正确|正確|说法正确|符合)")
SAYS_TRUE = re.compile(r"^\s*(?:正确|正確|对|本题说法正确|说法正确|该说法正确|此说法正确|表述正确)")
SAYS_FALSE = re.compile(r"^\s*(?:错误|錯誤|错|不正确|本题说法错误|说法错误|该说法错误|此说法错误|表述错误)")
WORD = re.compile(r"[A-Za-z0-9.]+")


def contradictions(stem: str, letters: str, texts: Sequence[str], key: str, explanation: str) -> Iterator[str]:
    """Sentences for a person; the reader does not decide who is right."""
    if not (explanation and key):
        return
    is_negative = bool(NEGATIVE.search(stem))
    yield from _concluded(key, explanation)
    if not is_negative:
        yield from _items(key, explanation)
    yield from _named(letters, texts, key, explanation, is_negative)


def _concluded(key: str, explanation: str) -> Iterator[str]:
    said = {"".join(sorted(set(re.findall("[A-J]", one["said"])))) for one in CONCLUDES.finditer(explanation)}
    if said and key not in said:
        yield f"答案是 {key}，解析说选 {'、'.join(sorted(said))}"


def _items(key: str, explanation: str) -> Iterator[str]:
    wrong = {one for found in ITEM.finditer(explanation) for one in re.findall("[A-J]", found["letters"])}
    right = {one for found in ITEM_RIGHT.finditer(explanation) for one in re.findall("[A-J]", found["letters"])}
    if both := sorted(wrong & set(key)):
        yield f"答案有 {'、'.join(both)}，解析说它不对"
    if left := sorted((right - wrong) - set(key)):
        yield f"解析说 {'、'.join(left)} 对，答案里没有"


def _named(letters: str, texts: Sequence[str], key: str, explanation: str, is_negative: bool) -> Iterator[str]:
    """The explanation names an option that is not the key, and none that is."""
    if is_negative or len(key) != 1:
        return
    named = [letter for letter, text in zip(letters, texts, strict=True) if _stands(text, explanation)]
    if named and key not in named:
        yield f"答案是 {key}，解析里说到的是 {'、'.join(named)} 的内容"


def _stands(text: str, explanation: str) -> bool:
    """A number as a whole number: 20 does not stand in 2022."""
    told = text.strip("。.;； ")
    if len(told) < 2 and not told.isdigit():
        return False
    edge = r"(?<![A-Za-z0-9.])" if WORD.match(told) else ""
    after = r"(?![A-Za-z0-9])" if told[-1:].isascii() and told[-1:].isalnum() else ""
    return re.search(edge + re.escape(told) + after, explanation) is not None


def truth_contradicts(truth: bool, explanation: str) -> bool:
    said = SAYS_FALSE if truth else SAYS_TRUE
    return said.match(explanation) is not None
