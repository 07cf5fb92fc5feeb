"""How far people would be from home: by villages where they are known, else by the township's seat."""

from tests.cast import COUNTY, SHIPING, TODAY, XIHE_VILLAGE, Cast, operator
from zhucun.dispatch.formation.stored import read
from zhucun.dispatch.formation.tests.small import asked, furnished
from zhucun.org.people import acts as people
from zhucun.org.places import acts as places
from zhucun.org.places.points import Points

FORTY_KM_EAST = 39_900  # hundred-thousandths of a degree, at this latitude


def located(cast: Cast) -> None:
    for township, east in ((cast.dongling, 11_190_000), (cast.xihe, 11_190_000 + FORTY_KM_EAST)):
        places.locate(township, north=2_560_000, east=east, by=operator())


def test_a_village_lies_at_its_township_s_seat_until_it_has_a_position_of_its_own(cast: Cast) -> None:
    assert Points(COUNTY, TODAY).of(SHIPING) is None

    located(cast)
    points = Points(COUNTY, TODAY)
    assert points.of(XIHE_VILLAGE)[0] - points.of(SHIPING)[0] == 40

    places.locate(cast.shiping, north=2_560_000, east=11_190_000 + FORTY_KM_EAST, by=operator())
    assert Points(COUNTY, TODAY).of(SHIPING) == points.of(XIHE_VILLAGE)


def test_a_draft_knows_how_far_everybody_would_be_from_home(cast: Cast) -> None:
    furnished(cast)
    located(cast)
    people.correct_cadre(cast.spare, changes={"home": cast.liuxi}, by=cast.actor("officer"))

    found = read(asked(cast))

    team = found.team[f"t{cast.xihe_team.pk}"]
    home = found.candidate[f"c{cast.spare.pk}"].point
    assert abs(team.point[0] - home[0]) == 40
