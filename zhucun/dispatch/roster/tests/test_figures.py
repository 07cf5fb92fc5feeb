"""Figures of 派: every value is the number of its records, at every scope and day, for whoever may see them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.cast import COUNTY, DONGLING, NEIGHBOUR_COUNTY, SINCE, TODAY, XIHE, Cast, operator
from tests.demo import Demo
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import (
    ChangeKind,
    Held,
    Member,
    StartKind,
    TeamRole,
    is_paired_by_age,
    is_paired_by_experience,
    latest_start,
    open_seats,
    seat_events,
    term_ends,
)
from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask, ask_many, named, rows_open
from zhucun.org.places import acts as places
from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions import acts as versions

APART = "过筛子"  # counted out of another ledger, and tried with it
IDS = [figure.id for figure in all_figures() if figure.id.startswith("dispatch.") and figure.group != APART]
DEMO_DAYS = (date(2021, 5, 17), date(2021, 9, 15), date(2022, 4, 8), date(2022, 6, 20), TODAY)


def counted(figure: Figure, answer: Answer) -> int | None:
    """What the records say the value is."""
    if figure.kind == "sum":
        return sum(answer.records.values_list("amount", flat=True))
    return answer.records.count()


def said(figure: Figure, answer: Answer) -> int | None:
    return answer.numerator if figure.in_hundredths else answer.value


def differing(question: Question) -> list[str]:
    answers = ask_many(IDS, question)
    return [i for i in IDS if counted(named(i), answers[i]) != said(named(i), answers[i])]


def value(name: str, question: Question) -> int | None:
    return ask(f"dispatch.{name}", question).value


# ── every figure ──


def test_every_figure_has_its_own_id_and_label_and_a_definition_that_is_a_sentence() -> None:
    figures = all_figures()

    assert len({figure.id for figure in figures}) == len({figure.label for figure in figures}) == len(figures)
    assert [f.id for f in figures if not re.fullmatch(r"[^。]{8,}。", f.definition)] == []
    assert [f.id for f in figures if not re.fullmatch(r"[a-z0-9_.]+", f.id)] == []


def test_whatever_a_figure_divides_is_a_figure() -> None:
    assert [f.id for f in all_figures() for part in f.of if named(part).of] == []
    assert [f.id for f in all_figures() if f.in_hundredths != (len(f.of) == 2)] == []


def test_one_id_of_the_report_is_one_figure() -> None:
    refs = [ref for figure in all_figures() for ref in figure.refs]

    assert len(refs) == len(set(refs))


@pytest.mark.parametrize("day", DEMO_DAYS)
@pytest.mark.parametrize("scope", [COUNTY, DONGLING, "990126101201", "9901"])
def test_every_value_is_the_number_of_its_records(demo: Demo, scope: str, day: date) -> None:
    assert differing(Question(operator("9901"), scope, day)) == []


def test_figures_that_add_up_do_so_over_the_townships(demo: Demo) -> None:
    """Units send to several townships and are not added."""
    by = operator(COUNTY)
    summed = [i for i in IDS if named(i).kind in ("count", "sum") and named(i).rows != "unit"]
    townships = sorted({code[:9] for code in Team.objects.values_list("place_code", flat=True)})

    whole = ask_many(summed, Question(by, COUNTY, TODAY))
    parts = [ask_many(summed, Question(by, code, TODAY)) for code in townships]

    assert len(townships) == 20
    assert [i for i in summed if sum(part[i].value for part in parts) != whole[i].value] == []


def test_all_figures_of_a_county_are_asked_in_three_queries(demo: Demo) -> None:
    """The county's numbers, the seats that are open, and all counts at once."""
    with CaptureQueriesContext(connection) as queries:
        ask_many(IDS, Question(operator(COUNTY), COUNTY, TODAY))

    assert len(queries) <= 3


# ── who sees what ──


def test_a_secretary_asks_only_about_the_own_township(cast: Cast) -> None:
    secretary, neighbour = cast.actor("secretary"), cast.actor("neighbour")

    assert value("members", Question(secretary, DONGLING, TODAY)) == 2
    assert value("members", Question(secretary, COUNTY, TODAY)) == 2
    assert value("members", Question(secretary, XIHE, TODAY)) == 0
    assert value("members", Question(neighbour, COUNTY, TODAY)) == 1


@pytest.mark.parametrize("name", ["members", "teams", "must_cover_places", "must_cover_pairs", "sending_units"])
def test_the_neighbour_county_gets_nothing(cast: Cast, name: str) -> None:
    answer = ask(f"dispatch.{name}", Question(cast.actor("neighbour_county"), COUNTY, TODAY))

    assert (answer.value, answer.records.count()) == (0, 0)
    assert value(name, Question(cast.actor("officer"), COUNTY, TODAY)) != 0


def test_a_prefecture_reader_reads_the_totals_of_its_counties(cast: Cast) -> None:
    reader = cast.actor("prefecture_reader")

    assert value("members", Question(reader, "9901", TODAY)) == 3
    assert value("members", Question(reader, NEIGHBOUR_COUNTY, TODAY)) == 0


def test_a_unit_counts_whom_it_sends_and_those_behind_whom_it_stands(cast: Cast) -> None:
    """黎明远 is sent by 县档案馆, which also stands behind the team of 盘小妹."""
    assert value("members", Question(cast.actor("liaison"), COUNTY, TODAY)) == 2


def test_an_administrator_counts_nobody(cast: Cast) -> None:
    assert value("members", Question(cast.actor("system_admin"), COUNTY, TODAY)) == 0


def test_numbers_that_counties_set_for_themselves_hold_for_each(cast: Cast) -> None:
    """Two counties in one question: what is a small team is each county's own (R-SEL-04)."""
    away = make.place(make.place(cast.neighbour_county, "990127101", "白石镇", "township"), "990127101201", "白石村")
    make.posting(make.team(away), make.cadre(unit=make.unit("白水县文化馆", county=cast.neighbour_county)))
    by = operator("99")
    assert value("teams_under_min_size", Question(operator("99"), "9901", TODAY)) == 3

    version = versions.propose(
        cast.neighbour_county, title="白水办法", since=SINCE, values={"selection.min_members": 1}, by=by
    )
    versions.approve(version, by=operator("9901"))
    question = Question(operator("99"), "9901", TODAY)

    assert value("teams_under_min_size", question) == 2
    assert differing(question) == []


# ── ages, experience ──


@pytest.mark.parametrize(
    ("born", "day", "under", "up_to"),
    [
        (date(1982, 8, 1), date(2022, 7, 31), 1, 1),
        (date(1982, 8, 1), date(2022, 8, 1), 0, 1),
        (date(1982, 8, 1), date(2023, 7, 31), 0, 1),
        (date(1982, 8, 1), date(2023, 8, 1), 0, 0),
    ],
)
def test_not_yet_forty_and_forty_at_most_are_two_figures(
    cast: Cast, born: date, day: date, under: int, up_to: int
) -> None:
    """R-SEL-19: by full years from the birth month, reached on the first of the month."""
    village = make.place(cast.dongling, "990126101203", "新塘村")
    make.posting(make.team(village), make.cadre(unit=cast.archive, birth_month=born))
    question = Question(operator(), village.code, day)

    assert (value("members_under_40", question), value("members_up_to_40", question)) == (under, up_to)


def test_an_unknown_birth_month_is_said_and_counted_in_no_band(cast: Cast) -> None:
    make.posting(cast.xihe_team, make.cadre(unit=cast.archive, birth_month=None))
    question = Question(operator(), XIHE, TODAY)

    answer = ask("dispatch.members_under_40", question)

    assert answer.note == "另有 1 人出生年月不详，未计入。"
    assert ask("dispatch.members_under_40_share", question).note == answer.note
    assert value("members", question) == answer.value + 1
    assert value("members_birth_unknown", question) == 1


def test_any_spell_of_rural_work_is_experience_and_deep_is_three_years(cast: Cast) -> None:
    """R-SEL-12."""
    village = make.place(cast.dongling, "990126101203", "新塘村")
    team = make.team(village, approved_size=5)
    for months in (1, 11, 12, 35, 36):
        make.posting(team, make.cadre(unit=cast.archive, rural_months=months))
    make.posting(team, make.cadre(unit=cast.archive, rural_months=None))
    question = Question(operator(), village.code, TODAY)

    assert value("members_with_rural_experience", question) == 5
    assert (value("members_deep", question), value("members_shallow", question)) == (1, 2)
    assert value("members_rural_experience_unknown", question) == 1


def test_whoever_has_not_reported_is_on_the_roster_and_not_on_post(cast: Cast) -> None:
    make.posting(cast.xihe_team, make.cadre(unit=cast.archive), reported_on=None)
    question = Question(operator(), XIHE, TODAY)

    told = [value(name, question) for name in ("members", "members_on_post", "members_not_reported")]

    assert told == [2, 1, 1]


# ── teams ──


def test_a_team_that_serves_another_township_is_counted_where_its_seat_is(cast: Cast) -> None:
    roster.serve(cast.team, place=make.place(cast.xihe, "990126102202", "上湾村", tags=("demonstration",)),
                 since=SINCE, by=operator())  # fmt: skip
    dongling, xihe = (Question(operator(), code, TODAY) for code in (DONGLING, XIHE))

    assert (value("teams", dongling), value("teams", xihe)) == (1, 1)
    assert value("teams_at_several_places", dongling) == 1
    assert value("covered_pairs.demonstration", xihe) == 1


def test_a_place_whose_team_was_disbanded_is_a_gap_again(cast: Cast) -> None:
    roster.end(cast.neighbour_member, last_day=date(2022, 7, 1), kind="adjustment", by=operator())
    roster.disband(cast.xihe_team, last_day=date(2022, 7, 1), reason="任务完成", by=operator())
    before, after = (Question(operator(), XIHE, day) for day in (date(2022, 7, 1), date(2022, 7, 2)))

    assert [value("uncovered_must_places", question) for question in (before, after)] == [0, 1]
    assert [place.name for place in ask("dispatch.uncovered_must_places", after).records] == ["河湾村"]


def test_a_tag_that_was_taken_off_owes_nothing(cast: Cast) -> None:
    tag = cast.liuxi.tags.get()
    places.untag(tag, last_day=date(2022, 7, 1), by=operator())

    assert value("pairs.demonstration", Question(operator(), COUNTY, TODAY)) == 0
    assert value("pairs.demonstration", Question(operator(), COUNTY, date(2022, 7, 1))) == 1


def test_a_team_without_first_secretary_is_counted_from_the_day_he_left(cast: Cast) -> None:
    roster.take_role(cast.first_secretary, role=TeamRole.FIRST_SECRETARY, last_day=date(2022, 7, 1), by=operator())

    told = [value("teams_without_first_secretary", Question(operator(), DONGLING, date(2022, 7, n))) for n in (1, 2)]

    assert told == [0, 1]


def test_a_vacancy_is_counted_team_by_team(cast: Cast) -> None:
    """R-SEL-11: who is too many in one team fills no seat in another."""
    for _ in range(3):
        make.posting(cast.xihe_team, make.cadre(unit=cast.water))
    question = Question(operator(), COUNTY, TODAY)

    assert value("approved_size", question) == 6
    assert value("members", question) == 6
    assert value("vacancies", question) == 1
    assert value("teams_over_approved_size", question) == 1


def test_a_seat_open_longer_than_the_county_allows_is_late(cast: Cast) -> None:
    roster.end(cast.member, last_day=date(2022, 6, 25), kind="adjustment", by=operator())
    for _ in range(2):
        make.posting(cast.xihe_team, make.cadre(unit=cast.water))
        make.posting(cast.team, make.cadre(unit=cast.water), since=date(2022, 6, 1))
    roster.end(Posting.objects.filter(team=cast.team, until=None).latest("pk"), last_day=date(2022, 6, 25),
               kind="adjustment", by=operator())  # fmt: skip

    late = [value("teams_with_late_vacancy", Question(operator(), COUNTY, date(2022, 7, day))) for day in (11, 12)]

    assert late == [0, 1]


D = [date(2022, 1, day) for day in range(1, 31)]


def held(key: int, since: int, until: int | None = None, follows: int | None = None) -> Held:
    return Held(key, D[since], D[until] if until is not None else None, follows)


@pytest.mark.parametrize(
    ("sizes", "holders", "missing", "open_since"),
    [
        ([(D[0], 2)], [held(1, 0), held(2, 0)], 0, []),
        ([(D[0], 2)], [held(1, 0)], 1, [D[0]]),
        ([(D[0], 2)], [held(1, 0), held(2, 0, 5)], 1, [D[5]]),
        ([(D[0], 2)], [held(1, 0), held(2, 0, 5), held(3, 5)], 0, []),
        ([(D[0], 2)], [held(1, 0), held(2, 0, 5), held(3, 7, 9)], 1, [D[9]]),
        ([(D[0], 2), (D[4], 3)], [held(1, 0), held(2, 0)], 1, [D[4]]),
        ([(D[0], 3)], [held(1, 0), held(2, 0, 8), held(3, 0, 5)], 2, [D[5], D[8]]),
        ([(D[0], 3)], [held(1, 0), held(2, 0, 8), held(3, 0, 5), held(4, 9, None, 3)], 1, [D[8]]),
        ([(D[0], 3), (D[6], 2)], [held(1, 0), held(2, 0, 8), held(3, 0, 5)], 1, [D[8]]),
    ],
)
def test_each_open_seat_is_open_since_somebody_left_it_or_it_was_approved(
    sizes: list[tuple[date, int]], holders: list[Held], missing: int, open_since: list[date]
) -> None:
    """R-SEL-11: a successor takes the seat of whom they follow."""
    seats = open_seats(seat_events(holders, sizes, D[29]), missing, D[0])

    assert [seat.day for seat in seats] == open_since


@given(
    since=st.dates(date(2015, 1, 1), date(2025, 12, 31)),
    months=st.integers(1, 60),
    within=st.integers(0, 100),
    day=st.dates(date(2018, 1, 1), date(2026, 12, 31)),
)
def test_the_latest_start_is_the_last_whose_term_ends_in_time(since: date, months: int, within: int, day: date) -> None:
    """R-SEL-05."""
    is_over = term_ends(since, months) <= day + timedelta(days=within)

    assert is_over == (since <= latest_start(day, months, within))


@pytest.mark.parametrize(("since", "over", "in_30", "in_90"), [
    (date(2020, 7, 11), 1, 0, 0), (date(2020, 7, 12), 0, 1, 1), (date(2020, 8, 10), 0, 1, 1),
    (date(2020, 8, 11), 0, 0, 1), (date(2020, 10, 9), 0, 0, 1), (date(2020, 10, 10), 0, 0, 0),
])  # fmt: skip
def test_a_term_is_over_or_ends_soon(cast: Cast, since: date, over: int, in_30: int, in_90: int) -> None:
    Posting.objects.all().update(since=since, seat_since=since, reported_on=since)
    question = Question(operator(), XIHE, TODAY)

    told = [value(name, question) for name in ("terms_over", "terms_over_in_30_days", "terms_over_in_90_days")]

    assert told == [over, in_30, in_90]


# ── changes ──


def test_a_successor_is_no_addition(cast: Cast) -> None:
    """R-SEL-11."""
    roster.end(cast.member, last_day=date(2022, 6, 20), kind=ChangeKind.ADJUSTMENT, by=operator())
    cast.member.refresh_from_db()
    make.posting(cast.team, make.cadre(unit=cast.water), since=date(2022, 6, 21), kind=StartKind.SUCCESSION,
                 succeeds=cast.member)  # fmt: skip
    make.posting(cast.team, make.cadre(unit=cast.water), since=date(2022, 6, 21), kind=StartKind.REINFORCEMENT)
    june = Question(operator(), COUNTY, TODAY, date(2022, 6, 1), date(2022, 7, 1))

    told = [value(name, june) for name in ("postings_begun", "successions", "reinforcements", "adjusted_or_removed")]

    assert told == [2, 1, 1, 1]


BY_KIND = [f"ended_by_{kind.value}" for kind in ChangeKind]


@pytest.mark.parametrize(("kind", "name"), list(zip(ChangeKind, BY_KIND, strict=True)))
def test_kinds_of_change_are_kept_apart(cast: Cast, kind: ChangeKind, name: str) -> None:
    """R-SEL-16."""
    roster.end(cast.member, last_day=date(2022, 6, 30), kind=kind, by=operator())
    june = Question(operator(), COUNTY, TODAY, date(2022, 6, 1), date(2022, 7, 1))

    assert {other: value(f"ended_by_{other.value}", june) for other in ChangeKind} == {
        other: int(other == kind) for other in ChangeKind
    }
    assert value(name, Question(operator(), COUNTY, TODAY, date(2022, 7, 1), TODAY)) == 0


def test_by_what_opens_nobody_finds_out_who_was_recalled(cast: Cast) -> None:
    """R-TLK-09: what is left of 结束派驻 without those who are named blameless would be the others."""
    roster.end(cast.member, last_day=date(2022, 6, 30), kind=ChangeKind.RECALL, by=operator())
    roster.end(cast.first_secretary, last_day=date(2022, 6, 30), kind=ChangeKind.ROTATION, by=operator())
    reader = Question(cast.actor("prefecture_reader"), COUNTY, TODAY, date(2022, 6, 1), date(2022, 7, 1))

    found = {name: ask(f"dispatch.{name}", reader) for name in ("postings_ended", "adjusted_or_removed", *BY_KIND)}
    opened = {name for name, one in found.items() if rows_open(f"dispatch.{name}", reader, one).exists()}

    assert {name: one.value for name, one in found.items() if one.value} == {
        "postings_ended": 2,
        "ended_by_recall": 1,
        "ended_by_rotation": 1,
    }
    assert opened == {"postings_ended", "ended_by_rotation"}


# ── any roster ──

PEOPLE = st.lists(
    st.tuples(
        st.one_of(st.none(), st.dates(date(1958, 1, 1), date(2002, 12, 1)).map(lambda day: day.replace(day=1))),
        st.one_of(st.none(), st.sampled_from([0, 1, 11, 12, 35, 36, 120])),
        st.sampled_from(["", "一级科员", "四级主任科员", "专业技术十级", "副科", "四级调研员", "别的"]),
        st.sampled_from([(TeamRole.MEMBER,), (TeamRole.LEADER,)]),
        st.dates(date(2021, 6, 1), date(2022, 7, 11)),
        st.one_of(st.none(), st.integers(0, 400)),
        st.sampled_from([kind.value for kind in ChangeKind]),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


@pytest.fixture
def rolled_back(cast: Cast) -> Iterator[Any]:
    yield transaction.atomic


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, day=st.dates(date(2021, 6, 1), TODAY))
def test_of_any_roster_every_value_is_the_number_of_its_records(cast: Cast, people: list[Any], day: date) -> None:
    with transaction.atomic():
        for born, months, rank, roles, since, days, kind, reported in people:
            cadre = make.cadre(unit=cast.archive, birth_month=born, rural_months=months, rank=rank)
            told = {"roles": roles, "since": since, "reported_on": since if reported else None}
            posting = make.posting(cast.team, cadre, **told)
            if days is not None:
                roster.end(posting, last_day=since + timedelta(days=days), kind=kind, by=operator())
        question = Question(operator(), COUNTY, day)

        assert differing(question) == []
        assert paired(cast.team, day) == [
            cast.team in ask(f"dispatch.teams_paired_by_{how}", question).records for how in ("age", "experience")
        ]
        transaction.set_rollback(True)


def paired(team: Team, day: date) -> list[bool]:
    """As the pure rules decide it."""
    limits = PolicyProfile().pairing
    rows = Posting.objects.on_roster(day).filter(team=team).select_related("cadre__person")
    members = [Member(r.cadre.person.birth_month, r.cadre.rural_months, frozenset()) for r in rows]
    return [is_paired_by_age(members, day, limits), is_paired_by_experience(members, limits)]
