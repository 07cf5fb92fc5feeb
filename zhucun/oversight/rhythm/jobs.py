"""What the clock does: lists what has come due, a missed day's too, never twice."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.rules import KEEP


def make_due(by: Actor) -> dict[str, Any]:
    """R-LOG-07."""
    counties = Place.objects.visible_to(by, KEEP).filter(kind=Kind.COUNTY, until__isnull=True)
    return {"made": sum(make_missing(county, by) for county in counties)}
