"""What a report keeps of its draft when it is submitted: the words, each number with its question, the tables."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Answer, Question, ask_many, is_known, named
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.drafts import looking, tied
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.slots import Slot
from zhucun.reports.drafts.tied import Told, printed
from zhucun.reports.periodic.composing import Asked, Said
from zhucun.reports.periodic.drawing import tables
from zhucun.reports.periodic.models import PeriodicReport

MANNER = ("scale", "decimals", "with_unit", "rounds_down")


def told_of(report: PeriodicReport, by: Actor) -> Told:
    """Its draft as it reads now."""
    return tied.told(report.draft, by)


def said_of(told: Told) -> list[Said]:
    """Each number that is tied to a figure, where it stands and what it says."""
    found = []
    for span in told.spans:
        one = told.tied.get(span.mark)
        if one is not None and one.figure is not None:
            slot = Slot(one.figure.id, **{name: getattr(one.number, name) for name in MANNER})
            found.append(Said(span.start, span.end, one.words, slot, one.question))
    return found


def plain(said: Said) -> dict[str, Any]:
    question = said.question
    days = {"as_of": question.as_of, "since": question.since, "until": question.until}
    shown = {name: day.isoformat() if day else None for name, day in days.items()}
    return {
        "start": said.start,
        "end": said.end,
        "words": said.words,
        "figure": said.figure,
        "scope": question.scope,
        **shown,
        **{name: getattr(said.slot, name) for name in MANNER},
    }


def said_in(report: PeriodicReport, actor: Actor) -> Iterator[Said]:
    """The numbers it keeps, each with the question that its reader may ask."""
    for one in report.numbers:
        question = Question(actor, one["scope"], *(_day(one[name]) for name in ("as_of", "since", "until")))
        slot = Slot(one["figure"], **{name: one[name] for name in MANNER})
        yield Said(one["start"], one["end"], one["words"], slot, question)


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def tables_of(report: PeriodicReport, by: Actor) -> list[dict[str, Any]]:
    return [one.plain for one in tables(report.template, Asked(by, report.county_code, report.when))]


def contradicted(draft: Draft, by: Actor) -> int:
    """How many of its numbers the ledgers or the text itself contradict."""
    return looking.checked(tied.told(draft, by), by).count(Verdict.CONTRADICTED)


def digest(report: PeriodicReport) -> str:
    kept = [report.title, report.recipient, report.text, report.numbers, report.tables]
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def moved_since(said: Sequence[Said]) -> list[tuple[Said, str]]:
    """Numbers that the ledgers say otherwise by now: what was printed stays, this is said beside it."""
    by_question: dict[Question, set[str]] = defaultdict(set)
    for one in said:
        if is_known(one.figure):
            by_question[one.question].add(one.figure)
    answers = {question: ask_many(sorted(wanted), question) for question, wanted in by_question.items()}
    now = [(one, _now(one, answers.get(one.question, {}))) for one in said]
    return [(one, words) for one, words in now if words not in ("", one.words)]


def _now(said: Said, answers: Mapping[str, Answer]) -> str:
    answer = answers.get(said.figure)
    return printed(said.slot, named(said.figure), answer) if answer else ""
