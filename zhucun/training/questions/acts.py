"""Adding questions, one or a whole sheet; changing one; saying that its key is right; putting it out of use."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.questions import rules
from zhucun.training.questions.models import Question, QuestionVersion
from zhucun.training.questions.rules import FLOW, Difficulty, QuestionState, Text, text_of

KEPT_AT = ("county", "township")


@act("question.add", "题目入库", needs=rules.KEEP)
def add(
    place: Place,
    *,
    kind: str,
    stem: str,
    options: Sequence[str] = (),
    key: Sequence[Any] = (),
    explanation: str = "",
    topic: str,
    tags: str = "",
    difficulty: str = Difficulty.MEDIUM,
    document: RuleDocument | None = None,
    clause: str = "",
    source: str = "",
    doubts: Sequence[str] = (),
    by: Actor,
) -> Question:
    """One of doubtful key is kept and not drawn until somebody has said what is right."""
    told: dict[str, Any] = {
        "kind": kind,
        "stem": stem,
        "options": options,
        "key": key,
        "explanation": explanation,
        "topic": topic,
    }
    told |= {"tags": tags, "difficulty": difficulty, "document": document, "clause": clause, "source": source}
    return _add([Told(place, {**told, "doubts": doubts})], by=by)[0]


@add.as_many
def _add(calls: Sequence[Told], *, by: Actor) -> list[Question]:
    known = _known(call.row.code for call in calls)

    def judged(call: Told) -> tuple[Question, Text]:
        row, text = _new(call)
        if (row.place_code, row.likeness) in known:
            raise Refused("题库里已经有这道题。", field="stem")
        known.add((row.place_code, row.likeness))
        return row, text

    made = each(calls, judged)
    rows = insert_many(row for row, _ in made)
    insert_many(_version(row, text, call.given, number=1, by=by) for (row, text), call in zip(made, calls, strict=True))
    return rows


def _known(codes: Any) -> set[tuple[str, str]]:
    in_use = Question.objects.filter(place_code__in=set(codes)).exclude(state=QuestionState.RETIRED)
    return set(in_use.values_list("place_code", "likeness"))


def _new(call: Told) -> tuple[Question, Text]:
    place, given = call.row, call.given
    if place.kind not in KEPT_AT:
        raise Refused("题库在县里和乡镇。")
    doubts = [one.strip() for one in given["doubts"] if one.strip()]
    text = text_of(*(given[name] for name in ("kind", "stem", "options", "key", "explanation")))
    (rules.must_be_sound if doubts else rules.must_be_ready)(text)
    _must_be_sorted(given)
    row = Question(
        place_code=place.code,
        topic=given["topic"].strip(),
        tags=given["tags"].strip(),
        difficulty=given["difficulty"],
        state=QuestionState.DOUBTFUL if doubts else QuestionState.READY,
        doubts=doubts,
        likeness=rules.likeness(text.stem, text.options),
    )
    row._refuse_too_long()
    return row, text


def _must_be_sorted(given: dict[str, Any]) -> None:
    if not given["topic"].strip():
        raise Refused("写归在哪个专题。", field="topic")
    if given["difficulty"] not in Difficulty.values:
        raise Refused("选难度。", field="difficulty")


def _version(row: Question, text: Text, given: dict[str, Any], *, number: int, by: Actor) -> QuestionVersion:
    made = QuestionVersion(question=row, number=number, written_on=by.today, written_by=by.name)
    return _written(made, text, given)


def _written(version: QuestionVersion, text: Text, given: dict[str, Any]) -> QuestionVersion:
    version.kind, version.stem, version.explanation = text.kind, text.stem, text.explanation
    version.options, version.key = list(text.options), list(text.key)
    version.document, version.clause, version.source = (
        given["document"],
        given["clause"].strip(),
        given["source"].strip(),
    )
    version._refuse_too_long()
    return version


@act("question.revise", "改题目", needs=rules.KEEP)
def revise(
    question: Question,
    *,
    kind: str,
    stem: str,
    options: Sequence[str] = (),
    key: Sequence[Any] = (),
    explanation: str = "",
    topic: str,
    tags: str = "",
    difficulty: str = Difficulty.MEDIUM,
    document: RuleDocument | None = None,
    clause: str = "",
    source: str = "",
    by: Actor,
) -> Question:
    """Whoever writes it says its key is right. One that stood in a paper gets its next version."""
    if question.state == QuestionState.RETIRED:
        raise Refused("停用的题先恢复再改。")
    text = text_of(kind, stem, options, key, explanation)
    rules.must_be_ready(text)
    told = {"topic": topic, "difficulty": difficulty, "document": document, "clause": clause, "source": source}
    _must_be_sorted(told)
    _must_say_something_new(question, text, {**told, "tags": tags})
    _write_current(question, text, told, by=by)
    question.topic, question.tags, question.difficulty = topic.strip(), tags.strip(), difficulty
    question.state, question.doubts = QuestionState.READY, []
    question.likeness = rules.likeness(text.stem, text.options)
    _must_be_the_only_one(question)
    question.save()
    return question


def _must_say_something_new(question: Question, text: Text, told: dict[str, Any]) -> None:
    """A doubtful one saved as it stands is thereby said to be right."""
    if question.state == QuestionState.DOUBTFUL:
        return
    current = question.versions.get(is_current=True)
    kept: dict[str, Any] = {"topic": question.topic, "tags": question.tags, "difficulty": question.difficulty}
    kept |= {"document": current.document, "clause": current.clause, "source": current.source}
    given = {name: value.strip() if isinstance(value, str) else value for name, value in told.items()}
    if text == current.text and given == kept:
        raise Refused("没有改动，和存着的一样。", field="stem")


def _write_current(question: Question, text: Text, told: dict[str, Any], *, by: Actor) -> None:
    current = question.versions.get(is_current=True)
    if current.first_used_on is None:
        _written(current, text, told).save()
        return
    where = (told["document"], told["clause"].strip(), told["source"].strip())
    if text == current.text and where == (current.document, current.clause, current.source):
        return
    current.is_current = False
    current.save()
    _version(question, text, told, number=current.number + 1, by=by).save()


def _must_be_the_only_one(question: Question) -> None:
    same = Question.objects.filter(place_code=question.place_code, likeness=question.likeness)
    if same.exclude(state=QuestionState.RETIRED).exclude(pk=question.pk).exists():
        raise Refused("题库里已经有这道题。", field="stem")


@act("question.settle", "确认题目无误", needs=rules.KEEP)
def settle(question: Question, *, by: Actor) -> Question:
    """Somebody has read it: what the machine was not certain of is right as it stands."""
    rules.must_be_ready(question.versions.get(is_current=True).text)
    FLOW.step(question, "settle")
    question.doubts = []
    question.save()
    return question


@act("question.retire", "停用题目", needs=rules.KEEP, undo="question.restore")
def retire(question: Question, *, reason: str, by: Actor) -> Question:
    """Papers that have it keep it."""
    if not reason.strip():
        raise Refused("写一句为什么停用。", field="reason")
    FLOW.step(question, "retire")
    question.retired_because = reason.strip().rstrip("。")
    question.save()
    return question


@act("question.restore", "恢复题目", needs=rules.KEEP)
def restore(question: Question, *, by: Actor) -> Question:
    _must_be_the_only_one(question)
    FLOW.step(question, "restore", to=QuestionState.DOUBTFUL if question.doubts else QuestionState.READY)
    question.retired_because = ""
    question.save()
    return question


def mark_used(versions: QuerySet[QuestionVersion], *, by: Actor) -> None:
    """Within the act that makes papers of them: from now on they are frozen."""
    fresh = versions.filter(first_used_on__isnull=True)
    fresh.update(first_used_on=by.today, version=F("version") + 1)
