"""整批轮换: how far a batch of handovers is, township by township in their fixed order; nobody is ranked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.handover.lists import documents, townships_in_order
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.handover.rules import SEE, Side
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS
from zhucun.lib.asked_days import day_in

DAYS = 92  # of a batch that no document is named for: a quarter back
LACKS = {
    "items": "没清点完",
    Side.LEAVING: f"等{Side.LEAVING.label}签",
    Side.INCOMING: f"等{Side.INCOMING.label}签",
    Side.TOWNSHIP: "等乡镇签",
}
HEADS = ("乡镇", "席位", "已经交接", "还没交完", *LACKS.values(), "其中超期")


@dataclass
class Far:
    """How far one township is, or all."""

    seats: int = 0
    done: int = 0
    late: int = 0
    lacks: dict[str, int] = field(default_factory=dict)

    @property
    def left(self) -> int:
        return self.seats - self.done

    def add(self, lack: str, count: int, late: int) -> None:
        self.seats += count
        self.late += late
        if lack:
            self.lacks[lack] = self.lacks.get(lack, 0) + count
        else:
            self.done += count


def sum_of(parts: Iterable[Far]) -> Far:
    whole = Far()
    for one in parts:
        whole.seats, whole.done, whole.late = whole.seats + one.seats, whole.done + one.done, whole.late + one.late
        for lack, count in one.lacks.items():
            whole.lacks[lack] = whole.lacks.get(lack, 0) + count
    return whole


@dataclass(frozen=True)
class Batch:
    """Which handovers: those whose successors came by one document, or those that begin from a day to a day."""

    basis: str
    since: date
    until: date | None

    @classmethod
    def asked(cls, request: HttpRequest) -> "Batch":
        today = request.actor.today
        since = day_in(request.GET.get("from", "")) or today - timedelta(days=DAYS)
        return cls(request.GET.get("basis", ""), since, day_in(request.GET.get("to", "")))

    @property
    def within(self) -> Q:
        if self.basis:
            return Q(incoming__start_basis=self.basis)
        begun = Q(opened_on__gte=self.since)
        return begun & Q(opened_on__lte=self.until) if self.until else begun

    @property
    def words(self) -> str:
        until = f"到 {self.until:%Y-%m-%d} " if self.until else "以后"
        return self.basis or f"{self.since:%Y-%m-%d} {until}开始的"


def progress(request: HttpRequest, batch: Batch) -> dict[str, Any]:
    """Two queries: the counts, and the townships' names and order."""
    counts = _counted(Handover.objects.visible_to(request.actor, SEE).filter(batch.within), request.actor.today)
    names = {code: name for code, name in townships_in_order(request).items() if code in counts}
    names |= {code: code for code in counts if code not in names}
    whole = sum_of(counts.values())
    return {
        "whole": whole,
        "table": {
            "part": "progress",
            "caption": "各乡镇交接进度",
            "count_text": f"{whole.seats} 个席位，已经交接 {whole.done} 个",
            "columns": [{"label": head, "numeric": index > 0} for index, head in enumerate(HEADS)],
            "rows": [{"key": code, "cells": _cells(name, counts[code], code, batch)} for code, name in names.items()],
            "total": _cells("合计", whole, "", batch) if len(names) > 1 else None,
            "note": "按乡镇的固定顺序，不排名。一个席位交接期内有两个人，只算一个。",
            "empty": {"text": "这一批没有交接。", "icon": "transfer"},
        },
        "documents": documents(request),
    }


def _counted(rows: QuerySet, today: date) -> dict[str, Far]:
    found: dict[str, Far] = {}
    counted = (
        rows.order_by()
        .with_standing()
        .with_lack()
        .annotate(township=Substr("place_code", 1, TOWNSHIP_DIGITS))
        .values("township", "lack")
        .annotate(n=Count("pk"), late=Count("pk", filter=Q(state="open", due_on__lt=today)))
        .order_by("township")
        .values_list("township", "lack", "n", "late")
    )
    for township, lack, count, late in counted:
        found.setdefault(township, Far()).add(lack, count, late)
    return found


def _cells(name: str, one: Far, code: str, batch: Batch) -> list[dict[str, Any]]:
    numbers: Iterable[int] = (one.seats, one.done, one.left, *(one.lacks.get(lack, 0) for lack in LACKS), one.late)
    views = ("", "done", "", *("township" if lack == Side.TOWNSHIP else "" for lack in LACKS), "late")
    cells: list[dict[str, Any]] = [{"label": HEADS[0], "text": name}]
    for head, number, view in zip(HEADS[1:], numbers, views, strict=True):
        url = _address(code, view, batch) if number and (view or head == "还没交完") and batch.basis else ""
        cells.append({"label": head, "text": str(number) if number else "—", "url": url, "numeric": True})
    return cells


def _address(code: str, view: str, batch: Batch) -> str:
    asked = {"township": code, "basis": batch.basis, "view": view}
    return f"{reverse('dispatch:handovers')}?{urlencode({name: value for name, value in asked.items() if value})}"
