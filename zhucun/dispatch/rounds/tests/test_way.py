"""The whole way of a round, and what is refused on it."""

from datetime import date, timedelta

import pytest

from tests import make
from tests.cast import TODAY, Cast
from tests.rounds import disciplined, nominated, opened
from zhucun.acts.models import AuditLog
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import ChangeKind, TeamRole
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import approving, checking, needs, nominating, placing, quotas
from zhucun.dispatch.rounds.acts import SeatWanted
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.rounds.rules import NeedState, NominationState, State
from zhucun.org.people import own_cadres

FIRST_SECRETARY = TeamRole.FIRST_SECRETARY
PARTY_MEMBER = {"party_joined_on": date(2010, 7, 1), "work_started_on": date(2008, 7, 1)}


def asked(round_: SelectionRound, cast: Cast, *, count: int = 1) -> UnitQuota:
    """The archive has its letter."""
    by = cast.actor("officer")
    quota = quotas.set_quota(round_, unit=cast.archive, count=count, by=by)
    return quotas.issue(quota, letter_number="青驻办函〔2022〕7号", letter_on=TODAY, by=by)


# ── needs ──


def test_a_need_goes_from_village_over_township_to_the_countys_list(cast: Cast) -> None:
    """R-SEL-13."""
    round_ = opened(cast)
    need = round_.needs.get(place=cast.shiping)

    need = needs.raise_need(need, kinds=["industry", "law"], note="有一片茶园", by=cast.actor("village_secretary"))
    need = needs.study(need, view="agree", by=cast.actor("secretary"))
    rounds.close_needs(round_, by=cast.actor("officer"))

    need.refresh_from_db()
    assert (need.state, need.kinds, need.raised_by, need.studied_by) == (
        NeedState.LISTED,
        ["industry", "law"],
        "石有田",
        "蒋大为",
    )
    assert set(round_.needs.exclude(pk=need.pk).values_list("state", flat=True)) == {NeedState.AWAITED}


@pytest.mark.parametrize(
    ("kinds", "sentence"),
    [([], "选一样"), (["industry", "law", "finance", "mediation"], "最多选 3 样"), (["gold"], "不在清单里")],
)
def test_a_need_names_one_to_three_kinds_of_the_list(cast: Cast, kinds: list[str], sentence: str) -> None:
    need = opened(cast).needs.get(place=cast.shiping)

    with pytest.raises(Refused, match=sentence):
        needs.raise_need(need, kinds=kinds, by=cast.actor("secretary"))


def test_a_village_speaks_for_itself_and_the_neighbour_township_does_not_reach_it(cast: Cast) -> None:
    round_ = opened(cast)
    own, other = round_.needs.get(place=cast.shiping), round_.needs.get(place=cast.liuxi)

    with pytest.raises(OutOfReach):
        needs.raise_need(other, kinds=["law"], by=cast.actor("village_secretary"))
    with pytest.raises(OutOfReach):
        needs.study(own, view="agree", by=cast.actor("neighbour"))
    assert {need.place for need in VillageNeed.objects.visible_to(cast.actor("secretary"))} == {
        cast.shiping,
        cast.liuxi,
    }


def test_a_township_that_does_not_agree_says_why_and_may_give_it_back(cast: Cast) -> None:
    need, by = opened(cast).needs.get(place=cast.shiping), cast.actor("secretary")
    need = needs.raise_need(need, kinds=["law"], by=cast.actor("village_secretary"))

    with pytest.raises(Refused, match="写一句意见"):
        needs.study(need, view="disagree", by=by)
    need = needs.give_back(need, reason="先开村民代表会", by=by)

    assert (need.state, need.kinds, need.raised_on) == (NeedState.AWAITED, ["law"], None)


def test_after_the_list_is_settled_no_need_is_taken(cast: Cast) -> None:
    round_ = opened(cast, state=State.NOMINATING)

    with pytest.raises(Refused, match="已经过了提需求"):
        needs.raise_need(round_.needs.get(place=cast.shiping), kinds=["law"], by=cast.actor("secretary"))


# ── quotas and nominations ──


def test_quotas_are_drafted_from_the_seats_to_fill(cast: Cast) -> None:
    round_ = opened(cast, state=State.NOMINATING, rotates_before=date(2023, 6, 1))

    quotas.draft_quotas(round_, by=cast.actor("officer"))

    # leavers: one of the archive, two of water; seats open: one with the archive's team, two with water's
    assert dict(round_.quotas.values_list("unit__name", "count")) == {"县档案馆": 2, "县水利局": 4}


def test_a_letter_number_is_used_once(cast: Cast) -> None:
    round_, by = opened(cast, state=State.NOMINATING), cast.actor("officer")
    asked(round_, cast)
    other = quotas.set_quota(round_, unit=cast.water, count=1, by=by)

    with pytest.raises(Refused, match="已经用过"):
        quotas.issue(other, letter_number="青驻办函〔2022〕7号", letter_on=TODAY, by=by)


def test_a_unit_names_its_own_and_says_they_are_fit(cast: Cast) -> None:
    """R-SEL-08: a yes with a date."""
    quota, by = asked(opened(cast, state=State.NOMINATING), cast), cast.actor("liaison")

    named = nominating.nominate(quota, cadre=cast.spare, fitness_confirmed_on=TODAY, by=by)
    quota = nominating.reply(quota, by=by)

    cast.spare.refresh_from_db()
    assert (named.state, named.fitness_confirmed_on, cast.spare.fitness_confirmed_on) == ("eligible", TODAY, TODAY)
    assert (quota.state, quota.replied_by) == ("replied", "欧阳岚")


def test_who_is_not_to_be_sent_is_kept_with_the_rule_and_the_fact(cast: Cast) -> None:
    """R-SEL-06."""
    facts = {"party_joined_on": date(2022, 1, 1), "work_started_on": date(2019, 7, 1), "employment": "civil_servant"}
    young = make.cadre("新党员", unit=cast.archive, **facts)
    quota = asked(opened(cast, state=State.NOMINATING), cast)

    named = nominating.nominate(quota, cadre=young, role_for="first_secretary", by=cast.actor("liaison"))

    assert named.state == NominationState.BLOCKED
    assert [(hit["do"], hit["rule"]) for hit in named.hits] == [("block", "R-SEL-06")]
    assert "正式党员" in named.hits[0]["sentence"]
    assert "2022-01 入党" in named.hits[0]["fact"]


def test_what_is_private_is_kept_without_its_rule_and_fact(cast: Cast) -> None:
    """R-SEL-08: no reason of health, spouse or discipline stands beside a name."""
    quota = asked(opened(cast, state=State.NOMINATING), cast)
    disciplined(cast.xihe_team, cast.spare)

    named = nominating.nominate(quota, cadre=cast.spare, by=cast.actor("liaison"))

    assert named.state == NominationState.BLOCKED
    assert named.hits[:1] == [
        {
            "do": "block",
            "of": "member",
            "rule": "R-SEL-08",
            "sentence": "不符合选派要求，待单位说明",
            "fact": "",
            "url": "",
        }
    ]


@pytest.mark.parametrize(
    ("whom", "sentence"),
    [("water", "不是县档案馆的人"), ("posted", "不用推荐"), ("twice", "已经推荐过"), ("over", "推荐满了")],
)
def test_whom_a_unit_cannot_name(cast: Cast, whom: str, sentence: str) -> None:
    quota, by = asked(opened(cast, state=State.NOMINATING), cast, count=1), cast.actor("liaison")
    cadre = {"water": lambda: make.cadre(unit=cast.water), "posted": lambda: cast.first_secretary.cadre}.get(
        whom, lambda: cast.spare
    )()
    if whom in ("twice", "over"):
        nominating.nominate(quota, cadre=cast.spare, by=by)
        cadre = make.cadre("候补二", unit=cast.archive) if whom == "over" else cadre

    with pytest.raises(Refused, match=sentence):
        nominating.nominate(quota, cadre=cadre, by=by)


def test_a_unit_registers_somebody_who_is_not_on_file(cast: Cast) -> None:
    by = cast.actor("liaison")

    made = own_cadres.add_own(cast.archive, name="覃新", birth_month=date(1990, 1, 1), by=by)

    assert (made.unit, made.county_code) == (cast.archive, "990126")
    with pytest.raises(Refused, match="册上已经有覃新"):
        own_cadres.add_own(cast.archive, name="覃新", birth_month=date(1990, 1, 1), by=by)
    with pytest.raises(OutOfReach):
        own_cadres.add_own(cast.water, name="覃新", by=by)


def test_not_all_named_or_not_all_said_to_be_fit_is_no_reply(cast: Cast) -> None:
    quota, by = asked(opened(cast, state=State.NOMINATING), cast, count=2), cast.actor("liaison")
    nominating.nominate(quota, cadre=cast.spare, by=by)

    with pytest.raises(Refused, match="还差 1 人"):
        nominating.reply(quota, by=by)
    nominating.nominate(quota, cadre=make.cadre(unit=cast.archive), by=by)
    with pytest.raises(Refused, match="还有 2 人没有确认"):
        nominating.reply(quota, by=by)


# ── joint check ──


def checked(cast: Cast, *names: str) -> tuple[SelectionRound, list[Nomination]]:
    round_ = opened(cast, state=State.NOMINATING)
    made = [nominated(round_, name, unit=cast.archive, state=NominationState.ELIGIBLE) for name in names]
    return nominating.close_nominations(round_, by=cast.actor("officer")), made


def test_one_not_suitable_stops_somebody_and_says_no_more(cast: Cast) -> None:
    """R-SEL-23."""
    round_, (one, two) = checked(cast, "甲一", "乙二")
    by, lines = cast.actor("officer"), JointCheck.objects.order_by("pk")
    of_one, of_two = [list(lines.filter(nomination=n)) for n in (one, two)]
    assert len(of_one) == 4

    clear = {"outcome": "no_objection", "answered_on": TODAY, "document_number": "青政法函〔2022〕3号"}
    checking.record.many([Told(line, clear) for line in of_two], by=by)
    checking.record(of_one[0], outcome="not_suitable", answered_on=TODAY, by=by)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, two.state) == (NominationState.STOPPED, NominationState.CLEARED)
    assert list(Nomination.objects.free_for_formation(round_)) == [two]
    assert {field.name for field in JointCheck._meta.fields} == {
        *("id", "version", "nomination", "body", "outcome", "answered_on", "document_number")
    }
    assert not JointCheck.objects.visible_to(cast.actor("liaison")).exists()


def test_a_line_entered_wrongly_is_taken_back(cast: Cast) -> None:
    _, (one,) = checked(cast, "甲一")
    by, line = cast.actor("officer"), JointCheck.objects.first()

    line = checking.record(line, outcome="not_suitable", answered_on=TODAY, by=by)
    checking.clear(line, by=by)

    one.refresh_from_db()
    assert one.state == NominationState.ELIGIBLE


def test_a_bulk_line_of_the_future_is_refused_and_nothing_is_written(cast: Cast) -> None:
    checked(cast, "甲一")
    lines = JointCheck.objects.all()
    told = {"outcome": "no_objection", "answered_on": TODAY + timedelta(days=1)}

    with pytest.raises(SomeRefused):
        checking.record.many([Told(line, told) for line in lines], by=cast.actor("officer"))
    assert JointCheck.objects.pending().count() == 4


# ── approval, filing, postings ──


def planned(cast: Cast, *, since: date = TODAY) -> tuple[SelectionRound, Nomination]:
    """盘小妹 leaves, 甲一 follows her."""
    round_ = opened(cast, state=State.FORMING, since=since)
    one = nominated(round_, "甲一", unit=cast.archive, **PARTY_MEMBER)
    by = cast.actor("officer")
    rounds.settle_stay(round_, posting=cast.member, stays=False, by=by)
    rounds.propose(round_, seats=[SeatWanted(cast.team, one.cadre, follows=cast.member)], plan_label="第一稿", by=by)
    return SelectionRound.objects.get(pk=round_.pk), one


def agreed(round_: SelectionRound, cast: Cast) -> SelectionRound:
    for who in ("office_leader", "organisation", "county_leader"):
        approving.agree(ApprovalStep.objects.open().get(), by=cast.actor(who))
    return SelectionRound.objects.get(pk=round_.pk)


def test_a_plan_that_leaves_teams_short_is_reported_with_a_reason(cast: Cast) -> None:
    """R-SEL-11: both teams have fewer than three, 河湾村 nobody who leads."""
    round_, _ = planned(cast)

    with pytest.raises(Refused, match="2 支队人不够，1 支队没有第一书记"):
        approving.submit(round_, by=cast.actor("officer"))
    round_ = approving.submit(round_, reason="分两批补齐", by=cast.actor("officer"))

    steps = list(round_.steps.values_list("rank", "role", "due_on"))
    assert steps == [
        (1, "county_office_leader", TODAY + timedelta(days=5)),
        (2, "organisation_department", TODAY + timedelta(days=10)),
        (3, "county_leader", TODAY + timedelta(days=15)),
    ]


def test_the_steps_are_decided_in_order_each_by_its_office(cast: Cast) -> None:
    """R-SEL-14."""
    round_, _ = planned(cast)
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("officer"))
    first, second, _ = round_.steps.order_by("rank")

    with pytest.raises(Refused, match="还没轮到"):
        approving.agree(second, by=cast.actor("organisation"))
    with pytest.raises(Refused, match="不由你批"):
        approving.agree(first, by=cast.actor("county_leader"))
    assert agreed(round_, cast).state == State.FILING


def test_what_is_late_goes_up_one_level(cast: Cast) -> None:
    round_, _ = planned(cast)
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("officer"))
    first = round_.steps.get(rank=1)
    ApprovalStep.objects.filter(pk=first.pk).update(due_on=TODAY - timedelta(days=1))

    step = approving.agree(ApprovalStep.objects.get(pk=first.pk), by=cast.actor("organisation"))

    assert step.decided_by == "卢敏"


def test_nobody_agrees_to_what_they_reported(cast: Cast) -> None:
    """R-SEC-14."""
    round_, _ = planned(cast)
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("office_leader"))

    with pytest.raises(Refused, match="另一个人批"):
        approving.agree(round_.steps.get(rank=1), by=cast.actor("office_leader"))


def test_sent_back_it_is_changed_and_reported_once_more(cast: Cast) -> None:
    round_, _ = planned(cast)
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("officer"))

    approving.send_back(round_.steps.get(rank=1), opinion="人数再核", by=cast.actor("office_leader"))
    round_ = SelectionRound.objects.get(pk=round_.pk)
    assert round_.state == State.FORMING
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("officer"))

    assert (round_.turn, round_.steps.filter(turn=1, agreed=False).count(), round_.steps.filter(turn=2).count()) == (
        2,
        1,
        3,
    )


def test_whom_a_level_above_sends_is_agreed_to_there(cast: Cast) -> None:
    round_ = opened(cast, state=State.FORMING)
    bureau = make.unit("市农业农村局", place_code="9901")
    one = nominated(round_, "市一", unit=bureau)
    by = cast.actor("officer")
    rounds.propose(round_, seats=[SeatWanted(cast.team, one.cadre)], plan_label="第一稿", by=by)
    approving.submit(SelectionRound.objects.get(pk=round_.pk), reason="先派市派的", by=by)
    approving.agree(ApprovalStep.objects.open().get(), by=cast.actor("office_leader"))

    step = ApprovalStep.objects.open().get()
    with pytest.raises(Refused, match="上级组织部答复的文号"):
        approving.agree(step, by=cast.actor("organisation"))
    approving.agree(step, document_number="云组函〔2022〕9号", by=cast.actor("organisation"))

    assert SelectionRound.objects.get(pk=round_.pk).state == State.FILING


def test_those_who_leave_end_by_rotation_and_those_who_come_follow_them_for_a_hand_over_week(cast: Cast) -> None:
    """R-SEL-18: seven days together; the first secretary, who stays, is not touched."""
    round_, one = planned(cast, since=TODAY)
    by = cast.actor("officer")
    round_ = agreed(approving.submit(round_, reason="分两批", by=by), cast)
    round_ = approving.file(round_, filing_number="青组备〔2022〕4号", basis="青组通〔2022〕18号", since=TODAY, by=by)
    spare = nominated(round_, "丙三", unit=cast.archive)

    round_ = placing.post(round_, by=by)

    left = Posting.objects.get(pk=cast.member.pk)
    came = Posting.objects.get(cadre=one.cadre)
    assert (left.last_day, left.end_kind, left.end_basis) == (
        TODAY + timedelta(days=6),
        ChangeKind.ROTATION,
        "青组通〔2022〕18号",
    )
    assert (came.succeeds, came.since, came.start_kind, came.reported_on) == (left, TODAY, "round", None)
    assert Posting.objects.get(pk=cast.first_secretary.pk).until is None
    states = dict(Nomination.objects.values_list("pk", "state"))
    assert states == {one.pk: NominationState.SEATED, spare.pk: NominationState.IN_RESERVE}
    assert ProposedSeat.objects.get().posting == came
    assert round_.state == State.ARRIVING
    batches = AuditLog.objects.filter(verb__in=("posting.start", "posting.end")).exclude(batch_id=None)
    assert batches.values("batch_id").distinct().count() == 1


def test_it_is_done_when_all_have_arrived(cast: Cast) -> None:
    """R-SEL-22."""
    round_, one = planned(cast)
    by = cast.actor("officer")
    round_ = agreed(approving.submit(round_, reason="分两批", by=by), cast)
    round_ = approving.file(round_, filing_number="青组备〔2022〕4号", basis="青组通〔2022〕18号", since=TODAY, by=by)
    round_ = placing.post(round_, by=by)

    with pytest.raises(Refused, match="还有 1 人没登记报到"):
        rounds.finish(round_, by=by)
    roster.report_in(Posting.objects.get(cadre=one.cadre), arrived_on=TODAY, by=cast.actor("secretary"))

    assert rounds.finish(round_, by=by).state == State.DONE


@pytest.mark.parametrize("who", ["officer", "secretary", "liaison", "prefecture_reader"])
def test_who_may_not_approve(cast: Cast, who: str) -> None:
    round_, _ = planned(cast)
    round_ = approving.submit(round_, reason="分两批", by=cast.actor("officer"))

    with pytest.raises(NotPermitted):
        approving.agree(round_.steps.get(rank=1), by=cast.actor(who))
