"""R-TASK-06, journey J10: a project once registered goes on by a press; why it is late is asked once."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.org.places import acts as places
from zhucun.records.notes import acts as records
from zhucun.records.registry import kind_called
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import bringing
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.project_money import acts as money
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.village_products import acts as products

pytestmark = pytest.mark.django_db
SPRING = date(2022, 3, 1)


def project(cast: Cast, name: str = "香菇大棚", **told: Any) -> IndustryProject:
    given = {"planned_on": SPRING, "planned_start": TODAY + timedelta(days=30), "product": "香菇", **told}
    return projects.register(cast.shiping, name=name, **given, by=cast.actor("clerk"))


def test_from_planned_to_finished_and_a_step_back(cast: Cast) -> None:
    member = cast.actor("member")
    row = project(cast)
    assert (row.state, row.team) == ("planned", cast.team)

    row = projects.advance(row, on=date(2022, 4, 1), by=member)
    row = projects.advance(row, by=member)
    assert (row.state, row.started_on, row.finished_on) == ("finished", date(2022, 4, 1), TODAY)

    row = projects.go_back(row, by=member)
    assert (row.state, row.finished_on) == ("started", None)
    row = projects.stop(row, reason="承包人走了", by=member)
    assert projects.resume(row, by=member).state == "started"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"started_on": date(2022, 5, 1), "finished_on": date(2022, 4, 1)}, "不能在那以前完成"),
        ({"finished_on": date(2022, 4, 1)}, "没有写哪天开工"),
        ({"planned_start": None}, "写计划哪天开工"),
        ({"started_on": date(2022, 2, 1)}, "开工不能在那以前"),
        ({"started_on": TODAY + timedelta(days=1)}, "还没到"),
        ({"planned_finish": SPRING}, "不能在那以前完成"),
        ({"name": "找 13800138000"}, "手机号"),
        ({"households_meant": 100_000}, "户数"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(cast: Cast, told: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        project(cast, **told)


def test_why_it_is_late_is_asked_exactly_once(cast: Cast) -> None:
    row = project(cast, planned_start=TODAY - timedelta(days=1))
    member = cast.actor("member")

    def lines() -> list[str]:
        return [one.sentence for one in lines_for(cast.actor("member")) if "计划开工日" in one.sentence]

    assert lines() == ["一个产业项目过了计划开工日"]
    row = projects.say_why(row, reason="菌棒还没到", by=member)
    assert lines() == []
    with pytest.raises(Refused, match="已经说明过了"):
        projects.say_why(row, reason="再说一遍", by=member)
    with pytest.raises(Refused, match="不用说明"):
        projects.say_why(project(cast, "竹编"), reason="没到日子", by=member)


def test_a_second_of_the_name_and_another_s_village_are_refused(cast: Cast) -> None:
    row = project(cast)
    with pytest.raises(Refused, match="已经有"):
        project(cast)
    with pytest.raises(OutOfReach):
        projects.register(cast.shiping, name="油茶", planned_start=TODAY, by=cast.actor("neighbour"))
    with pytest.raises(OutOfReach):
        projects.advance(row, by=cast.actor("neighbour"))
    assert not IndustryProject.objects.visible_to(cast.actor("neighbour_county")).exists()


def test_money_has_its_paper_and_is_not_spent_before_it_came(cast: Cast) -> None:
    row, clerk = project(cast), cast.actor("clerk")

    def put(kind: str, day: int, fen: int, number: str = "") -> ProjectMoney:
        told = {"kind": kind, "on": date(2022, 6, day), "fen": fen, "number": number or f"{kind}-{day}"}
        return money.record(row, **told, by=clerk)

    put("applied", 1, 900)
    granted = put("granted", 5, 800)
    arrived = put("arrived", 10, 500)
    put("spent", 12, 400)
    for kind, day, fen, words in (
        ("arrived", 4, 100, "批复了还没到账的只有 0 元"),
        ("arrived", 11, 301, "只有 3 元"),
        ("spent", 9, 1, "到了账还没花的只有 0 元"),
        ("spent", 20, 101, "只有 1 元"),
    ):
        with pytest.raises(Refused, match=words):
            put(kind, day, fen)
    with pytest.raises(Refused, match="记过了"):
        put("granted", 6, 1, "granted-5")
    with pytest.raises(Refused, match="批复文号"):
        money.record(row, kind="granted", on=TODAY, fen=1, by=clerk)
    for line, words in ((granted, "先把这笔批复下的到账冲掉"), (arrived, "先把花在这笔钱上的支出冲掉")):
        with pytest.raises(Refused, match=words):
            money.correct(line, reason="多写了", by=clerk)
    with pytest.raises(NotPermitted):
        money.record(row, kind="applied", on=TODAY, fen=1, by=cast.actor("member"))


def test_a_wrong_line_stays_and_neither_counts(cast: Cast) -> None:
    row, clerk = project(cast), cast.actor("clerk")
    line = money.record(row, kind="applied", on=TODAY, fen=500, number="A1", by=clerk)
    back = money.correct(line, reason="记重了", by=clerk)
    assert (back.fen, ProjectMoney.objects.count()) == (-500, 2)
    assert not ProjectMoney.objects.counting().exists()
    money.record(row, kind="applied", on=TODAY, fen=700, number="A1", by=clerk)
    assert ProjectMoney.objects.counting().totals()["applied"] == 700
    with pytest.raises(Refused, match="不能再冲"):
        money.correct(back, reason="再冲", by=clerk)
    projects.withdraw(row, by=clerk)
    assert not ProjectMoney.objects.counting().exists()


def test_households_are_of_the_village_and_once(cast: Cast) -> None:
    row, member = project(cast), cast.actor("member")
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    other = places.add_household(cast.liuxi, head_name="柳老根", since=SINCE, by=operator())
    line = bringing.bring_along(row, household=home, by=member)
    for one, words in ((home, "已经登记"), (other, "不在")):
        with pytest.raises(Refused, match=words):
            bringing.bring_along(row, household=one, by=member)
    bringing.leave_out(line, by=member)
    assert not row.households.exists()


def test_figures_say_how_far_it_was_on_any_day(cast: Cast) -> None:
    officer = cast.actor("officer")
    row = project(cast, started_on=date(2022, 4, 1), finished_on=date(2022, 6, 1))
    project(cast, "竹编", planned_start=TODAY - timedelta(days=3))
    products.name(cast.shiping, product="香菇", since=SPRING, by=officer)
    products.tell(cast.shiping, year=2021, fen=860_000, by=officer)
    names = (
        "projects_planned",
        "projects_finished",
        "projects_started",
        "projects_not_started",
        "projects_late",
        "specialities",
    )

    def on(day: date) -> list[int | None]:
        found = ask_many([f"six_ones.{name}" for name in names], Question(officer, cast.county.code, day))
        return [found[f"six_ones.{name}"].value for name in names]

    assert on(date(2022, 2, 1)) == [0, 0, 0, 0, 0, 0]
    assert on(date(2022, 5, 1)) == [2, 0, 1, 1, 0, 1]
    assert on(TODAY) == [2, 1, 0, 1, 1, 1]
    income = ask_many(["six_ones.collective_income"], Question(officer, cast.county.code, TODAY))
    assert income["six_ones.collective_income"].value == 860_000
    projects.stop(projects.go_back(row, by=officer), reason="不干了", by=officer)
    assert on(TODAY) == [1, 0, 0, 1, 1, 1]


def test_one_entry_notes_the_project_and_takes_it_on(cast: Cast) -> None:
    row, member = project(cast), cast.actor("member")
    assert kind_called("industry").is_for(member, cast.team)
    answers = [{"name": "project", "value": str(row.pk)}, {"name": "reached", "value": "started"}]
    told = {"kind": "industry", "text": "挖机进场了", "happened_on": TODAY - timedelta(days=2)}
    record = records.write(cast.team, **told, answers=answers, by=member)

    row.refresh_from_db()
    assert (row.state, row.started_on) == ("started", TODAY - timedelta(days=2))
    assert [one.shown_text for one in row.steps.order_by("pk")] == ["", "挖机进场了"]

    record = records.change(record, text="挖机进场了", happened_on=TODAY - timedelta(days=1), by=member)
    row.refresh_from_db()
    assert row.started_on == TODAY - timedelta(days=1)
    record = records.withdraw(record, by=member)
    row.refresh_from_db()
    assert (row.state, row.started_on) == ("planned", None)
    record = records.restore(record, by=member)
    row.refresh_from_db()
    assert row.state == "started"
    projects.advance(row, by=member)
    with pytest.raises(Refused, match="往下走了"):
        records.withdraw(record, by=member)
