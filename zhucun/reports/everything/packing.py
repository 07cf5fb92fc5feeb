"""One zip: a workbook a kind, numbered in the order of bringing in, and a text that says what stands in it."""

import io
import zipfile
from collections.abc import Callable
from typing import IO

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.org.people.rules import SEE_PRIVATE
from zhucun.reports.everything.all_kinds import EVERYTHING
from zhucun.reports.rules import EVERYTHING as MAY
from zhucun.sheets.writing import write_ledger
from zhucun.web.exporting import note_export
from zhucun.web.importing import importer_for

TITLE = "全县台账原样导出"
READ_ME = "说明.txt"
SAY_WHY = "写一句为什么要导：里面有队员的电话。"
Progress = Callable[[int, int, str], None]


def _in_silence(_done: int, _total: int, _what: str) -> None:
    """Nobody watches."""


def pack(target: IO[bytes], *, by: Actor, reason: str, progress: Progress = _in_silence) -> dict[str, int]:
    """Kind → rows. Telephones are whole, so that it takes a reason; it is noted once, with all its rows (R-SEC-08)."""
    by.must(MAY)
    by.must(SEE_PRIVATE)
    if not reason.strip():
        raise Refused(SAY_WHY, field="reason")
    written: dict[str, int] = {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, one in enumerate(EVERYTHING, 1):
            progress(number - 1, len(EVERYTHING), one.label)
            buffer = io.BytesIO()
            written[one.kind] = write_ledger(buffer, one.sheet, one.lines(by))
            packed.writestr(f"{number:02}-{one.label}.xlsx", buffer.getvalue())
        packed.writestr(READ_ME, "\r\n".join(_told(by, written)))
    progress(len(EVERYTHING), len(EVERYTHING), "")
    note_export(by, TITLE, sum(written.values()), reason=reason.strip())
    return written


def _told(by: Actor, written: dict[str, int]) -> list[str]:
    lines = [
        f"{TITLE}，截至 {by.today:%Y-%m-%d}，{by.name}导出。",
        "每本都是导入用的列。要在一个空县里恢复，按文件的编号一本一本导入，问到的日子和文号照原来的答。",
        "",
    ]
    for number, one in enumerate(EVERYTHING, 1):
        note = f"（{one.note}）" if one.note else ""
        command = f"zhucun import {importer_for(one.kind).name}"
        lines.append(f"{number:02} {one.label} {written[one.kind]} 行，{command}{note}")
    return [
        *lines,
        "",
        "不在里面的：照片和材料、督查和整改、考核和测评、约谈问责、工作记录和会议、请假、操作日志。整库备份才全。",
    ]
