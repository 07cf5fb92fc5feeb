"""What the ledgers say to each fact of a report: the figure's value asked as the report asks, or a word of its rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from zhucun.acts.actor import Actor
from zhucun.incentives.outcomes.models import AnnouncedOutcome, ReserveTotal
from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many
from zhucun.oversight.duties.registry import kinds_of
from zhucun.oversight.duties.rules import SEE as SEE_DUTIES
from zhucun.oversight.duties.rules import Side
from zhucun.reports.published.comparing import Found
from zhucun.reports.published.facts import Fact, Report, reports
from zhucun.reports.rules import SEE
from zhucun.web.figures import address, rows_shown

MEASURES = "派训管用"
RESERVED = "reserve"


@dataclass(frozen=True)
class Said:
    """The ledgers' answer to one fact, as shown: where it opens, and of which day or days."""

    found: Found = field(default_factory=Found)
    shown: str = ""
    unit: str = ""
    url: str = ""
    figure: Figure | None = None
    question: Question | None = None
    answer: Answer | None = None

    @property
    def days(self) -> str:
        if self.figure is None or self.question is None:
            return ""
        if not self.figure.has_period:
            return f"截止 {self.question.as_of:%Y-%m-%d}"
        period = self.question.period
        if period.since == period.last_day:
            return f"{period.since:%Y-%m-%d}"
        return f"{period.since:%Y-%m-%d} 至 {period.last_day:%Y-%m-%d}"


def reports_for(actor: Actor) -> list[Report]:
    """Of counties within reach as a whole, one's own county last, of each county the latest last."""
    reach = actor.scope(SEE)
    seen = [one for one in reports() if one.is_demo == actor.is_demo and reach.covers_place(one.county)]
    return sorted(seen, key=lambda one: (one.county == actor.county_code, one.published))


def figures_of(report: Report) -> dict[str, Figure]:
    """Fact → the figure that answers to it, where there is one."""
    by_ref = {ref: figure for figure in all_figures() for ref in figure.refs}
    there = {figure.id: figure for figure in all_figures()}
    found = {fact.id: there.get(fact.figure) if fact.figure else by_ref.get(fact.id) for fact in report.facts}
    return {fact: figure for fact, figure in found.items() if figure}


def question_of(report: Report, fact: Fact, actor: Actor) -> Question:
    """As the report asks; a period of which it gives no start is asked as of its day."""
    day = min(report.published, actor.today)
    return Question(actor, fact.scope or report.county, day, fact.period.since, fact.period.until)


def said_of(report: Report, actor: Actor) -> dict[str, Said]:
    """Fact → answer. What is asked alike is asked together."""
    figures = figures_of(report)
    asked = {fact.id: question_of(report, fact, actor) for fact in report.facts}
    answers = _asked_together(
        [(figures[one.id].id, asked[one.id]) for one in report.facts if one.id in figures]
        + [(figures[one.id].id, asked[one.id].on(one.restated)) for one in _restated(report, figures)]
    )
    said = {}
    for fact in report.facts:
        figure, question = figures.get(fact.id), asked[fact.id]
        if figure:
            said[fact.id] = _of_figure(fact, figure, question, answers)
        elif fact.take in _OF_LEDGERS:
            said[fact.id] = _OF_LEDGERS[fact.take](question)
        else:
            said[fact.id] = Said()
    return said


def _restated(report: Report, figures: Mapping[str, Figure]) -> list[Fact]:
    return [fact for fact in report.facts if fact.restated and fact.id in figures]


Key = tuple[str, str, date, date | None, date | None]


def _key(figure_id: str, question: Question) -> Key:
    return figure_id, question.scope, question.as_of, question.since, question.until


def _asked_together(wanted: Iterable[tuple[str, Question]]) -> dict[Key, Answer]:
    alike: dict[tuple[Any, ...], tuple[Question, list[str]]] = {}
    for figure_id, question in wanted:
        alike.setdefault(_key("", question), (question, []))[1].append(figure_id)
    return {
        _key(figure_id, question): answer
        for question, ids in alike.values()
        for figure_id, answer in ask_many(dict.fromkeys(ids), question).items()
    }


def _of_figure(fact: Fact, figure: Figure, question: Question, answers: Mapping[Key, Answer]) -> Said:
    answer = answers[_key(figure.id, question)]
    if fact.take:
        found, more = _taken(fact, figure, question, answer)
        shown = found.word or _plain(found.number)
        return Said(found, shown, "", address(figure.id, question, **more), figure, question, answer)
    then = answers[_key(figure.id, question.on(fact.restated))].value if fact.restated else None
    is_hidden = figure.for_few and answer.value is None
    found = Found(exact(figure, answer), "", answer.denominator, _value(figure, then), is_hidden)
    shown = "" if answer.value is None else figure.shown(answer.value)
    return Said(found, shown, figure.unit, address(figure.id, question), figure, question, answer)


def exact(figure: Figure, answer: Answer) -> Fraction | None:
    """The number before it was rounded."""
    if answer.value is not None and figure.in_hundredths and answer.denominator:
        parts = Fraction(answer.numerator or 0, answer.denominator)
        return 100 * parts if figure.kind == "share" else parts
    return _value(figure, answer.value)


def _value(figure: Figure, value: int | None) -> Fraction | None:
    if value is None:
        return None
    return Fraction(value, {"money": 100, "days": 2, "share": 100, "mean": 100}.get(figure.kind, 1))


def _plain(number: Fraction | None) -> str:
    return "" if number is None else str(number)


# ── read of the rows ──


def _taken(fact: Fact, figure: Figure, question: Question, answer: Answer) -> tuple[Found, dict[str, str]]:
    what, _, name = fact.take.partition(" ")
    if figure.for_few and answer.value and not answer.records.exists():
        return Found(is_hidden=True), {}
    if what == "found":
        table, rows = rows_shown(figure).listed(figure, question, answer.records)
        narrowed = table.search(rows, name) if table.search else rows.none()
        return Found(Fraction(narrowed.order_by().count())), {"q": name}
    return _READ[what](answer.records.order_by().values_list(name, flat=True).distinct()), {}


def _days(values: QuerySet) -> list[date]:
    return sorted({timezone.localdate(one) if isinstance(one, datetime) else one for one in values})


def _day(values: QuerySet) -> Found:
    return Found(word="、".join(f"{day:%Y-%m-%d}" for day in _days(values)))


def _month(values: QuerySet) -> Found:
    return Found(word="、".join(dict.fromkeys(f"{day:%Y-%m}" for day in _days(values))))


def _first_year(values: QuerySet) -> Found:
    return Found(word="".join(f"{day:%Y}" for day in _days(values)[:1]))


def _word(values: QuerySet) -> Found:
    return Found(word="、".join(sorted(map(str, values))))


def _kinds(values: QuerySet) -> Found:
    return Found(Fraction(len(set(values))))


_READ: dict[str, Callable[[QuerySet], Found]] = {
    "day": _day, "month": _month, "first_year": _first_year, "word": _word, "kinds": _kinds,
}  # fmt: skip


# ── read of the ledgers themselves ──


def _sides(question: Question) -> Said:
    """Those that have something to do."""
    sides = {kind.side for side in Side for kind in kinds_of(side)}
    url = reverse("oversight:duties") if question.actor.may(SEE_DUTIES) else ""
    return Said(Found(Fraction(len(sides))), str(len(sides)), "方", url)


def _measures(question: Question) -> Said:
    """Those under which there are figures."""
    measures = {figure.measure for figure in all_figures()} & set(MEASURES)
    return Said(Found(Fraction(len(measures))), str(len(measures)), "项", reverse("reports:figures"))


def _groups(question: Question) -> Said:
    """Groups of which something was announced; of those held in reserve a total."""
    rows = AnnouncedOutcome.objects.visible_to(question.actor).within(question.scope)
    reserved = ReserveTotal.objects.visible_to(question.actor).filter(county_code=question.scope[:6])
    found = {*rows.filter(on__lte=question.as_of).order_by().values_list("group", flat=True).distinct()}
    if reserved.filter(on__lte=question.as_of).exists():
        found.add(RESERVED)
    url = reverse("incentives:outcomes")
    return Said(Found(Fraction(len(found)) if found else None), str(len(found)), "项", url)


_OF_LEDGERS: dict[str, Callable[[Question], Said]] = {"sides": _sides, "measures": _measures, "groups": _groups}
