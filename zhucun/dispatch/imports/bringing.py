"""Looking at a file and bringing it in: the two functions behind the page, the API and the command line."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from zhucun.acts.act import one_batch
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.dispatch.opening import acts as opening
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.rules import BRING_IN, IMPORT
from zhucun.org.places.models import Place
from zhucun.sheets.plan import Plan
from zhucun.web.importing import Case, Choices, digest, importer_for, read_case, remember

SELDOM = (50_000, 20, 100)  # objects made between two collections
MOVED_ON = "台账在你看过之后变了，这份表要再看一遍。什么都没有写入。"


@dataclass(frozen=True)
class Brought:
    """`file` is the record of what was written; None where nothing was."""

    plan: Plan
    file: OpeningFile | None = None


def look(data: bytes, name: str, choices: Choices, *, by: Actor) -> Plan:
    """What the file would do. Raises Unreadable or Refused."""
    return look_closely(data, name, choices, by=by)[1]


def look_closely(data: bytes, name: str, choices: Choices, *, by: Actor) -> tuple[Case, Plan]:
    """Also how it was read."""
    case = read_case(data, name, choices, by=by)
    importer = importer_for(case.verdict.key)
    by.must(importer.needs)
    return case, importer.decide(case)


def bring_in(data: bytes, name: str, choices: Choices, *, by: Actor, seen: str = "") -> Brought:
    """All of it or nothing. `seen` is the digest of the plan a person looked at: another plan is refused.

    Decided again inside the transaction, with the county's row locked, so that two who bring in one file at once do not
    bring in everybody twice. Raises Unreadable or Refused.
    """
    with transaction.atomic(), _few_collections():
        county = _locked_county(by)
        plan = look(data, name, choices, by=by)
        if not plan.may_be_carried_out or plan.changes_nothing:
            return Brought(plan)
        if seen and digest(plan) != seen:
            raise Refused(MOVED_ON)
        gc.freeze()
        with one_batch() as batch:
            importer = importer_for(plan.verdict.key)
            counts = importer.carry_out(plan, by)
            summed = hashlib.sha256(data).hexdigest()
            told = {"kind": plan.verdict.key, "file_name": name, "sha256": summed, "batch_id": batch, "counts": counts}
            file = opening.keep_file(county, by=_keeper(county, by), **told)
            if importer.afterwards:
                importer.afterwards(plan, file, by)
        remember(plan, county.code)
    return Brought(plan, file)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Nothing a plan holds is garbage: to look through it again and again would take a quarter of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _locked_county(by: Actor) -> Place:
    if not by.county_code:
        raise Refused("先说明导入哪个县。")
    seen = Place.objects.all() if by.may(BRING_IN) else Place.objects.visible_to(by)
    county = seen.filter(code=by.county_code, until__isnull=True).select_for_update().first()
    if county is None:
        raise OutOfReach()
    return county


def _keeper(county: Place, by: Actor) -> Actor:
    """That a file came in is noted with the county's files: for a township, which does not reach them, by the house
    under the name of whoever brought it."""
    if by.scope(IMPORT).covers_place(county.code):
        return by
    return Actor.system(by.name, reach=county.code, now=by.now, door=by.door)
