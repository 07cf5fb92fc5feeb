"""An item's way from the draft to 销号: who has it when, who may do what, and what is refused in words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.lib.workdays import Calendar
from zhucun.oversight.letters import drafting, issuing
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification import beside, rules
from zhucun.oversight.rectification.models import LetterIssue, LetterNumber, RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import DeadlineClass, State, Verified
from zhucun.policy.inspection_values import Rectification

TOLD: dict[str, Any] = {"about": "stationed", "kind": "style", "problem": "5月账目未上墙"}
ISSUED_ON = date(2022, 7, 1)


def drafted(cast: Cast, **told: Any) -> RectificationItem:
    issue = LetterIssue.objects.in_hand().first() or drafting.open_issue(cast.county, by=cast.actor("officer"))
    return drafting.add(issue, team=cast.team, **{**TOLD, **told}, by=cast.actor("officer"))


def issued(cast: Cast, *, number: str = "青驻办函〔2022〕9号", on: date = ISSUED_ON, **told: Any) -> RectificationItem:
    item = drafted(cast, **told)
    drafting.send_out(item.letter.issue, by=cast.actor("officer"))
    issuing.record_issued(item.letter, number=number, signer="唐志远", issued_on=on, by=cast.actor("officer"))
    return RectificationItem.objects.get(pk=item.pk)


def replied(cast: Cast, **told: Any) -> RectificationItem:
    return items.reply(issued(cast, **told), reply="7月3日补贴上墙", by=cast.actor("liaison"))


def signed(cast: Cast, **told: Any) -> RectificationItem:
    return items.sign(replied(cast, **told), by=cast.actor("secretary"))


def test_the_days_run_from_the_issue_and_never_end_on_it() -> None:
    """R-INS-07; 1 July 2022 is a Friday."""
    days, calendar = Rectification(), Calendar()

    assert rules.due_on(ISSUED_ON, DeadlineClass.NOW, days, calendar) == date(2022, 7, 6)
    assert rules.due_on(ISSUED_ON, DeadlineClass.NORMAL, days, calendar) == date(2022, 7, 16)
    assert rules.due_on(ISSUED_ON, DeadlineClass.HARD, days, calendar) == date(2022, 7, 31)
    none = Rectification(now_working_days=0, normal_days=0, hard_days=0)
    assert all(rules.due_on(ISSUED_ON, kind, none, calendar) > ISSUED_ON for kind in DeadlineClass)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("宁驻办函[2022]09号", "宁驻办函〔2022〕9号"), ("宁驻办函（2022）第 12 号", "宁驻办函〔2022〕12号")],
)
def test_a_document_number_is_kept_as_papers_write_it(typed: str, kept: str) -> None:
    assert rules.proper(typed) == kept


def test_until_it_is_issued_only_the_county_has_it(cast: Cast) -> None:
    """R-INS-05."""
    item = drafted(cast)

    everybody = ("secretary", "liaison", "first_secretary", "member")
    assert all(not RectificationItem.objects.visible_to(cast.actor(who)).exists() for who in everybody)
    assert all(not LetterIssue.objects.visible_to(cast.actor(who)).exists() for who in everybody)
    drafting.send_out(item.letter.issue, by=cast.actor("officer"))
    told = {"number": "青驻办函〔2022〕9号", "signer": "唐志远", "issued_on": ISSUED_ON}
    issuing.record_issued(item.letter, **told, by=cast.actor("officer"))

    for who in everybody:
        assert RectificationItem.objects.visible_to(cast.actor(who)).get().due_on == date(2022, 7, 16)
        assert RectificationLetter.objects.visible_to(cast.actor(who)).get().number == told["number"]
        assert LetterIssue.objects.visible_to(cast.actor(who)).get().state == "issued"
    for who in ("neighbour", "neighbour_county", "village_secretary", "audit_admin"):
        assert not RectificationItem.objects.visible_to(cast.actor(who)).exists()
        assert not LetterIssue.objects.visible_to(cast.actor(who)).exists()
        assert not RectificationLetter.objects.visible_to(cast.actor(who)).exists()


def test_one_number_stands_in_one_issue_also_where_two_enter_it_at_once(cast: Cast) -> None:
    item = issued(cast)
    told = {"number": "青驻办函〔2022〕9号", "signer": "唐志远", "issued_on": ISSUED_ON}
    other = drafted(cast)
    drafting.send_out(other.letter.issue, by=cast.actor("officer"))
    with pytest.raises(Refused, match="已经用在别的一期上"):
        issuing.record_issued(other.letter, **told, by=cast.actor("officer"))

    with pytest.raises(IntegrityError), transaction.atomic():
        LetterNumber.objects.create(county_code="990126", number=told["number"], issue=other.letter.issue)
    assert LetterNumber.objects.get().issue == item.letter.issue


def test_one_letter_goes_to_one_addressee(cast: Cast) -> None:
    drafted(cast)
    drafted(cast, problem="产业台账缺地块号", about="paired", kind="false_ledger")
    drafted(cast, problem="宿舍没有人住", to_township=True)
    drafted(cast, problem="监测户四十天没到户", unit=cast.water)

    letters = {one.addressee: one.items.count() for one in RectificationLetter.objects.all()}
    assert letters == {"县档案馆": 2, "东岭镇": 1, "县水利局": 1}
    drafting.take_out(RectificationItem.objects.get(letter__unit=cast.water), by=cast.actor("officer"))
    assert RectificationLetter.objects.count() == 2


def test_from_reply_to_closing_each_does_their_part(cast: Cast) -> None:
    """R-INS-09, R-SEC-14."""
    item = issued(cast)
    with pytest.raises(Refused, match="写一句改了什么"):
        items.reply(item, reply="改", by=cast.actor("liaison"))
    with pytest.raises(Refused, match="由他们或者工作队反馈"):
        items.reply(item, reply="7月3日补贴上墙", by=cast.actor("secretary"))
    item = items.reply(item, reply="7月3日补贴上墙", by=cast.actor("first_secretary"))
    item = items.sign(item, by=cast.actor("secretary"))
    item = items.close(item, verified=Verified.DOCUMENT, by=cast.actor("officer"))

    assert (item.state, item.closed_by, item.accepted_on) == (State.CLOSED, "李静文", TODAY)
    assert [step.verb for step in item.steps.order_by("pk")] == ["issue", "reply", "sign", "close"]
    with pytest.raises(Refused, match="已经销号"):
        items.reply(item, reply="又改了一遍", by=cast.actor("first_secretary"))


def test_whoever_replied_never_closes(cast: Cast) -> None:
    """R-SEC-14: by the act, and by the database."""
    item = items.reply(issued(cast), reply="7月3日补贴上墙", written_for="县档案馆来函", by=cast.actor("officer"))
    item = items.sign(item, by=cast.actor("secretary"))

    with pytest.raises(Refused, match="自己反馈的不能自己销号"):
        items.close(item, verified=Verified.ONSITE, by=cast.actor("officer"))
    told = {"state": "closed", "closed_on": TODAY, "closed_by": "李静文", "verified": "onsite"}
    with pytest.raises(IntegrityError), transaction.atomic():
        RectificationItem.objects.filter(pk=item.pk).update(**told, closed_person=item.replied_person)
    assert items.close(item, verified=Verified.ONSITE, by=cast.actor("office_leader")).state == State.CLOSED


def test_the_office_enters_a_paper_reply_and_says_from_whom(cast: Cast) -> None:
    with pytest.raises(Refused, match="代记的写上是谁反馈的"):
        items.reply(issued(cast), reply="7月3日补贴上墙", by=cast.actor("officer"))


def test_what_is_not_put_right_goes_back_with_a_new_day(cast: Cast) -> None:
    item = signed(cast)
    with pytest.raises(Refused, match="最早是明天"):
        items.return_for_more(item, verdict="6月的没贴", due_on=TODAY, by=cast.actor("officer"))
    item = items.return_for_more(item, verdict="6月的没贴", due_on=TODAY + timedelta(5), by=cast.actor("officer"))

    assert (item.state, item.times_returned, item.reply, item.due_on) == (State.OPEN, 1, "", TODAY + timedelta(5))
    assert "7月3日补贴上墙" in item.steps.values_list("text", flat=True)


def test_what_is_to_be_seen_again_is_closed_on_site_only(cast: Cast) -> None:
    item = items.look_on_site(signed(cast), by=cast.actor("officer"))

    with pytest.raises(Refused, match="现场看过才能销号"):
        items.close(item, verified=Verified.DOCUMENT, by=cast.actor("officer"))
    assert items.close(item, verified=Verified.ONSITE, by=cast.actor("officer")).to_be_seen is False


def test_an_objection_is_heard_first(cast: Cast) -> None:
    item = items.dispute(issued(cast), said="7月1日前已上墙", by=cast.actor("liaison"))
    kept = items.uphold(item, verdict="督查当天没有", by=cast.actor("officer"))
    assert (kept.state, kept.said) == (State.OPEN, "7月1日前已上墙")
    dropped = items.drop(kept, reason="查证属实，撤销", by=cast.actor("officer"))

    assert not RectificationItem.objects.standing().exists()
    with pytest.raises(Refused, match="撤销"):
        items.reply(dropped, reply="7月3日补贴上墙", by=cast.actor("liaison"))


def test_it_is_put_off_once_with_approval(cast: Cast) -> None:
    """R-INS-07."""
    item, until = issued(cast), date(2022, 7, 30)
    asked = beside.ask_longer(item, until=until, because="公示要满七天", by=cast.actor("liaison"))
    assert asked.due_on == date(2022, 7, 16)
    granted = beside.grant_longer(asked, by=cast.actor("officer"))

    assert granted.due_on == until
    with pytest.raises(Refused, match="延过一次"):
        beside.ask_longer(granted, until=until + timedelta(1), because="再延", by=cast.actor("liaison"))


def test_overdue_is_what_the_other_side_has_in_hand(cast: Cast) -> None:
    item = issued(cast, on=date(2022, 6, 20))
    assert RectificationItem.objects.overdue(TODAY).get() == item
    assert not RectificationItem.objects.overdue(TODAY, by_days=7).exists()
    beside.remind(item, by=cast.actor("officer"))
    with pytest.raises(Refused, match="今天催过"):
        beside.remind(RectificationItem.objects.get(), by=cast.actor("officer"))

    items.reply(RectificationItem.objects.get(), reply="7月3日补贴上墙", by=cast.actor("liaison"))
    assert not RectificationItem.objects.overdue(TODAY).exists()


def test_the_same_kind_with_the_same_team_is_a_repeat(cast: Cast) -> None:
    """R-INS-09."""
    first = issued(cast)
    second = drafted(cast, problem="6月账目未上墙")
    other = drafted(cast, problem="宿舍没有人住", kind="commuting")

    repeats = {one.pk: one.is_repeat for one in RectificationItem.objects.with_repeats()}
    assert repeats == {first.pk: False, second.pk: True, other.pk: False}


def test_what_was_issued_reads_as_it_was(cast: Cast) -> None:
    item = issued(cast)
    letter = item.letter

    assert [words for words, _ in letter.issued_text][:2] == [
        "近期，县里发现你单位驻村帮扶的东岭镇石坪村有1项问题。现交办如下：",
        "5月账目未上墙。",
    ]
    assert letter.issued_text[2][0].startswith("以上问题，请于本函印发之日起15日内整改到位并反馈。")
    with pytest.raises(Refused, match="不能再改"):
        drafting.word(letter, opening="换一句", by=cast.actor("officer"))
    with pytest.raises(Refused, match="不能再改"):
        drafting.take_out(item, by=cast.actor("officer"))
    with pytest.raises(Refused, match="已经录过"):
        issuing.record_issued(
            letter, number="青驻办函〔2022〕9号", signer="唐志远", issued_on=TODAY, by=cast.actor("officer")
        )


def test_a_number_belongs_to_one_issue(cast: Cast) -> None:
    issued(cast)

    with pytest.raises(Refused, match="已经用在别的一期"):
        issued(cast, problem="宿舍没有人住", to_township=True)


def test_a_discarded_issue_gives_its_number_back(cast: Cast) -> None:
    issue = drafted(cast).letter.issue
    drafting.discard(issue, reason="并到下一期", by=cast.actor("officer"))

    assert drafting.open_issue(cast.county, by=cast.actor("officer")).number == issue.number
    with pytest.raises(OutOfReach):
        drafting.open_issue(cast.neighbour_county, by=cast.actor("officer"))
