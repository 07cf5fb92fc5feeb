"""POST /acts and GET /acts: the write door as the API offers it, with the text of what each act may be told."""

import uuid
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from zhucun.acts.act import Act
from zhucun.web.api import PROBLEMS, Problem
from zhucun.web.door import LARGEST_KEY, MOST_ACTS, Answer, Sent, carry_out_all, remote_acts, shape_of

router = Router()
LONGEST_VERB = 60


class SentRow(Schema):
    """One act. The sender makes the id: sent twice under it, it is carried out once."""

    id: uuid.UUID
    verb: str = Field(max_length=LONGEST_VERB)
    row: int = Field(ge=1, le=LARGEST_KEY, description="对哪一条记录办")
    seen: int | None = Field(None, ge=0, le=LARGEST_KEY, description="看到的是第几版；给了，别人改过就不办")
    told: dict[str, Any] = {}
    happened_at: datetime | None = Field(None, description="没信号时办的，写办的时刻")


class AnswerRow(Schema):
    """What became of one act; a refused one says why in a sentence for people."""

    id: uuid.UUID
    outcome: Literal["done", "refused", "not_permitted", "not_found", "stale"]
    row: int | None
    sentence: str
    rule: str | None
    field: str | None


class Answers(Schema):
    answers: list[AnswerRow]


class Offered(Schema):
    """An act that may be sent, and what it may be told, as JSON Schema."""

    verb: str
    label: str
    row_kind: str
    told: dict[str, Any]


class AllOffered(Schema):
    acts: list[Offered]


class Posted(Schema):
    acts: list[SentRow] = Field(min_length=1, max_length=MOST_ACTS)


@router.get("/acts", response={200: AllOffered, **PROBLEMS}, summary="可以办的动作")
def offered(request: HttpRequest) -> dict[str, Any]:
    """What this account's roles permit; on which rows is seen when it is done."""
    may = [act for act in remote_acts().values() if request.actor.may(act.needs)]
    return {"acts": [_offered(act) for act in may]}


def _offered(act: Act) -> dict[str, Any]:
    kind = act.row_model()._meta.label_lower
    return {"verb": act.verb, "label": act.label, "row_kind": kind, "told": shape_of(act)}


@router.post("/acts", response={200: Answers, 400: Problem, **PROBLEMS}, summary="办事")
def acts(request: HttpRequest, posted: Posted) -> dict[str, list[Answer]]:
    """In the order sent, each in its own transaction and each once. The answers stand in the same order."""
    sent = [Sent(one.id, one.verb, one.row, one.told, one.seen, one.happened_at) for one in posted.acts]
    return {"answers": carry_out_all(sent, request.actor)}


def describe(text: dict[str, Any]) -> None:
    """Puts every remote act with what it may be told into the OpenAPI text, in place of “any object”."""
    schemas = text["components"]["schemas"]
    plain = schemas.pop("SentRow")
    known = {act.verb: _sent_shape(plain, act) for act in remote_acts().values()}
    schemas.update({_name(verb): shape for verb, shape in known.items()})
    references = {verb: f"#/components/schemas/{_name(verb)}" for verb in known}
    schemas["Posted"]["properties"]["acts"]["items"] = {
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "verb", "mapping": references},
    }


def _name(verb: str) -> str:
    return f"Sent_{verb.replace('.', '_')}"


def _sent_shape(plain: dict[str, Any], act: Act) -> dict[str, Any]:
    kind = act.row_model()._meta.verbose_name
    own = {
        "verb": {"const": act.verb, "type": "string"},
        "row": {**plain["properties"]["row"], "description": f"{kind}的编号"},
        "told": shape_of(act),
    }
    properties = {**plain["properties"], **own}
    return {**plain, "title": act.label, "description": act.__doc__ or act.label, "properties": properties}
