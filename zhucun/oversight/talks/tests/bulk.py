"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta

from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.tests.bulk import fired
from zhucun.oversight.talks.models import TalkRecord


@plan("talk.hold")
def talks_held(cast: Cast) -> list[Told]:
    """Both parts of the one, so that it is complete; of the other only the township's."""
    consequences.open_it.many([Told(row) for row in fired(cast)], by=operator_of(cast))
    told = {"held_on": TODAY, "points": "走访少", "statement": "认"}
    first, second, third, _ = TalkRecord.objects.order_by("pk")
    whole = {**told, "commitment": "每周走访", "fix_by": TODAY + timedelta(days=9), "held_by": "书记"}
    return [Told(first, whole), Told(second, told), Told(third, told)]


@plan("talk.notify_unit")
def units_noticed(cast: Cast) -> list[Told]:
    consequences.open_it.many([Told(row) for row in fired(cast)], by=operator_of(cast))
    whole = {"reason": "整改拖了", "planned_on": TODAY + timedelta(days=3)}
    return [Told(cast.archive, whole), Told(cast.water)]
