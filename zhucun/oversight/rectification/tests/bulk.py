"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.oversight.letters import issuing
from zhucun.oversight.letters.tests.bulk import letters_signed
from zhucun.oversight.rectification import acts as rectifying
from zhucun.oversight.rectification.models import RectificationItem


def _rectified(cast: Cast, *more: str) -> list[RectificationItem]:
    """Two letters issued, and what came after."""
    for call in letters_signed(cast):
        issuing.record_issued(call.row, **call.given, by=cast.actor("officer"))
    found = list(RectificationItem.objects.order_by("pk"))
    if "reply" in more:
        found = [rectifying.reply(one, reply="改好了，上了墙", by=cast.actor("first_secretary")) for one in found]
    return [rectifying.sign(one, by=cast.actor("secretary")) for one in found] if "sign" in more else found


@plan("rectification.accept")
def problems_to_accept(cast: Cast) -> list[Told]:
    return [Told(one, {}) for one in _rectified(cast)]


@plan("rectification.remind")
def problems_to_remind_of(cast: Cast) -> list[Told]:
    return problems_to_accept(cast)


@plan("rectification.reply")
def problems_to_reply_to(cast: Cast) -> list[Told]:
    told = {"reply": "改好了，上了墙", "written_for": "来函"}
    return [Told(one, told) for one in _rectified(cast)]


@plan("rectification.sign")
def replies_to_sign(cast: Cast) -> list[Told]:
    first, second = _rectified(cast, "reply")
    return [Told(first, {"opinion": "看过"}), Told(second, {})]


@plan("rectification.close")
def problems_to_close(cast: Cast) -> list[Told]:
    first, second = _rectified(cast, "reply", "sign")
    return [Told(first, {"verified": "onsite", "verdict": "到位"}), Told(second, {"verified": "document"})]
