"""What is known of a person that an eligibility item may compare; the topics that provide a fact declare it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

COUNT, CHOICE, FLAG, DAY = "count", "choice", "flag", "day"
# Kind of fact → how it may be compared. 满 and 不满 leave nothing between them.
COMPARES: dict[str, dict[str, str]] = {
    COUNT: {"under": "不满", "over": "满", "lacking": "没有登记"},
    CHOICE: {"is": "是", "is_not": "不是", "lacking": "没有登记"},
    FLAG: {"is": "有", "is_not": "没有"},
    DAY: {"lacking": "没有登记"},
}
SAID_OF_PRIVATE = "不符合选派要求，待单位说明"


@dataclass(frozen=True)
class Fact:
    """`is_private`: the item acts, but beside a name nobody reads which one it was (R-SEL-08)."""

    key: str
    label: str
    kind: str
    source: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    is_private: bool = False
    lacks: str = ""  # what is missing where it is not known; the label where that says it

    def say(self, value: object) -> str:
        """A value in words: 8 个月, 临聘."""
        if self.kind == CHOICE:
            return self.choices.get(str(value), str(value))
        return f"{value} {self.unit}".strip()


_declared: dict[str, Fact] = {}


def declare(fact: Fact) -> Fact:
    """Once each; declaring the same again changes nothing."""
    if _declared.setdefault(fact.key, fact) != fact:
        raise ValueError(f"fact {fact.key} is declared twice")
    return fact


def declared_facts() -> Mapping[str, Fact]:
    return _declared
