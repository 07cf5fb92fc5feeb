"""Places, their codes, names and tags."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused, SomeRefused
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import must_fit, short_name, spoken_name

TOMORROW = TODAY + timedelta(days=1)


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


def test_a_site_without_a_code_gets_the_next_suffix_of_its_village(cast: Cast) -> None:
    officer = cast.actor("officer")
    told = {"kind": "site", "since": TODAY}

    made = places.add.many(
        [Told(cast.shiping, {"name": "一号安置点", **told}), Told(cast.shiping, {"name": "二号安置点", **told})],
        by=officer,
    )

    assert [place.code for place in made] == [cast.shiping.code + "01", cast.shiping.code + "02"]
    assert not made[0].is_local_code


def test_a_village_without_an_official_code_gets_a_local_one(cast: Cast) -> None:
    told = {"kind": "village", "since": TODAY}

    made = places.add.many([Told(cast.dongling, {"name": name, **told}) for name in ("甲村", "乙村")], by=operator())

    assert [(p.code, p.is_local_code) for p in made] == [("990126101900", True), ("990126101901", True)]


def test_a_local_code_is_never_given_twice(cast: Cast) -> None:
    officer = cast.actor("officer")
    gone = places.add(cast.dongling, name="甲村", kind="village", since=SINCE, by=officer)
    places.close(gone, last_day=TODAY, reason="登记错了", by=officer)

    assert places.add(cast.dongling, name="甲村", kind="village", since=TODAY, by=officer).code == "990126101901"


@pytest.mark.parametrize(("parent", "kind"), [("county", "village"), ("dongling", "site"), ("shiping", "village")])
def test_a_place_stands_under_what_it_belongs_to(cast: Cast, parent: str, kind: str) -> None:
    with pytest.raises(Refused, match="要登记在"):
        places.add(getattr(cast, parent), name="错处", kind=kind, since=TODAY, by=operator())


def test_a_township_has_no_two_places_of_one_name(cast: Cast) -> None:
    with pytest.raises(Refused, match="东岭镇已经有石坪村了"):
        places.add(cast.dongling, name="石坪村", kind="village", since=TODAY, by=operator())


def test_a_name_written_wrongly_is_corrected_on_every_day(cast: Cast) -> None:
    places.correct(cast.liuxi, name="柳西村", by=cast.actor("officer"))

    cast.liuxi.refresh_from_db()
    assert (cast.liuxi.name, cast.liuxi.short_name) == ("柳西村", "柳西")
    assert list(cast.liuxi.names.values_list("name", "since")) == [("柳西村", SINCE)]


def test_a_merged_place_says_into_which_and_its_tags_end_with_it(cast: Cast) -> None:
    officer = cast.actor("officer")

    closed = places.close(cast.liuxi, last_day=TODAY, reason="并村", merged_into=cast.shiping, by=officer)

    assert (closed.merged_into, closed.until, closed.tags.get().until) == (cast.shiping, TOMORROW, TOMORROW)
    reopened = places.reopen(closed, by=officer)
    assert (reopened.merged_into, reopened.until, reopened.tags.get().until) == (None, None, None)


def test_a_place_is_not_closed_while_a_team_serves_it(cast: Cast) -> None:
    with pytest.raises(Refused, match="还驻在石坪村"):
        places.close(cast.shiping, last_day=TODAY, reason="并村", by=cast.actor("officer"))

    cast.shiping.refresh_from_db()
    assert cast.shiping.until is None


def test_a_place_is_merged_into_one_that_stands(cast: Cast) -> None:
    officer = cast.actor("officer")
    for other in (cast.liuxi, cast.dongling):
        with pytest.raises(Refused):
            places.close(cast.liuxi, last_day=TODAY, reason="并村", merged_into=other, by=officer)


def test_a_tag_entered_by_mistake_is_withdrawn_and_held_on_no_day(cast: Cast) -> None:
    officer = cast.actor("officer")
    tag = places.tag(cast.liuxi, tag="industry_village", since=SINCE, by=officer)

    places.withdraw_tag(tag, by=officer)

    assert not PlaceTag.objects.filter(pk=tag.pk).exists()
    assert PlaceTag._base_manager.get(pk=tag.pk).withdrawn_at is not None
    assert not cast.liuxi.tags.filter(tag="industry_village").exists()
    assert places.tag(cast.liuxi, tag="industry_village", since=TODAY, by=officer).since == TODAY


def test_a_tag_that_was_ended_by_mistake_goes_on(cast: Cast) -> None:
    officer = cast.actor("officer")

    ended = places.untag(cast.liuxi.tags.get(), last_day=TODAY, by=officer)

    resumed = places.resume_tag(ended, by=officer)
    assert resumed.until is None
    with pytest.raises(Refused, match="没有结束"):
        places.resume_tag(resumed, by=officer)


def test_no_tag_is_put_on_days_on_which_the_place_did_not_stand(cast: Cast) -> None:
    with pytest.raises(Refused, match="还没有登记"):
        places.tag(cast.liuxi, tag="industry_village", since=date(2020, 1, 1), by=cast.actor("officer"))


def test_groups_and_households_are_of_one_village(cast: Cast) -> None:
    officer = cast.actor("officer")
    group = places.add_group(cast.liuxi, name="一组", since=SINCE, by=officer)

    with pytest.raises(Refused, match="不是石坪村的组"):
        places.add_household(cast.shiping, head_name="石长生", group=group, since=SINCE, by=officer)
    with pytest.raises(Refused, match="已经有一组了"):
        places.add_group(cast.liuxi, name="一组", since=TODAY, by=officer)
    told = {"head_name": "柳长根", "group": group, "code": "001", "since": SINCE}
    with pytest.raises(SomeRefused, match="户编号 001 已经登记过"):
        places.add_household.many([Told(cast.liuxi, told)] * 2, by=officer)
    household = places.add_household(cast.liuxi, by=officer, **told)
    assert places.end_household(household, last_day=TODAY, by=officer).until == TOMORROW


def test_a_team_sees_the_places_it_serves(cast: Cast) -> None:
    assert Place.objects.visible_to(cast.actor("first_secretary")).get() == cast.shiping
    assert Place.objects.visible_to(cast.actor("member")).get() == cast.shiping


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("石坪村委会", "石坪村"),
        ("石坪村民委员会", "石坪村"),
        ("新村村委会", "新村"),
        ("团结社区居委会", "团结社区"),
        ("城北居民委员会", "城北社区"),
        ("龙马塘村", "龙马塘村"),
        ("龙马塘", "龙马塘"),
    ],
)
def test_a_place_is_spoken_of_without_its_committee(name: str, spoken: str) -> None:
    assert spoken_name(name) == spoken
