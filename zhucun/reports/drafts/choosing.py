"""Figures to be put into a text, found by the words one would say: of which place, over which days, what they are."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many
from zhucun.lib.periods import add_months, month_of
from zhucun.reports.catalogue.asking import root_of
from zhucun.reports.checking.asking import places_below
from zhucun.reports.checking.naming import SAID, TOTALS
from zhucun.reports.checking.words import CONCEPTS
from zhucun.reports.drafts.slots import in_words
from zhucun.reports.drafts.source import when_of
from zhucun.reports.rules import SEE

MOST = 8  # figures; one over days stands there once for each of its usual spans
SHORTEST_NAME = 2
NOUGHT = "0"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """`slot` is what is put into the text; `span` names the days of a figure that has some."""

    figure: Figure
    slot: str
    shown: str
    when: str
    place: str = ""
    span: str = ""

    @property
    def words(self) -> str:
        """As it will stand in the text."""
        return f"{self.shown}%" if self.figure.kind == "share" else self.shown


@dataclass(frozen=True)
class _Wanted:
    figure: Figure
    question: Question
    span: str
    since: str = ""
    last: str = ""


def choices(actor: Actor, said: str, as_of: date) -> list[Choice]:
    """In the order of how well the words fit; nothing for whoever sees no figures."""
    if not actor.scope(SEE).place or not said.strip():
        return []
    root = root_of(actor)
    words, scope, place = _place_in(said.split(), root)
    question = Question(actor, scope, min(as_of, actor.today))
    if len(words) == 1 and words[0].replace(".", "").isdigit():
        figures = _of_value(words[0], question)
    else:
        figures = _of_words(words)
    wanted = [one for figure in figures[:MOST] for one in _wanted(figure, question)]
    return list(_worth_saying(_answered(wanted, "" if scope == root else scope, place)))


def _worth_saying(found: Iterable[Choice]) -> Iterator[Choice]:
    """Of the spans of a figure those with something in them; where there is none, the first."""
    for _, spans in groupby(found, key=lambda one: one.figure.id):
        some = list(spans)
        yield from [one for one in some if one.shown != NOUGHT] or some[:1]


def _place_in(words: Sequence[str], root: str) -> tuple[list[str], str, str]:
    """A word that is the name of a place below, or its beginning, says of where."""
    names = places_below(root) if any(len(word) >= SHORTEST_NAME for word in words) else {}
    rest, scope, called = [], root, ""
    for word in words:
        name = next((one for one in names if one == word), "") or next(
            (one for one in names if len(word) >= SHORTEST_NAME and one.startswith(word)), ""
        )
        if name and scope == root:
            scope, called = names[name], name
        else:
            rest.append(word)
    return rest, scope, called


def _of_words(words: Sequence[str]) -> list[Figure]:
    """Label first, then what reports call it, then its heading and definition; 队员 is all before any part."""
    ranked = []
    for order, figure in enumerate(all_figures()):
        label, said = figure.label, _said_of(figure)
        more = f"{label} {said} {figure.group} {figure.id} {figure.definition}"
        if not all(word in more for word in words):
            continue
        rank = 0 if all(word in label for word in words) else 1 if all(word in label + said for word in words) else 2
        is_part = figure.id not in TOTALS.values()
        ranked.append((rank, is_part and label not in words, len(label) if rank == 0 else 0, order, figure))
    return [figure for *_, figure in sorted(ranked, key=lambda one: one[:4])]


def _said_of(figure: Figure) -> str:
    """What reports call it: a share is called after its part, a total of teams or members by any name of theirs."""
    parts = [SAID.get(one, "") for one in (figure.id, *figure.of[:1])]
    concepts = [" ".join(CONCEPTS[name]) for name, total in TOTALS.items() if total == figure.id]
    return " ".join([*parts, *concepts])


def _of_value(number: str, question: Question) -> list[Figure]:
    """A number one has read somewhere."""
    figures = all_figures()
    answers = ask_many([figure.id for figure in figures], question)
    return [figure for figure in figures if figure.shown(answers[figure.id].value) == number]


def _wanted(figure: Figure, question: Question) -> Iterator[_Wanted]:
    if not figure.has_period:
        yield _Wanted(figure, question, "")
        return
    day = question.as_of
    month = month_of(add_months(day, -1))
    yield _over(figure, question, "今年以来", date(day.year, 1, 1))
    yield _over(figure, question, "本月以来", day.replace(day=1))
    yield _over(figure, question, "上个月", month.since, month.last_day)
    yield _over(figure, question, "近一年", add_months(day, -12) + ONE_DAY)


def _over(figure: Figure, question: Question, span: str, since: date, last: date | None = None) -> _Wanted:
    asked = Question(question.actor, question.scope, question.as_of, since, last + ONE_DAY if last else None)
    return _Wanted(figure, asked, span, since.isoformat(), last.isoformat() if last else "")


def _answered(wanted: Sequence[_Wanted], scope: str, place: str) -> Iterator[Choice]:
    """What is asked over the same days is asked at once."""
    order = {id(one): at for at, one in enumerate(wanted)}
    answers: dict[int, Answer] = {}
    for _, found in groupby(sorted(wanted, key=lambda one: one.span), key=lambda one: one.span):
        some = list(found)
        by_id = ask_many(sorted({one.figure.id for one in some}), some[0].question)
        answers |= {order[id(one)]: by_id[one.figure.id] for one in some}
    for at, one in enumerate(wanted):
        is_share = one.figure.kind == "share"
        slot = in_words(one.figure.id, scope=scope, since=one.since, last=one.last, with_unit=is_share)
        shown = one.figure.shown(answers[at].value)
        yield Choice(one.figure, slot, shown, when_of(one.figure, one.question), place, one.span)
