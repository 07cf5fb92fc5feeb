"""Figures of the rhythm: how often the county inspected, met, assessed and drew up its account, of what came due."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.rhythm.models import COUNTY_DIGITS, CadenceItem
from zhucun.oversight.rhythm.rules import WORK, Cycle, State

SEE_FIGURES = "figure.see"
GROUP, MEASURE = "制度和节奏", "管"
NAMES = {Cycle.WEEK: "inspections", Cycle.MONTH: "reviews", Cycle.QUARTER: "assessments", Cycle.YEAR: "year_accounts"}
REFS = {Cycle.WEEK: "N25", Cycle.MONTH: "N26", Cycle.QUARTER: "N27", Cycle.YEAR: "N28"}
OFTEN = {Cycle.WEEK: "每周", Cycle.MONTH: "每月", Cycle.QUARTER: "每季", Cycle.YEAR: "每年"}


def due_id(cycle: Cycle) -> str:
    return f"oversight.{NAMES[cycle]}_due"


def done_id(cycle: Cycle) -> str:
    return f"oversight.{NAMES[cycle]}_done"


def _of(cycle: Cycle) -> list[Figure]:
    work = WORK[cycle]
    told = {"measure": MEASURE, "group": GROUP, "rows": "cadence", "has_period": True}
    due = f"期限在这段时间里的{work}，写明理由不办的、整周放假的不算。"
    often = f"这段时间里办了的{work}，除以到期的期数。"
    done = f"期限在这段时间里、登记办了的{work}。"
    return [
        Figure(due_id(cycle), f"到期的{work}", "期", "count", due, **told),
        Figure(done_id(cycle), f"办了的{work}", "期", "count", done, **told),
        Figure(
            f"oversight.{NAMES[cycle]}_per_{cycle.value}",
            f"{OFTEN[cycle]}{work}几次",
            "次",
            "mean",
            often,
            of=(done_id(cycle), due_id(cycle)),
            refs=(REFS[cycle],),
            **told,
        ),
    ]


BY_ID: dict[str, tuple[Figure, Q]] = {
    **{due_id(cycle): (_of(cycle)[0], Q(cycle=cycle)) for cycle in Cycle},
    **{done_id(cycle): (_of(cycle)[1], Q(cycle=cycle, state=State.DONE)) for cycle in Cycle},
}


def rows_of(question: Question) -> QuerySet[CadenceItem]:
    """The rhythm is the county's: of a township it is that of its county. Whoever reads figures reads these: those
    above the county have no other page of it."""
    span = question.period
    seen = CadenceItem.objects.visible_to(question.actor, SEE_FIGURES)
    seen = seen.filter(within_prefixes("county_code", [question.scope[:COUNTY_DIGITS]]))
    return seen.due_within(span.since, span.until).exclude(state=State.NOT_NEEDED)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query, however many are asked for."""
    rows = rows_of(question)
    wanted = {figure.id: BY_ID[figure.id][1] for figure in figures if figure.id in BY_ID}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    found = rows.aggregate(**counts)
    return {
        figure_id: Answer(found[f"n{at}"], lambda narrow=narrow: rows.filter(narrow))
        for at, (figure_id, narrow) in enumerate(wanted.items())
    }


register([figure for cycle in Cycle for figure in _of(cycle)], answers)
