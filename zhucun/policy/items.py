"""选派负面清单: one item is a comparison on a known fact, so that a county adds or retires one without code. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from zhucun.policy.facts import COMPARES, COUNT, FLAG, declared_facts

OF = {"first_secretary": "第一书记", "member": "所有队员"}
DO = {"block": "不能派", "warn": "要核实"}
PLAIN = {"is": "是", "is_not": "不是", "under": "不满", "over": "满", "lacking": "没有登记"}


@dataclass(frozen=True)
class Item:
    """Hits whoever the comparison is true of. `value` is a count, a choice, or None where nothing is compared with."""

    key: str
    label: str
    fact: str
    compare: str
    value: int | str | None
    of: str
    do: str
    rule: str = "R-SEL-08"

    @classmethod
    def of_json(cls, given: "Item | Mapping[str, Any]") -> "Item":
        """Raises TypeError for a field too many or too few."""
        return given if isinstance(given, Item) else cls(**given)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def condition(self) -> str:
        """正式党员 不满 12 个月; 身份 是 临聘."""
        fact = declared_facts().get(self.fact)
        compare = (COMPARES[fact.kind] if fact else PLAIN).get(self.compare, self.compare)
        if fact is None:
            return f"{self.fact} {compare} {'' if self.value is None else self.value}".strip()
        if fact.kind == FLAG:
            return f"{compare}{fact.label}"
        if self.compare == "lacking":
            return f"{compare}{fact.label}"
        return f"{fact.label}{compare}{' ' if fact.kind == COUNT else ''}{fact.say(self.value)}"

    @property
    def sentence(self) -> str:
        return f"{self.label}：{OF.get(self.of, self.of)}{self.condition}的，{DO.get(self.do, self.do)}"


def problem_of(given: Any) -> str:
    """What is wrong with one item as it was sent, in a sentence; empty where nothing is."""
    names = {field.name for field in fields(Item)}
    if not isinstance(given, (Item, Mapping)) or (isinstance(given, Mapping) and set(given) - names):
        return "选派条件要一条一条填。"
    try:
        item = Item.of_json(given)
    except TypeError:
        return "选派条件没有填全。"
    return _problem(item)


def _problem(item: Item) -> str:
    fact = declared_facts().get(item.fact)
    if not (item.key and item.label.strip()):
        return "每条选派条件要有名称。"
    if fact is None:
        return f"“{item.label}”：没有“{item.fact}”这一项事实可比。"
    if item.compare not in COMPARES[fact.kind]:
        return f"“{item.label}”：{fact.label}不能这样比。"
    if item.of not in OF or item.do not in DO:
        return f"“{item.label}”：写清管谁、碰上了怎么办。"
    return _value_problem(item, fact.kind, fact.choices)


def _value_problem(item: Item, kind: str, choices: Mapping[str, str]) -> str:
    if item.compare == "lacking" or kind == FLAG:
        return "" if item.value is None else f"“{item.label}”：这样比不用填数。"
    if kind == COUNT:
        is_count = isinstance(item.value, int) and not isinstance(item.value, bool) and item.value >= 0
        return "" if is_count else f"“{item.label}”：要填不小于 0 的整数。"
    return "" if item.value in choices else f"“{item.label}”：没有这一类。"


SHIPPED_ITEMS = (
    Item("party", "党龄", "full_party_months", "under", 12, "first_secretary", "block", "R-SEL-06"),
    Item("work", "工作年限", "work_months", "under", 24, "first_secretary", "block", "R-SEL-06"),
    Item("temporary", "临聘人员", "employment", "is", "temporary", "member", "block", "R-SEL-08"),
    Item("manual_worker", "工勤人员", "employment", "is", "manual_worker", "member", "block", "R-SEL-08"),
    Item("age", "临近退休", "age", "over", 58, "member", "warn", "R-SEL-08"),
    Item("fitness", "单位确认能派驻", "fitness_confirmed_on", "lacking", None, "member", "warn", "R-SEL-08"),
    Item("recalled", "召回以后", "recall_effect_running", "is", None, "member", "block", "R-TLK-06"),
    Item("discipline", "影响期", "discipline_effect_running", "is", None, "member", "block", "R-SEL-08"),
)
