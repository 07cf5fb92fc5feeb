"""Seals audit lines into the hash chain, and checks it (R-SEC-07)."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from zhucun.acts.recording import digest_of
from zhucun.acts.trail import AuditLog, AuditText, Seal

LINES_PER_SEAL = 5_000
Ranges = list[list[int]]
Line = dict[str, Any]  # every column of an audit line by its name
AS_JSON = json.JSONEncoder(default=str, sort_keys=True, ensure_ascii=False)


@dataclass
class Verdict:
    """What `verify-audit` found: sealed lines checked, the unsealed tail, and every break in words."""

    seals: int = 0
    lines: int = 0
    unsealed: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.problems


def line_digest(line: Line) -> str:
    """SHA-256 over every column, written as JSON with sorted keys."""
    return hashlib.sha256(AS_JSON.encode(line).encode()).hexdigest()


def seal_open_lines() -> int:
    """Close all unsealed lines; gives how many. From several processes one makes the next seal, the others none."""
    sealed = 0
    try:
        while count := _seal_some():
            sealed += count
    except IntegrityError:  # another process has sealed onto the same last seal
        return sealed
    return sealed


@transaction.atomic
def _seal_some() -> int:
    last = Seal.objects.select_for_update(of=("self",)).order_by("-pk").first()
    lines = list(unsealed_lines().order_by("pk").values()[:LINES_PER_SEAL])
    if not lines:
        return 0
    previous = last.digest if last else ""
    digest = _chain(previous, lines)
    Seal.objects.create(
        sealed_at=timezone.now(),
        ranges=_ranges([line["id"] for line in lines]),
        line_count=len(lines),
        previous=previous,
        digest=digest,
    )
    return len(lines)


def unsealed_lines() -> models.QuerySet[AuditLog]:
    """Lines no seal names: those above the highest sealed id, and late ones in the gaps below it."""
    covered = _merged(pair for ranges in Seal.objects.values_list("ranges", flat=True) for pair in ranges)
    condition = Q(pk__gt=covered[-1][1]) if covered else Q()
    for (_, before), (after, _) in zip(covered, covered[1:], strict=False):
        condition |= Q(pk__gt=before, pk__lt=after)
    if covered and covered[0][0] > 1:
        condition |= Q(pk__lt=covered[0][0])
    return AuditLog.objects.filter(condition)


def verify() -> Verdict:
    """Recompute every seal and every digest of free text that has not been erased."""
    verdict, previous = Verdict(), ""
    for seal in Seal.objects.order_by("pk").iterator():
        lines = list(_lines_of(seal))
        verdict.seals += 1
        verdict.lines += len(lines)
        if len(lines) != seal.line_count:
            verdict.problems.append(f"封签 {seal.pk} 应有 {seal.line_count} 行，现有 {len(lines)} 行")
        if seal.previous != previous or seal.digest != _chain(previous, lines):
            verdict.problems.append(f"封签 {seal.pk} 与它的日志行对不上")
        previous = seal.digest
    verdict.unsealed = unsealed_lines().count()
    verdict.problems += [f"日志行 {text.line_id} 的文字“{text.field}”被改过" for text in _altered_texts()]
    return verdict


def _altered_texts() -> Iterator[AuditText]:
    for text in AuditText.objects.filter(erased_at__isnull=True).select_related("line").iterator():
        if digest_of(text.salt, text.text) not in json.dumps([text.line.changes, text.line.told]):
            yield text


def _chain(previous: str, lines: Sequence[Line]) -> str:
    return hashlib.sha256("".join([previous, *map(line_digest, lines)]).encode()).hexdigest()


def _lines_of(seal: Seal) -> Iterator[Line]:
    for first, last in seal.ranges:
        yield from AuditLog.objects.filter(pk__gte=first, pk__lte=last).order_by("pk").values().iterator()


def _ranges(keys: Sequence[int]) -> Ranges:
    ranges: Ranges = []
    for key in keys:
        if ranges and ranges[-1][1] == key - 1:
            ranges[-1][1] = key
        else:
            ranges.append([key, key])
    return ranges


def _merged(pairs: Iterator[list[int]]) -> Ranges:
    merged: Ranges = []
    for first, last in sorted(pairs):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = max(merged[-1][1], last)
        else:
            merged.append([first, last])
    return merged
