"""What a role is, and how its permissions are written down."""

from dataclasses import dataclass
from enum import Enum

from zhucun.acts.actor import Grant
from zhucun.acts.permissions import named
from zhucun.acts.scope import Scope


class Reach(Enum):
    """What an appointment to the role reaches."""

    TERRITORY = "place"
    UNIT = "unit"
    NOTHING = "none"


@dataclass(frozen=True)
class Role:
    name: str
    label: str
    description: str
    reach: Reach
    permissions: frozenset[str]
    level: str  # where it is appointed: province, prefecture, county, township, village, unit
    counts: frozenset[str] = frozenset()  # what figures count for it though it reads no such row

    def grant(self, place_code: str, unit_id: int | None) -> Grant:
        return Grant(self.name, named(self.permissions), self._scope(place_code, unit_id), named(self.counts))

    def _scope(self, place_code: str, unit_id: int | None) -> Scope:
        if self.reach is Reach.TERRITORY:
            return Scope(place=(place_code,))
        if self.reach is Reach.UNIT and unit_id is not None:
            return Scope(sender=frozenset({unit_id}), backer=frozenset({unit_id}))
        return Scope()


def may(**topics: str) -> frozenset[str]:
    """Permissions as topic and verbs: `matter="see keep"` is matter.see and matter.keep."""
    return frozenset(f"{topic}.{verb}" for topic, verbs in topics.items() for verb in verbs.split())
