"""意见建议: given by anybody, answered by the county's office, seen by nobody else (screen C4, R-BUR-06)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from tests.cast import TODAY, Cast, operator
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.desk.feedback import acts as feedback
from zhucun.desk.feedback.models import Suggestion
from zhucun.org.accounts.models import Account
from zhucun.policy.versions import acts as versions

TEXT = "月底的表和系统里的重了，能不能只填一处"


def give(cast: Cast, who: str = "member", text: str = TEXT) -> Suggestion:
    return feedback.give(Account.objects.get(pk=cast.accounts[who].pk), text=text, by=cast.actor(who))


@pytest.mark.parametrize("who", ["member", "secretary", "village_secretary", "prefecture_reader", "audit_admin"])
def test_everybody_who_is_logged_in_gives_one(cast: Cast, log_in: Any, who: str) -> None:
    answer = log_in(who).post("/feedback/", {"text": TEXT, "page": ""})

    given = Suggestion.objects.get()
    assert answer.url == "/feedback/"
    assert (given.text, given.given_by, given.due_on) == (TEXT, cast.accounts[who].name, TODAY + timedelta(days=15))


def test_until_when_it_is_answered_is_the_county_s_policy(cast: Cast) -> None:
    version = versions.propose(
        cast.county, title="答复提速", since=date(2022, 7, 1), values={"feedback.answer_days": 3}, by=operator()
    )
    versions.approve(version, by=operator())

    assert give(cast).due_on == TODAY + timedelta(days=3)


def test_nobody_gives_one_under_another_s_name(cast: Cast) -> None:
    with pytest.raises(OutOfReach):
        feedback.give(cast.accounts["secretary"], text=TEXT, by=cast.actor("clerk"))


def test_an_empty_one_is_sent_back_with_a_sentence(log_in: Any) -> None:
    assert "怎样才好”要填。" in log_in("member").post("/feedback/", {"text": "  "}).content.decode()
    assert not Suggestion.objects.exists()


def test_a_too_long_one_is_sent_back(log_in: Any) -> None:
    assert log_in("member").post("/feedback/", {"text": "长" * 2001}).status_code == 200
    assert not Suggestion.objects.exists()


def test_sending_twice_gives_once(log_in: Any) -> None:
    client = log_in("member")
    told = {"text": TEXT, "sent": "0b7f6f0e-3f3b-4a77-9a0e-2d5b1c1f0a11"}

    client.post("/feedback/", told)
    client.post("/feedback/", told)

    assert Suggestion.objects.count() == 1


def test_one_sees_one_s_own_with_the_answer_and_nobody_else_s(cast: Cast, log_in: Any) -> None:
    mine, other = give(cast), give(cast, "secretary", "乡里的网太慢")
    feedback.answer(mine, answer="下月起只填系统", by=cast.actor("officer"))

    page = log_in("member").get("/feedback/").content.decode()

    assert "下月起只填系统" in page
    assert other.text not in page
    assert log_in("member").get(f"/feedback/{other.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["neighbour_county", "neighbour", "prefecture_reader", "system_admin", "audit_admin"])
def test_whoever_does_not_answer_for_this_county_sees_none_of_them(cast: Cast, log_in: Any, who: str) -> None:
    given = give(cast)
    client = log_in(who)

    assert TEXT not in client.get("/feedback/given/").content.decode()
    assert client.get(f"/feedback/{given.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("secretary", 403), ("member", 403), ("audit_admin", 403)]
)
def test_only_the_county_s_office_opens_the_list(cast: Cast, log_in: Any, who: str, status: int) -> None:
    assert log_in(who).get("/feedback/given/").status_code == status


def test_the_office_answers_and_it_no_longer_waits(cast: Cast, log_in: Any) -> None:
    given = give(cast)
    line = next(line for line in lines_for(cast.actor("officer")) if "意见建议" in line.sentence)
    assert (line.count, line.due_on) == (1, given.due_on)

    answer = log_in("officer").post(f"/feedback/{given.pk}/", {"answer": "改好了"})

    given.refresh_from_db()
    assert answer.url == "/feedback/given/"
    assert (given.state, given.answer, given.answered_by) == ("answered", "改好了", "李静文")
    assert not [line for line in lines_for(cast.actor("officer")) if "意见建议" in line.sentence]


def test_nothing_waits_for_those_who_do_not_answer(cast: Cast) -> None:
    give(cast)

    for who in ("neighbour_county", "secretary", "member", "security_admin"):
        assert not [line for line in lines_for(cast.actor(who)) if "意见建议" in line.sentence]


def test_two_who_answer_do_not_overwrite_each_other(cast: Cast, log_in: Any) -> None:
    given = give(cast)
    feedback.answer(Suggestion.objects.get(), answer="第一个答复", by=cast.actor("office_leader"))

    with pytest.raises(Refused):
        feedback.answer(given, answer="第二个答复", by=cast.actor("officer"))

    assert Suggestion.objects.get().answer == "第一个答复"


def test_a_township_answers_nothing(cast: Cast, log_in: Any) -> None:
    given = give(cast, "secretary")

    with pytest.raises(NotPermitted):
        feedback.answer(given, answer="知道了", by=cast.actor("secretary"))
    log_in("secretary").post(f"/feedback/{given.pk}/", {"answer": "知道了"})
    assert Suggestion.objects.get().state == "given"


def test_the_giver_withdraws_what_is_not_yet_answered(cast: Cast, log_in: Any) -> None:
    given = give(cast)

    assert log_in("officer").post(f"/feedback/{given.pk}/withdraw/").status_code == 404
    assert log_in("member").post(f"/feedback/{given.pk}/withdraw/", {"seen": given.version}).status_code == 302

    given.refresh_from_db()
    assert given.state == "withdrawn"
    assert log_in("member").post(f"/feedback/{given.pk}/withdraw/").status_code == 409


def test_for_ten_seconds_what_was_sent_can_be_taken_back(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    client.post("/feedback/", {"text": TEXT})
    token = saved_token(client, "/feedback/")

    assert client.post("/undo/", {"token": token, "back": "/feedback/"}).url == "/feedback/"

    assert Suggestion.objects.get().state == "withdrawn"
    assert AuditLog.objects.filter(verb="feedback.withdraw").count() == 1
    assert saved_token(client, "/feedback/") == ""


def saved_token(client: Client, path: str) -> str:
    saved = client.get(path).context["saved"]
    saved = saved() if callable(saved) else saved
    return dict(saved["fields"])["token"] if saved else ""


def test_an_answer_too_can_be_taken_back(cast: Cast, log_in: Any) -> None:
    given, client = give(cast), log_in("officer")
    client.post(f"/feedback/{given.pk}/", {"answer": "改好了"})

    client.post("/undo/", {"token": saved_token(client, "/feedback/given/")})

    given.refresh_from_db()
    assert (given.state, given.answer) == ("given", "")


def test_later_than_that_it_cannot(cast: Cast, log_in: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in("member")
    client.post("/feedback/", {"text": TEXT})
    token = saved_token(client, "/feedback/")

    later = signing.time.time() + 60
    monkeypatch.setattr(signing.time, "time", lambda: later)
    answer = client.post("/undo/", {"token": token})

    assert answer.status_code == 409
    assert "过了 10 秒" in answer.content.decode()
    assert Suggestion.objects.get().state == "given"


def test_nobody_takes_back_what_another_did(cast: Cast, log_in: Any) -> None:
    client = log_in("member")
    client.post("/feedback/", {"text": TEXT})
    token = saved_token(client, "/feedback/")

    assert log_in("officer").post("/undo/", {"token": token}).status_code == 404
    assert client.post("/undo/", {"token": "made-up"}).status_code == 404
    opened = client.get("/undo/")  # an address that only takes a press
    assert opened.status_code == 405
    assert "这一步要从页面上按" in opened.content.decode()


@pytest.mark.parametrize(
    ("came_from", "page"),
    [
        ("http://testserver/account/", "/account/"),
        ("https://elsewhere.example/account/", ""),
        ("http://testserver/feedback/given/", "意见建议"),
        ("", ""),
    ],
)
def test_the_page_one_came_from_is_filled_in(log_in: Any, came_from: str, page: str) -> None:
    answer = log_in("officer").get("/feedback/", headers={"Referer": came_from})

    assert answer.context["form"].initial["page"] == page


def test_change_beside_a_fact_leads_here_and_back(cast: Cast, log_in: Any) -> None:
    Account.objects.filter(pk=cast.accounts["member"].pk).update(checked_at=None)
    client = log_in("member")
    address = "/feedback/?about=出生年月&now=1990年5月&back=/account/check/"
    assert "我的资料里“出生年月”现在是“1990年5月”" in client.get(address).context["form"].initial["text"]

    answer = client.post(address, {"text": "应该是1990年6月", "page": "我的资料"})

    assert answer.url == "/account/check/"
    assert client.post("/feedback/?back=//elsewhere.example", {"text": TEXT}).url == "/feedback/"


def test_free_text_stands_apart_from_the_audit_line(cast: Cast) -> None:
    give(cast)

    line = AuditLog.objects.get(verb="feedback.give")

    assert TEXT not in str(line.changes) + str(line.told)
    assert {text.text for text in line.texts.all()} == {TEXT}


def test_the_pages_cost_few_queries(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    given = [give(cast, who) for who in ("member", "secretary", "clerk", "liaison")][0]
    member, officer = log_in("member"), log_in("officer")

    for client, path in [(member, "/feedback/"), (officer, "/feedback/given/"), (officer, f"/feedback/{given.pk}/")]:
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
