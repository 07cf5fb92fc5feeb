"""The judgement itself: facts of one person against the items in force. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhucun.lib.evidence import Evidence
from zhucun.policy.facts import CHOICE, COUNT, FLAG, SAID_OF_PRIVATE, Fact, declared_facts
from zhucun.policy.items import Item

__all__ = ["Hit", "Item", "Known", "judge", "stops"]

FIRST_SECRETARY, MEMBER = "first_secretary", "member"
BLOCK, WARN = "block", "warn"
Value = int | str | bool | date | None
NOWHERE = Evidence("", 0, "档案里没有", "")


@dataclass(frozen=True)
class Known:
    """A fact of one person on a day with where it is kept; None is not known."""

    value: Value
    evidence: Evidence = NOWHERE


@dataclass(frozen=True)
class Hit:
    """An item that is true of somebody, or cannot be told. The sentence may stand beside a name (R-SEL-08)."""

    item: Item
    sentence: str
    evidence: Evidence
    is_known: bool = True

    @property
    def do(self) -> str:
        return self.item.do if self.is_known else WARN

    @property
    def is_private(self) -> bool:
        fact = declared_facts().get(self.item.fact)
        return fact is not None and fact.is_private


def judge(facts: Mapping[str, Known], items: Iterable[Item], of: str) -> list[Hit]:
    """In the order of the items; those for 第一书记 only bind a first secretary. A fact that no topic provides is not
    asked for."""
    binding = (item for item in items if item.of == MEMBER or item.of == of)
    return list(_hits(facts, binding))


def _hits(facts: Mapping[str, Known], items: Iterable[Item]) -> Iterator[Hit]:
    for item in items:
        fact = declared_facts().get(item.fact)
        if fact is None:
            continue
        known = facts.get(item.fact, Known(None))
        if known.value is None and item.compare != "lacking":
            yield Hit(item, _unknown(fact), known.evidence, is_known=False)
        elif is_true(item, known.value):
            yield Hit(item, SAID_OF_PRIVATE if fact.is_private else _said(item, fact, known.value), known.evidence)


def is_true(item: Item, value: Value) -> bool:
    """Whether the comparison holds of what is known."""
    if item.compare == "lacking":
        return value is None
    if item.compare == "under":
        return value < item.value
    if item.compare == "over":
        return value >= item.value
    wanted = True if item.value is None else item.value
    return (value == wanted) is (item.compare == "is")


def stops(hits: Iterable[Hit]) -> bool:
    """Whether any of them forbids sending, rather than asking to look."""
    return any(hit.do == BLOCK for hit in hits)


def _unknown(fact: Fact) -> str:
    return SAID_OF_PRIVATE if fact.is_private else f"还不知道{fact.lacks or fact.label}"


def _said(item: Item, fact: Fact, value: Value) -> str:
    """正式党员 8 个月，不满 12 个月; 58 周岁，满 58 周岁要核实."""
    if item.compare == "lacking":
        return f"没有登记{fact.label}"
    if fact.kind == COUNT:
        edge = "不满" if item.compare == "under" else "满"
        return f"{fact.label} {fact.say(value)}，{edge} {fact.say(item.value)}"
    if fact.kind == CHOICE:
        return f"{fact.label}是{fact.say(value)}"
    return f"{'有' if value else '没有'}{fact.label}" if fact.kind == FLAG else fact.label
