"""Makes the rows of a record from what was told of it: the visit, its answers, who was there, what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NotRequired, TypedDict

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.oversight.attendance.terms import calendar_for
from zhucun.oversight.inspection.rules import Kind
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.facts import Facts, Person
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteAnswer, SiteVisit
from zhucun.oversight.onsite.rules import About, Answer, Deadline, Seen, Source, VisitKind
from zhucun.policy.inspection_values import PRESENT, CheckItem, Inspection


class Answered(TypedDict):
    """One item of the list: meets, partly, not_met or unseen; of people asked, how many said so."""

    item: str
    answer: str
    note: NotRequired[str]
    asked: NotRequired[int | None]
    agreed: NotRequired[int | None]


class Found(TypedDict):
    """One thing to be put right; `cadre` where it is about somebody. What is left out is as its kind usually is."""

    kind: str
    text: str
    cadre: NotRequired[int | None]
    about: NotRequired[str]
    deadline_class: NotRequired[str]
    wants_revisit: NotRequired[bool]
    item: NotRequired[str]


@dataclass
class Record:
    """A visit with what hangs on it, before it is kept."""

    visit: SiteVisit
    answers: list[SiteAnswer]
    presences: list[PresenceSeen]
    findings: list[Finding]


def record_of(call: Told, facts: Facts, by: Actor) -> Record:
    team, told = call.row, call.given
    visit = SiteVisit(team=team)
    return filled(visit, told, facts, call.hand(by))


def filled(visit: SiteVisit, told: Mapping[str, Any], facts: Facts, by: Actor) -> Record:
    """Raises Refused where something does not fit together."""
    team, day = visit.team, told["visited_on"]
    _must_be_a_day(day, team, by)
    people, values = facts.people_of(team, day), facts.inspection(team, day)
    _must_not_be_own(people, by)
    told = _as_drawn(told, team)
    rules.must_have_reason(told["kind"], told["reason"], is_drawn=told["drawn"] is not None)
    _write_head(visit, told, facts, by)
    presences = _presences(told["absent"], people)
    answers = _answers(told["answers"], values, sum(one.seen == Seen.ABSENT for one in presences))
    findings = [_finding(one, team, day, values, facts) for one in told["findings"]]
    for one in findings:
        one.source, one.place_code, one.found_by = Source.VISIT, visit.place_code, visit.signed
    return Record(visit, answers, presences, findings)


def _as_drawn(told: Mapping[str, Any], team: Team) -> Mapping[str, Any]:
    """Of a team that was drawn the lot says how and why; of all others whoever went there."""
    drawn = told["drawn"]
    if drawn is None:
        return told
    if drawn.team_id != team.pk:
        raise Refused("抽到的不是这支队。请从“今天的村”里打开来记。", field="drawn")
    kind = VisitKind.REVISIT if drawn.kind == Kind.REVISIT else VisitKind.DRAWN
    return {**told, "kind": kind, "reason": drawn.reason, "group_name": str(drawn.group or "")}


def _must_be_a_day(day: date, team: Team, by: Actor) -> None:
    if day > by.today or day < team.since:
        raise Refused("写去的那一天，不晚于今天，不早于建队。", field="visited_on")


def _must_not_be_own(people: Sequence[Person], by: Actor) -> None:
    if by.persons & {one.posting.cadre.person_id for one in people}:
        raise Refused("自己队里的现场，请别人来记。", rule="R-SEC-14")


def _write_head(visit: SiteVisit, told: Mapping[str, Any], facts: Facts, by: Actor) -> None:
    place = facts.place_of(visit.team, told["visited_on"], told["village"])
    if not told["signed"].strip():
        raise Refused("写督查组签字人的姓名。", field="signed")
    visit.place, visit.place_code = place, place.code
    for name in ("kind", "visited_on", "drawn"):
        setattr(visit, name, told[name])
    for name in ("reason", "group_name", "signed", "member_says", "village_says", "township_says"):
        setattr(visit, name, told[name].strip())
    visit.handed_in_at, visit.handed_in_by, visit.handed_in_person = by.now, by.name, by.person_id
    days = facts.inspection(visit.team, by.today).comment_days
    visit.comment_until = calendar_for(by, visit.team.county_code).after(by.today, days)


def _presences(absent: Sequence[int], people: Sequence[Person]) -> list[PresenceSeen]:
    """Whoever the days say is elsewhere was not looked for."""
    if strangers := set(absent) - {one.posting.pk for one in people}:
        raise Refused(f"不在的人里有 {len(strangers)} 个那天不在这支队。请刷新后再填。", field="absent")
    return [PresenceSeen(posting=one.posting, seen=_seen(one, absent), ledger=one.ledger) for one in people]


def _seen(person: Person, absent: Sequence[int]) -> Seen:
    if not person.is_expected:
        return Seen.AWAY
    return Seen.ABSENT if person.posting.pk in absent else Seen.PRESENT


def _answers(told: Sequence[Answered], values: Inspection, absent: int) -> list[SiteAnswer]:
    """Every item of the list; of which nothing is told was not looked at."""
    said = {one["item"]: one for one in told}
    rules.must_be_looked_at([(one["item"], one["answer"]) for one in told], {one.key for one in values.checklist})
    made = [_answer(at, item, said.get(item.key)) for at, item in enumerate(values.checklist, start=1)]
    present = next(one for one in made if one.item == PRESENT)
    rules.must_agree_with_who_is_there(present.answer, absent)
    return made


def _answer(position: int, item: CheckItem, told: Answered | None) -> SiteAnswer:
    said: Mapping[str, Any] = told or {"answer": Answer.UNSEEN}
    asked, agreed = (said.get(name) if item.counts else None for name in ("asked", "agreed"))
    rules.must_have_counted(asked, agreed, item.label)
    return SiteAnswer(
        position=position,
        item=item.key,
        label=item.label,
        meets=item.meets,
        answer=said["answer"],
        note=said.get("note", "").strip(),
        asked=asked,
        agreed=agreed,
    )


def _finding(told: Found, team: Team, day: date, values: Inspection, facts: Facts) -> Finding:
    return finding_of(told, team, day, values, facts)


def finding_of(told: Mapping[str, Any], team: Team, day: date, values: Inspection, facts: Facts) -> Finding:
    """A problem of one of the county's kinds; what is left out is as the kind says."""
    kind = values.kind(told["kind"])
    if kind is None:
        raise Refused("选是哪类问题。", field="kind")
    about, deadline = told.get("about") or kind.about, told.get("deadline_class") or kind.deadline
    if about not in About.values or deadline not in Deadline.values:
        raise Refused("选说的是驻村还是结对帮扶、几时改好。", field="deadline_class")
    posting = _posting_of(told.get("cadre"), facts.postings[team.pk], day)
    return Finding(
        team=team,
        kind=kind.key,
        kind_label=kind.label,
        about=about,
        item=told.get("item", ""),
        text=rules.must_say(told["text"], "一句话写清是什么问题，到谁、到什么事。", "text"),
        cadre_id=posting.cadre_id if posting else None,
        unit_id=_unit_of(about, posting, facts.backing_of(team, day)),
        deadline_class=deadline,
        found_on=day,
        wants_revisit=told.get("wants_revisit", False),
    )


def _posting_of(cadre: int | None, postings: Sequence[Posting], day: date) -> Posting | None:
    if cadre is None:
        return None
    found = next((one for one in postings if one.cadre_id == cadre and one.is_there(day)), None)
    if found is None:
        raise Refused("这个人那天不在这支队。", field="cadre")
    return found


def _unit_of(about: str, posting: Posting | None, backing: int | None) -> int | None:
    """Who answers for it: of somebody's conduct the unit that sent them, of pairing the one that stands behind."""
    if posting is not None:
        return posting.sending_unit_id
    return backing if about == About.PAIRED else None
