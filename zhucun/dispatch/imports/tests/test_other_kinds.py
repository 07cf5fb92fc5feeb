"""Tables that are no rosters: places, village facts, helpers of households, pairing, people in the pool."""

from pathlib import Path

import pytest

from tests import make
from tests.cast import TODAY, operator
from tests.imports import county_of_fixtures, member, xlsx
from tests.shared import shared_file
from zhucun.acts.actor import Actor
from zhucun.dispatch.imports.bringing import Brought, bring_in, look
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.aid.models import HouseholdAid, VillageAid
from zhucun.org.people.models import Cadre, Contact, Unit
from zhucun.org.places.models import Place
from zhucun.sheets.plan import Plan
from zhucun.web.importing import Choices, WrongKind

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[4]
GEO = ROOT / "tests" / "fixtures" / "geo"


def operator_of(code: str, name: str) -> Actor:
    make.county(code, name)
    return operator(code)


def real(name: str) -> bytes:
    return shared_file(f"data/rosters/{name}").read_bytes()


def answered(plan: Plan) -> dict[str, str]:
    return {q.id: "2021-06-01" if q.wants == "date" else q.options[0][0] for q in plan.questions}


def taken(data: bytes, name: str, by: Actor) -> Brought:
    """Asked, answered with the first option each, brought in; and a second time nothing is left to do."""
    plan = look(data, name, Choices(), by=by)
    choices = Choices(answers=answered(plan))
    plan = look(data, name, choices, by=by)
    choices = Choices(answers={**choices.answers, **answered(plan)})
    done = bring_in(data, name, choices, by=by)
    assert bring_in(data, name, choices, by=by).plan.changes_nothing
    return done


# ── places ──


def test_all_townships_and_villages_of_a_real_county_come_in_at_once() -> None:
    by = operator_of("431126", "宁远县")

    townships = bring_in((GEO / "ningyuan_townships.csv").read_bytes(), "乡镇.csv", Choices(), by=by)
    villages = bring_in((GEO / "ningyuan_villages.csv").read_bytes(), "村.csv", Choices(), by=by)

    assert townships.file.counts == {"townships": 20, "places": 0, "changed": 0}
    assert villages.file.counts == {"townships": 0, "places": 422, "changed": 0}
    assert Place.objects.filter(kind="village").count() == 406
    assert Place.objects.filter(kind="community").count() == 16
    seat = Place.objects.get(code="431126002")
    assert (seat.north, seat.east) == (2559167, 11193028)


def test_the_villages_alone_bring_their_townships() -> None:
    by = operator_of("431126", "宁远县")

    done = taken((GEO / "ningyuan_villages.csv").read_bytes(), "村.csv", by)

    assert done.file.counts == {"townships": 20, "places": 422, "changed": 0}
    assert Place.objects.get(code="431126001").name == "文庙街道"


def test_what_a_list_of_places_gets_wrong_is_said_by_row() -> None:
    by = operator_of("431126", "宁远县")
    head = ("区划代码", "名称", "乡镇")
    rows = (
        ["431127001201", "甲村委会", "某镇"],
        ["431126001201", "乙村委会", "文庙街道"],
        ["431126001201", "丙村委会", "文庙街道"],
        ["431126001202", "乙村委会", "文庙街道"],
        ["431126001203", "丁村委会", "天堂镇"],
        ["431126555201", "戊村委会", None],
        ["43112600", "己村委会", "文庙街道"],
    )

    plan = look(xlsx(*rows, head=head, title="区划代码表"), "表.xlsx", Choices(), by=by)

    said = {fault.row: fault.problem for fault in plan.cell_faults if fault.grade == "refused"}
    assert said == {
        3: "431127001201 不是本县的代码，本县是 431126。",
        5: "代码和第 4 行相同。",
        6: "和第 4 行同名，又在同一个上级之下。",
        7: "代码属于文庙街道，这里写的是“天堂镇”。",
        8: "431126555 这个乡镇没有登记，表里也没有写乡镇。请补上“乡镇”一列，或先导入乡镇。",
        9: "代码应为 6、9、12、14 位数字，现在是“43112600”。",
    }


def test_a_site_lies_in_its_village_and_comes_after_it() -> None:
    by = operator_of("431126", "宁远县")
    head = ("区划代码", "名称", "乡镇")
    site = ["43112600120101", "东门安置点", "文庙街道"]
    rows = (site, ["431126001201", "甲村委会", "文庙街道"], ["43112600120201", "南门安置点", "文庙街道"])

    refused = look(xlsx(*rows, head=head, title="区划代码表"), "表.xlsx", Choices(), by=by)
    done = taken(xlsx(*rows[:2], head=head, title="区划代码表"), "表.xlsx", by)

    assert "431126001202 这个村、社区没有登记" in refused.cell_faults[0].problem
    assert done.file.counts == {"townships": 1, "places": 2, "changed": 0}
    made = Place.objects.get(code=site[0])
    assert (made.kind, made.parent.code) == ("site", "431126001201")
    assert look(xlsx(*rows[:2], head=head, title="区划代码表"), "表.xlsx", Choices(), by=by).changes_nothing


def test_where_a_place_lies_comes_with_it_and_is_corrected_by_the_next_file() -> None:
    make.county()
    head = ("区划代码", "名称", "纬度", "经度")

    taken(xlsx(["990126101", "东岭镇", "25.6", 111.93], head=head, title="区划代码表"), "表.xlsx", operator())
    done = taken(xlsx(["990126101", "东岭镇", 25.61, 111.93], head=head, title="区划代码表"), "表.xlsx", operator())

    assert [d.new for entry in done.plan.entries for d in entry.differences] == ["25.61000、111.93000"]
    assert Place.objects.get(code="990126101").north == 2561000


@pytest.mark.parametrize(
    ("position", "said"), [((111.93, 25.6), "写反了"), ((25.6, None), "一起填"), (("东边", 111.9), "不是经纬度")]
)
def test_a_position_that_cannot_be_is_refused_by_row(position: tuple, said: str) -> None:
    make.county()
    head = ("区划代码", "名称", "纬度", "经度")

    plan = look(
        xlsx(["990126101", "东岭镇", *position], head=head, title="区划代码表"), "表.xlsx", Choices(), by=operator()
    )

    assert not plan.may_be_carried_out
    assert said in "".join(fault.problem for fault in plan.cell_faults)


def test_another_name_for_a_code_is_a_change_of_name() -> None:
    county_of_fixtures()
    head, row = ("区划代码", "名称"), ["990126101201", "石坪新村村委会"]

    done = taken(xlsx(row, head=head, title="区划代码表"), "表.xlsx", operator())

    assert done.plan.entries[0].differences[0].sentence == "名称：石坪村委会 → 石坪新村村委会"
    assert Place.objects.get(code="990126101201").names.count() == 2


# ── real tables of other kinds ──


@pytest.mark.parametrize("name", ["conghua_2011_key_A65.xls", "conghua_2011_key_A65.csv"])
def test_real_village_facts_become_places_aid_units_and_contacts_and_nobody_a_member(name: str) -> None:
    done = taken(real(name), name, operator_of("440184", "从化市"))

    assert (done.file.counts["townships"], done.file.counts["places"]) == (5, 125)
    assert set(Place.objects.filter(kind="village").values_list("is_local_code", flat=True)) == {True}
    assert Contact.objects.filter(place__name="东坑村").values_list("name", flat=True).count() == 2
    assert VillageAid.objects.filter(place__name="东坑村").count() == 2
    assert (Posting.objects.count(), Cadre.objects.count(), Team.objects.count()) == (0, 0, 0)


def test_real_helpers_of_households_become_helpers_and_nobody_a_member() -> None:
    name = "xingning_2016_E_people_yonghe_town.csv"

    done = taken(real(name), name, operator_of("441481", "兴宁市"))

    assert done.file.counts == {"units": 6, "helpers": 135}
    assert HouseholdAid.objects.filter(place__code="441481").count() == 135
    assert (Posting.objects.count(), Cadre.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["conghua_2011_key_A65.xls", "xingning_2016_E_people_yonghe_town.csv"])
def test_real_tables_are_never_loaded_as_a_roster(name: str) -> None:
    data, by = real(name), operator_of("440184", "从化市")

    with pytest.raises(WrongKind, match="不是驻村工作队花名册.*没有读进任何一行.*可以改按"):
        bring_in(data, name, Choices(kind="member_roster"), by=by)

    assert Place.objects.filter(kind="village").count() == 0


def test_facts_of_another_county_are_refused_by_row() -> None:
    head = ("县", "乡镇", "村", "总户数", "帮扶单位")
    data = xlsx(["白水县", "东岭镇", "石坪村", 300, "县水利局"], head=head, title="村情表")
    county_of_fixtures()

    plan = look(data, "表.xlsx", Choices(), by=operator())

    assert "别的县的表请导入别的县" in plan.cell_faults[0].problem


# ── pairing ──

PAIRED = ("乡镇", "村", "后盾单位", "主要负责人", "联系人", "联系电话", "核定人数")


def test_pairing_forms_teams_with_backing_unit_and_size() -> None:
    county_of_fixtures()
    rows = (
        ["东岭镇", "石坪村", "县档案馆", "潘启", "欧阳岚", "13900010009", 3],
        ["西河镇", "河湾村", "县水利局、县供销社", None, None, None, 2],
    )

    done = taken(xlsx(*rows, head=PAIRED, title="单位结对村"), "表.xlsx", operator())

    first, second = Team.objects.order_by("number")
    assert done.file.counts == {"teams": 2, "units": 0, "backings": 2, "sizes": 2, "contacts": 1}
    assert (first.backings.get().unit.name, first.approved_sizes.get().size) == ("青岭县档案馆", 3)
    assert second.backings.get().unit.name == "青岭县水利局"
    assert (Unit.objects.get(name="青岭县档案馆").head_name, Contact.objects.get().name) == ("潘启", "欧阳岚")
    assert (Posting.objects.count(), Cadre.objects.count()) == (0, 0)


def test_a_changed_pairing_is_a_diff_and_a_lower_size_needs_a_reason() -> None:
    """R-SEL-11"""
    county_of_fixtures()
    taken(xlsx(["东岭镇", "石坪村", "县档案馆", None, None, None, 3], head=PAIRED), "表.xlsx", operator())
    data = xlsx(["东岭镇", "石坪村", "县水利局", None, None, None, 2], head=PAIRED)

    plan = look(data, "表.xlsx", Choices(answers={"units:start_day": "2022-07-01"}), by=operator())
    answers = {"units:start_day": "2022-07-01", "approved_size:lowered": "村里撤了一个点"}
    bring_in(data, "表.xlsx", Choices(answers=answers), by=operator())

    assert [q.id for q in plan.questions] == ["approved_size:lowered"]
    team = Team.objects.get()
    assert team.backings.get(until__isnull=True).unit.name == "青岭县水利局"
    assert team.approved_sizes.get(until__isnull=True).size == 2


def test_how_many_are_on_a_unit_s_staff_comes_with_its_pairing_and_is_compared() -> None:
    county_of_fixtures()
    head = (*PAIRED, "单位在编人数")
    row = ["东岭镇", "石坪村", "县档案馆", "潘启", None, None, 3]
    taken(xlsx([*row, 31], head=head), "表.xlsx", operator())

    plan = look(xlsx([*row, 34], head=head), "表.xlsx", Choices(), by=operator())

    assert Unit.objects.get(name="青岭县档案馆").staff_count == 31
    assert [d.sentence for d in plan.entries[0].differences] == ["单位在编人数：31 → 34"]


# ── people in the pool ──


def test_a_list_of_cadres_posts_nobody() -> None:
    county_of_fixtures()
    head = ("姓名", "性别", "出生年月", "工作单位", "现任职务", "学历")
    rows = (
        ["黎明远", "男", "1985-03", "县水利局", "副局长", "本科"],
        ["骆远", "男", "1990-05", "县供销社", None, "大专"],
    )

    done = taken(xlsx(*rows, head=head, title="干部名册"), "表.xlsx", operator())

    assert (done.file.counts, Posting.objects.count()) == ({"people": 2, "changed": 0, "units": 1}, 0)
    assert Cadre.objects.get(person__name="黎明远").post == "副局长"


def test_who_is_in_the_pool_is_found_by_a_roster() -> None:
    county_of_fixtures()
    head = ("姓名", "性别", "出生年月", "工作单位", "现任职务")
    taken(xlsx(["黎明远", "男", "1985-03", "县水利局", "副局长"], head=head, title="干部名册"), "甲.xlsx", operator())

    done = taken(xlsx(member("黎明远")), "乙.xlsx", operator())

    assert (done.file.counts["people"], done.file.counts["postings"], Cadre.objects.count()) == (0, 1, 1)
    assert Posting.objects.get().since < TODAY
