"""`zhucun draw-inspection`: draws by the number told, recomputes what is done, says no where something was moved."""

import json
from pathlib import Path

import pytest

from tests import inspecting
from tests.cast import TODAY, Cast
from tests.cli import Zhucun
from tests.inspecting import NUMBER_AT, at
from zhucun.config.commands import ready
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import verifying, walking
from zhucun.oversight.inspection.models import InspectionRound

pytestmark = pytest.mark.django_db


def test_a_round_is_drawn_walked_and_recomputed(
    zhucun: Zhucun, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = inspecting.sealed(cast)
    status, out, _ = zhucun("draw-inspection", "--number", "5", "--county", cast.county.code, "--json")
    assert (status, "还没有公布" in json.loads(out)["problem"]) == (1, True)
    status, _, complaint = zhucun("draw-inspection", "--verify", str(row.pk), "--county", cast.county.code)
    assert (status, "还没有走完" in complaint) == (2, True)

    row = inspections.draw(row, public_number="5", by=at(cast.actor("officer"), NUMBER_AT))
    walking.visit(row.drawn.get(), visited_on=TODAY, by=inspecting.inspector_on(cast, "inspector", TODAY))
    row = inspections.finish(InspectionRound.objects.get(), by=at(cast.actor("officer"), NUMBER_AT))
    status, out, _ = zhucun("draw-inspection", "--verify", str(row.pk), "--county", cast.county.code, "--json")
    told = json.loads(out)
    assert (status, told["holds"], told["recomputed"]) == (0, True, [row.drawn.get().team.number])

    kept = tmp_path / "draw.json"
    document = verifying.document_of(row)
    kept.write_text(json.dumps({**document, "halves": ["别的", "两半"]}))
    monkeypatch.setattr(ready, "missing_file", lambda: "zhucun.db")
    assert zhucun("draw-inspection", "--verify", str(row.pk))[0] == 2
    status, out, _ = zhucun("draw-inspection", "--verify", str(kept))
    assert status == 1
    assert "公开的密码和封签时的摘要对不上" in out
    kept.write_text(json.dumps({"sealed": {}}))
    assert zhucun("draw-inspection", "--verify", str(kept))[0] == 2
    monkeypatch.undo()
    assert zhucun("draw-inspection")[0] == 2
