"""What other doors do to a posting is followed by its case: a successor closes it, another end drops it."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.dispatch.changes import following
from zhucun.dispatch.changes.rules import DECIDED_OR_BEFORE, State
from zhucun.dispatch.roster.models import Posting


@within("posting.start")
def a_successor_closes_the_case(rows: Sequence[Posting], *, by: Actor) -> None:
    """Whoever follows by name takes the seat, whichever page or file posted them (R-SEL-11)."""
    followed = [posting.succeeds for posting in rows if posting.succeeds_id]
    for case in following.cases_of(followed, [State.VACANT]) if followed else ():
        following.close(case, by=by)


@within("posting.end")
def an_end_by_another_door_drops_the_case(rows: Sequence[Posting], *, by: Actor) -> None:
    for case in following.cases_of(rows, DECIDED_OR_BEFORE):
        following.drop(case, reason="这一段派驻已经另行结束。", by=by)


@within("posting.reopen")
def an_end_taken_back_drops_the_case(rows: Sequence[Posting], *, by: Actor) -> None:
    """A recall that was signed is not undone by a slip of the pen."""
    for case in following.cases_of(rows, [State.VACANT]):
        if case.is_recall:
            raise Refused("这一段是按召回办结束的，不能撤回。确有错误的，由县驻村办另行发文。")
        following.drop(case, reason="结束已经撤回，人还在队。", by=by)
