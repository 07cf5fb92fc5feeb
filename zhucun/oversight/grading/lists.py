"""核定表 as a list to filter, export and print; what a page says beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.org.people.rules import Employment
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.assessment.rules import AS_WHOM, CycleState, SheetState
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.rules import SEE as SEE_CONSEQUENCES
from zhucun.oversight.consequences.rules import State
from zhucun.oversight.grading.cycle_page import HIDDEN, WITH, CyclePage
from zhucun.oversight.grading.showing import Block, Line, grades_in, unit_of
from zhucun.oversight.schemes.rules import Grade, ObjectKind, Rater, scale_of
from zhucun.web.tables import BoundTable, Cell, Column, Filter, Table, View


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    return Block.all_of(lines[0].stands.rules) if lines else []


@dataclass(frozen=True)
class Rates:
    """A side for which the reader scores here, and how many are left."""

    who: str
    label: str
    left: int


def rates_of(cycle: AssessmentCycle, actor: Actor, sides: Sequence[str]) -> list[Rates]:
    if cycle.state != CycleState.COLLECTING:
        return []
    mine = [who for who in sides if who in AS_WHOM and actor.may(AS_WHOM[who])]
    return [Rates(who, Rater(who).label, _left(cycle, who, actor)) for who in mine]


def _left(cycle: AssessmentCycle, who: str, actor: Actor) -> int:
    rows = ScoreSheet.objects.visible_to(actor, AS_WHOM[who]).of(cycle).filter(state=SheetState.OPEN)
    return rows.without_score_of(who).exclude(posting__cadre__person__in=actor.persons).count()


def followed_of(cycle: AssessmentCycle, actor: Actor) -> dict[str, Any] | None:
    """What the cycle, once it is used, or the one before it led to: how many were opened, how many still wait."""
    if not actor.may(SEE_CONSEQUENCES) or cycle.object_kind != ObjectKind.PERSON:
        return None
    used = AssessmentCycle.objects.visible_to(actor).filter(state=CycleState.CLOSED, until__lte=cycle.until)
    last = used.filter(object_kind=cycle.object_kind, cycle=cycle.cycle).order_by("-since").first()
    if last is None:
        return None
    average = ScoreSheet.objects.visible_to(actor).of(last).graded(Grade.THIRD)
    sources = [f"oversight.scoresheet:{pk}" for pk in average.values_list("pk", flat=True)]
    states = list(Consequence.objects.visible_to(actor).filter(source__in=sources).values_list("state", flat=True))
    return {
        "cycle": last,
        "count": len(sources),
        "opened": sum(one == State.OPENED for one in states),
        "proposed": sum(one == State.PROPOSED for one in states),
        "url": f"{reverse('oversight:assessment.list', args=[last.pk])}?grade={Grade.THIRD.value}",
    }


OPEN = Q(state=SheetState.OPEN)


def table_of(cycle: AssessmentCycle, request: HttpRequest) -> BoundTable:
    """Numbers only where the reader may see them; in the order of places, nobody is ranked."""
    shown = CyclePage(cycle, request.actor, {})
    lines = {one.sheet.pk: one for one in shown.lines}
    blocks = blocks_of(shown.lines)
    columns = (
        Column("name", "姓名" if shown.is_of_persons else "名称", lambda row: _who(lines[row.pk]), width=18),
        *(_block_column(at, block, lines) for at, block in enumerate(blocks)),
        Column("total", "合计", lambda row: lines[row.pk].total, numeric=True, width=8),
        Column("proposed", "拟定等次", lambda row: _word(lines[row.pk].proposed), width=10),
        Column("grade", "核定等次", lambda row: _grade(lines[row.pk]), width=12),
        Column("reason", "理由", lambda row: row.reason if lines[row.pk].is_shown else "", width=28),
    )
    scale = scale_of(cycle.object_kind, cycle.cycle)
    grades = [(str(grade), word) for grade, word in grades_in(scale)]
    table = Table(
        name="score_sheets",
        caption=f"{cycle}核定表",
        columns=columns,
        views=(View("open", "还没核定", OPEN), View("decided", "核定了", ~OPEN)),
        filters=(
            Filter("grade", "等次", lambda request: grades, lambda rows, key: rows.filter(grade=key)),
            *((_townships(shown), _categories()) if shown.is_of_persons else ()),
        ),
        search=lambda rows, text: rows.filter(
            Q(posting__cadre__person__name__contains=text) | Q(team__name__contains=text) | Q(unit__name__contains=text)
        ),
        search_hint="找人、队、单位",
        order=(F("township_position").asc(nulls_last=True), "place_code", "team__number"),
        per_page=50,
        counted=lambda count: f"{count} {unit_of(cycle.object_kind)}",
        empty={"text": "没有这样的考核表。", "icon": "table"},
        note="按乡镇固定次序，不排名。",
        may_double=False,
    )
    rows = ScoreSheet.objects.visible_to(request.actor).of(cycle).select_related(*WITH).defer(*HIDDEN)
    return table.bind(request, rows.in_order_of_places())


def _townships(shown: CyclePage) -> Filter:
    listed = shown.townships
    return Filter(
        "township",
        "乡镇",
        lambda request: listed,
        lambda rows, code: rows.filter(place_code__gte=code, place_code__lt=f"{code}~"),
    )


def _categories() -> Filter:
    return Filter("category", "身份", lambda request: Employment.choices, lambda rows, key: rows.filter(category=key))


def _who(line: Line) -> Cell:
    return Cell(line.sheet.whose, sub=line.where, url=line.url)


def _block_column(at: int, block: Block, lines: dict[int, Line]) -> Column:
    label = f"{block.name}（{block.weight}）"
    return Column(f"block_{at}", label, lambda row: lines[row.pk].cells[at].text, numeric=True, width=10)


def _word(stage: tuple[str, str] | None) -> str:
    return stage[1] if stage else "—"


def _grade(line: Line) -> Cell:
    sheet = line.sheet
    return Cell(_word(line.decided), sub=f"{sheet.decided_by} {sheet.decided_on:%Y-%m-%d}" if sheet.is_decided else "")
