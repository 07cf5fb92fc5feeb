"""Figures among what is found: by their words, and by the value they have now ("213", screen C2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max

from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.scope import within_prefixes
from zhucun.desk.home.blocks import Year
from zhucun.lib.figure import Figure, Question, all_figures, ask_many, named
from zhucun.reports.rules import SEE
from zhucun.web.figures import address

KEPT_SECONDS = 60
MOST_DIGITS = 7


@dataclass(frozen=True)
class FoundFigure:
    figure: Figure
    value: str
    url: str
    when: str = ""

    @property
    def sub(self) -> str:
        return f"{self.when}{self.figure.definition}"


def found_figures(actor: Actor, text: str) -> list[FoundFigure]:
    """Those whose label has every word, or whose value is the number asked for."""
    reach = _reach(actor)
    if reach is None or not text.strip():
        return []
    question = Question(actor, reach, actor.today)
    wanted = [figure for figure in all_figures() if all(word in figure.label for word in text.split())]
    values = _all_values(question) if _is_number(text) else _values(wanted, question)
    if _is_number(text):
        wanted = [figure for figure in all_figures() if values[figure.id] == _number(text) or figure in wanted]
    found = [FoundFigure(one, values[one.id], address(one.id, question)) for one in wanted]
    return [*_of_the_year(question, _number(text)), *found] if _is_number(text) else found


def _of_the_year(question: Question, number: str) -> list[FoundFigure]:
    """What a first page tells of twelve months is found by the number that stands there."""
    year = Year(question)
    shown = {name: year.measures.shown(name) for name in year.measures.answers if named(name).has_period}
    told = f"{year.words}的数。"
    return [
        FoundFigure(named(name), value, year.measures.address(name), told)
        for name, value in shown.items()
        if value == number
    ]


def _reach(actor: Actor) -> str | None:
    """The territory of the roles that read figures; a figure is asked for one at a time."""
    return next(iter(actor.scope(SEE).place), None) if actor.may(SEE) else None


def _is_number(text: str) -> bool:
    """A value, not a place's code."""
    return _number(text).replace(".", "", 1).isdigit() and len(_number(text)) <= MOST_DIGITS


def _number(text: str) -> str:
    return text.strip().rstrip("%％")


def _values(figures: Sequence[Figure], question: Question) -> dict[str, str]:
    answers = ask_many([figure.id for figure in figures], question) if figures else {}
    return {figure.id: figure.shown(answers[figure.id].value) for figure in figures}


def _all_values(question: Question) -> dict[str, str]:
    """To know which figures have a value all are asked; kept until somebody has done something in the territory."""
    key = f"figures-{question.scope}-{question.as_of}-{_last_act(question.scope)}"
    values = cache.get(key)
    if values is None:
        values = _values(all_figures(), question)
        cache.set(key, values, KEPT_SECONDS)
    return values


def _last_act(reach: str) -> str:
    """Changes with every act in the territory, also with one that was begun earlier and is done later."""
    lines = AuditLog.objects.filter(within_prefixes("place_code", [reach]))
    return "{last}-{count}".format_map(lines.aggregate(last=Max("pk"), count=Count("pk")))
