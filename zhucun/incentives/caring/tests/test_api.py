"""A unit registers from the phone and programs read what is given and owed."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.incentives.benefits import acts as benefits

pytestmark = pytest.mark.django_db
PHONE = {"what": "phone", "month": "2022-05", "fen": 10_000, "paid_on": TODAY.isoformat(), "voucher": "12号"}


def read(client: Client, path: str) -> dict[str, Any]:
    return client.get(f"/api/v1/{path}").json()


def send(client: Client, row: int, told: dict[str, Any]) -> dict[str, Any]:
    sent = {"id": str(uuid.uuid4()), "verb": "benefit.pay", "row": row, "told": told}
    return client.post("/api/v1/acts", json.dumps({"acts": [sent]}), "application/json").json()["answers"][0]


def test_the_liaison_pays_from_the_phone_and_it_is_owed_no_more(cast: Cast, log_in: Callable[[str], Client]) -> None:
    client, unit = log_in("liaison"), f"benefits-owed/?unit={cast.archive.pk}"
    months = {row["period"] for row in read(client, unit)["rows"] if row["what"] == "phone"}

    assert send(client, cast.first_secretary.pk, PHONE)["outcome"] == "done"
    again = send(client, cast.first_secretary.pk, PHONE)

    assert (again["outcome"], again["field"], "记过这一笔" in again["sentence"]) == ("refused", "voucher", True)
    assert months - {row["period"] for row in read(client, unit)["rows"] if row["what"] == "phone"} == {"2022-05"}
    assert read(client, "benefit-payments/?month=2022-05")["rows"][0]["fen"] == 10_000
    assert read(client, "benefit-payments/?what=living")["count"] == 0


def test_programs_read_cover_checks_visits_and_never_on_what_occasion(
    cast: Cast, log_in: Callable[[str], Client]
) -> None:
    by, posting = cast.actor("officer"), cast.first_secretary
    benefits.visit(posting, on=TODAY, occasion="illness", visited_by="工会", by=by)
    benefits.record_check(posting, done_on=TODAY, by=by)

    rows = {path: read(log_in("officer"), f"{path}/")["rows"] for path in ("care-visits", "health-checks")}
    assert [(row["visited_by"], "occasion" in row) for row in rows["care-visits"]] == [("工会", False)]
    assert rows["health-checks"][0]["done_on"] == TODAY.isoformat()
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert read(client, "care-visits/")["count"] == 0
        assert client.get(f"/api/v1/benefits-owed/?cadre={posting.cadre_id}").status_code in (200, 404)
        assert not read(client, f"benefits-owed/?cadre={posting.cadre_id}").get("rows")
