"""From the OpenAPI text to what web/pages/api.html draws: groups of addresses, what may be asked, what is answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from zhucun.acts.act import Act

Text = dict[str, Any]
KINDS = {
    "integer": "整数",
    "string": "文字",
    "boolean": "true 或 false",
    "array": "一串",
    "object": "一组",
    "number": "数",
}
FORMATS = {"date": "日期 2022-07-11", "date-time": "时刻 2022-07-11T08:12:00+08:00", "uuid": "UUID"}
EXAMPLES = {"date": '"2022-07-11"', "integer": "1", "boolean": "true", "array": "[]"}


@dataclass(frozen=True)
class Entry:
    """One thing asked, told or answered."""

    name: str
    kind: str
    is_required: bool
    meaning: str


@dataclass(frozen=True)
class Address:
    method: str
    path: str
    summary: str
    asked: list[Entry]
    answered: list[Entry]


@dataclass(frozen=True)
class Group:
    name: str
    addresses: list[Address]


@dataclass(frozen=True)
class DrawnAct:
    verb: str
    label: str
    row: str
    told: list[Entry]
    example: str


def groups_of(text: Text) -> list[Group]:
    """In the order of the text, those under one tag together."""
    found: dict[str, list[Address]] = {}
    for path, methods in text["paths"].items():
        for method, operation in methods.items():
            found.setdefault(operation["tags"][0], []).append(_address(method, path, operation, text))
    return [Group(name, addresses) for name, addresses in found.items()]


def _address(method: str, path: str, operation: Text, text: Text) -> Address:
    asked = [_entry(p["name"], p["schema"], p["required"], text) for p in operation["parameters"]]
    [answered] = operation["responses"][200]["content"].values()  # JSON, or a file that has no columns to tell of
    return Address(method.upper(), path, operation.get("summary", ""), asked, list(_columns(answered["schema"], text)))


def _columns(schema: Text, text: Text) -> Iterator[Entry]:
    """Of a list its rows' columns: that there is a count beside them is said once on the page."""
    schema = schema["items"] if schema.get("type") == "array" else schema
    properties = _resolved(schema, text).get("properties", {})
    if set(properties) == {"count", "rows"}:
        properties = _resolved(properties["rows"]["items"], text).get("properties", {})
    return (_entry(name, shape, False, text) for name, shape in properties.items())


def _resolved(schema: Text, text: Text) -> Text:
    if "$ref" in schema:
        return text["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _entry(name: str, schema: Text, is_required: bool, text: Text) -> Entry:
    return Entry(name, _kind(schema, text), is_required, _meaning(schema))


def _meaning(schema: Text) -> str:
    """Its own, else that of what it may be, else that of what it is a list of."""
    inner = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())]
    return schema.get("description") or "".join(_meaning(shape) for shape in inner)


def _kind(schema: Text, text: Text) -> str:
    shapes = [_resolved(shape, text) for shape in schema.get("anyOf", [schema])]
    words = [_word(shape, text) for shape in shapes if shape.get("type") != "null"]
    return "，或".join(words) + ("，可空" if len(words) < len(shapes) else "")


def _word(shape: Text, text: Text) -> str:
    if "enum" in shape:
        return "、".join(str(value) for value in shape["enum"])
    if shape.get("type") == "array":
        inner = _resolved(shape["items"], text)
        return (
            f"一串（{_word(inner, text)}）"
            if "properties" not in inner
            else f"一串（{'、'.join(inner['properties'])}）"
        )
    return FORMATS.get(shape.get("format", ""), KINDS.get(shape.get("type", ""), "任意"))


def acts_of(acts: Iterable[tuple[Act, Text]]) -> list[DrawnAct]:
    """Each act with the shape of what it may be told."""
    return [_drawn_act(act, shape) for act, shape in acts]


def _drawn_act(act: Act, shape: Text) -> DrawnAct:
    required = set(shape["required"])
    told = [_entry(name, part, name in required, {}) for name, part in shape["properties"].items()]
    example = ", ".join(f'"{name}": {_example(shape["properties"][name])}' for name in shape["required"])
    kind = act.row_model()._meta.verbose_name
    return DrawnAct(act.verb, act.label, str(kind), told, f"{{{example}}}")


def _example(shape: Text) -> str:
    if "enum" in shape:
        return f'"{shape["enum"][0]}"'
    return EXAMPLES.get(shape.get("format", ""), EXAMPLES.get(shape.get("type", ""), '"…"'))
