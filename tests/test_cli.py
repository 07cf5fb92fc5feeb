"""The command line: one JSON document, one Chinese sentence when something is wrong, exit status 0, 1 or 2."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests import make, ready_made
from tests.cast import Cast
from tests.cli import Zhucun
from tests.demo import Demo
from zhucun.acts.trail import AuditLog, AuditText, Delivery
from zhucun.config.commands import checks
from zhucun.demo.log_ins import PASSWORD, fresh_code, give_passwords, log_ins
from zhucun.org.accounts.models import Account, Appointment
from zhucun.org.places.models import CountyOffice

CHINESE = re.compile("[一-鿿]")


def log_in(name: str, code: str) -> Client:
    client = Client()
    client.post("/login/?by=code", {"name": name, "secret": code})
    return client


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((), "还缺：COMMAND。"),
        (("nothing",), "没有“nothing”，可以写：demo, "),
        (("serve", "--port", "x"), "--port 要写一个数，不是“x”。"),
        (("init", "--county"), "--county 后面要写一个值。"),
        (("doctor", "--demo", "--database", "x.db"), "只能写一个。"),
        (("doctor", "--nothing"), "不认识：--nothing。"),
    ],
)
def test_wrong_use_is_one_chinese_sentence_and_status_2(zhucun: Zhucun, told: tuple[str, ...], said: str) -> None:
    status, out, complaint = zhucun(*told)

    assert (status, out) == (2, "")
    assert said in complaint
    assert len(complaint.splitlines()) == 1


def test_help_is_chinese_and_names_every_command(zhucun: Zhucun) -> None:
    status, out, _ = zhucun("--help")

    assert status == 0
    assert all(name in out for name in ("demo", "serve", "init", "verify-audit", "doctor"))
    assert [line for line in out.splitlines() if line.strip() and not CHINESE.search(line)] == []


def test_it_says_its_version(zhucun: Zhucun) -> None:
    status, out, _ = zhucun("--version")

    assert (status, bool(re.fullmatch(r"zhucun \d+\.\d+\.\d+\n", out))) == (0, True)


@pytest.mark.django_db
def test_a_new_county_can_be_entered_with_what_init_prints(zhucun: Zhucun) -> None:
    status, out, _ = zhucun("init", "--county", "431126", "--name", "宁远县", "--leader", "何清", "--json")
    told = json.loads(out)

    assert status == 0
    assert told["county"] == {"code": "431126", "name": "宁远县"}
    assert [(one["role"], one["name"]) for one in told["log_ins"]] == [
        ("county_office_leader", "何清"),
        ("system_admin", "待填姓名的系统管理员"),
        ("security_admin", "待填姓名的安全管理员"),
        ("audit_admin", "待填姓名的审计管理员"),
    ]
    for one in told["log_ins"]:
        entered = log_in(one["log_in"], one["code"]).get("/account/", follow=True)
        assert entered.redirect_chain[-1][0] == "/account/password/"


@pytest.mark.django_db
def test_the_leader_sets_a_password_and_then_works(zhucun: Zhucun) -> None:
    leader = json.loads(zhucun("init", "--county", "431126", "--name", "宁远县", "--json")[1])["log_ins"][0]
    client = log_in(leader["log_in"], leader["code"])

    client.post("/account/password/", {"password": "Spring-2022-rain", "again": "Spring-2022-rain"})
    assert "您的姓名" in client.get("/account/check/").content.decode()
    client.post("/account/check/", {"name": "何　清"})
    client.post("/account/check/", {})

    account = Account.objects.get(log_in=leader["log_in"])
    assert (account.must_change_password, account.checked_at is not None) == (False, True)
    assert (account.name, account.person.name) == ("何清", "何清")
    first = client.get("/").content.decode()
    assert all(step in first for step in ("给同事开账号", "导入区划代码表", "导入单位结对村", "导入花名册", "定建账日"))
    assert "都办完了" not in first
    assert "—%" not in first
    for door in re.findall(r'class="button small" href="([^"]+)"', first):
        assert client.get(door).status_code == 200
    assert [client.get(address).status_code for address in ("/", "/imports/")] == [200, 200]


@pytest.mark.django_db
def test_the_administrators_are_appointed_by_the_leader_and_the_county_by_the_operator(zhucun: Zhucun) -> None:
    """R-SEC-05; whoever sits at the machine is named in the audit."""
    zhucun("init", "--county", "431126", "--name", "宁远县", "--leader", "何清")

    by = dict(AuditLog.objects.values_list("verb", "actor_name"))
    assert by["administrator.appoint"] == "何清"
    assert by["county.open"].startswith("本机操作员（")
    assert set(AuditLog.objects.values_list("door", flat=True)) == {"cli"}


@pytest.mark.django_db
def test_codes_that_were_lost_are_given_again_until_somebody_has_entered(zhucun: Zhucun) -> None:
    first = json.loads(zhucun("init", "--county", "431126", "--name", "宁远县", "--json")[1])["log_ins"]
    log_in(first[0]["log_in"], first[0]["code"])

    again = json.loads(zhucun("init", "--county", "431126", "--new-codes", "--json")[1])["log_ins"]

    assert [one["role"] for one in again] == ["system_admin", "security_admin", "audit_admin"]
    assert {one["code"] for one in again}.isdisjoint(one["code"] for one in first)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("--county", "431126"), "还缺县名"),
        (("--county", "4311", "--name", "宁远县"), "不是县的代码"),
        (("--county", "99012x", "--name", "宁远县"), "不是县的代码"),
    ],
)
def test_a_county_needs_a_name_and_six_digits(zhucun: Zhucun, told: tuple[str, ...], said: str) -> None:
    status, _, complaint = zhucun("init", *told)

    assert (status, CountyOffice.objects.count()) == (2, 0)
    assert said in complaint


@pytest.mark.django_db
def test_a_county_is_opened_once(zhucun: Zhucun) -> None:
    zhucun("init", "--county", "431126", "--name", "宁远县")
    status, out, complaint = zhucun("init", "--county", "431126", "--name", "宁远县", "--json")

    assert status == 2
    assert "已经开通了" in complaint
    assert json.loads(out) == {"problem": complaint.strip()}
    assert Appointment.objects.filter(role="county_office_leader").count() == 1


def test_init_without_a_county_brings_the_tables_up(zhucun: Zhucun, db: None) -> None:
    status, out, _ = zhucun("init", "--json")

    assert (status, json.loads(out)) == (0, {"migrations": [], "county": None, "log_ins": []})


def test_verify_audit_seals_and_finds_all_well(zhucun: Zhucun, cast: Cast) -> None:
    lines = AuditLog.objects.count()

    status, out, _ = zhucun("verify-audit", "--json")

    told = json.loads(out)
    assert status == 0
    assert (told["holds"], told["lines"], told["sealed_now"], told["unsealed"]) == (True, lines, lines, 0)


def test_verify_audit_says_no_when_a_text_was_altered(zhucun: Zhucun, cast: Cast) -> None:
    """R-SEC-07."""
    make.roster.end(
        cast.member, last_day=cast.member.since, kind="adjustment", reason="另有安排。", by=cast.actor("officer")
    )
    AuditText.objects.filter(field="reason").update(text="别的话。")

    status, out, _ = zhucun("verify-audit")

    assert status == 1
    assert out.startswith("操作日志被动过！")
    assert "“reason”被改过" in out


@pytest.fixture
def on_a_safe_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own PostgreSQL is thrown away and forgets what it likes, as doctor rightly says."""
    monkeypatch.setitem(checks.DURABLE, "postgresql", {})


def test_doctor_finds_the_cast_well(zhucun: Zhucun, cast: Cast, on_a_safe_cluster: None) -> None:
    status, out, _ = zhucun("doctor", "--json")

    told = json.loads(out)
    assert (status, told["well"]) == (0, True)
    assert {check["state"] for check in told["checks"]} <= {"good", "mind"}
    assert [check["name"] for check in told["checks"] if check["state"] == "mind" and not check["todo"]] == []


def test_doctor_says_no_when_the_log_was_altered_and_what_to_do(
    zhucun: Zhucun, cast: Cast, on_a_safe_cluster: None
) -> None:
    make.roster.end(
        cast.member, last_day=cast.member.since, kind="adjustment", reason="另有安排。", by=cast.actor("officer")
    )
    AuditText.objects.filter(field="reason").update(text="别的话。")

    status, out, _ = zhucun("doctor")

    assert status == 1
    assert [line for line in out.splitlines() if line.startswith("不行")] == [
        next(line for line in out.splitlines() if "操作日志" in line and "zhucun verify-audit" in line)
    ]


def test_doctor_minds_what_was_given_up_and_whose_seat_is_empty(zhucun: Zhucun, cast: Cast) -> None:
    line = AuditLog.objects.earliest("pk")
    Delivery.objects.create(line=line, handler="x", due_at=line.recorded_at, dead_at=line.recorded_at)
    Account.objects.filter(pk=cast.accounts["audit_admin"].pk).update(is_active=False)

    found = {check["name"]: check for check in json.loads(zhucun("doctor", "--json")[1])["checks"]}

    assert found["通知"]["said"] == "1 条试了几次没送出。"
    assert "青岭县缺审计管理员" in found["三员"]["said"]


def test_doctor_minds_numbers_that_its_keys_do_not_open(zhucun: Zhucun, cast: Cast, settings: Any) -> None:
    make.cadre("有电话的", unit=cast.archive, phone="13900000001")
    settings.FIELD_KEYS = {"other": bytes(32)}

    found = {check["name"]: check for check in json.loads(zhucun("doctor", "--json")[1])["checks"]}

    assert found["电话和证件号"]["state"] == "bad"


@pytest.fixture
def passwords(demo: Demo, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["zhucun.demo.quick_hash.QuickArgon2"]  # as when the demo's file is made
    give_passwords()


def test_the_log_in_page_of_a_demo_names_one_account_of_each_role(passwords: None) -> None:
    page = Client().get("/login/").content.decode()

    assert all(name in page for name in ("lijingwen", "jiangdawei", "990126-0597"))
    assert re.search("队长.*?黎明远.*?队员.*?盘小妹", page, re.DOTALL)


def test_the_demo_s_accounts_are_entered_with_the_printed_password(passwords: None) -> None:
    for one in log_ins():
        client = Client()
        client.post("/login/", {"name": one.log_in, "secret": PASSWORD})
        assert client.get("/account/").status_code == 200, one.label


def test_a_member_of_the_demo_enters_with_the_fresh_code(demo: Demo) -> None:
    member, code = fresh_code()

    assert log_in(member.log_in, code).get("/account/").status_code in (200, 302)


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the tests' own database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHUCUN_", "DJANGO_"))}
    return {**kept, "ZHUCUN_DATA_DIR": str(folder)}


def alone(folder: Path, *told: str) -> subprocess.CompletedProcess[str]:
    """The command as users run it, in a process and a data folder of its own."""
    command = [sys.executable, "-m", "zhucun.cli", *told]
    return subprocess.run(command, env=environment(folder), capture_output=True, text=True, timeout=120)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = alone(tmp_path, "verify-audit", "--database", str(tmp_path / "none.db"))

    assert (done.returncode, done.stdout) == (2, "")
    assert "没有这个库" in done.stderr
    assert "zhucun init" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_database_nobody_answers_at_is_a_sentence(tmp_path: Path) -> None:
    done = alone(tmp_path, "verify-audit", "--database", "postgresql://nobody@127.0.0.1:9/none", "--json")

    assert done.returncode == 2
    assert json.loads(done.stdout)["problem"].startswith("连不上数据库")
    assert "Traceback" not in done.stderr


def test_a_fresh_machine_gets_tables_keys_and_a_county(tmp_path: Path) -> None:
    done = alone(tmp_path, "init", "--county", "431126", "--name", "宁远县")

    assert done.returncode == 0
    assert "office-431126" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} >= {"zhucun.db", "secret.key", "field.keys"}
    assert alone(tmp_path, "verify-audit").returncode == 0


@pytest.fixture
def demo_home() -> Path:
    return ready_made.demo_home()[0]


def test_the_demo_county_is_made_once_and_then_found() -> None:
    """Under 60 s the first time and under 3 s after on a machine at rest; loosely here, where other tests run."""
    home, first = ready_made.demo_home()
    began = ready_made.cpu_seconds()
    again = alone(home, "demo", "--only-make", "--json")
    found = ready_made.cpu_seconds()

    assert (first["status"], again.returncode) == (0, 0), first["complaint"]
    assert ("正在建演示县" in first["complaint"], "正在建演示县" in again.stderr) == (True, False)
    assert (first["seconds"] < 150, found - began < 10) == (True, True)
    assert len(json.loads(again.stdout)["log_ins"]) == 23


def free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return trying.getsockname()[1]


@pytest.fixture
def served(demo_home: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [sys.executable, "-m", "zhucun.cli", "demo", "--json", "--port", str(free_port()), "--workers", "1"]
    server = subprocess.Popen(command, env=environment(demo_home), stdout=subprocess.PIPE, text=True)
    document = "".join(iter(server.stdout.readline, "}\n")) + "}"
    yield server, json.loads(document)
    server.kill()


def test_the_demo_is_served_and_ends_when_asked(served: tuple[subprocess.Popen[str], dict[str, Any]]) -> None:
    server, told = served

    assert fetched(f"{told['url']}login/").status == 200
    below = children(server.pid)
    assert len(below) == 2, "a worker and the clock"
    assert max(map(resident_megabytes, [server.pid, *below])) < 175

    server.send_signal(signal.SIGINT)
    assert server.wait(60) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in below)


def test_nothing_is_left_of_a_server_that_was_killed(served: tuple[subprocess.Popen[str], dict[str, Any]]) -> None:
    server, told = served
    fetched(f"{told['url']}login/")
    below = children(server.pid)

    server.kill()

    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in below) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [pid for pid in below if Path(f"/proc/{pid}").exists()] == []


def test_a_port_that_is_taken_is_a_sentence(demo_home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = alone(demo_home, "serve", "--demo", "--port", str(port))

    assert done.returncode == 2
    assert f"端口有别的程序在用，换一个：--port {port + 1}" in done.stderr


def fetched(address: str) -> Any:
    """The workers take a moment after the address is said."""
    for _ in range(600):
        try:
            return urllib.request.urlopen(address)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident_megabytes(pid: int) -> int:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) // 1024
