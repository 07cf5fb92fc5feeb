"""The invented county adds up to the public report on every day of its story, and nothing in it is real."""

import csv
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from tests.shared import shared_file
from zhucun.demo.county import invented_county
from zhucun.demo.invented import Posting
from zhucun.demo.invented_places import UNCOVERED, codes_by_full_name
from zhucun.demo.invented_teams import FOUR_CATEGORIES
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole
from zhucun.lib.codes import LEVEL_LENGTHS, parent_code
from zhucun.lib.periods import full_years
from zhucun.lib.phones import phone_problem
from zhucun.org.accounts.rules import AccountKind
from zhucun.org.people.rules import Education, Employment, Sex, UnitKind
from zhucun.org.places.rules import Kind, Tag
from zhucun.org.roles import ROLES
from zhucun.policy.profile import Places

ROOT = Path(__file__).resolve().parents[3]
JUNE, REPORT_DAY = date(2022, 6, 1), date(2022, 7, 11)
DAYS = [JUNE + timedelta(days=n) for n in range((REPORT_DAY - JUNE).days + 1)]

# From which day on: on post, under 40, with rural experience.
COUNTS = {
    date(2022, 6, 1): (494, 210, 338),
    date(2022, 6, 27): (495, 211, 338),
    date(2022, 7, 4): (495, 212, 338),
    date(2022, 7, 7): (496, 213, 338),
}

county = invented_county()


def running(day: date) -> list[Posting]:
    return [posting for posting in county.postings if posting.runs_on(day)]


def age(posting: Posting, day: date) -> int:
    return full_years(posting.person.birth_month, day)


def expected(day: date) -> tuple[int, int, int]:
    return COUNTS[max(since for since in COUNTS if since <= day)]


def test_on_every_day_of_the_story_the_counts_are_those_told() -> None:
    counted = {
        day: (
            len(running(day)),
            sum(age(posting, day) < 40 for posting in running(day)),
            sum(posting.person.rural_months > 0 for posting in running(day)),
        )
        for day in DAYS
    }

    assert counted == {day: expected(day) for day in DAYS}


def test_on_every_day_whoever_is_on_the_roster_is_also_on_post() -> None:
    assert [p.person.name for day in DAYS for p in running(day) if p.reported_on > day] == []


def test_nobody_turns_forty_while_the_story_runs() -> None:
    before = JUNE - timedelta(days=1)

    assert [p.person.name for p in county.postings if age(p, before) < 40 <= age(p, REPORT_DAY)] == []


def test_the_ages_of_the_report_day_fill_their_bands() -> None:
    bands = {"30-": range(31), "31–39": range(31, 40), "40–44": range(40, 45), "45–49": range(45, 50),
             "50–54": range(50, 55), "55+": range(55, 100)}  # fmt: skip
    ages = [age(posting, REPORT_DAY) for posting in running(REPORT_DAY)]

    counted = {band: sum(years in band_ages for years in ages) for band, band_ages in bands.items()}

    assert counted == {"30-": 84, "31–39": 129, "40–44": 101, "45–49": 87, "50–54": 61, "55+": 34}


def test_two_hundred_pairs_lie_on_184_places_served_by_166_teams() -> None:
    pairs = [tag for tag in county.tags if tag.tag in FOUR_CATEGORIES]
    served = [place for team in county.teams for place in (team.seat, *team.also)]

    assert Counter(tag.tag for tag in pairs) == {
        "lifted_from_poverty": 119,
        "key_assistance": 38,
        "demonstration": 16,
        "resettlement": 27,
    }
    assert Counter(Counter(tag.place for tag in pairs).values()) == {1: 168, 2: 16}
    assert len(served) == len(set(served)) == 184
    assert set(served) == {tag.place for tag in pairs}
    assert (len(county.teams), sum(len(team.also) for team in county.teams)) == (166, 18)


def test_two_teams_serve_across_a_township_border() -> None:
    assert sum(team.seat[:9] != other[:9] for team in county.teams for other in team.also) == 2


def test_one_place_owed_a_team_has_none() -> None:
    owed = {tag.place for tag in county.tags if tag.tag in Places().must_cover}
    served = {place for team in county.teams for place in (team.seat, *team.also)}

    assert owed - served == {codes_by_full_name(county.places)[UNCOVERED]}


def test_the_approved_seats_are_498_on_every_day_and_two_are_open_at_the_end() -> None:
    def size(team: object, day: date) -> int:
        return next(size.size for size in reversed(team.sizes) if size.since <= day)

    names = {place.code: place.name for place in county.places}
    held = Counter(posting.team for posting in running(REPORT_DAY))

    assert {sum(size(team, day) for team in county.teams) for day in DAYS} == {498}
    assert [names[team.seat] for team in county.teams if held[team] < size(team, REPORT_DAY)] == ["上坪村", "井头村"]
    assert all(held[team] <= size(team, REPORT_DAY) for team in county.teams)


def test_every_lowered_size_has_a_reason() -> None:
    """R-SEL-11."""
    lowered = [b for team in county.teams for a, b in zip(team.sizes, team.sizes[1:], strict=False) if b.size < a.size]

    assert [size.reason != "" for size in lowered] == [True]


@pytest.mark.parametrize("day", [date(2021, 7, 1), JUNE, date(2022, 6, 20), REPORT_DAY])
def test_every_team_has_one_qualified_first_secretary_and_one_leader(day: date) -> None:
    """R-ORG-08, R-SEL-06: a member of the party for a year and two years at work when the posting began."""
    standing = [team for team in county.teams if team.since <= day]
    roles = Counter((posting.team, role) for posting in running(day) for role in posting.roles)
    firsts = [posting for posting in running(day) if "first_secretary" in posting.roles]

    assert {roles[team, role] for team in standing for role in ("first_secretary", "leader")} == {1}
    assert all((p.since - p.person.party_joined_on).days >= 365 for p in firsts)
    assert all((p.since - p.person.work_started_on).days >= 730 for p in firsts)


def test_three_were_replaced_and_two_added_since_june() -> None:
    """R-SEL-16: each under its own kind; a successor follows, an addition follows nobody."""
    ended = [p for p in county.postings if p.end and p.end.last_day >= JUNE]
    begun = [p for p in county.postings if p.since >= JUNE]

    assert Counter(p.end.kind for p in ended) == {"adjustment": 2, "removal": 1}
    assert Counter(p.kind for p in begun) == {"succession": 3, "reinforcement": 2}
    assert {p.succeeds for p in begun} - {None} == set(ended)
    assert all(p.since == p.succeeds.end.last_day + timedelta(days=1) for p in begun if p.succeeds)


def test_nobody_holds_two_posts_and_none_outside_the_life_of_the_team() -> None:
    assert max(Counter(posting.person for posting in county.postings).values()) == 1
    assert all(posting.since >= posting.team.since for posting in county.postings)
    assert all(posting.reported_on >= posting.since for posting in county.postings)
    assert all(posting.end is None or posting.end.last_day >= posting.since for posting in county.postings)


def test_all_units_back_a_team_and_many_members_come_from_another() -> None:
    """R-ORG-12."""
    backed = Counter(team.backing_unit for team in county.teams)
    elsewhere = sum(p.person.unit != p.team.backing_unit for p in running(REPORT_DAY))

    assert set(backed) == set(county.units)
    assert (len(county.units), max(backed.values())) == (130, 2)
    assert 120 < elsewhere < 250


def test_twenty_townships_have_422_villages_and_communities_nine_names_twice_or_thrice() -> None:
    kinds = Counter(place.kind for place in county.places)
    names = Counter(place.name for place in county.places)

    assert kinds == {"township": 20, "village": 406, "community": 16, "site": 27}
    assert sorted(count for count in names.values() if count > 1) == [2, 2, 2, 2, 2, 2, 2, 3, 3]


def test_every_code_is_its_parents_and_a_level_longer() -> None:
    codes = {place.code for place in county.places}

    assert len(codes) == len(county.places)
    assert all(place.parent == parent_code(place.code) for place in county.places)
    assert all(len(place.code) in LEVEL_LENGTHS and place.parent in {*codes, county.code} for place in county.places)


def test_values_are_those_the_ledgers_know() -> None:
    people, postings = county.people, county.postings

    assert {place.kind for place in county.places} <= set(Kind.values)
    assert {tag.tag for tag in county.tags} <= set(Tag.values)
    assert {unit.kind for unit in county.units} <= set(UnitKind.values)
    assert {person.sex for person in people} == set(Sex.values)
    assert {person.education for person in people} <= set(Education.values)
    assert {person.employment for person in people} <= set(Employment.values)
    assert {posting.kind for posting in postings} == set(StartKind.values)
    assert {posting.end.kind for posting in postings if posting.end} <= set(ChangeKind.values)
    assert {role for posting in postings for role in posting.roles} == set(TeamRole.values)
    assert {office.role for office in county.offices} <= set(ROLES)
    assert {office.kind for office in county.offices} == set(AccountKind.values)


def all_names() -> Iterator[str]:
    yield from (person.name for person in county.people)
    yield from (office.name for office in county.offices if office.role not in ("unit_head", "unit_deputy"))
    yield from (household.head for household in county.households)
    yield from (name for unit in county.units for name in (unit.head_name, unit.deputy_name))


def test_no_two_people_share_a_name_a_phone_or_a_log_in() -> None:
    phones = [holder.phone for holder in (*county.people, *county.offices)]

    assert [name for name, count in Counter(all_names()).items() if count > 1] == []
    assert len(phones) == len(set(phones))
    assert [phone for phone in phones if phone_problem(phone) or not phone.startswith("1990000")] == []
    assert len({office.log_in for office in county.offices}) == len(county.offices)


def test_no_name_is_one_of_the_report() -> None:
    text = shared_file("domain/article.txt").read_text(encoding="utf-8")

    assert [name for name in all_names() if name in text] == []
    assert [place.name for place in county.places if place.name in text] == []


def test_no_place_bears_the_name_of_a_real_one() -> None:
    """Findings, grades and disputes must not hang on real villages; what counts is the name without its ending."""
    folder = shared_file("data/geo")
    real = {name for file in sorted(folder.glob("*.csv")) for name in _names_in(file)}
    invented = {_bare(place.name) for place in county.places}

    assert len(real) > 400
    assert invented & real == set()


def _names_in(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            columns = [column for column in row if column.startswith(("name", "former_names", "township"))]
            yield from (_bare(name) for column in columns for name in re.split("[;；、]", row[column] or "") if name)


def _bare(name: str) -> str:
    return re.sub("(瑶族乡|街道|镇|乡|(村|社区)?(村委会|居委会)|社区|村|安置点)$", "", name)


def test_the_county_is_the_same_on_every_machine() -> None:
    """Also where sets and dicts of texts fall in another order."""
    made = """
from hashlib import sha256
from zhucun.demo.county import invented_county
print(sha256(repr(invented_county()).encode()).hexdigest())
"""
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}

    elsewhere = subprocess.run(
        [sys.executable, "-c", made], env=environment, capture_output=True, text=True, check=True
    )

    assert elsewhere.stdout.strip() == sha256(repr(county).encode()).hexdigest()
