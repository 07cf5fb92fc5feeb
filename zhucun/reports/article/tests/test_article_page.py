"""与公开报道核对: all that was printed beside what the ledgers say."""

import io
from typing import Any

import openpyxl
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.demo import Demo
from zhucun.acts.models import AccessLog
from zhucun.lib.figure import all_figures
from zhucun.reports.published.comparing import Verdict

PAGE = "reports:figures.article"
MOST_QUERIES = 90  # one for each topic and each of the report's own periods


def lines(client: Client, asked: str = "") -> dict[str, Any]:
    page = client.get(reverse(PAGE) + asked)
    assert page.status_code == 200
    return {line.fact.id: line for section in page.context["sections"] for line in section.lines}


def test_all_71_rows_stand_there_and_those_the_ledgers_hold_compare_as_they_should(demo: Demo) -> None:
    client = demo.client("county_office_leader")
    with CaptureQueriesContext(connection) as queries:
        found = lines(client)
    verdicts = {fact: line.judged.verdicts for fact, line in found.items()}
    held = {ref for figure in all_figures() for ref in figure.refs}

    assert sorted(found) == [f"N{n:02}" for n in range(1, 72)]
    assert len(queries) <= MOST_QUERIES
    assert [fact for fact, told in verdicts.items() if Verdict.DIFFERS in told] == []
    assert {fact for fact, told in verdicts.items() if Verdict.NOT_YET in told} & held == set()
    assert verdicts["N13"] == verdicts["N15"] == (Verdict.RESTATED,)
    assert verdicts["N12"] == verdicts["N31"] == (Verdict.AGREED, Verdict.COINCIDENCE)
    assert verdicts["N52"] == verdicts["N38"] == (Verdict.AT_LEAST,)
    assert verdicts["N01"] == verdicts["N34"] == verdicts["N45"] == (Verdict.AGREED,)
    assert Verdict.NO_START in verdicts["N47"]
    assert Verdict.SCOPE in verdicts["N47"]
    assert all(Verdict.NO_TOTAL in verdicts[fact] for fact in ("N48", "N49", "N50", "N51"))


def test_every_number_of_the_ledgers_opens_as_many_records_as_it_says(demo: Demo) -> None:
    """Those of days and words open the rows they are read of."""
    client = demo.client("county_office_leader")
    counts = [
        line
        for line in lines(client).values()
        if line.said.figure and line.fact.kind == "count" and not line.said.figure.adds_up
    ]

    opened = {line.fact.id: client.get(line.said.url).context["table"].paginator.count for line in counts}

    assert opened == {line.fact.id: line.said.found.number for line in counts}


def test_whoever_may_not_read_who_was_talked_to_reads_the_number_and_no_day(demo: Demo) -> None:
    found = lines(demo.client("county_officer"))

    assert found["N02"].judged.verdicts == (Verdict.AGREED,)
    assert (found["N01"].judged.verdicts, found["N01"].shown) == ((Verdict.HIDDEN,), "—")


def test_it_is_narrowed_by_verdict_and_taken_away_whole(demo: Demo) -> None:
    client = demo.client("county_officer")
    answer = client.get(reverse(PAGE) + "?export=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert list(lines(client, "?verdict=restated")) == ["N13", "N15"]
    assert len([row for row in rows if row[0] and row[0].startswith("N")]) == 71
    assert AccessLog.objects.latest("pk").what == "导出与公开报道核对"


def test_a_township_and_another_county_have_no_report_to_compare(demo: Demo) -> None:
    """It tells of the county as a whole."""
    page = demo.client("township_secretary", "990126101").get(reverse(PAGE))
    listed = demo.client("township_secretary", "990126101").get(reverse("reports:figures"))

    assert "没有可核对的" in page.content.decode()
    assert reverse(PAGE) not in listed.content.decode()
    assert reverse(PAGE) in demo.client("county_officer").get(reverse("reports:figures")).content.decode()
