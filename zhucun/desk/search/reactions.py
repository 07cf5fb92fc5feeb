"""What is found follows what is written: within each act that gives something its name."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.scope import within_prefixes
from zhucun.desk.search.index import index
from zhucun.desk.search.models import Kind
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.org.people.models import Cadre, Person, Unit
from zhucun.org.places.models import Place
from zhucun.oversight.rectification.models import RectificationLetter


@within("cadre.add")
@within("cadre.correct")
def a_person_is_found(rows: Sequence[Cadre], *, by: Actor) -> None:
    index(Kind.PERSON, [row.pk for row in rows])


@within("person.correct")
def a_corrected_person_is_found(rows: Sequence[Person], *, by: Actor) -> None:
    index(Kind.PERSON, Cadre.objects.filter(person__in=rows).values_list("pk", flat=True))


@within("team.form")
@within("team.rename")
@within("team.disband")
def a_team_is_found(rows: Sequence[Team], *, by: Actor) -> None:
    index(Kind.TEAM, [row.pk for row in rows])


@within("team.serve")
@within("team.leave_place")
@within("team.withdraw_place")
def a_team_is_found_by_its_places(rows: Sequence[TeamPlace], *, by: Actor) -> None:
    index(Kind.TEAM, [row.team_id for row in rows])


@within("letter.record_issued")
def a_letter_is_found(rows: Sequence[RectificationLetter], *, by: Actor) -> None:
    index(Kind.LETTER, [row.pk for row in rows])


@within("place.add")
@within("place.close")
@within("place.reopen")
def a_place_is_found(rows: Sequence[Place], *, by: Actor) -> None:
    index(Kind.PLACE, [row.pk for row in rows])


@within("place.rename")
@within("place.correct")
def a_renamed_place_is_found(rows: Sequence[Place], *, by: Actor) -> None:
    """Also what lies in it, and the teams that serve there: they are found by its name."""
    index(
        Kind.PLACE,
        Place.objects.filter(within_prefixes("code", [row.code for row in rows])).values_list("pk", flat=True),
    )
    index(Kind.TEAM, TeamPlace.objects.filter(place__in=rows).values_list("team", flat=True))


@within("unit.add")
@within("unit.correct")
@within("unit.alias")
@within("unit.forget_alias")
@within("unit.end")
@within("unit.reopen")
def a_unit_is_found(rows: Sequence[Unit], *, by: Actor) -> None:
    index(Kind.UNIT, [row.pk for row in rows])
