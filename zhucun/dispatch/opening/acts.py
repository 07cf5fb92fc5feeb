"""Keeping which files came in: the record to which imported rows and opening values point."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.roster.rules import IMPORT
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place


@act("opening.keep_file", "导入表格", needs=IMPORT)
def keep_file(
    county: Place,
    *,
    kind: str,
    file_name: str,
    sha256: str,
    batch_id: uuid.UUID,
    counts: Mapping[str, int],
    by: Actor,
) -> OpeningFile:
    """The file's name, sum and outcome; its content is not kept, the rows are."""
    return OpeningFile.objects.create(
        county_code=county.code,
        kind=kind,
        file_name=file_name[:200],
        sha256=sha256,
        imported_at=by.now,
        imported_by=by.name,
        batch_id=batch_id,
        counts=dict(counts),
    )


@act("opening.carry", "带入期初", needs=IMPORT)
def carry(
    file: OpeningFile,
    *,
    kind: str,
    month: date,
    cadre: Cadre,
    amount: int,
    sheet_name: str,
    row_number: int,
    by: Actor,
) -> OpeningBalance:
    """A value of a month before the county began, with the row it stands in; of a person and month one."""
    told = {"kind": kind, "month": month, "cadre": cadre, "amount": amount, "sheet_name": sheet_name}
    return _carry_many([Told(file, {**told, "row_number": row_number})], by=by)[0]


@carry.as_many
def _carry_many(calls: Sequence[Told], *, by: Actor) -> list[OpeningBalance]:
    kinds, cadres = {call.given["kind"] for call in calls}, {call.given["cadre"].pk for call in calls}
    held = OpeningBalance.objects.filter(kind__in=kinds, cadre__in=cadres).values_list("kind", "cadre", "month")
    taken = set(held)
    return insert_many(each(calls, lambda call: _carried(call, taken)))


def _carried(call: Told, taken: set[tuple[str, int, date]]) -> OpeningBalance:
    told, month = call.given, call.given["month"].replace(day=1)
    key = told["kind"], told["cadre"].pk, month
    if key in taken:
        raise Refused(f"{told['cadre']} {month:%Y-%m} 的期初已经带入过了。")
    taken.add(key)
    return OpeningBalance(
        county_code=call.row.county_code,
        kind=told["kind"],
        month=month,
        cadre=told["cadre"],
        amount=told["amount"],
        file=call.row,
        sheet_name=told["sheet_name"][:80],
        row_number=told["row_number"],
    )
