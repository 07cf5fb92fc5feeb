"""Whose phone it is: the posting one is on, the place, the others of the team."""

from collections.abc import Sequence

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.dispatch.roster.rules import SEE, TeamRole


def own_posting(actor: Actor) -> Posting | None:
    """The posting running today, with its place's name and one's roles; looked up once in a request."""
    if "own posting" not in actor.memo:
        mine = _with_roles(actor).filter(cadre__person=actor.person_id) if actor.person_id else Posting.objects.none()
        actor.memo["own posting"] = mine.order_by("-since").first()
    return actor.memo["own posting"]


def mates_of(posting: Posting, actor: Actor) -> Sequence[Posting]:
    """The others of the team who are there today, the first secretary first."""
    others = _with_roles(actor).filter(team=posting.team_id).exclude(pk=posting.pk)
    return sorted(others, key=lambda one: (not one.is_first_secretary, one.cadre.person.name_key))


def _with_roles(actor: Actor) -> QuerySet[Posting]:
    here = Posting.objects.visible_to(actor, SEE).there_on(actor.today).with_ranks(actor.today)
    return here.select_related("team", "cadre__person")


def place_name(posting: Posting, actor: Actor) -> str:
    """Where one is stationed: the main place of the team."""
    main = TeamPlace.objects.visible_to(actor, SEE).as_of(actor.today).filter(team=posting.team_id, is_main=True)
    return main.values_list("place__name", flat=True).first() or posting.team.name


def role_words(posting: Posting) -> str:
    held = [TeamRole(role).label for role in TeamRole.values if getattr(posting, f"is_{role}", False)]
    return "、".join(held) or "队员"


def leads(posting: Posting) -> bool:
    """队长 or 第一书记, who may report for the team in an emergency (R-ATT-16)."""
    return posting.is_first_secretary or posting.is_leader
