"""The same calls one by one and in bulk, for tests/test_many.py."""

import uuid
from datetime import date

from tests.bulk import operator_of, plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.dispatch.opening import acts as opening


@plan("opening.carry")
def carried_in(cast: Cast) -> list[Told]:
    told = {"kind": "attendance_month", "amount": 40, "sheet_name": "五月", "row_number": 3}
    kept = {"kind": "attendance_month", "file_name": "五月.xlsx", "sha256": "", "batch_id": uuid.uuid4(), "counts": {}}
    file = opening.keep_file(cast.county, **kept, by=operator_of(cast))
    return [
        Told(file, {**told, "month": date(2021, 5, 1), "cadre": cast.member.cadre}),
        Told(file, {**told, "month": date(2021, 4, 1), "cadre": cast.first_secretary.cadre}),
    ]
