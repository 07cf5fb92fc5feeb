"""Writes the audit lines of acts: what changed, what was told, free text apart from the chain."""

import hashlib
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone

from zhucun.acts import reactions
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, insert_plain
from zhucun.acts.trail import AuditLog, AuditText, Delivery

UNDO_SECONDS = 10  # deliveries wait this long, so that an undo can still catch them
FREE_TEXT = {"reason", "opinion", "note", "text", "answer", "points", "commitment", "statement"}
HIDDEN = "（不记内容）"


@dataclass(frozen=True)
class Told:
    """One call of an act: the row it is about and what it was told. `by` is whose it is where the house carries over
    what many people did, each under their own name."""

    row: models.Model
    given: Mapping[str, Any] = field(default_factory=dict)
    by: Actor | None = None

    def hand(self, by: Actor) -> Actor:
        """Whose call it is, within a bulk act by `by`."""
        return self.by or by


@dataclass(frozen=True)
class Written:
    """One outcome of an act: the row as it was, the row it gave back, what the call was told."""

    subject: models.Model
    row: models.Model
    changes: dict[str, list[Any]]
    given: Mapping[str, Any]
    by: Actor | None = None  # where it is another's than that of the whole act


@cache
def _columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(f.attname for f in model._meta.concrete_fields if f.attname != "version")


def snapshot(row: models.Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _columns(type(row))}


def version_of(row: models.Model) -> int | None:
    return getattr(row, "version", None)


def difference(before: Mapping[str, Any] | None, row: models.Model) -> dict[str, list[Any]]:
    """Column → [before, after]; of a new row every filled column."""
    after = snapshot(row)
    if before is None:
        key = row._meta.pk.attname
        return {name: [None, value] for name, value in after.items() if value not in (None, "") and name != key}
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def plain(value: Any) -> Any:
    """A value as JSON holds it: days as ISO, rows as kind, key and name."""
    if value.__class__ in AS_THEY_ARE:  # most are: a roster of 100 000 rows has five million values
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, models.Model):
        return {"kind": value._meta.label_lower, "key": value.pk, "name": str(value)}
    if isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (Sequence, frozenset, set)):
        return [plain(item) for item in value]
    return str(value)


def digest_of(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}{text}".encode()).hexdigest()


def write(
    verb: str,
    written: Sequence[Written],
    *,
    by: Actor,
    act_id: uuid.UUID,
    cause: uuid.UUID | None,
    many: bool,
    batch: uuid.UUID | None = None,
) -> None:
    """One line per row. A bulk act marks its lines with one batch id: its own, or that of the batch it belongs to."""
    around = {
        "recorded_at": timezone.now(),
        "verb": verb,
        "cause_id": cause,
        "batch_id": batch or (act_id if many else None),
    }
    lines_and_texts = [_line(one, by, act_id=uuid.uuid4() if many else act_id, **around) for one in written]
    keys = insert_plain(AuditLog, [line for line, _ in lines_and_texts])
    for key, (_, texts) in zip(keys, lines_and_texts, strict=True):
        for text in texts:
            text.line_id = key
    insert_many(text for _, texts in lines_and_texts for text in texts)
    _queue_deliveries(verb, keys)


def _queue_deliveries(verb: str, lines: Sequence[int]) -> None:
    due_at = timezone.now() + timedelta(seconds=UNDO_SECONDS)
    handlers = reactions.handlers(verb)
    insert_many(Delivery(line_id=line, handler=name, due_at=due_at) for line in lines for name in handlers)


def _line(one: Written, by: Actor, **around: Any) -> tuple[dict[str, Any], list[AuditText]]:
    """The columns of a line, and the free texts that stand apart from it."""
    texts: list[AuditText] = []
    row, subject = one.row, one.subject
    changes = {
        name: [None if before is None else _kept(row, name, before, texts), _kept(row, name, after, texts)]
        for name, (before, after) in one.changes.items()
    }
    told = {name: _told(name, value, texts) for name, value in one.given.items() if value not in (None, "")}
    told = {name: value for name, value in told.items() if changes.get(name) != [None, value]}  # said by the new row
    is_about_another = subject is not row and (type(subject), subject.pk) != (type(row), row.pk)
    line = {
        **around,
        **_who(one.by or by),
        "row_kind": row._meta.label_lower,
        "row_key": row.pk,
        "subject_kind": subject._meta.label_lower if is_about_another else "",
        "subject_key": subject.pk if is_about_another else None,
        "place_code": _place_code(one) or by.county_code,
        "changes": changes,
        "told": told,
    }
    return line, texts


def _who(by: Actor) -> dict[str, Any]:
    return {
        "happened_at": by.now,
        "actor_name": by.name,
        "account_id": by.account_id,
        "person_id": by.person_id,
        "on_behalf_of": by.on_behalf_of,
        "door": by.door,
    }


def _place_code(one: Written) -> str:
    for row in (one.row, one.subject):
        for name in ("place_code", "code", "county_code"):
            if code := getattr(row, name, ""):
                return code[:14]
    return ""


def _kept(row: models.Model, name: str, value: Any, texts: list[AuditText]) -> Any:
    """What the line keeps of a column's value: nothing of a sensitive one, a digest of free text (R-DAT-04)."""
    if value is None or value == "":
        return value
    apart = _kept_apart(type(row), name)
    if apart is HIDDEN:
        return HIDDEN
    return _digest(name, str(value), texts) if apart else plain(value)


@cache
def _kept_apart(model: type[models.Model], name: str) -> str:
    """HIDDEN for a sensitive column, "text" for free text, empty for the rest."""
    column = model._meta.get_field(name)
    if getattr(column, "is_sensitive", False):
        return HIDDEN
    return "text" if isinstance(column, models.TextField) else ""


def _told(name: str, value: Any, texts: list[AuditText]) -> Any:
    if name in FREE_TEXT and isinstance(value, str):
        return _digest(name, value, texts)
    if name in SENSITIVE:
        return HIDDEN
    if value.__class__ in AS_THEY_ARE:
        return value
    if isinstance(value, Mapping):
        return {str(key): _told(str(key), item, texts) for key, item in value.items()}
    return plain(value)


SENSITIVE = {"id_number", "phone", "password", "code", "secret", "letters"}


def _digest(name: str, text: str, texts: list[AuditText]) -> dict[str, str]:
    """What is told and becomes a column of that name is one text of the line, not two."""
    known = next((one for one in texts if (one.field, one.text) == (name, text)), None)
    if known is not None:
        return {"digest": digest_of(known.salt, text)}
    salt = secrets.token_hex(8)
    texts.append(AuditText(field=name, salt=salt, text=text))
    return {"digest": digest_of(salt, text)}
