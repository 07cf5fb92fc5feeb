"""What a report keeps of its draft when it is submitted: the words, each number with its question, the tables."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, ask_many, is_known, named
from zhucun.reports.catalogue.clocks import day_of
from zhucun.reports.drafts import looking, tied
from zhucun.reports.drafts.models import Draft
from zhucun.reports.drafts.slots import Slot
from zhucun.reports.drafts.tied import Told, printed
from zhucun.reports.periodic.composing import Asked, Said
from zhucun.reports.periodic.drawing import tables
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.web.figures import address

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
    """How much of it the ledgers or the text itself contradict, without what was said to stay as it is."""
    return len(looking.looked(draft, by).wrong)


def digest(report: PeriodicReport) -> str:
    kept = [report.title, report.recipient, report.text, report.numbers, report.tables]
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Restated:
    """A number that the ledgers say otherwise by now; `words` and `now` as printed, `url` opens what moved it."""

    label: str
    place: str
    words: str
    now: str
    unit: str
    url: str
    said: Said | None = None  # where it stands in the text


def restated_since(report: PeriodicReport, actor: Actor) -> list[Restated]:
    """What was printed stays, this is said beside it: of the text first, then of the tables."""
    known = _known(report, actor)
    return [*_of_text(report, actor, known), *_of_tables(report, actor, known)]


def _known(report: PeriodicReport, actor: Actor) -> str:
    """The day up to which its numbers know of entries: that of its submission; none while it is today."""
    day = day_of(report.submitted_at) if report.submitted_at else actor.today
    return f"{day:%Y-%m-%d}" if day < actor.today else ""


def _opening(figure_id: str, question: Question, known: str) -> str:
    return address(figure_id, question, part="restated", known=known) if known else address(figure_id, question)


def _of_text(report: PeriodicReport, actor: Actor, known: str) -> Iterator[Restated]:
    said = [one for one in said_in(report, actor) if is_known(one.figure)]
    by_question: dict[Question, set[str]] = defaultdict(set)
    for one in said:
        by_question[one.question].add(one.figure)
    answers = {question: ask_many(sorted(wanted), question) for question, wanted in by_question.items()}
    for one in said:
        figure = named(one.figure)
        now = printed(one.slot, figure, answers[one.question][one.figure])
        if now not in ("", one.words, one.words.removesuffix(".00")):  # 42.00 of an earlier printing says 42
            url = _opening(one.figure, one.question, known)
            yield Restated(figure.label, "", one.words, now, "" if one.slot.with_unit else figure.unit, url, one)


def _of_tables(report: PeriodicReport, actor: Actor, known: str) -> Iterator[Restated]:
    """Of the same figures of the same places; a table that the template draws otherwise by now is left alone."""
    asked = Asked(actor, report.county_code, report.when)
    now = {one.caption: one.plain for one in tables(report.template, asked)} if report.tables else {}
    for kept in report.tables:
        drawn = now.get(kept["caption"])
        if drawn and list(drawn["figures"]) == list(kept["figures"]):
            yield from _differing(kept, drawn, asked.question("本期"), known)


def _differing(kept: dict[str, Any], drawn: dict[str, Any], question: Question, known: str) -> Iterator[Restated]:
    rows = dict(zip(drawn["codes"], drawn["rows"], strict=True))
    for code, (name, *numbers) in zip(kept["codes"], kept["rows"], strict=True):
        for figure_id, was, now in zip(kept["figures"], numbers, rows.get(code, ("",))[1:], strict=False):
            if was != now:
                figure, url = named(figure_id), _opening(figure_id, question.within(code), known)
                yield Restated(figure.label, name, was, now, figure.unit, url)
