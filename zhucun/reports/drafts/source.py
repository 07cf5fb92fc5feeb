"""“213”从哪来: how a number of a draft is reckoned, its records, where else it stands, what it was before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.lib.figure import Answer, Figure, Question, ask_many, carries_amounts, is_known, named
from zhucun.reports.catalogue.asking import question_from, root_of
from zhucun.reports.catalogue.between import difference
from zhucun.reports.catalogue.changed import usual_day
from zhucun.reports.catalogue.described import count_of_records
from zhucun.reports.catalogue.numbers import Definitions
from zhucun.reports.checking.documents import Correction
from zhucun.reports.checking.written import Hedge, numbers_in
from zhucun.reports.drafts.models import Draft, DraftNumber
from zhucun.reports.drafts.slots import SCALES, in_words
from zhucun.reports.drafts.tied import Tied, Told
from zhucun.reports.rules import SEE
from zhucun.web.figures import address

OTHERS_SHOWN = 3


@dataclass(frozen=True)
class Before:
    """The value a month ago, or over the span before: `came` and `went` are records, None where they add up."""

    when: str
    shown: str
    url: str
    difference: str
    came: int | None = None
    went: int | None = None


@dataclass(frozen=True)
class Source:
    """`tied` is the draft's number, or `tie` what one press would put in place of one that is only written."""

    words: str
    figure: Figure
    definition: str
    when: str
    shown: str
    records: int
    url: str
    before: Before
    places: int
    others: list[tuple[str, str]]
    more: int
    tied: Tied | None = None
    tie: Correction | None = None
    now: str = ""  # what the ledgers say today of the day a number was frozen on, where that is another


def source_of(draft: Told, given: Mapping[str, str], actor: Actor) -> Source | None:
    """Nothing where nothing is asked. Raises OutOfReach of a number or a place that is not the reader's."""
    if given.get("mark"):
        return _of_mark(draft, given["mark"], actor)
    if given.get("figure"):
        return _of_figure(draft, given, actor)
    return None


def _of_mark(draft: Told, mark: str, actor: Actor) -> Source | None:
    one = draft.tied.get(int(mark)) if mark.isascii() and mark.isdigit() else None
    if one is None:
        raise OutOfReach()
    if one.figure is None:
        return None
    now = one.words_now if one.number.is_frozen and one.words_now != one.words else ""
    return replace(_source(draft.draft, one.words, one.figure, one.question, actor), tied=one, now=now)


def _of_figure(draft: Told, given: Mapping[str, str], actor: Actor) -> Source:
    scope = given.get("scope") or root_of(actor)
    if not is_known(given["figure"]) or not actor.scope(SEE).covers_place(scope):
        raise OutOfReach()
    figure, words = named(given["figure"]), given.get("was", "")
    question = question_from(actor, scope, given)
    found = _source(draft.draft, words or figure.label, figure, question, actor)
    return replace(found, tie=_tie(draft.draft, given, figure, question, actor))


def _source(draft: Draft, words: str, figure: Figure, question: Question, actor: Actor) -> Source:
    answers = ask_many([figure.id, *figure.of], question)
    others = DraftNumber.objects.visible_to(actor).filter(figure_id=figure.id, draft__removed_at__isnull=True)
    titles = dict(others.exclude(draft=draft).order_by("draft_id").values_list("draft_id", "draft__title"))
    shown = [(reverse("reports:drafts.one", args=[pk]), title) for pk, title in titles.items()]
    return Source(
        words,
        figure,
        Definitions(question).of(figure),
        when_of(figure, question),
        figure.shown(answers[figure.id].value),
        count_of_records(figure, answers[figure.id]),
        address(figure.id, question),
        _before(figure, question, answers[figure.id]),
        others.filter(draft=draft).count(),
        shown[-OTHERS_SHOWN:],
        max(0, len(shown) - OTHERS_SHOWN),
    )


def when_of(figure: Figure, question: Question) -> str:
    if not figure.has_period:
        return f"截止 {question.as_of:%Y-%m-%d}"
    return f"{question.period.since:%Y-%m-%d} 至 {question.period.last_day:%Y-%m-%d}"


def _before(figure: Figure, question: Question, now: Answer) -> Before:
    then = _span_before(question) if figure.has_period else question.on(usual_day(question))
    old = ask_many([figure.id], then)[figure.id]
    came, went = (None, None) if figure.has_period or carries_amounts(figure) else _moved(old, now)
    url = address(figure.id, then)
    if not figure.has_period:
        url = address(figure.id, question, part="changes", against=then.as_of.isoformat())
    return Before(when_of(figure, then), figure.shown(old.value), url, _told_apart(figure, old, now), came, went)


def _span_before(question: Question) -> Question:
    """As long, ending where this one begins."""
    period = question.period
    since = period.since - timedelta(days=period.days)
    return replace(question, as_of=period.since - timedelta(days=1), since=since, until=period.since)


def _moved(old: Answer, now: Answer) -> tuple[int | None, int | None]:
    if old.records is None or now.records is None:
        return None, None
    return _only_in(now.records, old.records), _only_in(old.records, now.records)


def _only_in(rows: Any, others: Any) -> int:
    return rows.exclude(pk__in=others.order_by().values("pk")).count()


def _tie(draft: Draft, given: Mapping[str, str], figure: Figure, question: Question, actor: Actor) -> Correction | None:
    """Nothing for a hedged number (300余) or one that is spelled: it is not what the ledgers print."""
    was, at = given.get("was", ""), given.get("at", "")
    found = numbers_in(was)
    if len(found) != 1 or not at.isdigit() or draft.text[int(at) : int(at) + len(was)] != was:
        return None
    number = found[0]
    digits = number.said.strip()
    if number.hedge is not Hedge.NONE or not digits[:1].isascii() or not digits[:1].isdigit():
        return None
    slot = in_words(
        figure.id,
        scope="" if question.scope == root_of(actor) else question.scope,
        **_days_of(figure, question, draft.as_of),
        scale=next((word for word, times in SCALES.items() if times == number.multiple), ""),
        decimals=_decimals(was) if number.multiple != 1 else None,
    )
    start, end = _digits_of(was)
    return Correction(int(at), int(at) + len(was), f"{was[:start]}{slot}{was[end:]}")


def _days_of(figure: Figure, question: Question, as_of: date) -> dict[str, str]:
    if not figure.has_period:
        return {} if question.as_of == as_of else {"as_of": question.as_of.isoformat()}
    last = question.period.last_day
    return {"since": question.period.since.isoformat()} | ({} if last == as_of else {"last": last.isoformat()})


def _digits_of(was: str) -> tuple[int, int]:
    places = [at for at, sign in enumerate(was) if sign.isascii() and (sign.isdigit() or sign in ".,")]
    return places[0], places[-1] + 1


def _decimals(was: str) -> int:
    start, end = _digits_of(was)
    return len(was[start:end].partition(".")[2])


def _told_apart(figure: Figure, old: Answer, now: Answer) -> str:
    return "没有变" if old.value == now.value is not None else difference(figure, old.value, now.value)
