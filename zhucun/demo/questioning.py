"""The county's question bank is filled from its documents, a township's sheet waits to be looked at."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhucun.demo.hands import Hands
from zhucun.demo.invented_questions import (
    HANDBOOK,
    LATER,
    OF_DOCUMENTS,
    OF_HANDBOOK,
    RETIRED,
    UNSURE,
    UNSURE_AT,
)
from zhucun.org.places.models import Place
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.questions import acts as questions
from zhucun.training.questions.models import Question
from zhucun.training.questions.rules import QuestionKind

FIRST, MORE, OF_TOWNSHIP = date(2021, 9, 27), date(2022, 4, 1), date(2022, 6, 20)
KINDS = {
    "单": QuestionKind.SINGLE,
    "多": QuestionKind.MULTIPLE,
    "判": QuestionKind.TRUE_FALSE,
    "填": QuestionKind.FILL_IN,
    "简": QuestionKind.SHORT,
}
DIFFICULTIES = {"易": "easy", "中": "medium", "难": "hard"}
BY_OPTIONS = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


class Questioning:
    """`on(day)` adds what was written that day."""

    days = {FIRST, MORE, OF_TOWNSHIP}

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands

    def on(self, day: date) -> None:
        if day == FIRST:
            self._add(OF_DOCUMENTS, day)
            self._of_the_handbook(day)
        if day == MORE:
            self._add(LATER, day)
            self._retire(day)
        if day == OF_TOWNSHIP:
            self._unsure(day)

    def _add(self, told: dict[str, tuple[str, str]], day: date) -> None:
        documents = {one.title: one for one in RuleDocument.objects.filter(county_code=self._home.code)}
        for topic, (title, lines) in told.items():
            self._put(lines, day, topic=topic, document=documents[title])

    def _of_the_handbook(self, day: date) -> None:
        for topic, lines in OF_HANDBOOK.items():
            self._put(lines, day, topic=topic, source=HANDBOOK)

    def _put(self, lines: str, day: date, **of_all: Any) -> None:
        calls = []
        for told in _told(lines):
            clause = told.pop("clause")
            where = {"clause": clause} if "document" in of_all else {"source": f"{of_all['source']}第{clause}章"}
            calls.append((self._home, {**told, **of_all, **where}))
        self._hands.do(questions.add, calls, by=self._hands.of("county_officer", self._home.code, day))

    def _retire(self, day: date) -> None:
        by = self._hands.of("county_officer", self._home.code, day)
        for stem, reason in RETIRED.items():
            row = Question.objects.get(place_code=self._home.code, versions__stem=stem)
            questions.retire(row, reason=reason, by=by)

    def _unsure(self, day: date) -> None:
        township = Place.objects.filter(name=UNSURE_AT, code__startswith=self._home.code, until__isnull=True).first()
        if township is None:
            return
        by = self._hands.of("township_secretary", township.code, day)
        calls = [(township, {**told, "topic": "本镇应知应会"}) for told in _unsure()]
        self._hands.do(questions.add, calls, by=by)


def _told(lines: str) -> Iterator[dict[str, Any]]:
    for line in lines.strip().splitlines():
        head, stem, *middle, why = (part.strip() for part in line.split(" | "))
        kind, difficulty, clause = head.split()
        kept = {"kind": KINDS[kind], "stem": stem, "difficulty": DIFFICULTIES[difficulty], "explanation": why}
        yield {**kept, "clause": clause, **_answers(KINDS[kind], middle)}


def _answers(kind: str, told: list[str]) -> dict[str, Any]:
    if kind in BY_OPTIONS:
        return {"options": [one.lstrip("*") for one in told], "key": [n for n, one in enumerate(told) if one[0] == "*"]}
    if kind == QuestionKind.TRUE_FALSE:
        return {"key": [0 if told == ["对"] else 1]}
    if kind == QuestionKind.SHORT:
        return {"key": [told]}
    return {"key": [[one.strip() for one in blank.split("/")] for blank in told[0].split("；")]}


def _unsure() -> Iterator[dict[str, Any]]:
    for line in UNSURE.strip().splitlines():
        head, stem, *options, why, doubt = (part.strip() for part in line.split(" | "))
        kind, difficulty = head.split()
        kept = {"kind": KINDS[kind], "stem": stem, "difficulty": DIFFICULTIES[difficulty]}
        yield {**kept, "explanation": why.removeprefix("解析："), "doubts": [doubt], **_answers(KINDS[kind], options)}
