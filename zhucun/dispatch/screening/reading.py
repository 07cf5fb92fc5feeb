"""What a screening finds on a day: computed from the roster, the same for the same day (R-SEL-17)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.eligibility.reading import hits_of
from zhucun.dispatch.eligibility.rules import Hit
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.screening.models import Doubt, Hits, Screening
from zhucun.dispatch.screening.rules import FIRST_SECRETARY, SIZE, Decision, State
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile

Subject = tuple[int, int | None]  # team, and the posting where it is about a member


@dataclass(frozen=True)
class Found:
    """A member or, without one, a team, with what it hit."""

    team: Team
    posting: Posting | None
    hits: Hits

    @property
    def place_code(self) -> str:
        return self.posting.place_code if self.posting else self.team.place_code

    @property
    def key(self) -> Subject:
        return self.team.pk, self.posting.pk if self.posting else None


class Sieve:
    """One county on one day, by the numbers in force on it."""

    def __init__(self, county_code: str, day: date) -> None:
        self.county_code, self.day = county_code, day

    @cached_property
    def policy(self) -> PolicyProfile:
        return policy.on(self.day, self.county_code)

    @cached_property
    def postings(self) -> list[Posting]:
        rows = Posting.objects.filter(within_prefixes("place_code", [self.county_code])).on_roster(self.day)
        return list(rows.select_related("cadre__person", "team", "sending_unit").order_by("place_code", "pk"))

    @cached_property
    def teams(self) -> list[Team]:
        rows = Team.objects.filter(county_code=self.county_code).as_of(self.day).with_fit(self.day, self.policy)
        return list(rows.order_by("place_code", "pk"))

    @cached_property
    def found(self) -> list[Found]:
        """Teams first, then members, each in the order of places."""
        return [*self._teams_found(), *self._members_found()]

    def _members_found(self) -> Iterator[Found]:
        led = set(
            RoleSpell.objects.as_of(self.day)
            .filter(role=TeamRole.FIRST_SECRETARY, posting__in=self.postings)
            .values_list("posting", flat=True)
        )
        roles = {p.cadre_id: (TeamRole.FIRST_SECRETARY if p.pk in led else TeamRole.MEMBER) for p in self.postings}
        hits = hits_of(list(roles), self.day, self.policy, {cadre: role.value for cadre, role in roles.items()})
        for posting in self.postings:
            if posting.cadre_id in hits:
                yield Found(posting.team, posting, [_plain(hit) for hit in hits[posting.cadre_id]])

    def _teams_found(self) -> Iterator[Found]:
        """Pairing is a reminder and asks nobody: nobody is moved for its sake (R-SEL-12)."""
        for team in self.teams:
            if hits := list(_lacks(team)):
                yield Found(team, None, hits)


def _lacks(team: Team) -> Iterator[dict]:
    if team.headcount < team.seats:
        yield _of_team(team, SIZE, "人数不够核定", f"在册 {team.headcount} 人，核定 {team.seats} 人", "R-SEL-04")
    if not team.has_first_secretary:
        yield _of_team(team, FIRST_SECRETARY, "没有第一书记", "没有第一书记", "R-ORG-08")


def _of_team(team: Team, key: str, label: str, sentence: str, rule: str) -> dict:
    evidence = {
        "kind": team._meta.label_lower,
        "key": team.pk,
        "sentence": "花名册和核定人数",
        "url": reverse("dispatch:teams.one", args=[team.pk]),
    }
    told = {"do": "warn", "is_private": False, "is_known": True, "evidence": evidence}
    return {"key": key, "label": label, "fact": key, "rule": rule, "sentence": sentence, **told}


def _plain(hit: Hit) -> dict:
    return {
        "key": hit.item.key,
        "label": hit.item.label,
        "fact": hit.item.fact,
        "rule": hit.item.rule,
        "sentence": hit.sentence,
        "do": hit.do,
        "is_private": hit.is_private,
        "is_known": hit.is_known,
        "evidence": asdict(hit.evidence),
    }


def latest_doubts(county_code: str) -> dict[Subject, Doubt]:
    """The latest doubt there was about each member and each team."""
    held = Doubt.objects.filter(screening__place_code=county_code).order_by("screening__run_at", "pk")
    return {(doubt.team_id, doubt.posting_id): doubt for doubt in held}


def is_the_same(before: Doubt, found: Found) -> bool:
    """Found for the very same items; the numbers in their sentences may have moved on."""
    return before.item_keys == [hit["key"] for hit in found.hits]


def filled_since(sieve: Sieve, today: date) -> set[int]:
    """Teams, by their keys, of which nothing that they lacked on a past day is lacking today."""
    if sieve.day >= today:
        return set()
    lacks = {team.pk: {hit["key"] for hit in _lacks(team)} for team in Sieve(sieve.county_code, today).teams}
    short = [found for found in sieve.found if found.posting is None and found.team.pk in lacks]
    return {found.team.pk for found in short if lacks[found.team.pk].isdisjoint(hit["key"] for hit in found.hits)}


def to_ask(sieve: Sieve, filled: Collection[int] = ()) -> list[Found]:
    """Without those who were kept for the same before, those who are being asked already (R-BUR-02), and teams that
    are `filled` by now."""
    before = latest_doubts(sieve.county_code)
    asked = [found for found in sieve.found if not _is_settled(before.get(found.key), found)]
    return [found for found in asked if found.posting or found.team.pk not in filled]


def _is_settled(before: Doubt | None, found: Found) -> bool:
    if before is None or not is_the_same(before, found):
        return False
    return before.decision == Decision.KEEP or before.state == State.ASKED


def changed_since(screening: Screening) -> list[str]:
    """Run again for the same day: what is found otherwise now, because facts of that day were corrected since."""
    then = {(d.team_id, d.posting_id): d for d in _stored(screening)}
    now = {found.key: found for found in Sieve(screening.place_code, screening.on).found}
    gone = [f"{then[key]}：现在没有碰上" for key in then if key not in now]
    come = [f"{_name(now[key])}：现在也碰上了" for key in now if key not in then]
    other = [f"{then[key]}：依据有更正" for key in then if key in now and then[key].hits != now[key].hits]
    return [*gone, *come, *other]


def _stored(screening: Screening) -> Iterable[Doubt]:
    return screening.doubts.select_related("posting__cadre__person", "team")


def _name(found: Found) -> str:
    return str(found.posting.cadre if found.posting else found.team)
