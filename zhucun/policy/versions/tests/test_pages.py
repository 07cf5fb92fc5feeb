"""Screen Z2: which numbers hold, who set them; a new version goes from one person to another."""

from collections.abc import Callable, Sequence
from dataclasses import fields
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
from zhucun.org.people.rules import UnitKind
from zhucun.policy import in_force as policy
from zhucun.policy.declaring import Shape
from zhucun.policy.items import Item
from zhucun.policy.profile import Declared, Matching, all_declared
from zhucun.policy.rows import PolicyRow, cells_of
from zhucun.policy.rule_texts import RULE_TEXTS
from zhucun.policy.versions import acts as versions
from zhucun.policy.versions.forms import lists_of_rows
from zhucun.policy.versions.item_forms import BLANKS
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
    form = {entry.key: now.get(entry.key) for entry in all_declared() if not entry.is_list}
    form["selection.term_alert_days"] = "90、30"
    for key in (entry.key for entry in all_declared() if entry.shape is Shape.TEXTS):
        form[key] = "、".join(now.get(key))
    form |= item_lines(now.eligibility.items)
    for entry in lists_of_rows():
        form |= row_lines(entry, now.get(entry.key))
    return {**form, "title": "2022年办法", "since": TODAY.isoformat(), "basis": "青组发〔2022〕9号", **changed}


def item_lines(items: Sequence[Item]) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    for at, item in enumerate(items):
        drawn |= {f"item{at}_kept": "on", f"item{at}_do": item.do}
        if item.value is not None:
            drawn[f"item{at}_value"] = item.value
    for at in range(len(items), len(items) + BLANKS):
        drawn |= {f"item{at}_of": "member", f"item{at}_do": "warn"}
    return drawn


def row_lines(entry: Declared, rows: Sequence[PolicyRow]) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    for at, row in enumerate(rows):
        drawn[f"{entry.key}_{at}_kept"] = "on"
        for cell in cells_of(entry.rows_of):
            kept = getattr(row, cell.name)
            if kept is not False:
                drawn[f"{entry.key}_{at}_{cell.name}"] = "on" if kept is True else cell.shown(kept)
    return drawn


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


def test_an_item_is_added_another_retired_a_third_made_to_stop(cast: Cast, log_in: LogIn) -> None:
    """Without code (R-SEL-08)."""
    items = policy.on(TODAY, COUNTY).eligibility.items
    at = {item.key: n for n, item in enumerate(items)}
    new = len(items)
    changed = {
        f"item{at['age']}_do": "block",
        f"item{at['age']}_value": "55",
        f"item{at['fitness']}_kept": "",
        f"item{new}_label": "教师医护",
        f"item{new}_test": "teacher_or_medic:is",
    }

    checked = log_in("officer").post("/policy/new/", filled(**changed, step="check")).content.decode()
    log_in("officer").post("/policy/new/", filled(**changed, step="send"))

    assert "临近退休：所有队员年龄满 55 周岁的，不能派" in checked
    version = versions.approve(PolicyVersion.objects.get(), by=cast.actor("county_leader"))
    kept = {item.key: item for item in policy.on(TODAY, COUNTY).eligibility.items}
    assert (kept["age"].do, kept["age"].value) == ("block", 55)
    assert "fitness" not in kept
    assert (kept["own1"].fact, kept["own1"].compare, kept["own1"].value) == ("teacher_or_medic", "is", None)
    assert "教师医护" in log_in("secretary").get(f"/policy/{version.pk}/").content.decode()


def test_an_item_that_cannot_be_compared_so_is_said_at_its_line(log_in: LogIn) -> None:
    new = len(policy.on(TODAY, COUNTY).eligibility.items)
    changed = {f"item{new}_label": "身份", f"item{new}_test": "employment:is", f"item{new}_value": "外星人"}

    answer = log_in("officer").post("/policy/new/", filled(**changed, step="check"))

    assert "写其中一类：公务员、事业编制" in answer.content.decode()


def test_leave_tiers_of_another_county_are_typed_without_code(cast: Cast, log_in: LogIn) -> None:
    """Up to one day the leader, up to three with the office, longer a county leader (R-LEA-01)."""
    tiers = "leave.tiers"
    changed = {
        f"{tiers}_2_kept": "",
        f"{tiers}_1_steps": "乡镇党委书记 -> 县驻村办",
        f"{tiers}_3_steps": "派出单位、乡镇党委书记 → 县驻村办 → 县领导",
        f"{tiers}_4_up_to_halfdays": "5",
        f"{tiers}_4_steps": "县驻村办",
    }

    checked = log_in("officer").post("/policy/new/", filled(**changed, step="check")).content.decode()
    log_in("officer").post("/policy/new/", filled(**changed, step="send"))

    assert "5 天以内：县驻村办" in checked
    versions.approve(PolicyVersion.objects.get(), by=cast.actor("county_leader"))
    held = policy.on(TODAY, COUNTY).leave.tiers
    assert [tier.up_to_halfdays for tier in held] == [2, 6, 10, 0]
    assert held[1].steps == (("township_secretary",), ("county_office",))
    assert held[3].steps[-1] == ("county_leader",)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"leave.tiers_0_steps": "队长 → 县太爷"}, "里没有“县太爷”"),
        ({"leave.tiers_3_kept": ""}, "最后一档的天数空着"),
        ({"attendance.categories_0_mark": "公"}, "用了两次"),
        ({"attendance.categories_0_kept": ""}, "有一行是系统要用的"),
        ({"leave.no_leave_periods_0_label": "汛期", "leave.no_leave_periods_0_since": "04-31"}, "07-01（每年）"),
    ],
)
def test_a_row_that_makes_no_sense_is_said(log_in: LogIn, changed: dict[str, str], said: str) -> None:
    answer = log_in("officer").post("/policy/new/", filled(**changed, step="check"))

    assert said in answer.content.decode()


def test_the_matching_table_is_changed_by_a_choice(cast: Cast, log_in: LogIn) -> None:
    """R-SEL-10."""
    log_in("officer").post("/policy/new/", filled(**{"matching.enterprise": "industry_village", "step": "send"}))

    versions.approve(PolicyVersion.objects.get(), by=cast.actor("county_leader"))
    assert policy.on(TODAY, COUNTY).matching.suits()["enterprise"] == "industry_village"


def test_every_kind_of_unit_has_its_line_in_the_matching_table() -> None:
    assert {field.name for field in fields(Matching)} == set(UnitKind.values)
