"""问责 is entered on a page, summed by kind, and read by few."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.oversight.accountability.models import AccountabilityRecord

pytestmark = pytest.mark.django_db


def test_a_leader_enters_a_member_a_leader_of_a_unit_and_a_team(cast: Cast, log_in: Callable[[str], Client]) -> None:
    """R-TLK-08."""
    leader = log_in("office_leader")
    told = {"kind": "circular", "reason": "整改拖延", "document": "青驻办通〔2022〕1号", "decided_by": "县驻村办"}
    told |= {"decided_on": TODAY}
    posted = f"盘小妹（{cast.team.name}）"
    form = leader.get("/talks/accountability/new/").content.decode()
    assert 'value="青岭县驻村帮扶工作办公室"' in form  # in full, as papers have it
    assert 'data-zc-when="about:team"' in form

    leader.post("/talks/accountability/new/", {**told, "about": "person", "name": posted, "unit": "县水利局"})
    leader.post(
        "/talks/accountability/new/", {**told, "about": "person", "name": "蓝局长", "unit": "县水利局", "duty": "局长"}
    )
    leader.post("/talks/accountability/new/", {**told, "about": "team", "team": cast.team.name})
    refused = leader.post("/talks/accountability/new/", {**told, "about": "unit"}).content.decode()

    assert [row.whom for row in AccountabilityRecord.objects.order_by("pk")] == ["盘小妹", "蓝局长", cast.team.name]
    assert "“单位”要填。" in refused
    assert "2022 年 3 人次：通报批评 3" in leader.get("/talks/accountability/").content.decode()
    row = AccountabilityRecord.objects.earliest("pk")
    leader.post(f"/talks/accountability/{row.pk}/withdraw/", {"reason": "登错了"})
    assert "撤回了" in leader.get(f"/talks/accountability/{row.pk}/").content.decode()
    assert [log_in(who).get("/talks/accountability/").status_code for who in ("secretary", "liaison", "member")] == [
        403
    ] * 3
