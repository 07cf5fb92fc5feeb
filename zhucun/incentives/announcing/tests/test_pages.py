"""Y1: a document that was announced is entered by name, and each kind is read apart."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from zhucun.incentives.outcomes.models import AnnouncedOutcome, ReserveTotal

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
A_PROMOTION = {"group": "promote", "kind": "promoted", "level": "county", "what": "任某镇党委委员"}
SENT = {**A_PROMOTION, "document": "青组〔2022〕8号", "on": "2022-06-01"}


def test_what_was_announced_is_entered_by_name_and_counted_by_kind(cast: Cast, log_in: LogIn) -> None:
    client, name = log_in("organisation"), cast.member.cadre.person.name

    wrong = client.post("/outcomes/new/", {**SENT, "who": "没有这人"}).content.decode()
    early = client.post("/outcomes/new/", {**SENT, "who": name, "on": "2022-07-12"}).content.decode()
    client.post("/outcomes/new/", {**SENT, "who": name})
    client.post("/outcomes/reserve/", {"people": "30", "document": "青组〔2022〕9号", "on": "2022-06-01"})
    page = log_in("officer").get("/outcomes/").content.decode()

    assert "看看姓名写对没有" in wrong
    assert "公布了再登记" in early
    assert [label for label in ("提拔 <b>1</b>", "进一步使用 <b>0</b>", "职级晋升 <b>0</b>") if label not in page] == []
    assert "发现储备 30 人" in page
    assert name in page
    assert ReserveTotal.objects.get().people == 30


def test_a_wrong_one_is_taken_back_and_the_neighbour_reads_nothing(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    officer.post("/outcomes/new/", {**SENT, "who": cast.member.cadre.person.name})
    row = AnnouncedOutcome.objects.get()

    assert row.what not in log_in("neighbour").get("/outcomes/").content.decode()
    assert log_in("neighbour_county").get(f"/outcomes/{row.pk}/withdraw/").status_code == 404
    officer.post(f"/outcomes/{row.pk}/withdraw/", {"reason": "登错了人"})

    assert not AnnouncedOutcome.objects.standing().exists()
    assert row.what not in officer.get("/outcomes/").content.decode()


def test_of_a_document_it_is_said_how_many_were_on_post(cast: Cast, log_in: LogIn) -> None:
    """R-USE-05: a statistic of documents, of no person."""
    officer = log_in("officer")
    officer.post("/outcomes/new/", {**SENT, "who": cast.member.cadre.person.name})
    of = {"of": "promoted:青组〔2022〕8号"}

    too_few = officer.post("/outcomes/documents/total/", {**of, "people": "10001"}).content.decode()
    officer.post("/outcomes/documents/total/", {**of, "people": "4"})
    officer.post("/outcomes/documents/total/", {**of, "people": "3"})
    page = officer.get("/outcomes/documents/").content.decode()

    assert "多写了零" in too_few
    assert "33.33 %" in page
    assert cast.member.cadre.person.name not in page.split("<main")[1]
    assert "青组〔2022〕8号" not in log_in("neighbour").get("/outcomes/documents/").content.decode()
