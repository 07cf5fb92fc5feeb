"""J3 from end to end, role by role over HTTP: a week is drawn, a finding handed in, put into a 期, replied, 销号."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests import inspecting
from tests.cast import SHIPING, TODAY, Cast
from tests.standing import it_is
from zhucun.oversight.inspection.models import InspectionRound
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.rectification.models import RectificationItem

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
DAY_OUT, REPLY_DAY, CHECK_DAY = date(2022, 7, 12), date(2022, 7, 14), date(2022, 7, 15)
INSPECTED = ("secretary", "village_secretary", "liaison", "first_secretary", "member")
LISTS = ("/inspection/", "/inspection/visits/", "/findings/", "/rectification/", "/rectification/ledger/")
PROBLEM = "走访本 9 页内容雷同"
SEEN_ON_SITE = {
    "visited_on": "2022-07-12",
    "answer_present": "meets",
    "answer_monitored": "partly",
    "note_monitored": PROBLEM,
    "fix_monitored": "on",
    "kind_monitored": "style",
    "village_says": "来过两回",
    "signed": "周启航、史敏",
}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def sent(client: Client, address: str, **told: object) -> None:
    """Done, and led on."""
    answer = client.post(address, {"sent": "", **told})
    assert answer.status_code == 302, address


def drawn(cast: Cast, log_in: LogIn) -> InspectionRound:
    """Opened, two halves, sealed before the public number, drawn after it, for the next day."""
    office = log_in("officer")
    leader, other = inspecting.inspector(cast, "周启航", "inspector"), inspecting.inspector(cast, "史敏", "second")
    sent(office, "/inspection/open/", week=inspecting.WEEK, size=2, plan_document="青督〔2022〕1号")
    row = InspectionRound.objects.get()
    here = f"/inspection/{row.pk}/"
    sent(office, f"{here}groups/new/", day=DAY_OUT, leader=leader.pk, members=[other.pk])
    sent(log_in("county_leader"), f"{here}half/", secret="山高水长")
    sent(log_in("organisation"), f"{here}half/", secret="")
    public = {"public_name": "福彩双色球第2022078期红球", "public_source": "中国福利彩票网"}
    sent(office, f"{here}steps/seal/", **public, public_at="2022-07-11T21:15")
    it_is(TODAY, 21, 30)
    sent(office, f"{here}steps/draw/", public_number="03 11 17 22 29 31", again="031117222931")
    return InspectionRound.objects.get()


def found(cast: Cast, log_in: LogIn, row: InspectionRound) -> Finding:
    """Handed in from the village; the other village was out of reach that day."""
    inspector, away = log_in("inspector"), row.drawn.exclude(seat_code=SHIPING).get()
    assert "石坪村" in text(inspector, "/site/")
    sent(inspector, f"/site/{cast.team.pk}/", **SEEN_ON_SITE)
    sent(inspector, f"/inspection/drawn/{away.pk}/miss/", reason="水漫桥过不去")
    return Finding.objects.get()


def in_a_letter(officer: Client, finding: Finding) -> RectificationItem:
    """Put into a 期, out for signature, what was signed entered."""
    told = {f"pick_{finding.pk}": "on", f"to_{finding.pk}": "unit", f"days_{finding.pk}": "normal"}
    sent(officer, "/rectification/compose/", **told)
    item = RectificationItem.objects.get()
    here = f"/rectification/issues/{item.letter.issue_id}/"
    assert PROBLEM in text(officer, here)
    sent(officer, f"{here}send-out/")
    signed = {"number": "青驻办函〔2022〕1号", "signer": "唐志远", "issued_on": "2022-07-12"}
    sent(officer, f"{here}issued/", letters=[item.letter_id], **signed)
    item.refresh_from_db()
    return item


def nothing_of_the_village(log_in: LogIn, who: str) -> None:
    client = log_in(who)
    for address in LISTS:
        answer = client.get(address)
        assert answer.status_code in (200, 403), (who, address)
        told = answer.content.decode().split("<main", 1)[-1]
        assert "石坪" not in told, (who, address)
        assert PROBLEM not in told, (who, address)


def test_one_finding_from_the_draw_to_closing(cast: Cast, log_in: LogIn) -> None:
    row = drawn(cast, log_in)
    group = row.groups.get()
    for who in (*INSPECTED, "neighbour", "neighbour_county"):
        nothing_of_the_village(log_in, who)
        for address in (f"/inspection/{row.pk}/", f"/inspection/groups/{group.pk}/", f"/site/groups/{group.pk}/"):
            assert log_in(who).get(address).status_code in (403, 404), (who, address)
    assert "石坪" not in text(log_in("officer"), f"/inspection/groups/{group.pk}/")

    it_is(DAY_OUT)
    for who in INSPECTED:
        nothing_of_the_village(log_in, who)
    finding = found(cast, log_in, row)
    visit = f"/inspection/visits/{finding.visit_id}/"
    assert PROBLEM in text(log_in("secretary"), visit)
    assert PROBLEM in text(log_in("first_secretary"), visit)
    for who in ("neighbour", "neighbour_county"):
        nothing_of_the_village(log_in, who)
        assert log_in(who).get(visit).status_code == 404

    officer = log_in("officer")
    item = in_a_letter(officer, finding)
    page = f"/rectification/items/{item.pk}/"
    assert (item.due_on, item.letter.addressee) == (date(2022, 7, 27), "县档案馆")
    assert log_in("neighbour").get(page).status_code == 404

    it_is(REPLY_DAY)
    liaison, township = log_in("liaison"), log_in("secretary")
    sent(liaison, f"{page}press/accept/")
    sent(liaison, f"{page}reply/", reply="走访本按户重写，7月13日逐户核过")
    assert liaison.post(f"{page}check/", {"outcome": "document"}).status_code == 403
    assert liaison.post(f"{page}press/sign/").status_code == 403
    sent(township, f"{page}press/sign/")
    assert township.post(f"{page}check/", {"outcome": "document"}).status_code == 403

    it_is(CHECK_DAY)
    sent(officer, f"{page}check/", outcome="document", verdict="看了重写的走访本")
    item.refresh_from_db()
    assert (item.state, item.closed_by, item.replied_by) == ("closed", "李静文", "欧阳岚")
    assert "7月15日销号" in text(township, "/rectification/")
    refused = liaison.post(f"{page}reply/", {"reply": "再补一份"})
    assert "已经销号" in refused.content.decode()

    sent(officer, f"/inspection/{row.pk}/finish/")
    for who in ("secretary", "neighbour", "member"):
        assert "三样都对得上" in text(log_in(who), f"/inspection/{row.pk}/process/")
    assert log_in("neighbour_county").get(f"/inspection/{row.pk}/process/").status_code == 404


def test_who_entered_a_reply_for_the_unit_does_not_close_it(cast: Cast, log_in: LogIn) -> None:
    """R-SEC-14: through no second door."""
    it_is(DAY_OUT)
    officer = log_in("officer")
    sent(officer, f"/inspection/visits/teams/{cast.team.pk}/", **SEEN_ON_SITE, kind="spot", reason="6 月说走访本要再看")
    item = in_a_letter(officer, Finding.objects.get())
    page = f"/rectification/items/{item.pk}/"
    sent(officer, f"{page}reply/", reply="走访本重写了", written_for="县档案馆 7月12日函")
    sent(log_in("secretary"), f"{page}press/sign/")

    refused = officer.post(f"{page}check/", {"outcome": "document"})
    assert "请另一个人复核" in refused.content.decode()
    sent(log_in("office_leader"), f"{page}check/", outcome="document")
    item.refresh_from_db()
    assert (item.state, item.replied_by, item.closed_by) == ("closed", "县档案馆 7月12日函（李静文代记）", "唐志远")
