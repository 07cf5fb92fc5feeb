"""The forms that keep places, through the pages: done once, undone where that is offered, refused in words."""

from typing import Any

import pytest

from tests.cast import DONGLING, SINCE, TODAY, Cast
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household, Place, PlaceTag, VillageGroup

DAY = "2022-07-01"


def undo(client: Any, path: str) -> int:
    saved = client.get(path).context["saved"]
    saved = saved() if callable(saved) else saved
    return client.post("/undo/", {**dict(saved["fields"]), "back": path}).status_code


def test_a_village_is_entered_without_a_code_and_taken_back(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    answer = client.post("/places/new/", {"under": cast.dongling.pk, "kind": "village", "name": "竹山村", "since": DAY})

    made = Place.objects.get(name="竹山村")
    assert (answer.url, made.code, made.is_local_code) == (f"/villages/{made.code}/", f"{DONGLING}900", True)
    assert "（本地编的）" in client.get(answer.url).content.decode()
    client.post("/places/new/", {"under": cast.dongling.pk, "kind": "village", "name": "竹湾村", "since": DAY})
    assert undo(client, "/villages/") == 302
    assert Place.objects.get(name="竹湾村").until is not None


def test_a_site_is_entered_from_its_village(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    address = f"/places/new/?under={cast.shiping.pk}"
    assert "统计用区划代码" not in client.get(address).content.decode()

    client.post(address, {"kind": "site", "name": "长乐安置点", "since": DAY})

    assert Place.objects.get(name="长乐安置点").code == cast.shiping.code + "01"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "石坪村"}, "东岭镇已经有石坪村了"),
        ({"code": "12"}, "要有 12 位数字"),
        ({"code": "990126102999"}, "不在上级"),
        ({"since": "不知道"}, "日期"),
        ({"kind": ""}, "要选"),
    ],
)
def test_a_wrong_village_is_refused_at_its_field(cast: Cast, log_in: Any, told: dict[str, str], said: str) -> None:
    given = {"under": cast.dongling.pk, "kind": "village", "name": "竹山村", "since": DAY, **told}

    answer = log_in("officer").post("/places/new/", given)

    assert answer.status_code == 200
    assert answer.context["form"].errors[next(iter(told))]
    assert said in answer.content.decode()


def test_a_place_gets_a_new_name_from_a_day(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    client.post(f"/places/{cast.liuxi.pk}/rename/", {"name": "新柳村", "since": DAY, "seen": cast.liuxi.version})

    page = client.get(f"/villages/{cast.liuxi.code}/").content.decode()
    assert "柳溪村改名为新柳村" in page
    assert "曾用名" in page


def test_two_who_rename_do_not_overwrite_each_other(cast: Cast, log_in: Any) -> None:
    seen = cast.liuxi.version
    places.correct(Place.objects.get(pk=cast.liuxi.pk), name="柳西村", by=cast.actor("office_leader"))

    answer = log_in("officer").post(f"/places/{cast.liuxi.pk}/correct/", {"name": "柳溪", "seen": seen})

    assert "被别人改过了" in answer.content.decode()
    assert Place.objects.get(pk=cast.liuxi.pk).name == "柳西村"


def test_a_category_is_added_and_taken_back_and_then_held_on_no_day(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    path = f"/villages/{cast.liuxi.code}/"

    client.post(f"/places/{cast.liuxi.pk}/tag/", {"tag": "industry_village", "since": str(SINCE), "basis": "青农发1号"})
    assert "青农发1号" in client.get(path).content.decode()
    client.post(f"/places/{cast.liuxi.pk}/tag/", {"tag": "tourism_resources", "since": str(SINCE)})
    assert undo(client, path) == 302

    assert {tag.tag for tag in PlaceTag.objects.filter(place=cast.liuxi)} == {"demonstration", "industry_village"}


def test_a_category_the_place_has_is_not_offered_again(cast: Cast, log_in: Any) -> None:
    form = log_in("officer").get(f"/places/{cast.liuxi.pk}/tag/").context["form"]

    assert "demonstration" not in dict(form.fields["tag"].choices)


def test_a_category_ends_and_the_end_is_taken_back(cast: Cast, log_in: Any) -> None:
    client, tag = log_in("officer"), cast.liuxi.tags.get()

    client.post(f"/places/tags/{tag.pk}/end/", {"last_day": DAY, "seen": tag.version})
    tag.refresh_from_db()
    assert str(tag.until) == "2022-07-02"

    assert undo(client, f"/villages/{cast.liuxi.code}/") == 302
    tag.refresh_from_db()
    assert tag.until is None


def test_a_category_that_never_held_is_withdrawn_with_a_reason(cast: Cast, log_in: Any) -> None:
    client, tag = log_in("officer"), cast.liuxi.tags.get()

    client.post(f"/places/tags/{tag.pk}/withdraw/", {"reason": "看错了文件", "seen": tag.version})

    assert not cast.liuxi.tags.exists()
    history = client.get(f"/places/{cast.liuxi.pk}/history/").content.decode()
    assert "撤回村类别" in history
    assert "看错了文件" in history


def test_a_place_is_merged_and_comes_back(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    told = {"last_day": DAY, "merged_into": cast.shiping.pk, "reason": "并村", "seen": cast.liuxi.version}

    client.post(f"/places/{cast.liuxi.pk}/close/", told)
    cast.liuxi.refresh_from_db()
    assert cast.liuxi.merged_into == cast.shiping
    assert undo(client, f"/villages/{cast.liuxi.code}/") == 302
    cast.liuxi.refresh_from_db()
    assert cast.liuxi.until is None

    client.post(f"/places/{cast.liuxi.pk}/close/", {**told, "seen": cast.liuxi.version})
    cast.liuxi.refresh_from_db()
    client.post(f"/places/{cast.liuxi.pk}/reopen/", {"reason": "没有批下来", "seen": cast.liuxi.version})
    cast.liuxi.refresh_from_db()
    assert cast.liuxi.until is None


def test_a_place_with_a_team_is_not_merged(cast: Cast, log_in: Any) -> None:
    answer = log_in("officer").post(f"/places/{cast.shiping.pk}/close/", {"last_day": DAY, "reason": "并村"})

    assert "还驻在石坪村" in answer.content.decode()


def test_groups_and_households_are_entered_one_by_one(cast: Cast, log_in: Any) -> None:
    client, pk = log_in("officer"), cast.liuxi.pk

    client.post(f"/places/{pk}/group/", {"name": "老屋组", "since": DAY})
    group = VillageGroup.objects.get(village=cast.liuxi)
    client.post(f"/places/{pk}/household/", {"head_name": "柳长根", "group": group.pk, "person_count": 4, "since": DAY})

    household = Household.objects.get(village=cast.liuxi)
    page = client.get(f"/places/{pk}/households/?q=长根").content.decode()
    assert (household.group, household.person_count) == (group, 4)
    assert "柳长根" in page
    client.post(f"/places/households/{household.pk}/end/", {"last_day": str(TODAY), "seen": household.version})
    household.refresh_from_db()
    assert household.until is not None


@pytest.mark.parametrize("who", ["secretary", "clerk", "village_secretary", "first_secretary", "county_leader"])
def test_who_does_not_keep_places_opens_no_form(cast: Cast, log_in: Any, who: str) -> None:
    client, tag = log_in(who), cast.shiping.tags.first()

    for path in ("rename", "correct", "close", "reopen", "tag", "group", "household"):
        assert client.get(f"/places/{cast.shiping.pk}/{path}/").status_code == 403
    assert client.get("/places/new/").status_code == 403
    assert client.post(f"/places/tags/{tag.pk}/end/", {"last_day": DAY}).status_code == 403


def test_the_neighbour_county_reaches_no_form_of_ours(cast: Cast, log_in: Any) -> None:
    client, tag = log_in("neighbour_county"), cast.shiping.tags.first()

    for path in ("rename", "correct", "close", "reopen", "tag", "group", "household", "households", "history"):
        assert client.get(f"/places/{cast.shiping.pk}/{path}/").status_code == 404
    assert client.post(f"/places/tags/{tag.pk}/withdraw/", {"reason": "x"}).status_code == 404
    assert client.get(f"/places/new/?under={cast.shiping.pk}").status_code == 404


def test_the_neighbour_township_reads_no_household(cast: Cast, log_in: Any) -> None:
    assert log_in("neighbour").get(f"/places/{cast.shiping.pk}/households/").status_code == 404


def test_the_county_itself_is_not_renamed_here(cast: Cast, log_in: Any) -> None:
    assert log_in("officer").get(f"/places/{cast.county.pk}/rename/").status_code == 404


def test_where_a_place_lies_is_kept_by_a_form(cast: Cast, log_in: Any) -> None:
    address = f"/places/{cast.dongling.pk}/locate/"
    officer = log_in("officer")

    assert "写反了" in officer.post(address, {"north": "111.93", "east": "25.6"}).content.decode()
    assert officer.post(address, {"north": "25.6", "east": "111°55′48″"}).status_code == 302

    cast.dongling.refresh_from_db()
    assert (cast.dongling.north, cast.dongling.east) == (2560000, 11193000)
    assert log_in("neighbour_county").get(address).status_code == 404
    assert log_in("secretary").get(address).status_code == 403
