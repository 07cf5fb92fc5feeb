"""The pages of accounts and offices: who opens them, what each of the three may do there (screen Z1, R-SEC-05)."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import make
from tests.cast import COUNTY, DONGLING, LIUXI, TODAY, XIHE, Cast, operator
from zhucun.acts.models import AuditLog
from zhucun.acts.waiting import lines_for
from zhucun.desk.feedback import acts as feedback
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.entering import Try, let_in
from zhucun.org.accounts.models import Account, Appointment, Deputation

CODE = re.compile(r'class="one-time">([2-9A-Z]{4}-[2-9A-Z]{4})<')
LIST = """姓名\t职务\t乡镇\t村\t单位\t手机号
向新来\t组织委员\t东岭镇\t\t\t13907460099
龙门山\t村书记\t东岭镇\t柳溪村\t\t
田单位\t联络员\t\t\t县水利局\t13907460098
"""


def account(cast: Cast, who: str) -> Account:
    return Account.objects.get(pk=cast.accounts[who].pk)


def codes(page: Any) -> list[str]:
    return CODE.findall(page.content.decode())


@pytest.mark.parametrize(
    ("path", "open_to"),
    [
        ("/accounts/", {"system_admin", "security_admin", "audit_admin", "officer", "office_leader", "county_leader"}),
        ("/offices/", {"system_admin", "security_admin", "audit_admin", "officer", "office_leader", "county_leader"}),
        ("/accounts/new/", {"system_admin"}),
        ("/accounts/batch/", {"system_admin"}),
        ("/accounts/batch/990126101/", {"system_admin"}),
        ("/accounts/batch/staff/", {"system_admin"}),
        ("/accounts/batch/staff/form.xlsx", {"system_admin"}),
        ("/accounts/asked/", {"security_admin"}),
    ],
)
def test_each_page_is_open_to_whose_work_it_is(cast: Cast, log_in: Any, path: str, open_to: set[str]) -> None:
    everybody = ["system_admin", "security_admin", "audit_admin", "officer", "office_leader", "county_leader"]
    others = ["secretary", "clerk", "member", "liaison", "village_secretary", "prefecture_reader"]

    opened = {who for who in [*everybody, *others] if log_in(who).get(path).status_code == 200}

    assert opened == open_to


@pytest.mark.parametrize("path", ["/accounts/", "/offices/", "/offices/?level=county"])
def test_the_neighbour_county_is_not_on_them(cast: Cast, log_in: Any, path: str) -> None:
    assert "白长河" not in log_in("system_admin").get(path).content.decode()
    assert "蒋大为" not in log_in("neighbour_county").get(path).content.decode()


def test_an_account_of_the_neighbour_county_is_not_found(cast: Cast, log_in: Any) -> None:
    there = cast.accounts["neighbour_county"].pk

    for who in ("system_admin", "security_admin", "county_leader"):
        client = log_in(who)
        assert client.get(f"/accounts/{there}/").status_code == 404
        assert client.post(f"/accounts/{there}/code/").status_code == 404


def test_the_list_tells_how_far_an_account_has_come_and_not_when_somebody_was_last_in(cast: Cast, log_in: Any) -> None:
    Account.objects.filter(log_in="clerk").update(entered_at=operator().now)
    accounts.stop(account(cast, "liaison"), reason="调走", by=operator())
    client = log_in("system_admin")

    def names(query: str) -> set[str]:
        return {row["row"].log_in for row in client.get(f"/accounts/?{query}").context["table"].rows}

    assert names("view=in") == {"clerk"}
    assert names("view=stopped") == {"liaison"}
    assert names("role=attendance_clerk") == {"clerk"}
    assert names(f"where={XIHE}") == {"neighbour"}
    assert names("q=周小") == names("q=CLERK") == {"clerk"}
    assert names("where=x") == set()


def test_system_admin_opens_stops_resumes_and_gives_codes(cast: Cast, log_in: Any) -> None:
    client = log_in("system_admin")

    slips = client.post("/accounts/new/", {"name": "向新来", "kind": "desk", "phone": "139 0746 0099"})

    made = Account.objects.get(name="向新来")
    assert made.log_in == "xiangxinlai"
    assert let_in(Try("13907460099", codes(slips)[0], "10.0.0.1", by_code=True)) == made
    assert "no-store" in slips.headers["Cache-Control"]
    client.post(f"/accounts/{made.pk}/stop/", {"reason": "试用完了"})
    made.refresh_from_db()
    assert not made.is_active
    client.post(f"/accounts/{made.pk}/resume/")
    made.refresh_from_db()
    assert made.is_active


def test_a_desk_account_that_came_in_by_a_code_sets_a_password_before_anything_else(cast: Cast, log_in: Any) -> None:
    slips = log_in("system_admin").post("/accounts/new/", {"name": "向新来", "kind": "desk"})
    client = Client()
    client.post("/login/?by=code", {"name": "xiangxinlai", "secret": codes(slips)[0]})
    assert client.get("/account/").url == "/account/password/"
    assert client.session.get_expiry_age() == 20 * 60

    answer = client.post("/account/password/", {"password": "Qing-Shan-2022", "again": "Qing-Shan-2022"})

    assert answer.url == "/account/"
    assert client.get("/account/").url == "/account/check/"
    assert let_in(Try("xiangxinlai", "Qing-Shan-2022", "10.0.0.1"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"name": "", "kind": "desk"}, "填姓名"),
        ({"name": "向新来", "kind": "robot"}, "在列出来的里面选一个"),
        ({"name": "向新来", "kind": "desk", "log_in": "clerk"}, "已经有人用了"),
        ({"name": "向新来", "kind": "desk", "log_in": "向新来"}, "登录名用小写字母"),
        ({"name": "向新来", "kind": "desk", "phone": "123"}, "不像电话号码"),
    ],
)
def test_what_makes_no_account_is_said_at_its_field(log_in: Any, told: dict[str, str], sentence: str) -> None:
    assert sentence in log_in("system_admin").post("/accounts/new/", told).content.decode()
    assert not Account.objects.filter(name="向新来").exists()


def test_a_code_is_shown_once_and_a_second_press_shows_none(cast: Cast, log_in: Any) -> None:
    client, path = log_in("system_admin"), f"/accounts/{cast.accounts['clerk'].pk}/code/"
    told = {"sent": "5c1cf9a2-6a3f-4f2c-9a43-0f6a51a5a001"}

    first, second = client.post(path, told), client.post(path, told)

    assert len(codes(first)) == 1
    assert second.status_code == 409
    assert codes(second) == []
    assert let_in(Try("clerk", codes(first)[0], "10.0.0.1", by_code=True))
    assert codes(first)[0].replace("-", "") not in str(list(AuditLog.objects.values_list("changes", "told")))
    assert client.get(path).status_code == 405


@pytest.mark.parametrize(
    ("who", "whom", "status"),
    [
        ("system_admin", "clerk", 200),
        ("system_admin", "security_admin", 403),
        ("security_admin", "clerk", 403),
        ("county_leader", "security_admin", 200),
        ("county_leader", "clerk", 403),
        ("secretary", "clerk", 404),
    ],
)
def test_who_gives_whom_a_code(cast: Cast, log_in: Any, who: str, whom: str, status: int) -> None:
    assert log_in(who).post(f"/accounts/{cast.accounts[whom].pk}/code/").status_code == status


def test_each_sees_the_buttons_of_their_own_work(cast: Cast, log_in: Any) -> None:
    path = f"/accounts/{cast.accounts['clerk'].pk}/"
    words = {"system_admin": "停用…", "security_admin": "/appoint/", "county_leader": "任命为三员"}

    for who in words:
        page = log_in(who).get(path).content.decode()
        assert {word for word in words.values() if word in page} == {words[who]}
    assert not [word for word in words.values() if word in log_in("audit_admin").get(path).content.decode()]


def test_nobody_has_buttons_on_their_own_account(cast: Cast, log_in: Any) -> None:
    for who in ("system_admin", "security_admin", "county_leader"):
        page = log_in(who).get(f"/accounts/{cast.accounts[who].pk}/").content.decode()
        assert not [word for word in ("停用…", "/appoint/", "任命为三员", "/code/") if word in page]


def test_the_page_of_an_account_says_nothing_of_what_its_holder_did(cast: Cast, log_in: Any) -> None:
    feedback.give(account(cast, "clerk"), text="月底的表重了", by=cast.actor("clerk"))

    assert (
        "月底的表重了" not in log_in("security_admin").get(f"/accounts/{cast.accounts['clerk'].pk}/").content.decode()
    )


def test_security_admin_gives_an_office_in_two_steps_and_may_take_it_back(cast: Cast, log_in: Any) -> None:
    client, pk = log_in("security_admin"), cast.accounts["liaison"].pk
    assert "/accounts" in client.get(f"/accounts/{pk}/appoint/").content.decode()
    where = f"{XIHE}//"
    path = f"/accounts/{pk}/appoint/?role=township_organiser"
    assert "西河镇（空缺）" in client.get(path).content.decode()

    answer = client.post(path, {"seat": where, "since": "2022-07-11", "basis": "西党发〔2022〕2号"})

    assert answer.url == f"/accounts/{pk}/"
    assert "township_organiser" in cast.actor("liaison").roles
    saved = client.get(answer.url).context["saved"]
    saved = saved() if callable(saved) else saved
    client.post("/undo/", dict(saved["fields"]))
    assert "township_organiser" not in cast.actor("liaison").roles


@pytest.mark.parametrize(
    "told", [{"seat": "990127101//", "since": "2022-07-11"}, {"seat": "", "since": "2022-07-11"}, {"seat": f"{XIHE}//"}]
)
def test_an_office_elsewhere_or_without_a_day_is_sent_back(cast: Cast, log_in: Any, told: dict[str, str]) -> None:
    path = f"/accounts/{cast.accounts['liaison'].pk}/appoint/?role=township_organiser"

    assert log_in("security_admin").post(path, told).status_code == 200
    assert not Appointment.objects.filter(role="township_organiser").exists()


def test_the_three_are_not_in_the_list_of_offices_to_give(cast: Cast, log_in: Any) -> None:
    client, pk = log_in("security_admin"), cast.accounts["liaison"].pk

    assert "role=audit_admin" not in client.get(f"/accounts/{pk}/appoint/").content.decode()
    assert "role=audit_admin" not in client.get(f"/accounts/{pk}/appoint/?role=audit_admin").content.decode()


def test_a_leader_appoints_and_dismisses_an_administrator(cast: Cast, log_in: Any) -> None:
    log_in("system_admin").post("/accounts/new/", {"name": "向新来", "kind": "desk"})
    client, made = log_in("county_leader"), Account.objects.get(name="向新来")

    client.post(
        f"/accounts/{made.pk}/administrator/",
        {"role": "audit_admin", "since": "2022-07-11", "basis": "青办〔2022〕9号"},
    )
    held = made.appointments.get()
    assert held.role == "audit_admin"

    client.post(f"/offices/appointment/{held.pk}/withdraw/", {"seen": held.version})
    held.refresh_from_db()
    assert held.withdrawn_at is not None


def test_security_admin_does_not_end_an_administrator(cast: Cast, log_in: Any) -> None:
    held = account(cast, "audit_admin").appointments.get()

    answer = log_in("security_admin").post(f"/offices/appointment/{held.pk}/end/", {"last_day": "2022-07-10"})

    assert answer.status_code == 403
    held.refresh_from_db()
    assert held.until is None


def test_an_office_ends_with_a_day(cast: Cast, log_in: Any) -> None:
    held = account(cast, "clerk").appointments.get()
    client, path = log_in("security_admin"), f"/offices/appointment/{held.pk}/end/"
    assert "要不早于开始日" in client.post(path, {"last_day": "2020-01-01"}).content.decode()

    client.post(path, {"last_day": "2022-07-10", "reason": "轮岗"})

    assert cast.actor("clerk").roles == ("self",)
    for who, status in (("system_admin", 404), ("officer", 404), ("secretary", 404), ("neighbour_county", 404)):
        assert log_in(who).get(path).status_code == status
    assert client.get("/offices/nonsense/1/end/").status_code == 404


def test_security_admin_names_a_deputy_from_the_page(cast: Cast, log_in: Any) -> None:
    client, pk = log_in("security_admin"), cast.accounts["clerk"].pk
    seat = f"{DONGLING}//{cast.accounts['secretary'].pk}"
    path = f"/accounts/{pk}/deputise/?role=township_secretary"
    assert "东岭镇（替蒋大为）" in client.get(path).content.decode()
    told = {"kind": "leave_cover", "seat": seat, "since": "2022-07-11", "last_day": "2022-07-20"}

    assert "最长 30 天" in client.post(path, {**told, "last_day": "2022-12-31"}).content.decode()
    client.post(path, told)

    given = Deputation.objects.get()
    assert (given.held_by, given.until) == (account(cast, "secretary"), TODAY + timedelta(days=10))
    client.post(f"/offices/deputation/{given.pk}/end/", {"last_day": "2022-07-12"})
    given.refresh_from_db()
    assert given.until == TODAY + timedelta(days=2)


def test_who_decides_is_said_for_every_office_vacant_ones_too(cast: Cast, log_in: Any) -> None:
    accounts.end(account(cast, "secretary").appointments.get(), last_day=TODAY - timedelta(days=1), by=operator())
    client = log_in("security_admin")

    lines = {(line["where"], line["role"]): line for line in client.get("/offices/").context["lines"]}

    vacant = lines["东岭镇", "乡镇党委书记"]
    assert vacant["is_vacant"]
    assert (vacant["decided_at"], vacant["deciders"][0].account.name) == ("县驻村办干事", "李静文")
    only = client.get("/offices/?only=vacant").context["lines"]
    assert {line["is_vacant"] for line in only} == {True}
    assert client.get("/offices/?level=unit").status_code == client.get("/offices/?level=village").status_code == 200
    assert client.get("/offices/?level=empire").status_code == 404


def test_members_of_a_township_get_accounts_and_slips_at_one_press(cast: Cast, log_in: Any) -> None:
    new = [make.posting(make.team(cast.liuxi), make.cadre("田一", unit=cast.archive, phone="13907460011"))]
    new.append(make.posting(cast.team, make.cadre("田二", unit=cast.archive)))
    client = log_in("system_admin")
    assert [one.name for one in client.get(f"/accounts/batch/{DONGLING}/").context["township"].lacking] == [
        "田一",
        "田二",
    ]

    slips = client.post(f"/accounts/batch/{DONGLING}/open/")

    page = slips.content.decode()
    made = Account.objects.filter(name__in=["田一", "田二"]).order_by("name")
    assert {row.log_in for row in made} == {"990126-0001", "990126-0002"}
    assert {row.person for row in made} == {posting.cadre.person for posting in new}
    assert len(codes(slips)) == 2
    assert "东岭镇（2 人）" in page
    assert "尾号 0011" in page
    assert let_in(Try("13907460011", codes(slips)[0], "10.0.0.1", by_code=True)).name == "田一"
    assert client.post(f"/accounts/batch/{DONGLING}/open/").status_code == 409


def test_slips_are_given_again_to_those_who_were_never_in(cast: Cast, log_in: Any) -> None:
    client = log_in("system_admin")
    Account.objects.filter(log_in="clerk").update(entered_at=operator().now)
    member = cast.accounts["member"]

    slips = client.post(f"/accounts/batch/{DONGLING}/slips/", {"account": member.pk})

    assert "盘小妹" in slips.content.decode()
    assert let_in(Try("member", codes(slips)[0], "10.0.0.1", by_code=True)) == member
    names = {row.log_in for row in client.get(f"/accounts/batch/{DONGLING}/").context["township"].not_entered}
    assert names == {"secretary", "first_secretary", "village_secretary"}


def test_the_county_s_own_and_administrators_are_grouped_apart(cast: Cast, log_in: Any) -> None:
    listed = {one.code: one for one in log_in("system_admin").get("/accounts/batch/").context["townships"]}

    assert list(listed) == [DONGLING, XIHE, COUNTY]
    assert [row.log_in for row in listed[XIHE].not_entered] == ["neighbour"]
    assert "officer" in {row.log_in for row in listed[COUNTY].not_entered}
    assert log_in("system_admin").get("/accounts/batch/990127101/").status_code == 404


def test_a_list_is_shown_first_and_then_opened_with_offices_that_wait(cast: Cast, log_in: Any) -> None:
    client = log_in("system_admin")

    seen = client.post("/accounts/batch/staff/", {"text": LIST})
    assert not Account.objects.filter(name="向新来").exists()
    slips = client.post("/accounts/batch/staff/open/", {"kept": seen.context["kept"]})

    assert len(codes(slips)) == 3
    asked = {
        row.name: (row.kind, row.asked_role, row.asked_place_code) for row in Account.objects.exclude(asked_role="")
    }
    assert asked == {
        "向新来": ("desk", "township_organiser", DONGLING),
        "龙门山": ("phone", "village_secretary", LIUXI),
        "田单位": ("phone", "unit_liaison", COUNTY),
    }
    assert not Appointment.objects.filter(account__name="向新来").exists()
    line = next(line for line in lines_for(cast.actor("security_admin")) if "授权" in line.sentence)
    assert line.count == 3
    keys = [row["key"] for row in log_in("security_admin").get(line.url).context["table"]["rows"]]
    log_in("security_admin").post(line.url, {"account": keys})
    assert Appointment.objects.get(account__name="田单位").unit == cast.water
    assert not Account.objects.exclude(asked_role="").exists()


def test_the_same_list_a_second_time_opens_nothing(cast: Cast, log_in: Any) -> None:
    client = log_in("system_admin")
    client.post(
        "/accounts/batch/staff/open/", {"kept": client.post("/accounts/batch/staff/", {"text": LIST}).context["kept"]}
    )

    again = client.post("/accounts/batch/staff/", {"text": LIST})

    assert [row.name for row in again.context["have"]] == ["向新来", "田单位"]
    assert "填上手机号" in again.context["wrong"][0].problem
    assert again.context["to_open"] == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("向甲\t组织委员\t天外镇\t\t\t", "天外镇"),
        ("向甲\t组织委员\t\t\t\t", "要写明是哪个乡镇"),
        ("向甲\t村书记\t东岭镇\t没有村\t\t", "没有村"),
        ("向甲\t联络员\t\t\t县没有局\t", "县没有局"),
        ("向甲\t皇帝\t\t\t\t", "皇帝"),
        ("向甲\t系统管理员\t\t\t\t", "系统管理员"),
        ("向甲\t组织委员\t东岭镇\t\t\t12", "号码|电话"),
        ("\t组织委员\t东岭镇\t\t\t", "缺姓名"),
        ("周小禾\t组织委员\t东岭镇\t\t\t", "填上手机号"),
    ],
)
def test_a_row_that_cannot_be_opened_says_why(cast: Cast, log_in: Any, row: str, problem: str) -> None:
    text = f"姓名\t职务\t乡镇\t村\t单位\t手机号\n{row}\n向乙\t组织委员\t西河镇\t\t\t\n"

    seen = log_in("system_admin").post("/accounts/batch/staff/", {"text": text})

    assert [row.name for row in seen.context["to_open"]] == ["向乙"]
    assert re.search(problem, seen.context["wrong"][0].problem)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({}, "选一个表格"), ({"text": "这里没有表头"}, "没找到表头"), ({"file": b"\x00\x01\x02"}, "")],
)
def test_what_is_no_list_is_sent_back_with_a_sentence(log_in: Any, told: dict[str, Any], sentence: str) -> None:
    if "file" in told:
        told = {"file": io.BytesIO(told["file"])}

    answer = log_in("system_admin").post("/accounts/batch/staff/", told)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert sentence in answer.content.decode()


def test_the_blank_list_reads_back(cast: Cast, log_in: Any) -> None:
    client = log_in("system_admin")
    book = load_workbook(io.BytesIO(client.get("/accounts/batch/staff/form.xlsx").content))
    book.worksheets[0].append(["向新来", "乡镇组织委员", "东岭镇", None, None, "13907460099"])
    filled = io.BytesIO()
    book.save(filled)
    filled.seek(0)
    filled.name = "名单.xlsx"

    seen = client.post("/accounts/batch/staff/", {"file": filled})

    assert [row.name for row in seen.context["to_open"]] == ["向新来"]


def test_a_kept_list_cannot_be_made_up(log_in: Any) -> None:
    answer = log_in("system_admin").post("/accounts/batch/staff/open/", {"kept": "made-up"})

    assert answer.status_code == 409
    assert "重新选一次" in answer.content.decode()


def test_nobody_gives_themselves_what_they_asked_for(cast: Cast, log_in: Any) -> None:
    Account.objects.filter(log_in="security_admin").update(asked_role="county_officer", asked_place_code=COUNTY)

    answer = log_in("security_admin").post("/accounts/asked/", {"account": cast.accounts["security_admin"].pk})

    assert answer.status_code == 409
    assert not Appointment.objects.filter(account__log_in="security_admin", role="county_officer").exists()


def test_an_office_asked_for_is_given_or_declined_singly(cast: Cast, log_in: Any) -> None:
    log_in("system_admin").post(
        "/accounts/batch/staff/open/",
        {"kept": log_in("system_admin").post("/accounts/batch/staff/", {"text": LIST}).context["kept"]},
    )
    client = log_in("security_admin")
    first, second = Account.objects.get(name="向新来"), Account.objects.get(name="龙门山")

    client.post(f"/accounts/{first.pk}/asked/")
    client.post(f"/accounts/{second.pk}/asked/decline/")

    assert Appointment.objects.filter(account=first).exists()
    assert not Appointment.objects.filter(account=second).exists()
    assert set(Account.objects.exclude(asked_role="").values_list("name", flat=True)) == {"田单位"}


def test_the_pages_cost_few_queries(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    system, security = log_in("system_admin"), log_in("security_admin")
    clerk = cast.accounts["clerk"].pk
    paths = [
        (system, "/accounts/"),
        (system, f"/accounts/{clerk}/"),
        (system, f"/accounts/{clerk}/history/"),
        (system, "/accounts/batch/"),
        (system, f"/accounts/batch/{DONGLING}/"),
        (security, "/offices/"),
        (security, "/offices/?level=village"),
        (security, f"/accounts/{clerk}/appoint/?role=village_secretary"),
        (security, f"/accounts/{clerk}/deputise/?role=township_secretary"),
        (security, "/accounts/asked/"),
    ]

    for client, path in paths:
        with django_assert_max_num_queries(12):
            assert client.get(path).status_code == 200
