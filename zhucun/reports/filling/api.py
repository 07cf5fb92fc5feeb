"""A form filled by a program: the file in, its cells and the address of the filled copy out; what was filled before."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Query, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from zhucun.acts.refused import OutOfReach
from zhucun.files import keeping
from zhucun.files.models import StoredFile
from zhucun.files.rules import LARGEST_DOCUMENT
from zhucun.org.accounts.models import Account
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.filling import acts as filling_in
from zhucun.reports.filling import making
from zhucun.reports.filling.described import object_of
from zhucun.reports.filling.forms import ONE_DAY, TOO_BIG, blank_of
from zhucun.reports.filling.models import Filling
from zhucun.reports.filling.rules import OWN, WRITE
from zhucun.sheets.faults import Unreadable
from zhucun.web.api import PROBLEMS, Key, Paging, Problem, Rows, page_of, reader
from zhucun.web.exporting import file_of, note_export

router = Router()
BINARY = {"schema": {"type": "string", "format": "binary"}}  # .xlsx or .docx, as the blank was
FILE = {"responses": {200: {"content": {"application/octet-stream": BINARY}}}}


class FormAsked(Schema):
    scope: str = Field("", max_length=14, pattern=r"^\d*$", description="代码开头，默认自己的范围")
    as_of: date | None = Field(None, description="截止哪一天，默认今天")
    since: date | None = Field(None, alias="from", description="变动从哪一天算起，默认上月 1 日")
    last: date | None = Field(None, alias="to", description="变动算到哪一天（含这一天），默认截止日")


class CellRow(Schema):
    """As `zhucun fill-form --json` prints it."""

    sheet: str
    cell: str
    of: str | None = Field(description="哪里的、谁的；整个范围的没有")
    label: str
    value: int | float | str | None = Field(description="没有填的没有")
    figure: str | None
    field: str | None = Field(description="名册里的哪一栏")
    confidence: int
    reason: str
    url: str | None


class FormFilled(Schema):
    key: int
    known: int
    open: int
    notes: list[str]
    file: str = Field(description="填好的副本在哪里")
    cells: list[CellRow]


class FillingRow(Schema):
    key: int
    form_title: str
    as_of: date
    since: date
    until: date
    scope: str
    known: int
    open: int


@router.post("/forms/", response={200: FormFilled, **PROBLEMS, 409: Problem}, summary="填一张空表")
def forms(request: HttpRequest, asked: Form[FormAsked], file: File[UploadedFile]) -> dict[str, Any]:
    """The blank stays as it is and is kept with what it was filled with, as one put in on the page."""
    by = reader(request, WRITE)
    if (file.size or 0) > LARGEST_DOCUMENT:
        raise HttpError(422, TOO_BIG)
    until = asked.last + ONE_DAY if asked.last else None
    question = making.question_for(by, asked.scope or root_of(by), asked.as_of or by.today, asked.since, until)
    try:
        blank = blank_of(file.read(), file.name or "空表")
        done = making.filled(blank["upload"].content, file.name or "", question, making.memory_of(by.county_code))
    except Unreadable as unreadable:
        raise HttpError(422, unreadable.sentence) from unreadable
    form = filling_in.bring(Account.objects.visible_to(by, OWN).get(), **blank, by=by)
    filling = filling_in.fill_in(form, made=making.made_of(done, question, form.title), by=by)
    told = {"key": filling.pk, "known": filling.known, "open": filling.open, "notes": filling.notes}
    address = reverse("api:filled_form", args=[filling.pk])
    return {**told, "file": address, "cells": [object_of(cell, question) for cell in done.cells]}


@router.get("/forms/", response={200: Rows[FillingRow], **PROBLEMS}, summary="填过的表")
def fillings(request: HttpRequest, asked: Query[Paging]) -> dict[str, Any]:
    rows = Filling.objects.visible_to(reader(request, WRITE)).filter(form__removed_at__isnull=True)
    columns = ({"key": F("pk"), "form_title": F("form__title")}, "as_of", "since", "until", "scope", "known", "open")
    return page_of(rows.order_by("-filled_at", "-pk"), columns, asked)


@router.get("/forms/{key}/file/", response=PROBLEMS, summary="填好的副本", openapi_extra=FILE, url_name="filled_form")
def filled_form(request: HttpRequest, key: Key) -> HttpResponse:
    by = reader(request, WRITE)
    row = Filling.objects.visible_to(by).filter(pk=key, form__removed_at__isnull=True).select_related("form").first()
    if row is None:
        raise OutOfReach()
    content = keeping.looked_at(StoredFile.objects.of(row).get(), by=by)
    note_export(by, f"填好的《{row.form.title}》", row.known)
    return file_of(content, f"{row.form.title}（截至{row.as_of:%Y%m%d}）", by, ending=row.form.kind)
