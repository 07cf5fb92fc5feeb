"""Whom and what a draft is about: the teams to be formed, the people who may be sent, what villages ask."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.eligibility.reading import hits_of
from zhucun.dispatch.eligibility.rules import MEMBER, stops
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.reading import leavers, running
from zhucun.dispatch.rounds.rules import NeedState, RoleFor
from zhucun.org.people.models import Cadre
from zhucun.policy.profile import PolicyProfile

NEED = 2  # what each thing a village asks for counts; a village says what it wants, not how much of it


@dataclass(frozen=True)
class Pool:
    """`staying` serve in these teams and are moved to no other; `named_to_lead` are proposed as first secretaries.

    `barred` may not be sent at all, and `most` is what a unit may send. People are keys of cadres.
    """

    teams: QuerySet[Team]
    cadres: QuerySet[Cadre]
    staying: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    named_to_lead: frozenset[int] = frozenset()
    needs: Mapping[int, Mapping[str, int]] = field(default_factory=dict)  # place → kind → how much
    most: Mapping[int, int] = field(default_factory=dict)


def of_today(county_code: str, policy: PolicyProfile, by: Actor) -> Pool:
    """Without a round: every team of the county, who serves today, and who is free and may be sent."""
    teams = Team.objects.visible_to(by).as_of(by.today).filter(county_code=county_code).order_by("pk")
    arriving = Posting.objects.taking_over(by.today).values("cadre")  # their seats are still another's
    known = Cadre.objects.visible_to(by).filter(county_code=county_code, unit__isnull=False)
    cadres = known.exclude(pk__in=arriving).order_by("pk")
    on_post = Posting.objects.as_of(by.today).filter(cadre=OuterRef("pk"))
    free = list(cadres.filter(~Exists(on_post)).values_list("pk", flat=True))
    barred = {key for key, hits in hits_of(free, by.today, policy, MEMBER).items() if stops(hits)}
    asked = VillageNeed.objects.filter(within_prefixes("place_code", [county_code]))
    return Pool(teams, cadres, barred=frozenset(barred), needs=_needs(asked))


def of_round(round_: SelectionRound, policy: PolicyProfile, by: Actor) -> Pool:
    """Who stays keeps their team, and the seats of those who leave go to people who were nominated and are through."""
    leaving = {posting.pk for posting in leavers(round_, policy)}
    staying = {posting.cadre_id: posting.sending_unit_id for posting in running(round_) if posting.pk not in leaving}
    free = Nomination.objects.free_for_formation(round_).exclude(cadre__in=staying)
    cadres = Cadre.objects.filter(pk__in=[*staying, *free.values_list("cadre", flat=True)])
    kept = Counter(staying.values())
    quotas = UnitQuota.objects.filter(round=round_).values_list("unit", "count")
    return Pool(
        round_.teams().as_of(by.today).order_by("pk"),
        cadres.order_by("pk"),
        staying=frozenset(staying),
        named_to_lead=frozenset(free.filter(role_for=RoleFor.FIRST_SECRETARY).values_list("cadre", flat=True)),
        needs=_needs(round_.needs.all()),
        most={unit: count + kept[unit] for unit, count in quotas},
    )


def _needs(asked: QuerySet[VillageNeed]) -> dict[int, dict[str, int]]:
    """What the county listed; of a place asked in several rounds, the last."""
    listed = asked.filter(state=NeedState.LISTED).order_by("round").values_list("place", "kinds")
    return {place: dict.fromkeys(kinds, NEED) for place, kinds in listed}
