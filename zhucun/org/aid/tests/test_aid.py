"""Units paired with villages, persons responsible for households, contacts: rows of lists, never members."""

import pytest
from django.db import connection

from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.models import AuditLog
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused
from zhucun.dispatch.roster.models import Posting
from zhucun.org.aid import acts as aid
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre, Contact, Person
from zhucun.org.places import acts as places

PHONE = "13900001234"


def test_a_unit_stands_by_a_village_until_a_day(cast: Cast) -> None:
    officer = cast.actor("officer")
    paired = aid.pair_unit(cast.liuxi, unit=cast.water, since=SINCE, by=officer)

    aid.end_village_aid(paired, last_day=TODAY, by=officer)

    assert VillageAid.objects.as_of(TODAY).get() == paired
    assert not VillageAid.objects.filter(until__isnull=True).exists()


def test_a_unit_is_paired_with_a_village_once(cast: Cast) -> None:
    call = Told(cast.liuxi, {"unit": cast.water, "since": SINCE})

    with pytest.raises(SomeRefused, match="县水利局已经结对柳溪村了"):
        aid.pair_unit.many([call, call], by=cast.actor("officer"))


def test_a_list_without_households_says_how_many(cast: Cast) -> None:
    told = {"helper_name": "皮荣", "unit": cast.archive, "rank": "科员级", "household_count": 3, "since": SINCE}

    made = aid.pair_household.many([Told(cast.dongling, told)], by=cast.actor("officer"))[0]

    assert (made.place, made.household, made.household_count) == (cast.dongling, None, 3)


def test_nobody_becomes_a_person_a_cadre_or_a_member_by_a_list(cast: Cast) -> None:
    before = (Person.objects.count(), Cadre.objects.count(), Posting.objects.count())
    officer = cast.actor("officer")

    aid.pair_household(cast.liuxi, helper_name="皮荣", since=SINCE, phone=PHONE, by=officer)
    people.add_contact(cast.liuxi, name="皮荣", since=SINCE, phone=PHONE, by=officer)

    assert (Person.objects.count(), Cadre.objects.count(), Posting.objects.count()) == before


def test_a_named_household_is_of_the_place(cast: Cast) -> None:
    officer = cast.actor("officer")
    household = places.add_household(cast.liuxi, head_name="柳长根", since=SINCE, by=officer)

    with pytest.raises(Refused, match="不是石坪村的户"):
        aid.pair_household(cast.shiping, helper_name="皮荣", household=household, since=SINCE, by=officer)

    helping = aid.pair_household(cast.liuxi, helper_name="皮荣", household=household, since=SINCE, by=officer)
    assert str(helping) == "皮荣结对柳长根"


def test_phones_of_lists_are_sealed_and_never_logged(cast: Cast) -> None:
    officer = cast.actor("officer")
    aid.pair_household(cast.liuxi, helper_name="皮荣", since=SINCE, phone=PHONE, by=officer)
    contact = people.add_contact(cast.liuxi, name="苏光", unit=cast.water, since=SINCE, phone=PHONE, by=officer)

    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM org_contact UNION ALL SELECT phone FROM org_householdaid")
        assert all(PHONE not in stored for (stored,) in cursor.fetchall())
    lines = AuditLog.objects.filter(verb__in=("household_aid.start", "contact.add"))
    assert lines.count() == 2
    assert all(PHONE not in str(line.told) + str(line.changes) for line in lines)
    assert (Contact.objects.get(pk=contact.pk).phone, contact.phone_tail) == (PHONE, "1234")


def test_a_contact_is_corrected_and_ends(cast: Cast) -> None:
    officer = cast.actor("officer")
    contact = people.add_contact(cast.liuxi, name="苏光", since=SINCE, phone="0746-7223344转8001", by=officer)

    contact = people.correct_contact(contact, post="办公室主任", by=officer)
    contact = people.end_contact(contact, last_day=TODAY, by=officer)

    assert (contact.phone, contact.post) == ("0746-7223344-8001", "办公室主任")
    with pytest.raises(Refused, match="已经不是联系人"):
        people.end_contact(contact, last_day=TODAY, by=officer)


def test_what_is_no_telephone_number_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Refused, match="不像电话号码") as refusal:
        people.add_contact(cast.liuxi, name="苏光", since=SINCE, phone="看门", by=cast.actor("officer"))

    assert refusal.value.field == "phone"


def test_one_contact_is_listed_once_for_a_place_and_unit(cast: Cast) -> None:
    call = Told(cast.liuxi, {"name": "苏光", "unit": cast.water, "since": SINCE})

    with pytest.raises(SomeRefused, match="已经是县水利局的联系人"):
        people.add_contact.many([call, call], by=cast.actor("officer"))


def test_lists_are_kept_by_the_county_and_seen_by_township_and_unit(cast: Cast) -> None:
    officer = cast.actor("officer")
    people.add_contact(cast.shiping, name="苏光", unit=cast.archive, since=SINCE, by=officer)
    aid.pair_unit(cast.shiping, unit=cast.archive, since=SINCE, by=officer)
    aid.pair_household(cast.shiping, helper_name="皮荣", unit=cast.archive, since=SINCE, by=officer)

    for model in (Contact, VillageAid, HouseholdAid):
        for who in ("officer", "secretary", "liaison"):
            assert model.objects.visible_to(cast.actor(who)).count() == 1
        for who in ("neighbour", "neighbour_county", "audit_admin", "system_admin", "prefecture_reader"):
            assert not model.objects.visible_to(cast.actor(who)).exists()
    with pytest.raises(NotPermitted):
        people.add_contact(cast.shiping, name="苏明", since=SINCE, by=cast.actor("secretary"))
    with pytest.raises(OutOfReach):
        people.add_contact(cast.shiping, name="苏明", since=SINCE, by=cast.actor("neighbour_county"))


def test_the_water_office_sees_no_contact_of_the_archive(cast: Cast) -> None:
    people.add_contact(cast.liuxi, name="苏光", unit=cast.water, since=SINCE, by=cast.actor("officer"))

    assert not Contact.objects.visible_to(cast.actor("liaison")).exists()
