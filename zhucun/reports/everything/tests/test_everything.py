"""All goes out in the columns it came in: read back it changes nothing, and an empty county is made again by it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client

from tests import make
from tests.cast import COUNTY, Cast, operator
from tests.cli import Zhucun
from tests.examples import Examples
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import working
from zhucun.acts.jobs.models import Job
from zhucun.acts.models import AccessLog
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.reports.everything.all_kinds import EVERYTHING
from zhucun.reports.everything.packing import READ_ME, TITLE, pack
from zhucun.web.importing import Choices, importers

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
WHY = "年底归档"
ANSWERS = {"date": "2021-06-01", "text": "补录"}
NOT_FROM_THE_LEDGERS = {
    "village_facts",  # stands in the pairing and the list of places
    "household_helpers",
    "nominations",
    "month_sheet",
    "earlier_grades",
    "committee_renewal",
    "rota",
    "monitored_households",
}


def packed(by: Actor) -> dict[str, bytes]:
    """Kind → its workbook."""
    buffer = io.BytesIO()
    pack(buffer, by=by, reason=WHY)
    with zipfile.ZipFile(buffer) as found:
        names = [name for name in found.namelist() if name != READ_ME]
        return {one.kind: found.read(name) for one, name in zip(EVERYTHING, names, strict=True)}


def cells(data: bytes) -> list[tuple[Any, ...]]:
    return sorted(map(repr, openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)))


def test_every_kind_that_comes_in_goes_out_or_says_why_not() -> None:
    assert {one.kind for one in EVERYTHING} | NOT_FROM_THE_LEDGERS == {one.key for one in importers()}


def test_what_goes_out_changes_nothing_when_it_comes_in(cast: Cast) -> None:
    Examples.made(cast)
    by = cast.actor("office_leader")

    for kind, data in packed(by).items():
        if len(cells(data)) > 1:
            plan = look(data, f"{kind}.xlsx", Choices(kind=kind), by=by)
            assert plan.changes_nothing, (kind, plan.sentences, [fault.problem for fault in plan.cell_faults])


NOT_THERE = {"forum_opinions"}  # hang on a meeting, which is a record and no sheet


def restored(workbooks: dict[str, bytes], by: Actor) -> None:
    """As a person would: new units are registered, what is asked of days and documents is answered for all."""
    for kind, data in workbooks.items():
        choices = Choices(kind=kind)
        while asked := look(data, f"{kind}.xlsx", choices, by=by).questions:
            more = {one.id: ANSWERS.get(one.wants) or one.options[0][0] for one in asked}
            assert more.keys() - choices.answers.keys(), (kind, asked)
            choices = Choices(kind=kind, answers={**choices.answers, **more})
        plan = bring_in(data, f"{kind}.xlsx", choices, by=by).plan
        assert plan.may_be_carried_out or kind in NOT_THERE, (
            kind,
            plan.sentences,
            [one.problem for one in plan.cell_faults],
        )


def test_an_empty_county_is_made_again_from_the_zip() -> None:
    with transaction.atomic():
        cast = make.whole_cast()
        Examples.made(cast)
        before = packed(cast.actor("office_leader"))
        transaction.set_rollback(True)
    make.county()

    restored(before, operator())

    after = packed(operator())
    for kind in before.keys() - NOT_THERE:
        assert cells(after[kind]) == cells(before[kind]), kind


def test_a_worker_packs_it_and_only_who_asked_takes_it(cast: Cast, log_in: LogIn) -> None:
    client = log_in("office_leader")
    client.post("/transfers/everything/", {"reason": WHY})
    working.do_waiting("slow")

    job = Job.objects.get(name="transfers.everything")
    page = client.get("/transfers/everything/").content.decode()
    answer = client.get(f"/transfers/everything/{job.pk}/")

    assert (job.state, f"/transfers/everything/{job.pk}/" in page) == ("done", True)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert len(found.namelist()) == len(EVERYTHING) + 1
        assert "03-驻村工作队花名册.xlsx" in found.namelist()
    noted = AccessLog.objects.filter(what__startswith=f"导出{TITLE}").order_by("pk")
    assert [(one.what, one.reason) for one in noted] == [(f"导出{TITLE}", WHY), (f"导出{TITLE}（下载）", WHY)]
    assert log_in("officer").get(f"/transfers/everything/{job.pk}/").status_code == 403


@pytest.mark.parametrize("who", ["officer", "secretary", "neighbour", "neighbour_county", "member", "system_admin"])
def test_it_is_for_the_office_leader_alone(cast: Cast, log_in: LogIn, who: str) -> None:
    assert log_in(who).get("/transfers/everything/").status_code == 403
    with pytest.raises(NotPermitted):
        pack(io.BytesIO(), by=cast.actor(who), reason=WHY)


def test_it_takes_a_reason(cast: Cast, log_in: LogIn) -> None:
    page = log_in("office_leader").post("/transfers/everything/", {"reason": "  "}).content.decode()

    assert ("为什么要导" in page, Job.objects.exists()) == (True, False)
    with pytest.raises(Refused, match="写一句为什么"):
        pack(io.BytesIO(), by=cast.actor("office_leader"), reason=" ")


def test_nothing_of_the_neighbour_county_goes_along(cast: Cast) -> None:
    away = make.place(cast.neighbour_county, "990127101", "白石镇", "township")
    make.place(away, "990127101201", "白石村")

    found = packed(cast.actor("office_leader"))

    assert not any("白石" in line for data in found.values() for line in cells(data))


def test_the_command_writes_the_zip(cast: Cast, zhucun: Zhucun, tmp_path: Path) -> None:
    out = tmp_path / "全县.zip"

    status, said, _ = zhucun("export", "all", str(out), "--reason", WHY, "--county", COUNTY)
    without = zhucun("export", "all", str(tmp_path / "二.zip"), "--county", COUNTY)
    wrong = zhucun("export", "all", str(tmp_path / "三.xlsx"), "--reason", WHY, "--county", COUNTY)

    assert (status, zipfile.is_zipfile(out), TITLE in said) == (0, True, True)
    assert (without[0], "--reason" in without[2]) == (2, True)
    assert (wrong[0], "要以 .zip 结尾" in wrong[2]) == (2, True)
