"""Which households are to be visited how often (R-MON-06): a topic says so of its own, 网络 plans the visits by it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from zhucun.acts.permissions import Permission
from zhucun.policy.profile import PolicyProfile


@dataclass(frozen=True)
class Rhythm:
    """`households(day)` are the keys of those it holds for on a day, as one column that may stand in another query.

    Of several that hold for a household the one with the fewest months counts. For whoever has no
    `needs` it does not hold: they would know the household by its days.
    """

    key: str
    label: str
    months: Callable[[PolicyProfile], int]
    households: Callable[[date], QuerySet]
    needs: Permission | None = None


_rhythms: dict[str, Rhythm] = {}


def visited(rhythm: Rhythm) -> Rhythm:
    """Register it: visited(Rhythm("monitored", "监测户", lambda policy: 1, monitored_on)). Raises ValueError where the
    key is taken."""
    if rhythm.key in _rhythms:
        raise ValueError(f"two rhythms of visits are called {rhythm.key}")
    return _rhythms.setdefault(rhythm.key, rhythm)


def rhythms() -> list[Rhythm]:
    return list(_rhythms.values())
