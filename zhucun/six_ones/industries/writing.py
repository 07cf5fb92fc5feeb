"""The lines of how a project went, and whose it is; called by the acts alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import OutOfReach
from zhucun.six_ones.industries import rules
from zhucun.six_ones.industries.models import LINE, IndustryProject, ProjectStep
from zhucun.six_ones.industries.rules import State, Step


def step_of(project: IndustryProject, kind: Step, on: date, by: Actor, **said: Any) -> ProjectStep:
    told = {"text": said.get("text", "")[:LINE], "record": said.get("record"), "reached": said.get("reached", "")}
    who = {"done_by": by.name, "done_by_person": by.person_id, "written_at": by.now}
    return ProjectStep(project=project, kind=kind, happened_on=on, **told, **who)


def write_steps(steps: Iterable[ProjectStep]) -> None:
    insert_many(steps)


def is_at_home(project: IndustryProject, by: Actor, needs: str = rules.KEEP) -> bool:
    """Of the team, of the village, or above it: a unit that stands behind the team reads."""
    reach = by.scope(needs)
    return by.may(needs) and (project.team_id in reach.team or reach.covers_place(project.place_code))


def must_be_at_home(project: IndustryProject, by: Actor, needs: str = rules.KEEP) -> None:
    if not is_at_home(project, by, needs):
        raise OutOfReach()


def as_its_days_say(project: IndustryProject) -> State:
    """How far it is by its days, leaving aside that it was stopped or taken back."""
    if project.finished_on is not None:
        return State.FINISHED
    return State.STARTED if project.started_on is not None else State.PLANNED
