"""监测对象表 is brought in whole, as a difference; what is doubtful is asked, and private columns are not read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import SINCE, TODAY, Cast, operator
from tests.imports import xlsx
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.imports.bringing import Brought, bring_in, look
from zhucun.lib.figure import Question, ask_many
from zhucun.org.places import acts as places
from zhucun.records.notes import acts as work
from zhucun.sheets.plan import Outcome
from zhucun.sheets.reading import read_bytes
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring.models import MonitoredHousehold
from zhucun.six_ones.visit_rhythm import rhythms
from zhucun.web.drafts import content_of
from zhucun.web.importing import Choices
from zhucun.web.models import ImportDraft

pytestmark = pytest.mark.django_db
VISITED = date(2022, 5, 20)
HEAD = (
    *("户编号", "乡镇", "村", "组", "户主姓名", "户主证件号码", "家庭人口", "监测对象类别", "风险类型", "帮扶措施"),
    *("人均纯收入", "申请时间", "公示时间", "识别时间", "风险消除时间", "联系电话"),
)
ROOT = {
    "户编号": "A001",
    "乡镇": "东岭镇",
    "村": "石坪村",
    "组": "三组",
    "户主姓名": "石老根",
    "家庭人口": "4",
    "户主证件号码": "431126195001011230",
    "监测对象类别": "脱贫不稳定户",
    "风险类型": "因病、缺劳力",
    "帮扶措施": "公益岗，打 13800138000",
    "人均纯收入": "9800",
    "识别时间": "2022-03-01",
    "联系电话": "13800138000",
}
OTHER = {**ROOT, "户编号": "A002", "户主姓名": "石小满", "风险类型": "因灾", "帮扶措施": "", "识别时间": "2022-07-02"}


def sheet(*rows: dict[str, Any]) -> bytes:
    return xlsx(*([row.get(name, "") for name in HEAD] for row in rows), head=HEAD, title="监测对象")


def brought(cast: Cast, *rows: dict[str, Any], who: str = "officer", **answers: str) -> Brought:
    told = {key.replace("__", ":"): value for key, value in answers.items()}
    return bring_in(sheet(*rows), "监测.xlsx", Choices(answers=told), by=cast.actor(who))


def test_only_what_may_be_kept_comes_in_and_the_same_sheet_changes_nothing(cast: Cast) -> None:
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())

    done = brought(cast, ROOT, OTHER)

    assert done.file.counts == {"monitored": 2, "monitored_changed": 0, "monitored_left": 0, "clues_settled": 0}
    said = "".join(done.plan.remarks)
    for label in ("户主证件号码", "人均纯收入", "联系电话"):
        assert label in said
    first = MonitoredHousehold.objects.get(code="A001")
    assert (first.household, first.risk, first.measures) == (home, "expenses", "公益岗，打 ……")
    assert {"431126195001011230", "13800138000", "9800"}.isdisjoint(map(str, vars(first).values()))
    assert list(next(one for one in rhythms() if one.key == "monitored").households(TODAY)) == [{"household": home.pk}]
    assert look(sheet(ROOT, OTHER), "监测.xlsx", Choices(), by=cast.actor("officer")).changes_nothing
    names = ["six_ones.monitored_households", "six_ones.monitored_people", "six_ones.monitored_changed"]
    question = Question(cast.actor("officer"), cast.county.code, TODAY, since=TODAY.replace(day=1))
    assert [one.value for one in ask_many(names, question).values()] == [2, 8, 1]


def test_visits_tell_only_few_which_household_is_watched(cast: Cast, log_in: Callable[[str], Client]) -> None:
    places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    brought(cast, ROOT)

    page = lambda who, asked="": log_in(who).get(f"/basics/visits/?view={asked}").content.decode()  # noqa: E731
    assert all("石老根" in page(who) for who in ("secretary", "clerk", "organisation"))
    assert ("监测户</" in page("secretary"), "监测户" in page("clerk"), "监测户" in page("organisation")) == (
        True,
        False,
        False,
    )


@pytest.mark.parametrize(("who", "rows"), [("secretary", [1, 1]), ("clerk", [0, 0]), ("organisation", [0, 0])])
def test_no_figure_of_visits_opens_which_household_is_watched(
    cast: Cast, log_in: Callable[[str], Client], who: str, rows: list[int]
) -> None:
    """Neither by its kind nor by a day that comes round sooner than that of others; R-MON-07."""
    names = "six_ones.visits_overdue.monitored", "six_ones.visits_overdue"
    for head in ("石老根", "石小满"):
        home = places.add_household(cast.shiping, head_name=head, since=SINCE, by=operator())
        work.write(
            cast.team, kind="visit", text="去看了", happened_on=VISITED, households=[home], by=cast.actor("member")
        )
    brought(cast, ROOT)
    by = cast.actor(who)

    found = ask_many(names, Question(by, by.scope().place[0], TODAY))

    assert [found[name].value for name in names] == rows
    assert [found[name].records.count() for name in names] == rows
    listed = log_in(who).get("/basics/visits/?rhythm=monitored&view=overdue").content.decode()
    assert ("石老根" in listed) is bool(rows[0])


def test_a_file_is_kept_without_its_private_columns(cast: Cast, log_in: Callable[[str], Client]) -> None:
    """R-MON-07: dropped before anything is stored, whether the kind was told or found."""
    for kind in ("", "monitored_households"):
        ImportDraft.objects.all().delete()
        file = SimpleUploadedFile("监测.xlsx", sheet(ROOT, OTHER))
        log_in("officer").post("/imports/", {"file": file, "kind": kind})
        draft = ImportDraft.objects.get()

        rows = [row for grid in read_bytes(content_of(draft), "监测.xlsx").filled for row in grid.rows]
        assert "户主证件号码" in rows[1]
        assert {"431126195001011230", "9800", "13800138000"}.isdisjoint(cell for row in rows for cell in row)
        assert draft.shown["counts"]["added"] == 2


def test_a_household_that_is_gone_from_the_sheet_is_asked_and_never_silently_removed(cast: Cast) -> None:
    brought(cast, ROOT, OTHER)

    asked = brought(cast, ROOT)
    assert asked.file is None
    assert [one.id for one in asked.plan.questions] == ["code:gone:A002"]
    assert brought(cast, ROOT, code__gone__A002="keep").plan.changes_nothing

    brought(cast, ROOT, code__gone__A002="2022-07-10")
    left = MonitoredHousehold.objects.get(code="A002")
    assert (left.removed_on, left.left) == (date(2022, 7, 10), "not_in_sheet")


def test_doubles_and_moves_are_asked_line_by_line(cast: Cast) -> None:
    brought(cast, ROOT)
    moved = {**ROOT, "组": "五组"}

    asked = brought(cast, moved, {**moved, "家庭人口": "5"}).plan
    assert [one.id for one in asked.questions] == ["place:moved:3", "code:twice:4"]
    brought(cast, moved, {**moved, "家庭人口": "5"}, code__twice__4="this", place__moved__4="stays")

    row = MonitoredHousehold.objects.get()
    assert (row.group_name, row.person_count) == ("三组", 5)
    brought(cast, moved, place__moved__3="moved")
    row.refresh_from_db()
    assert row.group_name == "五组"


def test_one_taken_up_again_is_another_time(cast: Cast) -> None:
    brought(cast, ROOT)
    brought(cast, {**ROOT, "风险消除时间": "2022-06-01"})
    brought(cast, {**ROOT, "识别时间": "2022-07-05"})

    assert list(MonitoredHousehold.objects.order_by("pk").values_list("entered_on", "removed_on")) == [
        (date(2022, 3, 1), date(2022, 6, 1)),
        (date(2022, 7, 5), None),
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"风险消除时间": "2022-02-01"}, "早于识别日期"),
        ({"识别时间": "2022-08-01"}, "还没到"),
        ({"识别时间": ""}, "至少要有一个"),
        ({"监测对象类别": "困难户"}, "没有“困难户”这一类"),
        ({"监测对象类别": "防止返贫致贫对象"}, "现在不用"),
        ({"户编号": "11010519491231002X"}, "像是身份证号"),
        ({"村": "柳溪村", "乡镇": "西河镇"}, ""),
    ],
)
def test_what_is_wrong_is_named_at_its_cell(cast: Cast, changed: dict[str, str], said: str) -> None:
    plan = look(sheet({**ROOT, **changed}), "监测.xlsx", Choices(), by=cast.actor("officer"))

    assert plan.entries[0].outcome in (Outcome.REFUSED, Outcome.DOUBTFUL)
    assert said in "".join(fault.problem for fault in plan.entries[0].faults)
    assert "11010519491231002X" not in str(plan.as_json()["faults"])


def test_the_sheet_says_what_became_of_a_clue(cast: Cast) -> None:
    """R-MON-03, R-MON-07: found in it, or its days are over without."""
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    told = {"text": "收成全没了", "reported_on": date(2022, 6, 20), "by": cast.actor("secretary")}
    here, elsewhere = (clues.report(cast.shiping, household=one, **told) for one in (home, None))
    for clue in (here, elsewhere):
        clues.enter(clue, on=date(2022, 6, 21), by=cast.actor("secretary"))
    assert any("识别期限" in one.sentence for one in lines_for(cast.actor("secretary")))

    brought(cast, ROOT)

    for clue in (here, elsewhere):
        clue.refresh_from_db()
    assert (here.result, here.monitored.code, elsewhere.result) == ("listed", "A001", "not_listed")
    assert not any("识别期限" in one.sentence for one in lines_for(cast.actor("secretary")))
