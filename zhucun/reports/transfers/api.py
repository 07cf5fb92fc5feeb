"""Read endpoints of the ledgers: which there are, and one as a file. What is taken away is noted (R-SEC-08)."""

import io
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.refused import OutOfReach
from zhucun.dispatch.roster.rules import EXPORT
from zhucun.reports.transfers.ledgers import who_may
from zhucun.web.api import PROBLEMS, reader
from zhucun.web.exporting import XLSX, file_of
from zhucun.web.ledgers import all_ledgers, asked_of, file_name, ledger_called, write

router = Router()


class LedgerRow(Schema):
    """A ledger one may take. `per` is what it is asked for: day, month or span."""

    key: str
    rule: str
    title: str
    note: str
    per: str
    is_restricted: bool
    who_may: list[str]


class LedgerAsked(Schema):
    """For when. Of a month any day of it says which."""

    day: date | None = Field(None, description="哪一天的、到哪一天为止，默认今天；按月的写这个月里的一天")
    since: date | None = Field(None, description="从哪天起，默认今年 1 月 1 日；按天、按月的不用写")


FILE: dict[str, Any] = {
    "responses": {200: {"description": "台账", "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}
}


@router.get("/ledgers/", response={200: list[LedgerRow], **PROBLEMS}, summary="能导出的台账")
def ledgers(request: HttpRequest) -> list[dict[str, Any]]:
    actor = reader(request, EXPORT)
    names = ("key", "rule", "title", "note", "is_restricted")
    return [
        {**{name: getattr(one, name) for name in names}, "per": one.per.key, "who_may": who_may(one)}
        for one in all_ledgers()
        if one.may_be_taken_by(actor)
    ]


@router.get("/ledgers/{key}/xlsx/", response=PROBLEMS, summary="一本台账", openapi_extra=FILE)
def ledger_file(request: HttpRequest, key: str, asked: Query[LedgerAsked]) -> HttpResponse:
    actor, one = reader(request, EXPORT), ledger_called(key)
    if one is None:
        raise OutOfReach
    buffer, told = io.BytesIO(), asked_of(one, actor, day=asked.day, since=asked.since)
    write(one, buffer, told)
    return file_of(buffer.getvalue(), file_name(one, told), actor)
