"""A decision as a task: given, reported done, accepted by another, sent back, put off, dropped; the only writer."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.models import Unit
from zhucun.org.places.models import CountyOffice, Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.tasks import rules
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import TASKS, Owner


@act("review.decide", "定调度任务", needs=rules.HOLD)
def decide(
    review: MonthlyReview,
    *,
    what: str,
    owner: Owner,
    due_on: date,
    unit: Unit | None = None,
    team: Team | None = None,
    township: Place | None = None,
    by: Actor,
) -> ReviewTask:
    """What, whose, until when (R-LOG-08)."""
    given = {"what": what, "owner": owner, "due_on": due_on, "unit": unit, "team": team, "township": township}
    return _decide_many([Told(review, given)], by=by)[0]


@decide.as_many
def _decide_many(calls: Sequence[Told], *, by: Actor) -> list[ReviewTask]:
    offices = CountyOffice.objects.filter(county__code__in={call.row.place_code for call in calls})
    names = dict(offices.values_list("county__code", "name"))
    return insert_many(each(calls, lambda call: _decided(call, names, by)))


def _decided(call: Told, office_names: dict[str, str], by: Actor) -> ReviewTask:
    review, given = call.row, call.given
    if not given["what"].strip():
        raise Refused("写清楚办什么。", field="what")
    rules.must_follow(given["due_on"], call.hand(by).today)
    owner = Owner(given["owner"])
    task = ReviewTask(review=review, what=given["what"].strip(), owner=owner, due_on=given["due_on"])
    task.place_code = review.place_code
    _own(task, given, review, office_names)
    return task


def _own(task: ReviewTask, given: dict, review: MonthlyReview, office_names: dict[str, str]) -> None:
    if task.owner == Owner.OFFICE:
        if not review.is_of_county:
            raise Refused("乡镇不能给县驻村办派任务；要县里定的，写在乡镇情况里。", field="owner")
        task.owner_name = office_names.get(review.place_code, Owner.OFFICE.label)
    elif task.owner == Owner.UNIT:
        task.unit = _chosen(given["unit"], "unit", "选哪个单位来办。")
        task.owner_name = task.unit.name
    elif task.owner == Owner.TEAM:
        task.team = _chosen(given["team"], "team", "选哪支工作队来办。")
        task.owner_name, task.place_code = task.team.name, task.team.place_code
    else:
        township = _chosen(given["township"], "township", "选哪个乡镇来办。")
        if township.kind != Kind.TOWNSHIP:
            raise Refused("选一个乡镇。", field="township")
        task.owner_name, task.place_code = township.name, township.code
    if not task.place_code.startswith(review.place_code):
        raise Refused("只能派给自己范围里的。", field=task.owner)


def _chosen(row: object, field: str, sentence: str) -> object:
    if row is None:
        raise Refused(sentence, field=field)
    return row


def _holds(review: MonthlyReview, by: Actor) -> bool:
    return by.scope(rules.HOLD).covers_place(review.place_code)


def may_accept(task: ReviewTask, by: Actor) -> bool:
    return _holds(task.review, by)


def _must_hold(task: ReviewTask, by: Actor) -> None:
    if not may_accept(task, by):
        raise Refused("由定这件事的一方来定。")


@act("review_task.report", "报调度任务办结", needs=rules.DO, remote=True, undo="review_task.take_back")
def report(task: ReviewTask, *, result: str, by: Actor) -> ReviewTask:
    if not result.strip():
        raise Refused("写一句办成了什么样。", field="result")
    TASKS.step(task, "report")
    task.result, task.reported_on, task.reported_by, task.reporter_person = result, by.today, by.name, by.person_id
    task.reason = ""
    task.save()
    return task


@act("review_task.take_back", "撤回报办结", needs=rules.DO, remote=True)
def take_back(task: ReviewTask, *, by: Actor) -> ReviewTask:
    TASKS.step(task, "take_back")
    _open_again(task)
    task.save()
    return task


def _open_again(task: ReviewTask) -> None:
    task.result, task.reported_on, task.reported_by, task.reporter_person = "", None, "", None


@act("review_task.accept", "认可调度任务办结", needs=rules.HOLD, remote=True)
def accept(task: ReviewTask, *, by: Actor) -> ReviewTask:
    """By whoever decided it, never by the one who reported it (R-SEC-14)."""
    _must_hold(task, by)
    rules.must_be_another(task.reporter_person, by.persons)
    TASKS.step(task, "accept")
    task.accepted_on, task.accepted_by = by.today, by.name
    task.save()
    return task


@act("review_task.send_back", "退回调度任务", needs=rules.HOLD, remote=True)
def send_back(task: ReviewTask, *, reason: str, due_on: date | None = None, by: Actor) -> ReviewTask:
    """Not done yet: why, and until when now."""
    _must_hold(task, by)
    TASKS.step(task, "send_back")
    _open_again(task)
    _say_why(task, reason)
    if due_on is not None:
        rules.must_follow(due_on, by.today)
        task.due_on = due_on
    task.save()
    return task


@act("review_task.put_off", "改调度任务的期限", needs=rules.HOLD)
def put_off(task: ReviewTask, *, due_on: date, reason: str, by: Actor) -> ReviewTask:
    _must_hold(task, by)
    if task.state != rules.TaskState.OPEN:
        raise Refused("在办的才改期限。")
    rules.must_follow(due_on, by.today)
    _say_why(task, reason)
    task.due_on = due_on
    task.save()
    return task


@act("review_task.drop", "调度任务不办了", needs=rules.HOLD)
def drop(task: ReviewTask, *, reason: str, by: Actor) -> ReviewTask:
    _must_hold(task, by)
    TASKS.step(task, "drop")
    _open_again(task)
    _say_why(task, reason)
    task.save()
    return task


def _say_why(task: ReviewTask, reason: str) -> None:
    if not reason.strip():
        raise Refused("写一句为什么。", field="reason")
    task.reason = reason.strip()
