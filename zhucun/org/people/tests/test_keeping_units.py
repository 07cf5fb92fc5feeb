"""The forms that keep units and contacts, through the pages."""

from typing import Any

import pytest

from tests import make
from tests.cast import SINCE, Cast
from zhucun.acts.models import AccessLog
from zhucun.org.aid import acts as aid
from zhucun.org.aid.models import VillageAid
from zhucun.org.people import acts as people
from zhucun.org.people.models import Contact, Unit

DAY, PHONE = "2022-07-01", "13900001234"


def test_a_unit_is_entered_with_the_level_it_sends_from(cast: Cast, log_in: Any) -> None:
    told = {"name": "省农科院", "kind": "agricultural", "place_code": "99", "head_name": "文艳", "since": DAY}

    answer = log_in("officer").post("/units/new/", told)

    made = Unit.objects.get(name="省农科院")
    assert (answer.url, made.county_code, made.sending_level) == (f"/units/{made.pk}/", "990126", "province")


def test_a_unit_that_is_there_is_not_entered_twice(cast: Cast, log_in: Any) -> None:
    told = {"name": "县档案馆", "kind": "other", "place_code": "990126", "since": DAY}

    answer = log_in("officer").post("/units/new/", told)

    assert "已经登记过了" in str(answer.context["form"].errors["name"])


def test_a_corrected_name_keeps_the_old_one_as_a_way_of_writing(cast: Cast, log_in: Any) -> None:
    told = {"name": "县档案史志馆", "kind": "other", "place_code": "990126", "seen": cast.archive.version}

    log_in("officer").post(f"/units/{cast.archive.pk}/correct/", told)

    cast.archive.refresh_from_db()
    assert cast.archive.name == "县档案史志馆"
    assert "县档案馆" in log_in("officer").get(f"/units/{cast.archive.pk}/aliases/").content.decode()


def test_ways_of_writing_are_learnt_and_forgotten(cast: Cast, log_in: Any) -> None:
    client, address = log_in("officer"), f"/units/{cast.archive.pk}/aliases/"

    client.post(address, {"name": "档案局"})
    assert cast.archive.aliases.get().name == "档案局"
    client.post(f"{address}forget/", {"name": "档案局"})

    assert not cast.archive.aliases.exists()
    assert "已经有单位叫" in client.post(address, {"name": "县水利局"}).content.decode()


def test_a_unit_ends_only_when_nothing_rests_on_it_and_may_come_back(cast: Cast, log_in: Any) -> None:
    client, idle = log_in("officer"), make.unit("县史志办")

    refused = client.post(f"/units/{cast.archive.pk}/end/", {"last_day": DAY, "reason": "改革"})
    assert "还是 1 支队的后盾单位" in refused.content.decode()

    client.post(f"/units/{idle.pk}/end/", {"last_day": DAY, "reason": "改革", "seen": idle.version})
    idle.refresh_from_db()
    assert idle.until is not None
    assert "撤并是弄错了" in client.get(f"/units/{idle.pk}/").content.decode()
    client.post(f"/units/{idle.pk}/reopen/", {"seen": idle.version})
    idle.refresh_from_db()
    assert idle.until is None


def test_a_contact_of_a_village_is_entered_corrected_and_ended(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    told = {"name": "苏光", "unit": cast.archive.pk, "phone": PHONE, "since": DAY}
    answer = client.post(f"/contacts/new/?place={cast.shiping.pk}", told)
    contact = Contact.objects.get()
    assert (answer.url, contact.unit, contact.phone) == (f"/villages/{cast.shiping.code}/", cast.archive, PHONE)

    client.post(f"/contacts/{contact.pk}/correct/", {"name": "苏光明", "post": "主任", "seen": contact.version})
    contact.refresh_from_db()
    assert (contact.name, contact.post, contact.phone) == ("苏光明", "主任", PHONE)

    client.post(f"/contacts/{contact.pk}/end/", {"last_day": DAY, "seen": contact.version})
    contact.refresh_from_db()
    assert contact.until is not None


def test_a_contact_of_a_unit_hangs_on_the_county(cast: Cast, log_in: Any) -> None:
    log_in("officer").post(f"/contacts/new/?unit={cast.archive.pk}", {"name": "苏光", "since": DAY})

    contact = Contact.objects.get()
    assert (contact.place, contact.unit) == (cast.county, cast.archive)


def test_a_wrong_number_is_refused_at_its_field(cast: Cast, log_in: Any) -> None:
    answer = log_in("officer").post(
        f"/contacts/new/?place={cast.shiping.pk}", {"name": "苏光", "phone": "看门", "since": DAY}
    )

    assert "不像电话号码" in str(answer.context["form"].errors["phone"])


def test_a_contact_s_number_is_shown_in_full_for_a_reason_that_is_noted(cast: Cast, log_in: Any) -> None:
    """R-DAT-04."""
    officer = cast.actor("officer")
    contact = people.add_contact(cast.shiping, name="苏光", phone=PHONE, since=SINCE, by=officer)
    client, address = log_in("officer"), f"/contacts/{contact.pk}/number/"
    assert PHONE not in client.get(address).content.decode()
    assert PHONE not in client.post(address, {"reason": " "}).content.decode()

    assert PHONE in client.post(address, {"reason": "约下周走访"}).content.decode()

    look = AccessLog.objects.get()
    assert (look.row_kind, look.row_key, look.reason) == ("org.contact", contact.pk, "约下周走访")
    assert log_in("secretary").get(address).status_code == 403
    assert log_in("neighbour_county").get(address).status_code == 404


def test_a_unit_is_paired_with_a_village_and_the_pairing_ends(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    client.post(f"/places/{cast.liuxi.pk}/aid/new/", {"unit": cast.water.pk, "since": DAY})
    row = VillageAid.objects.get()
    assert "县水利局" in client.get(f"/villages/{cast.liuxi.code}/").content.decode()
    client.post(f"/aid/{row.pk}/end/", {"last_day": DAY, "seen": row.version})

    row.refresh_from_db()
    assert row.until is not None


def test_who_is_responsible_for_households_is_a_list(cast: Cast, log_in: Any) -> None:
    officer = cast.actor("officer")
    aid.pair_household(cast.shiping, helper_name="皮荣", unit=cast.water, household_count=3, since=SINCE, by=officer)

    page = log_in("secretary").get(f"/places/{cast.shiping.pk}/helpers/?q=水利").content.decode()

    assert "皮荣" in page
    assert "3 户" in page
    assert log_in("neighbour").get(f"/places/{cast.shiping.pk}/helpers/").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "liaison", "county_leader"])
def test_who_does_not_keep_units_opens_no_form(cast: Cast, log_in: Any, who: str) -> None:
    client = log_in(who)

    for path in ("correct", "aliases", "end"):
        assert client.get(f"/units/{cast.archive.pk}/{path}/").status_code == 403
    assert client.get("/units/new/").status_code == 403
    assert client.get(f"/contacts/new/?place={cast.shiping.pk}").status_code == 403


def test_the_neighbour_county_reaches_no_unit_of_ours(cast: Cast, log_in: Any) -> None:
    client = log_in("neighbour_county")

    for path in ("correct", "aliases", "end", "history"):
        assert client.get(f"/units/{cast.archive.pk}/{path}/").status_code == 404
    assert client.get(f"/contacts/new/?place={cast.shiping.pk}").status_code == 404
    assert client.get(f"/contacts/new/?unit={cast.archive.pk}").status_code == 404
