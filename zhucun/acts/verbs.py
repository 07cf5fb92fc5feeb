"""The list of all acts."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhucun.acts.act import Act

_verbs: dict[str, "Act"] = {}
_written_otherwise: dict[str, str] = {}  # lines written without an act: the first places of a database


def add(act: "Act") -> None:
    if act.verb in _verbs:
        raise ValueError(f"two acts are called {act.verb}")
    _verbs[act.verb] = act


def also(verb: str, label: str) -> str:
    """The label of a verb that stands in the log but is no act."""
    return _written_otherwise.setdefault(verb, label) and verb


def all_acts() -> dict[str, "Act"]:
    return dict(_verbs)


def named(verb: str) -> "Act":
    return _verbs[verb]


def label(verb: str) -> str:
    """The Chinese label of a verb; the verb itself for one that has since been removed."""
    act = _verbs.get(verb)
    return act.label if act else _written_otherwise.get(verb, verb)
