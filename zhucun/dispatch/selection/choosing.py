"""Of a unit's people: who is named, who may be, who may not and why, who is on post already (screen P9)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.judging import blocks, found_for_either
from zhucun.dispatch.rounds.models import Nomination, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.rules import NominationState
from zhucun.lib.periods import full_years
from zhucun.lib.skills import say_kinds
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.policy import in_force


@dataclass
class Candidate:
    """Somebody of the unit with what speaks against sending them; `as_leader` what more does for a first secretary."""

    cadre: Cadre
    facts: str
    hits: list[dict[str, Any]]
    as_leader: list[dict[str, Any]]

    @property
    def may_lead(self) -> bool:
        return not blocks(self.as_leader)


@dataclass
class Wanted:
    """What a village asks whose team the unit stands behind."""

    place: str
    kinds: str
    note: str


@dataclass
class Choice:
    named: list[Nomination] = field(default_factory=list)
    passing: list[Candidate] = field(default_factory=list)
    failing: list[Candidate] = field(default_factory=list)
    posted: list[Posting] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def impossible(self) -> int:
        return len(self.failing) + len(self.posted)


def choice_for(quota: UnitQuota, actor: Actor) -> Choice:
    named = Nomination.objects.visible_to(actor, rules.NOMINATE).filter(quota=quota).select_related("cadre__person")
    choice = Choice(named=list(named.exclude(state=NominationState.WITHDRAWN).order_by("pk")))
    own = Cadre.objects.visible_to(actor, SEE_PEOPLE).filter(unit=quota.unit_id)
    posted = Posting.objects.visible_to(actor).filter(cadre__unit=quota.unit_id, until__isnull=True)
    choice.posted = list(posted.select_related("cadre__person", "team").order_by("cadre__person__name_key"))
    taken = {one.cadre_id for one in (*choice.named, *choice.posted)}
    free = [cadre for cadre in _by_name(own) if cadre.pk not in taken]
    for candidate in _judged(free, quota, actor):
        (choice.failing if blocks(candidate.hits) else choice.passing).append(candidate)
    choice.wanted = list(_wanted(quota))
    return choice


def _by_name(cadres: Any) -> list[Cadre]:
    shown = cadres.select_related("person").defer("person__phone", "person__id_number")
    return list(shown.order_by("person__name_key", "pk"))


def _judged(cadres: list[Cadre], quota: UnitQuota, actor: Actor) -> Iterable[Candidate]:
    found = found_for_either([cadre.pk for cadre in cadres], actor.today, in_force.of(actor))
    for cadre in cadres:
        yield Candidate(cadre, _facts(cadre, actor), *found.get(cadre.pk, ([], [])))


def _facts(cadre: Cadre, actor: Actor) -> str:
    born, months = cadre.person.birth_month, cadre.rural_months
    parts = [
        cadre.post,
        f"{full_years(born, actor.today)} 岁" if born else "",
        "党员" if cadre.party_joined_on else "",
        "" if months is None else f"农村工作 {months // 12} 年" if months >= rules.A_YEAR else "农村工作不到 1 年",
        say_kinds(cadre.skills),
    ]
    return " · ".join(part for part in parts if part)


def _wanted(quota: UnitQuota) -> Iterable[Wanted]:
    """Of the teams behind which the unit stands: for whom it would send (单位定点)."""
    teams = TeamBacking.objects.filter(unit=quota.unit_id, until__isnull=True).values("team")
    needs = VillageNeed.objects.filter(round=quota.round_id, team__in=teams).exclude(state=rules.NeedState.AWAITED)
    for need in needs.select_related("place").order_by("place_code"):
        yield Wanted(need.place.name, say_kinds(need.kinds), need.note)
