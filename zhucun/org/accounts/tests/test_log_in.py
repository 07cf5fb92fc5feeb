"""Log-in: two ways in, one sentence for what is wrong, locks, sessions, gates (R-SEC-01, R-SEC-02, screen C1)."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests import make
from tests.cast import COUNTY, TODAY, Cast, operator
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.acts.refused import Refused
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts.codes import LETTERS, new_code, printed
from zhucun.org.accounts.entering import Try, let_in
from zhucun.org.accounts.models import Account, WrongTries
from zhucun.org.accounts.rules import must_be_strong
from zhucun.org.people.acts import set_person
from zhucun.org.people.models import Person
from zhucun.org.places.models import Place

PASSWORD, NEW_PASSWORD = "Qing-Shan-2022", "Lv-Shui-2022-07"
WRONG, WRONG_CODE = "账号或密码不对", "手机号或一次性码不对"
PHONE = "13907460001"


@pytest.fixture(autouse=True)
def quick_hash(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def home(db: None) -> Place:
    return make.county()


def desk(home: Place, *, log_in: str = "lijw", must_change: bool = False) -> Account:
    account = make.account("李静文", log_in, county=home)
    return accounts.set_password(account, password=PASSWORD, must_change=must_change, by=operator())


def phone(home: Place, *, log_in: str = "990126-0001", number: str = PHONE) -> tuple[Account, str]:
    person = set_person(Person(county_code=home.code, name="盘小妹"), name="盘小妹", phone=number)
    person.save()
    account, code = make.account("盘小妹", log_in, county=home, person=person, kind="phone"), new_code()
    return accounts.set_code(account, code=code, valid_days=14, by=operator(home.code)), code


def enter(client: Client, name: str, secret: str, *, by: str = "", **more: str) -> Any:
    query = "&".join(f"{key}={value}" for key, value in {"by": by, **more}.items() if value)
    return client.post(f"/login/?{query}", {"name": name, "secret": secret})


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_desk_staff_enter_by_account_and_password(home: Place, client: Client) -> None:
    desk(home)

    answer = enter(client, "lijw", PASSWORD)

    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(client)
    assert client.session.get_expiry_age() == 20 * 60


def test_a_name_is_read_as_people_type_it(home: Place, client: Client) -> None:
    desk(home)

    enter(client, " ＬＩＪＷ ", PASSWORD)

    assert is_in(client)


@pytest.mark.parametrize(
    "typed", [PHONE, "139 0746 0001", "１３９０７４６０００１", "+86 139-0746-0001", "990126-0001"]
)
def test_a_member_enters_by_phone_number_or_account_and_the_code_of_the_slip(
    home: Place, client: Client, typed: str
) -> None:
    _, code = phone(home)

    enter(client, typed, printed(code).lower(), by="code")

    assert is_in(client)
    assert client.session.get_expiry_age() == 180 * 24 * 60 * 60


def test_a_code_lets_in_once(home: Place, client: Client) -> None:
    account, code = phone(home)
    enter(client, PHONE, code, by="code")

    second = enter(Client(), PHONE, code, by="code")

    assert WRONG_CODE in second.content.decode()
    account.refresh_from_db()
    assert (account.code, account.code_until) == ("", None)


def test_a_code_past_its_days_lets_nobody_in(home: Place) -> None:
    account, code = phone(home)
    Account.objects.filter(pk=account.pk).update(code_until=operator().now - timedelta(minutes=1))

    with pytest.raises(Refused, match=WRONG_CODE):
        let_in(Try(PHONE, code, "10.0.0.1", by_code=True))


def test_a_new_code_ends_what_the_lost_phone_had_open(home: Place, client: Client) -> None:
    account, code = phone(home)
    enter(client, PHONE, code, by="code")

    accounts.set_code(Account.objects.get(pk=account.pk), code=new_code(), valid_days=14, by=operator())

    assert not is_in(client)


def test_one_number_known_in_two_counties_enters_where_the_code_was_given(home: Place) -> None:
    phone(home)
    away = make.county("990127", "白水县")
    there, code = phone(away, log_in="990127-0001")

    assert let_in(Try(PHONE, code, "10.0.0.1", by_code=True)) == there
    assert set(Account.objects.values_list("failures", flat=True)) == {0}


def test_wrong_and_unknown_get_the_same_sentence(home: Place, client: Client) -> None:
    desk(home)
    stopped = desk(home, log_in="gone")
    accounts.stop(stopped, reason="调走了", by=operator())

    pages = [enter(client, *pair).content.decode() for pair in [("lijw", "x"), ("nobody", "x"), ("gone", PASSWORD)]]

    assert all(WRONG in page for page in pages)
    assert not is_in(client)


def test_an_unknown_name_takes_a_slow_hash_as_a_known_one_does(home: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen from the hasher's side: each try hashes once, whoever it names."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    desk(home)
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *a: (hashed.append(1), encode(self, *a))[1])

    counts = []
    for name in ("lijw", "nobody"):
        hashed.clear()
        with pytest.raises(Refused):
            let_in(Try(name, "wrong", "10.0.0.1"))
        counts.append(len(hashed))

    assert counts == [1, 1]


@pytest.mark.parametrize("name", ["lijw", "nobody"])
def test_five_wrong_tries_lock_a_name_for_a_quarter_of_an_hour_and_it_says_until_when(home: Place, name: str) -> None:
    """Also a name nobody has, so that a lock tells nothing about who is here."""
    desk(home)
    begun = timezone.localtime()

    sentences = []
    for secret in ["wrong"] * 5 + [PASSWORD]:
        with pytest.raises(Refused) as refused:
            let_in(Try(name, secret, "10.0.0.1"))
        sentences.append(refused.value.sentence)

    until = begun + timedelta(minutes=15)
    assert [WRONG in sentence for sentence in sentences] == [True] * 4 + [False] * 2
    assert any(f"锁到 {moment:%H:%M}" in sentences[-1] for moment in (until, until + timedelta(minutes=1)))


def test_after_the_lock_the_right_password_enters_and_counting_starts_anew(home: Place) -> None:
    account = desk(home)
    Account.objects.filter(pk=account.pk).update(locked_until=timezone.now() - timedelta(seconds=1))

    assert let_in(Try("lijw", PASSWORD, "10.0.0.1")) == account
    account.refresh_from_db()
    assert (account.failures, account.locked_until) == (0, None)


def test_how_many_tries_there_are_is_the_county_s_policy(home: Place) -> None:
    from zhucun.policy.versions import acts as versions

    version = versions.propose(
        home, title="更严", since=TODAY, values={"log_in.failures_before_lock": 2}, by=operator()
    )
    versions.approve(version, by=operator())
    desk(home)

    sentences = []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            let_in(Try("lijw", "wrong", "10.0.0.1"))
        sentences.append(refused.value.sentence)

    assert WRONG in sentences[0]
    assert "锁到" in sentences[1]


def test_an_address_with_too_many_wrong_tries_waits(home: Place, settings: Any) -> None:
    settings.WRONG_TRIES_PER_ADDRESS = 3
    desk(home)
    for name in ("a1", "a2", "lijw"):
        with pytest.raises(Refused):
            let_in(Try(name, "wrong", "10.0.0.1"))

    with pytest.raises(Refused, match="这个网络输错的次数太多"):
        let_in(Try("lijw", PASSWORD, "10.0.0.1"))

    assert let_in(Try("lijw", PASSWORD, "10.0.0.2")).log_in == "lijw"
    WrongTries.objects.update(since=timezone.now() - timedelta(minutes=16))
    assert let_in(Try("lijw", PASSWORD, "10.0.0.1")).log_in == "lijw"


def test_behind_a_proxy_the_address_is_the_one_the_proxy_names(home: Place, client: Client, settings: Any) -> None:
    settings.CLIENT_ADDRESS_HEADER = "X-Forwarded-For"
    desk(home)

    client.post("/login/", {"name": "lijw", "secret": "x"}, headers={"X-Forwarded-For": "1.1.1.1, 10.9.8.7"})

    assert AccessLog.objects.get().what == "登录没成功（10.9.8.7）"


def test_what_was_tried_stands_in_the_access_log_and_not_in_the_audit_log(home: Place, client: Client) -> None:
    desk(home)
    lines = AuditLog.objects.count()

    enter(client, "lijw", "x")
    enter(client, "lijw", PASSWORD)

    noted = list(AccessLog.objects.order_by("pk").values_list("what", "actor_name", "place_code"))
    assert noted == [("登录没成功（127.0.0.1）", "李静文", COUNTY), ("登录", "李静文", COUNTY)]
    assert AuditLog.objects.count() == lines


def test_an_unknown_name_is_told_to_the_operator_s_log(home: Place, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), pytest.raises(Refused):
        let_in(Try("nobody", "secret-word", "10.0.0.1"))

    assert "10.0.0.1" in caplog.text
    assert "secret-word" not in caplog.text


def test_whether_somebody_has_ever_entered_is_kept_but_not_when_they_last_did(home: Place) -> None:
    account = desk(home)
    assert account.entered_at is None

    first = let_in(Try("lijw", PASSWORD, "10.0.0.1")).entered_at
    second = let_in(Try("lijw", PASSWORD, "10.0.0.1")).entered_at

    assert first == second == operator().now
    assert not hasattr(Account, "last_login") or Account.last_login is None


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/account/", "/account/"),
        ("/teams/?view=short", "/teams/?view=short"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("account/", "/"),
        ("", "/"),
    ],
)
def test_after_log_in_one_is_taken_only_to_pages_of_this_site(
    home: Place, client: Client, wanted: str, leads_to: str
) -> None:
    desk(home)

    answer = client.post("/login/", {"name": "lijw", "secret": PASSWORD}, QUERY_STRING=f"next={wanted}")

    assert answer.url == leads_to


def test_a_session_known_before_log_in_is_worth_nothing_after_it(home: Place, client: Client) -> None:
    desk(home)
    session = client.session
    session["planted"] = "x"
    session.save()
    planted = session.session_key

    enter(client, "lijw", PASSWORD)

    assert client.session.session_key != planted
    other = Client()
    other.cookies["sessionid"] = planted
    assert not is_in(other)


def test_log_out_is_a_press_not_a_link(home: Place, client: Client) -> None:
    desk(home)
    enter(client, "lijw", PASSWORD)

    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/login/"
    assert not is_in(client)


def test_a_stopped_account_is_out_at_once(home: Place, client: Client) -> None:
    account = desk(home)
    enter(client, "lijw", PASSWORD)

    accounts.stop(Account.objects.get(pk=account.pk), reason="离岗", by=operator())

    assert not is_in(client)


def test_the_page_works_without_scripts_and_asks_for_no_more_than_it_needs(home: Place, client: Client) -> None:
    page, code_page = client.get("/login/").content.decode(), client.get("/login/?by=code").content.decode()

    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="one-time-code"' in code_page
    assert "演示账号" not in page + code_page
    assert client.post("/login/", {"name": "", "secret": ""}).content.decode().count("填") >= 2
    assert client.post("/login/", {"name": "x" * 500, "secret": "y" * 5000}).status_code == 200


def test_only_a_demo_county_names_its_accounts(home: Place, client: Client) -> None:
    desk(home)
    assert "lijw" not in client.get("/login/").content.decode()

    home.office.is_demo = True
    home.office.save()

    page = client.get("/login/").content.decode()
    assert "lijw" in page
    assert PASSWORD not in page


@pytest.mark.parametrize("password", ["Short-1", "alllowercaseletters", "12345678901234", "lowercase1234"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Refused, match="至少 10 位"):
        must_be_strong(password)


def test_a_password_is_not_one_s_own_name() -> None:
    with pytest.raises(Refused, match="登录名"):
        must_be_strong("Lijingwen-2022", "lijingwen")


@pytest.mark.parametrize("password", ["Abcdefghi1", "abcdefgh-1", "山高Aa11111111", PASSWORD])
def test_three_of_four_classes_are_enough(password: str) -> None:
    must_be_strong(password)


def change(client: Client, current: str, password: str) -> Any:
    return client.post("/account/password/", {"current": current, "password": password, "again": password})


def test_a_first_password_is_changed_before_anything_else(home: Place, client: Client) -> None:
    desk(home, must_change=True)
    enter(client, "lijw", PASSWORD)
    assert client.get("/account/").url == "/account/password/"

    assert change(client, PASSWORD, NEW_PASSWORD).url == "/account/"

    assert is_in(client)
    with pytest.raises(Refused):
        let_in(Try("lijw", PASSWORD, "10.0.0.1"))
    assert let_in(Try("lijw", NEW_PASSWORD, "10.0.0.1"))


def test_after_ninety_days_a_new_one_is_asked_for(home: Place, client: Client) -> None:
    account = desk(home)
    assert account.password_due_on == TODAY + timedelta(days=90)
    enter(client, "lijw", PASSWORD)

    Account.objects.filter(pk=account.pk).update(password_due_on=TODAY)
    assert is_in(client)

    Account.objects.filter(pk=account.pk).update(password_due_on=TODAY - timedelta(days=1))
    assert client.get("/account/").url == "/account/password/"


def test_the_last_five_passwords_are_not_taken_again(home: Place, client: Client) -> None:
    desk(home)
    enter(client, "lijw", PASSWORD)
    row = [PASSWORD, *(f"Qing-Shan-{year}" for year in range(2031, 2036))]
    for current, following in zip(row, row[1:], strict=False):
        assert change(client, current, following).status_code == 302

    assert "最近用过的 5 个" in change(client, row[-1], row[-5]).content.decode()
    assert "最近用过的 5 个" in change(client, row[-1], row[-1]).content.decode()
    assert change(client, row[-1], row[0]).status_code == 302


def test_changing_needs_the_present_password_and_wrong_ones_lock(home: Place, client: Client) -> None:
    desk(home)
    enter(client, "lijw", PASSWORD)

    sentences = [change(client, "wrong", NEW_PASSWORD).content.decode() for _ in range(6)]

    assert all("现在的密码不对" in sentence for sentence in sentences[:4])
    assert all("锁到" in sentence for sentence in sentences[4:])
    assert let_in_fails(PASSWORD)


def let_in_fails(password: str) -> bool:
    with pytest.raises(Refused, match="锁到"):
        let_in(Try("lijw", password, "10.0.0.1"))
    return True


def test_two_passwords_that_differ_are_asked_again(home: Place, client: Client) -> None:
    desk(home)
    enter(client, "lijw", PASSWORD)

    told = {"current": PASSWORD, "password": NEW_PASSWORD, "again": NEW_PASSWORD + "x"}

    assert "两遍填得不一样" in client.post("/account/password/", told).content.decode()


def test_a_changed_password_ends_the_other_sessions_but_not_this_one(home: Place, client: Client) -> None:
    desk(home)
    other = Client()
    enter(client, "lijw", PASSWORD)
    enter(other, "lijw", PASSWORD)

    change(client, PASSWORD, NEW_PASSWORD)

    assert (is_in(client), is_in(other)) == (True, False)


def test_no_password_or_code_stands_in_the_audit_log(home: Place, client: Client) -> None:
    desk(home)
    _, code = phone(home)
    enter(client, "lijw", PASSWORD)
    change(client, PASSWORD, NEW_PASSWORD)

    lines = str(list(AuditLog.objects.values_list("changes", "told")))

    assert "argon2" not in lines
    assert "md5$" not in lines
    assert not any(secret in lines for secret in (PASSWORD, NEW_PASSWORD, code))


def test_at_the_first_entry_the_facts_are_looked_at_once(home: Place, client: Client) -> None:
    unit = make.unit("县档案馆", county=home)
    cadre = make.cadre("黎明远", unit=unit, phone=PHONE)
    by = operator()
    account = accounts.open_account(home, log_in="990126-0002", name="黎明远", kind="phone", person=cadre.person, by=by)
    accounts.set_code(account, code="7K2M9QXT", valid_days=14, by=by)
    enter(client, PHONE, "7k2m-9qxt", by="code")
    assert client.get("/account/").url == "/account/check/"

    page = client.get("/account/check/").content.decode()
    assert all(word in page for word in ("黎明远", "139****0001", "1985年3月", "县档案馆"))
    assert PHONE not in page

    assert client.post("/account/check/").url == "/"
    assert is_in(client)


def test_a_part_of_a_page_behind_a_gate_reloads_the_whole(home: Place, client: Client) -> None:
    desk(home, must_change=True)
    enter(client, "lijw", PASSWORD)

    answer = client.get("/account/", headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/account/password/"


def test_my_account_shows_my_offices_and_for_whom_i_stand_in(cast: Cast, client: Client) -> None:
    accounts.deputise(
        cast.accounts["clerk"],
        kind="leave_cover",
        role="township_secretary",
        place_code="990126101",
        since=TODAY,
        last_day=TODAY + timedelta(days=5),
        held_by=cast.accounts["secretary"],
        by=operator(),
    )
    client.force_login(cast.accounts["clerk"])

    page = client.get("/account/").content.decode()

    assert "乡镇考勤员" in page
    assert "休假代办（代蒋大为）" in page
    assert "2022-07-11 至 2022-07-16" in page
    assert "骆西平" not in page


def test_somebody_who_is_logged_in_is_not_asked_again(cast: Cast, client: Client) -> None:
    client.force_login(cast.accounts["clerk"])

    assert client.get("/login/?next=/account/").url == "/account/"


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set("01OILl") & set(LETTERS)
    assert len({new_code() for _ in range(200)}) == 200


def test_my_account_costs_few_queries(cast: Cast, client: Client, django_assert_max_num_queries: Any) -> None:
    client.force_login(cast.accounts["member"])

    with django_assert_max_num_queries(12):
        client.get("/account/")
