"""What follows for days: who leaves has none after their last day; a posting that was lived cannot never have been."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.correcting import hinders_withdrawal
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, State

HOUSE = "系统"
ENDED = "派驻结束"


@within("posting.end")
def days_end_with_the_posting(ended: Sequence[Posting], *, by: Actor) -> None:
    """What was announced for later falls away; lines of later months, not locked yet, were of nobody."""
    house = Actor.system(HOUSE, reach=by.county_code or ended[0].place_code[:6], now=by.now)
    for posting in ended:
        until = halves.half_of(posting.until)
        later = DayStatement.objects.standing().filter(posting=posting, until_half__gt=until, side=Side.MEMBER)
        for statement in later.order_by("pk"):
            if statement.since_half >= until:
                days.withdraw(statement, reason=ENDED, by=house)
            else:
                days.shorten(statement, until_half=until, reason=ENDED, by=house)
    last = {posting.pk: halves.half_of(posting.until) for posting in ended}
    lines = MonthLine.objects.not_locked().filter(posting__in=last)
    MonthLine.objects.filter(pk__in=[one.pk for one in lines if one.since_half >= last[one.posting_id]]).delete()


@hinders_withdrawal
def what_was_lived_was(posting: Posting) -> None:
    lived = DayStatement.objects.filter(posting=posting).exists()
    if lived or MonthLine.objects.filter(posting=posting).exclude(state=State.OPEN).exists():
        raise Refused("这一段已经有在村记录，不能当误录撤销；要结束的话，用“结束派驻”。")
