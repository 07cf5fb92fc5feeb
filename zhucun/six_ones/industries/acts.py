"""A project is registered, goes on a stage, says why it is late, is stopped, corrected, taken back (journey J10)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.six_ones import plain_text
from zhucun.six_ones.industries import rules, writing
from zhucun.six_ones.industries.models import IndustryProject, ProjectStep
from zhucun.six_ones.industries.rules import FLOW, NEXT, REACHED, Field, State, Step
from zhucun.six_ones.serving import Serving

SAY_NAME = "写项目叫什么，比如“石坪村香菇大棚”。"
DAYS = ("planned_on", "planned_start", "planned_finish", "started_on", "finished_on")
WORDS = ("name", "product", "plan")
NUMBERS = ("land_tenths", "households_meant")


@act("project.register", "登记一个产业项目", needs=rules.KEEP, remote=True, undo="project.withdraw")
def register(
    place: Place,
    *,
    name: str,
    planned_start: date | None = None,
    planned_on: date | None = None,
    planned_finish: date | None = None,
    product: str = "",
    field: str = Field.OTHER,
    plan: str = "",
    land_tenths: int | None = None,
    households_meant: int | None = None,
    started_on: date | None = None,
    finished_on: date | None = None,
    by: Actor,
) -> IndustryProject:
    """Once; one that has gone further already is told with the days (R-TASK-06, R-TASK-11)."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _register([Told(place, told)], by=by)[0]


@register.as_many
def _register(calls: Sequence[Told], *, by: Actor) -> list[IndustryProject]:
    places = {call.row.pk for call in calls}
    serving = Serving(places)
    names = set(IndustryProject.objects.standing().filter(place__in=places).values_list("place", "name"))
    rows = insert_many(each(calls, lambda call: _registered(call, serving, names, call.hand(by))))
    hands = [call.hand(by) for call in calls]
    writing.write_steps(step for row, hand in zip(rows, hands, strict=True) for step in _first_steps(row, hand))
    return rows


def _registered(call: Told, serving: Serving, names: set[tuple[int, str]], by: Actor) -> IndustryProject:
    place, given = call.row, call.given
    team = serving.team_of(place.pk, by.today)
    if place.kind not in SERVED:
        raise Refused("产业项目登记在村、社区、安置点。", field="place")
    reach = by.scope(rules.KEEP)
    if not (reach.covers_place(place.code) or team in reach.team):
        raise OutOfReach()
    told, days = must_be_registrable(given, by.today)
    if (key := (place.pk, told["name"])) in names:
        raise Refused(
            f"{place.name}已经有“{told['name']}”了。是同一个的，去推进；不是的，名字写得不一样。", field="name"
        )
    names.add(key)
    row = IndustryProject(place=place, place_code=place.code, team_id=team, registered_by=by.name, **told, **days)
    row.state = writing.as_its_days_say(row)
    return row


def must_be_registrable(given: dict[str, Any], today: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is kept of words and numbers, and of days. Raises Refused."""
    days = {name: given[name] for name in DAYS}
    days["planned_on"] = days["planned_on"] or _earliest(today, given["started_on"], given["planned_start"])
    return _judged(given, days, today), days


def _earliest(today: date, *days: date | None) -> date:
    return min([today, *(day for day in days if day is not None)])


def _judged(given: dict[str, Any], days: dict[str, Any], today: date) -> dict[str, Any]:
    """What is kept of words and numbers, once days and all are right."""
    name = plain_text.said(given["name"], SAY_NAME, field="name")
    words = {key: plain_text.without_private(given[key], field=key) for key in WORDS[1:]}
    if given["field"] not in Field.values:
        raise Refused("在列出来的里面选一类。", field="field")
    numbers = {key: given[key] for key in NUMBERS}
    rules.must_be_possible(**numbers)
    rules.must_be_in_order(**days, today=today)
    return {"name": name, "field": given["field"], **words, **numbers}


def _first_steps(row: IndustryProject, by: Actor) -> list[ProjectStep]:
    steps = [writing.step_of(row, Step.REGISTERED, row.planned_on, by, text=row.plan)]
    for state, day in ((State.STARTED, row.started_on), (State.FINISHED, row.finished_on)):
        if day is not None:
            steps.append(writing.step_of(row, REACHED[state], day, by, reached=state))
    return steps


# ── on, and back ──


@act("project.advance", "推进一步", needs=rules.KEEP, remote=True, undo="project.go_back", flow=FLOW)
def advance(project: IndustryProject, *, on: date | None = None, by: Actor) -> IndustryProject:
    """To the next stage: started, then finished; the day is today unless another is told."""
    return _advance([Told(project, {"on": on})], by=by)[0]


@advance.as_many
def _advance(calls: Sequence[Told], *, by: Actor) -> list[IndustryProject]:
    rows = each(calls, lambda call: _advanced(call, call.hand(by)))
    update_many(rows, ["state", "started_on", "finished_on"])
    writing.write_steps(
        writing.step_of(row, REACHED[State(row.state)], reached_on(row), call.hand(by), reached=row.state)
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


def _advanced(call: Told, by: Actor) -> IndustryProject:
    project, on = call.row, call.given["on"] or by.today
    writing.must_be_at_home(project, by)
    FLOW.must_allow(project, "advance")
    move_on(project, on, by)
    return project


def move_on(project: IndustryProject, on: date, by: Actor) -> None:
    """Its next stage on the day; the rules of days hold."""
    rules.must_have_come(on, by.today, field="on")
    after = NEXT[State(project.state)]
    if after == State.STARTED:
        if on < project.planned_on:
            raise Refused(f"{rules.said(project.planned_on)}才列入规划，开工不能在那以前。", field="on")
        project.started_on = on
    else:
        if project.started_on is not None and on < project.started_on:
            raise Refused(f"{rules.said(project.started_on)}才开工，不能在那以前完成。", field="on")
        project.finished_on = on
    FLOW.step(project, "advance", to=after)


def reached_on(project: IndustryProject) -> date:
    """The day of the stage it is at now."""
    return project.finished_on or project.started_on or project.planned_on


@act("project.go_back", "退回一步", needs=rules.KEEP, remote=True, flow=FLOW)
def go_back(project: IndustryProject, *, reason: str = "", by: Actor) -> IndustryProject:
    """It was told too early, or of the wrong project."""
    writing.must_be_at_home(project, by)
    back(project, "go_back")
    project.save()
    reason = plain_text.without_private(reason, field="reason")
    writing.write_steps([writing.step_of(project, Step.WENT_BACK, by.today, by, text=reason)])
    return project


def back(project: IndustryProject, verb: str) -> None:
    FLOW.step(project, verb, to=rules.BEFORE.get(State(project.state), State.PLANNED))
    if project.state == State.PLANNED:
        project.started_on = None
    project.finished_on = None


@act("project.say_why", "说明为什么没按计划动工", needs=rules.KEEP, remote=True, flow=FLOW)
def say_why(project: IndustryProject, *, reason: str, by: Actor) -> IndustryProject:
    """Asked once, when the planned start has passed; not asked again (journey J10)."""
    return _say_why([Told(project, {"reason": reason})], by=by)[0]


@say_why.as_many
def _say_why(calls: Sequence[Told], *, by: Actor) -> list[IndustryProject]:
    rows = each(calls, lambda call: _said_why(call, call.hand(by)))
    update_many(rows, ["late_reason"])
    writing.write_steps(
        writing.step_of(row, Step.LATE, call.hand(by).today, call.hand(by), text=row.late_reason)
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


def _said_why(call: Told, by: Actor) -> IndustryProject:
    project = call.row
    writing.must_be_at_home(project, by)
    FLOW.must_allow(project, "say_why")
    if not project.is_late(by.today):
        raise Refused("还没到计划开工的日子，不用说明。")
    if project.late_reason:
        raise Refused("已经说明过了，不用再说。动工了就推进一步；日子变了就改登记。")
    project.late_reason = plain_text.said(call.given["reason"], "写一句为什么还没动工。", field="reason")
    return project


@act("project.stop", "停下一个产业项目", needs=rules.KEEP, remote=True, undo="project.resume", flow=FLOW)
def stop(project: IndustryProject, *, reason: str, on: date | None = None, by: Actor) -> IndustryProject:
    """It is given up, or rests; it is no longer counted among what is planned."""
    return _stop([Told(project, {"reason": reason, "on": on})], by=by)[0]


@stop.as_many
def _stop(calls: Sequence[Told], *, by: Actor) -> list[IndustryProject]:
    rows = each(calls, lambda call: _stopped(call, call.hand(by)))
    update_many(rows, ["state", "stopped_on", "stop_reason"])
    writing.write_steps(
        writing.step_of(row, Step.STOPPED, row.stopped_on, call.hand(by), text=row.stop_reason)
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


def _stopped(call: Told, by: Actor) -> IndustryProject:
    project, on = call.row, call.given["on"] or by.today
    writing.must_be_at_home(project, by)
    FLOW.must_allow(project, "stop")
    rules.must_have_come(on, by.today, field="on")
    if on < reached_on(project):
        raise Refused(f"{rules.said(reached_on(project))}还在往前走，停下不能在那以前。", field="on")
    project.stop_reason = plain_text.said(call.given["reason"], "写一句为什么停下。", field="reason")
    project.stopped_on = on
    FLOW.step(project, "stop")
    return project


@act("project.resume", "停下的接着干", needs=rules.KEEP, remote=True, flow=FLOW)
def resume(project: IndustryProject, *, reason: str = "", by: Actor) -> IndustryProject:
    writing.must_be_at_home(project, by)
    FLOW.step(project, "resume", to=writing.as_its_days_say(project))
    project.stopped_on, project.stop_reason = None, ""
    project.save()
    reason = plain_text.without_private(reason, field="reason")
    writing.write_steps([writing.step_of(project, Step.RESUMED, by.today, by, text=reason)])
    return project


# ── corrected, taken back ──


@act("project.correct", "改产业项目的登记", needs=rules.KEEP, remote=True)
def correct(
    project: IndustryProject,
    *,
    name: str,
    planned_on: date,
    planned_start: date | None,
    planned_finish: date | None = None,
    product: str = "",
    field: str = Field.OTHER,
    plan: str = "",
    land_tenths: int | None = None,
    households_meant: int | None = None,
    started_on: date | None = None,
    finished_on: date | None = None,
    by: Actor,
) -> IndustryProject:
    """Words, numbers and days; how far it is does not change here: what was reached keeps a day."""
    given = {k: v for k, v in locals().items() if k not in ("by", "project")}
    writing.must_be_at_home(project, by)
    if project.state == State.WITHDRAWN:
        raise Refused("这个项目已经撤回，不能再改。")
    days = {key: given[key] for key in DAYS}
    _must_keep_its_stage(project, days)
    told = _judged(given, days, by.today)
    same = IndustryProject.objects.standing().filter(place=project.place_id, name=told["name"])
    if same.exclude(pk=project.pk).exists():
        raise Refused(f"村里已经有“{told['name']}”了，名字写得不一样。", field="name")
    for key, value in {**told, **days}.items():
        setattr(project, key, value)
    project.save()
    writing.write_steps([writing.step_of(project, Step.CHANGED, by.today, by)])
    return project


def _must_keep_its_stage(project: IndustryProject, days: dict[str, Any]) -> None:
    for key, word in (("started_on", "开工"), ("finished_on", "完成")):
        if (days[key] is None) != (getattr(project, key) is None):
            how = "推进一步" if days[key] else "退回一步"
            raise Refused(f"这里只改{word}的日子。要改走到哪一步，用“{how}”。", field=key)


@act("project.withdraw", "撤回一个产业项目", needs=rules.KEEP, remote=True, undo="project.restore", flow=FLOW)
def withdraw(project: IndustryProject, *, reason: str = "", by: Actor) -> IndustryProject:
    """One that was registered by mistake: kept, and in no count; nor is its money."""
    writing.must_be_at_home(project, by)
    FLOW.step(project, "withdraw")
    project.save()
    reason = plain_text.without_private(reason, field="reason")
    writing.write_steps([writing.step_of(project, Step.WITHDRAWN, by.today, by, text=reason)])
    return project


@act("project.restore", "恢复撤回的产业项目", needs=rules.KEEP, flow=FLOW)
def restore(project: IndustryProject, *, by: Actor) -> IndustryProject:
    writing.must_be_at_home(project, by)
    if IndustryProject.objects.standing().filter(place=project.place_id, name=project.name).exists():
        raise Refused(f"村里又登记了一个“{project.name}”。先把那一个改名或者撤回。")
    is_stopped = project.stopped_on is not None
    FLOW.step(project, "restore", to=State.STOPPED if is_stopped else writing.as_its_days_say(project))
    project.save()
    writing.write_steps([writing.step_of(project, Step.RESTORED, by.today, by)])
    return project
