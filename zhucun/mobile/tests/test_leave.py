"""M2 and M10: leave is looked at before it is sent, decided one case a page, returned from by one press (J2)."""

from datetime import timedelta
from typing import Any

from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.lib import halves
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State

A_DAY = timedelta(days=1)
SENT = "6f2c0d8a-2222-4444-8888-00000000000{}"
MOST_QUERIES = 18


def told(cast: Cast, *, days: int = 1, **changed: Any) -> dict[str, Any]:
    last = TODAY + (days - 1) * A_DAY
    return {
        "kind": "personal",
        "since_day": TODAY.isoformat(),
        "until_day": last.isoformat(),
        "why": "家人住院",
        "covered_by": cast.first_secretary.pk,
        "sent": SENT.format(1),
        **changed,
    }


def asked(cast: Cast, client: Client, **changed: Any) -> LeaveRequest:
    answer = client.post("/change/?kind=leave", told(cast, **{"step": "send", **changed}))
    assert answer.status_code == 302, answer.content.decode()
    return LeaveRequest.objects.get()


def test_what_it_would_mean_is_seen_before_it_is_sent(cast: Cast, log_in: Any) -> None:
    member = log_in("member")
    assert "看要谁批" in member.get("/change/?kind=leave").content.decode()

    looked = member.post("/change/?kind=leave", told(cast, days=6, step="look")).content.decode()

    assert "共 6 天，要两级批" in looked
    assert "东岭镇党委书记" in looked
    assert "提交，等批准" in looked
    assert not LeaveRequest.objects.exists()
    leave = asked(cast, member, days=6)
    assert (leave.reason, leave.covered_by, leave.length_halfdays) == ("家人住院", cast.first_secretary, 12)


def test_what_cannot_be_is_said_and_not_sent(cast: Cast, log_in: Any) -> None:
    member = log_in("member")

    backwards = told(cast, until_day=(TODAY - A_DAY).isoformat(), step="send")
    assert "看要谁批" in member.post("/change/?kind=leave", backwards).content.decode()
    no_reason = member.post("/change/?kind=leave", told(cast, why="other", step="send")).content.decode()
    assert "写一句为什么请假。" in no_reason
    assert not LeaveRequest.objects.exists()


def test_one_case_a_page_agreed_to_by_a_press_and_returned_from_by_another(cast: Cast, log_in: Any) -> None:
    member, leader = log_in("member"), log_in("first_secretary")
    leave = asked(cast, member)
    url = f"/case/{leave.pk}/"
    assert f'href="{url}"' in leader.get("/today/").content.decode()

    assert "请假 7月11日，等队长黎明远批" in member.get("/today/").content.decode()
    assert "回村了，销假" not in member.get(url).content.decode()
    assert "同意</button>" in leader.get(url).content.decode()
    leader.post(f"{url}approve/", {"sent": SENT.format(2)})

    assert "批</b>" not in member.get("/today/").content.decode()
    assert "今天：请假" in member.get("/today/").content.decode()
    assert "回村了，销假" in member.get(url).content.decode()
    member.post(f"{url}back/", {"sent": SENT.format(3)})
    leave.refresh_from_db()
    assert leave.state == State.RETURNED
    shown = member.get(url).content.decode()
    assert "销了假，今天仍记请假，明天起在村" in shown
    assert "7月11日销假，当天仍记请假" in shown
    assert "回村" not in shown.split("办到哪一步")[1]
    assert "今天：请假" in member.get("/today/").content.decode()


def test_on_the_last_day_of_several_the_half_day_of_the_return_is_said(cast: Cast, log_in: Any) -> None:
    member, yesterday = log_in("member"), (TODAY - A_DAY).isoformat()
    leave = asked(cast, member, since_day=yesterday, phoned_on=yesterday, phone_agreed_by="镇党委书记")
    url = f"/case/{leave.pk}/"
    log_in("secretary").post(f"{url}approve/", {"sent": SENT.format(2)})
    assert "下午回来，销假" in member.get(url).content.decode()

    member.post(f"{url}back/", {"sent": SENT.format(4), "part": "1"})

    assert "销了假，今天下午起在村" in member.get(url).content.decode()
    assert "今天上午请假，下午" in member.get("/today/").content.decode()


def test_back_sooner_longer_or_not_at_all_is_said_on_the_phone(cast: Cast, log_in: Any) -> None:
    member, leader = log_in("member"), log_in("first_secretary")
    leave = asked(cast, member, days=2)
    url = f"/case/{leave.pk}/"
    assert f'href="{url}withdraw/"' in member.get(url).content.decode()
    secretary = log_in("secretary")
    for client, number in ((leader, 2), (secretary, 3)):
        client.post(f"{url}approve/", {"sent": SENT.format(number)})
    shown = member.get(url).content.decode()
    assert [word for word in ("returned", "longer", "withdraw") if f'href="{url}{word}/"' not in shown] == []

    longer = {"until_day": (TODAY + 2 * A_DAY).isoformat(), "until_part": "1", "reason": "还要陪护"}
    assert "现在批到" in member.get(f"{url}longer/").content.decode()
    answer = member.post(f"{url}longer/", {**longer, "sent": SENT.format(4)})
    extension = LeaveRequest.objects.get(extends=leave)
    assert answer.url == f"/case/{extension.pk}/"
    member.post(f"/case/{extension.pk}/withdraw/", {"reason": "不用了", "sent": SENT.format(5)})
    member.post(f"{url}returned/", {"back_day": TODAY.isoformat(), "back_part": "1", "sent": SENT.format(6)})

    extension.refresh_from_db()
    leave.refresh_from_db()
    assert (extension.state, leave.state, leave.length_halfdays) == (State.WITHDRAWN, State.RETURNED, 1)
    assert log_in("neighbour").get(f"{url}longer/").status_code in (403, 404)


def test_it_goes_back_only_with_a_reason(cast: Cast, log_in: Any) -> None:
    leave = asked(cast, log_in("member"))
    leader, url = log_in("first_secretary"), f"/case/{leave.pk}/refuse/"

    assert leader.post(url, {"opinion": " ", "sent": SENT.format(2)}).status_code == 200
    leader.post(url, {"opinion": "这周检查，换一天", "sent": SENT.format(2)})

    leave.refresh_from_db()
    assert leave.state == State.REFUSED
    assert "这周检查，换一天" in log_in("member").get(f"/case/{leave.pk}/").content.decode()


def test_nobody_out_of_reach_opens_a_case_nor_decides_on_their_own(
    cast: Cast, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    leave = asked(cast, log_in("first_secretary"), covered_by=cast.member.pk, days=2)
    url, secretary = f"/case/{leave.pk}/", log_in("secretary")

    assert [log_in(who).get(url).status_code for who in ("neighbour", "neighbour_county")] == [404, 404]
    assert "同意</button>" not in log_in("first_secretary").get(url).content.decode()
    secretary.get("/todo/")
    with django_assert_max_num_queries(MOST_QUERIES):
        shown = secretary.get(url).content.decode()
    assert "同意</button>" in shown
    assert halves.in_words(leave.since_half, leave.until_half) in shown
