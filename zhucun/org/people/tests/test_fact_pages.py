"""Pages on which the facts are kept, and who may not open them."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre, KeptApart

LogIn = Callable[[str], Client]


def test_rural_work_is_entered_by_spells_and_the_page_says_the_sum(cast: Cast, log_in: LogIn) -> None:
    page, pk = log_in("officer"), cast.spare.pk
    told = {"where_0": "太和镇政府办事员", "since_0": "2010-03-01", "until_0": "2012-03-01"}

    page.post(f"/people/{pk}/rural/", told)

    text = page.get(f"/members/{pk}/").content.decode()
    assert "太和镇政府办事员" in text
    assert ">2 年<" in text.replace("\n", "")
    assert "rural_months" not in page.get(f"/members/{pk}/correct/").content.decode()
    assert "填从哪天起" in page.post(f"/people/{pk}/rural/", {"where_0": "石坪村"}).content.decode()


def test_skills_and_home_are_kept_on_the_file(cast: Cast, log_in: LogIn) -> None:
    page, pk = log_in("officer"), cast.spare.pk
    person = cast.spare.person
    told = {"name": person.name, "sex": person.sex, "birth_month": "1985-03-01", "rural_months": 24}
    told |= {"has_rural_experience": "True", "skills": ["law", "finance"], "home": "柳溪"}

    answer = page.post(f"/members/{pk}/correct/", told)

    assert answer.status_code == 302
    kept = Cadre.objects.get(pk=pk)
    assert (kept.skills, kept.home) == (["finance", "law"], cast.liuxi)
    assert "财务、法律" in page.get(f"/members/{pk}/").content.decode()


def test_the_unit_confirms_on_a_page_of_its_own(cast: Cast, log_in: LogIn) -> None:
    pk = cast.first_secretary.cadre_id

    log_in("liaison").post(f"/people/{pk}/fitness/", {"on": TODAY.isoformat()})

    assert Cadre.objects.get(pk=pk).fitness_confirmed_on == TODAY
    assert log_in("secretary").get(f"/people/{pk}/fitness/").status_code == 403
    assert log_in("neighbour").get(f"/people/{pk}/rural/").status_code == 403
    assert log_in("liaison").get(f"/people/{cast.neighbour_member.cadre_id}/fitness/").status_code == 404


def test_two_officers_keep_people_apart_and_take_it_back(cast: Cast, log_in: LogIn) -> None:
    page = log_in("office_leader")

    page.post("/apart/", {"one": "盘小妹", "other": "候补一"})

    page.post("/apart/", {"one": "骆远", "other": "候补一"})  # each form offers everybody once
    assert KeptApart.objects.count() == 2
    KeptApart.objects.latest("pk").delete()
    text = page.get("/apart/").content.decode()
    assert "盘小妹" in text
    assert "候补一" in text
    pair = KeptApart.objects.get()
    page.post(f"/apart/{pair.pk}/lift/", {})
    assert not KeptApart.objects.filter(until__isnull=True).exists()


@pytest.mark.parametrize("who", ["officer", "county_leader", "secretary", "liaison", "neighbour"])
def test_to_others_the_page_does_not_open_and_no_page_names_the_pair(cast: Cast, log_in: LogIn, who: str) -> None:
    """R-SEL-08."""
    one = cast.member.cadre_id
    facts.keep_apart(cast.county, one=one, other=cast.spare.pk, by=cast.actor("office_leader"))
    page = log_in(who)

    assert page.get("/apart/").status_code == 403
    for address in (f"/members/{one}/", f"/members/{one}/history/"):
        assert "不放在一队" not in page.get(address).content.decode()


def test_a_unit_s_size_is_kept_and_listed(cast: Cast, log_in: LogIn) -> None:
    page, unit = log_in("officer"), cast.archive
    told = {"name": unit.name, "kind": unit.kind, "place_code": unit.place_code, "staff_count": 31}

    page.post(f"/units/{unit.pk}/correct/", told)

    assert "在编 31 人" in page.get(f"/units/{unit.pk}/").content.decode()
