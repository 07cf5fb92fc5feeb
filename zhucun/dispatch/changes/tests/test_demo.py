"""The demo county's changes on every page: an adjustment is never shown as a recall, and a recall to few (R-TLK-07,
R-TLK-09)."""

import io
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.demo import Demo
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.showing import seat_of
from zhucun.dispatch.replacing.ranking import ranked
from zhucun.dispatch.replacing.repairing import plan_for
from zhucun.dispatch.roster.models import Posting
from zhucun.policy import in_force as policy

ADJUSTED, RECALLED = ("田永贵", "宋家栋"), "欧阳平"
FIGURES = ("adjusted_or_removed", "ended_by_adjustment", "postings_ended", "ended_by_recall")
PERIOD = "?from=2022-06-01&to=2022-07-11"
WORDS = ("召回", "撤换")


def pieces(page: str) -> Iterator[str]:
    """Rows, list items, paragraphs and headings of the page itself, as text."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r'(?s)<nav.*?</nav>|<div class="crumbs".*?</div>', "", main)
    for found in re.finditer(r"(?s)<(tr|li|p|h1|h2|dl)\b.*?</\1>", main):
        yield re.sub(r"<[^>]+>", " ", found[0])


def of_person(name: str) -> list[str]:
    posting = Posting.objects.get(cadre__person__name=name, until__isnull=False)
    case = ChangeCase.objects.get(posting=posting)
    member, team = f"/members/{posting.cadre_id}/", f"/teams/{posting.team_id}/"
    return [
        f"/changes/{case.pk}/",
        member,
        f"{member}history/",
        team,
        f"{team}history/",
        f"/units/{posting.sending_unit_id}/",
    ]


LISTS = (
    *("/changes/?view=all", "/members/?view=left", "/", "/waiting/"),
    *(f"/figures/dispatch.{name}/{PERIOD}" for name in FIGURES),
    "/figures/dispatch.members/?part=changes&against=2022-06-01",
)


def test_an_adjustment_is_never_shown_as_a_recall_or_removal(demo: Demo) -> None:
    """Every page and every list, for the officer who sees most."""
    client = demo.client("county_officer")
    own = [path for name in ADJUSTED for path in of_person(name)]
    pages = {path: list(pieces(client.get(path).content.decode())) for path in (*own, *LISTS)}

    said = [
        (path, piece)
        for path, found in pages.items()
        for piece in found
        if any(name in piece for name in ADJUSTED) and any(word in piece for word in WORDS)
    ]
    assert said == []
    assert not any("召回" in piece for piece in pages[own[0]])


@pytest.mark.parametrize("path", [*LISTS[:2], LISTS[6]])
def test_nor_in_a_sheet_that_is_taken_away(demo: Demo, path: str) -> None:
    answer = demo.client("county_officer").get(f"{path}&export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [" ".join(map(str, row)) for row in sheet.iter_rows(values_only=True)]

    assert any(name in row for name in ADJUSTED for row in rows)
    assert not any(RECALLED in row and "召回" in row for row in rows)
    assert [row for row in rows if any(n in row for n in ADJUSTED) and any(w in row for w in WORDS)] == []


def test_no_line_that_waits_says_which_kind_it_is(demo: Demo) -> None:
    """Each can be copied into a chat group."""
    roles = ("county_officer", "county_office_leader", "county_leader", "organisation_department")
    lines = [line for role in roles for line in lines_for(demo.actor(role))]

    assert "有人员变动等定处理" in [line.sentence for line in lines]
    assert not any(word in line.message + line.note for line in lines for word in (*WORDS, RECALLED))


def test_a_recall_is_seen_by_few_and_by_nobody_in_a_list_of_people(demo: Demo) -> None:
    case = ChangeCase.objects.get(kind="recall")
    township, unit = case.place_code[:9], case.sending_unit.name
    few = {
        ("county_officer", demo.code),
        ("county_leader", demo.code),
        ("township_secretary", township),
        ("unit_head", unit),
    }
    others = {("township_organiser", township), ("attendance_clerk", township), ("unit_liaison", unit)}

    def sees(client: Client) -> bool:
        return client.get(f"/changes/{case.pk}/").status_code == 200

    assert {who for who in few | others if sees(demo.client(*who))} == few
    for who in others:
        page = demo.client(*who).get("/changes/?view=all")
        assert page.status_code == 403 or RECALLED not in page.content.decode()


def test_candidates_stand_with_reasons_and_a_repair_with_its_proof(demo: Demo) -> None:
    case, officer = ChangeCase.objects.get(kind="recall"), demo.actor("county_officer")
    found = ranked(seat_of(case), officer)
    leaving = list(Posting.objects.filter(cadre__person__name__in=[RECALLED, "周友林", "罗成"], until__isnull=True))

    plan = plan_for(leaving, officer, policy.of(officer))

    assert found.candidates
    assert all(one.moves == 0 for one in found.candidates)
    assert not any(
        word in said for one in found.candidates for said in one.sentences for word in (*WORDS, "身体", "配偶")
    )
    assert any(cost.startswith("家离村 ") for one in found.candidates for cost in one.costs)
    assert "尹芳" not in [one.name for one in found.candidates]  # who was replaced for cause within the term
    assert not plan.trouble
    assert plan.proof.startswith(("在队的人一个也不用动", "要动"))
    assert len(plan.called_in) >= len(leaving)
