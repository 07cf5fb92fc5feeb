"""Screen Z2: which numbers hold, who set them; a new version goes from one person to another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.refused import Refused
from zhucun.acts.waiting import lines_for
from zhucun.org.accounts.models import Account
from zhucun.policy import in_force as policy
from zhucun.policy.profile import all_declared
from zhucun.policy.rule_texts import RULE_TEXTS
from zhucun.policy.versions import acts as versions
from zhucun.policy.versions.models import PolicyVersion

LogIn = Callable[[str], Client]
MOST_QUERIES = 12


def proposed(cast: Cast, values: dict[str, Any] | None = None, *, since: date = TODAY, who: str = "officer") -> Any:
    told = {"title": "2022年办法", "since": since, "values": values or {"selection.min_members": 2}}
    return versions.propose(cast.county, by=cast.actor(who), **told)


def approved(cast: Cast, values: dict[str, Any] | None = None, *, since: date = TODAY) -> PolicyVersion:
    return versions.approve(proposed(cast, values, since=since), by=cast.actor("county_leader"))


def filled(**changed: Any) -> dict[str, Any]:
    """The form as the page draws it, with some values changed."""
    now = policy.on(TODAY, COUNTY)
    form = {entry.key: now.get(entry.key) for entry in all_declared()}
    form["selection.term_alert_days"] = "90、30"
    form["selection.joint_check"] = "、".join(now.selection.joint_check)
    del form["eligibility.items"]
    return {**form, "title": "2022年办法", "since": TODAY.isoformat(), "basis": "青组发〔2022〕9号", **changed}


def test_every_rule_behind_a_value_is_said_in_a_sentence_without_its_numbers() -> None:
    rules = {entry.rule for entry in all_declared()}

    assert rules - set(RULE_TEXTS) == set()
    assert [text for text in RULE_TEXTS.values() if any(letter.isdigit() for letter in text)] == []


def test_each_value_stands_with_who_set_it_and_since_when(cast: Cast, log_in: LogIn) -> None:
    approved(cast, since=date(2022, 7, 1))

    text = log_in("secretary").get("/policy/").content.decode()

    assert "县《2022年办法》" in text
    assert "2022-07-01 起" in text
    assert "产品默认" in text
    assert RULE_TEXTS["R-SEL-04"] in text


def test_another_day_shows_what_held_then(cast: Cast, log_in: LogIn) -> None:
    approved(cast, since=date(2022, 7, 1))

    before = log_in("officer").get("/policy/?day=2022-06-30").content.decode()

    assert "《2022年办法》" not in before
    assert "回到今天" in before


def test_a_day_that_is_none_is_today(log_in: LogIn) -> None:
    assert log_in("officer").get("/policy/?day=soon").status_code == 200


def test_what_it_would_change_is_seen_before_it_is_sent(cast: Cast, log_in: LogIn) -> None:
    answer = log_in("officer").post("/policy/new/", filled(**{"selection.min_members": 2, "step": "check"}))

    text = answer.content.decode()
    assert "核对《2022年办法》" in text
    assert "人数不足下限的队会从 2 支变为 1 支。" in text
    assert not PolicyVersion.objects.exists()


def test_only_what_was_changed_is_proposed(cast: Cast, log_in: LogIn) -> None:
    log_in("officer").post("/policy/new/", filled(**{"selection.min_members": 2, "step": "send"}))

    version = PolicyVersion.objects.get()
    assert version.values == {"selection.min_members": 2}
    assert (version.basis, version.state, version.place_code) == ("青组发〔2022〕9号", "proposed", COUNTY)


def test_a_list_of_days_is_typed_with_commas_of_any_kind(log_in: LogIn) -> None:
    log_in("officer").post("/policy/new/", filled(**{"selection.term_alert_days": "60, 30，7", "step": "send"}))

    assert PolicyVersion.objects.get().values == {"selection.term_alert_days": [60, 30, 7]}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "没有改动任何一项参数"),
        ({"pairing.young_age": 60}, "同一个人会既新又老"),
        ({"pairing.shallow_years": 5}, "同一个人会既浅又深"),
        ({"selection.term_alert_days": "三十"}, "只填整数"),
    ],
)
def test_what_makes_no_sense_is_said_at_the_form(log_in: LogIn, changed: dict[str, Any], sentence: str) -> None:
    answer = log_in("officer").post("/policy/new/", filled(**changed, step="check"))

    assert sentence in answer.content.decode()
    assert not PolicyVersion.objects.exists()


def test_it_waits_for_whoever_approves_but_not_for_who_proposed_it(cast: Cast) -> None:
    proposed(cast, who="office_leader")

    waiting = {who: [line.sentence for line in lines_for(cast.actor(who))] for who in ("county_leader", "officer")}

    assert waiting["county_leader"] == ["新版参数《2022年办法》等批准"]
    assert not any("新版参数" in sentence for sentence in waiting["officer"])
    assert not any("新版参数" in line.sentence for line in lines_for(cast.actor("office_leader")))


def test_another_person_approves_and_can_take_it_back_at_once(cast: Cast, log_in: LogIn) -> None:
    version = proposed(cast)
    leader = log_in("county_leader")
    assert "会带来什么" in leader.get(f"/policy/{version.pk}/").content.decode()

    leader.post(f"/policy/{version.pk}/approve/")
    assert policy.on(TODAY, COUNTY).selection.min_members == 2

    again = PolicyVersion.objects.get()
    versions.take_back(again, by=cast.actor("county_leader"))
    assert policy.on(TODAY, COUNTY).selection.min_members == 3


def test_once_it_has_held_for_a_day_it_is_not_taken_back(cast: Cast) -> None:
    version = approved(cast, since=date(2022, 7, 1))
    PolicyVersion.objects.update(decided_at="2022-07-01T09:00+08:00")

    with pytest.raises(Refused, match="已经在用了"):
        versions.take_back(PolicyVersion.objects.get(pk=version.pk), by=cast.actor("county_leader"))


def test_not_agreeing_needs_a_reason_which_the_proposer_reads(cast: Cast, log_in: LogIn) -> None:
    version = proposed(cast)
    leader = log_in("county_leader")

    leader.post(f"/policy/{version.pk}/decline/", {"reason": ""})
    assert PolicyVersion.objects.get().state == "proposed"
    leader.post(f"/policy/{version.pk}/decline/", {"reason": "等省里的办法"})

    text = log_in("officer").get(f"/policy/{version.pk}/").content.decode()
    assert "未同意" in text
    assert "等省里的办法" in text


def test_the_proposer_is_told_that_another_person_decides(cast: Cast, log_in: LogIn) -> None:
    version = proposed(cast, who="office_leader")

    text = log_in("office_leader").get(f"/policy/{version.pk}/").content.decode()

    assert "另一个人批准" in text
    assert "/approve/" not in text


def test_a_township_reads_what_binds_it_but_not_what_is_only_proposed(cast: Cast, log_in: LogIn) -> None:
    waits, holds = proposed(cast), approved(cast, {"feedback.answer_days": 10})
    township = log_in("secretary")

    assert township.get(f"/policy/{waits.pk}/").status_code == 404
    assert township.get(f"/policy/{holds.pk}/").status_code == 200
    assert log_in("neighbour_county").get(f"/policy/{holds.pk}/").status_code == 404


def test_the_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    version = proposed(cast)
    client = log_in("county_leader")
    for path in ("/policy/", "/policy/versions/", f"/policy/{version.pk}/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert client.get(path).status_code == 200


def test_the_list_says_what_each_version_changed(cast: Cast, log_in: LogIn) -> None:
    approved(cast, {"selection.min_members": 2, "feedback.answer_days": 10, "selection.term_months": 30})

    text = log_in("officer").get("/policy/versions/").content.decode()

    assert "每队至少人数 2 人；任期 30 个月等 3 项" in text


def test_accounts_below_the_county_office_find_no_menu_entry(log_in: LogIn, cast: Cast) -> None:
    assert Account.objects.filter(log_in="secretary").exists()
    assert 'href="/policy/"' not in log_in("secretary").get("/account/").content.decode()
    assert 'href="/policy/"' in log_in("county_leader").get("/policy/").content.decode()


def test_an_approved_version_keeps_what_it_was_weighed_by(cast: Cast, log_in: LogIn) -> None:
    version = approved(cast)

    text = log_in("officer").get(reverse("policy:profile.version", args=[version.pk])).content.decode()

    assert "按批准那天 2022-07-11 的台账算" in text
    assert "人数不足下限的队会从 2 支变为 1 支。" in text
