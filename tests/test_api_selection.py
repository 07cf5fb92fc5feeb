"""The API of rounds, formation, changes and handovers: what pages show is read here too, by the same people and no
others; what is done here is seen on the page.
"""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import make
from tests.cast import COUNTY, DONGLING, SINCE, TODAY, Cast, operator
from tests.rounds import furnished, opened
from tests.test_api import read, send
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.tests.test_story import noted, recall_proposed, recalled
from zhucun.dispatch.formation.tests.small import asked
from zhucun.dispatch.formation.tests.small import furnished as furnished_for_formation
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep
from zhucun.dispatch.rounds.rules import State
from zhucun.org.accounts import acts as accounts
from zhucun.org.people.models import Cadre, Person

LogIn = Callable[[str], Client]
OF_ROUNDS = ("rounds", "needs", "quotas", "nominations", "joint-checks", "seats", "approvals")
LISTS = (*OF_ROUNDS, "drafts", "changes", "successors", "handovers")


def sent(verb: str, row: int, **told: Any) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "verb": verb, "row": row, "told": told}


def one(client: Client, verb: str, row: int, **told: Any) -> dict[str, Any]:
    return send(client, sent(verb, row, **told))[0]


def done(client: Client, verb: str, row: int, **told: Any) -> int:
    answer = one(client, verb, row, **told)
    assert answer["outcome"] == "done", answer
    return answer["row"]


def handed_over(cast: Cast) -> Handover:
    leaving = roster.end(cast.member, last_day=TODAY - timedelta(days=1), kind="rotation", by=operator())
    follower = make.posting(cast.team, cast.spare, kind="succession", since=TODAY, succeeds=leaving, reported_on=None)
    return Handover.objects.get(incoming=follower)


def everything(cast: Cast) -> None:
    """At least one row for each list."""
    furnished(cast)
    handed_over(cast)
    adjustment_of(cast)
    asked(cast)


def adjustment_of(cast: Cast) -> ChangeCase:
    by = cast.actor("officer")
    return changes.open_case(cast.first_secretary, kind="adjustment", ground="post_moved", by=by)


def with_organiser(cast: Cast) -> None:
    """Of 东岭镇: works on changes and may not know how somebody left."""
    person = Person.objects.create(county_code=COUNTY, name="何组织")
    cast.accounts["organiser"] = make.account("何组织", "organiser", county=cast.county, person=person)
    told = {"role": "township_organiser", "since": SINCE, "place_code": DONGLING}
    accounts.appoint(cast.accounts["organiser"], **told, by=operator())


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_county_s_office_reads_a_round_with_all_that_belongs_to_it(cast: Cast, log_in: LogIn) -> None:
    round_ = furnished(cast)
    client = log_in("officer")

    found = {path: read(client, f"{path}/")["rows"] for path in OF_ROUNDS}

    assert found["rounds"][0]["state"] == "approving"
    assert found["rounds"][0]["need_due_on"] == (TODAY + timedelta(days=10)).isoformat()
    assert read(client, f"rounds/{round_.pk}/") == found["rounds"][0]
    assert {row["place_name"] for row in found["needs"]} == {"石坪村", "河湾村", "柳溪村"}
    assert [(row["unit_name"], row["named"], row["count"]) for row in found["quotas"]] == [("县档案馆", 2, 9)]
    assert {row["name"]: row["state"] for row in found["nominations"]} == {"推荐一": "eligible", "推荐二": "checked"}
    assert {row["outcome"] for row in found["joint-checks"]} == {""}
    assert [(row["name"], row["team_name"], row["follows_name"]) for row in found["seats"]] == [
        ("推荐二", "驻石坪村工作队", "盘小妹")
    ]
    assert [(row["rank"], row["is_open"]) for row in found["approvals"]] == [(1, True), (2, False), (3, False)]
    assert read(client, f"nominations/?round={round_.pk}&state=checked")["count"] == 1
    assert read(client, "rounds/?state=done")["count"] == 0


@pytest.mark.parametrize(
    ("who", "opens"),
    [
        ("county_leader", {"rounds", "needs", "quotas", "seats", "approvals"}),
        ("organisation", {"rounds", "needs", "quotas", "joint-checks", "seats", "approvals"}),
        ("secretary", {"rounds", "needs", "quotas"}),
        ("liaison", {"rounds", "needs", "quotas", "nominations"}),
        ("member", set()),
        ("system_admin", set()),
    ],
)
def test_each_reads_what_their_pages_show(cast: Cast, log_in: LogIn, who: str, opens: set[str]) -> None:
    furnished(cast)
    client = log_in(who)

    answers = {path: client.get(f"/api/v1/{path}/").status_code for path in OF_ROUNDS}

    assert answers == {path: 200 if path in opens else 403 for path in OF_ROUNDS}


def test_who_is_stopped_is_told_by_the_state_alone(cast: Cast, log_in: LogIn) -> None:
    """R-SEL-23: the unit is told neither the body nor its document."""
    furnished(cast)
    SelectionRound.objects.update(state=State.CHECKING)
    check = JointCheck.objects.filter(nomination__cadre__person__name="推荐一").first()
    told = {"outcome": "not_suitable", "answered_on": TODAY.isoformat(), "document_number": "青纪函〔2022〕7号"}

    assert one(log_in("liaison"), "joint_check.record", check.pk, **told)["outcome"] == "not_permitted"
    done(log_in("organisation"), "joint_check.record", check.pk, **told)
    text = log_in("liaison").get("/api/v1/nominations/").content.decode()

    assert '"state": "stopped"' in text
    assert check.body not in text
    assert "青纪函" not in text


def test_drafts_tell_headline_figures_and_not_the_problem(cast: Cast, log_in: LogIn) -> None:
    furnished_for_formation(cast)
    plan = asked(cast)
    client = log_in("officer")

    row = read(client, "drafts/")["rows"][0]
    whole = read(client, f"drafts/{plan.pk}/")

    assert (row["number"], row["state"], row["gap"]) == (1, "draft", 0)
    assert (whole["headline"]["team_count"], whole["headline"]["people_count"]) == (2, 6)
    assert all(rule["is_kept"] for rule in whole["headline"]["rules"])
    assert whole["headline"]["wishes"]
    assert not {"question", "answer", "now", "around"} & set(whole)
    assert "古老松" not in client.get(f"/api/v1/drafts/{plan.pk}/").content.decode()
    assert log_in("secretary").get("/api/v1/drafts/").status_code == 403
    assert log_in("neighbour_county").get(f"/api/v1/drafts/{plan.pk}/").status_code == 404


def test_a_draft_that_could_not_be_found_says_why(cast: Cast, log_in: LogIn) -> None:
    plan = asked(cast)

    whole = read(log_in("officer"), f"drafts/{plan.pk}/")

    assert (whole["state"], whole["headline"]) == ("impossible", None)
    assert whole["sentences"]


def test_what_is_decided_on_a_draft_stands_on_it_until_it_is_taken_back(cast: Cast, log_in: LogIn) -> None:
    people = furnished_for_formation(cast)
    plan, client = asked(cast), log_in("officer")

    lock = done(client, "formation.lock", plan.pk, cadre=people["old"].pk)
    told = read(client, f"drafts/{plan.pk}/")["decisions"]
    done(client, "formation.take_back", lock)

    assert [(row["id"], row["kind"], row["name"]) for row in told] == [(lock, "lock", "古老松")]
    assert read(client, f"drafts/{plan.pk}/")["decisions"] == []


def test_a_draft_without_a_plan_is_neither_changed_nor_adopted(cast: Cast, log_in: LogIn) -> None:
    round_ = opened(cast, state=State.FORMING)
    plan, client = asked(cast, round=round_), log_in("officer")
    pair = {"one": cast.first_secretary.cadre_id, "other": cast.spare.pk}

    assert plan.state == "impossible"
    for verb, told in (("formation.swap", pair), ("formation.adopt", {}), ("formation.lock", {"cadre": pair["one"]})):
        assert one(client, verb, plan.pk, **told)["outcome"] == "refused"


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbours_read_none_of_it(cast: Cast, log_in: LogIn, who: str) -> None:
    """A round is its whole county's, so that the township beside sees that it runs, and of the rest its own."""
    everything(cast)
    client = log_in(who)

    seen = {}
    for path in LISTS:
        answer = client.get(f"/api/v1/{path}/")
        seen[path] = answer.json()["count"] if answer.status_code == 200 else answer.status_code

    if who == "neighbour_county":
        assert seen == dict.fromkeys(LISTS, 0)
    else:
        closed = dict.fromkeys(("nominations", "joint-checks", "seats", "approvals", "drafts"), 403)
        assert seen == {
            **closed,
            **dict.fromkeys(("rounds", "needs"), 1),
            **dict.fromkeys(("quotas", "changes", "successors", "handovers"), 0),
        }
        assert read(client, "needs/")["rows"][0]["place_name"] == "河湾村"


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_few_queries(
    cast: Cast, log_in: LogIn, path: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    everything(cast)
    client, address = log_in("officer"), f"/api/v1/{path}/"
    client.get(address)

    with django_assert_max_num_queries(7):
        client.get(address)


def test_one_of_each_costs_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    everything(cast)
    client = log_in("officer")

    for path in ("rounds", "nominations", "drafts", "changes", "handovers"):
        address = f"/api/v1/{path}/{read(client, f'{path}/')['rows'][0]['id']}/"
        with django_assert_max_num_queries(11):
            assert client.get(address).status_code == 200


# ── a round, told through the API and seen on the page ──────────────────────────────────────────────────────────────


def test_a_nomination_through_the_api_is_seen_on_the_page(cast: Cast, log_in: LogIn) -> None:
    """From the village's need to the joint check; the neighbour county and who may not get 404 and 403."""
    round_ = opened(cast)
    officer, liaison = log_in("officer"), log_in("liaison")
    need = VillageNeed.objects.get(round=round_, place=cast.shiping)
    done(log_in("village_secretary"), "need.raise", need.pk, kinds=["industry"], note="要懂柑橘的")
    done(log_in("secretary"), "need.study", need.pk, view="agree")
    done(officer, "need.decide", need.pk, listed=True)
    quota = done(officer, "quota.set", round_.pk, unit=cast.archive.pk, count=1)
    done(officer, "round.close_needs", round_.pk)
    done(officer, "quota.issue", quota, letter_number="青驻办函〔2022〕12号", letter_on=TODAY.isoformat())
    ours = make.cadre("向前进", unit=cast.archive)
    named = done(liaison, "nomination.make", quota, cadre=ours.pk)
    done(liaison, "nomination.confirm_fitness", named, on=TODAY.isoformat())

    assert read(officer, f"needs/?round={round_.pk}&state=listed")["rows"][0]["kinds"] == ["industry"]
    assert read(officer, f"nominations/{named}/")["fitness_confirmed_on"] == TODAY.isoformat()
    page = officer.get(reverse("dispatch:rounds.one.nominations", args=[round_.pk])).content.decode()
    assert "向前进" in page
    assert "向前进" in liaison.get(reverse("dispatch:rounds.quota", args=[quota])).content.decode()
    for who, status in (("neighbour_county", 404), ("secretary", 403), ("member", 403)):
        assert log_in(who).get(f"/api/v1/nominations/{named}/").status_code == status
    for who, outcome in (("neighbour_county", "not_found"), ("secretary", "not_permitted")):
        assert one(log_in(who), "nomination.withdraw", named)["outcome"] == outcome
    done(liaison, "nomination.withdraw", named)
    assert Nomination.objects.get(pk=named).state == "withdrawn"
    assert UnitQuota.objects.get(pk=quota).state == "sent"


def test_a_plan_is_agreed_to_step_by_step_and_filed(cast: Cast, log_in: LogIn) -> None:
    round_ = furnished(cast)
    steps = ApprovalStep.objects.filter(round=round_).order_by("rank")
    holder = {
        "county_office_leader": "office_leader",
        "organisation_department": "organisation",
        "county_leader": "county_leader",
    }

    for step in steps:
        assert one(log_in("secretary"), "approval.agree", step.pk)["outcome"] == "not_permitted"
        done(log_in(holder[step.role]), "approval.agree", step.pk, opinion="同意")
    filed = {"filing_number": "备〔2022〕3号", "basis": "青组发〔2022〕9号", "since": TODAY.isoformat()}
    done(log_in("officer"), "round.file", round_.pk, **filed)

    assert read(log_in("county_leader"), f"rounds/{round_.pk}/")["state"] == "posting"
    offered = {act["verb"] for act in read(log_in("officer"), "acts")["acts"]}
    assert "round.post" not in offered  # a long piece of work, begun on its page
    assert "formation.draft" not in offered


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_recall_is_not_told_to_whoever_may_not_know(cast: Cast, log_in: LogIn) -> None:
    """R-TLK-09: neither that there is one, nor by its parts, nor by what a refusal says."""
    case = recalled(cast)
    following.offer(case, cadre=cast.spare, by=cast.actor("officer"))
    with_organiser(cast)
    told = {}
    for who in ("officer", "secretary", "county_leader", "organiser", "liaison", "neighbour", "neighbour_county"):
        told[who] = (
            read(log_in(who), "changes/")["count"],
            log_in(who).get(f"/api/v1/changes/{case.pk}/").status_code,
            read(log_in(who), "successors/")["count"],
        )

    assert told == {
        **dict.fromkeys(("officer", "secretary", "county_leader"), (1, 200, 1)),
        "liaison": (0, 404, 1),  # asked for one of its people, not told after whom
        **dict.fromkeys(("organiser", "neighbour", "neighbour_county"), (0, 404, 0)),
    }
    assert read(log_in("officer"), "changes/?kind=recall")["count"] == 1
    assert read(log_in("organiser"), "changes/?kind=recall")["count"] == 0
    assert read(log_in("organiser"), f"postings/{cast.member.pk}/")["end_kind"] == "ended"
    for who in ("organiser", "liaison", "village_secretary"):
        answer = one(log_in(who), "change.say", case.pk, agrees=True)
        assert answer["outcome"] in ("not_found", "not_permitted")
        assert "召回" not in answer["sentence"]
    for path in ("successors/", f"changes/?posting={cast.member.pk}"):
        text = log_in("liaison").get(f"/api/v1/{path}").content.decode()
        assert "recall" not in text
        assert "盘小妹" not in text


def test_kind_and_reason_are_for_whoever_may_know_how_somebody_left(cast: Cast, log_in: LogIn) -> None:
    case = adjustment_of(cast)
    with_organiser(cast)

    known = read(log_in("secretary"), f"changes/{case.pk}/")
    unsaid = read(log_in("organiser"), f"changes/{case.pk}/")

    assert (known["kind"], known["ground"], known["name"]) == ("adjustment", "post_moved", "黎明远")
    assert (unsaid["kind"], unsaid["ground"], unsaid["evidence"]) == ("change", "", [])
    assert [step["part"] for step in unsaid["steps"]] == [step["part"] for step in known["steps"]]
    assert read(log_in("organiser"), "changes/?kind=adjustment")["count"] == 0


def test_a_recall_is_filed_decided_and_signed_with_evidence_picked_from_records(cast: Cast, log_in: LogIn) -> None:
    noted(cast)
    secretary = log_in("secretary")
    offered = read(secretary, f"evidence/?posting={cast.member.pk}")["rows"]
    why = {"kind": "recall", "ground": "absent"}
    invented = one(secretary, "change.propose", cast.member.pk, **why, evidence=["dispatch.servicenote:99"])
    foreign = log_in("neighbour").get(f"/api/v1/evidence/?posting={cast.member.pk}")

    case = done(secretary, "change.propose", cast.member.pk, **why, evidence=[offered[0]["reference"]])
    verdict = {"agrees": True, "opinion": "核实过", "effects": ["no_promotion"], "not_waiting": "影响大"}
    done(log_in("officer"), "change.decide", case, **verdict)
    done(log_in("county_leader"), "change.sign", case, agrees=True)
    letter = {"document": "青驻办召〔2022〕1号", "last_day": TODAY.isoformat()}
    done(log_in("officer"), "change.carry_out", case, **letter)

    assert (invented["outcome"], invented["field"]) == ("refused", "evidence")
    assert foreign.status_code == 404
    whole = read(secretary, f"changes/{case}/")
    assert (whole["state"], whole["evidence"]) == ("vacant", offered)
    assert "待补人" in log_in("officer").get(reverse("dispatch:changes.one", args=[case])).content.decode()


# ── handover, facts, days ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_handover_is_settled_item_by_item_and_entered_from_paper(cast: Cast, log_in: LogIn) -> None:
    row = handed_over(cast)
    clerk = log_in("clerk")
    items = read(clerk, f"handovers/{row.pk}/")["items"]

    done(clerk, "handover.settle", items[0]["id"], outcome="handed", note="钥匙两把")
    paper = {"sides": ["leaving", "incoming", "township"], "signed_on": TODAY.isoformat(), "led_by": "蒋大为"}
    done(clerk, "handover.enter_paper", row.pk, **paper)

    whole = read(log_in("first_secretary"), f"handovers/{row.pk}/")
    assert (whole["state"], whole["settled_count"]) == ("done", len(items))
    assert [(one["side"], one["entered_by"]) for one in whole["signatures"]] == [
        (side, "周小禾") for side in ("leaving", "incoming", "township")
    ]
    assert log_in("neighbour").get(f"/api/v1/handovers/{row.pk}/").status_code == 404


def test_what_formation_reads_of_a_person_is_told_as_objects_and_lists(cast: Cast, log_in: LogIn) -> None:
    officer, key = log_in("officer"), cast.spare.pk
    spell = {"where": "太和镇政府", "since": "2015-01-01", "until": "2017-01-01"}

    done(officer, "cadre.set_rural_work", key, spells=[spell])
    done(officer, "cadre.set_skills", key, skills=["industry"])
    wrong = one(officer, "cadre.set_rural_work", key, spells=[{"where": "太和镇政府", "from": "2015"}])
    strange = one(officer, "cadre.set_skills", key, skills=["magic"])

    found = Cadre.objects.get(pk=key)
    assert (found.rural_months, found.skills) == (24, ["industry"])
    assert (wrong["outcome"], wrong["field"]) == ("refused", "from")
    assert (strange["outcome"], strange["field"]) == ("refused", "skills")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_day_beyond_all_days_is_refused(cast: Cast, log_in: LogIn, day: date) -> None:
    case = recall_proposed(cast)
    answer = one(log_in("officer"), "change.carry_out", case.pk, document="号", last_day=day.isoformat())

    assert (answer["outcome"], answer["field"]) == ("refused", "last_day")


def test_an_adjustment_says_nothing_to_the_village(cast: Cast, log_in: LogIn) -> None:
    case = adjustment_of(cast)
    client = log_in("village_secretary")

    for path in ("changes/", f"changes/{case.pk}/", "successors/", f"evidence/?posting={cast.member.pk}"):
        assert client.get(f"/api/v1/{path}").status_code == 403
