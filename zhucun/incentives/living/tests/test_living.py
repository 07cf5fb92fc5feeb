"""What a team lacks to live with, said by its leader or the township, read where help comes from."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from zhucun.acts.refused import Refused
from zhucun.incentives.living import acts as living
from zhucun.incentives.living.models import LivingConditions

pytestmark = pytest.mark.django_db


def test_a_leader_says_what_lacks_and_the_county_reads_who_sees_to_it(
    cast: Cast, log_in: Callable[[str], Client]
) -> None:
    leader = log_in("first_secretary")
    leader.post(f"/care/living/{cast.team.pk}/", {"lacking": ["饮水"], "note": "水池在修，水利局七月办好"})

    assert LivingConditions.objects.get().lacking == ["饮水"]
    assert "水池在修" in log_in("officer").get("/care/living/").content.decode()
    assert "水池在修" in log_in("officer").get(f"/teams/{cast.team.pk}/").content.decode()
    assert "水池在修" not in log_in("neighbour").get("/care/living/").content.decode()
    assert log_in("neighbour_county").get(f"/care/living/{cast.team.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("lacking", "note", "sentence"), [(["电视"], "没有", "不在要看的里面"), (["饮水"], " ", "缺什么，谁来办")]
)
def test_what_lacks_is_of_the_list_and_said_in_a_line(cast: Cast, lacking: list[str], note: str, sentence: str) -> None:
    """R-CARE-09."""
    with pytest.raises(Refused, match=sentence):
        living.record(cast.team, lacking=lacking, note=note, by=cast.actor("clerk"))
