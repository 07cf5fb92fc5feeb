"""The list of members and a person's file (screens P4, P5)."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from tests.demo import Demo
from zhucun.acts.models import AuditLog
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.lanes import Look
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre


def names(page: Any) -> list[str]:
    return [row["cells"][0]["text"] for row in page.context["table"].rows]


def counts(page: Any) -> dict[str, int]:
    return {view["label"]: view["count"] for view in page.context["table"].views}


def text(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", ["黎明远", "盘小妹", "骆远"]),
        ("secretary", ["黎明远", "盘小妹"]),
        ("neighbour", ["骆远"]),
        ("liaison", ["黎明远", "盘小妹"]),
        ("first_secretary", ["黎明远", "盘小妹"]),
        ("member", ["盘小妹"]),
        ("neighbour_county", []),
    ],
)
def test_each_sees_the_members_within_reach(log_in: Any, who: str, seen: list[str]) -> None:
    assert names(log_in(who).get("/members/")) == seen


@pytest.mark.parametrize(
    "who", ["system_admin", "security_admin", "audit_admin", "village_secretary", "prefecture_reader"]
)
def test_who_may_not_see_people_has_no_list(log_in: Any, who: str) -> None:
    assert log_in(who).get("/members/").status_code == 403


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbour_does_not_find_the_file(cast: Cast, log_in: Any, who: str) -> None:
    for path in ("", "history/"):
        assert log_in(who).get(f"/members/{cast.member.cadre_id}/{path}").status_code == 404


def test_a_member_opens_their_own_file_and_nobody_else_s(cast: Cast, log_in: Any) -> None:
    client = log_in("member")

    own = client.get(f"/members/{cast.member.cadre_id}/")
    assert "盘小妹" in text(own)
    assert "更正资料" not in text(own)
    assert client.get(f"/members/{cast.first_secretary.cadre_id}/").status_code == 404


def test_who_is_taking_over_is_listed_with_the_role_that_comes(cast: Cast, log_in: Any) -> None:
    leaving = roster.end(cast.first_secretary, last_day=date(2022, 7, 15), kind="rotation", by=operator())
    told = {"kind": "succession", "succeeds": leaving, "roles": ("first_secretary", "leader")}
    make.posting(cast.team, cast.spare, since=TODAY, **told)
    client = log_in("secretary")

    for address in ("/members/?view=incoming", "/members/?view=incoming&role=first_secretary"):
        page = client.get(address)
        assert len(names(page)) == 1
        assert "接手第一书记、接手队长" in text(page)
    assert names(client.get("/members/?view=incoming&role=member")) == []
    assert "接手" not in text(client.get("/members/?on=2022-07-16")).partition("<tbody")[2]


def test_who_left_stands_under_its_own_tab(cast: Cast, log_in: Any) -> None:
    make.posting(cast.team, cast.spare, since=TODAY, reported_on=None)
    roster.end(cast.member, last_day=date(2022, 7, 9), kind="rotation", by=operator())

    page = log_in("secretary").get("/members/")

    assert counts(page) == {"在册": 2, "在岗": 1, "没报到": 1, "正在接手": 0, "任期将满": 0, "已离任": 1}
    assert names(log_in("secretary").get("/members/?view=left")) == ["盘小妹"]
    assert names(log_in("secretary").get("/members/?on=2022-07-09")) == ["黎明远", "盘小妹"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("age=under_40", ["黎明远", "盘小妹", "骆远", "四十整"]),
        ("age=aged_40_or_less", ["黎明远", "盘小妹", "骆远", "四十整", "四十多"]),
        ("age=55", []),
        ("age=x", []),
        ("rural=no", ["盘小妹"]),
        ("party=yes", ["四十整"]),
        ("role=first_secretary", ["黎明远"]),
        ("level=county", ["黎明远", "盘小妹", "四十整", "四十多", "骆远"]),
        ("q=luoyuan", ["骆远"]),
        ("q=水利", ["盘小妹", "骆远"]),
        ("township=990126102", ["骆远"]),
    ],
)
def test_members_are_sieved(cast: Cast, log_in: Any, query: str, found: list[str]) -> None:
    """40 by full years on 11 July 2022: born in July 1982 is 40, in August 39 (R-SEL-19)."""
    party = {"party_joined_on": date(2010, 7, 1)}
    make.posting(cast.team, make.cadre("四十整", unit=cast.archive, birth_month=date(1982, 8, 1), **party))
    make.posting(cast.team, make.cadre("四十多", unit=cast.archive, birth_month=date(1982, 7, 1)))

    assert sorted(names(log_in("officer").get(f"/members/?{query}"))) == sorted(found)


def test_a_term_that_is_nearly_over_is_said(cast: Cast, log_in: Any) -> None:
    early = make.team(cast.liuxi, since=date(2020, 8, 1))
    make.posting(early, cast.spare, since=date(2020, 8, 1))

    page = log_in("officer").get("/members/?view=term")

    assert names(page) == ["候补一"]
    assert "2022-07-31" in text(page)


def test_the_line_above_the_list_is_the_figures_and_adds_up(demo: Demo) -> None:
    """213 of 496 are 42.94 %, 338 are 68.15 %."""
    said = {
        one.label: (one.value, one.share) for one in demo.client("county_officer").get("/members/").context["structure"]
    }

    assert said["在册"] == ("496", "")
    assert said["未满40周岁"] == ("213", "42.94%")
    assert said["有农村工作经历"] == ("338", "68.15%")


def test_phones_are_masked_in_list_and_file(cast: Cast, log_in: Any) -> None:
    tall = make.cadre("高个子", unit=cast.archive, phone="13907460001", id_number="990126198503012017")
    make.posting(cast.team, tall)

    for path in ("/members/", f"/members/{tall.pk}/"):
        page = text(log_in("officer").get(path))
        assert "139****0001" in page
        assert "13907460001" not in page
    assert "**************2017" in text(log_in("officer").get(f"/members/{tall.pk}/"))


# ── the file ──


def test_the_file_tells_the_life_in_postings(cast: Cast, log_in: Any) -> None:
    ended = roster.end(cast.member, last_day=date(2022, 3, 1), kind="rotation", reason="期满", by=operator())
    other = make.team(cast.liuxi)
    make.posting(other, Cadre.objects.get(pk=cast.member.cadre_id), since=date(2022, 4, 1))
    make.posting(cast.team, cast.spare, since=date(2022, 3, 2), kind="succession", succeeds=ended)

    page = log_in("officer").get(f"/members/{cast.member.cadre_id}/")

    assert "驻柳溪村工作队" in text(page)
    assert "由候补一接替" in text(page)
    assert page.context["days"] == (TODAY - date(2022, 4, 1)).days + 1
    assert len([one for one in page.context["life"].things if one.look is Look.BAR]) == 2


@pytest.mark.parametrize(("who", "offered"), [("secretary", True), ("first_secretary", False)])
def test_who_registers_arrivals_does_it_from_the_file(cast: Cast, log_in: Any, who: str, offered: bool) -> None:
    """待我办 leads to the list of those who have not arrived, the list to the file (R-SEL-22)."""
    client = log_in(who)
    door = reverse("dispatch:teams.posting.report", args=[cast.first_secretary.pk])
    file = reverse("dispatch:members.one", args=[cast.first_secretary.cadre_id])
    assert door not in client.get(file).content.decode()

    Posting.objects.filter(pk=cast.first_secretary.pk).update(reported_on=None)

    assert (door in client.get(file).content.decode()) == offered


def test_a_person_who_was_never_posted_has_a_file_without_lanes(cast: Cast, log_in: Any) -> None:
    page = log_in("officer").get(f"/members/{cast.spare.pk}/")

    assert page.context["lanes"] is None
    assert "还没有派驻过" in text(page)


# ── corrections ──


def filled(page: Any, **changed: Any) -> dict[str, Any]:
    """What the form holds, as a browser would send it."""
    form = page.context["form"]
    held = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in {**held, **changed}.items() if value is not None}


def test_only_what_was_changed_is_told(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"

    client.post(path, filled(client.get(path), post="科员", education="50", birth_month="1986-05-20"))

    spare = Cadre.objects.select_related("person").get(pk=cast.spare.pk)
    assert (spare.post, spare.education, spare.person.birth_month) == ("科员", 50, date(1986, 5, 1))
    told = AuditLog.objects.get(verb="cadre.correct").told["changes"]
    assert set(told) == {"post", "education", "birth_month"}


def test_an_unchanged_form_does_nothing(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"

    assert client.post(path, filled(client.get(path))).url == f"/members/{cast.spare.pk}/"
    assert not AuditLog.objects.filter(verb="cadre.correct").exists()


def test_two_editors_never_overwrite_each_other_in_what_is_the_person_s_either(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"
    opened = filled(client.get(path), post="科长")
    people.correct_cadre(Cadre.objects.get(pk=cast.spare.pk), changes={"name": "候补壹"}, by=operator())

    answer = client.post(path, opened)

    assert "被别人改过了" in text(answer)
    spare = Cadre.objects.select_related("person").get(pk=cast.spare.pk)
    assert (spare.person.name, spare.post) == ("候补壹", "")


def test_a_corrected_phone_is_in_no_log_and_the_history_says_it_was_changed(cast: Cast, log_in: Any) -> None:
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"

    client.post(path, filled(client.get(path), phone="13907460009", name="候补二"))

    assert not AuditLog.objects.filter(told__icontains="13907460009").exists()
    page = text(client.get(f"/members/{cast.spare.pk}/history/"))
    assert "13907460009" not in page
    assert "候补二" in page
    assert "更正个人资料" in page


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"phone": "12345"}, "不像电话号码"),
        ({"id_number": "990126198503012018"}, "校验"),
        ({"has_rural_experience": "False", "rural_months": "8"}, "这里就选“有”"),
        ({"name": ""}, "填姓名。"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast: Cast, log_in: Any, changed: dict[str, str], sentence: str) -> None:
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"

    assert sentence in text(client.post(path, filled(client.get(path), **changed)))


def test_an_id_number_of_somebody_else_is_refused(cast: Cast, log_in: Any) -> None:
    make.cadre("先到的", unit=cast.archive, id_number="990126198503012017")
    client, path = log_in("officer"), f"/members/{cast.spare.pk}/correct/"

    answer = client.post(path, filled(client.get(path), id_number="990126198503012017"))

    assert "证件号在册上是先到的的" in text(answer)


def test_a_person_moves_to_another_unit(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    client.post(f"/members/{cast.spare.pk}/unit/", {"unit": "水利", "since": "2022-07-11"})

    spells = (
        Cadre.objects.get(pk=cast.spare.pk).unit_spells.order_by("since").values_list("unit__name", "since", "until")
    )
    assert list(spells) == [("县档案馆", SINCE, TODAY), ("县水利局", TODAY, None)]


def sent_from(page: Any, **told: Any) -> dict[str, Any]:
    """What a browser sends from the form on the page, with what was typed."""
    form = page.context["form"]
    return {name: form[name].value() if form[name].value() is not None else "" for name in form.fields} | told


def test_the_second_of_two_editors_is_told_what_was_changed_by_whom_and_may_then_mean_it(
    cast: Cast, log_in: Any
) -> None:
    path = f"/members/{cast.spare.pk}/correct/"
    people.correct_cadre(cast.spare, changes={"post": "干事"}, by=operator())
    client = log_in("officer")
    opened = client.get(path)
    people.correct_cadre(
        Cadre.objects.get(pk=cast.spare.pk),
        changes={"post": "科员", "name": "候补乙", "rank": "二级"},
        by=operator(),
    )

    first = client.post(path, sent_from(opened, post="主任"))

    assert "职务：你看到的是“干事”，现在是“科员”（本机操作员改的）" in text(first)
    assert "姓名：你看到的是“候补一”，现在是“候补乙”（本机操作员改的）" in text(first)
    assert Cadre.objects.get(pk=cast.spare.pk).post == "科员"

    second = client.post(path, sent_from(first))

    assert second.status_code == 302
    held = Cadre.objects.select_related("person").get(pk=cast.spare.pk)
    assert (held.post, held.rank, held.person.name) == ("主任", "二级", "候补乙")


def test_the_second_press_is_refused_again_where_a_third_editor_came_between(cast: Cast, log_in: Any) -> None:
    path, client = f"/members/{cast.spare.pk}/correct/", log_in("officer")
    opened = client.get(path)
    for post in ("科员", "干事"):
        now = Cadre.objects.get(pk=cast.spare.pk)
        people.correct_cadre(now, changes={"post": post}, by=operator())
        opened = client.post(path, sent_from(opened, post="主任"))
        assert "（本机操作员改的）" in text(opened)

    assert "你看到的是“科员”，现在是“干事”" in text(opened)


def test_the_exported_list_counts_rural_work_in_months_and_names_the_team(cast: Cast, log_in: Any) -> None:
    """Words for the eye, a number to reckon with; who is not registered as joined is not called 非党员."""
    answer = log_in("officer").get("/members/?export=xlsx")

    rows = [row for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values if row[0]]
    head = next(row for row in rows if row[0] == "姓名")
    one = dict(zip(head, next(row for row in rows if row[0] == "黎明远"), strict=True))

    assert (one["工作队"], one["驻在"]) == ("驻石坪村工作队", "石坪村")
    assert one["农村工作（月）"] == cast.first_secretary.cadre.rural_months
    assert one["政治面貌"] == ("中共党员" if cast.first_secretary.cadre.party_joined_on else "未登记入党")
