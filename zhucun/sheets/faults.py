"""What is wrong with a file or a cell, in one sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Grade = Literal["refused", "doubtful"]
REFUSED: Grade = "refused"
DOUBTFUL: Grade = "doubtful"
LONGEST_SHOWN = 60


class Unreadable(Exception):
    """The file as a whole cannot be taken; `reason` is a word for programs, the sentence is for people."""

    def __init__(self, sentence: str, *, reason: str = "damaged") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason


class DoubtfulEncoding(Unreadable):
    """The text of a file could be read in several ways; `samples` shows what each would give."""

    def __init__(self, samples: dict[str, str]) -> None:
        shown = "；".join(f"{encoding} 读出来是“{text}”" for encoding, text in samples.items())
        super().__init__(
            f"看不准这个文件的文字编码：{shown}。请指明编码，或用 WPS 另存为 .xlsx 再导入。", reason="encoding"
        )
        self.samples = samples


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that was refused or is doubtful, by the file's own row number, column letter and label."""

    row: int
    letter: str
    label: str
    value: str
    problem: str
    grade: Grade = REFUSED
    sheet: str = ""
    question: str = ""  # the id of the question that would settle a doubt

    @property
    def column(self) -> str:
        return f"{self.letter} {self.label}".strip()

    @property
    def sentence(self) -> str:
        return self.sentence_of(str(self.row))

    def sentence_of(self, rows: str) -> str:
        place = f"“{self.sheet}”" if self.sheet else ""
        cell = f"第 {rows} 行" + (f" {self.letter} 列" if self.letter else "")
        label = f"（{self.label}）" if self.label else ""
        return f"{place}{cell}{label}：{self.problem}"

    def as_json(self) -> dict[str, Any]:
        told = {"row": self.row, "column": self.column, "value": self.value, "problem": self.problem}
        return {**told, "grade": self.grade} | ({"sheet": self.sheet} if self.sheet else {})


def in_spans(numbers: Iterable[int]) -> str:
    """3、4、5、9 → 3–5、9."""
    spans: list[list[int]] = []
    for number in sorted(set(numbers)):
        if spans and number == spans[-1][-1] + 1:
            spans[-1][1:] = [number]
        else:
            spans.append([number])
    return "、".join("–".join(map(str, span)) for span in spans)


def said_once(faults: Iterable[Fault]) -> list[str]:
    """One sentence for each cause, with all the rows it was found in."""
    same: dict[tuple[str, str, str, str], list[Fault]] = {}
    for fault in faults:
        same.setdefault((fault.sheet, fault.letter, fault.label, fault.problem), []).append(fault)
    return [first.sentence_of(in_spans(fault.row for fault in (first, *rest))) for first, *rest in same.values()]


def shown_text(value: object) -> str:
    """A cell's value as it is quoted in a sentence."""
    text = "" if value is None else str(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
