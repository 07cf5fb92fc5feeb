"""What would happen to each question of a sheet. Pure but for the bank's rules."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from zhucun.acts.refused import Refused
from zhucun.training.questions.rules import QuestionKind, Text, likeness, must_be_ready, must_be_sound, text_of
from zhucun.training.reading_questions.drafts import Draft

IN_BANK, IN_FILE = "题库里已经有这道题", "这份里前面有一样的题"


@dataclass(frozen=True)
class Line:
    """A draft, and what was said of it: somebody is sure of its key, it is left out, it is the same as another."""

    number: str
    kind: str
    stem: str
    options: Sequence[str] = ()
    key: Sequence[Any] = ()
    explanation: str = ""
    source: str = ""
    topic: str = ""
    difficulty: str = ""
    doubts: Sequence[str] = ()
    is_sure: bool = False
    is_left_out: bool = False
    same: str = ""

    @property
    def text(self) -> Text:
        return text_of(self.kind, self.stem, self.options, self.key, self.explanation)

    @property
    def open_doubts(self) -> list[str]:
        return [] if self.is_sure else list(self.doubts)

    @property
    def fault(self) -> str:
        """Why it cannot be kept even as doubtful."""
        try:
            (must_be_sound if self.open_doubts else must_be_ready)(self.text)
        except Refused as refusal:
            return refusal.sentence
        return ""

    @property
    def state(self) -> str:
        """left_out, broken, doubtful or ready."""
        if self.is_left_out or self.same:
            return "left_out"
        if self.fault:
            return "broken"
        return "doubtful" if self.open_doubts else "ready"

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


NAMES = {field.name for field in fields(Line)}


def line_of(told: dict[str, Any]) -> Line:
    return Line(**{name: value for name, value in told.items() if name in NAMES})


def lines_of(drafts: Iterable[Draft], known: set[str]) -> list[Line]:
    """`known` are the likenesses of what the bank has."""
    seen: set[str] = set()
    made = []
    for draft in drafts:
        mark = likeness(draft.stem, draft.options if draft.kind != QuestionKind.TRUE_FALSE else _true_false())
        same = IN_BANK if mark in known else IN_FILE if mark in seen else ""
        seen.add(mark)
        made.append(Line(**_plain(draft), same=same))
    return made


def _true_false() -> Sequence[str]:
    return text_of(QuestionKind.TRUE_FALSE, "", (), ()).options


def _plain(draft: Draft) -> dict[str, Any]:
    told = asdict(draft)
    return {
        **told,
        "options": list(draft.options),
        "key": [_listed(one) for one in draft.key],
        "doubts": list(draft.doubts),
    }


def _listed(one: Any) -> Any:
    return list(one) if isinstance(one, tuple) else one


def answered(line: Line, key: Sequence[Any]) -> Line:
    """Somebody says what is right. Raises Refused where that is no key."""
    made = replace(line, key=list(key), is_sure=True)
    must_be_ready(made.text)
    return made


def counted(lines: Iterable[Line]) -> dict[str, int]:
    counts = {"ready": 0, "doubtful": 0, "broken": 0, "left_out": 0}
    for line in lines:
        counts[line.state] += 1
    return counts
