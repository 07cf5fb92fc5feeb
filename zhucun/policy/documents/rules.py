"""Permissions; how a body falls into sentences; who is asked to have read it. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.profile import about

SEE = permission("document.see", "看制度文件")
KEEP = permission("document.keep", "发布、修订制度文件")
ACKNOWLEDGE = permission("document.acknowledge", "签收制度文件")
ENTER = permission("document.enter_receipt", "登记纸上的签收")

LONGEST_BODY = 20_000
LONGEST_SENTENCE = 1000
MARK = re.compile(
    r"(第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、])\s*"
)


class AskedOf(TextChoices):
    """Whom the county asks to have read it; nobody unless it says so (R-BUR-04)."""

    NOBODY = "", "不要签收，登在这里就行"
    UNITS = "units", "各派出、后盾单位"
    MEMBERS = "members", "每名在岗队员"
    BOTH = "both", "单位和队员都要"


@dataclass(frozen=True)
class Sentence:
    """A paragraph with its mark (第三条); `is_heading` has no text that could set anything."""

    mark: str
    text: str

    @property
    def is_heading(self) -> bool:
        return self.mark.endswith(("章", "节"))


def sentences(body: str) -> list[Sentence]:
    """A line is a paragraph; its number is what it begins with."""
    return list(_sentences(line.strip() for line in body.splitlines()))


def _sentences(lines: Iterable[str]) -> Iterator[Sentence]:
    for line in filter(None, lines):
        mark = MARK.match(line)
        yield Sentence(mark.group(1), line[mark.end() :].strip()) if mark else Sentence("", line)


def must_be_readable(body: str) -> list[Sentence]:
    found = sentences(body)
    if not found:
        raise Refused("正文没有内容。一条一行，贴进来就行。", field="text")
    if longest := next((one for one in found if len(one.text) > LONGEST_SENTENCE), None):
        raise Refused(f"“{longest.text[:12]}……”太长了，一条最多 {LONGEST_SENTENCE} 字，分成几行。", field="text")
    return found


def must_come_later(since: date, before: date | None) -> None:
    if before and since <= before:
        raise Refused(f"新版要在上一版施行（{before:%Y-%m-%d}）以后施行。", field="since")


def must_be_issued_by(issued_on: date, today: date) -> None:
    if issued_on > today:
        raise Refused("还没印发的不能登记。印发日期不晚于今天。", field="issued_on")


def known_keys(keys: Iterable[str]) -> list[str]:
    """In the order told, each once; a value that nobody declared is refused."""
    wanted = list(dict.fromkeys(key for key in keys if key))
    for key in wanted:
        try:
            about(key)
        except KeyError:
            raise Refused("办法参数里没有这一项。", field="keys") from None
    return wanted


def carried_over(new: list[Sentence], old: dict[str, list[str]]) -> list[list[str]]:
    """What the sentences set: a sentence that was not changed goes on setting what it set."""
    return [old.get(one.text, []) for one in new]
