"""Personal names: one way of writing them, and how they are found by pinyin."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module

COMPOUND_SURNAMES = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 令狐 慕容 司徒 夏侯 端木 百里 南宫 长孙 宇文 轩辕 独孤 闻人".split()
)
# Characters read otherwise as surnames than elsewhere.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "盖": "ge", "任": "ren",
    "华": "hua", "朴": "piao", "翟": "zhai", "覃": "qin", "乐": "yue", "缪": "miao", "黑": "he", "秘": "bi",
    "冼": "xian", "折": "she", "员": "yun", "繁": "po", "召": "shao", "种": "chong", "宓": "mi", "晟": "cheng",
    "盛": "sheng", "石": "shi", "沈": "shen", "万": "wan", "郇": "xun", "隗": "wei", "逄": "pang", "瞿": "qu",
    "尉迟": "yuchi", "长孙": "zhangsun", "令狐": "linghu",
}  # fmt: skip
MIDDLE_DOTS = re.compile(r"[··•・‧∙]")


def normal_name(text: str) -> str:
    """Without inner and full-width blanks; the dot of minority names in its one form: `张　三` → 张三."""
    plain = unicodedata.normalize("NFKC", text)
    return MIDDLE_DOTS.sub("·", re.sub(r"\s+", "", plain))


def surname(name: str) -> str:
    """The surname, compound ones whole."""
    return name[:2] if name[:2] in COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def pinyin(name: str) -> list[str]:
    """The syllables of a name, its surname read as a surname."""
    family = surname(name)
    read = SURNAME_READINGS.get(family)
    first = [read] if read else _syllables(family)
    return [*first, *_syllables(name[len(family) :])]


def initials(name: str) -> str:
    """The first letters: 欧阳岚 → oyl."""
    family = surname(name)
    letters = [syllable[:1] for syllable in pinyin(name)]
    if len(family) == 2 and SURNAME_READINGS.get(family):
        letters[0:1] = [syllable[:1] for syllable in _syllables(family)]
    return "".join(letters)


@lru_cache(maxsize=65_536)
def sounds(name: str) -> tuple[str, str]:
    """欧阳岚 → oyl, ouyanglan."""
    return initials(name), "".join(pinyin(name))


@lru_cache(maxsize=4096)
def _syllables(characters: str) -> tuple[str, ...]:
    """Surnames recur, and whoever asks for the initials asks for the whole next."""
    return tuple(_reader()(characters))


@cache
def _reader() -> Callable[[str], list[str]]:
    """Loaded by the first name that is spelt: its tables fill 55 MB in every process."""
    pypinyin = import_module("pypinyin")
    pypinyin.load_phrases_dict({"尉迟": [["yù"], ["chí"]], "令狐": [["líng"], ["hú"]], "长孙": [["zhǎng"], ["sūn"]]})
    return pypinyin.lazy_pinyin
