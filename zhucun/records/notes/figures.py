"""Figures of the work record: what was noted, households walked to, meetings held. One query for each kind of row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.org.places.models import Household
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side

GROUP, MEASURE = "工作记录", "管"
OF_PERIOD = "发生在这段时间里、没有撤回的"


@dataclass(frozen=True)
class Measured:
    figure: Figure
    where: Q


def _measured(name: str, label: str, unit: str, definition: str, where: Q) -> Measured:
    figure = Figure(f"records.{name}", label, unit, "count", definition, MEASURE, GROUP, rows="record", has_period=True)
    return Measured(figure, where)


OF_TEAM = Q(side=Side.TEAM)
MEASURED = {
    one.figure.id: one
    for one in (
        _measured("notes", "工作队的工作记录", "笔", f"{OF_PERIOD}，工作队记的，代记的也算。", OF_TEAM),
        _measured("visits", "走访", "次", f"{OF_PERIOD}走访，工作队记的。", OF_TEAM & Q(kind="visit")),
        _measured(
            "meetings",
            "会议",
            "次",
            f"{OF_PERIOD}会议，村里、乡镇、单位、县里的都算；一次会只算一次。",
            Q(kind="meeting"),
        ),
        _measured(
            "practical",
            "记下的做实事",
            "笔",
            f"{OF_PERIOD}做实事，工作队记的；是记录，不是办结的件数。",
            OF_TEAM & Q(kind="practical"),
        ),
        _measured(
            "talks",
            "乡镇谈心谈话",
            "次",
            f"{OF_PERIOD}乡镇党委书记同队员的谈心谈话，一人一次；看得到的才算。",
            Q(kind="talk"),
        ),
        _measured("unit_hearings", "单位听取汇报", "次", f"{OF_PERIOD}单位听取驻村队员汇报。", Q(kind="unit_hearing")),
        _measured("unit_visits", "单位负责人到村", "次", f"{OF_PERIOD}单位负责人到村。", Q(kind="unit_visit")),
    )
}
VISITED = Figure(
    "records.households_visited",
    "走到的户",
    "户",
    "count",
    "名单上的户，这段时间里工作队走访过的，走几次算一户。",
    MEASURE,
    GROUP,
    rows="household",
    has_period=True,
)


def _standing(question: Question) -> QuerySet:
    rows = WorkRecord.objects.visible_to(question.actor).standing()
    within = rows.filter(within_prefixes("place_code", [question.scope]))
    return within.happened_in(question.period.since, question.period.until)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = _standing(question)
    conditions = {figure.id: MEASURED[figure.id].where for figure in figures}
    named = {f"n{at}": Count("pk", filter=where) for at, where in enumerate(conditions.values())}
    counted = list(rows.order_by().aggregate(**named).values())
    return {
        figure_id: Answer(value, _finder(rows, where))
        for value, (figure_id, where) in zip(counted, conditions.items(), strict=True)
    }


def _finder(rows: QuerySet, where: Q) -> Callable[[], QuerySet]:
    return lambda: rows.filter(where)


def visited(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    period = question.period
    through = WorkRecord.households.through.objects.filter(
        household=OuterRef("pk"),
        workrecord__kind="visit",
        workrecord__side=Side.TEAM,
        workrecord__state="standing",
        workrecord__happened_on__gte=period.since,
        workrecord__happened_on__lt=period.until,
    )
    seen = Household.objects.visible_to(question.actor).filter(within_prefixes("village__code", [question.scope]))
    rows = seen.filter(Exists(through))
    return {VISITED.id: Answer(rows.count(), lambda: rows)}


register([one.figure for one in MEASURED.values()], answers)
register([VISITED], visited)
