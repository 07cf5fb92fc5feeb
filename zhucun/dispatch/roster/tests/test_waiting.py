"""What waits in the roster, for whom, until when."""

from datetime import date, timedelta

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.waiting import Waiting, lines_for
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.roster.vacancies import short_teams
from zhucun.org.places import acts as places
from zhucun.policy.versions import acts as versions

DAY = timedelta(days=1)


def lines(cast: Cast, who: str, about: str) -> list[Waiting]:
    return [line for line in lines_for(cast.actor(who)) if about in line.sentence]


def fill(cast: Cast) -> None:
    """Both teams of the cast have their three members."""
    make.posting(cast.team, make.cadre(unit=cast.archive))
    for _ in range(2):
        make.posting(cast.xihe_team, make.cadre(unit=cast.water))


def test_a_leaver_opens_a_vacancy_that_is_due_in_fifteen_days(cast: Cast) -> None:
    """R-SEL-11."""
    fill(cast)
    roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=operator())

    line = lines(cast, "officer", "缺人")[0]

    assert line.sentence == "东岭镇驻石坪村工作队缺人，还没补齐"
    assert (line.count, line.due_on) == (1, date(2022, 7, 17))


def test_a_successor_closes_it(cast: Cast) -> None:
    fill(cast)
    ended = roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=operator())
    make.posting(cast.team, cast.spare, since=date(2022, 7, 5), kind="succession", succeeds=ended)

    assert lines(cast, "officer", "缺人") == []


def test_late_ones_are_a_line_of_their_own(cast: Cast) -> None:
    fill(cast)
    roster.end(cast.member, last_day=date(2022, 6, 1), kind="adjustment", by=operator())
    roster.end(cast.neighbour_member, last_day=date(2022, 7, 9), kind="adjustment", by=operator())

    due = [(line.sentence.split("缺人")[0], line.due_on) for line in lines(cast, "officer", "缺人")]

    assert due == [
        ("东岭镇驻石坪村工作队", date(2022, 6, 17)),
        ("西河镇驻河湾村工作队", date(2022, 7, 25)),
    ]


def test_a_seat_that_was_added_is_open_from_that_day(cast: Cast) -> None:
    fill(cast)
    roster.approve_size(cast.team, size=4, since=date(2022, 7, 4), by=operator())

    assert lines(cast, "officer", "缺人")[0].due_on == date(2022, 7, 19)


def test_of_two_open_seats_the_longer_open_one_counts(cast: Cast) -> None:
    fill(cast)
    roster.end(cast.member, last_day=date(2022, 6, 1), kind="adjustment", by=operator())
    roster.end(cast.first_secretary, last_day=date(2022, 7, 1), kind="adjustment", by=operator())

    team = short_teams(Team.objects.filter(pk=cast.team.pk), TODAY, size=3).get()

    assert (team.missing, team.open_since) == (2, date(2022, 6, 2))


def test_the_days_are_the_county_s_policy(cast: Cast) -> None:
    version = versions.propose(
        cast.county, title="补齐提速", since=date(2022, 6, 1), values={"selection.vacancy_days": 5}, by=operator()
    )
    versions.approve(version, by=operator())
    fill(cast)
    roster.end(cast.member, last_day=date(2022, 7, 9), kind="adjustment", by=operator())

    assert lines(cast, "officer", "缺人")[0].due_on == date(2022, 7, 15)


def test_the_units_behind_a_team_hear_of_its_vacancy_and_other_units_do_not(cast: Cast) -> None:
    fill(cast)
    roster.end(cast.neighbour_member, last_day=date(2022, 7, 1), kind="adjustment", by=operator())
    assert lines(cast, "liaison", "缺人") == []

    roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=operator())
    assert [line.count for line in lines(cast, "liaison", "缺人")] == [1]


def test_readers_townships_and_the_neighbour_county_have_no_vacancy_to_fill(cast: Cast) -> None:
    for who in ("county_leader", "secretary", "neighbour", "neighbour_county", "prefecture_reader", "member"):
        assert lines(cast, who, "缺人") == []


def test_a_place_that_must_be_covered_and_is_not(cast: Cast) -> None:
    """R-SEL-01. A category that need not be covered asks for nothing."""
    places.tag(cast.liuxi, tag="industry_village", since=SINCE, by=operator())
    before = lines(cast, "officer", "还没派")

    places.tag(cast.liuxi, tag="weak_party_branch", since=TODAY, by=operator())
    made = make.place(cast.xihe, "990126102202", "上湾村", tags=("lifted_from_poverty",))

    assert [line.count for line in before] == [1]  # 柳溪村 is to be a model village
    assert [line.count for line in lines(cast, "officer", "还没派")] == [2]
    make.team(made)
    make.team(cast.liuxi)
    assert lines(cast, "officer", "还没派") == []
    assert lines(cast, "secretary", "还没派") == []


def test_a_team_without_a_first_secretary(cast: Cast) -> None:
    """R-ORG-08."""
    assert [line.sentence for line in lines(cast, "officer", "第一书记")] == ["西河镇驻河湾村工作队没有第一书记"]

    roster.give_role(cast.neighbour_member, role=TeamRole.FIRST_SECRETARY, since=TODAY, by=operator())

    assert lines(cast, "officer", "第一书记") == []


def test_arrivals_are_entered_by_the_township_and_the_others_hear_when_they_are_late(cast: Cast) -> None:
    """R-SEL-22."""
    late, new = TODAY - 8 * DAY, TODAY - 2 * DAY
    make.posting(cast.team, cast.spare, since=new, reported_on=None)
    assert [(line.count, line.due_on) for line in lines(cast, "secretary", "报到")] == [(1, new + 7 * DAY)]
    for who in ("officer", "liaison"):
        assert lines(cast, who, "报到") == []

    make.posting(cast.team, make.cadre(unit=cast.archive), since=late, reported_on=None)
    for who in ("officer", "liaison"):
        assert [(line.count, line.due_on) for line in lines(cast, who, "报到")] == [(1, late + 7 * DAY)]
    assert [line.count for line in lines(cast, "secretary", "报到")] == [2]
    assert lines(cast, "neighbour", "报到") == []


def test_terms_that_end_within_ninety_days(cast: Cast) -> None:
    """R-SEL-05: 24 months, told 90 days before."""
    make.posting(cast.team, make.cadre(unit=cast.archive), since=TODAY - timedelta(days=365))
    assert lines(cast, "officer", "任期") == []

    team = make.team(cast.liuxi, since=date(2020, 9, 1))
    make.posting(team, cast.spare, since=date(2020, 9, 1))

    assert [(line.count, line.due_on) for line in lines(cast, "officer", "任期")] == [(1, date(2022, 9, 1))]
    assert [line.count for line in lines(cast, "liaison", "任期")] == [1]
    assert lines(cast, "neighbour_county", "任期") == []
