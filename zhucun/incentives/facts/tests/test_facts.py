"""事实单 (Y2): for anyone alike, by who may, from the ledgers alone; nothing is kept but who opened whose."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from docx import Document

from tests.cast import TODAY, Cast, operator
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.conditions import Met
from zhucun.dispatch.roster.rules import NoteKind
from zhucun.incentives.facts.rules import ASKED_OUTSIDE

MOST_QUERIES = 24


def address(cast: Cast, more: str = "") -> str:
    return f"/outcomes/facts/{cast.member.cadre_id}/{more}"


def met_of(page: Any) -> dict[str, Met]:
    return {one.says: one.met for one, _ in page.context["sheet"].conditions}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("organisation", 200),
        ("member", 200),
        ("first_secretary", 404),
        ("secretary", 403),
        ("county_leader", 403),
        ("neighbour", 403),
        ("neighbour_county", 404),
    ],
)
def test_the_office_the_organisation_department_and_oneself_read_it(
    cast: Cast, log_in: Any, who: str, status: int
) -> None:
    """A team mate's file is within reach of nobody in the team, the sheet even less."""
    assert log_in(who).get(address(cast)).status_code == status
    assert log_in(who).get(address(cast, "paper/")).status_code == status


def test_nothing_is_kept_of_a_sheet_but_who_opened_whose(cast: Cast, log_in: Any) -> None:
    before = AuditLog.objects.count()

    log_in("organisation").get(address(cast))
    log_in("organisation").get(address(cast, "paper/"))

    looks = AccessLog.objects.filter(row_kind="org.cadre", row_key=cast.member.cadre_id)
    assert [look.what for look in looks.order_by("pk")] == ["打开事实单", "下载事实单（Word）"]
    assert AuditLog.objects.count() == before
    shown = log_in("officer").get(f"/members/{cast.member.cadre_id}/").content.decode()
    assert "打开事实单" in shown
    assert "谁看过按真实的钟记" in shown  # the house's calendar stands at a day long past


def test_a_term_is_met_when_it_is_over_and_says_when_it_will_be(cast: Cast, log_in: Any) -> None:
    page = log_in("organisation").get(address(cast))

    assert met_of(page)["任满一个任期"] is Met.NOT_YET
    assert met_of(page)["期满考核优秀"] is Met.NOT_YET

    roster.end(cast.member, last_day=TODAY - timedelta(days=1), kind="rotation", reason="轮换", by=operator())

    assert met_of(log_in("organisation").get(address(cast)))["任满一个任期"] is Met.NO


def test_what_stands_in_the_way_has_its_end_and_is_read_by_few(cast: Cast, log_in: Any) -> None:
    """An effect that is over stands in nobody's way (R-TLK-06, R-TLK-09)."""
    told = {"kind": NoteKind.RECALL, "document": "青组通〔2022〕9号", "is_restricted": True}
    for key, until in ((1, date(2025, 7, 1)), (2, TODAY)):
        noting.write_down(
            cast.member,
            on=date(2022, 6, 1),
            sentence=f"不得提拔使用（{key}）",
            source=("dispatch.changecase", key),
            effect_until=until,
            **told,
        )

    page = log_in("organisation").get(address(cast))

    blockers = [one.says for one in page.context["sheet"].blockers if "提拔" in one.says]
    assert blockers == ["召回影响期：不得提拔使用（1）"]
    assert "到 2025-06-30 为止" in page.content.decode()
    assert "不得提拔使用" not in log_in("member").get(address(cast)).content.decode()


def test_there_is_no_field_for_an_opinion_and_the_outside_is_said(cast: Cast, log_in: Any) -> None:
    page = log_in("organisation").get(address(cast)).content.decode()

    main = page[page.index("<main") :]
    assert "<textarea" not in main
    assert "<form" not in main
    assert "推荐" not in main
    assert all(one in main for one in ASKED_OUTSIDE)


def test_a_month_that_nobody_has_locked_is_said(cast: Cast, log_in: Any) -> None:
    page = log_in("organisation").get(address(cast))

    months = page.context["sheet"].months
    assert months[0].first == cast.member.since.replace(day=1)
    assert months[-1].first == TODAY.replace(day=1)
    assert {one.days for one in months if not one.url} == {"还没核定"}
    assert 'href=""' not in page.content.decode()


def test_the_paper_says_what_the_page_says(cast: Cast, log_in: Any) -> None:
    answer = log_in("organisation").get(address(cast, "paper/"))

    said = "\n".join(
        cell.text for table in Document(io.BytesIO(answer.content)).tables for row in table.rows for cell in row.cells
    )
    assert cast.member.cadre.person.name in said
    assert "还没到时候" in said


def test_a_sheet_costs_few_queries(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    client = log_in("officer")
    client.get("/teams/")

    with django_assert_max_num_queries(MOST_QUERIES):
        assert client.get(address(cast)).status_code == 200
