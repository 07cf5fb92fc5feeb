"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import TaskPromise

A_PROMISE = {"text": "修通石坪组到村部的路", "due_on": TODAY, "accepted_by": "village"}
ANOTHER = {"text": "三组装路灯 20 盏", "due_on": TODAY, "accepted_by": "township"}


@plan("promise.write")
def task_lists(cast: Cast) -> list[Told]:
    promises.write(cast.team, year=2022, promises=[ANOTHER], by=cast.actor("officer"))
    return [
        Told(cast.team, {"year": 2022, "promises": [A_PROMISE, ANOTHER]}),
        Told(cast.xihe_team, {"year": 2022, "promises": [A_PROMISE]}),
    ]


def _written(cast: Cast, *more: str) -> list[Told]:
    """Two lists, handed in and agreed where `more` says so."""
    told, by = {"year": 2022, "promises": [A_PROMISE, ANOTHER]}, cast.actor("officer")
    lists = [promises.write(team, **told, by=by) for team in (cast.team, cast.xihe_team)]
    for verb in more:
        by = cast.actor("office_leader" if verb == "agree" else "officer")
        lists = [getattr(promises, verb)(one, by=by) for one in lists]
    return [Told(one, {}) for one in lists]


@plan("promise.hand_in")
def lists_to_hand_in(cast: Cast) -> list[Told]:
    return _written(cast)


@plan("promise.agree")
def lists_to_agree(cast: Cast) -> list[Told]:
    return _written(cast, "hand_in")


@plan("promise.done")
def promises_done(cast: Cast) -> list[Told]:
    _written(cast, "hand_in", "agree")
    first, *others = TaskPromise.objects.order_by("pk")
    return [Told(first, {"on": TODAY, "note": "通车了"}), *(Told(one, {"on": TODAY}) for one in others)]


@plan("promise.accept")
def promises_to_accept(cast: Cast) -> list[Told]:
    by = cast.actor("first_secretary")
    calls = [call for call in promises_done(cast) if call.row.of_list.team_id == cast.team.pk]
    done = [promises.done(call.row, on=TODAY, by=by) for call in calls]
    return [Told(one, {"note": "看过"} if at else {}) for at, one in enumerate(done)]
