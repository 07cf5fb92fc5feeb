"""A work record about a project becomes one of its steps, and takes it a stage further where it says so."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import rules, writing
from zhucun.six_ones.industries.models import IndustryProject, ProjectStep
from zhucun.six_ones.industries.rules import FLOW, NEXT, State, Step


@act("project.note", "一笔产业帮扶记进项目", needs=WRITE)
def note_from(record: WorkRecord, *, project: IndustryProject, reached: str = "", by: Actor) -> ProjectStep:
    """One entry, many ledgers (journey J10)."""
    return _note_from([Told(record, {"project": project, "reached": reached})], by=by)[0]


@note_from.as_many
def _note_from(calls: Sequence[Told], *, by: Actor) -> list[ProjectStep]:
    rows: dict[int, IndustryProject] = {}
    locked = IndustryProject.objects.select_for_update(of=("self",))
    rows.update(locked.in_bulk([call.given["project"].pk for call in calls]))
    steps = each(calls, lambda call: _noted(call, rows[call.given["project"].pk], by))
    moved = {step.project_id for step in steps if step.reached}
    update_many([rows[key] for key in sorted(moved)], ["state", "started_on", "finished_on"])
    writing.write_steps(steps)
    return steps


def _noted(call: Told, project: IndustryProject, by: Actor) -> ProjectStep:
    record, reached = call.row, call.given["reached"]
    if project.team_id != record.team_id:
        raise Refused("这个项目不是这支队的。", field="project")
    if project.state not in (State.PLANNED, State.STARTED):
        raise Refused(f"这个项目现在是“{project.get_state_display()}”，选别的项目。", field="project")
    if reached:
        _must_come_next(project, reached)
        projects.move_on(project, record.happened_on, by)
    kind = rules.REACHED[State(reached)] if reached else Step.NOTED
    step = writing.step_of(project, kind, record.happened_on, by, record=record, reached=reached)
    step.done_by, step.done_by_person, step.written_at = record.written_by, None, record.written_at
    return step


def _must_come_next(project: IndustryProject, reached: str) -> None:
    if NEXT[State(project.state)] != reached:
        raise Refused(f"这个项目现在是“{project.get_state_display()}”，下一步不是这个。", field="reached")


@act("project.follow", "产业项目跟着记录改", needs=WRITE)
def follow(project: IndustryProject, *, step: ProjectStep, by: Actor) -> IndustryProject:
    """The record that took it a stage further is of another day now."""
    day = step.record.happened_on
    days = {name: getattr(project, name) for name in projects.DAYS}
    days["started_on" if step.reached == State.STARTED else "finished_on"] = day
    rules.must_be_in_order(**days, today=by.today)
    project.started_on, project.finished_on = days["started_on"], days["finished_on"]
    project.save()
    writing.write_steps([writing.step_of(project, Step.CHANGED, by.today, by, text="跟着记录改了日子")])
    return project


@act("project.leave", "产业项目跟着记录退回", needs=WRITE)
def leave(project: IndustryProject, *, by: Actor) -> IndustryProject:
    """The record that took it here was taken back."""
    FLOW.must_allow(project, "go_back")
    projects.back(project, "go_back")
    project.save()
    writing.write_steps([writing.step_of(project, Step.WENT_BACK, by.today, by, text="那一笔记录撤回了")])
    return project


@act("project.come_back", "产业项目跟着记录恢复", needs=WRITE)
def come_back(project: IndustryProject, *, step: ProjectStep, by: Actor) -> IndustryProject:
    _must_come_next(project, step.reached)
    projects.move_on(project, step.happened_on, by)
    project.save()
    text = "那一笔记录恢复了"
    again = writing.step_of(project, rules.REACHED[State(step.reached)], step.happened_on, by, text=text)
    writing.write_steps([again])
    return project
