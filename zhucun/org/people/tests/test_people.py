"""Units, persons and cadres."""

from datetime import date

import pytest
from django.db import connection

from tests import make
from tests.cast import TODAY, Cast, operator
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import Refused
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre, Person, Unit
from zhucun.org.people.sealed_text import Unopenable, blind_index, seal, unseal


def id_number_with_check_digit(first_17: str) -> str:
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return first_17 + "10X98765432"[sum(int(d) * w for d, w in zip(first_17, weights, strict=True)) % 11]


def test_a_sealed_text_opens_only_in_its_own_column() -> None:
    sealed = seal("13900000000", "org.person.phone")

    assert unseal(sealed, "org.person.phone") == "13900000000"
    with pytest.raises(Unopenable):
        unseal(sealed, "org.person.id_number")


def test_the_blind_index_is_equal_for_equal_texts_only() -> None:
    assert blind_index("a", "id") == blind_index("a", "id")
    assert len({blind_index("a", "id"), blind_index("b", "id"), blind_index("a", "phone")}) == 3


def test_an_id_number_is_stored_sealed_and_never_logged(cast: Cast) -> None:
    number = id_number_with_check_digit("99012619850301001")

    cadre = make.cadre("密一", unit=cast.archive, id_number=number)

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM org_person WHERE id = %s", [cadre.person_id])
        assert number not in cursor.fetchone()[0]
    assert Person.objects.get(pk=cadre.person_id).id_number == number
    line = AuditLog.objects.filter(verb="cadre.add").order_by("pk").last()
    assert number not in str(line.told) + str(line.changes)


def test_one_id_number_is_one_person_in_a_county(cast: Cast) -> None:
    number = id_number_with_check_digit("99012619850301001")
    make.cadre("密一", unit=cast.archive, id_number=number)

    with pytest.raises(Refused, match="证件号在册上已有"):
        make.cadre("密二", unit=cast.archive, id_number=number)


def test_a_unit_is_listed_once_under_its_name(cast: Cast) -> None:
    with pytest.raises(Refused, match="已经登记过"):
        make.unit("县档案馆")


def test_a_renamed_unit_is_still_found_under_its_old_name(cast: Cast) -> None:
    people.correct_unit(cast.archive, name="县档案史志馆", by=cast.actor("officer"))

    assert cast.archive.aliases.get().name == "县档案馆"


def test_the_sending_level_follows_the_code_of_the_units_own_level() -> None:
    levels = [Unit(place_code=code).sending_level for code in ("99", "9901", "990126", "990126101")]

    assert levels == ["province", "prefecture", "county", "county"]


def test_moving_to_another_unit_keeps_the_days_in_the_first(cast: Cast) -> None:
    people.move_cadre(cast.spare, unit=cast.water, since=TODAY, by=cast.actor("officer"))

    spells = cast.spare.unit_spells.order_by("since").values_list("unit__name", "until")
    assert list(spells) == [("县档案馆", TODAY), ("县水利局", None)]


def test_months_of_rural_work_say_whether_there_was_any(cast: Cast) -> None:
    people.correct_cadre(cast.spare, changes={"rural_months": 0}, by=cast.actor("officer"))

    assert Cadre.objects.get(pk=cast.spare.pk).has_rural_experience is False


def test_a_township_sees_who_serves_there_and_nobody_else(cast: Cast) -> None:
    seen = Cadre.objects.visible_to(cast.actor("secretary")).values_list("person__name", flat=True)

    assert sorted(seen) == sorted(["黎明远", "盘小妹"])


def test_a_unit_sees_its_own_people_and_those_of_the_team_it_backs(cast: Cast) -> None:
    seen = Cadre.objects.visible_to(cast.actor("liaison")).values_list("person__name", flat=True)

    assert sorted(seen) == sorted(["黎明远", "盘小妹", "候补一"])


def test_the_neighbour_county_sees_nobody(cast: Cast) -> None:
    assert not Cadre.objects.visible_to(cast.actor("neighbour_county")).exists()
    assert not Person.objects.visible_to(cast.actor("neighbour_county")).exclude(county_code="990127").exists()


def test_a_birth_month_is_kept_as_its_first_day(cast: Cast) -> None:
    cadre = make.cadre("早生", unit=cast.archive, birth_month=date(1984, 3, 1))

    assert cadre.person.birth_month == date(1984, 3, 1)
    assert operator().name == "本机操作员"


def test_a_unit_does_not_end_while_it_stands_behind_a_team_or_has_people_out(cast: Cast) -> None:
    with pytest.raises(Refused, match="还是 1 支队的后盾单位，还有 1 人在驻村"):
        people.end_unit(cast.archive, last_day=TODAY, reason="机构改革", by=cast.actor("officer"))


def test_a_unit_on_which_nothing_rests_ends_and_may_come_back(cast: Cast) -> None:
    officer = cast.actor("officer")
    unit = make.unit("县史志办")

    ended = people.end_unit(unit, last_day=TODAY, reason="机构改革", by=officer)

    assert not Unit.objects.filter(pk=unit.pk, until__isnull=True).exists()
    assert people.reopen_unit(ended, by=officer).until is None


def test_one_way_of_writing_means_one_unit(cast: Cast) -> None:
    officer = cast.actor("officer")
    people.learn_alias(cast.archive, name="档案局", by=officer)

    with pytest.raises(Refused, match="是县档案馆的另一种写法"):
        people.learn_alias(cast.water, name="档案局", by=officer)
    with pytest.raises(Refused, match="是县档案馆的另一种写法"):
        make.unit("档案局")
    with pytest.raises(Refused, match="已经有单位叫"):
        people.correct_unit(cast.archive, name="县水利局", by=officer)

    people.forget_alias(cast.archive, name="档案局", by=officer)
    assert not cast.archive.aliases.exists()
