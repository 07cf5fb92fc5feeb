"""A project follows the records that took it further: their day, gone with them, back with them."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.industries import noting
from zhucun.six_ones.industries.models import ProjectStep
from zhucun.six_ones.industries.rules import State


def _of(records: Sequence[WorkRecord]) -> list[ProjectStep]:
    """Of those that took a project a stage further."""
    keys = [one.pk for one in records if one.kind == "industry"]
    rows = ProjectStep.objects.filter(record__in=keys).exclude(reached="") if keys else ProjectStep.objects.none()
    return list(rows.select_related("record", "project__place").order_by("pk"))


def _is_at_that_stage(step: ProjectStep) -> bool:
    return step.project.state == step.reached


@within("record.change")
def record_changes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for step in _of(records):
        project = step.project
        held = project.started_on if step.reached == State.STARTED else project.finished_on
        if held == step.happened_on != step.record.happened_on:
            noting.follow(project, step=step, by=by)


@within("record.withdraw")
def record_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for step in _of(records):
        if not _is_at_that_stage(step):
            raise Refused("这一笔推进的产业项目已经往下走了，不能撤回，只能更正。")
        noting.leave(step.project, by=by)


@within("record.restore")
def record_comes_back(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for step in _of(records):
        noting.come_back(step.project, step=step, by=by)
