"""What follows whom: a successor's posting opens a handover, the last signature ends the leaver's account."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import F, QuerySet

from zhucun.acts.actor import Actor, Grant, GrantRow, grant_rows, grants_come_from
from zhucun.acts.reactions import within
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.handover import acts as handovers
from zhucun.dispatch.handover.accounts import end_accounts, resume_accounts, to_end
from zhucun.dispatch.handover.lists import address
from zhucun.dispatch.handover.matters import Found, Passing, handover_items_come_from
from zhucun.dispatch.handover.models import Handover, HandoverSignature
from zhucun.dispatch.handover.rules import SEE, State
from zhucun.dispatch.roster.correcting import hinders_withdrawal
from zhucun.dispatch.roster.models import Posting, TeamPlace
from zhucun.dispatch.roster.rules import StartKind
from zhucun.dispatch.roster.team_page import Open, open_things_come_from
from zhucun.lib.evidence import Evidence
from zhucun.org.aid import acts as aid
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.roles import handing_over_grant

HOUSEHOLDS = "org.householdaid"
ONE_DAY, LATELY = timedelta(days=1), timedelta(days=60)


@within("posting.start")
def a_successor_takes_over(started: Sequence[Posting], *, by: Actor) -> None:
    """What was entered afterwards (补录) was handed over long ago."""
    following = [row for row in started if row.succeeds_id and row.start_kind != StartKind.BACKFILL]
    handovers.open_handover.many([Told(row, {}) for row in following], by=by)


@hinders_withdrawal
def what_was_signed_was(posting: Posting) -> None:
    if HandoverSignature.objects.filter(handover__incoming=posting).exists():
        raise Refused("交接已经有人签了字，不能当误录撤销；要结束的话，用“结束派驻”。")


@within("handover.sign")
@within("handover.lead")
@within("handover.enter_paper")
def the_leaver_s_account_ends(handed: Sequence[Handover], *, by: Actor) -> None:
    people = [row.leaving.cadre.person_id for row in handed if row.state == State.DONE]
    if people:
        end_accounts(to_end(by.today).filter(person__in=people), by)


@within("handover.take_back")
def the_leaver_s_account_runs_on(opened: Sequence[Handover], *, by: Actor) -> None:
    """The one that ended with the signature taken back; one that was stopped before stays so."""
    resume_accounts([row.leaving.cadre.person_id for row in opened if row.reopened], by)


def handing_over(person_id: int, day: date) -> QuerySet:
    """Who has left and has not handed over yet; whoever is still there acts as a member."""
    left = Handover.objects.open().filter(leaving__cadre__person=person_id, leaving__until__lte=day, due_on__gte=day)
    return grant_rows(left, word="state", other="leaving__cadre_id")


@grants_come_from(handing_over)
def grants_of_a_leaver(rows: Sequence[GrantRow]) -> Iterable[Grant]:
    return [handing_over_grant(row.other) for row in rows if row.other]


@open_things_come_from
def handovers_under_way(postings: Sequence[Posting], actor: Actor) -> Iterable[Open]:
    """Asked only where somebody has lately followed somebody."""
    lately = [row.pk for row in postings if row.succeeds_id and row.since >= actor.today - LATELY]
    if not lately or not actor.may(SEE):
        return
    rows = Handover.objects.visible_to(actor).open().filter(incoming__in=lately).with_people().with_standing()
    for row in rows:
        yield Open(f"{row}，还没交接完", row.standing.words, row.due_on, "去看", address(row))


def _move_households(key: int, passing: Passing, by: Actor) -> None:
    """All of a place's households that the leaver answered for are the successor's from the day on."""
    house = Actor.system("系统", reach=passing.incoming.team.county_code, now=by.now)
    for row in _answers_for(passing.leaving, passing.since).filter(place=key).select_related("place", "household"):
        aid.end_household_aid(row, last_day=max(row.since, passing.since - ONE_DAY), reason="交接", by=house)
        aid.pair_household(
            row.place,
            helper_name=passing.incoming.cadre.person.name,
            since=passing.since,
            unit=passing.incoming.sending_unit,
            household=row.household,
            household_count=row.household_count,
            by=house,
        )


def _answers_for(leaving: Posting, day: date) -> QuerySet[HouseholdAid]:
    served = TeamPlace.objects.as_of(leaving.since).filter(team=leaving.team_id).values("place")
    return HouseholdAid.objects.as_of(day).filter(
        place__in=served, helper_name=leaving.cadre.person.name, unit=leaving.sending_unit_id, until__isnull=True
    )


@handover_items_come_from(HOUSEHOLDS, move=_move_households)
def households_of(leaving: Sequence[Posting], day: date) -> Found:
    """By name and unit, as the lists of 结对帮扶 have them; how many at which place, and never whose."""
    by_place: dict[tuple[int, int], list[HouseholdAid]] = {}
    named = {(p.team_id, p.sending_unit_id, p.cadre.person.name): p.pk for p in leaving}
    rows = HouseholdAid.objects.as_of(day).filter(
        until__isnull=True,
        helper_name__in={name for _, _, name in named},
        place__team_places__team__in={team for team, _, _ in named},
    )
    for row in rows.select_related("place").annotate(team=F("place__team_places__team")).distinct():
        posting = named.get((row.team, row.unit_id, row.helper_name))
        if posting is not None:
            by_place.setdefault((posting, row.place_id), []).append(row)
    for (posting, place), found in by_place.items():
        count = sum(row.household_count for row in found)
        yield posting, Evidence(HOUSEHOLDS, place, f"在{found[0].place.name}结对帮扶 {count} 户", "")
