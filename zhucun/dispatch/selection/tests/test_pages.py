"""The pages of a round: who sees which part of it, what is done on them, and how many queries that takes."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import TODAY, Cast
from tests.papers import word
from tests.rounds import furnished, nominated, opened
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.models import AccessLog
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import approving, nominating, placing, quotas
from zhucun.dispatch.rounds import needs as village_needs
from zhucun.dispatch.rounds.acts import SeatWanted
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.plan_models import ApprovalStep
from zhucun.dispatch.rounds.rules import NeedState, NominationState, State
from zhucun.org.people.models import Cadre, Unit
from zhucun.web.exporting import DOCX

LogIn = Callable[[str], Client]


def address(name: str, *args: int | str) -> str:
    return reverse(f"dispatch:rounds.{name}", args=args)


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_page_says_how_far_the_round_is_and_what_comes_next(cast: Cast, log_in: LogIn) -> None:
    made = opened(cast)

    text = text_of(log_in("officer"), address("one", made.pk))

    assert "定清单，开始推荐" in text
    assert text.count('aria-current="step"') == 1
    assert "还没提" in text


def test_a_round_is_opened_with_the_days_of_the_policy(cast: Cast, log_in: LogIn) -> None:
    """R-SEL-13: ten days for needs, ten to nominate, seven to check, five to form, five a step to approve."""
    client = log_in("officer")
    form = client.get(reverse("dispatch:rounds.new")).context["form"]
    days = {name: form.initial[name] for name in ("since", *rounds.DAYS)}
    assert [(days[name] - TODAY).days for name in rounds.DAYS] == [10, 20, 27, 32, 47]

    answer = client.post(reverse("dispatch:rounds.new"), {**days, "title": "秋季选派", "scope": "all"})

    assert answer["Location"] == address("one", SelectionRound.objects.get().pk)


def test_a_step_is_gone_on_with_and_taken_back_at_once(cast: Cast, log_in: LogIn) -> None:
    made, client = opened(cast), log_in("officer")

    client.post(address("one.next", made.pk), {"seen": made.version})
    assert SelectionRound.objects.get().state == State.NOMINATING
    saved = client.get(address("one", made.pk)).context["saved"]()
    client.post("/undo/", dict(saved["fields"]))

    assert SelectionRound.objects.get().state == State.NEEDS


@pytest.mark.parametrize("name", ["one.next", "one.step_back", "one.call_off", "one.days", "one.stay", "one.checks"])
def test_a_township_opens_no_page_of_the_offices(cast: Cast, log_in: LogIn, name: str) -> None:
    made = opened(cast)

    assert log_in("secretary").get(address(name, made.pk)).status_code == 403
    assert log_in("neighbour_county").get(address(name, made.pk)).status_code == 404


def test_a_village_raises_its_need_and_the_township_reports_it(cast: Cast, log_in: LogIn) -> None:
    need = opened(cast).needs.get(place=cast.shiping)

    log_in("village_secretary").post(
        address("need", need.pk), {"what": "raise", "kinds": ["law"], "note": "合同多", "seen": need.version}
    )
    need.refresh_from_db()
    log_in("secretary").post(address("need", need.pk), {"what": "study", "view": "agree", "seen": need.version})

    need.refresh_from_db()
    assert (need.state, need.kinds, need.note) == (NeedState.STUDIED, ["law"], "合同多")
    assert log_in("neighbour").get(address("need", need.pk)).status_code == 404


def test_a_township_agrees_to_several_at_once(cast: Cast, log_in: LogIn) -> None:
    made, by = opened(cast), cast.actor("secretary")
    for place in (cast.shiping, cast.liuxi):
        village_needs.raise_need(made.needs.get(place=place), kinds=["law"], by=by)
    keys = list(made.needs.values_list("pk", flat=True))  # 河湾村 among them, which is the neighbour's

    log_in("secretary").post(address("one.needs.agree", made.pk), {"need": keys})

    studied = made.needs.filter(state=NeedState.STUDIED).values_list("place__name", flat=True)
    assert set(studied) == {"石坪村", "柳溪村"}


def test_several_are_told_to_leave_at_once(cast: Cast, log_in: LogIn) -> None:
    made, client = opened(cast), log_in("officer")
    assert "打勾的改为轮换" in text_of(client, address("one.stay", made.pk) + "?view=stay")

    told = {"posting": [cast.member.pk, cast.neighbour_member.pk], "stays": "no", "back": "view=leave"}
    answer = client.post(address("one.stay.settle", made.pk), told)

    assert set(made.stayers.filter(stays=False).values_list("posting", flat=True)) == set(told["posting"])
    assert "盘小妹" in text_of(client, answer["Location"])


def test_one_is_told_to_leave_by_the_button_of_the_row(cast: Cast) -> None:
    made, client = opened(cast), Client(enforce_csrf_checks=True)
    client.force_login(cast.accounts["officer"])
    row = text_of(client, address("one.stay", made.pk)).split("<tbody", 1)[1].split("</form>", 1)[0]

    told = dict(re.findall(r'name="(\w+)" value="([^"]+)"', row))
    answer = client.post(address("one.stay.settle", made.pk), told)

    assert answer.status_code == 302
    assert made.stayers.get().posting_id == int(told["posting"])


def sent(cast: Cast, *, count: int = 1) -> UnitQuota:
    round_, by = opened(cast, state=State.NOMINATING), cast.actor("officer")
    quota = quotas.set_quota(round_, unit=cast.archive, count=count, by=by)
    return quotas.issue(quota, letter_number="青驻办函〔2022〕7号", letter_on=TODAY, by=by)


def test_more_quotas_than_seats_are_warned_of(cast: Cast, log_in: LogIn) -> None:
    quota, client = sent(cast, count=1), log_in("officer")
    where = address("one.quotas", quota.round_id)
    seats = client.get(where).context["seats"]
    even = quotas.set_quota(quota.round, unit=cast.archive, count=seats, by=cast.actor("officer"))
    quiet = text_of(client, where)

    quotas.set_quota(quota.round, unit=cast.archive, count=even.count + 2, by=cast.actor("officer"))

    said = f"分出去的名额比要补的多 2 个：要补 {seats} 个，已分 {seats + 2} 个。"
    assert (said in quiet, said in text_of(client, where)) == (False, True)


def test_a_unit_names_one_of_its_people_and_sees_why_others_cannot_be(cast: Cast, log_in: LogIn) -> None:
    quota, client = sent(cast), log_in("liaison")

    text = text_of(client, address("quota", quota.pk))
    assert "候补一" in text
    assert "正在驻石坪村工作队" in text  # 黎明远, of the same unit, is on post
    client.post(address("quota.name", quota.pk, cast.spare.pk), {"role_for": "member", "seen": quota.version})

    assert Nomination.objects.get().cadre == cast.spare


def test_somebody_new_is_registered_and_named_in_one_step(cast: Cast, log_in: LogIn) -> None:
    quota, client = sent(cast), log_in("liaison")
    told = {"name": "覃新", "sex": "male", "birth_month": "1990-01-15", "role_for": "member", "employment": ""}

    client.post(address("quota.new", quota.pk), {**told, "seen": quota.version})

    named = Nomination.objects.get()
    assert (named.cadre.person.name, named.cadre.unit) == ("覃新", cast.archive)


def test_who_was_stopped_is_said_to_be_not_on_the_list_and_no_more(cast: Cast, log_in: LogIn) -> None:
    """R-SEL-23: no body, no reason, on no page of the unit's."""
    quota = sent(cast)
    nominating.nominate(quota, cadre=cast.spare, by=cast.actor("liaison"))
    nominating.close_nominations(quota.round, by=cast.actor("officer"))
    line = JointCheck.objects.earliest("pk")
    url = address("one.check", quota.round_id, 1)
    log_in("officer").post(url, {"answered_on": TODAY, "not_suitable": [line.pk]})

    text = text_of(log_in("liaison"), address("quota", quota.pk))

    assert "这次不列入，另推荐 1 人" in text
    assert [word for word in ("联审", "不宜", line.body) if word in text] == []


def test_the_letter_says_to_whom_how_many_and_until_when(cast: Cast, log_in: LogIn) -> None:
    quota = sent(cast, count=2)
    need = quota.round.needs.get(place=cast.shiping)
    need.round.state = State.NEEDS
    SelectionRound.objects.update(state=State.NEEDS)
    need = village_needs.raise_need(need, kinds=["law"], by=cast.actor("secretary"))
    rounds.close_needs(SelectionRound.objects.get(), by=cast.actor("officer"))

    text = text_of(log_in("liaison"), address("quota.letter", quota.pk))

    assert "青驻办函〔2022〕7号" in text
    assert "请你单位推荐2名干部" in text
    assert "石坪村：法律" in text


def test_the_letter_in_word_says_the_same_and_is_noted(cast: Cast, log_in: LogIn) -> None:
    quota = sent(cast, count=2)

    answer = log_in("officer").get(address("quota.letter.word", quota.pk))

    assert answer["Content-Type"] == DOCX
    assert "请你单位推荐2名干部" in word(answer)
    assert [line.what for line in AccessLog.objects.all()] == ["导出商请选派函（Word）"]
    assert log_in("neighbour_county").get(address("quota.letter.word", quota.pk)).status_code == 404


def test_a_letter_that_cannot_be_written_is_refused_in_a_sentence_and_not_noted(cast: Cast, log_in: LogIn) -> None:
    quota = sent(cast)
    Unit.objects.filter(pk=quota.unit_id).update(name="")

    answer = log_in("officer").get(address("quota.letter.word", quota.pk))

    assert answer.status_code == 409
    assert "没有写主送机关" in answer.content.decode()
    assert not AccessLog.objects.exists()


def test_letters_for_all_units_are_numbered_one_after_another(cast: Cast, log_in: LogIn) -> None:
    round_, by = opened(cast, state=State.NOMINATING), cast.actor("officer")
    for unit in (cast.archive, cast.water):
        quotas.set_quota(round_, unit=unit, count=1, by=by)

    told = {"before": "青驻办函〔2022〕", "first": 12, "letter_on": TODAY}
    log_in("officer").post(address("one.quotas.letters", round_.pk), told)

    numbers = UnitQuota.objects.order_by("unit").values_list("letter_number", flat=True)
    assert list(numbers) == ["青驻办函〔2022〕12号", "青驻办函〔2022〕13号"]


def test_postings_are_made_by_a_job(cast: Cast, log_in: LogIn) -> None:
    round_ = opened(cast, state=State.FORMING, since=TODAY)
    one = nominated(round_, "甲一", unit=cast.archive)
    seats = [SeatWanted(cast.team, one.cadre)]
    round_ = rounds.propose(round_, seats=seats, plan_label="第一稿", by=cast.actor("officer"))
    SelectionRound.objects.update(state=State.POSTING, filing_number="备1", basis="文1", filed_on=TODAY)
    Nomination.objects.update(fitness_confirmed_on=None)
    assert "有 1 人单位还没有确认能胜任驻村：甲一。" in text_of(log_in("officer"), address("one.next", round_.pk))

    answer = log_in("officer").post(address("one.next", round_.pk), {"seen": round_.version})
    assert answer["Location"].startswith("/jobs/")
    do_waiting()

    assert Posting.objects.get(cadre=one.cadre).start_basis == "文1"
    assert "还没报到" in text_of(log_in("officer"), address("one", round_.pk))


def test_who_left_and_who_stayed_is_read_after_posting(cast: Cast, log_in: LogIn) -> None:
    round_, by = opened(cast, state=State.FORMING, since=TODAY), cast.actor("officer")
    rounds.settle_stay(round_, posting=cast.member, stays=False, by=by)
    one = nominated(round_, "甲一", unit=cast.archive)
    round_ = rounds.propose(
        round_, seats=[SeatWanted(cast.team, one.cadre, follows=cast.member)], plan_label="第一稿", by=by
    )
    client = log_in("officer")
    before = _who_stays(client, round_)
    SelectionRound.objects.update(state=State.POSTING, filing_number="备1", basis="文1", filed_on=TODAY)
    placing.post(SelectionRound.objects.get(), by=by)

    assert _who_stays(client, round_) == before
    assert before["盘小妹"] is False
    assert "甲一" not in before


def _who_stays(client: Client, round_: SelectionRound) -> dict[str, bool]:
    found = {}
    for view, stays in (("leave", False), ("stay", True)):
        table = client.get(address("one.stay", round_.pk) + f"?view={view}").context["table"]
        found |= {str(posting.cadre): stays for posting in table.result}
    return found


def test_the_approver_agrees_on_a_page_of_its_own(cast: Cast, log_in: LogIn) -> None:
    furnished(cast)
    step = ApprovalStep.objects.open().get()
    Cadre.objects.filter(person__name="推荐二").update(party_joined_on=date(2010, 7, 1))

    client = log_in("office_leader")
    text = text_of(client, address("approval", step.pk))
    assert [said for said in ("推荐二", "37 岁", "2010-07", "2 年") if said not in text] == []
    client.post(address("approval", step.pk), {"opinion": "", "seen": step.version})

    step.refresh_from_db()
    assert (step.agreed, step.decided_by) == (True, "唐志远")


# ── what waits ──


def waits_of(cast: Cast, who: str) -> list[str]:
    return [line.sentence for line in lines_for(cast.actor(who))]


def test_what_waits_is_said_to_whom_it_waits_for(cast: Cast) -> None:
    made = opened(cast)
    assert "石坪村还没提要什么人" in waits_of(cast, "village_secretary")
    assert [sentence for sentence in waits_of(cast, "secretary") if "要什么人" in sentence] == []

    need = made.needs.get(place=cast.shiping)
    village_needs.raise_need(need, kinds=["law"], by=cast.actor("village_secretary"))
    assert "石坪村提的需求等乡镇研究" in waits_of(cast, "secretary")
    assert [sentence for sentence in waits_of(cast, "neighbour") if "需求" in sentence] == []

    SelectionRound.objects.update(need_due_on=TODAY - timedelta(days=1))
    assert "柳溪村还没提要什么人" in waits_of(cast, "secretary")
    assert any("该定县级清单" in sentence for sentence in waits_of(cast, "officer"))


def test_a_late_approval_waits_for_the_office_above_as_well(cast: Cast) -> None:
    """R-SEL-14."""
    furnished(cast)
    assert any("等你批" in sentence for sentence in waits_of(cast, "office_leader"))
    assert [sentence for sentence in waits_of(cast, "organisation") if "等你批" in sentence] == []

    ApprovalStep.objects.filter(rank=1).update(due_on=TODAY - timedelta(days=1))

    assert any("等你批" in sentence for sentence in waits_of(cast, "organisation"))
    assert [sentence for sentence in waits_of(cast, "county_leader") if "等你批" in sentence] == []


def test_a_unit_hears_of_its_letter_until_it_has_replied(cast: Cast) -> None:
    quota, by = sent(cast), cast.actor("liaison")
    assert "县里商请本单位推荐驻村人选" in waits_of(cast, "liaison")

    nominating.nominate(quota, cadre=cast.spare, fitness_confirmed_on=TODAY, by=by)
    nominating.reply(UnitQuota.objects.get(), by=by)

    assert [sentence for sentence in waits_of(cast, "liaison") if "商请" in sentence] == []
    assert any("该开始联审" in sentence for sentence in waits_of(cast, "officer"))


# ── queries ──


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("one", 12),
        ("one.needs", 10),
        ("one.quotas", 10),
        ("one.nominations", 9),
        ("one.checks", 7),
        ("one.seats", 9),
        ("one.approval", 9),
        ("one.stay", 11),
    ],
)
def test_a_page_takes_a_fixed_number_of_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries, name: str, most: int
) -> None:
    round_, client = furnished(cast), log_in("officer")
    client.get("/waiting/")

    with django_assert_max_num_queries(most):
        assert client.get(address(name, round_.pk)).status_code == 200


def test_a_plan_sent_back_is_seen_with_what_was_said(cast: Cast, log_in: LogIn) -> None:
    round_ = furnished(cast)
    approving.send_back(round_.steps.get(rank=1), opinion="老新再配", by=cast.actor("office_leader"))

    assert "老新再配" in text_of(log_in("officer"), address("one.approval", round_.pk))
    assert Nomination.objects.filter(state=NominationState.CLEARED).exists()
