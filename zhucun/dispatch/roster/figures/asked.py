"""What a question means for the roster: which rows, on which day, by which county's numbers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from zhucun.acts.scope import Scope, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.figure import Question
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import SERVED, Kind
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile

COUNTY_DIGITS = 6
Profiles = list[tuple[PolicyProfile, list[str]]]


class Asked:
    """One question: rows within the actor's reach and the territory asked for.

    A team and its members belong to the township of its seat, so that townships add up to the county; a team that also
    serves elsewhere is reached from there, but not counted there a second time.
    """

    def __init__(self, question: Question) -> None:
        self.actor, self.scope = question.actor, question.scope
        self.day, self.period = question.as_of, question.period
        self.numbers_on = question.numbers_on or question.as_of
        self.asked_numbers = False
        self.memo: dict[str, Any] = {}  # what several figures of the question would each look up

    def key(self, *, with_numbers: bool) -> tuple[Any, ...]:
        """All that shapes a query: whose reach, which territory and days, and the numbers of its counties. Of a county
        asked for by whoever reaches that county and nothing else, the query of another is the same but for the code."""
        reach = tuple(self.actor.scope(model.SEE) for model in (Posting, Team, Place))
        is_own = len(self.scope) == COUNTY_DIGITS and set(reach) == {Scope(place=(self.scope,))}
        numbers = (repr(self.profiles[0][0]) if is_own else repr(self.profiles)) if with_numbers else ""
        where: tuple[Any, ...] = ("a county",) if is_own else (reach, self.scope)
        return (*where, self.day, self.period, timezone.localdate(), numbers)

    def within(self, path: str) -> Q:
        return within_prefixes(path, [self.scope])

    def postings(self) -> QuerySet:
        """All there ever were."""
        return Posting.objects.visible_to(self.actor).filter(self.within("place_code"))

    def running(self) -> QuerySet:
        return self.postings().on_roster(self.day)

    def begun(self) -> QuerySet:
        return self.postings().begun_in(self.period.since, self.period.until)

    def ended(self) -> QuerySet:
        return self.postings().ended_in(self.period.since, self.period.until)

    def teams(self) -> QuerySet:
        return Team.objects.visible_to(self.actor).filter(self.within("place_code")).as_of(self.day)

    def pairs(self) -> QuerySet:
        pairs = PlaceTag.objects.visible_to(self.actor).on_standing_places(self.day)
        return pairs.filter(self.within("place__code"), place__kind__in=SERVED)

    def places(self) -> QuerySet:
        return Place.objects.visible_to(self.actor).filter(self.within("code")).as_of(self.day).served_kinds()

    def units(self) -> QuerySet:
        """Units of the counties asked for; a figure reaches one only through postings or teams within reach."""
        return Unit.objects.filter(within_prefixes("county_code", [self.scope[:COUNTY_DIGITS]]))

    @property
    def profiles(self) -> Profiles:
        """The county's numbers with the counties that share them; looked up once in a request."""
        known: dict[Any, Profiles] = self.actor.memo.setdefault("numbers of counties", {})
        self.asked_numbers = True
        if (self.scope, self.numbers_on) not in known:
            known[self.scope, self.numbers_on] = _shared(policy.known_to(self.actor, self.numbers_on, self._counties()))
        return known[self.scope, self.numbers_on]

    def _counties(self) -> list[str]:
        if len(self.scope) >= COUNTY_DIGITS:
            return [self.scope[:COUNTY_DIGITS]]
        counties = Place.objects.visible_to(self.actor).filter(self.within("code"), kind=Kind.COUNTY)
        return list(counties.as_of(self.day).values_list("code", flat=True))

    def profile_of(self, code: str) -> PolicyProfile:
        return next((p for p, codes in self.profiles if code[:COUNTY_DIGITS] in codes), self.profiles[0][0])

    def by_county(self, path: str, condition: Callable[[PolicyProfile], Q]) -> Q:
        """A condition whose numbers each county sets for itself; `path` leads to the row's place code."""
        if len(self.profiles) == 1:
            return condition(self.profiles[0][0])
        parts = (within_prefixes(path, codes) & condition(profile) for profile, codes in self.profiles)
        found = next(parts)
        for part in parts:
            found |= part
        return found

    def number_by_county(self, path: str, number: Callable[[PolicyProfile], int]) -> Case | Value:
        if len(self.profiles) == 1:
            return Value(number(self.profiles[0][0]), IntegerField())
        cases = [When(within_prefixes(path, codes), then=Value(number(p))) for p, codes in self.profiles]
        return Case(*cases, default=Value(number(policy.SHIPPED)), output_field=IntegerField())


def _shared(by_county: Mapping[str, PolicyProfile]) -> Profiles:
    shared: Profiles = []
    for code, profile in by_county.items():
        plain = replace(profile, sources={})
        same = next((codes for known, codes in shared if known == plain), None)
        if same is None:
            shared.append((plain, [code]))
        else:
            same.append(code)
    return shared or [(policy.SHIPPED, [])]
