"""Text as it comes from offices, made regular where that changes nothing that is said. Pure."""

import re
import unicodedata

FULL_WIDTH = {
    code: code - 0xFEE0
    for start, end in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(start, end + 1)
}
REGULAR = {**FULL_WIDTH, 0xFF0E: ".", 0xA0: " ", 0x3000: " ", 0x200B: None, 0xFEFF: None, 0x0D: None}
PAGE = re.compile(r"^\s*(?:第.{0,12}页\s*共.{0,12}页|第\s*\d+\s*页|[-—]\s*\d+\s*[-—])\s*$")
PIPES = re.compile(r"^\s*\|\s*(.*?)\s*\|?\s*$")
POINTS = re.compile(
    r"\s*(?:[\[【(（]?\s*分值\s*[:：]?\s*\d*\s*分?\s*[\]】)）]?\s*$|[(（]\s*\d+(?:\.\d+)?\s*分\s*[)）])"
)
BULLET = re.compile(r"^\s*[○●◯◎□☐☑•·]\s*(?=[A-J]\s*[.、:：])")
STAR = re.compile(r"(?<=[\]】])\s*\*\s*$")
BARE_KEY = re.compile(
    r"^(\s*(?:正确|正確|参考|标准)?答案)\s*(?:是|为|為)?\s*(?=[A-Ja-j√×对错][A-Ja-j、,， ]*$|正确$|错误$)"
)
BETWEEN_CJK = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")
DAMAGE = re.compile(r"[\ufffd■□◆{}]")
PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "【": "】"}


def regular(text: str) -> list[str]:
    """Lines without page marks and pipes; what is Chinese stays as written, traditional or not."""
    told = unicodedata.normalize("NFC", text).translate(REGULAR).replace("\t", "    ").split("\n")
    lines = ("" if PAGE.match(line) else PIPES.sub(r"\1", line) for line in told)
    return [_plain(POINTS.sub("", line).rstrip()) for line in lines]


def _plain(line: str) -> str:
    """Without the rings of a form on the screen; 答案 B is 答案：B."""
    return BARE_KEY.sub(r"\1：", STAR.sub("", BULLET.sub("", line)))


def one_line(text: str) -> str:
    """A sentence broken over lines is one sentence."""
    joined = BETWEEN_CJK.sub("", text.strip())
    return re.sub(r"\s*\n\s*", " ", joined).strip()


def damage(text: str) -> str:
    """The first sign that no person typed."""
    found = DAMAGE.search(text)
    return found.group() if found else ""
