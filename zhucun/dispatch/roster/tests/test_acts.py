"""Forming teams, posting, ending: every way out."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests import make
from tests.cast import SINCE, TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.dispatch.roster.rules import TeamRole

BASIS = "青组发〔2022〕3号"


def test_a_team_is_formed_at_its_main_place_with_backing_unit_and_size(cast: Cast) -> None:
    team = roster.form_team(
        cast.liuxi, number="T500", since=TODAY, backing_unit=cast.archive, approved_size=3, by=cast.actor("officer")
    )

    assert team.name == "驻柳溪村工作队"
    assert team.team_places.get().is_main
    assert team.backings.get().unit == cast.archive
    assert team.approved_sizes.get().size == 3


def test_a_place_has_one_team(cast: Cast) -> None:
    with pytest.raises(Refused, match="已经有工作队"):
        roster.form_team(cast.shiping, number="T500", since=TODAY, by=cast.actor("officer"))


def test_a_township_is_no_seat(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能驻队"):
        roster.form_team(cast.dongling, number="T500", since=TODAY, by=cast.actor("officer"))


def test_one_team_may_serve_a_second_place_and_is_then_seen_by_its_township(cast: Cast) -> None:
    assert cast.team not in Team.objects.visible_to(cast.actor("neighbour"))
    second = make.place(cast.xihe, "990126102202", "河口村")

    roster.serve(cast.team, place=second, since=TODAY, by=cast.actor("officer"))

    assert cast.team in Team.objects.visible_to(cast.actor("neighbour"))
    assert cast.member not in Posting.objects.visible_to(cast.actor("neighbour"))


def test_the_main_place_is_not_left(cast: Cast) -> None:
    with pytest.raises(Refused, match="主驻点"):
        roster.leave_place(TeamPlace.objects.get(team=cast.team), last_day=TODAY, by=cast.actor("officer"))


def test_a_new_backing_unit_ends_the_one_before(cast: Cast) -> None:
    roster.back(cast.team, unit=cast.water, since=TODAY, by=cast.actor("officer"))

    spells = cast.team.backings.order_by("since").values_list("unit__name", "until")
    assert list(spells) == [("县档案馆", TODAY), ("县水利局", None)]


def test_lowering_the_approved_size_needs_a_reason(cast: Cast) -> None:
    """R-SEL-11 只增不减."""
    with pytest.raises(Refused, match="只增不减"):
        roster.approve_size(cast.team, size=2, since=TODAY, by=cast.actor("officer"))

    roster.approve_size(cast.team, size=2, since=TODAY, reason="两村合并", by=cast.actor("officer"))

    assert cast.team.approved_sizes.get(until__isnull=True).size == 2


def test_a_person_is_on_one_post_at_a_time(cast: Cast) -> None:
    """R-SEL-20."""
    with pytest.raises(Refused, match="一个人不能同时在两处"):
        roster.start(cast.xihe_team, cadre=cast.member.cadre, since=TODAY, basis=BASIS, by=cast.actor("officer"))


def test_a_past_posting_may_not_overlap_a_later_one_either(cast: Cast) -> None:
    with pytest.raises(Refused, match="一个人不能同时在两处"):
        roster.start(
            cast.xihe_team,
            cadre=cast.member.cadre,
            since=SINCE - timedelta(days=0),
            basis=BASIS,
            by=cast.actor("officer"),
        )


def test_the_database_itself_refuses_a_second_open_posting(cast: Cast) -> None:
    copy = Posting.objects.get(pk=cast.member.pk)
    copy.pk, copy.team = None, cast.xihe_team
    copy._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


def test_a_team_has_one_first_secretary(cast: Cast) -> None:
    """R-ORG-08."""
    with pytest.raises(Refused, match="已经有第一书记"):
        roster.start(
            cast.team,
            cadre=cast.spare,
            since=TODAY,
            basis=BASIS,
            roles=[TeamRole.FIRST_SECRETARY],
            by=cast.actor("officer"),
        )


def test_a_posting_names_its_document_or_reason(cast: Cast) -> None:
    with pytest.raises(Refused, match="派出文号"):
        roster.start(cast.team, cadre=cast.spare, since=TODAY, basis=" ", by=cast.actor("officer"))


def test_a_successor_follows_only_who_has_left(cast: Cast) -> None:
    told = {"cadre": cast.spare, "since": TODAY, "basis": BASIS, "kind": "succession", "succeeds": cast.member}
    with pytest.raises(Refused, match="还在岗"):
        roster.start(cast.team, **told, by=cast.actor("officer"))

    roster.end(cast.member, last_day=TODAY - timedelta(days=1), kind="rotation", by=cast.actor("officer"))
    told["succeeds"] = Posting.objects.get(pk=cast.member.pk)

    assert roster.start(cast.team, **told, by=cast.actor("officer")).succeeds_id == cast.member.pk


def test_an_ended_posting_stays_with_its_kind_and_its_roles_end_too(cast: Cast) -> None:
    roster.end(cast.first_secretary, last_day=TODAY, kind="removal", reason="履职不力", by=cast.actor("officer"))

    ended = Posting.objects.get(pk=cast.first_secretary.pk)
    assert (ended.until, ended.end_kind) == (TODAY + timedelta(days=1), "removal")
    assert not ended.roles.filter(until__isnull=True).exists()
    assert ended in Posting.objects.on_roster(TODAY)
    assert ended not in Posting.objects.on_roster(TODAY + timedelta(days=1))


def test_a_posting_ends_once(cast: Cast) -> None:
    ended = roster.end(cast.member, last_day=TODAY, kind="rotation", by=cast.actor("officer"))

    with pytest.raises(Refused, match="已经结束"):
        roster.end(ended, last_day=TODAY, kind="rotation", by=cast.actor("officer"))


def test_on_roster_and_on_post_are_two_things(cast: Cast) -> None:
    posting = make.posting(cast.team, cast.spare, since=date(2022, 7, 1), reported_on=None)

    assert posting in Posting.objects.on_roster(TODAY)
    assert posting not in Posting.objects.on_post(TODAY)

    roster.report_in(posting, arrived_on=date(2022, 7, 4), by=cast.actor("secretary"))

    assert posting in Posting.objects.on_post(TODAY)
    assert posting not in Posting.objects.on_post(date(2022, 7, 3))


@pytest.mark.parametrize(("day", "sentence"), [(date(2021, 5, 31), "不能早于"), (TODAY + timedelta(days=1), "还没到")])
def test_nobody_reports_in_before_the_posting_or_in_the_future(cast: Cast, day: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        roster.report_in(cast.member, arrived_on=day, by=cast.actor("secretary"))


def test_the_neighbour_township_reports_nobody_in(cast: Cast) -> None:
    with pytest.raises(OutOfReach):
        roster.report_in(cast.member, arrived_on=TODAY, by=cast.actor("neighbour"))


def test_a_liaison_does_not_post_people(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        roster.start(cast.team, cadre=cast.spare, since=TODAY, basis=BASIS, by=cast.actor("liaison"))


def test_a_team_with_people_is_not_disbanded(cast: Cast) -> None:
    with pytest.raises(Refused, match="队里还有人"):
        roster.disband(cast.team, last_day=TODAY, reason="并队", by=cast.actor("officer"))


def test_a_disbanded_team_leaves_its_places_free(cast: Cast) -> None:
    roster.end(cast.neighbour_member, last_day=TODAY, kind="rotation", by=cast.actor("officer"))
    roster.disband(cast.xihe_team, last_day=TODAY, reason="并队", by=cast.actor("officer"))

    again = roster.form_team(
        cast.xihe_village, number="T501", since=TODAY + timedelta(days=1), by=cast.actor("officer")
    )

    assert again.place_code == cast.xihe_village.code


def test_the_roles_of_a_posting_change_without_a_new_posting(cast: Cast) -> None:
    officer = cast.actor("officer")
    with pytest.raises(Refused, match="先免去再定"):
        roster.give_role(cast.member, role="first_secretary", since=TODAY, by=officer)

    roster.take_role(cast.first_secretary, role="first_secretary", last_day=TODAY, by=officer)
    roster.give_role(cast.member, role="first_secretary", since=TODAY + timedelta(days=1), by=officer)

    assert cast.member.roles.filter(role="first_secretary", until__isnull=True).exists()
