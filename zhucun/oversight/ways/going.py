"""今天怎么走 of a group: its villages of the day in the order of least road, with when it is where."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.drawing import reading
from zhucun.oversight.drawing.parts import Part, under_a_group
from zhucun.oversight.drawing.reading import Line
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup
from zhucun.oversight.inspection.rules import Seen
from zhucun.oversight.routes import planning
from zhucun.oversight.routes.planning import Ground, Leg, Party, Planned, Site
from zhucun.oversight.routes.rules import HOUR, KEEP, Source
from zhucun.oversight.routes.sheets import shown_kilometres
from zhucun.policy import in_force as policy


@dataclass(frozen=True)
class Wanted:
    """How the group wants to go: from where, when, back when, how long it stays in a village (minutes of the day)."""

    start: str
    leaves: int
    back_by: int
    stays: int


@dataclass(frozen=True)
class Stage:
    """One village of the way, in words."""

    drawn: DrawnTeam
    arrives: str
    leaves: str
    road: str
    doubt: str  # why the road is only a guess

    @property
    def name(self) -> str:
        return self.drawn.team.name


@dataclass(frozen=True)
class Going:
    """The day as it is shown; no stages where nothing is left to see."""

    group: InspectionGroup
    wanted: Wanted
    start: str
    stages: Sequence[Stage]
    too_much: Sequence[DrawnTeam]
    sets_out: str = ""
    back: str = ""
    road: str = ""
    keeps_distances: bool = False

    @property
    def said_too_much(self) -> str:
        """The villages for which the day is too short; empty where it is long enough."""
        names = "、".join(one.team.name for one in self.too_much)
        return f"这一天去不完，还剩{names}。早点出发，或者换别的组去。" if names else ""

    @property
    def has_guesses(self) -> bool:
        return any(stage.doubt for stage in self.stages)


def usual(row: InspectionGroup, actor: Actor) -> Wanted:
    numbers = policy.of(actor).routes
    return Wanted(row.county_code, numbers.leaves_at * HOUR, numbers.back_by * HOUR, numbers.minutes_on_site)


def starts(row: InspectionGroup, actor: Actor) -> list[tuple[str, str]]:
    """The county's seat, or a township in which the group stayed overnight."""
    places = Place.objects.as_of(actor.today).filter(kind=Kind.TOWNSHIP, code__startswith=row.county_code)
    townships = places.order_by("position", "code").values_list("code", "name")
    return [(row.county_code, "县城"), *townships]


def to_see(lines: Sequence[Line]) -> list[DrawnTeam]:
    """What is left of the day; empty as long as one is not told where."""
    if any(line.row is None for line in lines):
        return []
    return [line.row for line in lines if line.row is not None and line.state == Seen.WAITING]


def going(row: InspectionGroup, wanted: Wanted, drawn: Sequence[DrawnTeam], actor: Actor) -> Going:
    numbers = policy.of(actor).routes
    ground = Ground(row.county_code, actor.today, numbers)
    sites = [Site(str(one.pk), one.seat_code) for one in drawn]
    party = Party(str(row.pk), wanted.start, wanted.leaves, wanted.back_by, len(sites))
    found = planning.plan(ground, sites, [party], minutes_on_site=wanted.stays)
    said = _in_words(row, wanted, {str(one.pk): one for one in drawn}, found, dict(starts(row, actor)))
    return replace(said, keeps_distances=actor.may(KEEP))


def _in_words(
    row: InspectionGroup, wanted: Wanted, drawn: dict[str, DrawnTeam], found: Planned, names: dict[str, str]
) -> Going:
    start = names.get(wanted.start, "县城")
    too_much = [drawn[site.key] for site in found.left_out]
    if not found.trips:
        return Going(row, wanted, start, [], too_much)
    trip = found.trips[0]
    stages = [_stage(drawn[leg.site.key], leg) for leg in trip.legs]
    road = f"路上 {trip.minutes} 分钟，约 {shown_kilometres(_tenths(trip.metres))} 公里"
    return Going(row, wanted, start, stages, too_much, clock(trip.leaves), clock(trip.back), road)


def _tenths(metres: int) -> int:
    return (metres + 50) // 100 * 100


def _stage(drawn: DrawnTeam, leg: Leg) -> Stage:
    length = "" if leg.way.metres is None else f"，{shown_kilometres(_tenths(leg.way.metres))} 公里"
    doubt = "" if leg.way.source is Source.MEASURED else leg.way.source.value
    return Stage(drawn, clock(leg.arrives), clock(leg.leaves), f"{leg.way.minutes} 分钟{length}", doubt)


def clock(minutes: int) -> str:
    """495 → 8:15."""
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


@under_a_group
def part(row: InspectionGroup, actor: Actor) -> Part | None:
    drawn = to_see(reading.lines_of(row, actor))
    if not drawn:
        return None
    way = going(row, usual(row, actor), drawn, actor)
    return Part("oversight/ways/pages/_way.html", way, [stage.drawn.pk for stage in way.stages])
