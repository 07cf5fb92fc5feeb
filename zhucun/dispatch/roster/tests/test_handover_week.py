"""The hand-over week: two are there, the seat counts once and never stands empty (R-SEL-18)."""

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cast import COUNTY, SINCE, TODAY, Cast, operator
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting, rules
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team
from zhucun.dispatch.roster.vacancies import short_teams
from zhucun.lib.figure import Question, ask
from zhucun.policy.profile import PolicyProfile

ONE = timedelta(days=1)
LAST = TODAY + timedelta(days=4)
FIRST = SINCE + timedelta(days=30)
BASIS = "青驻办调〔2022〕12号"
# Of each later holder of a seat: days from the end of the one before to the own first, and how long the stay is.
Steps = Sequence[tuple[int, int]]
steps = st.lists(st.tuples(st.integers(-7, 4), st.integers(1, 20)), min_size=1, max_size=4)


def chain(first: int, after: Steps) -> list[SimpleNamespace]:
    found = [SimpleNamespace(since=FIRST, until=FIRST + timedelta(days=first), seat_since=FIRST)]
    for shift, length in after:
        before = found[-1]
        since = max(before.until + timedelta(days=shift), before.since)
        seat_since = rules.seat_since(since, before)
        found.append(SimpleNamespace(since=since, until=since + timedelta(days=length), seat_since=seat_since))
    return found


@given(first=st.integers(1, 20), after=steps)
def test_a_seat_is_never_counted_twice_and_stands_empty_only_between_holders(first: int, after: Steps) -> None:
    holders = chain(first, after)
    begins, ends = min(one.since for one in holders), max(one.until for one in holders)

    for day in (begins + timedelta(days=n) for n in range((ends - begins).days)):
        counted = sum(one.seat_since <= day < one.until for one in holders)
        there = sum(one.since <= day < one.until for one in holders)
        assert counted <= 1
        if day >= FIRST:
            assert counted == (1 if there else 0)


@pytest.mark.django_db
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(1, 20), after=steps)
def test_acts_write_what_the_rule_says_and_a_team_never_has_two_first_secretaries(
    cast: Cast, first: int, after: Steps
) -> None:
    wanted = chain(first, after)
    with transaction.atomic():
        team = make.team(cast.liuxi, approved_size=1)
        before = None
        for one in wanted:
            told = {"kind": "succession", "succeeds": before} if before else {}
            person = make.cadre(unit=cast.water)
            made = make.posting(team, person, roles=("first_secretary",), since=one.since, **told)
            before = roster.end(made, last_day=one.until - ONE, kind="rotation", by=operator())
        held = Posting.objects.filter(team=team).order_by("pk")

        assert [row.seat_since for row in held] == [one.seat_since for one in wanted]
        for day in (FIRST + timedelta(days=n) for n in range((wanted[-1].until - FIRST).days)):
            counted = sum(one.seat_since <= day < one.until for one in wanted)
            assert Posting.objects.as_of(day).filter(team=team).count() == counted
            assert RoleSpell.objects.as_of(day).filter(posting__team=team).count() == counted
        transaction.set_rollback(True)


def handed_over(cast: Cast) -> Posting:
    """The first secretary stays until `LAST`; who follows is there since yesterday."""
    leaving = roster.end(cast.first_secretary, last_day=LAST, kind="rotation", by=operator())
    told = {"kind": "succession", "succeeds": leaving, "roles": ("first_secretary", "leader")}
    return make.posting(cast.team, cast.spare, since=TODAY - ONE, **told)


def counts(cast: Cast, day: date) -> dict[str, int]:
    question = Question(cast.actor("officer"), COUNTY, day)
    names = ("members", "members_on_post", "vacancies", "first_secretaries", "teams_without_first_secretary")
    figures = {name: ask(f"dispatch.{name}", question).value for name in names}
    team = Team.objects.with_fit(day, PolicyProfile()).get(pk=cast.team.pk)
    short = short_teams(Team.objects.filter(pk=cast.team.pk), day, size=3)
    return {**figures, "headcount": team.headcount, "led": team.has_first_secretary, "open": short.get().open_since}


def test_in_the_hand_over_week_both_are_there_and_every_count_is_as_before(cast: Cast) -> None:
    before = counts(cast, TODAY)

    incoming = handed_over(cast)

    assert [counts(cast, day) for day in (TODAY - ONE, TODAY, LAST, LAST + ONE)] == [before] * 4
    assert set(Posting.objects.there_on(TODAY).filter(team=cast.team)) == {cast.first_secretary, cast.member, incoming}
    assert Posting.objects.taking_over(TODAY).get() == incoming


def test_the_first_secretary_is_the_one_who_leaves_until_their_last_day(cast: Cast) -> None:
    incoming = handed_over(cast)

    def leads(day: date) -> list[int]:
        held = RoleSpell.objects.as_of(day).filter(role="first_secretary", posting__team=cast.team)
        return list(held.values_list("posting", flat=True))

    assert [leads(day) for day in (TODAY, LAST, LAST + ONE)] == [[cast.first_secretary.pk]] * 2 + [[incoming.pk]]


def test_somebody_else_is_first_secretary_from_the_day_after_too(cast: Cast) -> None:
    roster.end(cast.first_secretary, last_day=LAST, kind="rotation", by=operator())

    given_role = roster.give_role(cast.member, role="first_secretary", since=TODAY, by=cast.actor("officer"))

    assert given_role.since == LAST + ONE


def test_a_hand_over_is_as_long_as_the_county_says(cast: Cast) -> None:
    leaving = roster.end(cast.member, last_day=LAST, kind="rotation", by=operator())
    told = {"cadre": cast.spare, "kind": "succession", "succeeds": leaving, "basis": BASIS}

    with pytest.raises(Refused, match="交接期最长 7 天，接替的人最早 2022-07-09 派来"):
        roster.start(cast.team, since=date(2022, 7, 8), **told, by=cast.actor("officer"))
    started = roster.start(cast.team, since=date(2022, 7, 9), **told, by=cast.actor("officer"))
    with pytest.raises(Refused, match="最早 2022-07-09"):
        roster.correct(started, since=date(2022, 7, 8), by=cast.actor("officer"))

    corrected = roster.correct(started, since=LAST + ONE + ONE, by=cast.actor("officer"))
    assert corrected.seat_since == corrected.since == corrected.roles.get().since


def test_nobody_follows_somebody_of_another_team(cast: Cast) -> None:
    leaving = roster.end(cast.neighbour_member, last_day=LAST, kind="rotation", by=operator())

    with pytest.raises(Refused, match="只能接替本队的人"):
        roster.start(cast.team, cadre=cast.spare, since=LAST, basis=BASIS, succeeds=leaving, by=cast.actor("officer"))


def test_who_leaves_before_the_seat_came_to_them_never_held_it(cast: Cast) -> None:
    before = counts(cast, TODAY)["headcount"]
    incoming = handed_over(cast)

    gone = roster.end(incoming, last_day=TODAY, kind="adjustment", by=operator())

    assert [counts(cast, day)["headcount"] for day in (TODAY, LAST, LAST + ONE)] == [before, before, before - 1]
    assert counts(cast, LAST + ONE)["open"] == SINCE  # two seats are open, the older one is told
    assert not gone.roles.exists()
    assert correcting.reopen(gone, by=operator()).roles.get().since == LAST + ONE


def test_the_database_refuses_a_seat_later_than_the_posting_for_whoever_follows_nobody(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=cast.member.pk).update(seat_since=TODAY)
