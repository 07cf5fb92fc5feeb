"""What each column or row of a form asks: what the county settled before, else a field of the roster, else a figure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zhucun.lib.figure import Figure
from zhucun.reports.filling.labels import SCALES, Guess, figure_for, unit_and_words
from zhucun.reports.filling.meanings import LEAVE, ROLE_WORDS, Field, fields_called, meaning_of
from zhucun.reports.told_apart.whose import Of
from zhucun.sheets.labels import normal_label

CALLED = "名称对上了“{}”。"
SEVERAL = "可能是{}，不敢定。"
OTHER_DAYS = re.compile("上年|去年|同期|上月|上季|上期|增长|增幅|增减|下月|明年|目标|计划数")
UNIT_SAID = re.compile(
    r"单位[:：][^:：]{0,20}?(?<![一-鿿])(万元|亿元|元)(?![一-鿿])|(?:金额|资金|经费|收入)[^，。；;]{0,8}以(万元|亿元|元)为单位"
)
LEFT = "定过这一栏空着。"


@dataclass(frozen=True)
class Settled:
    """What somebody chose for a label, here or before: what it means, and in words who chose it."""

    told: str
    by: str


Memory = Mapping[str, Settled]


def said_as(labels: Sequence[str], of: Of) -> str:
    """How a label is remembered: whose rows it stands over, its words from the upper to the lower, its unit."""
    unit, _ = unit_and_words(labels)
    words = "/".join(filter(None, (normal_label(label) for label in labels)))
    return f"{of}|{words}|{unit}"[:200]


@dataclass(frozen=True)
class Guesser:
    """`role` is what the title says the persons are, `money` the unit that holds for the whole table."""

    memory: Memory
    of: Of
    role: str = ""
    money: str = ""

    def guess(self, labels: Sequence[str], before: Figure | None = None) -> Guess:
        said = said_as(labels, self.of)
        if (settled := self.memory.get(said)) is not None:
            return self._as_settled(labels, said, settled)
        found = self._field(labels)
        if found is None and self.of is Of.PERSON:
            found = Guess(" ".join(labels), None, 0, "名册里没有这一栏。")
        if found is None:
            found = self._figure(labels, before)
        return replace(found, said=said)

    def _as_settled(self, labels: Sequence[str], said: str, settled: Settled) -> Guess:
        told = " ".join(labels)
        if settled.told == LEAVE:
            return Guess(told, None, 100, LEFT, said=said, settled=settled.told)
        meaning = meaning_of(settled.told)
        if meaning is None:
            return replace(self._figure(labels, None), said=said)
        reason = f"{settled.by}：{meaning.label}。"
        scale = SCALES.get(unit_and_words(labels)[0] or self.money, 1)
        if isinstance(meaning, Field):
            return Guess(told, None, 100, reason, field=meaning, said=said, settled=settled.told)
        scale = scale if meaning.kind == "money" or meaning.unit == "元" else 1
        return Guess(told, meaning, 100, reason, scale, said=said, settled=settled.told)

    def _figure(self, labels: Sequence[str], before: Figure | None) -> Guess:
        if OTHER_DAYS.search("".join(labels)):
            return Guess(" ".join(labels), None, 0, "问的是别的日子，或者是目标、增幅，不从今天的台账填。")
        return figure_for(labels, before, self.money)

    def _field(self, labels: Sequence[str]) -> Guess | None:
        if unit_and_words(labels)[0]:
            return None
        if self.of is Of.PERSON:
            return _named("person", labels) or _named("team", labels[-1:])
        if self.of not in (Of.VILLAGE, Of.TEAM):
            return None
        return self._of_role(labels) or _named("team", labels[-1:])

    def _of_role(self, labels: Sequence[str]) -> Guess | None:
        """第一书记 over 姓名, 第一书记姓名, and where the title says who they are 姓名 alone."""
        words = "".join(labels)
        for role, ways in ROLE_WORDS.items():
            way = next((one for one in ways if one in words), "")
            rest = words.replace(way, "", 1) if way else words
            if way or self.role == role:
                found = _named(role, (rest or "姓名",)) if rest or role == "first_secretary" else None
                if found is None and labels:
                    found = _named(role, labels[-1:])
                if found is not None:
                    return replace(found, label=" ".join(labels))
        return None


def _named(of: str, labels: Sequence[str]) -> Guess | None:
    for words, confidence in _ways(labels):
        some = fields_called("person" if of in ROLE_WORDS else of).get(words, ())
        some = tuple(_in_role(one, of) for one in some)
        if len(some) == 1:
            return _field_guess(labels, some[0], confidence)
        if some:
            names = "或者".join(f"“{one.label}”" for one in some)
            return Guess(" ".join(labels), None, 50, SEVERAL.format(names), likely=some)
    return None


def _in_role(field: Field, of: str) -> Field:
    return replace(field, id=f"{of}.{field.key}") if of in ROLE_WORDS else field


def _ways(labels: Sequence[str]) -> Iterator[tuple[str, int]]:
    yield normal_label(labels[-1]), 100
    if len(labels) > 1:
        yield normal_label("".join(labels)), 95
        yield normal_label("".join(labels[-2:])), 95


def _field_guess(labels: Sequence[str], field: Field, confidence: int) -> Guess:
    told = " ".join(labels)
    if field.why_not:
        return Guess(told, None, confidence, field.why_not)
    return Guess(told, None, confidence, CALLED.format(field.label), field=field)


def money_of(lines: Sequence[str]) -> str:
    """单位：人、万元 above a table, or a note below it, holds for all of it; two that differ hold for nothing."""
    told = {hit[1] or hit[2] for line in lines if (hit := UNIT_SAID.search(line))}
    return told.pop() if len(told) == 1 else ""


def role_of(lines: Sequence[str]) -> str:
    """Of whom a title speaks: 第一书记花名册; of one that speaks of several, of none."""
    words = "".join(lines)
    named = {role for role, ways in ROLE_WORDS.items() if role != "member" and any(way in words for way in ways)}
    others = any(way in words for way in ROLE_WORDS["member"])
    return named.pop() if len(named) == 1 and not others else ""
