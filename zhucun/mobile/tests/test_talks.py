"""约谈 on the phone: the member answers the notice, the township registers the talk in three fields."""

from typing import Any

import pytest

from tests.cast import TODAY, Cast
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import State

pytestmark = pytest.mark.django_db


def test_a_notice_is_answered_and_the_talk_registered_on_the_phone(cast: Cast, log_in: Any) -> None:
    row = talks.notify(cast.member, reason="群众反映找不到人", by=cast.actor("secretary"))
    member, secretary = log_in("member"), log_in("secretary")

    assert f"/talk/{row.pk}/" in member.get("/today/").content.decode()
    assert "我的约谈" in member.get("/me/").content.decode()
    assert "群众反映找不到人" in member.get("/own-talks/").content.decode()
    assert "作说明" in member.get(f"/talk/{row.pk}/").content.decode()
    member.post(f"/talk/{row.pk}/answer/", {"statement": "那天去镇里开会"})
    assert "那天去镇里开会" in secretary.get(f"/talk/{row.pk}/").content.decode()
    form = secretary.get(f"/talk/{row.pk}/hold/").content.decode()
    secretary.post(f"/talk/{row.pk}/hold/", {"held_on": TODAY, "points": "走访少", "commitment": "每周走访"})

    assert form.count('class="field') == 3
    held = TalkRecord.objects.get()
    assert (held.state, held.commitment) == (State.HELD, "每周走访")
    assert "走访少" in member.get(f"/talk/{row.pk}/").content.decode()
    assert log_in("neighbour").get(f"/talk/{row.pk}/").status_code == 404
    assert "我的约谈" not in log_in("first_secretary").get("/me/").content.decode()
