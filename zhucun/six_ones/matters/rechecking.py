"""回访: some while after it was done, whether it still holds; a sample that nobody chooses (R-TASK-04)."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.six_ones import plain_text
from zhucun.six_ones.matters import rules, writing
from zhucun.six_ones.matters.models import MatterRecheck, MatterStep, UrgentMatter
from zhucun.six_ones.matters.rules import FLOW, Outcome, Owner, State, Step

COLUMNS = ("state", "owner", "unit", "done_on", "result", "rating", "recheck_on")


@act("matter.recheck", "回访办结的实事", needs=rules.RECHECK, remote=True)
def recheck(matter: UrgentMatter, *, outcome: str, note: str = "", by: Actor) -> UrgentMatter:
    """By another than did it (R-SEC-14). What came back is open again, with its steps as they were."""
    return _recheck([Told(matter, {"outcome": outcome, "note": note})], by=by)[0]


@recheck.as_many
def _recheck(calls: Sequence[Told], *, by: Actor) -> list[UrgentMatter]:
    done = MatterStep.objects.filter(matter__in=[call.row.pk for call in calls], kind=Step.DONE)
    doers = dict(done.order_by("pk").values_list("matter", "done_by_person"))
    checks: list[MatterRecheck] = []

    def checked(call: Told) -> UrgentMatter:
        matter, given, hand = call.row, call.given, call.hand(by)
        _must_be_due(matter, given["outcome"], hand)
        if doers.get(matter.pk) in hand.persons:
            raise Refused("自己办结的，请别人回访。", rule="R-SEC-14")
        note = plain_text.without_private(given["note"], field="note")
        told = {"outcome": given["outcome"], "note": note, "checked_by": hand.name, "checked_on": hand.today}
        checks.append(MatterRecheck(matter=matter, due_on=matter.recheck_on, **told))
        return _after(matter, given["outcome"], note)

    rows = each(calls, checked)
    insert_many(checks)
    update_many(rows, COLUMNS)
    writing.write_steps(
        writing.step_of(one.matter, Step.RECHECKED, one.checked_on, call.hand(by), text=_in_words(one))
        for one, call in zip(checks, calls, strict=True)
    )
    return rows


def _must_be_due(matter: UrgentMatter, outcome: str, by: Actor) -> None:
    if outcome not in Outcome.values:
        raise Refused("选回访下来怎么样。", field="outcome")
    if matter.recheck_on is None or matter.state != State.DONE:
        raise Refused("这件事不用回访。")
    if matter.recheck_on > by.today:
        raise Refused(f"{matter.recheck_on:%Y-%m-%d} 起再去回访，现在去看不出管不管用。")


def _after(matter: UrgentMatter, outcome: str, note: str) -> UrgentMatter:
    came_back = outcome == Outcome.CAME_BACK
    if came_back and not note:
        raise Refused("写一句又怎么坏了，好接着办。", field="note")
    FLOW.step(matter, "recheck", to=State.OPEN if came_back else State.DONE)
    matter.recheck_on = None
    if came_back:
        matter.owner, matter.unit = Owner.TEAM, None
        matter.done_on, matter.result, matter.rating = None, "", ""
    return matter


def _in_words(one: MatterRecheck) -> str:
    return "，".join(filter(None, [one.get_outcome_display(), one.note]))
