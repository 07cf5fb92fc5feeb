"""What other numbers of leave would change, said before anybody decides on them."""

from zhucun.acts.scope import within_prefixes
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State
from zhucun.policy.effects import Trial, effect_of


@effect_of("leave.tiers", "leave.leader_tiers_up")
def requests_that_wait(trial: Trial) -> str:
    """The way of a request was written down when it was filled in; another policy is for those that come."""
    seen = LeaveRequest.objects.visible_to(trial.actor, rules.SEE).filter(state=State.ASKED)
    waiting = seen.filter(within_prefixes("place_code", [trial.county_code])).count()
    return f"等批的 {waiting} 张请假单照填单时的路批完，新的从下一张起。" if waiting else ""


@effect_of("leave.kinds")
def kinds_that_are_gone(trial: Trial) -> str:
    """What was granted keeps its name."""
    after = {kind.key for kind in trial.after.leave.kinds}
    gone = [kind.label for kind in trial.before.leave.kinds if kind.key not in after]
    return f"{'、'.join(gone)}以后不能再请；批过的照旧。" if gone else ""
