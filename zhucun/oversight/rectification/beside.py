"""Beside an item's way: put off once with approval, moved in an emergency, a reminder, photos of a reply."""

from collections.abc import Sequence
from datetime import date, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.acts import done, must_answer
from zhucun.oversight.rectification.models import ItemStep, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, State
from zhucun.policy import in_force as policy

MOST_PHOTOS = 6


@act("rectification.ask_longer", "申请延期", needs=rules.REPLY, remote=True)
def ask_longer(item: RectificationItem, *, until: date, because: str, by: Actor) -> RectificationItem:
    """Once, before the day, within what the county allows (R-INS-07)."""
    must_answer(item, by)
    _must_run(item)
    if item.extended_on is not None:
        raise Refused("延过一次了，不能再延。", rule="R-INS-07")
    if item.due_on < by.today:
        raise Refused("期限已经过了。改到哪一步，先反馈上来。")
    latest = item.due_on + timedelta(days=policy.of(by).rectification.longest_extension)
    if not item.due_on < until <= latest:
        raise Refused(f"延到 {item.due_on:%Y-%m-%d} 以后，最晚 {latest:%Y-%m-%d}。", field="until")
    item.longer_until = until
    item.longer_because = rules.said(because, "because", "写一句为什么到期改不完。")
    return done(item, "ask_longer", f"申请延到 {until:%Y-%m-%d}：{item.longer_because}", by)


def _must_run(item: RectificationItem) -> None:
    if item.state not in RUNNING:
        raise Refused(f"现在是“{item.get_state_display()}”，不用改期限。")


@act("rectification.grant_longer", "准延期", needs=rules.CHECK, remote=True)
def grant_longer(item: RectificationItem, *, by: Actor) -> RectificationItem:
    _must_be_asked(item)
    _must_run(item)
    item.due_on, item.extended_on, item.longer_until = item.longer_until, by.today, None
    return done(item, "grant_longer", f"准延到 {item.due_on:%Y-%m-%d}", by)


@act("rectification.refuse_longer", "不准延期", needs=rules.CHECK, remote=True)
def refuse_longer(item: RectificationItem, *, reason: str, by: Actor) -> RectificationItem:
    _must_be_asked(item)
    words = rules.said(reason, "reason", "写一句为什么不准。")
    item.longer_until, item.longer_because = None, ""
    return done(item, "refuse_longer", words, by)


def _must_be_asked(item: RectificationItem) -> None:
    if item.longer_until is None:
        raise Refused("没有等着批的延期。")


@act("rectification.move_due", "改整改期限", needs=rules.CHECK)
def move_due(item: RectificationItem, *, due_on: date, reason: str, by: Actor) -> RectificationItem:
    """By the office, for a reason that is not the other side's, such as people standing by at the dyke (R-ATT-16)."""
    _must_run(item)
    rules.must_be_later(due_on, by.today)
    item.due_on = due_on
    return done(item, "move_due", rules.said(reason, "reason", "写一句为什么改期。"), by)


@act("rectification.remind", "催办", needs=rules.CHECK)
def remind(item: RectificationItem, *, by: Actor) -> RectificationItem:
    """At most once a day; it stands in the other side's list, nobody is sent anything (R-BUR-01)."""
    return _remind_many([Told(item, {})], by=by)[0]


@remind.as_many
def _remind_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    def reminded(call: Told) -> RectificationItem:
        item = call.row
        _must_run(item)
        if item.reminded_on == by.today:
            raise Refused("今天催过了。")
        item.reminded_on, item.times_reminded = by.today, item.times_reminded + 1
        return item

    rows = each(calls, reminded)
    update_many(rows, ("reminded_on", "times_reminded"))
    insert_many([ItemStep(item=row, verb="remind", on=by.today, who=by.name, due_on=row.due_on) for row in rows])
    return rows


@act("rectification.attach", "给整改反馈添照片", needs=rules.REPLY, undo="rectification.detach")
def attach(step: ItemStep, *, upload: Upload, by: Actor) -> StoredFile:
    """Never asked for: a sentence is enough (R-BUR-02)."""
    must_answer(step.item, by)
    if step.verb != "reply" or step.item.state in (State.CLOSED, State.DROPPED):
        raise Refused("照片添在没销号的反馈上。")
    if StoredFile.objects.of(step).count() >= MOST_PHOTOS:
        raise Refused(f"一次反馈最多 {MOST_PHOTOS} 张照片。", field="photo")
    return keeping.keep(step, upload, by=by)


@act("rectification.detach", "去掉整改反馈的照片", needs=rules.REPLY)
def detach(file: StoredFile, *, by: Actor) -> StoredFile:
    step = ItemStep.objects.visible_to(by, rules.REPLY).filter(pk=file.holder_key).first()
    if step is None or file.holder_kind != ItemStep._meta.label_lower:
        raise OutOfReach()
    must_answer(step.item, by)
    if step.item.state == State.CLOSED:
        raise Refused("已经销号，照片不能去掉。")
    return keeping.remove(file, by=by)
