"""Which columns of a form the system knows already, as a figure or in a ledger, and which nobody has.

As in 套表, nothing is guessed: what may be meant is told, and counts as not known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from zhucun.dispatch.roster.sheets import PAIRING, ROSTER
from zhucun.lib.figure import Figure, Question
from zhucun.lib.health_words import health_words_in
from zhucun.org.places.sheets import PLACES, VILLAGE_FACTS
from zhucun.policy.burden import linter
from zhucun.reports.asking_less.rules import APART, MOST_COLUMNS, Level, Standing
from zhucun.reports.filling.guessing import Guesser
from zhucun.reports.filling.reading import FIGURE_HEADS, NO_VALUE_HEADS, PLACE_HEADS, figures_of_rows
from zhucun.reports.filling.rows import TOWNSHIP_HEADS
from zhucun.reports.told_apart.whose import Of
from zhucun.sheets.columns import Sheet
from zhucun.sheets.contents import ZIP
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.form_files import form_kind, read_form
from zhucun.sheets.grid import Grid
from zhucun.sheets.header import Known, find_tables
from zhucun.sheets.labels import label_forms, normal_label
from zhucun.sheets.reading import read_bytes
from zhucun.web.figures import address

NAMES = frozenset(("姓名", "队员姓名", "工作队", "队名", "工作队名称", "驻村工作队", "派出单位", "序号"))
LEAST = 3  # characters; a shorter label of a list (类别, 代码, 起) may mean anything but for these
PLAIN = frozenset(("性别", "年龄", "学历", "职级", "专长", "电话", "手机", "社区"))
ROSTER_WORDS = re.compile("(?:第一书记|队长|队员|工作队员).{0,4}(?:姓名|名单|电话|手机|联系方式|单位|职务)")
OF_MEMBERS = re.compile("驻村|队员|第一书记|工作队")
IN_WORDS = re.compile("姓名|名单|电话|手机|联系方式|地址|名称$|原因|措施|计划$|建议|说明")  # no number answers it
YUAN = "元"  # of an amount whose unit the form leaves out: that it is known is what counts
PRIVATE = re.compile("身份证|证件号|银行卡|社保卡|户口本号|家庭年?收入|人均纯?收入")
PARTED = re.compile(r"[\n\t、，,;；|]+")
SPOKEN = re.compile(r"[一-鿿A-Za-z]")
NO_COLUMNS = "没有认出列名。表里要有一行列名；贴进来的，一行写一个列名。"
WHERE: tuple[tuple[Sheet, str, str], ...] = (
    (ROSTER, "花名册", "dispatch:members"),
    (PAIRING, "工作队名单", "dispatch:teams"),
    (PLACES, "村、社区名单", "dispatch:villages"),
    (VILLAGE_FACTS, "村、社区名单", "dispatch:villages"),
)


@dataclass(frozen=True)
class Asked:
    """A column of the form: what is known of it and where that opens."""

    labels: tuple[str, ...]
    standing: Standing
    where: str = ""
    url: str = ""
    reason: str = ""
    figure: Figure | None = None
    scale: int = 1

    @property
    def label(self) -> str:
        return "·".join(self.labels)


def labels_in_text(text: str) -> list[tuple[str, ...]]:
    """One a line, or beside each other as they are copied out of a sheet; ＞ between an upper and a lower label."""
    named = (re.split("[＞>]", part) for part in PARTED.split(text))
    return _distinct(tuple(label.strip() for label in labels if label.strip()) for labels in named)


def labels_in_file(data: bytes, name: str) -> list[tuple[str, ...]]:
    """Of every table of a workbook or a Word file. Raises Unreadable."""
    is_word = data.startswith(ZIP) and form_kind(data) == "docx"
    grids = (read_form(data, name) if is_word else read_bytes(data, name)).shown
    return _distinct(labels for grid in grids for labels in _labels(grid))


def _labels(grid: Grid) -> Iterator[tuple[str, ...]]:
    """Of its columns; where a row is an indicator, of its rows."""
    for table in find_tables(grid, _known_heads()):
        yield from figures_of_rows(table) or (column.labels for column in table.columns)


def level_of(labels: Iterable[tuple[str, ...]], title: str) -> Level:
    """Whose a row is, as the heads say it; who is not told of fills in by village."""
    heads = {normal_label(one[-1]) for one in labels}
    if "姓名" in heads and OF_MEMBERS.search(title + "".join(heads)):
        return Level.MEMBER
    if heads & {"村", "村名", "村名称", "行政村", "村社区", "村居"}:
        return Level.VILLAGE
    if heads & TOWNSHIP_HEADS:
        return Level.TOWNSHIP
    if heads & {"工作队", "队名", "工作队名称", "驻村工作队名称"}:
        return Level.TEAM
    return Level.UNIT if heads & {"派出单位", "后盾单位", "单位名称"} else Level.VILLAGE


@cache
def _known_heads() -> Known:
    words = {*PLACE_HEADS, *FIGURE_HEADS, *NO_VALUE_HEADS, *NAMES}
    return Known(frozenset(form for word in words for form in label_forms(word)))


def _distinct(found: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Raises Unreadable where there are none, or too many for anybody to fill in."""
    labels = list(dict.fromkeys(one for one in found if one and SPOKEN.search("".join(one))))
    if not labels:
        raise Unreadable(NO_COLUMNS, reason="empty")
    if len(labels) > MOST_COLUMNS:
        raise Unreadable(f"有 {len(labels)} 列，最多 {MOST_COLUMNS} 列。没有人填得完，分几张再看。", reason="too_large")
    return labels


def as_text(labels: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(APART.join(one) for one in labels)


def looked_at(labels: Iterable[tuple[str, ...]], of: Of, question: Question) -> list[Asked]:
    """Each column with what is known of it. `of` whom a row is; `question` says of when and where figures open."""
    found: list[Asked] = []
    guesser, before = Guesser({}, of, money=YUAN), None
    for one in labels:
        asked = _one(one, guesser, before, question)
        before = asked.figure
        found.append(asked)
    return found


def _one(labels: tuple[str, ...], guesser: Guesser, before: Figure | None, question: Question) -> Asked:
    words = "".join(labels)
    if _is_name(labels[-1]):
        return Asked(labels, Standing.NAME)
    if why := _not_allowed(words):
        return Asked(labels, Standing.NOT_ALLOWED, reason=why)
    guess = guesser.guess(labels, before)
    if field := _field(labels) or (("花名册", reverse("dispatch:members")) if guess.field else None):
        return Asked(labels, Standing.FIELD, *field)
    if guess.figure is None or IN_WORDS.search(labels[-1]):
        return Asked(labels, Standing.UNKNOWN, reason=guess.reason if guess.likely else "")
    url, where = address(guess.figure.id, question), f"数字“{guess.figure.label}”"
    return Asked(labels, Standing.FIGURE, where, url, guess.reason, guess.figure, guess.scale)


def _is_name(label: str) -> bool:
    heads = {*PLACE_HEADS, *NO_VALUE_HEADS, *NAMES}
    return normal_label(label) in {normal_label(head) for head in heads}


def _not_allowed(words: str) -> str:
    """What no form of this county may ask (R-BUR-01, R-BUR-02, R-DAT-01)."""
    if faults := linter.faults(words):
        return faults[0].kind.sentence
    if health_words_in(words):
        return "健康和病情不问、不记。"
    return "证件号、账号、收入不在表里问。" if PRIVATE.search(words) else ""


def _field(labels: tuple[str, ...]) -> tuple[str, str] | None:
    """In which ledger it stands and where that opens."""
    words = "".join(labels)
    if ROSTER_WORDS.search(words):
        return "花名册", reverse("dispatch:members")
    known = _fields()
    found = next((known[form] for form in map(normal_label, (labels[-1], words)) if form in known), None)
    return (found[0], reverse(found[1])) if found else None


@cache
def _fields() -> Mapping[str, tuple[str, str]]:
    """Label → in which list it stands, by which address."""
    found: dict[str, tuple[str, str]] = {}
    for sheet, where, route in reversed(WHERE):
        for column in sheet.in_form:
            words = (word for word in column.words if len(word) >= LEAST or word in PLAIN)
            found.update(dict.fromkeys(words, (where, route)))
    return found


def of_standing(columns: Sequence[Asked], *standing: Standing) -> list[Asked]:
    return [one for one in columns if one.standing in standing]
