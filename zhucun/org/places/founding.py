"""The first places of a database: a county and what lies above it. They have no row to act on, so they are founded."""

import uuid
from datetime import date

from django.db import transaction

from zhucun.acts import recording, verbs
from zhucun.acts.actor import Actor
from zhucun.acts.history.knowing import Learning, becomes_known
from zhucun.acts.recording import Written, difference
from zhucun.org.places.models import Place, PlaceName
from zhucun.org.places.rules import Kind, must_fit

FOUND = verbs.also("place.found", "建立上级点位")
LEVELS = ((2, Kind.PROVINCE, "省"), (4, Kind.PREFECTURE, "市州"), (6, Kind.COUNTY, "县"))


@transaction.atomic
def found_county(code: str, name: str, *, since: date, by: Actor, above: dict[str, str] | None = None) -> Place:
    """The county's place, with province and prefecture made where absent; one audit line each.

    `above` names them by code; a level nobody named bears its code and label until it is renamed.
    """
    must_fit(code, Kind.COUNTY, None)
    names = {**(above or {}), code: name}
    parent = None
    with becomes_known(Learning(uuid.uuid4(), FOUND, by.name, by.now)):
        for length, kind, label in LEVELS:
            level = code[:length]
            parent = _standing(level) or _found(level, kind, names.get(level, f"{level}{label}"), parent, since, by)
    return parent


def _standing(code: str) -> Place | None:
    return Place.objects.filter(code=code, until__isnull=True).first()


def _found(code: str, kind: str, name: str, parent: Place | None, since: date, by: Actor) -> Place:
    place = Place.objects.create(code=code, kind=kind, parent=parent, name=name, short_name=name, since=since)
    PlaceName.objects.create(place=place, name=name, since=since)
    written = Written(place, place, difference(None, place), {})
    recording.write(FOUND, [written], by=by, act_id=uuid.uuid4(), cause=None, many=False)
    return place
