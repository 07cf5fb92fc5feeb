"""Reading one's own drafts: the list, one as people read it, its numbers with the figures they are tied to."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.reports.drafts import tied
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.rules import WRITE
from zhucun.web.api import PROBLEMS, Key, Paging, Problem, Rows, page_of, reader

router = Router()
REFUSALS = {**PROBLEMS, 409: Problem}
COLUMNS = ("id", "title", "kind", "as_of", "begun_at", "changed_at", "version")


class DraftRow(Schema):
    id: int
    title: str
    kind: str = Field(description="从哪个模板来的；自己写的是空的")
    as_of: date = Field(description="数字截止哪一天")
    begun_at: datetime
    changed_at: datetime
    version: int


class DraftText(DraftRow):
    text: str = Field(description="人看到的正文，台账里的数已经填上")
    kept: str = Field(description="改的时候用的正文：⟦3⟧ 是第 3 个连着台账的数，{dispatch.members} 放一个新的")


class NumberRow(Schema):
    mark: int = Field(description="正文里的 ⟦3⟧ 就是 3")
    figure: str
    label: str | None = Field(description="数字台账里没有这个数了就是空的")
    scope: str
    as_of: date
    since: date | None
    until: date | None = Field(description="不含这一天")
    words: str = Field(description="现在印出来的样子")
    frozen_on: date | None
    frozen_because: str
    url: str


@router.get("/texts/", response={200: Rows[DraftRow], **REFUSALS}, summary="我的材料稿")
def texts(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    rows = _own(reader(request, WRITE))
    return page_of(rows.order_by("-changed_at", "-pk"), COLUMNS, asked)


@router.get("/texts/{pk}/", response={200: DraftText, **REFUSALS}, summary="一份材料稿")
def text(request: HttpRequest, pk: Key) -> dict[str, Any]:
    draft, actor = _one(request, pk)
    columns = {name: getattr(draft, name) for name in COLUMNS}
    return {**columns, "text": tied.told(draft, actor).text, "kept": draft.text}


@router.get("/texts/{pk}/numbers/", response={200: list[NumberRow], **REFUSALS}, summary="稿里连着台账的数")
def numbers(request: HttpRequest, pk: Key) -> list[dict[str, Any]]:
    """Those that stand in the text."""
    draft, actor = _one(request, pk)
    read = tied.told(draft, actor)
    return [_number(read.tied[mark]) for mark in dict.fromkeys(span.mark for span in read.spans) if mark in read.tied]


def _number(one: tied.Tied) -> dict[str, Any]:
    number, period = one.number, one.question.period
    has_period = one.figure is not None and one.figure.has_period
    return {
        "mark": number.mark,
        "figure": number.figure_id,
        "label": one.figure.label if one.figure else None,
        "scope": number.scope,
        "as_of": one.question.as_of,
        "since": period.since if has_period else None,
        "until": period.until if has_period else None,
        "words": one.words,
        "frozen_on": number.frozen_on,
        "frozen_because": number.frozen_because,
        "url": one.url,
    }


def _own(actor: Actor) -> Any:
    return Draft.objects.visible_to(actor, WRITE).filter(removed_at__isnull=True)


def _one(request: HttpRequest, pk: int) -> tuple[Draft, Actor]:
    actor = reader(request, WRITE)
    draft = _own(actor).filter(pk=pk).first()
    if draft is None:
        raise OutOfReach()
    return draft, actor
