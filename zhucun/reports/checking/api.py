"""A text looked through by a program: nothing is kept, the same text gets the same answer."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from zhucun.reports.checking.asking import looked_through_by
from zhucun.reports.checking.documents import must_be_short, text_of
from zhucun.reports.checking.reporting import looked_through
from zhucun.reports.checking.telling import told
from zhucun.reports.rules import SEE
from zhucun.sheets.faults import Unreadable
from zhucun.web.api import PROBLEMS, Problem, reader

router = Router()


class TextAsked(Schema):
    """The text itself, or a .docx or .txt as `file`."""

    text: str = Field("", description="要校对的文字；有文件就不用")
    as_of: date | None = Field(None, description="数字截止哪一天，默认今天")
    no_ledger: bool = Field(False, description="只看文字自己，不问台账")


class NumberFound(Schema):
    """Where it stands, in characters from the beginning of the text."""

    said: str
    start: int
    end: int


class FindingRow(Schema):
    """As `zhucun check-text --json` prints it."""

    verdict: str = Field(description="contradicted 矛盾，needs_scope 要写明口径，coincidence 巧合请核，agreed 一致")
    rule: str
    sentence: str
    arithmetic: str
    numbers: list[NumberFound]
    figure: str | None
    ledger: str | None
    instead: str | None


class TextFound(Schema):
    """Each number is in a finding or among those nothing is known of."""

    numbers: int
    verdicts: dict[str, int]
    findings: list[FindingRow]
    unknown: list[NumberFound]


@router.post("/text-checks/", response={200: TextFound, **PROBLEMS, 409: Problem}, summary="校对一份文字里的数字")
def text_checks(request: HttpRequest, asked: Form[TextAsked], file: File[UploadedFile | None] = None) -> dict[str, Any]:
    """Against itself and against the ledgers of the reader's own reach. Nothing is stored."""
    actor = reader(request, SEE)
    try:
        text = text_of(file.read()) if file else must_be_short(asked.text)
    except Unreadable as unreadable:
        raise HttpError(422, unreadable.sentence) from unreadable
    if asked.no_ledger:
        return told(looked_through(text, None, {}))
    return told(looked_through_by(actor, text, asked.as_of or actor.today))
