"""An act whose sender gave it an id is carried out once: a double click or a retry gets the first answer again."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.trail import SentAct


def carry_out(act: Act, row: models.Model, *, sent: uuid.UUID, by: Actor, seen: int | None = None, **given: Any) -> int:
    """The key of the act's resulting row. Raises Refused; a refused act may be sent again, corrected, under its id.

    The id is written last, which is one statement; done a second time the act is refused by its own rule or by the id,
    and either way nothing of the second is kept.
    """
    return once(act, lambda: act(row, by=by, seen=seen, **given).pk, sent=sent, by=by)


def once(act: Act, work: Callable[[], int], *, sent: uuid.UUID, by: Actor) -> int:
    """As `carry_out`, of what a form does to many rows; `work` returns what is answered each time the id comes."""
    try:
        with transaction.atomic():
            key = work()
            SentAct.objects.create(id=sent, account_id=by.account_id, at=timezone.now(), verb=act.verb, row_key=key)
            return key
    except IntegrityError:
        clash = Refused("和已有的记录冲突，没有写入。请刷新后再看。")  # where it was not the id that clashed
        return _first_answer(act, sent, by, clash)
    except Refused as refusal:
        return _first_answer(act, sent, by, refusal)


def carry_out_many(act: Act, calls: Sequence[Told], *, sent: uuid.UUID | None, by: Actor) -> int:
    """As `carry_out`, of many rows at once; the key of the first resulting row. A sender without an id sends anew."""
    return once(act, lambda: act.many(calls, by=by)[0].pk, sent=sent or uuid.uuid4(), by=by)


def answered(act: Act, sent: str, *, by: Actor) -> int | None:
    """What the same id was answered before; asked ahead of a form that would look at the world as it now is."""
    try:
        first = SentAct.objects.filter(id=uuid.UUID(sent), account_id=by.account_id, verb=act.verb).first()
    except ValueError:
        return None
    return first.row_key if first else None


def _first_answer(act: Act, sent: uuid.UUID, by: Actor, refusal: Refused) -> int:
    first = SentAct.objects.filter(id=sent).first()
    if first is None:
        raise refusal
    if (first.account_id, first.verb) != (by.account_id, act.verb):
        raise Refused("这个编号已经用过了。请重新打开页面再办。")
    return first.row_key or 0
