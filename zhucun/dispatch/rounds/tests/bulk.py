"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests import rounds
from tests.bulk import plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.tests.bulk import new_cadre
from zhucun.dispatch.rounds import nominating, quotas
from zhucun.dispatch.rounds.models import JointCheck


@plan("quota.issue")
def letters(cast: Cast) -> list[Told]:
    round_, by = rounds.opened(cast, state="nominating"), cast.actor("officer")
    asked = [quotas.set_quota(round_, unit=unit, count=2, by=by) for unit in (cast.archive, cast.water)]
    return [
        Told(quota, {"letter_number": f"青驻办函〔2022〕{n}号", "letter_on": TODAY}) for n, quota in enumerate(asked)
    ]


@plan("nomination.make")
def nominations(cast: Cast) -> list[Told]:
    first, second = (quotas.issue(call.row, **call.given, by=cast.actor("officer")) for call in letters(cast))
    more = {"role_for": "first_secretary", "fitness_confirmed_on": TODAY}
    return [Told(first, {"cadre": cast.spare}), Told(second, {"cadre": new_cadre(cast), **more})]


@plan("joint_check.record")
def joint_checks(cast: Cast) -> list[Told]:
    round_ = rounds.opened(cast, state="nominating")
    rounds.nominated(round_, "推荐一", unit=cast.archive, state="eligible")
    nominating.close_nominations(round_, by=cast.actor("officer"))
    first, second, *_ = JointCheck.objects.order_by("pk")
    clear = {"outcome": "no_objection", "answered_on": TODAY}
    return [Told(first, clear), Told(second, {**clear, "document_number": "青政法函〔2022〕3号"})]
