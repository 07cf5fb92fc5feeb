"""Places, their codes, names and tags."""

from datetime import date

import pytest

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import must_fit, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("石坪村", "石坪"),
        ("石坪村委会", "石坪"),
        ("石坪村村委会", "石坪"),
        ("南门社区居委会", "南门"),
        ("新村", "新"),
        ("村", "村"),
    ],
)
def test_the_short_name_drops_the_official_ending(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("code", "kind"), [("99012610120", "village"), ("99012610120x", "village"), ("990126101201", "site")]
)
def test_a_code_has_the_length_of_its_kind(code: str, kind: str) -> None:
    with pytest.raises(Refused, match="位数字"):
        must_fit(code, kind, "990126")


def test_a_code_begins_with_its_parents(cast: Cast) -> None:
    with pytest.raises(Refused, match="不在上级"):
        make.place(cast.dongling, "990126102299", "错村")


def test_a_code_is_given_once(cast: Cast) -> None:
    with pytest.raises(Refused, match="已经登记过"):
        make.place(cast.dongling, cast.shiping.code, "又一村")


def test_a_resettlement_site_hangs_on_its_village_with_a_two_digit_suffix(cast: Cast) -> None:
    site = make.place(cast.shiping, cast.shiping.code + "01", "石坪安置点", "site", tags=("resettlement",))

    assert site.parent == cast.shiping
    assert Place.objects.visible_to(cast.actor("secretary")).filter(pk=site.pk).exists()


def test_a_renamed_place_keeps_its_old_name_for_the_days_it_bore_it(cast: Cast) -> None:
    places.rename(cast.liuxi, name="柳溪新村", since=TODAY, by=cast.actor("officer"))

    names = cast.liuxi.names.order_by("since").values_list("name", "since", "until")
    assert list(names) == [("柳溪村", date(2021, 6, 1), TODAY), ("柳溪新村", TODAY, None)]


def test_a_tag_that_ended_still_held_on_the_days_before(cast: Cast) -> None:
    tag = cast.liuxi.tags.get()

    places.untag(tag, last_day=date(2022, 6, 30), by=cast.actor("officer"))

    assert PlaceTag.objects.as_of(date(2022, 6, 30)).filter(pk=tag.pk).exists()
    assert not PlaceTag.objects.as_of(date(2022, 7, 1)).filter(pk=tag.pk).exists()


def test_a_place_is_not_tagged_twice_alike(cast: Cast) -> None:
    with pytest.raises(Refused, match="已经是示范创建村"):
        places.tag(cast.liuxi, tag="demonstration", since=TODAY, by=cast.actor("officer"))


def test_a_county_keeps_out_of_its_neighbours_places(cast: Cast) -> None:
    with pytest.raises(OutOfReach):
        places.rename(cast.liuxi, name="白水柳溪", since=TODAY, by=cast.actor("neighbour_county"))


def test_a_township_sees_its_own_places_only(cast: Cast) -> None:
    seen = Place.objects.visible_to(cast.actor("neighbour")).values_list("code", flat=True)

    assert sorted(seen) == [cast.xihe.code, cast.xihe_village.code]


def test_a_place_is_not_closed_over_what_stands_in_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="先撤并下级"):
        places.close(cast.dongling, last_day=TODAY, reason="并镇", by=cast.actor("officer"))
