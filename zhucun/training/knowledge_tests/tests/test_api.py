"""A program plans, seats and draws through the one write door, and reads of results what its user may."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client

from tests import sitting
from tests.cast import Cast
from zhucun.acts.models import AccessLog
from zhucun.training.knowledge_tests import answering
from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, Seat

LogIn = Callable[[str], Client]


def send(client: Client, verb: str, row: int, **told: Any) -> dict[str, Any]:
    act = {"id": str(uuid.uuid4()), "verb": verb, "row": row, "told": told}
    body = json.dumps({"acts": [act]})
    return client.post("/api/v1/acts", body, content_type="application/json").json()["answers"][0]


def test_a_test_is_held_through_the_door_and_its_results_are_the_organisers_and_ones_own(
    cast: Cast, log_in: LogIn
) -> None:
    sitting.bank(cast.county, cast.actor("officer"))
    clerk, member = log_in("clerk"), log_in("member")
    send(clerk, "blueprint.write", cast.dongling.pk, title="平常", lines=sitting.LINES)
    window = {"opens_at": "2022-07-11T08:00", "closes_at": "2022-07-13T18:00+08:00", "minutes": 60}
    made = send(clerk, "test.plan", cast.dongling.pk, title="二季度", blueprint=Blueprint.objects.get().pk, **window)
    for posting in (cast.member, cast.first_secretary):
        send(clerk, "test.seat", made["row"], posting=posting.pk)
    assert send(clerk, "test.draw", made["row"])["outcome"] == "done"
    for row in Seat.objects.select_related("test").filter(posting=cast.member):
        by = cast.actor("member")
        answering.hand_in(answering.start(row, by=by), by=by)

    results = f"/api/v1/test-results/?test={made['row']}"
    assert [one["grade"] for one in clerk.get(results).json()["rows"]] == ["一般"]
    assert AccessLog.objects.filter(what="导出测验成绩（接口）").count() == 1
    assert [one["name"] for one in member.get(results).json()["rows"]] == ["盘小妹"]
    assert log_in("first_secretary").get(results).json()["rows"] == []
    assert log_in("secretary").get(f"/api/v1/test-seats/?test={made['row']}").json()["count"] == 2
    assert log_in("neighbour").get(results).json()["rows"] == []
    assert log_in("neighbour").get(f"/api/v1/knowledge-tests/{made['row']}/").status_code == 404
    assert KnowledgeTest.objects.get().state == "ready"


def test_no_program_begins_or_hands_in_a_paper_at_a_time_of_its_own(cast: Cast, log_in: LogIn) -> None:
    _, seat, _ = sitting.ready(cast)

    for verb in ("seat.start", "seat.hand_in"):
        assert "没有" in send(log_in("member"), verb, seat.pk)["sentence"]
