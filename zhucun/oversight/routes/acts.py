"""What was measured between two places is written down, measured again, taken out."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out, update_many
from zhucun.org.places.models import Place
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.rules import KEEP, LONGEST_METRES, LONGEST_MINUTES

COUNTY_DIGITS = 6


@act("distance.measure", "登记里程", needs=KEEP)
def measure(place: Place, *, to: Place, minutes: int, metres: int, by: Actor) -> PlaceDistance:
    """Once more for the same two places puts the new figures in place of the old."""
    return _measure_many([Told(place, {"to": to, "minutes": minutes, "metres": metres})], by=by)[0]


@measure.as_many
def _measure_many(calls: Sequence[Told], *, by: Actor) -> list[PlaceDistance]:
    held = _held({call.row.code[:COUNTY_DIGITS] for call in calls})
    rows = each(calls, lambda call: _measured(call, held))
    distinct = list({id(row): row for row in rows}.values())
    PlaceDistance.objects.bulk_create(row for row in distinct if row.pk is None)
    update_many([row for row in distinct if "_read" in row.__dict__], ["minutes", "metres"])
    return rows


def _held(counties: set[str]) -> dict[tuple[int, int], PlaceDistance]:
    rows = PlaceDistance.objects.filter(county_code__in=counties)
    return {(row.one_id, row.other_id): row for row in rows}


def _measured(call: Told, held: dict[tuple[int, int], PlaceDistance]) -> PlaceDistance:
    place, to, minutes, metres = call.row, call.given["to"], call.given["minutes"], call.given["metres"]
    county = place.code[:COUNTY_DIGITS]
    if place.pk == to.pk:
        raise Refused("从哪里、到哪里是同一个地方。", field="to")
    if to.code[:COUNTY_DIGITS] != county:
        raise Refused(f"{to.name}不在本县。", field="to")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(f"分钟在 1 到 {LONGEST_MINUTES} 之间。", field="minutes")
    if not 1 <= metres <= LONGEST_METRES:
        raise Refused(f"公里在 0.1 到 {LONGEST_METRES // 1000} 之间。", field="metres")
    one, other = sorted((place, to), key=lambda end: end.code)
    row = held.setdefault((one.pk, other.pk), PlaceDistance(county_code=county, one=one, other=other))
    row.minutes, row.metres = minutes, metres
    return row


@act("distance.take_out", "去掉一行里程", needs=KEEP)
def take_out(row: PlaceDistance, *, reason: str = "填错了", by: Actor) -> PlaceDistance:
    """Ways between the two are guessed again."""
    return taken_out(row)
