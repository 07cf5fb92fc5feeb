"""What stands in a letter or circular: plain values, refused in a sentence where a county could not send them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zhucun.papers.wording import clean, numbers, proper_number

LONGEST_TITLE = 60  # three lines of 2号
LONGEST_NAME = 80


class Unwritable(Exception):
    """Something without which no paper is written; the sentence says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Layout(StrEnum):
    """函: name, red double line, no number on page 1 (R-DOC-28). 通报, 通知: a red head over a red line."""

    LETTER = "letter"
    RED_HEAD = "red_head"


@dataclass(frozen=True)
class Paragraph:
    """`level` 1 to 4 is numbered 一、 (一) 1. (1); `heading` has the font of the level, `text` runs on in 仿宋."""

    text: str = ""
    level: int = 0
    heading: str = ""


@dataclass(frozen=True)
class Letter:
    """`number` and `signed_on` are left open for the pen while they are not given. `printed_by` and `printed_on`
    stand under a red head only: the layout of a 函 has neither. A title's own line breaks are kept."""

    sender: str
    recipient: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    layout: Layout = Layout.LETTER
    number: str = ""
    signer: str = ""
    signed_on: date | None = None
    attachments: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    is_demo: bool = False

    @property
    def shown_number(self) -> str:
        """As the paper writes it; empty until there is one."""
        return proper_number(self.number) if self.number else ""

    def numbered(self) -> list[tuple[str, Paragraph]]:
        """The paragraphs that say something, as Word gets them, each with the number it bears."""
        given = (replace(one, text=clean(one.text), heading=clean(one.heading)) for one in self.paragraphs)
        said = [one for one in given if one.text or one.heading]
        return list(zip(numbers(one.level for one in said), said, strict=True))

    def check(self) -> None:
        """Refuses what could not be sent (R-DOC-22, R-DOC-25)."""
        _must_stand(self.sender, "没有写发文机关。先在设置里写上驻村办的名称，再下载。", "发文机关")
        _must_stand(self.recipient, "没有写主送机关。先写明发给哪个单位，再下载。", "主送机关")
        title = clean(self.title)
        if not title:
            raise Unwritable("没有写标题。先写上标题，再下载。")
        if len(title) > LONGEST_TITLE:
            raise Unwritable(f"标题有 {len(title)} 个字，最多 {LONGEST_TITLE} 个字。改短一点，再下载。")
        if not self.numbered():
            raise Unwritable("没有写正文。先写上正文，再下载。")


def _must_stand(text: str, sentence: str, label: str) -> None:
    if not clean(text).strip("：:"):
        raise Unwritable(sentence)
    if len(text) > LONGEST_NAME:
        raise Unwritable(f"{label}有 {len(text)} 个字，最多 {LONGEST_NAME} 个字。写规范化简称，再下载。")
