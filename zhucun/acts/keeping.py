"""Keeps what figures said, in this process, until a table that they were counted of is written again.

Nothing kept is a source: it is what the same question was answered before, with the marks of the tables then read. A
commit changes the marks of what it wrote, also in a past month, so that the next asking counts anew. What is not
committed yet is never kept, and whoever wrote it reads what they wrote.
"""

from collections.abc import Hashable, Mapping, Sequence
from contextlib import ExitStack
from copy import copy
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.utils import timezone

from zhucun.acts import written
from zhucun.acts.actor import Actor
from zhucun.lib.figure import Answer, Answering, Figure, Question, counted_anew, knowing_as

MOST = 3000  # answers of one topic to one question


@dataclass
class Kept:
    """What one topic said to one question, and the marks of what it read."""

    marks: dict[str, int | None]
    answers: dict[str, Answer]  # without their records

    def holds(self, now: written.Marks, pending: set[str]) -> bool:
        return not (pending & self.marks.keys()) and all(now.get(name) == mark for name, mark in self.marks.items())


_kept: dict[Hashable, Kept] = {}


def answers_of(asked: Mapping[Answering, Sequence[Figure]], question: Question) -> dict[str, Answer]:
    """The answers of several topics: kept ones where they hold, the rest counted now."""
    if not isinstance(question.actor, Actor):
        return counted_anew(asked, question)
    watch = written.watch_of()
    found: dict[str, Answer] = {}
    with ExitStack() as open_views, watch.one_moment():
        now = watch.marks()
        for topic, figures in asked.items():
            found.update(_of_topic(topic, figures, question, watch, now, open_views))
    return found


def _of_topic(
    topic: Answering,
    figures: Sequence[Figure],
    question: Question,
    watch: written.Watch,
    now: written.Marks,
    open_views: ExitStack,
) -> dict[str, Answer]:
    """What was known at a moment is looked up once for all topics, and not if all is kept."""
    key = (topic, *_asked(question))
    kept = _kept.get(key)
    if kept is not None and not kept.holds(now, watch.pending):
        kept = None
    known = kept.answers if kept else {}
    told = {one.id: _opened(known[one.id], topic, one, question) for one in figures if one.id in known}
    missing = [one for one in figures if one.id not in known]
    if kept:
        watch.was_read(kept.marks)
    if not missing:
        return told
    open_views.enter_context(knowing_as(question))
    with watch.reading() as read:
        answers = topic(missing, _afresh(question))
    _keep(key, kept, answers, read, watch, now)
    return {**told, **answers}


def _keep(
    key: Hashable,
    before: Kept | None,
    answers: Mapping[str, Answer],
    read: set[str],
    watch: written.Watch,
    now: written.Marks,
) -> None:
    """Unless it rests on what is not committed, or on a table whose writes leave no mark."""
    tables = (read & written.marked_tables()) | {written.ALL}
    if read & written.unmarked_tables() or tables & watch.pending:
        return
    marks: dict[str, int | None] = {name: now.get(name) for name in tables}
    plain = {
        figure_id: replace(answer, find=_was_there if answer.find else None) for figure_id, answer in answers.items()
    }
    if before:
        marks, plain = {**before.marks, **marks}, {**before.answers, **plain}
    _kept.pop(key, None)
    _kept[key] = Kept(marks, plain)
    while len(_kept) > MOST:
        del _kept[next(iter(_kept))]


def _asked(question: Question) -> tuple[Hashable, ...]:
    """All that shapes an answer: whose reach, which territory and days, today by either clock."""
    actor = question.actor
    days = (question.as_of, question.since, question.until, question.numbers_on, question.known_at)
    return (actor.grants, actor.county_code, question.scope, *days, actor.today, timezone.localdate())


def _afresh(question: Question) -> Question:
    """With an actor who has looked up nothing yet, so that all that the answer rests on is read while one listens.

    A page's actor is looked up when first asked for; what it stands for is what is copied."""
    return replace(question, actor=replace(copy(question.actor), memo={}))


def _was_there() -> Any:
    raise LookupError("the rows of a kept answer are found anew")


def _opened(answer: Answer, topic: Answering, figure: Figure, question: Question) -> Answer:
    """Its rows are asked for when somebody wants them."""
    return replace(answer, find=partial(_rows, topic, figure, question)) if answer.find else answer


def _rows(topic: Answering, figure: Figure, question: Question) -> Any:
    return topic([figure], _afresh(question))[figure.id].records


def forget() -> None:
    """In this process."""
    _kept.clear()
