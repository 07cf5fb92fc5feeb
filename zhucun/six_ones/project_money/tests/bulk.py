"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import LATELY, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.six_ones.industries.tests.bulk import projects_begun


@plan("project_money.record")
def lines_of_project_money(cast: Cast) -> list[Told]:
    one, other = projects_begun(cast)
    told = {"on": TODAY, "fen": 500, "number": "县财农〔2022〕9号", "funder": "bridging"}
    return [
        Told(one, {**told, "kind": "granted"}),
        Told(one, {**told, "kind": "arrived", "what": "头一批"}),
        Told(other, {"kind": "applied", "on": LATELY, "fen": 700}),
    ]
