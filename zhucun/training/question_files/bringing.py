"""Taking a sheet up, answering its questions, and carrying it in: one press, one batch of acts, all or none."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from zhucun.acts.act import one_batch
from zhucun.acts.actor import Actor
from zhucun.acts.once import once
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.question_files.models import QuestionFile
from zhucun.training.question_files.plan import Line, line_of, lines_of
from zhucun.training.question_formats.opening import read_file
from zhucun.training.questions import acts as questions
from zhucun.training.questions.models import Question
from zhucun.training.questions.rules import QuestionState
from zhucun.training.questions.wording import key_from

LONGEST_CLAUSE = 40
CARRIED = ("ready", "doubtful")


def take_up(
    data: bytes, name: str, place: Place, *, topic: str, difficulty: str, document: RuleDocument | None, by: Actor
) -> QuestionFile:
    """Read, and compared with what the bank has. Raises Unreadable."""
    found = read_file(data, name)
    in_use = Question.objects.filter(place_code=place.code).exclude(state=QuestionState.RETIRED)
    lines = lines_of(found.drafts, set(in_use.values_list("likeness", flat=True)))
    return QuestionFile.objects.create(
        account_id=by.account_id,
        place_code=place.code,
        file_name=name[:200],
        topic=topic.strip(),
        difficulty=difficulty,
        document=document,
        lines=[one.as_json() for one in lines],
        notes=found.notes,
        brought_at=by.now,
    )


def lines_in(file: QuestionFile) -> list[Line]:
    return [line_of(one) for one in file.lines]


def put(file: QuestionFile, at: int, line: Line) -> None:
    """Refused, as every row, where somebody wrote in between."""
    file.lines = [*file.lines[:at], line.as_json(), *file.lines[at + 1 :]]
    file.save()


@transaction.atomic
def carry_in(file: QuestionFile, place: Place, *, sent: uuid.UUID, by: Actor) -> int:
    """How many are in the bank now. What cannot be kept stays in the sheet to be put right."""
    lines = lines_in(file)
    calls = [Told(place, _told(file, one)) for one in lines if one.state in CARRIED]
    if not calls:
        raise Refused("没有可以入库的题。")
    with one_batch():
        once(questions.add, lambda: questions.add.many(calls, by=by)[0].pk, sent=sent, by=by)
    left = [one for one in lines if one.state == "broken"]
    if left:
        file.lines, file.notes = [one.as_json() for one in left], []
        file.save()
    else:
        file.delete()
    return len(calls)


def _told(file: QuestionFile, line: Line) -> dict[str, Any]:
    is_clause = file.document is not None and len(line.source) <= LONGEST_CLAUSE
    return {
        "kind": line.kind,
        "stem": line.stem,
        "options": line.options,
        "key": line.key,
        "explanation": line.explanation,
        "topic": line.topic.strip()[:LONGEST_CLAUSE] or file.topic,
        "difficulty": line.difficulty or file.difficulty,
        "document": file.document,
        "clause": line.source if is_clause else "",
        "source": "" if is_clause else line.source[:200],
        "doubts": line.open_doubts,
    }


def key_told(line: Line, positions: Sequence[str], words: str) -> list[Any]:
    """What was ticked, or typed into the one box of a question without options."""
    if line.options:
        return sorted(int(one) for one in positions if one.isdecimal())
    return key_from(line.kind, words)
