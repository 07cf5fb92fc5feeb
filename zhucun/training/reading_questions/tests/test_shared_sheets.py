"""The question sheets kept beside the repository read as their expected answers say, none of them guessed."""

import json
from typing import Any

import pytest

from tests.shared import shared_file
from zhucun.training.reading_questions.drafts import FILL_IN, Draft
from zhucun.training.reading_questions.reading import read_text

NAMES = (
    "L1_wenjuanxing_pipes",
    "L2_answer_and_explanation_lines",
    "L4_fill_runon",
    "L6_answer_inside_stem",
    "L7_no_key_one_line_options",
)


def expected(one: dict[str, Any]) -> tuple[Any, ...]:
    kind = {"fill": FILL_IN, "truefalse": "true_false"}.get(one["type"], one["type"])
    key = one.get("answer") or [[blank] for blank in one.get("blanks", ())]
    return one["n"], kind, key or None


def understood(draft: Draft) -> tuple[Any, ...]:
    key = list(map(list, draft.key)) if draft.kind == FILL_IN else draft.letters
    return draft.number, draft.kind, key or None


@pytest.mark.parametrize("name", NAMES)
def test_every_question_is_found_with_its_key_or_with_a_reason_why_none(name: str) -> None:
    sheet, answers = (shared_file(f"data/quiz/layouts/{name}.{ending}") for ending in ("txt", "expected.json"))
    wanted = json.loads(answers.read_text(encoding="utf-8"))["expected"]
    found = read_text(sheet.read_text(encoding="utf-8")).drafts

    assert [understood(one) for one in found] == [expected(one) for one in wanted]
    assert all(one.doubts for one in found if not one.key)
    counted = [
        (len(draft.options), one["options"]) for draft, one in zip(found, wanted, strict=True) if one.get("options")
    ]
    assert all(here == there for here, there in counted)
