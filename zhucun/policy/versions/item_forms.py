"""The part of a new version that is a list of items: those in force, each kept, changed or retired, and blank lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django import forms

from zhucun.policy.facts import CHOICE, COMPARES, COUNT, declared_facts
from zhucun.policy.items import DO, OF, Item

KEY = "eligibility.items"
BLANKS = 2
LONGEST_LABEL = 20
RULE = "R-SEL-08"


@dataclass(frozen=True)
class Line:
    """One item as it is filled in; `item` is None for a new one."""

    item: Item | None
    fields: dict[str, forms.BoundField]

    @property
    def of_whom(self) -> str:
        return OF[self.item.of] if self.item else ""


def takes_value(item: Item) -> bool:
    return item.value is not None


def comparisons() -> list[tuple[str, str]]:
    """事实和比法, of every fact that is declared: 年龄满……; 身份是……."""
    found = [("", "不加")]
    for fact in declared_facts().values():
        for compare, word in COMPARES[fact.kind].items():
            before = fact.kind in (COUNT, CHOICE) and compare != "lacking"
            said = f"{fact.label}{word}……{fact.unit}" if before else f"{word}{fact.label}"
            found.append((f"{fact.key}:{compare}", said))
    return found


def shown(item: Item) -> str:
    fact = declared_facts().get(item.fact)
    return fact.choices.get(str(item.value), str(item.value)) if fact else str(item.value)


def add_fields(form: forms.Form, items: Sequence[Item]) -> None:
    for at, item in enumerate(items):
        form.fields[f"item{at}_kept"] = forms.BooleanField(label=f"留用“{item.label}”", required=False, initial=True)
        if takes_value(item):
            form.fields[f"item{at}_value"] = forms.CharField(
                label=f"“{item.label}”比什么", max_length=20, initial=shown(item)
            )
        form.fields[f"item{at}_do"] = _choice(f"碰上“{item.label}”怎么办", DO, item.do)
    for at in range(len(items), len(items) + BLANKS):
        words = f"新加第 {at - len(items) + 1} 条"
        form.fields[f"item{at}_label"] = forms.CharField(
            label=f"{words}：名称", max_length=LONGEST_LABEL, required=False
        )
        form.fields[f"item{at}_test"] = forms.ChoiceField(
            label=f"{words}：比什么", choices=comparisons(), required=False
        )
        form.fields[f"item{at}_value"] = forms.CharField(label=f"{words}：比多少", max_length=20, required=False)
        form.fields[f"item{at}_of"] = _choice(f"{words}：管谁", OF, "member")
        form.fields[f"item{at}_do"] = _choice(f"{words}：碰上怎么办", DO, "warn")


def _choice(label: str, choices: dict[str, str], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()), initial=initial)


def lines(form: forms.Form, items: Sequence[Item]) -> Iterator[Line]:
    for at in range(len(items) + BLANKS):
        start = f"item{at}_"
        named = {name.removeprefix(start): form[name] for name in form.fields if name.startswith(start)}
        yield Line(items[at] if at < len(items) else None, named)


def items_told(form: forms.Form, items: Sequence[Item]) -> list[Item]:
    """The list as it would be. A value that cannot be read becomes an error of its field."""
    given, told = form.cleaned_data, []
    for at, item in enumerate(items):
        if given.get(f"item{at}_kept"):
            value = _value(form, at, item.fact) if takes_value(item) else None
            told.append(replace(item, value=value, do=given.get(f"item{at}_do", item.do)))
    for at in range(len(items), len(items) + BLANKS):
        if given.get(f"item{at}_test"):
            told.append(_new(form, at, {item.key for item in (*items, *told)}))
    return told


def _new(form: forms.Form, at: int, taken: set[str]) -> Item:
    given = form.cleaned_data
    fact, compare = given[f"item{at}_test"].split(":")
    if not given[f"item{at}_label"]:
        form.add_error(f"item{at}_label", "给这一条起个名称，比如“临近退休”。")
    compares = declared_facts()[fact].kind in (COUNT, CHOICE) and compare != "lacking"
    value = _value(form, at, fact) if compares else None
    key = next(f"own{n}" for n in range(1, len(taken) + 2) if f"own{n}" not in taken)
    return Item(key, given[f"item{at}_label"], fact, compare, value, given[f"item{at}_of"], given[f"item{at}_do"], RULE)


def _value(form: forms.Form, at: int, fact_key: str) -> int | str | None:
    typed = str(form.cleaned_data.get(f"item{at}_value") or "").strip()
    fact = declared_facts().get(fact_key)
    if fact is not None and fact.kind == CHOICE:
        known = {label: key for key, label in fact.choices.items()} | {key: key for key in fact.choices}
        if typed not in known:
            form.add_error(f"item{at}_value", f"写其中一类：{'、'.join(fact.choices.values())}。")
        return known.get(typed)
    if not typed.isdecimal():
        form.add_error(f"item{at}_value", "填整数。")
        return 0
    return int(typed)
