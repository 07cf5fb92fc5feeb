"""农户名单 and 党员联户表: duplicates, moved groups, people of another village are named; nothing is lost."""

import pytest

from tests.cast import SINCE, Cast, operator
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.sheets.plan import Outcome
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("乡镇", "村", "组", "户主", "户编号", "人口", "户类型")
LINKS = ("乡镇", "村", "联户党员", "户主", "组", "党员所在村")
PLACE = ("东岭镇", "石坪村")


def homes(*rows: tuple) -> bytes:
    return xlsx(*([*PLACE, *row] for row in rows), head=HEAD, title="农户名单")


def links(*rows: tuple) -> bytes:
    return xlsx(*([*PLACE, *row] for row in rows), head=LINKS, title="党员联户表")


def test_households_come_in_once_and_what_changed_is_shown_first(cast: Cast) -> None:
    by = cast.actor("officer")
    first = homes(
        ("1组", "石老满", "0001", 4, "脱贫户"), ("2组", "石小满", "", 3, "一般户"), ("2组", "石三", "", "", "监测户")
    )
    done = bring_in(first, "农户.xlsx", Choices(), by=by)
    assert done.file.counts == {"households": 3, "changed": 0}
    assert list(Household.objects.get(head_name="石老满").kinds.values_list("kind", flat=True)) == ["ex_poor"]
    assert look(first, "农户.xlsx", Choices(), by=by).changes_nothing

    later = homes(("3组", "石老满", "0001", 5, "脱贫户"), ("3组", "石小满", "", 3, ""))
    plan = look(later, "农户.xlsx", Choices(), by=by)
    assert [entry.outcome for entry in plan.entries] == [Outcome.CHANGED, Outcome.DOUBTFUL]
    assert "组：1组 → 3组" in [one.sentence for one in plan.entries[0].differences]
    (question,) = plan.questions
    for answer, outcome in (("other", Outcome.ADDED), ("moved", Outcome.CHANGED)):
        plan = look(later, "农户.xlsx", Choices(answers={question.id: answer}), by=by)
        assert plan.may_be_carried_out
        assert plan.entries[1].outcome is outcome
    bring_in(later, "农户.xlsx", Choices(answers={question.id: "moved"}), by=by)
    assert Household.objects.count() == 3
    assert {str(row.group) for row in Household.objects.filter(head_name__in=["石老满", "石小满"])} == {"3组"}


def test_a_household_twice_in_the_sheet_is_named_with_the_row_it_repeats(cast: Cast) -> None:
    plan = look(
        homes(("1组", "石老满", "", 4, ""), ("1组", "石老满", "", 4, ""), ("1组", "石老满", "0009", 4, "贵族")),
        "农户.xlsx",
        Choices(),
        by=cast.actor("officer"),
    )
    assert [entry.outcome for entry in plan.entries][1:] == [Outcome.REFUSED] * 2
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    assert "和第 3 行是同一户" in said
    assert "没有“贵族”这一类" in said


def test_links_come_in_once_move_and_never_leave_the_village(cast: Cast) -> None:
    for name in ("石老满", "石小满"):
        places.add_household(cast.shiping, head_name=name, since=SINCE, by=operator())
    by = cast.actor("clerk")
    first = links(("石爱党", "石老满", "", ""), ("石爱党", "石小满", "", ""))
    assert bring_in(first, "联户.xlsx", Choices(), by=by).file.counts == {"linkers": 1, "links": 2, "moved": 0}
    assert look(first, "联户.xlsx", Choices(), by=by).changes_nothing

    wrong = links(
        ("石爱党", "没有这户", "", ""),
        ("柳爱党", "石老满", "", "柳溪村"),
        ("石甲", "石小满", "", ""),
        ("石乙", "石小满", "", ""),
    )
    plan = look(wrong, "联户.xlsx", Choices(), by=by)
    assert [entry.outcome for entry in plan.entries] == [
        *([Outcome.REFUSED] * 2),
        Outcome.CHANGED,
        Outcome.REFUSED,
    ]
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    for words in ("名单上没有没有这户", "联户在一个村里", "和第 5 行是同一户"):
        assert words in said

    bring_in(links(("石甲", "石小满", "", "")), "联户.xlsx", Choices(), by=by)
    now = HouseholdLink.objects.filter(until__isnull=True).values_list("household__head_name", "linker__name")
    assert dict(now) == {"石老满": "石爱党", "石小满": "石甲"}
    assert Linker.objects.count() == 2
