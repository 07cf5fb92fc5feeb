"""A week from its opening to its end, and what is refused on the way."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import inspecting, make
from tests.cast import TODAY, Cast
from tests.inspecting import NUMBER_AT, PUBLIC, WEEK, at
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import Refused
from zhucun.lib import lottery
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import documents, grouping, walking
from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound, Inspector, SecretHalf
from zhucun.oversight.inspection.rules import Kind, State
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.rhythm.models import CadenceItem

pytestmark = pytest.mark.django_db


def refused(act: object, *args: object, **told: object) -> str:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **told)
    return refusal.value.sentence


def test_a_week_is_opened_sealed_drawn_walked_and_done(cast: Cast) -> None:
    """R-INS-04: list, weights and hashes stand before, the halves and the number after; the week's item is ticked."""
    officer = cast.actor("officer")
    make_missing(cast.county, officer)
    row = inspecting.drawn(cast)

    [one] = DrawnTeam.objects.filter(round=row)
    assert (row.state, one.kind, one.group.number, one.day) == (State.DRAWN, Kind.FLOOR, 1, TODAY)
    halves = [half.secret for half in SecretHalf.objects.order_by("position")]
    again = documents.drawn(row.sealed, halves, row.public_number)
    assert [ticket.number for ticket in again] == [one.team.number]
    assert halves[0].endswith("山高水长")
    assert lottery.fingerprint(row.sealed) == row.seal_hash

    later = at(officer, TODAY + timedelta(days=2))
    assert "还有 1 支队" in refused(inspections.finish, row, by=later)
    walking.visit(one, visited_on=TODAY, by=inspecting.inspector_on(cast, "inspector", TODAY))
    row = inspections.finish(row, by=later)
    assert row.state == State.DONE
    assert CadenceItem.objects.get(cycle="week").evidence == "督查 1 支队"


def test_nothing_is_sealed_without_two_halves_a_later_number_and_a_group(cast: Cast) -> None:
    officer, leader = cast.actor("officer"), cast.actor("county_leader")
    row = inspections.open_round(cast.county, week=WEEK, size=1, by=officer)
    row = inspections.give_half(row, by=leader)

    assert "另一个人" in refused(inspections.give_half, row, by=leader)
    assert "还差 1 半" in refused(inspections.seal, row, **PUBLIC, by=officer)
    row = inspections.give_half(row, by=cast.actor("organisation"))
    assert "两半都放好了" in refused(inspections.give_half, row, by=cast.actor("office_leader"))
    assert "封签以后" in refused(inspections.seal, row, **{**PUBLIC, "public_at": officer.now}, by=officer)
    assert "至少一个督查组" in refused(inspections.seal, row, **PUBLIC, by=officer)
    assert "已经开过" in refused(inspections.open_round, cast.county, week=WEEK, by=officer)


def test_the_next_week_is_sealed_while_this_one_is_drawn_and_not_walked(cast: Cast) -> None:
    """R-INS-02, R-INS-01: whom somebody is still to visit is not on its list, which opens after this one's."""
    first = inspecting.sealed(cast)
    officer = cast.actor("officer")
    row = inspections.open_round(cast.county, week="2022-W29", size=1, by=officer)
    for who in ("county_leader", "organisation"):
        row = inspections.give_half(row, by=cast.actor(who))
    leader = Inspector.objects.earliest("pk")
    grouping.group(row, day=TODAY + timedelta(days=7), leader=leader, by=officer)
    later = at(officer, NUMBER_AT)
    public = {**PUBLIC, "public_at": NUMBER_AT + timedelta(hours=1)}
    assert "另一轮封了还没有抽" in refused(inspections.seal, row, **public, by=later)

    first = inspections.draw(first, public_number="1", by=later)
    row = inspections.seal(InspectionRound.objects.get(pk=row.pk), **public, by=later)
    taken = DrawnTeam.objects.get(round=first).team
    left = {cast.team.number, cast.xihe_team.number} - {taken.number}
    assert {number for number, _, _ in row.sealed["list"]} == left

    row = inspections.draw(row, public_number="1", by=at(officer, NUMBER_AT + timedelta(hours=2)))
    week_later = TODAY + timedelta(days=7)
    walking.visit(row.drawn.get(), visited_on=week_later, by=inspecting.inspector_on(cast, "inspector", week_later))
    assert "先登记前一轮" in refused(inspections.finish, row, by=at(officer, week_later))


def test_no_number_before_its_time_no_second_draw_no_second_week(cast: Cast) -> None:
    officer = cast.actor("officer")
    row = inspecting.sealed(cast)

    assert "还没有公布" in refused(inspections.draw, row, public_number="1", by=officer)
    later = at(officer, NUMBER_AT)
    for wrong in ("abc", "03、08", "-"):
        assert "只写数字" in refused(inspections.draw, row, public_number=wrong, by=later)
    row = inspections.draw(row, public_number="０３ 08  12", by=later)
    assert (row.public_number, row.public_number_read) == ("030812", "03 08 12")  # as the bulletin has it
    assert "这一步不能办了" in refused(inspections.draw, row, public_number="2", by=later)
    row = inspections.cancel(row, reason="全县转移群众", by=later)
    assert "免得一抽再抽" in refused(inspections.open_round, cast.county, week=WEEK, by=officer)


def test_what_was_moved_after_the_seal_is_found(cast: Cast) -> None:
    """A half that is not the sealed one, a list that was changed: refused, nothing drawn."""
    row = inspecting.sealed(cast)
    by = at(cast.actor("officer"), NUMBER_AT)
    half = SecretHalf.objects.get(position=1)
    kept = half.secret
    half.secret = "另一半"
    half.save()
    assert "对不上" in refused(inspections.draw, row, public_number="1", by=by)

    half.secret = kept
    half.save()
    moved = {**row.sealed, "list": [[number, stratum, 9] for number, stratum, _ in row.sealed["list"]]}
    type(row).objects.filter(pk=row.pk).update(sealed=moved)
    assert "封了以后被改过" in refused(inspections.draw, row, public_number="1", by=by)
    assert not DrawnTeam.objects.exists()


def test_an_empty_list_and_an_emergency_stop_the_draw(cast: Cast) -> None:
    officer = cast.actor("officer")
    row, _ = inspecting.prepared(cast)
    for team in (cast.team, cast.xihe_team):
        row = inspections.revisit(row, number=team.number, reason="上次问题没改", by=officer)
    assert "没有一支队可以抽" in refused(inspections.seal, row, **PUBLIC, by=officer)

    make.team(make.place(cast.dongling, "990126101203", "石岭村"))
    row = inspections.seal(row, **PUBLIC, by=officer)
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    duty = emergency.propose(cast.county, **flood, by=officer)
    emergency.approve(duty, by=cast.actor("office_leader"))
    assert "应急值守" in refused(inspections.draw, row, public_number="1", by=at(officer, NUMBER_AT))


def test_a_group_stands_back_from_its_own_and_no_line_of_the_draw_names_a_place(cast: Cast) -> None:
    """R-SEC-14, R-INS-01: positions and numbers only, also where a re-visit is named by the office."""
    officer = cast.actor("officer")
    row, group = inspecting.prepared(cast, size=2)
    of_archive = inspecting.inspector(cast, "档案督查", "of_archive", unit=cast.archive)
    group = grouping.regroup(group, day=TODAY, leader=of_archive, by=officer)
    row.refresh_from_db()
    row = inspections.seal(row, **PUBLIC, by=officer)
    row = inspections.draw(row, public_number="7", by=at(officer, NUMBER_AT))

    goes = dict(DrawnTeam.objects.values_list("team", "group"))
    assert goes == {cast.team.pk: None, cast.xihe_team.pk: group.pk}
    position = DrawnTeam.objects.get(team=cast.team).position
    assert "回避" in refused(grouping.take, group, position=position, by=officer)
    lines = AuditLog.objects.filter(verb__startswith="inspection.")
    told = "".join(f"{line.changes}{line.told}{line.place_code}{line.row_kind}" for line in lines)
    assert [word for word in ("石坪", cast.shiping.code, cast.team.name, "山高水长") if word in told] == []


def test_the_database_keeps_the_order_of_seal_number_and_draw(cast: Cast) -> None:
    row = inspecting.sealed(cast)
    rows = type(row).objects.filter(pk=row.pk)

    for wrong in ({"public_at": row.sealed_at}, {"drawn_at": row.sealed_at, "drawn_by": "x", "public_number": "1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    half = SecretHalf.objects.get(position=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        SecretHalf.objects.filter(pk=half.pk).update(given_by_person=SecretHalf.objects.get(position=1).given_by_person)
