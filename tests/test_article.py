"""The figures of the public report of 11 July 2022, recomputed from the demo county's rows (rules.md section 15)."""

import csv
from collections import Counter
from datetime import date

import pytest

from tests.demo import COUNTY, Demo
from tests.shared import shared_file
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import State
from zhucun.incentives.benefits.reading import owed_in
from zhucun.incentives.outcomes.models import ReserveTotal
from zhucun.incentives.outcomes.rules import OutcomeGroup
from zhucun.lib.figure import Question, all_figures, ask, ask_many, named
from zhucun.oversight.duties.registry import kinds_of
from zhucun.oversight.duties.rules import Side
from zhucun.policy.six_ones_values import SHIPPED_FIELDS
from zhucun.reports.catalogue.described import objects
from zhucun.reports.checking import against
from zhucun.reports.checking.asking import places_below
from zhucun.reports.checking.claims import read
from zhucun.reports.checking.findings import Verdict
from zhucun.reports.published.facts import AT_LEAST, report_of

FIRST, LAST_OF_JUNE, REPORT_DAY = date(2022, 6, 1), date(2022, 6, 30), date(2022, 7, 11)
PUBLISHED = "data/figures/ningyuan_article_figures.csv"
PAIRS = ("lifted_from_poverty", "key_assistance", "demonstration", "resettlement")


def july(demo: Demo) -> Question:
    return Question(demo.actor("county_officer"), demo.code, REPORT_DAY)


def shown(demo: Demo, *names: str, on: date = REPORT_DAY) -> list[str]:
    """Values as printed, for the county's officer."""
    ids = [f"dispatch.{name}" for name in names]
    answers = ask_many(ids, Question(demo.actor("county_officer"), demo.code, on))
    return [named(figure_id).shown(answers[figure_id].value) for figure_id in ids]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (FIRST, ["494", "494", "210", "42.51", "338", "68.42"]),
        (LAST_OF_JUNE, ["495", "495", "211", "42.63", "338", "68.28"]),
        (REPORT_DAY, ["496", "496", "213", "42.94", "338", "68.15"]),
    ],
)
def test_the_heads_and_both_shares_on_the_three_days_of_the_report(demo: Demo, day: date, told: list[str]) -> None:
    """R-SEL-19: 42.63 % and 68.28 % are those of 30 June, 496 is that of 11 July."""
    heads = ("members", "members_on_post", "members_under_40", "members_under_40_share")

    assert shown(demo, *heads, "members_with_rural_experience", "members_with_rural_experience_share", on=day) == told


def test_why_there_are_166_teams(demo: Demo) -> None:
    """Pairs, less places under two categories, are places; places, less second places of a team, are teams."""
    counted = shown(demo, "group_pairs", "group_places_with_two", "group_places", "teams_at_several_places", "teams")
    pairs, twice, places, several, teams = map(int, counted)

    assert (pairs, twice, places, several, teams) == (200, 16, 184, 18, 166)
    assert pairs - twice == places
    assert places - several == teams


def test_every_place_of_the_four_categories_has_its_team(demo: Demo) -> None:
    assert shown(demo, *(f"covered_pairs.{tag}" for tag in PAIRS)) == ["119", "38", "16", "27"]
    assert shown(demo, *(f"pairs.{tag}" for tag in PAIRS)) == ["119", "38", "16", "27"]
    assert shown(demo, "covered_group_pairs", "covered_group_places") == ["200", "184"]


def test_six_documents_hold_and_two_bear_the_names_of_the_report(demo: Demo) -> None:
    """N22."""
    answer = ask("policy.rule_documents", july(demo))

    assert answer.value == 6
    named_in_the_report = ("第一书记和工作队管理办法", "抓党建促乡村振兴“六个一”活动实施方案")
    assert all(any(title in row.title for row in answer.records) for title in named_in_the_report)


def test_prompts_inspections_reviews_assessments_and_the_account_come_as_often_as_the_report_says(demo: Demo) -> None:
    """N24–N28, over the year from July 2021: once each in its period, of what was recorded as done."""
    names = ("prompts_per_month", "inspections_per_week", "reviews_per_month", "assessments_per_quarter")
    ids = [f"oversight.{name}" for name in (*names, "year_accounts_per_year")]
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))

    answers = ask_many(ids, year)

    assert [named(one).shown(answers[one].value) for one in ids] == ["1.00"] * len(ids)


def test_four_sessions_online_and_two_offline_had_2851_attendances_and_meetings_are_counted_apart(demo: Demo) -> None:
    """N18, N19, N20, over the year from July 2021."""
    names = ("sessions_online", "sessions_offline", "attendances")
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))

    answers = ask_many([f"training.{name}" for name in (*names, "people", "meetings")], year)

    assert [answers[f"training.{name}"].value for name in names] == [4, 2, 2851]
    assert answers["training.people"].value < 2851
    assert answers["training.meetings"].value > 0


def test_1496_matters_were_solved_and_some_three_hundred_disputes_settled(demo: Demo) -> None:
    """N53; N52 is printed as 300余, a lower bound. Fields and places add up to them."""
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))
    fields = [f"six_ones.matters_solved.{one.key}" for one in SHIPPED_FIELDS]
    places = ["six_ones.disputes_in_village", "six_ones.disputes_in_township"]

    answers = ask_many(["six_ones.matters_solved", "six_ones.disputes_solved", *fields, *places], year)

    assert [answers[one].value for one in ("six_ones.matters_solved", "six_ones.disputes_solved")] == [1496, 308]
    assert sum(answers[one].value for one in fields) == 1496
    assert sum(answers[one].value for one in places) == 308
    assert len(answers["six_ones.matters_solved"].records) == 1496


def test_652_are_young_and_977_schooled_of_2288_in_village_committees_of_whom_782_came_back(demo: Demo) -> None:
    """N47–N51: both shares of the report are of one list here; 652 of it is 28.50 %, printed as 28.6 (R-TASK-03)."""
    names = ("members", "returned", "young", "college", "young_share", "college_share")
    ids = [f"six_ones.committee_{name}" for name in names]

    answers = ask_many(ids, july(demo))

    assert [answers[one].value for one in ids] == [2288, 782, 652, 977, 2850, 4270]
    assert [len(answers[one].records) for one in ids[:4]] == [2288, 782, 652, 977]


def test_432_projects_167_finished_206_started_and_what_was_applied_for(demo: Demo) -> None:
    """N54 = N55 + N56 + 59 that nobody printed; N57; N58 is printed as 4500余万, a lower bound."""
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))
    counted = ("projects_planned", "projects_finished", "projects_started", "projects_not_started", "projects_late")
    money = [f"project_money_{kind}" for kind in ("applied", "granted", "arrived", "spent")]

    answers = ask_many([f"six_ones.{name}" for name in (*counted, "specialities", *money)], year)

    found = {name: answers[f"six_ones.{name}"] for name in (*counted, "specialities", *money)}
    assert [found[name].value for name in counted] == [432, 167, 206, 59, 11]
    assert (found["specialities"].value, len(found["projects_planned"].records)) == (86, 432)
    applied, granted, arrived, spent = (found[name].value or 0 for name in money)
    assert applied == 4_527_600_000
    assert spent < arrived < granted < applied
    assert sum(row.amount for row in found["project_money_applied"].records) == applied


def test_494_members_of_all_teams_stood_watch_in_a_week_before_the_first_addition(demo: Demo) -> None:
    """N66: 496 were there in July; the rota ended in May."""
    spring = Question(demo.actor("county_officer"), demo.code, date(2022, 5, 4), since=date(2022, 1, 1), until=FIRST)

    names = ("duty_members", "duty_teams", "duty_posts", "duty_headcount")
    members, teams, posts, heads = ask_many([f"six_ones.{name}" for name in names], spring).values()

    assert (members.value, teams.value, posts.value) == (494, 166, 184)
    assert len({row.cadre_id for row in members.records}) == 494
    assert heads.value == sum(row.amount for row in heads.records) > 184


def test_one_covenant_and_four_councils_and_what_the_months_decided(demo: Demo) -> None:
    """N67, N68: of each kind some village has one; most have all five."""
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))
    names = ("covenants", "councils", "customs_complete", "monthly_meetings", "monthly_items", "monthly_items_done")

    covenants, councils, complete, met, decided, done = ask_many([f"six_ones.{name}" for name in names], year).values()

    assert (covenants.value, councils.value) == (1, 4)
    assert len(covenants.records) + len(councils.records) == 5
    assert 92 < complete.value < 184
    assert met.value == decided.value > done.value > met.value // 2


def test_213_forums_1126_opinions_and_113_brought_by_teams_of_whom_some_sit_in_committees(demo: Demo) -> None:
    """N59, N60, N62; the 782 of N47 are another scope, and whom both count is a figure of its own (R-TASK-07)."""
    year = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 7, 1), until=date(2022, 7, 1))
    ids = [f"six_ones.{name}" for name in ("forums", "opinions", "returned_by_teams", "returned_in_committees")]

    answers = ask_many(ids, year)

    assert [answers[one].value for one in ids] == [213, 1126, 113, 38]
    assert [len(answers[one].records) for one in ids] == [213, 1126, 113, 38]


def test_3925_people_keep_in_touch_with_11654_households(demo: Demo) -> None:
    """N63, N64: on the county's day; some households have nobody, some people too many."""
    names = ("linkers", "linked_households", "unlinked_households", "listed_households", "linkers_overloaded")

    answers = ask_many([f"six_ones.{name}" for name in names], july(demo))

    assert [answers[f"six_ones.{name}"].value for name in names[:2]] == [3925, 11654]
    linked, unlinked, listed, heavy = (answers[f"six_ones.{name}"] for name in names[1:])
    assert linked.value + unlinked.value == listed.value
    assert 0 < heavy.value == len(heavy.records)


def test_three_sides_manage_and_each_has_something_to_do(demo: Demo) -> None:
    """N21: office, township, unit."""
    assert {kind.side for side in Side for kind in kinds_of(side)} == set(Side)
    assert len(Side) == 3


def test_the_plan_of_the_six_ones_spells_out_six(demo: Demo) -> None:
    """N23: each in a sentence of its own."""
    answer = ask("policy.six_ones", july(demo))

    assert answer.value == 6
    assert {row.edition.document.title.count("六个一") for row in answer.records} == {1}
    assert sorted(row.text[2:4] for row in answer.records) == sorted(["一个", "一批", "一批", "一批", "一张", "一股"])


def this_year(demo: Demo) -> Question:
    """今年以来, for whoever may read of talks and of who was held to account (R-TLK-09)."""
    return Question(demo.actor("county_office_leader"), demo.code, REPORT_DAY, since=date(2022, 1, 1))


def oversight(demo: Demo, *names: str) -> list[int]:
    answers = ask_many([f"oversight.{name}" for name in names], this_year(demo))
    assert all(len(answer.records) == answer.value for answer in answers.values())
    return [answers[f"oversight.{name}"].value for name in names]


def test_nine_issues_of_letters_went_out_and_what_became_of_their_items(demo: Demo) -> None:
    """N29."""
    names = ("letter_issues", "rectification_items", "rectification_closed", "rectification_open")

    assert oversight(demo, *names, "rectification_overdue") == [9, 46, 23, 23, 2]


def test_two_circulars_went_out_after_those_they_name_had_confirmed_them(demo: Demo) -> None:
    """N30."""
    rows = ask("oversight.circulars", this_year(demo)).records

    assert oversight(demo, "circulars") == [2]
    assert all(row.checks.exists() and not row.checks.filter(answered_on__isnull=True).exists() for row in rows)


def test_38_were_held_to_account_each_by_a_document_and_no_talk_is_among_them(demo: Demo) -> None:
    """N31."""
    kinds = ("criticism", "circular", "reminder", "admonition", "organisational", "discipline")

    whole, *parts = oversight(demo, "accountability", *(f"accountability_{kind}" for kind in kinds))

    assert whole == sum(parts) == 38
    assert {bool(row.document) for row in ask("oversight.accountability", this_year(demo)).records} == {True}


def test_what_first_secretaries_and_teams_are_promised_a_year(demo: Demo) -> None:
    """N37 by the county for each first secretary, N38 by the unit behind a team at least, N39 a check a year."""
    names = ("first_secretary_fund_each", "team_fund_each", "funded_teams", "members_checked")
    each, team, teams, checked = (ask(f"incentives.{name}", july(demo)).value for name in names)

    assert (each, team, teams) == (1_000_000, 1_000_000, 166)
    assert checked == 478


def test_what_was_announced_of_members_since_2021_is_counted_by_kind(demo: Demo) -> None:
    """N36: four groups, of the first a total; N40 to N43, counted apart since 2021 (N44); N45 is one of the eight."""
    names = ("promoted", "advanced_use", "rank_advanced", "title_advanced", "publicised", "commended")
    since_2021 = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 1, 1))
    answers = ask_many([f"incentives.{name}" for name in names], since_2021)
    promoted = answers["incentives.promoted"].records

    assert [answers[f"incentives.{name}"].value for name in names] == [8, 6, 22, 22, 12, 20]
    assert all(len(answer.records) == answer.value for answer in answers.values())
    assert [row.what[-9:] for row in promoted if "镇长" in row.what and "党委委员" in row.what] == [
        "镇党委委员、副镇长"
    ]
    assert len(OutcomeGroup) + min(ReserveTotal.objects.count(), 1) == 4


def test_most_teams_have_both_funds_by_july_and_what_came_less_what_went_is_left(demo: Demo) -> None:
    """R-CARE-01, R-CARE-02, R-CARE-10."""
    all_of_it = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=date(2021, 1, 1))
    names = ("funds_arrived", "funds_spent", "funds_left")
    arrived, spent, left = (ask(f"incentives.{name}", all_of_it).value for name in names)
    funds = [one for one in owed_in(2022, demo.actor("county_officer"), demo.code).lines if one.posting is None]
    whole = [one for one in funds if one.given >= one.due]

    assert arrived - spent == left > 0
    assert 0.8 * len(funds) < len(whole) < len(funds)


def test_six_heads_of_units_were_talked_to_at_one_meeting(demo: Demo) -> None:
    """N02 and N32."""
    talks = ask("oversight.unit_heads_talked_to", this_year(demo))

    assert talks.value == 6
    assert {row.held_on for row in talks.records} == {date(2022, 7, 5)}


def test_nineteen_were_graded_fair_in_the_first_quarter_and_both_sides_talked_to_each(demo: Demo) -> None:
    """N33; N34 are its two sides, N35 the one quarter."""
    fair = ask("oversight.members_average", this_year(demo)).records
    duals = ask("oversight.dual_talks_complete", this_year(demo)).records

    assert oversight(demo, "members_average", "dual_talks", "dual_talks_complete", "dual_talk_parts") == [
        19,
        19,
        19,
        38,
    ]
    assert {sheet.cycle.period for sheet in fair} == {"2022-Q1"}
    assert {part.holder for dual in duals for part in dual.parts.all()} == {"township", "unit"}
    assert {sheet.posting_id for sheet in fair} == {dual.posting_id for dual in duals}


def test_one_place_owed_a_team_has_none(demo: Demo) -> None:
    assert shown(demo, "must_cover_places", "covered_must_places", "uncovered_must_places") == ["185", "184", "1"]


def test_three_were_replaced_and_two_added_since_june(demo: Demo) -> None:
    """N10 and N11; whoever follows another is no addition (R-SEL-11)."""
    told = ("adjusted_or_removed", "reinforcements", "successions", "ended_by_rotation", "ended_by_recall")

    assert shown(demo, *told) == ["3", "2", "3", "0", "0"]


def test_each_of_them_went_its_own_way_as_a_case_and_one_is_undecided(demo: Demo) -> None:
    """R-SEL-16: kinds kept apart; who came or went is what the cases say."""
    cases = ChangeCase.objects.visible_to(demo.actor("county_officer"))
    since_june = Counter(cases.filter(state=State.CLOSED).values_list("kind", flat=True))
    told = ("ended_by_adjustment", "ended_by_removal", "reinforcements")

    assert since_june == {"adjustment": 2, "removal": 1, "reinforcement": 2}
    assert shown(demo, *told) == [str(since_june[kind]) for kind in ("adjustment", "removal", "reinforcement")]
    assert list(cases.exclude(state=State.CLOSED).values_list("kind", "state")) == [("recall", State.OFFICE)]
    assert [len(ask(f"dispatch.{name}", july(demo)).records) for name in told] == [2, 1, 2]


def test_seats_approved_less_members_are_vacancies(demo: Demo) -> None:
    approved, members, vacancies = map(int, shown(demo, "approved_size", "members", "vacancies"))

    assert (approved, members, vacancies) == (498, 496, 2)


TOLD_ON_THE_REPORT_DAY = {
    "N03": 119,
    "N04": 38,
    "N05": 16,
    "N06": 27,
    **dict.fromkeys(("N07", "N46", "N65", "N69"), 166),
    **dict.fromkeys(("N08", "N70"), 496),
    "N09": 6,
    "N10": 3,
    "N11": 2,
    "N12": 213,
    "N13": 42.94,
    "N14": 338,
    "N15": 68.15,
    "N16": 1,
    "N17": 70,
    **dict.fromkeys(("N18", "N19", "N20"), 0),  # no session began since 1 June; those of the year above
    "N22": 6,
    "N23": 6,
    "N24": 2,  # two prompts went out since 1 June, one review came due
    **dict.fromkeys(("N25", "N26"), 1),
    **dict.fromkeys(("N27", "N28"), None),  # neither a quarter's nor a year's work came due since 1 June
    **dict.fromkeys(("N02", "N32"), 6),
    "N29": 3,
    "N30": 1,
    "N31": 23,
    "N33": 0,  # those of the whole year below
    **dict.fromkeys(("N37", "N38"), 10_000),
    **dict.fromkeys(("N40", "N41"), 0),  # what was announced since 1 June; all of it below
    **dict.fromkeys(("N42", "N43"), 13),
    "N39": 1,
    "N47": 782,
    "N48": 652,
    "N49": 28.5,
    "N50": 977,
    "N51": 42.7,
    "N52": 15,  # settled since 1 June, like the matters; the year above
    "N53": 248,
    "N63": 3925,
    "N64": 11_654,
    "N54": 432,
    "N55": 167,
    "N56": 206,
    "N57": 86,
    "N59": 16,  # like the opinions and those brought back: since 1 June; the year above
    "N60": 86,
    "N62": 8,
    "N58": 0,  # nothing was applied for since 1 June; the year above
    "N66": 0,  # nobody stood watch since 1 June; the week in May above
    "N67": 1,
    "N68": 4,
}


def test_every_figure_of_the_report_that_this_measures_is_said_under_its_own_id(demo: Demo) -> None:
    question = Question(demo.actor("county_officer"), demo.code, REPORT_DAY)

    told = {one["ref"]: one["value"] for one in objects(question) if one["ref"]}

    assert told == TOLD_ON_THE_REPORT_DAY


def test_what_the_report_says_of_this_year_is_said_under_its_own_id(demo: Demo) -> None:
    told = {one["ref"]: one["value"] for one in objects(this_year(demo)) if one["ref"]}

    assert {ref: told[ref] for ref in ("N02", "N29", "N30", "N31", "N32", "N33")} == {
        "N02": 6,
        "N29": 9,
        "N30": 2,
        "N31": 38,
        "N32": 6,
        "N33": 19,
    }


def test_every_number_that_the_ledgers_hold_is_the_reports_asked_as_the_report_asks(demo: Demo) -> None:
    """As `zhucun figures --json` says it where no days are told."""
    told = {one["ref"]: one["value"] for one in objects(july(demo), as_reported=True) if one["ref"]}
    printed = {
        one.id: one for one in report_of(demo.code, is_demo=True).facts if one.number is not None and not one.take
    }
    counted = {ref: value for ref, value in told.items() if ref in printed and printed[ref].kind != "percent"}

    assert counted.keys() == {key for key, one in printed.items() if one.kind != "percent"}
    assert {
        ref: value
        for ref, value in counted.items()
        if not (value == printed[ref].number or (printed[ref].kind in AT_LEAST and value > printed[ref].number))
    } == {}


def test_our_facts_are_those_of_the_published_report() -> None:
    with shared_file(PUBLISHED).open(encoding="utf-8-sig", newline="") as file:
        theirs = {row["id"]: (row["value"], row["kind"]) for row in csv.DictReader(file)}
    ours = {fact.id: (fact.value, fact.kind) for fact in report_of(COUNTY, is_demo=True).facts}

    assert ours == {**theirs, "N35": ("2022-Q1", "date"), "N61": ("2022-07-11", "own"), "N09": ("2022-06", "date")}


def test_the_parts_of_a_whole_add_up_on_the_report_day(demo: Demo) -> None:
    """Age bands, schooling, ranks, sexes and levels each say something about every member."""
    wholes = {
        "aged_": "members_birth_unknown",
        "rank_": None,
        "sent_by_": None,
    }
    answers = ask_many(
        [figure.id for figure in all_figures()], Question(demo.actor("county_officer"), demo.code, REPORT_DAY)
    )
    for beginning, unknown in wholes.items():
        parts = [a.value for i, a in answers.items() if i.startswith(f"dispatch.members_{beginning}")]
        assert sum(parts) + (answers[f"dispatch.{unknown}"].value if unknown else 0) == 496


def test_seventy_people_of_one_township_sat_a_test_on_28_june(demo: Demo) -> None:
    """N16, N17: members and village cadres together, some of them on paper."""
    june = Question(demo.actor("county_officer"), demo.code, REPORT_DAY, since=FIRST, until=date(2022, 7, 1))

    answers = ask_many(["training.tests", "training.tested"], june)

    assert [answers[one].value for one in ("training.tests", "training.tested")] == [1, 70]
    rows = answers["training.tested"].records
    assert {row.test.opens_at.date() for row in rows} == {date(2022, 6, 28)}
    assert {row.way for row in rows} == {"online", "paper"}


def test_the_report_s_own_text_is_judged_number_by_number(demo: Demo) -> None:
    """Of its 51 numbers 45 agree with the ledgers, one share does not, and two were so on another day (F2)."""
    reading = read(shared_file("domain/article.txt").read_text())
    found = list(against.check(reading, july(demo), places_below(demo.code)))
    said = {
        verdict: [one.claims[0].number.said for one in found if one.verdict is verdict]
        for verdict in (Verdict.CONTRADICTED, Verdict.NEEDS_SCOPE)
    }

    assert said == {Verdict.CONTRADICTED: ["28.6%"], Verdict.NEEDS_SCOPE: ["42.63%", "68.28%"]}
    assert [claim.number.said for claim in against.unmatched(reading, found)] == ["6个", "70人", "19名"]
    assert len(found) == len(reading.claims) - 3
