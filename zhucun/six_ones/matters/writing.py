"""Who has a matter in hand, which team stands behind it, and the lines of what was done; called by the acts alone."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.six_ones.matters import rules
from zhucun.six_ones.matters.models import LINE, MatterStep, UrgentMatter
from zhucun.six_ones.matters.rules import Owner, Step


def step_of(matter: UrgentMatter, kind: Step, on: date, by: Actor, **said: Any) -> MatterStep:
    told = {"text": said.get("text", "")[:LINE], "to_whom": said.get("to_whom", "")}
    who = {"done_by": by.name, "done_by_person": by.person_id, "written_at": by.now}
    return MatterStep(matter=matter, kind=kind, happened_on=on, **told, **who)


def write_steps(steps: Iterable[MatterStep]) -> None:
    insert_many(steps)


def has_it_in_hand(matter: UrgentMatter, by: Actor) -> bool:
    """The team or its village; once handed up the township, or the unit to which it was given; a township and the
    county always."""
    reach = by.scope(rules.KEEP)
    if any(len(one) <= rules.TOWNSHIP_DIGITS and matter.place_code.startswith(one) for one in reach.place):
        return True
    if matter.owner == Owner.UNIT:
        return matter.unit_id in reach.sender | reach.backer
    return matter.owner == Owner.TEAM and is_at_home(matter, by)


def is_at_home(matter: UrgentMatter, by: Actor) -> bool:
    """Of the team, of the village, or above it."""
    reach = by.scope(rules.KEEP)
    return matter.team_id in reach.team or reach.covers_place(matter.place_code)


def must_have_it_in_hand(matter: UrgentMatter, by: Actor) -> None:
    if not has_it_in_hand(matter, by):
        if is_at_home(matter, by):
            raise Refused(f"这件事已经交给{matter.owner_name}，等那边办好或者交回来。")
        raise OutOfReach()


def must_be_at_home(matter: UrgentMatter, by: Actor) -> None:
    if not is_at_home(matter, by):
        raise OutOfReach()


def teams_of(places: Sequence[Place], day: date) -> dict[int, int]:
    """Place → the team that serves it on the day. One query."""
    served = TeamPlace.objects.as_of(day).filter(place__in={one.pk for one in places})
    return dict(served.order_by("is_main", "-pk").values_list("place", "team"))
