"""The pages of a paper: by slip without an account, on the member's phone, with the script and without."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests import sitting
from tests.cast import Cast
from zhucun.training.knowledge_tests import seats
from zhucun.training.knowledge_tests.models import KnowledgeTest, SavedAnswer, Seat

LogIn = Callable[[str], Client]


@pytest.fixture
def theirs(cast: Cast) -> Seat:
    sitting.furnished(cast)
    return sitting.slip_seat()


def let_in(seat: Seat) -> Client:
    client = Client()
    answer = client.post(f"/sit/{sitting.A_TOKEN}/{seat.pk}/", {"code": sitting.A_DIGITS})
    assert answer.url == f"/sit/{sitting.A_TOKEN}/{seat.pk}/paper/"
    return client


def sent(client: Client, address: str, **told: Any) -> dict[str, Any]:
    whole = {"device": "a", "answers": [], **told}
    return client.post(address, json.dumps(whole), content_type="application/json").json()


def test_a_village_cadre_sits_by_name_and_slip_and_reads_what_was_wrong(cast: Cast, theirs: Seat) -> None:
    names = Client().get(f"/sit/{sitting.A_TOKEN}/").content.decode()
    assert "石会计" in names
    assert cast.member.cadre.person.name not in names  # who has an account sits in it
    address = f"/sit/{sitting.A_TOKEN}/{theirs.pk}/paper/"
    assert Client().get(address).url == f"/sit/{sitting.A_TOKEN}/{theirs.pk}/"
    client = let_in(theirs)

    client.post(address)
    paper = client.get(address).content.decode()
    assert paper.count("<fieldset") == 4
    right = sitting.right_answers(theirs)
    form = {f"item_{at}": one for at, one in enumerate(right)} | {f"shown_{at}": "1" for at in range(4)}
    client.post(address, {**form, "item_0": ["1"], "seen": "0", "device": "x"})
    client.post(address, {**form, "item_0": ["1"], "seen": "4", "device": "x", "hand_in": "1"})

    result = client.get(address).content.decode()
    assert "<b>20</b> 分" in result
    assert "没答对的 1 题" in result
    assert SavedAnswer.objects.count() == 4
    assert "石会计" not in Client().get(f"/sit/{sitting.A_TOKEN}/").content.decode()


def test_five_wrong_slips_and_a_new_one_is_needed(cast: Cast, theirs: Seat) -> None:
    address = f"/sit/{sitting.A_TOKEN}/{theirs.pk}/"

    said = [Client().post(address, {"code": "0000"}).content.decode() for _ in range(6)]

    assert "还能试 4 次" in said[0]
    assert "给一张新条" in said[4]
    assert "给一张新条" in Client().post(address, {"code": sitting.A_DIGITS}).content.decode()
    seats.issue_slips(KnowledgeTest.objects.get(), code={str(theirs.pk): "1234"}, by=cast.actor("clerk"))
    assert Client().post(address, {"code": "1234"}).status_code == 302


def test_a_member_answers_by_script_and_the_other_phone_is_told(cast: Cast, theirs: Seat, log_in: LogIn) -> None:
    seat = sitting.member_seat()
    client, address = log_in("member"), f"/study/tests/{seat.pk}/"
    assert "要考的" in client.get("/study/").content.decode()
    assert log_in("first_secretary").get(address).status_code == 404
    client.post(address)
    right = [{"item": at, "answer": one, "sequence": at + 1} for at, one in enumerate(sitting.right_answers(seat))]

    told = sent(client, address, opens=True, answers=right[:3])
    assert (told["kept"], told["elsewhere"], told["done"], told["left"]) == ([1, 2, 3], False, "", 3600)
    sent(client, address, device="b", opens=True)
    assert sent(client, address, answers=right[3:])["elsewhere"] is True
    assert sent(client, address, device="b", hand_in=True)["done"] == address

    late = sent(client, address, device="b", answers=[{**right[0], "sequence": 9, "ago": -(10**9)}])
    assert (late["kept"], "卷子交了以后" in late["sentence"]) == ([9], True)
    assert "全答对了" in client.get(address).content.decode()
    assert "考过的" in client.get("/study/").content.decode()
    for junk in ("nonsense", "[1]", '{"device": "a\\u0000"}', '{"device": "\\ud800"}'):
        assert client.post(address, junk, content_type="application/json").status_code == 400
