"""Screen Z3: what the audit administrator reads, and what not; the chain is checked (R-SEC-05, R-SEC-07)."""

import io
from collections.abc import Callable
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts import jobs
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.acts.seal import seal_open_lines
from zhucun.org.accounts import acts as accounts
from zhucun.org.log import checking
from zhucun.org.people import acts as people
from zhucun.org.people.revealing import reveal

LogIn = Callable[[str], Client]


def text_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.fixture
def auditor(log_in: LogIn) -> Client:
    return log_in("audit_admin")


def test_business_is_said_to_have_been_done_but_not_what_it_says(cast: Cast, auditor: Client) -> None:
    people.correct_cadre(cast.spare, changes={"post": "农技站长"}, by=cast.actor("officer"))

    text = text_of(auditor, "/log/?q=李静文&verb=cadre.correct")

    assert "更正干部资料" in text
    assert f"干部 {cast.spare.pk}" in text
    assert "职务" in text
    assert "农技站长" not in text
    assert "候补一" not in text


def test_of_accounts_and_offices_the_auditor_reads_what_changed_and_why(cast: Cast, auditor: Client) -> None:
    """R-SEC-05: the third administrator watches the other two."""
    accounts.stop(cast.accounts["clerk"], reason="调到别处", by=cast.actor("system_admin"))

    text = text_of(auditor, "/log/?verb=account.stop")

    assert "停用账号" in text
    assert "调到别处" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("day=today", True),
        ("day=7", True),
        (f"day={TODAY}", True),
        (f"day={TODAY - timedelta(days=1)}", False),
        ("day=soon", False),
        ("kind=org.cadre", True),
        ("kind=org.unit", False),
        ("door=desk", True),
        ("door=phone", False),
        ("q=李静", True),
        ("q=沈纪", False),
    ],
)
def test_lines_are_found_by_day_person_verb_kind_and_door(cast: Cast, auditor: Client, query: str, found: bool) -> None:
    people.correct_cadre(cast.spare, changes={"post": "科员"}, by=cast.actor("officer"))

    assert ("<td" in text_of(auditor, f"/log/?verb=cadre.correct&{query}")) is found


def test_the_neighbour_countys_lines_are_not_told(cast: Cast, auditor: Client) -> None:
    people.add_unit(cast.neighbour_county, name="白水县档案馆", since=TODAY, by=cast.actor("neighbour_county"))
    assert AuditLog.objects.filter(actor_name="白长河").exists()

    assert "白长河" not in text_of(auditor, "/log/?verb=unit.add&q=白长河").replace('value="白长河"', "")


@pytest.mark.parametrize("who", ["officer", "county_leader", "system_admin", "security_admin", "secretary"])
@pytest.mark.parametrize("path", ["/log/", "/log/looks/", "/log/seals/"])
def test_nobody_else_reads_the_log(log_in: LogIn, who: str, path: str) -> None:
    assert log_in(who).get(path).status_code == 403


def test_looks_at_personal_data_stand_with_their_reason(cast: Cast, auditor: Client) -> None:
    reveal(cast.spare, reason="核对保险名单", by=cast.actor("officer"))

    text = text_of(auditor, "/log/looks/?view=private")

    assert "核对保险名单" in text
    assert "李静文" in text
    assert "候补一" not in text


def test_the_pages_need_few_queries(
    cast: Cast, auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reveal(cast.spare, reason="核对保险名单", by=cast.actor("officer"))
    seal_open_lines()
    for path in ("/log/", "/log/looks/", "/log/seals/"):
        with django_assert_max_num_queries(12):
            assert auditor.get(path).status_code == 200


def test_a_check_says_what_came_out_and_is_kept(cast: Cast, auditor: Client) -> None:
    seal_open_lines()

    auditor.post("/log/seals/check/")

    kept = AccessLog.objects.get(what=checking.CHECKED)
    assert kept.actor_name == "沈纪"
    assert f"1 个封签、{AuditLog.objects.count()} 行都对得上" in kept.reason
    assert kept.reason in text_of(auditor, "/log/seals/")


def test_a_line_that_was_changed_underneath_is_named(cast: Cast, auditor: Client) -> None:
    seal_open_lines()
    _change_underneath(AuditLog.objects.earliest("pk").pk)

    answer = auditor.post("/log/seals/check/", follow=True)

    assert "与它的日志行对不上" in answer.content.decode()


def _change_underneath(key: int) -> None:
    """As somebody with the database's own password could: the trigger is put aside first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'acts_auditlog'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        else:
            cursor.execute("ALTER TABLE acts_auditlog DISABLE TRIGGER USER")
        cursor.execute("UPDATE acts_auditlog SET actor_name = '别人' WHERE id = %s", [key])


def test_a_long_chain_is_checked_by_a_job(cast: Cast, auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "AT_ONCE", 1)

    answer = auditor.post("/log/seals/check/")

    job = jobs.Job.objects.get()
    assert (job.name, answer["Location"]) == (checking.CHECK, f"/jobs/{job.pk}/")
    assert "对得上" in checking.check_the_chain(jobs.Context(job, cast.actor("audit_admin")))


def test_a_posting_is_a_line_about_its_team(cast: Cast, auditor: Client) -> None:
    make.posting(cast.team, cast.spare)

    assert "派驻" in text_of(auditor, "/log/?verb=posting.start")


def test_the_log_is_taken_away_as_a_sheet_and_that_is_noted(cast: Cast, auditor: Client) -> None:
    people.correct_cadre(cast.spare, changes={"post": "农技站长"}, by=cast.actor("officer"))

    answer = auditor.get("/log/?verb=cadre.correct&export=xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    said = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"更正干部资料", "李静文", f"干部 {cast.spare.pk}"} <= set(said)
    assert not any("农技站长" in word for word in said)
    assert AccessLog.objects.get(what__startswith="导出").actor_name == "沈纪"
