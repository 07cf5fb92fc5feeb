"""The one write door: a list of acts as a phone or another program sent them, carried out in order, each once.

What an act may be told is read from its own signature; a row is told by its key, within the sender's reach. A refused
act does not keep the next ones: each has its answer, and whoever sent it decides.
"""

import inspect
import types
import typing
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Union

from django.db import DataError, models
from django.db.models.enums import Choices
from django.utils import timezone

from zhucun.acts import verbs
from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.once import carry_out
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, Stale

LONGEST_OFFLINE = timedelta(days=31)
CLOCKS_DIFFER = timedelta(minutes=10)
MOST_ACTS = 100
LARGEST_KEY = 2**63 - 1
YEARS = range(1900, 2200)  # beyond them a day is a slip, and days counted from it may not exist


@dataclass(frozen=True)
class Sent:
    """One act as it was sent. `happened_at` is when it was done on the phone, where that was earlier."""

    id: uuid.UUID
    verb: str
    row: int
    told: dict[str, Any]
    seen: int | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """`outcome`: done; refused, with the sentence; not_permitted; not_found, which also means out of reach; stale."""

    id: uuid.UUID
    outcome: str
    row: int | None = None
    sentence: str = ""
    rule: str | None = None
    field: str | None = None


OUTCOMES = {OutOfReach: "not_found", NotPermitted: "not_permitted", Stale: "stale"}


def remote_acts() -> dict[str, Act]:
    return {verb: act for verb, act in sorted(verbs.all_acts().items()) if act.remote}


def carry_out_all(acts: Sequence[Sent], by: Actor) -> list[Answer]:
    """In the order sent, each in a transaction of its own."""
    return [_answered(sent, by) for sent in acts]


def _answered(sent: Sent, by: Actor) -> Answer:
    try:
        return Answer(sent.id, "done", row=_carry_out(sent, by))
    except Refused as refusal:
        outcome = OUTCOMES.get(type(refusal), "refused")
        return Answer(sent.id, outcome, sentence=refusal.sentence, rule=refusal.rule, field=refusal.field)


def _carry_out(sent: Sent, by: Actor) -> int:
    act = remote_acts().get(sent.verb)
    if act is None:
        raise Refused(f"没有“{sent.verb}”这个动作，或者它不能这样办。程序可能旧了，请更新。", field="verb")
    by = _at_the_time(sent, by)
    row = act.row_model()(pk=sent.row)
    if hasattr(row, "version"):
        row.version = None  # not seen unless the sender says which it saw
    try:
        return carry_out(act, row, sent=sent.id, by=by, seen=sent.seen, **typed(act, sent.told, by))
    except DataError:  # longer than its column, which forms and sheets would have told at the field
        raise Refused("有一项太长，没有写入。请写短一些再办。") from None


def _at_the_time(sent: Sent, by: Actor) -> Actor:
    """What was done without signal is judged by the day it was done. The demo county's day does not pass."""
    if sent.happened_at is None or by.is_demo:
        return by
    at = sent.happened_at if timezone.is_aware(sent.happened_at) else timezone.make_aware(sent.happened_at)
    if at > by.now + CLOCKS_DIFFER:
        raise Refused("办的时间在将来，手机的时间不对，请校准后再办一次。", field="happened_at")
    if at < by.now - LONGEST_OFFLINE:
        raise Refused(f"这是 {LONGEST_OFFLINE.days} 天以前办的，请到电脑上补办。", field="happened_at")
    return replace(by, now=min(at, by.now))


# ── what may be told ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Part:
    """One thing an act may be told: its type without None, and what it is when left out."""

    name: str
    kind: Any
    is_list: bool
    may_be_none: bool
    is_required: bool


def parts_of(act: Act) -> list[Part]:
    hints = typing.get_type_hints(act.function)
    told = act.told_parameters().items()
    return [_part(name, hints[name], is_required=one.default is inspect.Parameter.empty) for name, one in told]


def _part(name: str, hint: Any, *, is_required: bool) -> Part:
    options = typing.get_args(hint) if typing.get_origin(hint) in (Union, types.UnionType) else (hint,)
    kind = next(option for option in options if option is not type(None))
    is_list = typing.get_origin(kind) is not None
    inner = (typing.get_args(kind) or (str,))[0] if is_list else kind
    return Part(name, inner, is_list, type(None) in options, is_required)


def typed(act: Act, told: dict[str, Any], by: Actor) -> dict[str, Any]:
    """What was told as the act takes it. Raises Refused at what is missing, unknown or of another type."""
    return _all_typed(parts_of(act), told, act.label, by)


def _all_typed(parts: Sequence[Part], told: dict[str, Any], whose: str, by: Actor) -> dict[str, Any]:
    named = {part.name: part for part in parts}
    if unknown := sorted(set(told) - set(named)):
        raise Refused(f"“{whose}”没有“{unknown[0]}”这一项。", field=unknown[0])
    missing = [part.name for part in parts if part.is_required and part.name not in told]
    if missing:
        raise Refused(f"“{whose}”要有“{missing[0]}”这一项。", field=missing[0])
    return {name: _typed(named[name], value, by) for name, value in told.items()}


def _typed(part: Part, value: Any, by: Actor) -> Any:
    if value is None:
        if part.may_be_none:
            return None
        raise Refused(f"“{part.name}”不能空着。", field=part.name)
    if not part.is_list:
        return _one(part, value, by)
    if not isinstance(value, list):
        raise Refused(f"“{part.name}”要是一串。", field=part.name)
    return [_one(part, item, by) for item in value]


def _one(part: Part, value: Any, by: Actor) -> Any:
    try:
        if isinstance(part.kind, type) and issubclass(part.kind, models.Model):
            return _row(part.kind, value, by)
        if isinstance(part.kind, type) and issubclass(part.kind, Choices):
            return part.kind(value)
        if typing.is_typeddict(part.kind):
            return _all_typed(_parts_within(part.kind), _object(value), part.name, by)
        return READERS[part.kind](value)
    except (KeyError, TypeError, ValueError):
        raise Refused(f"“{part.name}”填的“{str(value)[:40]}”不对。", field=part.name) from None


def _row(model: Any, key: Any, by: Actor) -> models.Model:
    found = model.objects.visible_to(by).filter(pk=_whole(key)).first()
    if found is None:
        raise OutOfReach()
    return found


def _parts_within(kind: Any) -> list[Part]:
    """Of an object of plain values, which an act declares as a TypedDict."""
    hints = typing.get_type_hints(kind)
    return [_part(name, hint, is_required=name in kind.__required_keys__) for name, hint in hints.items()]


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _day(value: Any) -> date:
    day = date.fromisoformat(_text(value))
    if day.year not in YEARS:
        raise ValueError
    return day


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.year not in YEARS:
        raise ValueError
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -LARGEST_KEY <= value <= LARGEST_KEY:
        raise TypeError
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


READERS = {
    str: _text,
    int: _whole,
    bool: _truth,
    date: _day,
    datetime: _moment,
}
SHAPES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def shape_of(act: Act) -> dict[str, Any]:
    """What the act may be told, as JSON Schema."""
    parts = parts_of(act)
    return _object_of({part.name: _named(part, act) for part in parts}, parts)


def _object_of(properties: dict[str, Any], parts: Sequence[Part]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [part.name for part in parts if part.is_required],
        "additionalProperties": False,
    }


OFTEN_TOLD = {
    "since": "从哪天起",
    "last_day": "最后一天（含）",
    "basis": "依据文号，没有的写理由",
    "reason": "理由",
    "text": "内容",
    "answer": "答复",
    "arrived_on": "到岗那天",
    "on": "哪一天",
    "agrees": "同意还是不同意",
    "opinion": "意见",
    "not_waiting": "不等意见的，写为什么",
    "override": "人没补齐也要办结的，写为什么",
    "listed": "列入还是不列入",
    "signed_on": "纸上签字那天",
    "led_by": "乡镇是谁签的",
    "side": "替哪一方说，不写就是自己这一方",
    "evidence": "佐证，用它的编号（reference）",
    "spells": "一段一段的：在哪里做什么，从哪天起，到哪天前",
}


def _named(part: Part, act: Act) -> dict[str, Any]:
    """With what people call it: by a word that many acts use, else by the column of the same name it goes into."""
    shape = _shape(part)
    if part.name in OFTEN_TOLD:
        return {**shape, "description": OFTEN_TOLD[part.name]}
    columns = {field.name: field for field in (*act.row_model()._meta.fields, *_result_columns(act))}
    if part.name in columns and part.kind in SHAPES:
        shape = {**shape, "description": str(columns[part.name].verbose_name)}
    return shape


def _result_columns(act: Act) -> Sequence[Any]:
    result = typing.get_type_hints(act.function).get("return")
    return result._meta.fields if isinstance(result, type) and issubclass(result, models.Model) else ()


def _shape_of_one(kind: Any) -> dict[str, Any]:
    if kind in SHAPES:
        return SHAPES[kind]
    if typing.is_typeddict(kind):
        parts = _parts_within(kind)
        return _object_of({part.name: _shape(part) for part in parts}, parts)
    if issubclass(kind, Choices):
        meant = "、".join(f"{value} {label}" for value, label in kind.choices)
        return {"type": "string", "enum": list(kind.values), "description": meant}
    return {"type": "integer", "description": f"{kind._meta.verbose_name}的编号"}


def _shape(part: Part) -> dict[str, Any]:
    one = _shape_of_one(part.kind)
    shape = {"type": "array", "items": one} if part.is_list else one
    return {"anyOf": [shape, {"type": "null"}]} if part.may_be_none else shape
