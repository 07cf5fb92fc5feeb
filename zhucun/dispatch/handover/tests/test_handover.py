"""交接 (R-SEL-18): opened by itself, settled item by item, signed by both and the township; the account ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cast import DONGLING, SINCE, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused
from zhucun.acts.waiting import lines_for
from zhucun.desk.feedback import acts as feedback
from zhucun.dispatch.handover import acts as handovers
from zhucun.dispatch.handover.jobs import end_accounts_of_leavers
from zhucun.dispatch.handover.lists import state_of
from zhucun.dispatch.handover.models import Handover, HandoverItem
from zhucun.dispatch.handover.rules import Outcome, Side, State
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting
from zhucun.org.accounts.models import Account
from zhucun.org.aid import acts as aid
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.people.models import Cadre
from zhucun.policy.versions import acts as versions

ONE = timedelta(days=1)
LogIn = Callable[[str], Client]


def handed(cast: Cast, *, last_day: date = TODAY - ONE, **told: Any) -> Handover:
    """盘小妹 leaves; the spare cadre follows, with an account."""
    leaving = roster.end(cast.member, last_day=last_day, kind="rotation", by=operator())
    told = {"kind": "succession", "since": TODAY, "succeeds": leaving, "reported_on": None, **told}
    posting = make.posting(cast.team, cast.spare, **told)
    cast.accounts["spare"] = make.account("候补一", "spare", county=cast.county, person=cast.spare.person, kind="phone")
    return Handover.objects.get(incoming=posting)


def settle_all(handover: Handover, by: Actor) -> None:
    for item in handover.items.filter(settled_on__isnull=True):
        handovers.settle(item, by=by)


def again(handover: Handover) -> Handover:
    return Handover.objects.get(pk=handover.pk)


def test_a_successor_s_posting_opens_a_handover_with_the_county_s_list(cast: Cast) -> None:
    version = versions.propose(
        cast.county,
        title="2022年交接办法",
        since=TODAY,
        values={"selection.handover_items": ["村情档案", "台账"], "selection.handover_days": 5},
        by=cast.actor("officer"),
    )
    versions.approve(version, by=cast.actor("county_leader"))

    handover = handed(cast)

    assert [item.sentence for item in handover.items.order_by("position")] == ["村情档案", "台账"]
    assert (handover.state, handover.due_on) == (State.OPEN, TODAY + timedelta(days=5))
    line = AuditLog.objects.get(verb="handover.open")
    assert line.cause_id == AuditLog.objects.get(verb="posting.start", row_key=handover.incoming_id).act_id


def test_who_follows_nobody_or_was_entered_afterwards_takes_over_nothing(cast: Cast) -> None:
    leaving = roster.end(cast.member, last_day=TODAY - ONE, kind="rotation", by=operator())
    make.posting(cast.team, make.cadre(unit=cast.water), since=TODAY)
    make.posting(cast.team, cast.spare, since=TODAY, kind="backfill", succeeds=leaving)

    assert not Handover.objects.exists()


def test_both_and_the_township_sign_in_any_order_and_then_the_account_ends_and_the_file_stays(cast: Cast) -> None:
    """R-SEL-18."""
    handover = handed(cast)
    settle_all(handover, cast.actor("spare"))

    handovers.lead(handover, by=cast.actor("secretary"))
    handovers.sign(again(handover), by=cast.actor("spare"))
    assert again(handover).state == State.OPEN
    handovers.sign(again(handover), by=cast.actor("member"))

    assert (again(handover).state, again(handover).closed_on) == (State.DONE, TODAY)
    assert not Account.objects.get(pk=cast.accounts["member"].pk).is_active
    assert Cadre.objects.visible_to(cast.actor("officer")).filter(pk=cast.member.cadre_id).exists()


def test_the_new_one_does_not_close_it_alone_and_nobody_leads_their_own(cast: Cast) -> None:
    """R-SEC-14."""
    handover = handed(cast)
    settle_all(handover, cast.actor("spare"))
    handovers.sign(handover, by=cast.actor("spare"))

    with pytest.raises(Refused, match="已经签过"):
        handovers.sign(again(handover), by=cast.actor("spare"))
    with pytest.raises(NotPermitted):
        handovers.lead(again(handover), by=cast.actor("spare"))
    both = replace(cast.actor("secretary"), persons=frozenset({cast.spare.person_id}))
    with pytest.raises(Refused, match="自己的交接"):
        handovers.lead(again(handover), by=both)
    assert again(handover).state == State.OPEN


def test_nobody_signs_before_every_item_is_settled(cast: Cast) -> None:
    handover = handed(cast)

    with pytest.raises(Refused, match="还有 9 项没清点：村情档案、项目进度、困难户名单等"):
        handovers.sign(handover, by=cast.actor("spare"))
    with pytest.raises(Refused, match="没清点"):
        handovers.lead(handover, by=cast.actor("secretary"))


def test_an_item_is_settled_by_the_two_or_the_township_and_taken_back_until_somebody_signed(cast: Cast) -> None:
    handover = handed(cast)
    first, second, *_ = handover.items.order_by("position")

    settled = handovers.settle(first, note="两本，在村部", by=cast.actor("member"))
    handovers.settle(second, outcome=Outcome.NOTHING, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="由交的人、接的人，或者乡镇"):
        handovers.settle(handover.items.last(), by=cast.actor("first_secretary"))
    with pytest.raises(OutOfReach):
        handovers.settle(handover.items.last(), by=cast.actor("neighbour"))

    assert (settled.note, settled.settled_by) == ("两本，在村部", "盘小妹")
    assert handovers.unsettle(settled, by=cast.actor("spare")).settled_on is None
    settle_all(handover, cast.actor("spare"))
    handovers.sign(handover, by=cast.actor("spare"))
    with pytest.raises(Refused, match="先收回签字"):
        handovers.unsettle(HandoverItem.objects.get(pk=first.pk), by=cast.actor("spare"))


def test_the_clerk_enters_what_was_signed_on_paper_under_their_own_name(cast: Cast) -> None:
    handover = handed(cast, since=TODAY - ONE)
    told = {"sides": [Side.LEAVING, Side.INCOMING, Side.TOWNSHIP], "signed_on": TODAY, "led_by": "蒋大为"}
    with pytest.raises(Refused, match="以后、今天以前"):
        handovers.enter_paper(handover, **{**told, "signed_on": TODAY + ONE}, by=cast.actor("clerk"))

    done = handovers.enter_paper(handover, **told, by=cast.actor("clerk"))

    assert done.state == State.DONE
    assert {(one.signed_by, one.entered_by) for one in done.signatures.all()} == {
        ("盘小妹", "周小禾"),
        ("候补一", "周小禾"),
        ("蒋大为", "周小禾"),
    }
    assert set(done.items.values_list("note", flat=True)) == {handovers.BY_PAPER}
    with pytest.raises(NotPermitted):
        handovers.enter_paper(done, **told, by=cast.actor("liaison"))


def test_a_signature_is_taken_back_by_whoever_gave_it_and_the_account_runs_on(cast: Cast) -> None:
    handover = handed(cast)
    settle_all(handover, cast.actor("spare"))
    handovers.sign(handover, by=cast.actor("spare"))
    handovers.sign(again(handover), by=cast.actor("member"))
    handovers.lead(again(handover), by=cast.actor("secretary"))
    with pytest.raises(Refused, match="由谁收回"):
        handovers.take_back(again(handover), side=Side.INCOMING, by=cast.actor("secretary"))

    opened = handovers.take_back(again(handover), side=Side.TOWNSHIP, by=cast.actor("secretary"))

    assert (opened.state, opened.closed_on) == (State.OPEN, None)
    assert Account.objects.get(pk=cast.accounts["member"].pk).is_active


def test_several_are_signed_at_once_and_one_that_is_not_settled_refuses_all(cast: Cast) -> None:
    handover, other = handed(cast), second_of(cast)
    settle_all(handover, cast.actor("spare"))
    calls = [Told(handover, {}), Told(other, {})]

    with pytest.raises(SomeRefused, match="没清点"):
        handovers.lead.many(calls, by=cast.actor("secretary"))
    settle_all(other, cast.actor("clerk"))
    handovers.lead.many(calls, by=cast.actor("secretary"))

    assert [again(one).signatures.get().signed_by for one in (handover, other)] == ["蒋大为", "蒋大为"]


def second_of(cast: Cast) -> Handover:
    team = make.team(cast.liuxi)
    leaving = roster.end(
        make.posting(team, make.cadre(unit=cast.water)), last_day=TODAY, kind="rotation", by=operator()
    )
    posting = make.posting(team, make.cadre(unit=cast.water), since=TODAY, kind="succession", succeeds=leaving)
    return Handover.objects.get(incoming=posting)


def test_households_of_the_leaver_move_to_the_successor_and_are_told_without_names(cast: Cast) -> None:
    for helper, households in (("盘小妹", 3), ("别人", 2)):
        aid.pair_household(
            cast.shiping,
            helper_name=helper,
            unit=cast.water,
            since=SINCE,
            household_count=households,
            by=cast.actor("officer"),
        )
    handover = handed(cast)
    matter = handover.items.get(kind="matter")

    with pytest.raises(Refused, match="不能写没有"):
        handovers.settle(matter, outcome=Outcome.NOTHING, by=cast.actor("spare"))
    moved = handovers.settle(matter, by=cast.actor("spare"))

    assert matter.sentence == "在石坪村结对帮扶 3 户"
    held = HouseholdAid.objects.filter(until__isnull=True).values_list("helper_name", "household_count", "since")
    assert set(held) == {("别人", 2, SINCE), ("候补一", 3, TODAY)}
    with pytest.raises(Refused, match="已经转给"):
        handovers.unsettle(moved, by=cast.actor("spare"))


def test_a_suggestion_without_an_answer_is_told_of_and_not_what_it_says(cast: Cast) -> None:
    feedback.give(cast.accounts["member"], text="每月报表太多", by=cast.actor("member"))

    handover = handed(cast)

    assert handover.items.get(kind="matter").sentence == "提的意见建议 1 条还没答复，接的人接着问"


def test_who_has_left_still_reaches_the_own_handover_and_nothing_else(cast: Cast) -> None:
    handover = handed(cast)

    gone = cast.actor("member")

    assert {grant.role for grant in gone.grants} == {"self", "handing_over"}
    assert Handover.objects.visible_to(gone).get() == handover
    assert [line.sentence for line in lines_for(gone)] == [f"{cast.team.name}的交接，你还没签"]


def test_accounts_end_after_the_last_day_or_when_the_deadline_of_the_handover_is_past(cast: Cast) -> None:
    handover = handed(cast)

    def ended(day: date) -> int:
        by = Actor.system("钟", reach=cast.county.code, now=operator().now + (day - TODAY))
        return end_accounts_of_leavers(by)["ended"]

    assert ended(TODAY) == 0
    assert ended(handover.due_on) == 0
    assert ended(handover.due_on + ONE) == 1
    assert Account.objects.get(pk=cast.accounts["first_secretary"].pk).is_active


def test_waiting_tells_the_successor_the_township_and_the_county(cast: Cast) -> None:
    handover = handed(cast)
    settle_all(handover, cast.actor("clerk"))
    for who in ("spare", "member"):
        handovers.sign(again(handover), by=cast.actor(who))

    def told(who: str) -> list[str]:
        return [line.sentence for line in lines_for(cast.actor(who)) if "交接" in line.sentence]

    assert told("secretary") == [f"{cast.team.name}的交接，等乡镇签字"]
    assert (told("spare"), told("neighbour"), told("officer")) == ([], [], [])
    Handover.objects.update(opened_on=TODAY - 9 * ONE, due_on=TODAY - 2 * ONE)
    assert told("secretary") == told("officer") == [f"{cast.team.name}的交接过了期限"]


def test_what_begins_later_waits_for_nobody_yet(cast: Cast) -> None:
    """A round posts people weeks before they come."""
    handover = handed(cast, last_day=TODAY + 30 * ONE, since=TODAY + 24 * ONE)

    assert state_of(Handover.objects.with_standing().get(), TODAY) == ("todo", "还没开始", "2022-08-04 起")
    assert handover.due_on == TODAY + 31 * ONE
    assert lines_for(cast.actor("member")) == []


def test_a_posting_entered_by_mistake_takes_its_handover_with_it_unless_somebody_signed(cast: Cast) -> None:
    handover = handed(cast)
    settle_all(handover, cast.actor("spare"))
    handovers.sign(handover, by=cast.actor("spare"))

    with pytest.raises(Refused, match="交接已经有人签了字"):
        correcting.withdraw(handover.incoming, reason="录错", by=cast.actor("officer"))
    handovers.take_back(again(handover), side=Side.INCOMING, by=cast.actor("spare"))
    correcting.withdraw(handover.incoming, reason="录错", by=cast.actor("officer"))

    assert not Handover.objects.exists()


# ── pages ──


def post(client: Client, address: str, **told: Any) -> Any:
    return client.post(address, told, follow=True)


def test_a_member_settles_and_signs_on_the_page(cast: Cast, log_in: LogIn) -> None:
    handover = handed(cast)
    client = log_in("spare")
    first = handover.items.first()

    page = post(client, f"/handovers/items/{first.pk}/settle/", note="在村部", outcome="handed")
    assert "在村部" in page.content.decode()
    settle_all(handover, cast.actor("spare"))
    assert "我已接清" in client.get(f"/handovers/{handover.pk}/").content.decode()
    post(client, f"/handovers/{handover.pk}/sign/")

    assert again(handover).signatures.get().side == Side.INCOMING
    assert "我已接清" not in client.get(f"/handovers/{handover.pk}/").content.decode()


def test_the_township_signs_those_ticked(cast: Cast, log_in: LogIn) -> None:
    handover = handed(cast)
    settle_all(handover, cast.actor("spare"))
    for who in ("spare", "member"):
        handovers.sign(again(handover), by=cast.actor(who))
    client = log_in("secretary")
    assert "代表乡镇签打勾的" in client.get("/handovers/?view=township").content.decode()

    page = post(client, "/handovers/sign/", handover=handover.pk)

    assert "代表乡镇签了 1 件" in page.content.decode()
    assert again(handover).state == State.DONE


def test_paper_is_printed_with_blanks_and_entered_by_the_clerk(cast: Cast, log_in: LogIn) -> None:
    handover = handed(cast)
    client = log_in("clerk")

    paper = client.get(f"/handovers/{handover.pk}/paper/").content.decode()
    post(client, f"/handovers/{handover.pk}/on-paper/", sides=["leaving", "incoming"], signed_on=str(TODAY))

    assert "监交人（乡镇，盖章）签字" in paper
    assert {one.entered_by for one in again(handover).signatures.all()} == {"周小禾"}


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_the_neighbours_see_nothing(cast: Cast, log_in: LogIn, who: str) -> None:
    handover = handed(cast)
    client = log_in(who)

    assert client.get(f"/handovers/{handover.pk}/").status_code == 404
    assert "盘小妹" not in client.get("/handovers/").content.decode()
    assert DONGLING not in client.get("/handovers/progress/").content.decode()


def test_progress_counts_seats_by_township_in_their_order(cast: Cast, log_in: LogIn) -> None:
    handover = handed(cast)
    second_of(cast)
    told = {"sides": list(Side), "signed_on": TODAY, "led_by": "蒋大为"}
    handovers.enter_paper(handover, **told, by=cast.actor("clerk"))

    page = log_in("officer").get("/handovers/progress/")

    assert page.context["whole"].seats == 2
    assert page.context["table"]["count_text"] == "2 个席位，已经交接 1 个"
    (row,) = page.context["table"]["rows"]
    assert [cell["text"] for cell in row["cells"]] == ["东岭镇", "2", "1", "1", "1", "—", "—", "—", "—"]


@pytest.mark.parametrize(
    ("address", "most"),
    [("/handovers/", 11), ("/handovers/progress/", 11), ("/handovers/{}/", 12), ("/handovers/{}/paper/", 12)],
)
def test_pages_ask_a_fixed_number_of_queries(cast: Cast, log_in: LogIn, address: str, most: int) -> None:
    handover = handed(cast)
    second_of(cast)
    client = log_in("secretary")
    client.get("/handovers/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(address.format(handover.pk))

    assert page.status_code == 200
    assert len(asked) <= most, [q["sql"][:150] for q in asked]
