"""Letters as .docx: one to each of 166 units, as a round of selection sends them."""

import time
from collections.abc import Iterator
from datetime import date

from benchmarks.show import Measured
from zhucun.papers.letter import Letter, Paragraph
from zhucun.papers.official import write_letter

UNITS, SECONDS = 166, 10


def measure() -> Iterator[Measured]:
    text = tuple(Paragraph("请你单位推荐 2 名干部，于 7 月 31 日前报县驻村办。" * 3, level=n % 3) for n in range(12))
    began = time.perf_counter()
    sizes = [len(write_letter(_letter(number, text))) for number in range(1, UNITS + 1)]
    took = time.perf_counter() - began
    note = f"{max(sizes) // 1024} kB each"
    yield Measured("papers", f"{UNITS} letters as .docx", round(took, 2), "s", SECONDS, note=note)


def _letter(number: int, text: tuple[Paragraph, ...]) -> Letter:
    return Letter(
        sender="青溪县驻村办",
        recipient=f"第{number}单位",
        title="关于商请选派驻村干部的函",
        paragraphs=text,
        number=f"青驻办函〔2022〕{number}号",
        signed_on=date(2022, 7, 12),
        attachments=("推荐人选登记表", "村里需求清单"),
        copied_to=("县委组织部",),
    )
