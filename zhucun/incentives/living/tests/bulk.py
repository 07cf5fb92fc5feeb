"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from zhucun.acts.recording import Told


@plan("living.record")
def how_teams_live(cast: Cast) -> list[Told]:
    told = {"lacking": ["饮水"], "note": "水池在修，县水利局办"}
    return [Told(cast.team, told), Told(cast.xihe_team, {"lacking": []})]
