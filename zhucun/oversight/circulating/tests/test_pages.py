"""The pages, each role in turn."""

from collections.abc import Callable

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, Cast
from zhucun.oversight.circulars.models import CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.circulars.tests.test_way import asked
from zhucun.oversight.onsite import finding_acts as findings

LogIn = Callable[[str], Client]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_circular_goes_from_findings_to_those_it_names(cast: Cast, log_in: LogIn) -> None:
    told = {"kind": "style", "text": "走访本 9 页内容雷同", "found_on": TODAY, "source": "other"}
    finding = findings.enter(cast.team, **told, by=cast.actor("officer"))
    officer, secretary, leader = log_in("officer"), log_in("secretary"), log_in("office_leader")
    officer.post(
        "/circulars/new/", {"since": "2022-06-20", "last_on": "2022-07-11", "naming": "unit", "title": "通报一"}
    )
    row = InspectionCircular.objects.get()
    here = f"/circulars/{row.pk}/"
    assert "走访本" in text(officer, f"{here}pick/?kind=style&week=2022-07-11&township=990126101&about=stationed")
    assert "走访本" not in text(officer, f"{here}pick/?week=2022-06-20")
    officer.post(f"{here}picked/", {"finding": [finding.pk]})
    officer.post(f"{here}press/ask/")
    check, line = FactCheck.objects.get(unit__isnull=True), CircularLine.objects.get()
    assert secretary.get(here).status_code == 404
    assert "谁说的，怎么说的" in text(officer, f"/circulars/checks/{check.pk}/")
    assert "交回核实" in text(secretary, f"/circulars/checks/{check.pk}/")
    secretary.post(f"/circulars/checks/{check.pk}/", {f"said_{line.pk}": "有 2 页是同一户"})
    log_in("liaison").post(f"/circulars/checks/{FactCheck.objects.get(unit__isnull=False).pk}/", {})
    assert officer.get(f"/circulars/lines/{line.pk}/keep/").status_code == 403
    assert "/keep/" not in text(officer, here)
    leader.post(f"/circulars/lines/{line.pk}/keep/", {"reason": "走访本原件核对过"})
    officer.post(f"{here}press/make_ready/")
    told = {"document": "青驻办通〔2022〕1号", "signer": "唐志远", "issued_on": "2022-07-11"}
    officer.post(f"{here}issued/", told)

    assert "后盾单位县档案馆" in text(secretary, here)
    assert "走访本原件核对过" in text(secretary, f"/circulars/checks/{check.pk}/")
    [told] = secretary.get("/api/v1/circulars/").json()["rows"]
    assert (told["document"], told["sha256"]) == ("青驻办通〔2022〕1号", InspectionCircular.objects.get().sha256)
    assert len(secretary.get("/api/v1/circulars/checks/").json()["rows"]) == 1
    assert log_in("liaison").get(f"{here}word/")["Content-Type"].endswith("wordprocessingml.document")


def test_the_neighbours_find_nothing(cast: Cast, log_in: LogIn) -> None:
    row = asked(cast)
    pages = [f"{row.pk}/", f"{row.pk}/paper/", f"checks/{row.checks.first().pk}/"]
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert [client.get(f"/circulars/{page}").status_code for page in pages] == [404] * 3
        assert "第 1 期" not in text(client, "/circulars/")


def test_questions_asked_of_the_database(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row, client = asked(cast), log_in("officer")
    for page in ("", f"{row.pk}/", f"{row.pk}/paper/", f"checks/{row.checks.first().pk}/"):
        with django_assert_max_num_queries(16):
            client.get(f"/circulars/{page}")
