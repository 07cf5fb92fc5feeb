"""Running, answering, deciding: who is asked, when it may be decided, what is found again for a past day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cast import COUNTY, SINCE, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.reading import Sieve, changed_since, filled_since, to_ask
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.policy.facts import SAID_OF_PRIVATE

FULL = {
    "party_joined_on": date(2010, 7, 1),
    "work_started_on": date(2008, 7, 1),
    "employment": "civil_servant",
    "fitness_confirmed_on": date(2021, 5, 1),
}
DUE = date(2022, 7, 14)  # three working days after Monday the 11th


def fill(cast: Cast, **of_the_member: object) -> None:
    """Everybody fits but the member, as told."""
    for posting, more in (
        (cast.first_secretary, {}),
        (cast.member, of_the_member),
        (cast.neighbour_member, {}),
    ):
        cadre = Cadre.objects.get(pk=posting.cadre_id)
        people.correct_cadre(cadre, changes=FULL | more, by=cast.actor("officer"))


def run(cast: Cast, on: date = TODAY, by: Actor | None = None) -> Screening:
    return screenings.run(cast.county, on=on, by=by or cast.actor("officer"))


def doubt_of_member(cast: Cast, **facts: object) -> Doubt:
    fill(cast, **(facts or {"birth_month": date(1964, 1, 1)}))
    run(cast)
    return Doubt.objects.get(posting=cast.member)


def later(actor: Actor, day: date) -> Actor:
    return replace(actor, now=actor.now + timedelta(days=(day - TODAY).days))


def test_each_doubt_is_asked_at_once_for_three_working_days(cast: Cast) -> None:
    """R-SEL-17."""
    doubt = doubt_of_member(cast)

    assert (doubt.sentences(), doubt.due_on, doubt.asked_count) == (["年龄 58 周岁，满 58 周岁"], DUE, 3)
    screening = doubt.screening
    assert (screening.member_count, screening.team_count) == (3, 2)
    teams = Doubt.objects.filter(posting__isnull=True).order_by("place_code")
    assert [team.sentences() for team in teams] == [
        ["在册 2 人，核定 3 人"],
        ["在册 1 人，核定 3 人", "没有第一书记"],
    ]


def test_each_side_speaks_for_itself_and_the_office_writes_down_what_it_was_told(cast: Cast) -> None:
    doubt = doubt_of_member(cast)
    of_water = cast.actor("member")

    screenings.answer(doubt, stance="fits", note="身体好，愿意干满。", by=of_water)
    screenings.answer(doubt, stance="fits", note="群众认可。", by=cast.actor("secretary"))
    screenings.answer(doubt, stance="fits", note="单位同意留任。", side="unit", by=cast.actor("officer"))

    assert sorted(doubt.answers.values_list("side", "answered_by")) == [
        ("person", "盘小妹"),
        ("township", cast.actor("secretary").name),
        ("unit", "李静文"),
    ]


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county", "first_secretary", "liaison"])
def test_nobody_else_reads_or_answers_it(cast: Cast, who: str) -> None:
    """The liaison's unit stands behind the team and did not send this member; a colleague is not asked."""
    doubt = doubt_of_member(cast)

    assert not Doubt.objects.visible_to(cast.actor(who)).filter(pk=doubt.pk).exists()
    with pytest.raises((OutOfReach, NotPermitted)):
        screenings.answer(doubt, stance="fits", note="好", by=cast.actor(who))


def test_it_is_decided_after_the_hearing_only(cast: Cast) -> None:
    doubt, officer = doubt_of_member(cast), cast.actor("officer")
    told = {"decision": "keep", "reason": "本人和单位都愿意干满。"}

    with pytest.raises(Refused, match="先听单位、乡镇和本人说"):
        screenings.decide(doubt, **told, by=officer)
    kept = screenings.decide(doubt, **told, by=later(officer, DUE + timedelta(days=1)))

    assert (kept.state, kept.decision, kept.decided_on) == ("decided", "keep", DUE + timedelta(days=1))
    with pytest.raises(Refused, match="已经定了"):
        screenings.answer(kept, stance="fits", note="还有话说", by=cast.actor("member"))


def test_when_all_have_spoken_nobody_waits(cast: Cast) -> None:
    doubt, officer = doubt_of_member(cast), cast.actor("officer")
    for side in ("unit", "township", "person"):
        screenings.answer(doubt, stance="fits", note="可以", side=side, by=officer)

    kept = screenings.decide(doubt, decision="keep", reason="都说可以。", by=officer)
    again = screenings.take_back(kept, by=officer)

    assert (again.state, again.decision, again.decided_by) == ("asked", "", "")


def test_a_ticked_group_is_decided_in_one_go_and_each_has_its_line(cast: Cast) -> None:
    fill(cast, fitness_confirmed_on=None)
    run(cast)
    after = later(cast.actor("officer"), DUE + timedelta(days=1))
    teams = list(Doubt.objects.filter(posting__isnull=True))

    screenings.decide.many([Told(one, {"decision": "fill", "reason": "正在选人。"}) for one in teams], by=after)

    assert set(Doubt.objects.filter(posting__isnull=True).values_list("decision", "state")) == {("fill", "decided")}
    assert Doubt.objects.open().get().sentences() == [SAID_OF_PRIVATE]


def test_who_was_kept_for_the_same_reason_is_not_asked_again(cast: Cast) -> None:
    """R-BUR-02."""
    doubt, officer = doubt_of_member(cast), cast.actor("officer")
    after = later(officer, DUE + timedelta(days=1))
    screenings.decide(doubt, decision="keep", reason="本人愿意。", by=after)

    second = run(cast, on=after.today, by=after)

    again = second.doubts.get(posting=cast.member)
    assert (again.decision, again.reason, again.decided_on) == ("keep", "本人愿意。", after.today)
    open_before = Doubt.objects.filter(screening=doubt.screening, posting__isnull=True)
    assert set(open_before.values_list("decision", flat=True)) == {"gone"}
    assert second.doubts.open().count() == 2


def test_a_doubt_carried_on_says_who_decided_it_and_when(cast: Cast) -> None:
    doubt, officer = doubt_of_member(cast), cast.actor("officer")
    after = later(officer, DUE + timedelta(days=1))
    screenings.decide(doubt, decision="keep", reason="本人愿意。", by=after)
    month_after = replace(later(cast.actor("office_leader"), date(2022, 8, 15)), name="另一个人")

    for by in (month_after, later(month_after, date(2022, 8, 16))):
        screening = screenings.run(cast.county, on=by.today, by=replace(by, grants=officer.grants))
        again = screening.doubts.get(posting=cast.member)
        assert (again.decided_on, again.decided_by, again.reason) == (after.today, "李静文", "本人愿意。")
        assert again.is_carried_on
    assert not doubt.is_carried_on


def test_a_past_day_asks_nobody_of_seats_that_are_filled_today(cast: Cast) -> None:
    officer, past = cast.actor("officer"), date(2022, 6, 1)
    fill(cast)
    roster.start(cast.team, cadre=cast.spare, since=date(2022, 7, 1), basis="补录", kind="backfill", by=officer)
    sieve = Sieve(COUNTY, past)
    filled = filled_since(sieve, officer.today)
    assert filled == {cast.team.pk}
    assert [found.team for found in to_ask(sieve, filled)] == [cast.xihe_team]

    screening = run(cast, on=past)

    of_teams = {doubt.team_id: doubt for doubt in screening.doubts.filter(posting__isnull=True)}
    now_full, still_short = of_teams[cast.team.pk], of_teams[cast.xihe_team.pk]
    assert (now_full.state, now_full.get_decision_display()) == ("decided", "现在已补齐")
    assert still_short.state == "asked"
    assert changed_since(screening) == []
    with pytest.raises(Refused, match="只能当天收回"):
        screenings.take_back(now_full, by=officer)


def test_of_a_team_it_is_said_whether_its_seats_are_being_filled(cast: Cast) -> None:
    of_a_member, officer = doubt_of_member(cast), cast.actor("officer")
    of_a_team = Doubt.objects.filter(posting__isnull=True).earliest("pk")

    for doubt, stance in ((of_a_team, "fits"), (of_a_team, "change"), (of_a_member, "filling")):
        with pytest.raises(Refused, match="选一个意见"):
            screenings.answer(doubt, stance=stance, note="好", by=officer)
    screenings.answer(of_a_team, stance="filling", note="正在选人。", by=cast.actor("liaison"))

    assert [(a.get_opinion_display(), a.written_by) for a in of_a_team.answers.all()] == [("已在补", "欧阳岚")]


def test_a_doubt_that_is_open_goes_on_with_what_was_said_of_it(cast: Cast) -> None:
    doubt, officer = doubt_of_member(cast), cast.actor("officer")
    screenings.answer(doubt, stance="unsure", note="下周答复。", by=cast.actor("secretary"))
    after = later(officer, DUE + timedelta(days=1))
    assert [found.key for found in to_ask(Sieve(COUNTY, after.today))] == []

    second = run(cast, on=after.today, by=after)

    again = second.doubts.get(posting=cast.member)
    assert (again.asked_on, again.due_on, again.answers.get().text) == (TODAY, DUE, "下周答复。")
    assert doubt.answers.count() == 1
    assert screenings.decide(again, decision="keep", reason="单位同意。", by=after).state == "decided"


def test_a_past_day_is_found_the_same_until_its_facts_are_corrected(cast: Cast) -> None:
    """Stored equals recomputed (R-SEL-17)."""
    fill(cast, birth_month=date(1964, 1, 1))
    screening = run(cast, on=date(2022, 6, 1))
    roster.end(cast.member, last_day=TODAY, kind="adjustment", basis="文", reason="工作需要", by=cast.actor("officer"))

    assert changed_since(screening) == []
    assert [found.hits for found in Sieve(COUNTY, screening.on).found] == [
        doubt.hits for doubt in screening.doubts.order_by("pk")
    ]
    cadre = Cadre.objects.get(pk=cast.member.cadre_id)
    people.correct_cadre(cadre, changes={"birth_month": date(1974, 1, 1)}, by=cast.actor("officer"))
    assert changed_since(screening) == ["盘小妹的疑问：现在没有碰上"]


def test_a_day_is_screened_once_and_no_day_to_come(cast: Cast) -> None:
    run(cast)

    with pytest.raises(Refused, match="已经过过一遍"):
        run(cast)
    with pytest.raises(Refused, match="还没到"):
        run(cast, on=TODAY + timedelta(days=1))
    with pytest.raises(NotPermitted):
        run(cast, on=SINCE, by=cast.actor("secretary"))


def test_nobody_decides_on_themselves(cast: Cast) -> None:
    """R-SEC-14."""
    doubt = doubt_of_member(cast)
    after = later(cast.actor("officer"), DUE + timedelta(days=1))
    same = replace(after, persons=frozenset({cast.member.cadre.person_id}))

    with pytest.raises(Refused, match="由别人来定"):
        screenings.decide(doubt, decision="keep", reason="我可以", by=same)


def test_changing_people_is_proposed_and_opens_nothing_by_itself(cast: Cast) -> None:
    doubt = doubt_of_member(cast)
    after = later(cast.actor("officer"), DUE + timedelta(days=1))

    decided = screenings.decide(doubt, decision="adjustment", reason="临近退休，换人。", by=after)

    assert decided.decision == "adjustment"
    assert Posting.objects.get(pk=cast.member.pk).until is None
