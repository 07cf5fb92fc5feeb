"""Everything that asks something of people, as text, so that the linter reads it: topics register what they say.

What the product itself says (forms, acts, figures, timed jobs, labels of values) is the same everywhere and a house
test keeps it clean; what a county writes (prompts, promises, values, its other forms) is read county by county.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.conf import settings

from zhucun.acts import verbs
from zhucun.lib.figure import all_figures
from zhucun.policy.burden import linter
from zhucun.policy.burden.linter import Fault
from zhucun.policy.profile import all_declared
from zhucun.policy.rule_texts import RULE_TEXTS
from zhucun.web.forms import ActForm


@dataclass(frozen=True)
class Wording:
    """One text and where it stands; `url` leads to where it can be changed."""

    where: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Found:
    source: str
    where: str
    fault: Fault
    url: str = ""


OfCounty = Callable[[str, date], Iterable[Wording]]
_of_counties: dict[str, OfCounty] = {}


def wordings(source: str) -> Callable[[OfCounty], OfCounty]:
    """Register what a county has written: `f(county_code, day) -> wordings`, what is over and done left out."""

    def register(function: OfCounty) -> OfCounty:
        _of_counties[source] = function
        return function

    return register


def read_county(county_code: str, day: date) -> list[Found]:
    said = ((source, wording) for source, of in _of_counties.items() for wording in of(county_code, day))
    return [Found(source, one.where, fault, one.url) for source, one in said for fault in linter.faults(one.text)]


def sources_of_counties() -> list[str]:
    return list(_of_counties)


def read_product() -> list[Found]:
    said = ((source, wording) for source, of in PRODUCT.items() for wording in of())
    found = [Found(source, one.where, fault) for source, one in said for fault in linter.faults(one.text)]
    return [*_fields(), *found]


def _fields() -> Iterator[Found]:
    """A field's label and hint; a photo that cannot be left out is found by the field itself."""
    for form in _forms(ActForm):
        for name, field in form.base_fields.items():
            label, hint = str(field.label or ""), str(field.help_text or "")
            for fault in linter.field_faults(label, hint, is_required=field.required):
                yield Found("表单", f"{form.__module__}.{form.__name__}.{name}", fault)


def _forms(of: type[ActForm]) -> Iterator[type[ActForm]]:
    for form in of.__subclasses__():
        yield form
        yield from _forms(form)


def _acts() -> Iterator[Wording]:
    return (Wording(act.verb, act.label) for act in verbs.all_acts().values())


def _figures() -> Iterator[Wording]:
    return (Wording(one.id, f"{one.label}。{one.definition}") for one in all_figures())


def _timed_jobs() -> Iterator[Wording]:
    return (Wording(one.name, one.sentence) for one in import_module(settings.SCHEDULE).SCHEDULE)


def _values() -> Iterator[Wording]:
    yield from (Wording(one.key, f"{one.label}。{one.say(one.default)}") for one in all_declared())
    yield from (Wording(rule, text) for rule, text in RULE_TEXTS.items())


PRODUCT: dict[str, Callable[[], Iterator[Wording]]] = {
    "动作": _acts,
    "数字": _figures,
    "定时工作": _timed_jobs,
    "办法参数": _values,
}
