"""Importing by a program: a file and what was settled about it in, the plan out; all of it is written or nothing."""

import json

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from zhucun.dispatch.imports.telling import brought_or_looked, choices_told, told, told_unreadable
from zhucun.dispatch.roster.rules import BRING_IN
from zhucun.sheets.contents import must_weigh_little
from zhucun.sheets.faults import Unreadable
from zhucun.web.api import PROBLEMS, reader

router = Router()


class Settled(Schema):
    kind: str = Field("auto", max_length=40, description="表的种类，如 member_roster；auto 由程序认")
    dry_run: bool = Field(False, description="只说会改什么，不写入")
    mapping: str = Field("{}", max_length=20_000, description="JSON：表里的列（字母或列名），是哪一栏")
    answers: str = Field("{}", max_length=200_000, description="JSON：问题编号，答案")
    leave_out: str = Field("", max_length=20_000, description="不读的行，如 7,12-15")
    sheet: str = Field("", max_length=80, description="只读这张工作表")
    encoding: str = Field("", max_length=20, description="文本文件的编码")


@router.post("/imports/", response={200: dict, 422: dict, 401: PROBLEMS[401], 403: PROBLEMS[403]}, summary="导入一份表")
def imports(request: HttpRequest, file: File[UploadedFile], settled: Form[Settled]) -> Status:
    """422 where anything is refused or unanswered: then nothing was written, and the answer says each cell."""
    actor, name = reader(request, BRING_IN), file.name or "文件"
    try:
        must_weigh_little(file.size or 0)
        choices = choices_told(
            kind=settled.kind,
            sheet=settled.sheet,
            encoding=settled.encoding,
            mapping=_object(settled.mapping, "mapping"),
            answers=_object(settled.answers, "answers"),
            leave_out=settled.leave_out,
        )
        brought = brought_or_looked(file.read(), name, choices, dry_run=settled.dry_run, by=actor)
    except Unreadable as unreadable:
        return Status(422, told_unreadable(name, unreadable))
    return Status(200 if brought.plan.may_be_carried_out else 422, told(brought, dry_run=settled.dry_run))


def _object(text: str, name: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        raise HttpError(422, f"{name} 不是 JSON。") from error
    if not isinstance(found, dict):
        raise HttpError(422, f"{name} 要是一个 JSON 对象。")
    return {str(key): "" if value is None else str(value) for key, value in found.items()}
