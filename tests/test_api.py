"""The API: reads within reach and without private data, one write door, entered by session or token."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import NOW, SHIPING, TODAY, Cast
from zhucun.acts.models import AuditLog
from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback.models import Suggestion
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import tokens
from zhucun.org.accounts.models import Account, ApiToken
from zhucun.org.people.models import Person

LogIn = Callable[[str], Client]
LISTS = ("places", "units", "cadres", "teams", "postings")
TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def read(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def send(client: Client, *acts: dict[str, Any], **extra: Any) -> list[dict[str, Any]]:
    answer = client.post("/api/v1/acts", json.dumps({"acts": acts}), "application/json", **extra)
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["answers"]


def report_in(posting: Posting, **more: Any) -> dict[str, Any]:
    told = {"arrived_on": TODAY.isoformat()}
    return {"id": str(uuid.uuid4()), "verb": "posting.report_in", "row": posting.pk, "told": told, **more}


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_county_s_office_reads_its_county(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    assert {path: read(client, f"{path}/")["count"] for path in LISTS} == {
        "places": 6,
        "units": 2,
        "cadres": 4,
        "teams": 2,
        "postings": 3,
    }


def test_a_township_reads_its_own_and_nothing_of_its_neighbour(cast: Cast, log_in: LogIn) -> None:
    client = log_in("neighbour")

    assert [row["name"] for row in read(client, "teams/")["rows"]] == ["驻河湾村工作队"]
    assert [row["name"] for row in read(client, "postings/?whole_history=true")["rows"]] == ["骆远"]
    for path in (f"teams/{cast.team.pk}", f"postings/{cast.member.pk}", f"places/{SHIPING}"):
        assert client.get(f"/api/v1/{path}/").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_the_neighbour_county_reads_nothing_of_this_one(cast: Cast, log_in: LogIn, path: str) -> None:
    rows = read(log_in("neighbour_county"), f"{path}/")["rows"]

    assert [row for row in rows if not str(row.get("place_code", "990127")).startswith("990127")] == []
    assert path == "places" or rows == []


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
@pytest.mark.parametrize("path", LISTS)
def test_administrators_read_no_business(log_in: LogIn, who: str, path: str) -> None:
    answer = log_in(who).get(f"/api/v1/{path}/")

    assert answer.status_code == 403
    assert "你的角色不能" in answer.json()["sentence"]


def test_no_list_tells_a_phone_or_an_id_number(cast: Cast, log_in: LogIn) -> None:
    Person.objects.filter(pk=cast.member.cadre.person_id).update(phone="13907461234", phone_tail="1234")
    client = log_in("officer")

    for path in LISTS:
        text = client.get(f"/api/v1/{path}/").content.decode()
        assert "1234" not in text
        assert not {"phone", "id_number", "phone_tail", "id_hash"} & set(json.loads(text)["rows"][0])


def test_lists_are_paged_and_narrowed(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    part = read(client, "places/?limit=2&offset=1")
    assert (part["count"], len(part["rows"])) == (6, 2)
    assert read(client, "places/?kind=village&tag=demonstration")["rows"][0]["name"] == "柳溪村"
    assert read(client, "places/?within=990126102")["count"] == 2
    assert read(client, f"postings/?team={cast.team.pk}&role=first_secretary")["rows"][0]["name"] == "黎明远"
    assert read(client, f"postings/?unit={cast.water.pk}")["count"] == 2
    assert read(client, "cadres/?name=小妹")["count"] == 1
    assert read(client, "teams/?as_of=2020-01-01")["count"] == 0


def test_one_team_with_its_places_and_one_place_with_its_tags(cast: Cast, log_in: LogIn) -> None:
    client = log_in("officer")

    team = read(client, f"teams/{cast.team.pk}/")
    assert (team["headcount"], team["approved"], team["backing_unit_name"]) == (2, 3, "县档案馆")
    assert [place["name"] for place in team["places"]] == ["石坪村"]
    assert {tag["tag"] for tag in read(client, f"places/{SHIPING}/")["tags"]} == {
        "lifted_from_poverty",
        "key_assistance",
    }
    assert read(client, f"postings/{cast.first_secretary.pk}/")["roles"] == ["first_secretary", "leader"]
    assert read(client, f"cadres/{cast.member.cadre_id}/")["unit_name"] == "县水利局"
    assert read(client, f"units/{cast.archive.pk}/")["name"] == "县档案馆"


@pytest.mark.parametrize("query", ["limit=0", "limit=1001", "offset=-1", "as_of=never", "kind=castle", "within=石"])
def test_what_is_asked_wrongly_is_answered_with_a_sentence(log_in: LogIn, query: str) -> None:
    answer = log_in("officer").get(f"/api/v1/places/?{query}")

    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith(f"“{query.split('=')[0]}”填得不对")


@pytest.mark.parametrize("path", [*LISTS, "acts"])
def test_lists_cost_few_queries(
    cast: Cast, log_in: LogIn, path: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client, address = log_in("officer"), f"/api/v1/{path}/" if path != "acts" else "/api/v1/acts"
    client.get(address)  # after which the county's office is known for a moment

    with django_assert_max_num_queries(6):
        client.get(address)


# ── the write door ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_act_is_done_through_the_door_with_its_audit_line(cast: Cast, log_in: LogIn) -> None:
    sent = report_in(cast.member)

    assert send(log_in("clerk"), sent) == [
        {"id": sent["id"], "outcome": "done", "row": cast.member.pk, "sentence": "", "rule": None, "field": None}
    ]
    line = AuditLog.objects.order_by("pk").last()
    assert (line.verb, line.actor_name, line.door) == ("posting.report_in", "周小禾", "api")
    assert Posting.objects.get(pk=cast.member.pk).reported_on == TODAY


def test_sent_twice_it_is_done_once(cast: Cast, log_in: LogIn) -> None:
    client, account = log_in("member"), cast.accounts["member"]
    give = {"id": str(uuid.uuid4()), "verb": "feedback.give", "row": account.pk, "told": {"text": "表太多"}}

    first, second = send(client, give), send(client, give)

    assert first == second
    assert Suggestion.objects.count() == 1


def test_acts_are_done_in_order_and_a_refused_one_keeps_none_of_the_others(cast: Cast, log_in: LogIn) -> None:
    early = report_in(cast.member, told={"arrived_on": "2020-01-01"})

    answers = send(log_in("clerk"), early, report_in(cast.first_secretary), report_in(cast.neighbour_member))

    assert [answer["outcome"] for answer in answers] == ["refused", "done", "not_found"]
    assert (answers[0]["field"], answers[0]["sentence"]) == ("arrived_on", "报到不能早于派驻之日（2021-06-01）。")


def test_what_another_changed_meanwhile_is_not_overwritten(cast: Cast, log_in: LogIn) -> None:
    client = log_in("clerk")
    send(client, report_in(cast.member, seen=1))

    assert send(client, report_in(cast.member, seen=1))[0]["outcome"] == "stale"


@pytest.mark.parametrize(
    ("who", "outcome"),
    [("neighbour", "not_found"), ("neighbour_county", "not_found"), ("county_leader", "not_permitted")],
)
def test_nobody_does_what_is_not_theirs(cast: Cast, log_in: LogIn, who: str, outcome: str) -> None:
    assert send(log_in(who), report_in(cast.member))[0]["outcome"] == outcome
    assert Posting.objects.get(pk=cast.member.pk).version == cast.member.version


def test_an_act_that_is_not_remote_or_not_known_is_not_offered(cast: Cast, log_in: LogIn) -> None:
    client = log_in("office_leader")
    offered = {act["verb"] for act in read(client, "acts")["acts"]}
    for verb in ("place.close", "no.such_act"):
        sent = {"id": str(uuid.uuid4()), "verb": verb, "row": cast.liuxi.pk, "told": {}}
        assert send(client, sent)[0]["field"] == "verb"
        assert verb not in offered
    assert {"posting.report_in", "posting.end", "feedback.answer", "job.stop"} <= offered


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({}, "arrived_on"),
        ({"arrived_on": "7月11日"}, "arrived_on"),
        ({"arrived_on": 20220711}, "arrived_on"),
        ({"arrived_on": None}, "arrived_on"),
        ({"arrived_on": "2022-07-11", "colour": "red"}, "colour"),
        ({"arrived_on": "2022-07-11", "full_time_letter": ["x"]}, "full_time_letter"),
        ({"arrived_on": "2022-07-11", "full_time_letter": "函" * 121}, "full_time_letter"),
    ],
)
def test_what_is_told_has_the_type_of_the_act_s_own_signature(
    cast: Cast, log_in: LogIn, told: dict[str, Any], field: str
) -> None:
    answer = send(log_in("clerk"), report_in(cast.member, told=told))[0]

    assert (answer["outcome"], answer["field"]) == ("refused", field)


def test_rows_are_told_by_their_keys_within_reach(cast: Cast, log_in: LogIn) -> None:
    told = {"cadre": cast.spare.pk, "since": "2022-07-01", "basis": "青组发〔2022〕9号", "roles": ["member"]}
    start = {"id": str(uuid.uuid4()), "verb": "posting.start", "row": cast.team.pk, "told": told}
    wrong = {**start, "id": str(uuid.uuid4()), "told": {**told, "cadre": 999_999}}
    odd = {**start, "id": str(uuid.uuid4()), "told": {**told, "roles": ["king"]}}

    answers = send(log_in("officer"), wrong, odd, start)

    assert [answer["outcome"] for answer in answers] == ["not_found", "refused", "done"]
    assert Posting.objects.get(pk=answers[2]["row"]).cadre_id == cast.spare.pk


def test_what_was_done_without_signal_is_judged_by_its_own_day(cast: Cast, log_in: LogIn) -> None:
    """The cast's county is no demo: only its clock is fixed."""
    done_on = NOW - timedelta(days=3)
    told = {"arrived_on": TODAY.isoformat()}

    answers = send(
        log_in("clerk"),
        report_in(cast.member, told=told, happened_at=done_on.isoformat()),
        report_in(cast.member, happened_at=(NOW + timedelta(days=1)).isoformat()),
        report_in(cast.member, happened_at=(NOW - timedelta(days=40)).isoformat()),
        report_in(cast.member, told={"arrived_on": "2022-07-08"}, happened_at=done_on.isoformat()),
    )

    assert [answer["outcome"] for answer in answers] == ["refused", "refused", "refused", "done"]
    assert answers[0]["sentence"] == "报到日期还没到。"
    line = AuditLog.objects.order_by("pk").last()
    assert line.happened_at == done_on
    assert timezone.now() - line.recorded_at < timedelta(minutes=1)


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"acts": []}', '{"acts": [{"id": "x", "verb": "posting.end", "row": 1}]}', "{"]
)
def test_a_body_nobody_can_read_is_told_so(log_in: LogIn, body: str) -> None:
    answer = log_in("clerk").post("/api/v1/acts", body, "application/json")

    assert answer.status_code in (400, 422)
    assert answer.json()["sentence"]


def test_one_act_over_http_costs_at_most_eight_queries(cast: Cast, log_in: LogIn) -> None:
    """Session and actor among them; the statements that only begin and end transactions are not counted."""
    given = feedback.give(cast.accounts["clerk"], text="表太多", by=cast.actor("clerk"))
    answer = {"id": str(uuid.uuid4()), "verb": "feedback.answer", "row": given.pk, "told": {"answer": "改好了"}}

    assert queries_of(log_in("clerk"), report_in(cast.member)) == 7
    assert queries_of(log_in("officer"), answer) == 8  # its free text is kept apart from the audit line


def queries_of(client: Client, sent: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert send(client, sent)[0]["outcome"] == "done"
    return sum(not query["sql"].startswith(TRANSACTION) for query in queries)


# ── who enters ──────────────────────────────────────────────────────────────────────────────────────────────────────


def token_of(cast: Cast, who: str, **more: Any) -> dict[str, str]:
    code = tokens.new_token()
    told = {"name": "县数据平台", "last_day": timezone.localdate() + timedelta(days=90), **more}
    tokens.make(cast.accounts[who], code=code, by=cast.actor(who), **told)
    return {"Authorization": f"Bearer {code}"}


def test_a_program_enters_by_a_token_as_the_account(cast: Cast) -> None:
    entered = token_of(cast, "clerk")

    answer = Client(enforce_csrf_checks=True).get("/api/v1/teams/", headers=entered)
    assert [row["name"] for row in answer.json()["rows"]] == ["驻石坪村工作队"]
    assert send(Client(enforce_csrf_checks=True), report_in(cast.member), headers=entered)[0]["outcome"] == "done"


def test_a_session_that_writes_carries_the_csrf_token(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.accounts["clerk"])

    answer = client.post("/api/v1/acts", json.dumps({"acts": [report_in(cast.member)]}), "application/json")

    assert answer.status_code == 403
    assert Posting.objects.get(pk=cast.member.pk).version == cast.member.version


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer zhucun_made-up"}, {"Authorization": "Basic eDp5"}])
def test_without_either_nobody_enters(cast: Cast, headers: dict[str, str]) -> None:
    answer = Client().get("/api/v1/teams/", headers=headers)

    assert answer.status_code == 401
    assert answer.json()["sentence"].startswith("要先登录")


def test_a_token_ends_when_it_is_withdrawn(cast: Cast) -> None:
    entered = token_of(cast, "clerk")
    tokens.withdraw(ApiToken.objects.get(), by=cast.actor("clerk"))

    assert Client().get("/api/v1/teams/", headers=entered).status_code == 401


def test_a_token_ends_on_its_last_day(cast: Cast) -> None:
    entered = token_of(cast, "clerk")
    ApiToken.objects.update(last_day=timezone.localdate() - timedelta(days=1))

    assert Client().get("/api/v1/teams/", headers=entered).status_code == 401


def test_a_token_ends_with_a_stopped_account_and_with_a_new_secret(cast: Cast) -> None:
    stopped, renewed = token_of(cast, "clerk"), token_of(cast, "secretary")

    accounts.stop(cast.accounts["clerk"], reason="调离", by=cast.actor("system_admin"))
    accounts.set_code(cast.accounts["secretary"], code="7K2M9QXT", by=cast.actor("system_admin"))

    assert Client().get("/api/v1/teams/", headers=stopped).status_code == 401
    assert Client().get("/api/v1/teams/", headers=renewed).status_code == 401


def test_an_account_with_a_step_to_settle_settles_it_on_the_page_first(cast: Cast, log_in: LogIn) -> None:
    Account.objects.filter(pk=cast.accounts["clerk"].pk).update(must_change_password=True)

    answer = log_in("clerk").get("/api/v1/teams/")

    assert answer.status_code == 403
    assert "先登录网页" in answer.json()["sentence"]


# ── its text ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_is_for_whoever_is_logged_in_and_from_our_own_page(cast: Cast, log_in: LogIn) -> None:
    assert Client().get("/api/v1/docs").url.startswith("/login/")
    assert Client().get("/api/v1/openapi.json").status_code == 302

    page = log_in("member").get("/api/v1/docs").content.decode()

    assert "范围里的工作队" in page
    assert "/api/v1/postings/{key}/" in page
    assert "posting.end" not in page  # what this account may not do is not offered
    assert "feedback.give" in page
    assert "https://" not in page


def test_the_text_says_what_each_act_may_be_told(cast: Cast, log_in: LogIn) -> None:
    text = read(log_in("officer"), "openapi.json")

    shape = text["components"]["schemas"]["Sent_posting_end"]["properties"]["told"]
    assert text["openapi"].startswith("3.1")
    assert shape["required"] == ["last_day", "kind"]
    assert shape["properties"]["kind"]["enum"] == ["rotation", "adjustment", "removal", "recall"]


def test_the_token_s_name_and_day_are_kept_and_not_the_token(cast: Cast) -> None:
    code = token_of(cast, "clerk")["Authorization"].split()[1]

    kept = ApiToken.objects.get()
    line = AuditLog.objects.get(verb="token.make")
    assert (kept.name, kept.tail) == ("县数据平台", code[-4:])
    assert code not in json.dumps([line.told, line.changes]) + kept.token_hash
    assert kept.token_hash not in json.dumps([line.told, line.changes])
