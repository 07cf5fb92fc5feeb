"""Which households a project brings along: added by name of the list, taken off again."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out
from zhucun.org.places.models import Household
from zhucun.six_ones.industries import rules, writing
from zhucun.six_ones.industries.models import IndustryProject, ProjectHousehold
from zhucun.six_ones.industries.rules import State


@act("project.bring_along", "登记带动的户", needs=rules.KEEP, remote=True, undo="project.leave_out")
def bring_along(project: IndustryProject, *, household: Household, by: Actor) -> ProjectHousehold:
    """Of the project's own village, once."""
    return _bring_along([Told(project, {"household": household})], by=by)[0]


@bring_along.as_many
def _bring_along(calls: Sequence[Told], *, by: Actor) -> list[ProjectHousehold]:
    held = set(
        ProjectHousehold.objects.filter(project__in={call.row.pk for call in calls}).values_list("project", "household")
    )
    return insert_many(each(calls, lambda call: _brought(call, held, call.hand(by))))


def _brought(call: Told, held: set[tuple[int, int]], by: Actor) -> ProjectHousehold:
    project, home = call.row, call.given["household"]
    writing.must_be_at_home(project, by)
    if project.state == State.WITHDRAWN:
        raise Refused("这个项目已经撤回。")
    if home.village_id != project.place_id:
        raise Refused(f"{home.head_name}家不在{project.place.name}。", field="household")
    if (key := (project.pk, home.pk)) in held:
        raise Refused(f"{home.head_name}家已经登记了。", field="household")
    held.add(key)
    return ProjectHousehold(project=project, household=home, since=by.today, added_by=by.name)


@act("project.leave_out", "撤下带动的户", needs=rules.KEEP, remote=True)
def leave_out(line: ProjectHousehold, *, by: Actor) -> ProjectHousehold:
    """It was the wrong one; the audit line keeps what it said."""
    writing.must_be_at_home(line.project, by)
    return taken_out(line)
