"""Posting, arrival, roles, ending, taking back: through the pages, as a clerk would."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Cadre

BASIS = "青组发〔2022〕3号"
TOLD = {"roles": ["member"], "since": "2022-07-11", "kind": "reinforcement", "basis": BASIS}
NEW = {**TOLD, "name": "欧阳新", "sex": "male", "sending_unit": "档案"}
SENT = "0b7f6f0e-3f3b-4a77-9a0e-2d5b1c1f0a11"


def text(answer: Any) -> str:
    return answer.content.decode()


def undo(client: Any) -> Any:
    """Press 撤回 on the page that offers it."""
    saved = client.session["saved"]
    return client.post("/undo/", {"token": saved["token"], "back": "/teams/"})


# ── posting ──


def test_somebody_is_looked_for_by_name_unit_or_pinyin_and_whoever_is_posted_says_so(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    for query in ("候补", "hby", "档案馆"):
        assert "派候补一" in text(client.get(f"/teams/{cast.team.pk}/post/", {"q": query}))
    posted = text(client.get(f"/teams/{cast.team.pk}/post/?q=盘小妹"))
    assert "在驻石坪村工作队" in posted
    assert "派盘小妹" not in posted
    assert "没有找到" in text(client.get(f"/teams/{cast.team.pk}/post/?q=白长河"))


def test_a_person_is_posted_and_it_can_be_taken_back(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    client.post(f"/teams/{cast.team.pk}/post/{cast.spare.pk}/", TOLD)

    posting = Posting.objects.get(cadre=cast.spare)
    assert (posting.start_basis, posting.start_kind, posting.sending_unit) == (BASIS, "reinforcement", cast.archive)
    assert posting.roles.get().role == "member"

    undo(client)
    assert not Posting.objects.filter(cadre=cast.spare).exists()


def test_who_is_posted_without_the_units_yes_is_said_before(cast: Cast, log_in: Any) -> None:
    """R-SEL-08."""
    client, path = log_in("officer"), f"/teams/{cast.team.pk}/post/{cast.spare.pk}/"
    Cadre.objects.update(fitness_confirmed_on=None)
    assert "单位还没有确认候补一能派驻" in text(client.get(path))

    Cadre.objects.update(fitness_confirmed_on=date(2022, 7, 1))
    assert "还没有确认" not in text(client.get(path))


def test_whom_somebody_follows_is_chosen_among_those_who_left(cast: Cast, log_in: Any) -> None:
    ended = roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=operator())
    client, path = log_in("officer"), f"/teams/{cast.team.pk}/post/{cast.spare.pk}/"

    assert "盘小妹（2022-07-03 离任）" in text(client.get(path))
    assert "选一个接替谁" in text(client.post(path, {**TOLD, "kind": "succession"}))
    assert "这里就选“接替”" in text(client.post(path, {**TOLD, "succeeds": ended.pk}))

    client.post(path, {**TOLD, "kind": "succession", "succeeds": ended.pk})
    assert Posting.objects.get(cadre=cast.spare).succeeds == ended


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"basis": ""}, "填派出文号或补录理由。"),
        ({"roles": ["first_secretary"]}, "已经有第一书记了"),
        ({"since": "2021-01-01"}, "还没有组建或已撤销"),
        ({"sending_unit": "没有这个局"}, "没有找到单位“没有这个局”"),
        ({"sending_unit": "县"}, "有 2 个对得上"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(cast: Cast, log_in: Any, change: dict[str, Any], sentence: str) -> None:
    answer = log_in("officer").post(f"/teams/{cast.team.pk}/post/{cast.spare.pk}/", {**TOLD, **change})

    assert sentence in text(answer)
    assert not Posting.objects.filter(cadre=cast.spare).exists()


def test_somebody_new_is_registered_and_posted_in_one_step(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    told = {**NEW, "birth_month": "1990-05-17", "phone": "139 0746 0001", "rural_months": "8", "sent": SENT}

    for _ in range(2):  # a double click
        client.post(f"/teams/{cast.team.pk}/post/new/", told)

    posting = Posting.objects.get(cadre__person__name="欧阳新")
    assert posting.cadre.unit == posting.sending_unit == cast.archive
    assert (posting.cadre.person.birth_month, posting.cadre.person.phone) == (date(1990, 5, 1), "13907460001")
    assert posting.cadre.has_rural_experience


def test_who_cannot_be_posted_is_not_registered_either(cast: Cast, log_in: Any) -> None:
    answer = log_in("officer").post(f"/teams/{cast.team.pk}/post/new/", {**NEW, "roles": ["first_secretary"]})

    assert "已经有第一书记了" in text(answer)
    assert not Cadre.objects.filter(person__name="欧阳新").exists()


@pytest.mark.parametrize("who", ["secretary", "organisation", "county_leader", "member", "liaison"])
def test_only_the_county_s_office_posts(cast: Cast, log_in: Any, who: str) -> None:
    assert log_in(who).post(f"/teams/{cast.team.pk}/post/{cast.spare.pk}/", TOLD).status_code == 403
    assert not Posting.objects.filter(cadre=cast.spare).exists()


# ── arrival, roles, the end ──


def test_the_township_enters_the_day_of_arrival(cast: Cast, log_in: Any) -> None:
    posting, client = make.posting(cast.team, cast.spare, since=TODAY, reported_on=None), log_in("secretary")

    client.post(f"/postings/{posting.pk}/report/", {"arrived_on": "2022-07-11", "full_time_letter": "档函〔2022〕1号"})
    posting.refresh_from_db()
    assert (posting.reported_on, posting.full_time_letter) == (TODAY, "档函〔2022〕1号")

    undo(client)
    posting.refresh_from_db()
    assert (posting.reported_on, posting.full_time_letter) == (None, "")
    assert log_in("neighbour").post(f"/postings/{posting.pk}/report/", {"arrived_on": "2022-07-11"}).status_code == 404


def test_roles_are_changed_together_and_one_change_can_be_taken_back(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    def held(posting: Posting) -> set[str]:
        return set(posting.roles.filter(until__isnull=True).values_list("role", flat=True))

    client.post(f"/postings/{cast.member.pk}/roles/", {"roles": ["leader", "member"], "since": "2022-07-11"})
    assert held(cast.member) == {"leader", "member"}
    undo(client)
    assert held(cast.member) == {"member"}
    assert not cast.member.roles.filter(role="leader").exists()

    client.post(f"/postings/{cast.first_secretary.pk}/roles/", {"roles": ["leader"], "since": "2022-07-11"})
    assert held(cast.first_secretary) == {"leader"}
    undo(client)
    assert held(cast.first_secretary) == {"first_secretary", "leader"}


def test_a_second_first_secretary_is_refused_and_nothing_changes(cast: Cast, log_in: Any) -> None:
    told = {"roles": ["first_secretary"], "since": "2022-07-11"}
    answer = log_in("officer").post(f"/postings/{cast.member.pk}/roles/", told)

    assert "先免去再定" in text(answer)
    assert list(cast.member.roles.filter(until__isnull=True).values_list("role", flat=True)) == ["member"]


def test_ending_says_what_follows_and_asks_why(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/postings/{cast.member.pk}/end/"

    page = text(client.get(path))
    assert "补录：盘小妹在驻石坪村工作队的派驻已经结束？" in page
    assert "录错了可以撤回" in page
    assert "“为什么”要填" in text(client.post(path, {"last_day": "2022-07-11", "kind": "adjustment"}))

    client.post(path, {"last_day": "2022-07-11", "kind": "adjustment", "reason": "岗位变动"})
    cast.member.refresh_from_db()
    assert (cast.member.last_day, cast.member.end_kind) == (TODAY, "adjustment")


def test_a_page_opened_before_somebody_else_changed_it_is_refused(cast: Cast, log_in: Any) -> None:
    seen = Posting.objects.get(pk=cast.member.pk).version
    roster.correct(cast.member, basis="青组发〔2021〕9号", by=operator())

    told = {"last_day": "2022-07-11", "kind": "adjustment", "reason": "岗位变动", "seen": seen}
    answer = log_in("officer").post(f"/postings/{cast.member.pk}/end/", told)

    assert "被别人改过了" in text(answer)
    cast.member.refresh_from_db()
    assert cast.member.until is None


# ── taking back what never was ──


def test_a_posting_entered_by_mistake_leaves_no_row_but_its_line(cast: Cast, log_in: Any) -> None:
    wrong = make.posting(cast.team, cast.spare)

    log_in("officer").post(f"/postings/{wrong.pk}/withdraw/", {"reason": "录成了别人"})

    assert not Posting.objects.filter(pk=wrong.pk).exists()
    line = AuditLog.objects.get(verb="posting.withdraw")
    assert line.row_key == wrong.pk
    assert line.changes["cadre_id"] == [cast.spare.pk, None]
    assert line.place_code == cast.shiping.code


def test_what_somebody_followed_is_not_withdrawn(cast: Cast) -> None:
    ended = roster.end(cast.member, last_day=TODAY, kind="rotation", by=operator())
    make.posting(cast.team, cast.spare, since=TODAY, kind="succession", succeeds=ended)

    with pytest.raises(Refused, match="先撤销接替的那一段"):
        correcting.withdraw(ended, reason="录错", by=operator())


def test_a_backing_unit_and_a_size_taken_back_leave_the_ones_before_running(cast: Cast) -> None:
    officer = cast.actor("officer")
    backing = roster.back(cast.team, unit=cast.water, since=TODAY, by=officer)
    size = roster.approve_size(cast.team, size=4, since=TODAY, by=officer)

    correcting.withdraw_backing(backing, by=officer)
    correcting.withdraw_size(size, by=officer)

    assert cast.team.backings.get().unit == cast.archive
    assert cast.team.backings.get().until is None
    assert (cast.team.approved_sizes.get().size, cast.team.approved_sizes.get().until) == (3, None)


def test_an_earlier_backing_unit_is_not_taken_back(cast: Cast) -> None:
    first = cast.team.backings.get()
    roster.back(cast.team, unit=cast.water, since=TODAY, by=operator())

    with pytest.raises(Refused, match="已经不是现在的了"):
        correcting.withdraw_backing(type(first).objects.get(pk=first.pk), by=operator())


# ── the team itself ──


def test_a_team_is_formed_by_typing_part_of_a_name(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    told = {"seat": "柳溪", "number": "T900", "since": "2022-07-11", "backing_unit": "档案", "approved_size": "3"}

    answer = client.post("/teams/new/", told)

    team = Team.objects.get(number="T900")
    assert answer.url == f"/teams/{team.pk}/"
    assert (team.name, team.backings.get().unit, team.approved_sizes.get().size) == ("驻柳溪村工作队", cast.archive, 3)
    assert "没有找到能选的地方“石坪村”" in text(
        client.post("/teams/new/", {**told, "seat": "石坪村", "number": "T901"})
    )


def test_what_is_dated_on_a_team_is_kept_and_taken_back(cast: Cast, log_in: Any) -> None:
    client, base = log_in("officer"), f"/teams/{cast.team.pk}"

    client.post(f"{base}/serve/", {"place": "柳溪", "since": "2022-07-11"})
    assert cast.team.team_places.count() == 2
    undo(client)
    assert cast.team.team_places.count() == 1

    client.post(f"{base}/backing/", {"unit": "水利", "since": "2022-07-11"})
    assert cast.team.backings.get(until__isnull=True).unit == cast.water
    undo(client)
    assert cast.team.backings.get().unit == cast.archive

    assert "只增不减" in text(client.post(f"{base}/size/", {"size": "2", "since": "2022-07-11"}))
    client.post(f"{base}/size/", {"size": "2", "since": "2022-07-11", "reason": "两村合并"})
    assert cast.team.approved_sizes.get(until__isnull=True).size == 2


def test_a_team_is_renamed_and_a_number_is_borne_once(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/teams/{cast.team.pk}/rename/"

    assert "已经用过了" in text(client.post(path, {"name": "石坪队", "number": cast.xihe_team.number}))
    client.post(path, {"name": "石坪队", "number": "T777"})

    cast.team.refresh_from_db()
    assert (cast.team.name, cast.team.number) == ("石坪队", "T777")


def test_a_team_with_people_is_not_disbanded(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/teams/{cast.team.pk}/disband/"
    told = {"last_day": "2022-07-11", "reason": "两村合并"}

    assert "队里还有 2 人" in text(client.get(path))
    assert "队里还有人" in text(client.post(path, told))
    for posting in (cast.first_secretary, cast.member):
        roster.end(posting, last_day=TODAY, kind="adjustment", by=operator())
    client.post(path, told)

    assert not Team.objects.as_of(date(2022, 7, 12)).filter(pk=cast.team.pk).exists()


def test_a_second_place_is_left(cast: Cast, log_in: Any) -> None:
    served = roster.serve(cast.team, place=cast.liuxi, since=SINCE, by=operator())

    log_in("officer").post(f"/teams/places/{served.pk}/leave/", {"last_day": "2022-07-11"})

    served.refresh_from_db()
    assert served.until == date(2022, 7, 12)
    assert log_in("officer").get(f"/teams/places/{served.pk}/leave/").status_code == 404


# ── an end, and taking it back ──


def end(client: Any, posting: Posting, **told: str) -> Any:
    given = {"last_day": "2022-07-11", "kind": "rotation", "reason": "到期", **told}
    return client.post(f"/postings/{posting.pk}/end/", given)


def test_until_the_last_day_is_over_the_team_says_when_it_is_and_that_the_seat_opens(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    end(client, cast.member)

    page = text(client.get(f"/teams/{cast.team.pk}/"))
    assert "到 7月11日 止" in page
    assert f"/postings/{cast.member.pk}/end/" not in page
    assert f"/postings/{cast.member.pk}/roles/" not in page
    assert "明天空出 1 人" in page
    assert "盘小妹派驻到 7月11日为止，第二天起缺人" in page


def test_an_end_is_taken_back_within_ten_seconds(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    end(client, cast.first_secretary)

    undo(client)

    cast.first_secretary.refresh_from_db()
    assert (cast.first_secretary.until, cast.first_secretary.end_kind) == (None, "")
    assert cast.first_secretary.roles.filter(role="first_secretary", until=None).exists()


def test_an_end_entered_by_mistake_is_taken_back_later_for_a_reason(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    end(client, cast.member, last_day="2022-07-01")
    path = f"/postings/{cast.member.pk}/reopen/"
    assert path in text(client.get(f"/teams/{cast.team.pk}/"))
    assert "撤回盘小妹的结束" in text(client.get(path))

    assert client.post(path, {"reason": ""}).status_code == 200
    client.post(path, {"reason": "结束错了人"})

    cast.member.refresh_from_db()
    assert cast.member.until is None
    assert AuditLog.objects.filter(verb="posting.reopen", row_key=cast.member.pk).count() == 1


def test_an_end_stands_where_somebody_follows_or_the_person_went_elsewhere(cast: Cast) -> None:
    by = operator()
    ended = roster.end(cast.member, last_day=date(2022, 7, 3), kind="adjustment", by=by)
    told = {"since": date(2022, 7, 4), "basis": BASIS, "by": by}
    after = roster.start(cast.team, cadre=cast.spare, kind="succession", succeeds=ended, **told)
    with pytest.raises(Refused, match="已经有人登记为接替盘小妹"):
        correcting.reopen(ended, by=by)

    correcting.withdraw(after, by=by)
    roster.start(cast.xihe_team, cadre=ended.cadre, **told)
    with pytest.raises(Refused, match="一个人不能同时在两处"):
        correcting.reopen(ended, by=by)


def test_an_end_stands_where_another_is_first_secretary_by_now(cast: Cast) -> None:
    by = operator()
    ended = roster.end(cast.first_secretary, last_day=date(2022, 7, 3), kind="adjustment", by=by)
    roster.give_role(cast.member, role="first_secretary", since=date(2022, 7, 4), by=by)

    with pytest.raises(Refused, match="已经另有第一书记"):
        correcting.reopen(ended, by=by)


@pytest.mark.parametrize("who", ["secretary", "neighbour", "neighbour_county"])
def test_nobody_but_the_county_takes_an_end_back(cast: Cast, log_in: Any, who: str) -> None:
    end(log_in("officer"), cast.member)

    assert log_in(who).get(f"/postings/{cast.member.pk}/reopen/").status_code in (403, 404)


def test_what_is_not_filled_in_is_said_as_what_to_do(cast: Cast, log_in: Any) -> None:
    page = log_in("officer").post(f"/teams/{cast.team.pk}/post/new/", {"sent": SENT})

    said = page.context["form"].errors
    assert said["name"] == ["填姓名。"]
    assert said["sex"] == ["选性别。"]
    assert said["sending_unit"] == ["填单位。"]
    assert said["since"] == ["“从哪天起”要填。"]
    assert "这个字段是必填项" not in text(page)
