"""Whose days somebody sees: the township's, one's own people's as sender, one's team's, one's own; never as backer."""

from django.db.models import Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.attendance.rules import SEE


def postings_seen_by(actor: Actor) -> QuerySet[Posting]:
    """A backing unit answers for funds and projects of a team, not for where its members are (R-ORG-12)."""
    scope = actor.scope(SEE)
    condition = within_prefixes("place_code", scope.place)
    for path, keys in (("sending_unit", scope.sender), ("team", scope.team), ("cadre", scope.cadre)):
        condition |= Q(**{f"{path}__in": list(keys)}) if keys else Q(pk__in=[])
    return Posting.objects.filter(condition)
