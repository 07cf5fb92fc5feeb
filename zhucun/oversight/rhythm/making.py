"""What has come due and is not listed yet: by the clock each day, or by hand where the clock stands still."""

from django.db.models import Max

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.places.models import Place
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.periods import Period, from_to, of_key, open_on
from zhucun.oversight.rhythm.rules import Cycle

MOST_MADE_UP = 60  # of a cycle: a year of weeks and more


def missing(county: Place, by: Actor) -> list[Period]:
    """Of each cycle what opened since the last one listed; of a county that begins, only what is open now."""
    latest = CadenceItem.objects.filter(county_code=county.code).order_by().values("cycle").annotate(last=Max("period"))
    last = {row["cycle"]: row["last"] for row in latest}
    return [period for cycle in Cycle for period in _since(cycle, last.get(cycle.value), by)]


def _since(cycle: Cycle, last: str | None, by: Actor) -> list[Period]:
    now = open_on(cycle, by.today)
    first = of_key(cycle, last).following() if last else now
    return list(from_to(first, now))[-MOST_MADE_UP:]


def make_missing(county: Place, by: Actor) -> int:
    """How many were made. Run twice, the second time makes none."""
    wanted = [Told(county, {"cycle": period.cycle, "period": period.key}) for period in missing(county, by)]
    return len(rhythm.make.many(wanted, by=by))
