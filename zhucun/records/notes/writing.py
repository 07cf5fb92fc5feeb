"""Makes the records of one writing, one or many, from facts looked up once for all; called by the acts alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SERVED
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.records import registry
from zhucun.records.notes import rules
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Kind, Opening, Side

VILLAGE_DIGITS = 12


@dataclass
class Draft:
    """A record about to be kept: the row, whom it names, what its kind was answered."""

    row: WorkRecord
    kind: Kind
    given: Mapping[str, Any]
    answers: Mapping[str, tuple[str, ...]]


@dataclass
class Facts:
    """Of the teams written for: where they served and who was in them, and where the households live."""

    calls: Sequence[Told]
    by: Actor

    @property
    def _teams(self) -> set[int]:
        told = (call.given.get("team") for call in self.calls)
        return {row.pk for row in (*(call.row for call in self.calls), *told) if isinstance(row, Team)}

    @cached_property
    def served(self) -> dict[int, list[TeamPlace]]:
        found: dict[int, list[TeamPlace]] = defaultdict(list)
        rows = TeamPlace.objects.filter(team__in=self._teams).select_related("place")
        for one in rows.order_by("-is_main", "place__code"):
            found[one.team_id].append(one)
        return found

    @cached_property
    def own(self) -> dict[tuple[int, int | None], list[Posting]]:
        """The writers' own postings in these teams, by team and person."""
        found: dict[tuple[int, int | None], list[Posting]] = defaultdict(list)
        writers = {call.hand(self.by).person_id for call in self.calls} - {None}
        if writers:
            rows = Posting.objects.filter(team__in=self._teams, cadre__person__in=writers)
            for one in rows.select_related("cadre__person").order_by("-since"):
                found[one.team_id, one.cadre.person_id].append(one)
        return found

    @cached_property
    def named(self) -> dict[int, list[Posting]]:
        """The postings of the cadres these calls name, by cadre."""
        found: dict[int, list[Posting]] = defaultdict(list)
        cadres = {one.pk for call in self.calls for one in call.given["cadres"]}
        for one in Posting.objects.filter(cadre__in=cadres).select_related("team").order_by("pk"):
            found[one.cadre_id].append(one)
        return found

    @cached_property
    def homes(self) -> dict[int, str]:
        """Household → the code of its village."""
        named = {one.pk for call in self.calls for one in call.given["households"]}
        return dict(Household.objects.filter(pk__in=named).values_list("pk", "village__code")) if named else {}

    @cached_property
    def _at_places(self) -> dict[int, list[TeamPlace]]:
        found: dict[int, list[TeamPlace]] = defaultdict(list)
        for one in TeamPlace.objects.filter(place__in={call.row.pk for call in self.calls}):
            found[one.place_id].append(one)
        return found

    def teams_at(self, place: Place) -> list[TeamPlace]:
        """Of calls that are about places."""
        return self._at_places[place.pk]

    def place_of(self, team: Team, day: date, asked: Place | None) -> Place:
        """The place asked for, if the team served it that day; else the main one."""
        there = [one.place for one in self.served[team.pk] if one.holds(day)]
        if not there:
            raise Refused(f"{team.name}那天没有驻点。", field="happened_on")
        if asked is not None and asked not in there:
            raise Refused(f"{team.name}那天没有驻{asked.name}。", field="place")
        return asked or there[0]

    def codes_of(self, team: Team, day: date) -> set[str]:
        return {one.place.code[:VILLAGE_DIGITS] for one in self.served[team.pk] if one.holds(day)}


def keep(drafts: Sequence[Draft], by: Actor) -> list[WorkRecord]:
    """The rows, whom they name, and what their kinds open. The order is the order told."""
    rows = insert_many(draft.row for draft in drafts)
    _link(drafts, "households", WorkRecord.households.through, "household_id")
    _link(drafts, "cadres", WorkRecord.cadres.through, "cadre_id")
    _open(drafts, by)
    return rows


def _link(drafts: Iterable[Draft], name: str, through: Any, column: str) -> None:
    insert_many(
        through(workrecord_id=draft.row.pk, **{column: one.pk})
        for draft in drafts
        for one in dict.fromkeys(draft.given[name])
    )


def _open(drafts: Sequence[Draft], by: Actor) -> None:
    by_kind: dict[str, list[Opening]] = defaultdict(list)
    for draft in drafts:
        if draft.kind.opens is not None:
            by_kind[draft.kind.key].append(Opening(draft.row, draft.answers))
    for key, openings in by_kind.items():
        registry.kind_called(key).opens(openings, by)


# ── the four sides ──────────────────────────────────────────────────────────────────────────────────────────────────


def of_team(call: Told, facts: Facts) -> Draft:
    team, given = call.row, call.given
    on, by = given["happened_on"], call.hand(facts.by)
    rules.must_have_happened(on, by.today, team.since, team.until, team.name)
    posting, written_for = _whose(team, given, facts, by)
    place = facts.place_of(team, on, given["place"])
    codes = facts.codes_of(team, on)
    for household in given["households"]:
        rules.must_live_there(household.head_name, facts.homes.get(household.pk, ""), codes)
    for cadre in given["cadres"]:
        if cadre.county_code != team.county_code:
            raise Refused(f"{cadre}不是本县的干部。", field="cadres")
    draft = _draft(call, Side.TEAM, by, team=team, posting=posting, place=place, place_code=place.code)
    draft.row.written_for = written_for
    if posting is not None and by.account_id is None:
        draft.row.written_by = posting.cadre.person.name  # brought in from what they themselves had written
    return draft


def _whose(team: Team, given: Mapping[str, Any], facts: Facts, by: Actor) -> tuple[Posting | None, str]:
    """Whose diary it is, and why another wrote it. A member writes their own; whoever is in charge of the team's
    territory may write for it under their own name, with the reason; nobody else writes for a team."""
    on = given["happened_on"]
    if own := facts.own.get((team.pk, by.person_id)):
        running = next((one for one in own if one.is_there(on)), None)
        if running is None:
            first = own[-1]
            rules.must_have_happened(on, by.today, first.since, own[0].until, "你在这支队")
        return running, ""
    if not by.scope(rules.WRITE).covers_place(team.place_code):
        raise OutOfReach()
    posting = given["posting"]
    if posting is not None and (posting.team_id != team.pk or not posting.is_there(on)):
        raise Refused(f"那天{posting.cadre.person.name}不在这支队。", field="posting")
    if posting is not None and by.account_id is None:
        return posting, given["written_for"]
    return posting, rules.must_say_why_for_another(given["written_for"])


SIDE_OF = {PlaceKind.TOWNSHIP: Side.TOWNSHIP, PlaceKind.COUNTY: Side.OFFICE}


def of_place(call: Told, facts: Facts) -> Draft:
    """A township's or the county office's own: meetings, talks with members."""
    place, given, by = call.row, call.given, call.hand(facts.by)
    if place.kind not in SIDE_OF or not by.scope(rules.WRITE).covers_place(place.code):
        raise Refused("村里的事由工作队来记。", field="place")
    rules.must_have_happened(given["happened_on"], by.today, place.since, place.until, place.name)
    posting = _talked_with(given, place.code, facts, by)
    return _draft(
        call,
        SIDE_OF[place.kind],
        by,
        place=place,
        posting=posting,
        team=posting and posting.team,
        place_code=place.code,
    )


def _talked_with(given: Mapping[str, Any], code: str, facts: Facts, by: Actor) -> Posting | None:
    """Of a talk, the posting of whom it was with: it enters nobody's diary, but the two read it."""
    if registry.kind_called(given["kind"]).cadres != "one" or len(given["cadres"]) != 1:
        return None
    return _running(given["cadres"][0], code, given["happened_on"], facts, by)


def _running(cadre: Any, code: str, on: date, facts: Facts, by: Actor) -> Posting:
    here = (one for one in facts.named[cadre.pk] if one.place_code.startswith(code) and one.holds(on))
    found = next(here, None)
    if found is None:
        raise Refused(f"{cadre}那天不在这里驻村。", field="cadres")
    if cadre.person_id in by.persons:
        raise Refused("不能记和自己谈话。", field="cadres", rule="R-SEC-14")
    return found


def of_village(call: Told, facts: Facts) -> Draft:
    """A meeting of a village in which no team is: its secretary's or the township's to note. Where a team is, the
    meeting is the team's to note, so that it is noted once."""
    place, on, by = call.row, call.given["happened_on"], call.hand(facts.by)
    if place.kind not in SERVED:
        raise Refused("记在村、社区、安置点。", field="place")
    if not by.scope(rules.WRITE_VILLAGE).covers_place(place.code):
        raise OutOfReach()
    rules.must_have_happened(on, by.today, place.since, place.until, place.name)
    if any(one.holds(on) for one in facts.teams_at(place)):
        raise Refused(f"{place.name}那天有工作队，会由工作队记一笔。", field="happened_on")
    return _draft(call, Side.TOWNSHIP, by, place=place, place_code=place.code)


def of_unit(call: Told, facts: Facts) -> Draft:
    """A unit's own: it heard its members, its head was in the village (R-ORG-06)."""
    unit, given, by = call.row, call.given, call.hand(facts.by)
    reach = by.scope(rules.WRITE)
    is_own = unit.pk in reach.sender | reach.backer
    if not is_own and not reach.covers_place(unit.county_code):
        raise OutOfReach()
    written_for = "" if is_own else rules.must_say_why_for_another(given["written_for"])
    on, team = given["happened_on"], given["team"]
    rules.must_have_happened(on, by.today, unit.since, unit.until, unit.name)
    place = facts.place_of(team, on, None) if team is not None else None
    code = place.code if place else unit.county_code
    draft = _draft(call, Side.UNIT, by, unit=unit, team=team, place=place, place_code=code)
    draft.row.written_for = written_for
    return draft


def _draft(call: Told, side: Side, by: Actor, **whose: Any) -> Draft:
    given = call.given
    kind = registry.kind_called(given["kind"])
    answers = registry.answers_of(given["answers"])
    rules.must_be_for(kind, side)
    rules.must_name(kind, given["cadres"])
    rules.must_be_somewhere(kind, given["team"])
    rules.must_be_answered(kind, answers)
    row = WorkRecord(
        kind=kind.key,
        side=side,
        text=rules.must_say_something(given["text"]),
        happened_on=given["happened_on"],
        next_step=given["next_step"].strip(),
        author_id=by.account_id,
        written_by=by.name,
        written_at=by.now,
        answers={} if kind.opens else {name: list(values) for name, values in answers.items()},
        is_restricted=kind.is_restricted,
        **whose,
    )
    return Draft(row, kind, given, answers)


Make = Callable[[Told, Facts], Draft]
