"""J4 from end to end, role by role over HTTP: scheme, scores, one 一般, publicity, what follows, 双约谈."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.cast import COUNTY, TODAY, Cast
from tests.standing import it_is
from tests.test_finding_to_closing import sent, text
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.lib.figure import Question, ask_many
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.publicity.models import PublicNotice
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.talks.models import DualTalk, TalkRecord

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
AFTER, TALK_DAY = date(2022, 7, 19), date(2022, 7, 21)
BALLOTS = {"township_cadre": 2, "village_cadre": 2, "party_member": 10, "household": 10}
COUNTED = ("dual_talks", "dual_talks_complete", "dual_talk_parts", "members_talked_to", "accountability")


def begun(log_in: LogIn) -> AssessmentCycle:
    """A scheme drafted by the office and put in force by its leader; the quarter begun by it."""
    office = log_in("officer")
    sent(office, "/schemes/new/", object_kind="person", cycle="quarter")
    scheme = f"/schemes/{Scheme.objects.get().pk}/enforce/"
    assert office.post(scheme, {"basis": "青组发〔2022〕4号"}).status_code == 403
    sent(log_in("office_leader"), scheme, basis="青组发〔2022〕4号")
    sent(office, "/assessment/new/", object_kind="person", cycle="quarter", period="2022-Q2")
    return AssessmentCycle.objects.get()


def rated(cast: Cast, clerk: Client) -> None:
    """民主测评 of the team, on paper."""
    told = {"teams": [cast.team.pk], "held_on": TODAY}
    sent(clerk, "/rating/new/?kind=meeting&cycle=2022Q2&township=990126101", **told)
    here = f"/rating/{RatingSession.objects.get().pk}/"
    sent(clerk, f"{here}ballots/", **BALLOTS)
    sent(clerk, f"{here}counts/?of=", c_0_party_good=14, c_1_party_average=10)
    sent(clerk, f"{here}close/")


def scored(log_in: LogIn, here: str, sheets: dict[str, ScoreSheet]) -> None:
    """黎明远 poorly by both sides, the others well; 县水利局 has nobody who scores."""
    first, member, neighbour = (sheets[who] for who in ("黎明远", "盘小妹", "骆远"))
    of_dongling = {f"n_{first.pk}_all": "60", f"n_{member.pk}_all": "90"}
    whys = {f"why_{one.pk}_all": "平时看到的" for one in (first, member, neighbour)}
    sent(log_in("secretary"), f"{here}rate/", **of_dongling, **whys)
    sent(log_in("neighbour"), f"{here}rate/", **{f"n_{neighbour.pk}_all": "90"}, **whys)
    sent(log_in("liaison"), f"{here}rate/", **{f"n_{first.pk}_all": "62"}, **whys)


def decided(office: Client, here: str, sheets: dict[str, ScoreSheet]) -> None:
    sent(office, f"{here}step/collect/")
    for who, grade in (("黎明远", 3), ("盘小妹", 1), ("骆远", 2)):
        sent(office, f"/assessment/sheets/{sheets[who].pk}/decide/", grade=grade, reason="合议：一季里走访少的如实定")


def closed(office: Client, here: str) -> None:
    """Public, not used before its days are over, then used."""
    sent(office, f"{here}step/publish/")
    notice = PublicNotice.objects.get()
    assert [one["name"] for one in notice.names] == ["盘小妹"]
    assert f"公示到 {notice.last_day:%Y-%m-%d} 为止" in office.post(f"{here}step/close/", {"sent": ""}).content.decode()
    assert notice.last_day < AFTER
    it_is(AFTER)
    sent(office, f"{here}step/close/")


def test_one_fair_grade_from_its_score_to_both_talks(cast: Cast, log_in: LogIn) -> None:
    office, leader = log_in("officer"), log_in("office_leader")
    cycle = begun(log_in)
    here = f"/assessment/{cycle.pk}/"
    sheets = {one.whose: one for one in ScoreSheet.objects.of(cycle)}
    rated(cast, log_in("clerk"))
    scored(log_in, here, sheets)
    decided(office, here, sheets)
    closed(office, here)

    sheet = ScoreSheet.objects.get(pk=sheets["黎明远"].pk)
    assert (sheet.total, sheet.proposed, sheet.grade_called, sheet.decided_by) == (6629, 3, "一般", "李静文")
    graded = dict(ServiceNote.objects.filter(kind="grade").values_list("posting", "sentence"))
    assert graded[cast.first_secretary.pk] == "2022 年二季度考核：一般"
    assert len(graded) == 3

    proposed = Consequence.objects.get()
    assert (proposed.posting, proposed.opens, proposed.state) == (cast.first_secretary, "dual_talk", "proposed")
    assert [one["url"] for one in proposed.evidence] == [f"/assessment/sheets/{sheet.pk}/"]
    page = f"/talks/consequences/{proposed.pk}/"
    _only_leaders_decide(log_in, page)
    sent(leader, f"{page}open/")
    dual = DualTalk.objects.get()
    of_township, of_unit = TalkRecord.objects.order_by("kind")
    _each_sees_what_is_theirs(log_in, dual, of_township, of_unit)

    it_is(TALK_DAY)
    sent(log_in("first_secretary"), f"/talks/{of_township.pk}/answer/", statement="六月多在县里开会")
    told = {"held_on": TALK_DAY, "points": "指出走访少", "commitment": "每周走访五户"}
    sent(log_in("secretary"), f"/talks/{of_township.pk}/hold/", **told)
    assert "还没谈全" in text(leader, f"/talks/dual/{dual.pk}/")
    assert log_in("secretary").post(f"/talks/{of_unit.pk}/hold/", told).status_code == 404
    sent(log_in("liaison"), f"/talks/{of_unit.pk}/hold/", **told, statement="认")
    dual.refresh_from_db()
    assert (dual.state, dual.completed_on) == ("complete", TALK_DAY)
    _counted_in_turns(cast)


def _only_leaders_decide(log_in: LogIn, page: str) -> None:
    for who in ("officer", "secretary", "liaison", "first_secretary", "member", "neighbour", "neighbour_county"):
        assert log_in(who).post(f"{page}open/").status_code in (403, 404), who
    for who in ("secretary", "liaison", "first_secretary", "member", "neighbour", "neighbour_county"):
        assert log_in(who).get(page).status_code in (403, 404), who


def _each_sees_what_is_theirs(log_in: LogIn, dual: DualTalk, of_township: TalkRecord, of_unit: TalkRecord) -> None:
    """R-TLK-09: either side its own part, whom it is about both, nobody else any."""
    seen = {
        who: [log_in(who).get(f"/talks/{one.pk}/").status_code == 200 for one in (of_township, of_unit)]
        for who in ("secretary", "liaison", "first_secretary", "member", "neighbour", "officer", "village_secretary")
    }
    assert seen.pop("secretary") == [True, False]
    assert seen.pop("liaison") == [False, True]
    assert seen.pop("first_secretary") == [True, True]
    assert not any(any(one) for one in seen.values())
    assert "黎明远" not in text(log_in("neighbour"), "/talks/")
    assert "黎明远" not in text(log_in("neighbour"), "/assessment/")


def _counted_in_turns(cast: Cast) -> None:
    """One member, both parts, two 人次; a 双约谈 is no 问责 (R-TLK-03, R-TLK-08)."""
    question = Question(cast.actor("office_leader"), COUNTY, TALK_DAY, since=date(2022, 7, 1))
    found = ask_many([f"oversight.{name}" for name in COUNTED], question)
    assert [one.value for one in found.values()] == [1, 1, 2, 0, 0]
    note = ServiceNote.objects.get(kind="talk", posting=cast.first_secretary)
    assert (note.is_restricted, note.on) == (True, TALK_DAY)
