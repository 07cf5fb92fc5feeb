"""A 花名册 from a file: what it would do, and that it does that and nothing else."""

from datetime import date

import pytest

from tests.cast import SINCE, operator
from tests.imports import FIXTURES, HEAD, brought, county_of_fixtures, member, plan_of, said, xlsx
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import Refused
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team
from zhucun.org.people.models import Cadre, Person, Unit, UnitAlias
from zhucun.org.places.models import Place
from zhucun.sheets.plan import Outcome
from zhucun.web.importing import Choices, digest

pytestmark = pytest.mark.django_db
WITH_ID = "990126198503012017"


@pytest.fixture(autouse=True)
def home() -> Place:
    return county_of_fixtures()


def outcomes(plan) -> list[str]:  # noqa: ANN001
    return [entry.outcome.value for entry in plan.entries]


def test_new_people_are_posted_to_teams_formed_at_their_villages() -> None:
    done = brought(member("黎明远", 队内职务="第一书记兼队长"), member("骆远", 村="河湾村", 乡镇="西河镇"))

    assert done.file.counts | {"people": 2, "postings": 2, "teams": 2, "units": 0} == done.file.counts
    first = Posting.objects.get(cadre__person__name="黎明远")
    assert (first.start_kind, first.start_basis, first.reported_on) == ("backfill", "青组发〔2021〕5号", SINCE)
    assert set(first.roles.values_list("role", flat=True)) == {"first_secretary", "leader"}
    assert list(Team.objects.values_list("number", "place_code")) == [("001", "990126101201"), ("002", "990126102201")]


def test_every_line_of_the_log_bears_the_file_s_batch() -> None:
    done = brought(member("黎明远"), member("骆远"))

    verbs = AuditLog.objects.filter(batch_id=done.file.batch_id).values_list("verb", flat=True)
    assert sorted(verbs) == sorted(
        ["cadre.add", "cadre.add", "opening.keep_file", "posting.start", "posting.start", "team.form"]
    )


def test_the_same_file_twice_changes_nothing() -> None:
    data = xlsx(member("黎明远", 电话="13900010001"), member("骆远"))
    bring_in(data, "花名册.xlsx", Choices(), by=operator())
    lines = AuditLog.objects.count()

    again = bring_in(data, "花名册.xlsx", Choices(), by=operator())

    assert (again.file, outcomes(again.plan)) == (None, ["left", "left"])
    assert "和册上一样，没有要写的。" in again.plan.sentences
    assert (AuditLog.objects.count(), OpeningFile.objects.count()) == (lines, 1)


def test_a_corrected_file_changes_only_what_differs() -> None:
    brought(member("黎明远", 电话="13900010001"), member("骆远", 电话="13900010002"))

    done = brought(
        member("黎明远", 电话="13900010001", 出生年月="1984-03", 职务="副局长", 队内职务="第一书记"),
        member("骆远", 电话="13900010002", 派出单位="县档案馆", 派驻起="2021-06-15"),
    )

    assert [[d.sentence for d in entry.differences] for entry in done.plan.entries] == [
        ["出生年月：1985-03 → 1984-03", "职务：（空） → 副局长", "队内职务：队员 → 第一书记"],
        ["派出单位：青岭县水利局 → 青岭县档案馆", "派驻起：2021-06-01 → 2021-06-15"],
    ]
    first, second = Posting.objects.order_by("pk")
    assert (first.cadre.person.birth_month, first.cadre.post) == (date(1984, 3, 1), "副局长")
    assert list(first.roles.filter(until__isnull=True).values_list("role", flat=True)) == ["first_secretary"]
    assert (second.since, second.reported_on, second.sending_unit.name) == (
        date(2021, 6, 15),
        date(2021, 6, 15),
        "青岭县档案馆",
    )
    assert (second.cadre.unit.name, Person.objects.count()) == ("青岭县档案馆", 2)


def test_an_empty_cell_changes_nothing() -> None:
    brought(member("黎明远", 电话="13900010001", 职务="副局长"))

    plan = plan_of(member("黎明远", 出生年月="1985-03", 性别=None))

    assert outcomes(plan) == ["left"]


def test_a_corrected_phone_is_shown_by_its_last_four_and_kept_out_of_the_log() -> None:
    """R-DAT-04"""
    brought(member("黎明远", 电话="13900010001"))

    done = brought(member("黎明远", 电话="13900019999"))

    assert done.plan.entries[0].differences[0].sentence == "电话：尾号 0001 → 尾号 9999"
    assert Person.objects.get().phone == "13900019999"
    told = [str(line.told) + str(line.changes) for line in AuditLog.objects.all()]
    assert not any("13900019999" in text or "13900010001" in text for text in told)


# ── who is meant ──


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({"派出单位": "县水利局", "电话": "13900010001"}, {"派出单位": "县档案馆", "电话": "13900010001"}),
        ({"村": "柳溪村"}, {"村": "柳溪村", "电话": "13900010001"}),
        ({"出生年月": None}, {"出生年月": "1990-05"}),
    ],
    ids=["phone and name", "name, unit and birth month", "name, unit and place"],
)
def test_somebody_on_file_is_found(held: dict, told: dict) -> None:
    brought(member("黎明远", **held))

    plan = plan_of(member("黎明远", **told))

    assert outcomes(plan) == ["changed"]


def test_a_namesake_whose_birth_month_is_another_is_another_person() -> None:
    brought(member("黎明远"))

    plan = plan_of(member("黎明远", 出生年月="1990-05", 派出单位="县档案馆", 村="柳溪村"))

    assert outcomes(plan) == ["added"]


def test_a_namesake_of_whom_nothing_else_is_known_is_asked() -> None:
    brought(member("黎明远", 出生年月=None))
    row = member("黎明远", 派出单位="县档案馆", 村="柳溪村")

    asked = plan_of(row)
    as_new = plan_of(row, **{asked.questions[0].id: "new"})
    as_same = plan_of(row, **{asked.questions[0].id: asked.questions[0].options[0][0]})

    assert asked.questions[0].sentence == "册上有叫“黎明远”的，是同一个人吗？"
    assert asked.questions[0].options[0][1] == "就是他：青岭县水利局，驻东岭镇石坪村委会"
    assert outcomes(as_new) == ["added"]
    assert "一个人不能同时在两处" in said(as_same)[3]


def test_one_id_number_is_one_person_whatever_the_name() -> None:
    head = ("姓名", "身份证号", "派出单位", "村", "队内职务", "派驻起", "派出文号")
    row = ["黎明远", WITH_ID, "县水利局", "石坪村", "队员", "2021-06-01", "青组发〔2021〕5号"]
    bring_in(xlsx(row, head=head), "甲.xlsx", Choices(), by=operator())
    row[0] = "黎明志"

    asked = look(xlsx(row, head=head), "乙.xlsx", Choices(), by=operator())
    done = bring_in(xlsx(row, head=head), "乙.xlsx", Choices(answers={asked.questions[0].id: "yes"}), by=operator())

    assert "证件号是册上黎明远的" in asked.questions[0].sentence
    assert done.plan.entries[0].differences[0].sentence == "姓名：黎明远 → 黎明志"
    assert (Person.objects.get().name, Person.objects.get().birth_month) == ("黎明志", date(1985, 3, 1))


# ── what is refused or asked ──


def test_nobody_is_in_the_file_twice() -> None:
    plan = plan_of(
        member("黎明远", 电话="13900010001"),
        member("黎明远", 电话="13900010001"),
        member("骆远"),
        member("骆远", 村="河湾村", 乡镇="西河镇"),
    )

    assert said(plan) == {
        4: "和第 3 行的姓名和电话相同，是同一个人。一人一行，请只留一行。",
        6: "骆远在第 5 行已派到东岭镇石坪村委会，一个人不能同时在两处。请只留一行。",
    }


def test_namesakes_of_one_unit_are_asked_and_may_be_two() -> None:
    rows = (member("黎明远", 出生年月=None), member("黎明远", 出生年月=None))

    asked = plan_of(*rows)
    two = plan_of(*rows, **{"name:namesake:4": "two"})

    assert [q.id for q in asked.questions] == ["name:namesake:4"]
    assert outcomes(two) == ["added", "added"]


def test_a_mobile_number_of_two_people_is_asked() -> None:
    rows = (member("黎明远", 电话="13900010001"), member("骆远", 电话="13900010001"))

    assert said(plan_of(*rows)) == {4: "和第 3 行的手机号相同。"}
    assert outcomes(plan_of(*rows, **{"phone:shared:4": "keep"})) == ["added", "added"]


def test_somebody_on_another_post_is_refused_by_where_and_since() -> None:
    brought(member("黎明远"))

    plan = plan_of(member("黎明远", 村="柳溪村"))

    assert said(plan)[3].startswith("黎明远册上在驻石坪村工作队（2021-06-01 起），一个人不能同时在两处。")


def test_a_team_has_one_first_secretary() -> None:
    """R-ORG-08"""
    brought(member("黎明远", 队内职务="第一书记"))

    plan = plan_of(member("骆远", 队内职务="第一书记"))
    both = plan_of(member("骆远", 队内职务="第一书记"), member("黎明远", 队内职务="队员"))

    assert said(plan) == {3: "石坪村的队已经有第一书记了：册上的黎明远。一支队只有一名，请核对。"}
    assert both.may_be_carried_out
    brought(member("骆远", 队内职务="第一书记"), member("黎明远", 队内职务="队员"))
    assert RoleSpell.objects.get(role="first_secretary", until__isnull=True).posting.cadre.person.name == "骆远"


def test_unknown_units_are_one_question_and_their_fullest_name_is_registered() -> None:
    rows = (
        member("黎明远", 派出单位="县林业局"),
        member("骆远", 派出单位="青岭县林业局"),
        member("盘小妹", 派出单位="县供销社"),
    )

    asked = plan_of(*rows)
    done = brought(*rows, **{"unit:new_units": "add"})

    assert [(q.id, q.details) for q in asked.questions if q.id == "unit:new_units"] == [
        ("unit:new_units", ["青岭县林业局（也写作 县林业局）", "县供销社"])
    ]
    assert done.file.counts["units"] == 2
    assert Unit.objects.filter(name__in=["青岭县林业局", "县供销社"]).count() == 2


def test_what_a_person_said_a_unit_means_is_learnt() -> None:
    row = member("黎明远", 派出单位="县教体局")
    asked = plan_of(row)

    brought(row, **{asked.questions[0].id: asked.questions[0].options[0][0]})

    assert UnitAlias.objects.get().name == "县教体局"
    assert plan_of(member("骆远", 派出单位="县教体局")).may_be_carried_out


def test_a_new_unit_has_the_level_the_file_tells() -> None:
    head = ("姓名", "派出单位", "派出层级", "村", "队内职务", "派驻起", "派出文号")
    row = ["黎明远", "水文测报中心", "市派", "石坪村", "队员", "2021-06-01", "青组发〔2021〕5号"]

    bring_in(xlsx(row, head=head), "甲.xlsx", Choices(answers={"unit:new_units": "add"}), by=operator())

    assert (Unit.objects.get(name="水文测报中心").place_code, Posting.objects.get().sending_level) == (
        "9901",
        "prefecture",
    )


def test_a_level_that_is_not_the_unit_s_is_asked() -> None:
    head = ("姓名", "派出单位", "派出层级", "村", "队内职务", "派驻起", "派出文号")
    row = ["黎明远", "县水利局", "省派", "石坪村", "队员", "2021-06-01", "青组发〔2021〕5号"]
    data = xlsx(row, head=head)

    asked = look(data, "甲.xlsx", Choices(), by=operator())

    assert said(asked) == {3: "表里写省派，青岭县水利局登记的是县派。"}
    assert look(
        data, "甲.xlsx", Choices(answers={"sending_level:as_held": "as_held"}), by=operator()
    ).may_be_carried_out


def test_backfilling_needs_a_day_and_a_reason_told_once_for_all() -> None:
    """R-SEL-20"""
    rows = (member("黎明远", 派驻起=None, 派出文号=None), member("骆远", 派驻起=None, 派出文号=None))

    asked = plan_of(*rows)
    done = brought(*rows, **{"since:start_day": "2021-05-18", "basis:backfill": "按 2021 年名册补录"})

    assert [(q.id, q.wants, len(q.cells)) for q in asked.questions] == [
        ("basis:backfill", "text", 2),
        ("since:start_day", "date", 2),
    ]
    assert done.file.counts["postings"] == 2
    assert set(Posting.objects.values_list("since", "start_basis")) == {(date(2021, 5, 18), "按 2021 年名册补录")}


@pytest.mark.parametrize("answer", ["2031-01-01", "去年", "2021-5"])
def test_a_day_that_cannot_be_is_asked_again(answer: str) -> None:
    plan = plan_of(member("黎明远", 派驻起=None), **{"since:start_day": answer})

    assert [q.id for q in plan.questions] == ["since:start_day"]


def test_a_last_day_that_is_over_is_asked_and_ends_nothing() -> None:
    head = ("姓名", "派出单位", "村", "队内职务", "派驻起", "派驻止", "派出文号")
    row = ["黎明远", "县水利局", "石坪村", "队员", "2020-06-01", "2022-05-31", "青组发〔2020〕5号"]
    data = xlsx(row, head=head)

    assert [q.id for q in look(data, "甲.xlsx", Choices(), by=operator()).questions] == ["until:passed"]
    bring_in(data, "甲.xlsx", Choices(answers={"until:passed": "stays"}), by=operator())
    assert Posting.objects.get().until is None


def test_one_number_at_two_villages_is_asked_and_may_be_one_team() -> None:
    """R-ORG-10"""
    head = ("姓名", "派出单位", "村", "队号", "队内职务", "派驻起", "派出文号")
    rows = [
        ["黎明远", "县水利局", "石坪村", "T01", "第一书记", "2021-06-01", "青组发〔2021〕5号"],
        ["骆远", "县水利局", "柳溪村", "T01", "队员", "2021-06-01", "青组发〔2021〕5号"],
    ]
    asked = look(xlsx(*rows, head=head), "甲.xlsx", Choices(), by=operator())

    answers = {asked.questions[0].id: "serves"}
    bring_in(xlsx(*rows, head=head), "甲.xlsx", Choices(answers=answers), by=operator())

    team = Team.objects.get()
    assert (team.number, team.team_places.count(), team.postings.count()) == ("T01", 2, 2)


# ── all or nothing ──


def test_one_bad_row_and_nothing_is_written() -> None:
    done = brought(member("黎明远"), member("骆远", 村="石平村"))

    assert (done.file, Posting.objects.count(), OpeningFile.objects.count()) == (None, 0, 0)


def test_rows_left_out_do_not_stand_in_the_way() -> None:
    done = brought(member("黎明远"), member("骆远", 村="没有的村"), left_out=["4"])

    assert (outcomes(done.plan), done.file.counts["postings"]) == (["added", "excluded"], 1)


def test_who_is_absent_stays_unless_kind_and_day_are_told() -> None:
    """R-SEL-16"""
    brought(member("黎明远"), member("骆远"), member("盘小妹", 乡镇="西河镇", 村="河湾村"))

    kept = plan_of(member("黎明远"))
    ending = {"absent:kind": "rotation", "absent:last_day": "2022-06-30"}
    done = brought(member("黎明远", 职务="股长"), **ending)

    assert kept.absent == ["骆远（东岭镇石坪村委会）"]
    assert (done.file.counts["ended"], Posting.objects.get(cadre__person__name="骆远").end_kind) == (1, "rotation")
    assert Posting.objects.get(cadre__person__name="盘小妹").until is None


def test_what_was_looked_at_is_what_is_written() -> None:
    data = xlsx(member("黎明远"))
    seen = digest(look(data, "甲.xlsx", Choices(), by=operator()))
    brought(member("黎明远", 职务="股长"))

    with pytest.raises(Refused, match="再看一遍"):
        bring_in(xlsx(member("黎明远", 职务="副股长")), "甲.xlsx", Choices(), by=operator(), seen=seen)


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.[xc]*s*")), ids=lambda path: path.name)
def test_every_ugly_roster_comes_in_once_asked_and_a_second_time_changes_nothing(path) -> None:  # noqa: ANN001
    told = {"B": "姓名", "E": "村"} if path.name.startswith("14") else {}
    data, kind = path.read_bytes(), "member_roster"
    plan = look(data, path.name, Choices(kind=kind, mapping=told), by=operator())
    written = {"date": "2021-06-01", "text": "县水利局"}
    answers = {q.id: q.options[0][0] if q.options else written[q.wants] for q in plan.questions}
    out = frozenset(str(e.row) for e in plan.entries if e.outcome is Outcome.REFUSED)
    choices = Choices(kind=kind, mapping=told, answers=answers, left_out=out)

    done = bring_in(data, path.name, choices, by=operator())
    again = bring_in(data, path.name, choices, by=operator())

    expected = sum(entry.outcome is not Outcome.REFUSED for entry in plan.entries)
    assert done.plan.cell_faults == []
    assert (Posting.objects.count(), Cadre.objects.count()) == (expected, expected)
    assert (again.plan.changes_nothing, again.file) == (True, None)


# ── hidden numbers, units without a post, units from elsewhere ──


def test_a_hidden_number_of_somebody_on_file_says_nothing_and_of_others_is_refused() -> None:
    """R-DAT-04"""
    brought(member("黎明远", 电话="13900011234"), member("骆远", 电话="13900015678"))

    same = plan_of(member("黎明远", 电话="139****1234", 职务="科长"))
    other = plan_of(member("骆远", 电话="139****9999"), member("盘新", 电话="139****1234"))

    assert [d.sentence for d in same.entries[0].differences] == ["职务：（空） → 科长"]
    assert same.may_be_carried_out
    assert ["遮了几位" in problem for problem in said(other).values()] == [True, True]


def test_a_cell_of_unit_and_post_may_hold_a_unit_that_another_row_names() -> None:
    head = ("姓名", "单位及职务", "队内职务", "乡镇", "村", "派驻起", "派出文号")
    rest = ("队员", "东岭镇", "石坪村", "2021-06-01", "青组发〔2021〕5号")
    data = xlsx(
        ["黎明远", "县粮食集团股长", *rest], ["骆远", "县粮食集团", *rest], ["盘新", "县供销联社中心", *rest], head=head
    )

    asked = look(data, "表.xlsx", Choices(), by=operator())
    plan = look(data, "表.xlsx", Choices(answers={"unit_and_post:new_units": "add"}), by=operator())

    assert [q.details for q in asked.questions] == [["县粮食集团", "县供销联社中心"]]
    assert plan.may_be_carried_out, said(plan)
    assert [entry.target.unit for entry in plan.entries] == ["县粮食集团", "县粮食集团", "县供销联社中心"]


def test_the_level_of_a_unit_from_elsewhere_is_asked_and_all_levels_are_listed() -> None:
    rows = [
        member(f"黎明{n}", 派出单位=unit)
        for n, unit in zip("甲乙丙", ("天河区教育局", "县供销社", "永和镇人民政府"), strict=True)
    ]

    asked = plan_of(*rows, **{"unit:new_units": "add"})
    done = brought(*rows, **{"unit:new_units": "add", "unit:level:天河区": "prefecture"})

    assert [(q.id, q.details) for q in asked.questions] == [("unit:level:天河区", ["天河区教育局"])]
    listed = "登记新单位 3 个：市直的天河区教育局；县直的永和镇人民政府、县供销社。层级、类别可在单位页更正。"
    assert listed in done.plan.remarks
    assert Unit.objects.get(name="天河区教育局").place_code == "9901"
    assert Unit.objects.get(name="永和镇人民政府").kind == "township"


def test_new_units_may_be_gone_through_singly() -> None:
    rows = (member("黎明远", 派出单位="水务和移民中心"), member("骆远", 派出单位="县供销社"))
    each = {"unit:new_units": "each"}

    asked = plan_of(*rows, **each)
    water = next(q for q in asked.questions if q.id == "unit:means:水务和移民中心")
    held = next(key for key, label in water.options if label == "就是青岭县水利局")
    plan = plan_of(*rows, **each, **{water.id: held, "unit:means:县供销社": "new"})

    assert (plan.may_be_carried_out, plan.entries[1].target.unit) == (True, "县供销社")
    assert plan.entries[0].target.unit == int(held)


def wider(**told: str) -> bytes:
    return xlsx(member("黎明远", 电话="13900010001", **told), head=(*HEAD, *told))


def test_what_formation_reads_comes_in_with_the_roster_and_is_compared() -> None:
    told = {"专长": "财务、产业", "家在": "西河镇河湾村", "单位确认能派驻": "2021-05-10", "参加工作时间": "2008-07"}
    bring_in(wider(**told), "花名册.xlsx", Choices(), by=operator())

    cadre = Cadre.objects.get()
    assert (cadre.skills, cadre.home.name) == (["industry", "finance"], "河湾村委会")
    assert (cadre.fitness_confirmed_on, cadre.work_started_on) == (date(2021, 5, 10), date(2008, 7, 1))
    again = bring_in(wider(**told | {"专长": "财务", "家在": "石坪村"}), "花名册.xlsx", Choices(), by=operator())
    assert [d.sentence for d in again.plan.entries[0].differences] == [
        "专长：产业发展、财务 → 财务",
        "家在：河湾村委会 → 石坪村委会",
    ]


def test_a_home_that_is_nowhere_is_said_at_its_cell() -> None:
    plan = look(wider(家在="天涯村"), "花名册.xlsx", Choices(), by=operator())

    assert [fault.label for fault in plan.cell_faults] == ["家在"]
