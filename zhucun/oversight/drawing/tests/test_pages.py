"""Who sees what, when: R-INS-01 and R-INS-04 from every side; the pages of a week."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests import inspecting
from tests.cast import SHIPING, TODAY, Cast
from tests.inspecting import at
from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster.models import Team
from zhucun.lib.figure import Question, ask
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import figures, walking
from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound
from zhucun.oversight.inspection.recompute import TEN_LINES
from zhucun.oversight.inspection.rules import VISIT, State

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
TOMORROW = TODAY + timedelta(days=1)
INSPECTED = ("secretary", "clerk", "village_secretary", "liaison", "first_secretary", "member")
COUNTY_ROLES = ("officer", "office_leader", "county_leader", "organisation")
OUTSIDE = ("neighbour_county", "prefecture_reader", "system_admin", "security_admin", "audit_admin")


def seen_by(by: Actor) -> set[str]:
    return set(DrawnTeam.objects.visible_to(by).values_list("seat_code", flat=True))


def walked(cast: Cast) -> InspectionRound:
    """Both teams drawn, both visited, the round done."""
    row = inspecting.drawn(cast, size=2)
    by = inspecting.inspector_on(cast, "inspector", TODAY)
    for one in row.drawn.all():
        walking.visit(one, visited_on=TODAY, by=by)
    row.refresh_from_db()
    return inspections.finish(row, by=at(cast.actor("officer"), TODAY + timedelta(days=2)))


def test_before_the_morning_nobody_knows_where(cast: Cast) -> None:
    """Neither the office that drew, nor the leaders, nor the group, nor anybody inspected; nor by teams in reach."""
    row = inspecting.drawn(cast, size=2, day=TOMORROW)

    everybody = (*INSPECTED, *COUNTY_ROLES, *OUTSIDE, "neighbour", "inspector")
    assert {who: seen_by(cast.actor(who)) for who in everybody if seen_by(cast.actor(who))} == {}
    assert set(Team.objects.visible_to(cast.actor("inspector"))) == set()
    for who in everybody:
        assert not any("督查" in line.sentence and "石坪" in line.sentence for line in lines_for(cast.actor(who)))
    assert row.sealed["list"][0][0].startswith("T")


def test_on_the_day_the_group_and_the_county_know_and_the_inspected_when_it_is_handed_in(cast: Cast) -> None:
    row = inspecting.drawn(cast, size=2)
    inspector = inspecting.inspector_on(cast, "inspector", TODAY)
    [of_dongling] = row.drawn.filter(seat_code=SHIPING)
    both = set(row.drawn.values_list("seat_code", flat=True))

    assert seen_by(inspector) == both
    assert set(Team.objects.visible_to(inspector)) == {cast.team, cast.xihe_team}
    assert [seen_by(cast.actor(who)) for who in COUNTY_ROLES] == [both] * 4
    assert {who: seen_by(cast.actor(who)) for who in INSPECTED if seen_by(cast.actor(who))} == {}
    question = Question(cast.actor("secretary"), cast.dongling.code, TODAY)
    assert ask(figures.RECENT, question).value == 0

    walking.visit(of_dongling, visited_on=TODAY, by=inspector)
    assert [seen_by(cast.actor(who)) for who in INSPECTED] == [{SHIPING}] * 6
    assert seen_by(cast.actor("neighbour")) == set()
    assert {who: seen_by(cast.actor(who)) for who in OUTSIDE if seen_by(cast.actor(who))} == {}
    assert ask(figures.RECENT, question).value == 1
    assert not InspectionRound.objects.visible_to(cast.actor("secretary")).exists()


def test_once_a_round_is_done_the_inspector_has_no_more_reach_and_the_inspected_may_recompute(cast: Cast) -> None:
    row = walked(cast)

    assert not cast.actor("inspector").may(VISIT)
    for who in (*INSPECTED, "neighbour", *COUNTY_ROLES):
        assert list(InspectionRound.objects.visible_to(cast.actor(who))) == [row]
    assert not InspectionRound.objects.visible_to(cast.actor("neighbour_county")).exists()


def test_the_page_shows_what_may_be_known_and_notes_who_looked(cast: Cast, log_in: LogIn) -> None:
    row = inspecting.drawn(cast, size=2, day=TOMORROW)
    group = row.groups.get()
    office = log_in("officer")
    page = office.get("/inspection/").content.decode()
    assert "出发当天公布" in page
    assert "石坪" not in page
    assert "石坪" not in office.get(f"/inspection/groups/{group.pk}/").content.decode()
    hidden = office.get(f"/inspection/{row.pk}/process/").content.decode()
    assert "走完才公开" in hidden
    assert "山高水长" not in hidden
    closed = json.loads(office.get(f"/inspection/{row.pk}/draw.json").content)
    assert closed["seal"] == row.seal_hash
    assert {"halves", "drawn"}.isdisjoint(closed)
    assert {"list", "sizes"}.isdisjoint(closed["sealed"])
    assert cast.team.number not in hidden
    assert office.get("/api/v1/drawn-teams/").json()["count"] == 0
    assert "石坪" not in log_in("audit_admin").get("/log/?kind=oversight.inspectionround").content.decode()
    assert not AccessLog.objects.filter(what__contains="督查要去的村").exists()

    type(group).objects.filter(pk=group.pk).update(day=TODAY, names_from=TODAY)
    assert "石坪" in log_in("inspector").get(f"/inspection/groups/{group.pk}/").content.decode()
    assert AccessLog.objects.get(what__contains="督查要去的村").actor_name == "周启航"
    for who in ("secretary", "member", "neighbour_county"):
        assert log_in(who).get("/api/v1/drawn-teams/").json()["count"] == 0
        assert log_in(who).get("/api/v1/inspections/").json()["count"] == 0
        assert log_in(who).get(f"/inspection/groups/{group.pk}/").status_code == 404
        assert log_in(who).get(f"/inspection/{row.pk}/process/").status_code == 404


def test_who_did_not_make_it_verifies_it_with_ten_lines(cast: Cast, log_in: LogIn, tmp_path: Path) -> None:
    """The township downloads the document, and the ten lines of docs/draw.md draw the same numbers from it."""
    row = walked(cast)
    client = log_in("secretary")

    page = client.get(f"/inspection/{row.pk}/process/").content.decode()
    assert "三样都对得上" in page
    assert "山高水长" in page
    (tmp_path / "draw.json").write_bytes(client.get(f"/inspection/{row.pk}/draw.json").content)
    done = subprocess.run([sys.executable, "-c", TEN_LINES], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert sorted(json.loads(done.stdout.replace("'", '"'))) == sorted(row.drawn.values_list("team__number", flat=True))
    docs = Path(__file__).parents[4] / "docs" / "draw.md"
    assert TEN_LINES in docs.read_text()


def test_a_week_is_prepared_sealed_and_drawn_on_its_pages(cast: Cast, log_in: LogIn) -> None:
    office, leader, department = log_in("officer"), log_in("county_leader"), log_in("organisation")
    chosen = inspecting.inspector(cast, "周启航", "inspector")

    office.post("/inspection/open/", {"week": "2022-W28", "size": 1})
    row = InspectionRound.objects.get()
    assert "没写年度督查计划的文号" in office.get("/inspection/").content.decode()
    office.post(f"/inspection/{row.pk}/steps/amend/", {"size": 1, "plan_document": "青督〔2022〕1号"})
    assert "没写年度督查计划的文号" not in office.get("/inspection/").content.decode()
    group = {"day": "2022-07-12", "leader": chosen.pk, "members": []}
    assert "7月16日" not in office.get(f"/inspection/{row.pk}/groups/new/").content.decode()
    office.post(f"/inspection/{row.pk}/groups/new/", group)
    twice = office.post(f"/inspection/{row.pk}/groups/new/", group).content.decode()
    assert "周启航那天已经在督查一组了。" in twice
    office.post(f"/inspection/{row.pk}/steps/revisit/", {"number": "石坪", "reason": "走访记录没改"})
    assert row.drawn.get().team == cast.team
    assert "请您放一半密码" in leader.get("/waiting/").content.decode()
    leader.post(f"/inspection/{row.pk}/half/", {"secret": "我的一句话"})
    assert office.get(f"/inspection/{row.pk}/half/").status_code == 403
    department.post(f"/inspection/{row.pk}/half/", {"secret": ""})
    told = {"public_name": "双色球", "public_source": "福彩网", "public_at": "2022-07-11T21:15"}
    office.post(f"/inspection/{row.pk}/steps/seal/", told)
    row.refresh_from_db()
    assert row.state == State.SEALED
    address = f"/inspection/{row.pk}/steps/draw/"
    assert "两遍填的不一样" in office.post(address, {"public_number": "1 2", "again": "13"}).content.decode()
    assert "还没有公布" in office.post(address, {"public_number": "1 2", "again": "12"}).content.decode()


def test_the_pages_need_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = walked(cast)
    group = row.groups.get()
    client: Client = log_in("officer")
    client.get("/inspection/")

    for address in ("", "rounds/", f"{row.pk}/process/", f"groups/{group.pk}/", "inspectors/"):
        with django_assert_max_num_queries(16 if not address else 13):
            assert client.get(f"/inspection/{address}").status_code == 200
