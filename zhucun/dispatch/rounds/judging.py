"""Whether somebody may be sent, by the eligibility in force on the day; what was found is kept with the nomination."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zhucun.dispatch.eligibility.reading import hits_of
from zhucun.dispatch.eligibility.rules import BLOCK, FIRST_SECRETARY, MEMBER, Hit
from zhucun.dispatch.rounds.models import Nomination
from zhucun.dispatch.rounds.rules import NOMINATION, NominationState
from zhucun.policy.profile import PolicyProfile

Found = dict[str, Any]
FITNESS = "fitness_confirmed_on"  # has a column of its own, with the day on which the unit said so


def found_of(roles: Mapping[int, str], day: date, policy: PolicyProfile) -> dict[int, list[Found]]:
    """Cadre → what speaks against sending them for the role, what stops first. A fixed number of queries."""
    hits = hits_of(list(roles), day, policy, roles)
    told = {key: [hit for hit in of_one if hit.item.fact != FITNESS] for key, of_one in hits.items()}
    return {key: _said_once(of_one) for key, of_one in told.items() if of_one}


def _said_once(hits: Iterable[Hit]) -> list[Found]:
    """Two items may lack one fact; what binds everybody is said before what binds a first secretary alone."""
    by_sentence: dict[str, Found] = {}
    for hit in sorted(hits, key=lambda hit: (hit.do != BLOCK, hit.item.of != MEMBER)):
        by_sentence.setdefault(hit.sentence, as_kept(hit))
    return list(by_sentence.values())


def as_kept(hit: Hit) -> Found:
    """With the fact and where it stands on the day; of a private one nothing but that it acts (R-SEL-08)."""
    if hit.is_private:
        return {"do": hit.do, "of": MEMBER, "rule": "R-SEL-08", "sentence": hit.sentence, "fact": "", "url": ""}
    evidence = hit.evidence
    return {
        "do": hit.do,
        "of": hit.item.of,
        "rule": hit.item.rule,
        "sentence": hit.sentence,
        "fact": evidence.sentence,
        "url": evidence.url,
    }


def found_for_either(
    cadres: Iterable[int], day: date, policy: PolicyProfile
) -> dict[int, tuple[list[Found], list[Found]]]:
    """Cadre → (what speaks against them anyhow, what does so as first secretary besides)."""
    found = found_of(dict.fromkeys(cadres, FIRST_SECRETARY), day, policy)
    return {
        key: ([one for one in of_one if one["of"] == MEMBER], [one for one in of_one if one["of"] != MEMBER])
        for key, of_one in found.items()
    }


def blocks(found: Iterable[Found]) -> list[Found]:
    return [one for one in found if one["do"] == BLOCK]


def judge_all(nominations: Iterable[Nomination], day: date, policy: PolicyProfile) -> None:
    """Puts what was found and the state on them; nothing is saved."""
    judged = list(nominations)
    found = found_of({one.cadre_id: one.role_for for one in judged}, day, policy)
    for one in judged:
        one.hits, one.judged_on = found.get(one.cadre_id, []), day
        state = NominationState.BLOCKED if blocks(one.hits) else NominationState.ELIGIBLE
        NOMINATION.step(one, "judge", to=state)
