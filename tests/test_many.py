"""One plan, row by row and in bulk: every table equal. An act's second entrance has the same rule (architecture 4)."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from tests import assessing, inspecting, make, rounds, sitting
from tests.cast import SINCE, TODAY, XIHE, Cast, operator
from tests.examples import A_DOCUMENT, A_QUESTION, A_SESSION
from zhucun.acts import verbs
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog, AuditText, Delivery
from zhucun.acts.recording import Told
from zhucun.acts.refused import SomeRefused
from zhucun.dispatch.handover import acts as handing
from zhucun.dispatch.handover.models import Handover, HandoverItem
from zhucun.dispatch.opening import acts as opening
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole
from zhucun.dispatch.rounds import nominating, quotas
from zhucun.dispatch.rounds.models import JointCheck
from zhucun.dispatch.screening import acts as screenings
from zhucun.dispatch.screening.models import Doubt
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.funds import acts as funds
from zhucun.lib.evidence import Evidence
from zhucun.lib.halves import half_of, whole_days
from zhucun.org.people.models import Cadre
from zhucun.org.places import acts as place_acts
from zhucun.org.places.models import Household, Place
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.letters import drafting, issuing
from zhucun.oversight.onsite import finding_acts
from zhucun.oversight.onsite.rules import Source
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts.models import PromptRecipient
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rectification import acts as rectifying
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.review import acts as reviewing
from zhucun.oversight.talks.models import TalkRecord
from zhucun.policy.documents import acts as documents
from zhucun.policy.documents.models import DocumentReceipt, RuleDocument
from zhucun.records.meetings.models import Meeting
from zhucun.records.monthly import acts as team_months
from zhucun.records.notes import acts as work
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as village_meetings
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota.models import RotaPost
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.models import Linker
from zhucun.six_ones.talents import acts as talents
from zhucun.training.participants import acts as participants
from zhucun.training.sessions import acts as sessions

Plan = Callable[[Cast], list[Told]]
PLANS: dict[str, Plan] = {}
WRITES = re.compile(r'(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')
NEW_EACH_TIME = {"password", "code", "recorded_at"}  # made by chance, or by the clock on the wall


def plan(verb: str) -> Callable[[Plan], Plan]:
    """At least two calls, one of them with what may be left out, so that defaults are compared too."""

    def register(function: Plan) -> Plan:
        PLANS[verb] = function
        return function

    return register


@plan("place.add")
def places(cast: Cast) -> list[Told]:
    return [
        Told(cast.dongling, {"code": "990126101203", "name": "禾冲村", "kind": "village", "since": TODAY}),
        Told(cast.shiping, {"name": "石坪安置点", "kind": "site", "since": TODAY, "position": 3}),
        Told(cast.county, {"code": "990126103", "name": "南岭乡", "kind": "township", "since": TODAY, "sketch_x": 40}),
    ]


@plan("assessment.rate")
def sides_score(cast: Cast) -> list[Told]:
    """Own numbers and another's once more; one for a single indicator."""
    made = assessing.cycle(cast, raters={"township": 60, "office": 40}, indicators=TWO_SIDES)
    one, other = assessing.sheet_of(made, cast.member), assessing.sheet_of(made, cast.neighbour_member)
    assessing.rating.rate(one, rater="office", hundredths=7000, by=cast.actor("officer"))
    first = made.scheme.rules().leaves[0].key
    return [
        Told(one, {"rater": "office", "hundredths": 8000, "why": "看过两次"}),
        Told(other, {"rater": "office", "hundredths": 9000}),
        Told(other, {"rater": "office", "hundredths": 9100, "indicator": first}),
    ]


@plan("assessment.carry_in")
def grades_of_before(cast: Cast) -> list[Told]:
    assessing.scheme(cast)
    told = {"cycle": "quarter", "period": "2022-Q1"}
    return [
        Told(cast.member, {**told, "grade": 1, "document": "青组〔2022〕9号"}),
        Told(cast.neighbour_member, {**told, "grade": 3, "document": ""}),
    ]


@plan("assessment.decide")
def grades(cast: Cast) -> list[Told]:
    made = assessing.cycle(cast)
    one, other = assessing.sheet_of(made, cast.member), assessing.sheet_of(made, cast.neighbour_member)
    return [Told(one, {"grade": 2, "reason": "平时表现"}), Told(other, {"grade": 3, "reason": "两次不在村"})]


@plan("rating.gather")
def papers_put_together(cast: Cast) -> list[Told]:
    """A group too small to be known apart; one meeting about each member, the other about the team alone."""
    calls = [Told(cast.team, {**A_MEETING, "judges_members": True}), Told(cast.xihe_team, A_MEETING)]
    one, other = ratings.open_session.many(calls, by=operator_of(cast))
    papers = {"village_cadre": 6, "household": 9}
    return [Told(one, {"ballots": {**papers, "township_cadre": 2}}), Told(other, {"ballots": papers})]


@plan("rating.enter")
def papers_counted(cast: Cast) -> list[Told]:
    by = operator_of(cast)
    one, other = ratings.gather.many(papers_put_together(cast), by=by)
    pile, first = one.all_piles[0].key, cast.first_secretary  # a member in the one, the team in the other
    return [
        Told(one, {"counts": _marked(pile, 8), "posting": first}),
        Told(other, {"counts": _marked(other.all_piles[-1].key, 9)}),
    ]


def _marked(pile: str, count: int) -> list[dict[str, Any]]:
    return [{"pile": pile, "topic": "party", "answer": "good", "count": count}]


@plan("rating.close")
def meetings_over(cast: Cast) -> list[Told]:
    """A meeting, and a survey of which nobody knew."""
    by = operator_of(cast)
    meeting, survey = ratings.open_session.many(
        [Told(cast.team, A_MEETING), Told(cast.xihe_team, {**A_MEETING, "kind": "survey"})], by=by
    )
    held = ratings.gather(meeting, ballots={"household": 9}, by=by)
    return [Told(ratings.enter(held, counts=_marked("household", 9), by=by)), Told(survey)]


A_MEETING = {"cycle": "2022Q2", "kind": "meeting", "held_on": TODAY}
TWO_SIDES = [{"block": "实绩", "name": "实绩", "weight": 70}, {"block": "作风", "name": "作风", "weight": 30}]


@plan("question.add")
def questions_of_a_sheet(cast: Cast) -> list[Told]:
    documents.publish(cast.county, **A_DOCUMENT, by=cast.actor("officer"))
    told = {"document": RuleDocument.objects.get(), "clause": "第一条", "difficulty": "easy", "tags": "入门"}
    doubtful = {**A_QUESTION, "stem": "报到期限是几天？", "key": [], "doubts": ["没有答案"]}
    return [Told(cast.county, {**A_QUESTION, **told}), Told(cast.dongling, A_QUESTION), Told(cast.county, doubtful)]


@plan("test.seat")
def seats_of_a_test(cast: Cast) -> list[Told]:
    made = sitting.planned(cast)
    return [
        Told(made, {"posting": cast.member, "way": "paper"}),
        Told(made, {"participant": sitting.participant(cast)}),
        Told(made, {"posting": cast.first_secretary}),
    ]


@plan("participant.add")
def village_cadres(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石有田", "kind": "village_committee"}),
        Told(cast.liuxi, {"name": "刘 会计", "kind": "village_committee", "duty": "村会计", "since": SINCE}),
        Told(cast.dongling, {"name": "石有田", "kind": "township", "told_apart_by": "民政办"}),
    ]


FOR_MAY = {"month": "2022-05", "paid_on": TODAY}


@plan("benefit.pay")
def allowances(cast: Cast) -> list[Told]:
    """Two for one person in one month: the phone's, and trips that come to the cap together."""
    trips = {**FOR_MAY, "what": "transport", "fen": 6_400, "trips": 2, "km": 80}
    return [
        Told(cast.member, {**FOR_MAY, "what": "phone", "fen": 10_000, "voucher": "12号"}),
        Told(cast.member, {**trips, "voucher": "13号"}),
        Told(cast.member, {**trips, "voucher": "14号"}),
        Told(cast.neighbour_member, {**FOR_MAY, "what": "phone", "fen": 9_000, "voucher": "12号"}),
    ]


A_COVER = {"since": SINCE, "last_day": SINCE.replace(year=2023), "insurer": "某财险公司"}


@plan("benefit.insure")
def covers(cast: Cast) -> list[Told]:
    return [Told(cast.member, A_COVER), Told(cast.neighbour_member, {**A_COVER, "policy_number": "A17"})]


@plan("benefit.record_check")
def checks(cast: Cast) -> list[Told]:
    return [Told(cast.member, {"done_on": TODAY}), Told(cast.neighbour_member, {"done_on": SINCE})]


@plan("benefit.visit")
def visits(cast: Cast) -> list[Told]:
    told = {"on": TODAY, "occasion": "festival", "visited_by": "工会"}
    return [Told(cast.member, told), Told(cast.neighbour_member, {**told, "occasion": "illness"})]


@plan("benefit.withdraw_payment")
def payments_taken_back(cast: Cast) -> list[Told]:
    rows = benefits.pay.many(allowances(cast), by=cast.actor("officer"))
    return [Told(rows[0], {"reason": "发重了"}), *(Told(row, {}) for row in rows[2:])]


@plan("benefit.withdraw_insurance")
def covers_taken_back(cast: Cast) -> list[Told]:
    return [Told(row, {}) for row in benefits.insure.many(covers(cast), by=cast.actor("officer"))]


@plan("benefit.withdraw_check")
def checks_taken_back(cast: Cast) -> list[Told]:
    return [Told(row, {}) for row in benefits.record_check.many(checks(cast), by=cast.actor("officer"))]


@plan("benefit.withdraw_visit")
def visits_taken_back(cast: Cast) -> list[Told]:
    rows = benefits.visit.many(visits(cast), by=cast.actor("officer"))
    return [Told(rows[1], {"reason": "记错了人"}), Told(rows[0], {})]


@plan("session.announce")
def sessions_of_both_modes(cast: Cast) -> list[Told]:
    talk = {"kind": "experience_exchange", "speakers": "石有田：怎样开好屋场会", "venue": "县委党校", "hosts": "卢敏"}
    return [
        Told(cast.county, {**A_SESSION, "mode": "offline"}),
        Told(cast.county, {**A_SESSION, **talk}),
        Told(cast.dongling, {**A_SESSION, "theme": "监测对象怎样认定"}),
    ]


@plan("session.tick")
def attendances(cast: Cast) -> list[Told]:
    """A second list of the same session, which puts one of the first right."""
    by, village = cast.actor("officer"), participants.add.many(village_cadres(cast), by=cast.actor("officer"))[0]
    one, other = (sessions.announce(cast.county, **A_SESSION, by=by) for _ in range(2))
    return [
        Told(one, {"postings": [cast.member, cast.neighbour_member]}),
        Told(one, {"postings": [cast.member], "participants": [village], "is_completed": False}),
        Told(other, {"participants": [village]}),
    ]


@plan("living.record")
def how_teams_live(cast: Cast) -> list[Told]:
    told = {"lacking": ["饮水"], "note": "水池在修，县水利局办"}
    return [Told(cast.team, told), Told(cast.xihe_team, {"lacking": []})]


@plan("fund.receive")
def money_comes_in(cast: Cast) -> list[Told]:
    told = {"on": SINCE, "fen": 1_000_000, "source": "unit"}
    return [
        Told(cast.team, {**told, "voucher": "收1", "promise": "team_fund", "what": "后盾单位拨入"}),
        Told(cast.team, {**told, "voucher": "收2"}),
        Told(cast.xihe_team, {**told, "voucher": "收1"}),
    ]


@plan("fund.spend")
def money_goes_out(cast: Cast) -> list[Told]:
    """All of it, in two lines of which the later day comes first."""
    funds.receive(cast.team, on=SINCE, fen=300, voucher="收1", source="county", by=operator_of(cast))
    told = {"purpose": "办公用品", "what": "纸和墨盒"}
    return [
        Told(cast.team, {**told, "on": TODAY, "fen": 100, "voucher": "支2"}),
        Told(cast.team, {**told, "on": SINCE, "fen": 200, "voucher": "支1"}),
    ]


@plan("fund.publish")
def half_years_shown(cast: Cast) -> list[Told]:
    """A team that spent something and one that did not."""
    by, last_year = operator_of(cast), date(2021, 12, 1)
    funds.receive(cast.team, on=last_year, fen=300, voucher="收1", source="county", by=by)
    told = {"purpose": "办公用品", "what": "纸和墨盒", "voucher": "支1"}
    funds.spend(cast.team, on=last_year, fen=100, by=by, **told)
    shown = {"published_on": TODAY, "where": "村务公开栏"}
    return [
        Told(cast.team, {**shown, "half": "2021-H2"}),
        Told(cast.team, {**shown, "half": "2022-H1"}),
        Told(cast.xihe_team, {**shown, "half": "2021-H2"}),
    ]


@plan("outcome.announce")
def results_announced(cast: Cast) -> list[Told]:
    told = {"level": "county", "document": "青组〔2022〕8号", "on": TODAY}
    return [
        Told(cast.member, {**told, "group": "promote", "kind": "promoted", "what": "任某镇党委委员"}),
        Told(cast.neighbour_member, {**told, "group": "commend", "what": "县优秀驻村队员"}),
    ]


@plan("benefit.remind")
def units_reminded(cast: Cast) -> list[Told]:
    return [Told(cast.archive, {"year": TODAY.year}), Told(cast.water, {"year": TODAY.year})]


@plan("place.tag")
def tags(cast: Cast) -> list[Told]:
    return [
        Told(cast.liuxi, {"tag": "lifted_from_poverty", "since": TODAY}),
        Told(cast.liuxi, {"tag": "industry_village", "since": SINCE, "basis": "青办发〔2021〕3号"}),
        Told(cast.xihe_village, {"tag": "hard_to_govern", "since": TODAY}),
    ]


@plan("place.locate")
def positions(cast: Cast) -> list[Told]:
    return [
        Told(cast.dongling, {"north": 2_559_167, "east": 11_193_028}),
        Told(cast.shiping, {"north": None, "east": None}),
    ]


@plan("household.add")
def households(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"head_name": "石老满", "since": SINCE}),
        Told(cast.shiping, {"head_name": "石小满", "since": TODAY, "code": "0017", "person_count": 4}),
    ]


@plan("group.add")
def groups(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "1组", "since": SINCE}),
        Told(cast.xihe_village, {"name": "1组", "since": TODAY}),
    ]


@plan("household.correct")
def households_to_correct(cast: Cast) -> list[Told]:
    one, other = (place_acts.add_household(cast.shiping, head_name=name, since=SINCE, by=operator()) for name in "甲乙")
    group = place_acts.add_group(cast.shiping, name="1组", since=SINCE, by=operator())
    moved = {"head_name": "甲", "group": group, "code": "0003", "person_count": 4}
    return [Told(one, moved), Told(other, {"head_name": "乙二"})]


@plan("linker.add")
def linkers(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石爱党", "since": SINCE, "age": "old"}),
        Told(cast.xihe_village, {"name": "石爱党", "since": TODAY, "kind": "worthy"}),
    ]


def _link(cast: Cast, head: str, village: Place | None = None) -> tuple[Linker, Household]:
    where = village or cast.shiping
    linker = network.add(where, name=f"{head}邻居", since=SINCE, by=operator())
    return linker, place_acts.add_household(where, head_name=head, since=SINCE, by=operator())


@plan("link.add")
def links(cast: Cast) -> list[Told]:
    pairs = _link(cast, "石老满"), _link(cast, "溪老满", cast.xihe_village)
    return [Told(linker, {"household": home, "since": TODAY}) for linker, home in pairs]


@plan("link.move")
def links_that_change_hands(cast: Cast) -> list[Told]:
    """One since long, and one on its first day."""
    one, home = _link(cast, "石老满")
    other, beside = _link(cast, "石小满")
    old = linking.add(one, household=home, since=SINCE, by=operator())
    new = linking.add(one, household=beside, since=TODAY, by=operator())
    return [Told(row, {"linker": other, "since": TODAY}) for row in (old, new)]


@plan("link.end")
def links_that_end(cast: Cast) -> list[Told]:
    one, home = _link(cast, "石老满")
    other, beside = _link(cast, "石小满")
    rows = [
        linking.add(who, household=which, since=SINCE, by=operator()) for who, which in ((one, home), (other, beside))
    ]
    return [Told(rows[0], {"last_day": TODAY}), Told(rows[1], {"last_day": TODAY, "reason": "搬走了"})]


@plan("household_kind.set")
def kinds_of_households(cast: Cast) -> list[Told]:
    homes = [place_acts.add_household(cast.shiping, head_name=name, since=SINCE, by=operator()) for name in "甲乙"]
    return [Told(homes[0], {"kind": "ex_poor", "since": SINCE}), Told(homes[1], {"kind": "ex_poor", "since": TODAY})]


NOT_ON_THE_WALL = {"about": "stationed", "kind": "style", "problem": "5月账目未上墙"}
SIGNED_LETTER = {"number": "青驻办函〔2022〕9号", "signer": "唐志远", "issued_on": TODAY}


@plan("rectification.add")
def problems_to_issue(cast: Cast) -> list[Told]:
    issue = drafting.open_issue(cast.county, by=cast.actor("officer"))
    told = {"team": cast.team, "about": "paired", "kind": "support", "problem": "宿舍漏雨没有修", "to_township": True}
    return [Told(issue, {**NOT_ON_THE_WALL, "team": cast.team}), Told(issue, told)]


def _rectified(cast: Cast, *more: str) -> list[RectificationItem]:
    """Two letters issued, and what came after."""
    for call in letters_signed(cast):
        issuing.record_issued(call.row, **call.given, by=cast.actor("officer"))
    found = list(RectificationItem.objects.order_by("pk"))
    if "reply" in more:
        found = [rectifying.reply(one, reply="改好了，上了墙", by=cast.actor("first_secretary")) for one in found]
    return [rectifying.sign(one, by=cast.actor("secretary")) for one in found] if "sign" in more else found


@plan("letter.record_issued")
def letters_signed(cast: Cast) -> list[Told]:
    made = [drafting.add(call.row, **call.given, by=cast.actor("officer")) for call in problems_to_issue(cast)]
    drafting.send_out(made[0].letter.issue, by=cast.actor("officer"))
    return [Told(one.letter, SIGNED_LETTER) for one in made]


@plan("rectification.accept")
def problems_to_accept(cast: Cast) -> list[Told]:
    return [Told(one, {}) for one in _rectified(cast)]


@plan("rectification.remind")
def problems_to_remind_of(cast: Cast) -> list[Told]:
    return problems_to_accept(cast)


@plan("rectification.reply")
def problems_to_reply_to(cast: Cast) -> list[Told]:
    told = {"reply": "改好了，上了墙", "written_for": "来函"}
    return [Told(one, told) for one in _rectified(cast)]


@plan("rectification.sign")
def replies_to_sign(cast: Cast) -> list[Told]:
    first, second = _rectified(cast, "reply")
    return [Told(first, {"opinion": "看过"}), Told(second, {})]


@plan("rectification.close")
def problems_to_close(cast: Cast) -> list[Told]:
    first, second = _rectified(cast, "reply", "sign")
    return [Told(first, {"verified": "onsite", "verdict": "到位"}), Told(second, {"verified": "document"})]


A_PROMISE = {"text": "修通石坪组到村部的路", "due_on": TODAY, "accepted_by": "village"}
ANOTHER = {"text": "三组装路灯 20 盏", "due_on": TODAY, "accepted_by": "township"}


@plan("promise.write")
def task_lists(cast: Cast) -> list[Told]:
    promises.write(cast.team, year=2022, promises=[ANOTHER], by=cast.actor("officer"))
    return [
        Told(cast.team, {"year": 2022, "promises": [A_PROMISE, ANOTHER]}),
        Told(cast.xihe_team, {"year": 2022, "promises": [A_PROMISE]}),
    ]


def _written(cast: Cast, *more: str) -> list[Told]:
    """Two lists, handed in and agreed where `more` says so."""
    told, by = {"year": 2022, "promises": [A_PROMISE, ANOTHER]}, cast.actor("officer")
    lists = [promises.write(team, **told, by=by) for team in (cast.team, cast.xihe_team)]
    for verb in more:
        by = cast.actor("office_leader" if verb == "agree" else "officer")
        lists = [getattr(promises, verb)(one, by=by) for one in lists]
    return [Told(one, {}) for one in lists]


@plan("rating.open")
def ratings_to_open(cast: Cast) -> list[Told]:
    told = {"cycle": "2022Q2", "kind": "meeting", "held_on": TODAY}
    return [
        Told(cast.team, {**told, "judges_members": True}),
        Told(cast.team, {**told, "kind": "survey", "until_on": TODAY + timedelta(days=9)}),
        Told(cast.xihe_team, {**told, "place_code": cast.xihe_team.place_code}),
    ]


LATELY = TODAY - timedelta(days=3)


SECRETARY = {"party_post": "secretary", "village_post": "director", "is_party_member": True, "since": LATELY}


@plan("committee.register")
def committee_members_to_register(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {**SECRETARY, "name": "石有粮", "birth_month": date(1980, 5, 6), "education": 40}),
        Told(cast.shiping, {"name": "石有米", "since": LATELY, "village_post": "member", "last_day": TODAY}),
        Told(cast.xihe_village, {**SECRETARY, "name": "西有粮"}),
    ]


def _seated(cast: Cast) -> list[CommitteeMember]:
    return [
        committees.register(cast.shiping, **SECRETARY, name="石有粮", by=cast.actor("clerk")),
        committees.register(cast.xihe_village, **SECRETARY, name="西有粮", by=cast.actor("neighbour")),
    ]


@plan("committee.correct")
def committee_members_to_correct(cast: Cast) -> list[Told]:
    about = {"sex": "male", "birth_month": None, "education": 50, "is_returned_talent": True}
    told = {**SECRETARY, **about, "village_post": "", "term_ends_on": TODAY}
    return [Told(row, {**told, "name": f"{row.name}子"}) for row in _seated(cast)]


@plan("committee.end")
def committee_members_who_leave(cast: Cast) -> list[Told]:
    return [Told(row, {"last_day": LATELY, "how": "resigned"}) for row in _seated(cast)]


@plan("committee.change_post")
def committee_members_who_change_post(cast: Cast) -> list[Told]:
    one, other = _seated(cast)
    return [
        Told(one, {"on": TODAY, "village_post": "director"}),
        Told(other, {"on": TODAY, "party_post": "secretary"}),
    ]


@plan("committee.stay")
def committee_members_who_stay(cast: Cast) -> list[Told]:
    return [Told(row, {"term_ends_on": TODAY}) for row in _seated(cast)]


@plan("committee.renew")
def committees_to_renew(cast: Cast) -> list[Told]:
    one, other = _seated(cast)
    seat = {"party_post": "secretary", "is_party_member": True}
    both = {**seat, "village_post": "director"}
    return [
        Told(one.place, {"on": TODAY, "members": [{**seat, "name": "石后来"}], "phone": "13900139002"}),
        Told(other.place, {"on": TODAY, "members": [{**both, "name": other.name}, {**VILLAGER, "name": "西后来"}]}),
    ]


VILLAGER = {"village_post": "member"}


@plan("rota.open")
def posts_of_an_emergency(cast: Cast) -> list[Told]:
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    emergency.approve(emergency.propose(cast.county, **flood, by=cast.actor("officer")), by=cast.actor("office_leader"))
    told = {"kind": "checkpoint", "since": TODAY, "last_day": TODAY + timedelta(days=1)}
    return [
        Told(cast.shiping, {**told, "name": "村口"}),
        Told(cast.shiping, {**told, "name": "桥头", "wanted": 2}),
        Told(cast.xihe_village, {**told, "name": "村口"}),
    ]


def _posts(cast: Cast) -> list[RotaPost]:
    return list(rota.open_post.many(posts_of_an_emergency(cast), by=operator_of(cast)))


@plan("rota.put_on")
def people_at_posts(cast: Cast) -> list[Told]:
    first, other, away = _posts(cast)
    told = {"since": TODAY, "last_day": TODAY}
    return [
        Told(first, {**told, "posting": cast.member}),
        Told(other, {**told, "posting": cast.first_secretary, "last_day": TODAY + timedelta(days=1)}),
        Told(away, {**told, "posting": cast.neighbour_member}),
    ]


@plan("rota.count")
def heads_at_posts(cast: Cast) -> list[Told]:
    """One day told again: the later number holds."""
    first, other, _ = _posts(cast)
    rota.count(first, headcount=3, by=operator_of(cast))
    return [Told(first, {"headcount": 5}), Told(other, {"headcount": 0, "day": TODAY})]


@plan("customs.set_up")
def councils_of_villages(cast: Cast) -> list[Told]:
    told = {"kind": "morality", "since": LATELY}
    return [
        Told(cast.shiping, {**told, "member_count": 5}),
        Told(cast.shiping, {"kind": "village_rules", "since": LATELY}),
        Told(cast.xihe_village, {**told, "member_count": 7}),
    ]


@plan("customs.adopt")
def rules_of_villages(cast: Cast) -> list[Told]:
    """One village has an edition already."""
    customs.adopt(cast.shiping, text="一、从简。", adopted_on=SINCE, by=cast.actor("clerk"))
    return [
        Told(cast.shiping, {"text": "一、从简。\n二、不赌。", "adopted_on": LATELY}),
        Told(cast.xihe_village, {"text": "一、从简。", "adopted_on": LATELY, "adopted_by": "村民会议"}),
    ]


def _monthly(cast: Cast, on: date) -> list[Any]:
    told = {"kind": "meeting", "text": "村月列会", "happened_on": on, "written_for": "建账"}
    answers = [{"name": "purposes", "value": "village_monthly"}]
    calls = [Told(team, {**told, "answers": answers}) for team in (cast.team, cast.xihe_team)]
    return [row.meeting for row in work.write.many(calls, by=operator_of(cast))]


@plan("monthly.decide")
def items_of_meetings(cast: Cast) -> list[Told]:
    told = {"item": "修渠", "decision": "先修二组"}
    calls = [Told(one, {**told, "owner": "team", "due_on": TODAY}) for one in _monthly(cast, LATELY)]
    return [*calls, Told(calls[0].row, told)]


def _items(cast: Cast) -> list[MonthlyItem]:
    return list(village_meetings.decide.many(items_of_meetings(cast), by=operator_of(cast)))


@plan("monthly.finish")
def items_done(cast: Cast) -> list[Told]:
    first, other, _ = _items(cast)
    return [Told(first, {"on": TODAY, "result": "通水了"}), Told(other, {"on": LATELY})]


@plan("monthly.ask")
def items_asked_about(cast: Cast) -> list[Told]:
    """One was asked about at the same meeting already."""
    first, other, third = _items(cast)
    here, there = _monthly(cast, TODAY)
    village_meetings.ask_about(first, meeting=here, said="挖了一半", by=operator_of(cast))
    return [
        Told(first, {"meeting": here, "said": "挖好了"}),
        Told(third, {"meeting": here, "said": "没动"}),
        Told(other, {"meeting": there, "said": "在等"}),
    ]


def _forums(cast: Cast) -> list[Meeting]:
    answers = [{"name": "purposes", "value": "talent_forum"}]
    told = {"kind": "meeting", "text": "请老乡回来坐坐", "happened_on": LATELY, "answers": answers}
    teams = (cast.team, cast.xihe_team)
    return [
        Meeting.objects.get(record=work.write(team, **told, written_for="替队里补记", by=operator())) for team in teams
    ]


@plan("opinion.register")
def opinions_to_register(cast: Cast) -> list[Told]:
    one, other = _forums(cast)
    return [
        Told(one, {"text": "路修宽一点", "said_by": "老师"}),
        Told(other, {"text": "装路灯", "owner": "unit", "unit": cast.water}),
    ]


@plan("opinion.reply")
def opinions_to_reply(cast: Cast) -> list[Told]:
    rows = [talents.register(one, text="路修宽一点", by=operator()) for one in _forums(cast)]
    return [Told(row, {"reply": "报进了计划", "on": TODAY}) for row in rows]


@plan("talent.register")
def people_who_came_back(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石回来", "returned_on": LATELY, "brought_by": cast.team, "role": "skill"}),
        Told(cast.xihe_village, {"name": "西回来", "returned_on": LATELY}),
    ]


@plan("talent.ask")
def people_to_ask_after(cast: Cast) -> list[Told]:
    told = {"name": "回来", "returned_on": LATELY, "by": operator()}
    rows = [talents.return_home(place, **told) for place in (cast.shiping, cast.xihe_village)]
    return [
        Told(rows[0], {"is_here": True, "on": TODAY, "note": "扩了"}),
        Told(rows[1], {"is_here": False, "on": TODAY}),
    ]


@plan("matter.register")
def matters_to_register(cast: Cast) -> list[Told]:
    home = place_acts.add_household(cast.shiping, head_name="石大", since=SINCE, by=operator())
    rated = {"done_on": TODAY, "result": "通水了", "rating": "satisfied"}
    return [
        Told(cast.shiping, {"text": "渠道塌了一段", "raised_on": LATELY, "household": home, **rated}),
        Told(cast.xihe_village, {"text": "路灯不亮", "raised_on": LATELY, "promised_on": TODAY}),
        Told(cast.liuxi, {"text": "没有队的村也有事", "raised_on": LATELY}),
    ]


@plan("matter.open")
def records_that_open_matters(cast: Cast) -> list[Told]:
    told = {"kind": "unit_visit", "text": "修好了水泵", "happened_on": LATELY}
    rows = [work.write_for_unit(cast.archive, **told, team=cast.team, by=cast.actor("liaison")) for _ in range(2)]
    return [Told(rows[0], {}), Told(rows[1], {"promised_on": TODAY, "field": "environment"})]


def _matters(cast: Cast, **told: Any) -> list[UrgentMatter]:
    given = {"text": "渠道塌了一段", "raised_on": LATELY, **told}
    clerk, neighbour = cast.actor("clerk"), cast.actor("neighbour")
    return [
        matters.register(cast.shiping, **given, by=clerk),
        matters.register(cast.xihe_village, **given, by=neighbour),
    ]


@plan("matter.finish")
def matters_to_finish(cast: Cast) -> list[Told]:
    one, other = _matters(cast)
    return [Told(one, {"on": TODAY}), Told(other, {"on": LATELY, "result": "通水了", "rating": "fair"})]


@plan("matter.hand_up")
def matters_to_hand_up(cast: Cast) -> list[Told]:
    one, other = _matters(cast)
    return [Told(one, {"reason": "没有挖机"}), Told(other, {"reason": "要水利来", "unit": cast.water})]


@plan("matter.cannot")
def matters_that_cannot_be(cast: Cast) -> list[Told]:
    return [Told(one, {"reason": "不在规划里"}) for one in _matters(cast)]


@plan("dispute.open")
def records_that_open_disputes(cast: Cast) -> list[Told]:
    return [Told(call.row, {}) for call in records_that_open_matters(cast)[:1]] + [
        Told(records_that_open_matters(cast)[1].row, {"kind": "land", "is_settled": False})
    ]


@plan("dispute.settle")
def disputes_to_settle(cast: Cast) -> list[Told]:
    told = {"text": "屋檐滴水", "raised_on": LATELY}
    one = disputes.register(cast.shiping, **told, by=cast.actor("clerk"))
    other = disputes.register(cast.xihe_village, **told, by=cast.actor("neighbour"))
    other = disputes.hand_up(other, by=cast.actor("neighbour"))
    return [Told(row, {"on": TODAY, "outcome": "砌了一条沟"}) for row in (one, other)]


@plan("clue.report")
def clues_to_report(cast: Cast) -> list[Told]:
    home = place_acts.add_household(cast.shiping, head_name="石大", since=SINCE, by=operator())
    return [
        Told(cast.shiping, {"text": "房子被水冲了", "reported_on": LATELY, "household": home, "source": "household"}),
        Told(cast.xihe_village, {"text": "收成全没了", "reported_on": TODAY}),
    ]


@plan("clue.open")
def records_that_open_clues(cast: Cast) -> list[Told]:
    return [Told(call.row, {}) for call in records_that_open_matters(cast)[:1]] + [
        Told(records_that_open_matters(cast)[1].row, {"source": "warning"})
    ]


def _clues(cast: Cast) -> list[MonitoringClue]:
    given = {"text": "房子被水冲了", "reported_on": LATELY}
    secretary, neighbour = cast.actor("secretary"), cast.actor("neighbour")
    return [
        clues.report(cast.shiping, **given, by=secretary),
        clues.report(cast.xihe_village, **given, by=neighbour),
    ]


@plan("clue.enter")
def clues_to_enter(cast: Cast) -> list[Told]:
    one, other = _clues(cast)
    return [Told(one, {"on": LATELY}), Told(other, {"on": TODAY})]


@plan("clue.settle")
def clues_to_settle(cast: Cast) -> list[Told]:
    here, there = clues_to_enter(cast)
    one = clues.enter(here.row, on=TODAY, by=cast.actor("secretary"))
    other = clues.enter(there.row, on=TODAY, by=cast.actor("neighbour"))
    watched = _watched(cast)[0]
    return [Told(one, {"result": "listed", "monitored": watched}), Told(other, {"result": "not_listed"})]


@plan("monitored.add")
def households_to_watch(cast: Cast) -> list[Told]:
    dates = {"entered_on": SINCE, "removed_on": LATELY, "next_visit": TODAY}
    return [
        Told(cast.shiping, {"code": "A001", "kind": "unstable", "risk": "disaster", "person_count": 4, **dates}),
        Told(cast.xihe_village, {"code": "A002", "kind": "marginal", "publicised_on": LATELY}),
    ]


def _watched(cast: Cast) -> list[MonitoredHousehold]:
    told = {"kind": "unstable", "entered_on": SINCE, "by": operator()}
    return [
        listing.add(cast.shiping, code="B001", **told),
        listing.add(cast.xihe_village, code="B002", **told),
    ]


@plan("monitored.change")
def households_that_change(cast: Cast) -> list[Told]:
    one, other = _watched(cast)
    told = {"kind": "marginal", "entered_on": SINCE}
    return [
        Told(one, {"place": cast.liuxi, **told, "removed_on": TODAY}),
        Told(other, {"place": cast.xihe_village, **told, "measures": "公益岗", "person_count": 3}),
    ]


@plan("monitored.leave")
def households_that_leave(cast: Cast) -> list[Told]:
    one, other = _watched(cast)
    return [Told(one, {"on": TODAY}), Told(other, {"on": LATELY})]


@plan("matter.recheck")
def matters_to_recheck(cast: Cast) -> list[Told]:
    long_ago = TODAY - timedelta(days=100)
    rows = [row for _ in range(20) for row in _matters(cast, raised_on=long_ago, done_on=long_ago)]
    due = [row for row in rows if row.recheck_on]
    return [Told(due[0], {"outcome": "holds"}), Told(due[1], {"outcome": "came_back", "note": "又漏了"})]


@plan("project.register")
def projects_to_register(cast: Cast) -> list[Told]:
    went = {"planned_on": SINCE, "started_on": LATELY, "finished_on": TODAY, "product": "香菇", "land_tenths": 125}
    return [
        Told(cast.shiping, {"name": "香菇大棚", **went}),
        Told(cast.xihe_village, {"name": "油茶林", "planned_start": TODAY}),
        Told(cast.liuxi, {"name": "没有队的村也有项目", "planned_start": LATELY, "planned_on": SINCE}),
    ]


def _projects(cast: Cast, **told: Any) -> list[IndustryProject]:
    given = {"name": "香菇大棚", "planned_on": SINCE, "planned_start": LATELY, **told}
    clerk, neighbour = cast.actor("clerk"), cast.actor("neighbour")
    return [
        projects.register(cast.shiping, **given, by=clerk),
        projects.register(cast.xihe_village, **given, by=neighbour),
    ]


@plan("project.advance")
def projects_to_advance(cast: Cast) -> list[Told]:
    one, other = _projects(cast)
    return [Told(one, {}), Told(other, {"on": LATELY})]


@plan("project.say_why")
def projects_that_are_late(cast: Cast) -> list[Told]:
    return [Told(one, {"reason": "菌棒还没到"}) for one in _projects(cast)]


@plan("project.stop")
def projects_to_stop(cast: Cast) -> list[Told]:
    one, other = _projects(cast)
    return [Told(one, {"reason": "承包人走了"}), Told(other, {"reason": "没有地", "on": LATELY})]


@plan("project.bring_along")
def households_to_bring_along(cast: Cast) -> list[Told]:
    rows = _projects(cast)
    homes = [place_acts.add_household(one.place, head_name="石大", since=SINCE, by=operator()) for one in rows]
    return [Told(one, {"household": home}) for one, home in zip(rows, homes, strict=True)]


@plan("project.note")
def records_about_projects(cast: Cast) -> list[Told]:
    one, _ = _projects(cast)
    told = {"kind": "unit_visit", "text": "看了大棚", "happened_on": LATELY}
    rows = [work.write_for_unit(cast.archive, **told, team=cast.team, by=cast.actor("liaison")) for _ in range(2)]
    return [Told(rows[0], {"project": one}), Told(rows[1], {"project": one, "reached": "started"})]


@plan("project_money.record")
def lines_of_project_money(cast: Cast) -> list[Told]:
    one, other = _projects(cast)
    told = {"on": TODAY, "fen": 500, "number": "县财农〔2022〕9号", "funder": "bridging"}
    return [
        Told(one, {**told, "kind": "granted"}),
        Told(one, {**told, "kind": "arrived", "what": "头一批"}),
        Told(other, {"kind": "applied", "on": LATELY, "fen": 700}),
    ]


@plan("speciality.name")
def specialities_to_name(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"product": "香菇", "since": SINCE, "note": "连片 40 亩"}),
        Told(cast.xihe_village, {"product": "香菇", "since": LATELY}),
    ]


@plan("income.tell")
def incomes_to_tell(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"year": 2021, "fen": 8_600_000, "note": "出租厂房"}),
        Told(cast.xihe_village, {"year": 2021, "fen": 0}),
    ]


@plan("promise.hand_in")
def lists_to_hand_in(cast: Cast) -> list[Told]:
    return _written(cast)


@plan("promise.agree")
def lists_to_agree(cast: Cast) -> list[Told]:
    return _written(cast, "hand_in")


@plan("promise.done")
def promises_done(cast: Cast) -> list[Told]:
    _written(cast, "hand_in", "agree")
    first, *others = TaskPromise.objects.order_by("pk")
    return [Told(first, {"on": TODAY, "note": "通车了"}), *(Told(one, {"on": TODAY}) for one in others)]


@plan("promise.accept")
def promises_to_accept(cast: Cast) -> list[Told]:
    by = cast.actor("first_secretary")
    calls = [call for call in promises_done(cast) if call.row.of_list.team_id == cast.team.pk]
    done = [promises.done(call.row, on=TODAY, by=by) for call in calls]
    return [Told(one, {"note": "看过"} if at else {}) for at, one in enumerate(done)]


A_PROBLEM = {"kind": "style", "text": "走访本 9 页内容雷同"}


@plan("onsite.hand_in")
def site_visits(cast: Cast) -> list[Told]:
    looked = [{"item": "present", "answer": "not_met", "note": "一人不在"}, {"item": "known", "answer": "meets"}]
    told = {"visited_on": TODAY, "answers": looked, "signed": "周启航", "reason": "说走访本要再看"}
    missing = {"kind": "absent", "text": "7月11日不在村，无登记", "cadre": cast.member.cadre_id}
    again = {"kind": "revisit", "visited_on": TODAY - timedelta(days=7), "village_says": "来过"}
    return [
        Told(cast.team, {**told, "absent": [cast.member.pk], "findings": [missing, A_PROBLEM]}),
        Told(cast.xihe_team, told),
        Told(cast.team, {**told, **again}),
    ]


@plan("inspection.visit")
def drawn_teams_visited(cast: Cast) -> list[Told]:
    return [Told(one, {"visited_on": TODAY}) for one in inspecting.drawn(cast, size=2).drawn.order_by("position")]


@plan("circular.pick")
def problems_to_tell_of(cast: Cast) -> list[Told]:
    officer = cast.actor("officer")
    circular = circulars.open_circular(cast.county, since=TODAY, last_on=TODAY, by=officer)
    found = [finding_acts.enter(call.row, **call.given, by=officer) for call in problems(cast)]
    return [Told(circular, {"finding": one}) for one in found]


@plan("finding.enter")
def problems(cast: Cast) -> list[Told]:
    told = {**A_PROBLEM, "found_on": TODAY}
    named = {"cadre": cast.member.cadre, "source": Source.PETITION, "deadline_class": "now", "wants_revisit": True}
    return [Told(cast.xihe_team, told), Told(cast.team, {**told, **named})]


@plan("finding.put_in_letter")
def problems_to_put_right(cast: Cast) -> list[Told]:
    by = cast.actor("officer")
    return [Told(finding_acts.enter(call.row, **call.given, by=by), {}) for call in problems(cast)]


@plan("document.enter_receipt")
def receipts(cast: Cast) -> list[Told]:
    told = {**A_DOCUMENT, "asked_of": "both"}
    documents.publish(cast.county, **told, by=cast.actor("officer"))
    return [Told(one, {"read_on": TODAY}) for one in DocumentReceipt.objects.order_by("pk")]


@plan("unit.add")
def units(cast: Cast) -> list[Told]:
    return [
        Told(cast.county, {"name": "县林业局", "since": SINCE, "head_name": "林森"}),
        Told(cast.county, {"name": "云台镇人民政府", "since": TODAY, "place_code": XIHE, "kind": "township"}),
    ]


@plan("cadre.add")
def cadres(cast: Cast) -> list[Told]:
    full = {"birth_month": date(1984, 3, 1), "phone": "13800000001", "rural_months": 30, "sex": "female"}
    return [
        Told(cast.county, {"name": "周文清", "since": SINCE, "unit": cast.archive, **full}),
        Told(cast.county, {"name": "欧阳小满", "since": TODAY}),
    ]


@plan("cadre.correct")
def corrections(cast: Cast) -> list[Told]:
    return [
        Told(cast.spare, {"changes": {"post": "科员", "rural_months": 0, "name": "候补壹"}}),
        Told(cast.member.cadre, {"changes": {"education": 50, "phone": "13800000002"}}),
    ]


@plan("cadre.set_rural_work")
def rural_work(cast: Cast) -> list[Told]:
    first = {"where": "西河镇政府", "since": date(2008, 7, 1), "until": date(2011, 7, 1)}
    return [
        Told(cast.spare, {"spells": [first, {"where": "河湾村", "since": date(2015, 1, 1), "until": None}]}),
        Told(cast.member.cadre, {"spells": []}),
    ]


@plan("cadre.confirm_fitness")
def fitness(cast: Cast) -> list[Told]:
    return [Told(cast.spare, {"on": TODAY}), Told(cast.member.cadre, {"on": SINCE})]


@plan("person.correct")
def persons(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["liaison"].person, {"changes": {"phone": "13800000003"}}),
        Told(cast.accounts["officer"].person, {"changes": {"name": "李静雯"}}),
    ]


@plan("contact.add")
def contacts(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"name": "石会计", "since": SINCE}),
        Told(cast.liuxi, {"name": "水小江", "since": TODAY, "unit": cast.water, "phone": "13800000004"}),
    ]


@plan("village_aid.start")
def village_aid(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"unit": cast.water, "since": SINCE}),
        Told(cast.liuxi, {"unit": cast.archive, "since": TODAY, "basis": "青办发〔2022〕1号"}),
    ]


@plan("household_aid.start")
def household_aid(cast: Cast) -> list[Told]:
    return [
        Told(cast.shiping, {"helper_name": "石帮扶", "since": SINCE}),
        Told(cast.liuxi, {"helper_name": "水小江", "since": TODAY, "unit": cast.water, "household_count": 5}),
    ]


@plan("account.open")
def accounts(cast: Cast) -> list[Told]:
    asked = {"asked_role": "attendance_clerk", "asked_place_code": XIHE}
    return [
        Told(cast.county, {"log_in": "xihe-clerk", "name": "河小妹", "kind": "desk", **asked}),
        Told(cast.county, {"log_in": "member-2", "name": "候补一", "kind": "phone", "person": cast.spare.person}),
    ]


@plan("account.set_code")
def codes(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["clerk"], {"code": "7K2M9QXT"}),
        Told(cast.accounts["member"], {"code": "8K2M9QXT", "valid_days": 7}),
    ]


@plan("appointment.give")
def appointments(cast: Cast) -> list[Told]:
    return [
        Told(cast.accounts["clerk"], {"role": "township_organiser", "since": TODAY, "place_code": XIHE}),
        Told(cast.accounts["liaison"], {"role": "unit_liaison", "since": SINCE, "unit": cast.water, "basis": "函"}),
    ]


@plan("team.form")
def teams(cast: Cast) -> list[Told]:
    more = make.place(cast.dongling, "990126101204", "枫木冲村")
    return [
        Told(cast.liuxi, {"number": "T91", "since": SINCE}),
        Told(more, {"number": "T92", "since": TODAY, "backing_unit": cast.water, "approved_size": 3, "basis": "函"}),
    ]


@plan("team.serve")
def served(cast: Cast) -> list[Told]:
    more = make.place(cast.xihe, "990126102202", "长冲村")
    return [
        Told(cast.team, {"place": cast.liuxi, "since": SINCE}),
        Told(cast.xihe_team, {"place": more, "since": TODAY}),
    ]


@plan("posting.start")
def starts(cast: Cast) -> list[Told]:
    ended = make_ended(cast.neighbour_member)
    follower = {"succeeds": ended, "kind": StartKind.SUCCESSION, "reported_on": TODAY, "sending_unit": cast.archive}
    leads = {"roles": (TeamRole.FIRST_SECRETARY, TeamRole.LEADER)}
    return [
        Told(cast.team, {"cadre": cast.spare, "since": TODAY, "basis": "青组发〔2022〕7号"}),
        Told(cast.xihe_team, {"cadre": new_cadre(cast), "since": TODAY, "basis": "接替", **follower, **leads}),
    ]


@plan("posting.end")
def ends(cast: Cast) -> list[Told]:
    how = {"last_day": TODAY, "kind": ChangeKind.ROTATION}
    return [
        Told(cast.first_secretary, {**how, "basis": "青组发〔2022〕8号", "reason": "任期满"}),
        Told(cast.member, how),
    ]


@plan("quota.issue")
def letters(cast: Cast) -> list[Told]:
    round_, by = rounds.opened(cast, state="nominating"), cast.actor("officer")
    asked = [quotas.set_quota(round_, unit=unit, count=2, by=by) for unit in (cast.archive, cast.water)]
    return [
        Told(quota, {"letter_number": f"青驻办函〔2022〕{n}号", "letter_on": TODAY}) for n, quota in enumerate(asked)
    ]


@plan("nomination.make")
def nominations(cast: Cast) -> list[Told]:
    first, second = (quotas.issue(call.row, **call.given, by=cast.actor("officer")) for call in letters(cast))
    more = {"role_for": "first_secretary", "fitness_confirmed_on": TODAY}
    return [Told(first, {"cadre": cast.spare}), Told(second, {"cadre": new_cadre(cast), **more})]


@plan("joint_check.record")
def joint_checks(cast: Cast) -> list[Told]:
    round_ = rounds.opened(cast, state="nominating")
    rounds.nominated(round_, "推荐一", unit=cast.archive, state="eligible")
    nominating.close_nominations(round_, by=cast.actor("officer"))
    first, second, *_ = JointCheck.objects.order_by("pk")
    clear = {"outcome": "no_objection", "answered_on": TODAY}
    return [Told(first, clear), Told(second, {**clear, "document_number": "青政法函〔2022〕3号"})]


@plan("screening.decide")
def decisions(cast: Cast) -> list[Told]:
    """Of a member and of two teams, all of whom were heard."""
    by = cast.actor("officer")
    screenings.run(cast.county, on=TODAY, by=by)
    member = Doubt.objects.get(posting=cast.member)
    teams = list(Doubt.objects.filter(posting__isnull=True).order_by("pk"))
    for doubt in (member, *teams):
        for side in doubt.sides:
            stance = "fits" if doubt.posting_id else "filling"
            screenings.answer(doubt, stance=stance, note="没有意见。", side=side, by=by)
    fill = {"decision": "fill", "reason": "正在选人。"}
    return [
        Told(member, {"decision": "mend", "reason": "补上确认。", "mend_by": TODAY}),
        *(Told(team, fill) for team in teams),
    ]


@plan("record.write")
def records(cast: Cast) -> list[Told]:
    home = Household.objects.create(village=cast.shiping, head_name="石老满", since=SINCE)
    note = {"kind": "visit", "text": "走访石老满", "happened_on": TODAY, "posting": cast.member}
    meeting = {**note, "kind": "meeting", "answers": [{"name": "purposes", "value": "routine"}]}
    return [
        Told(cast.team, {**note, "households": [home], "next_step": "周五再去"}),
        Told(cast.team, {**meeting, "posting": None, "written_for": "队里没有信号"}),
        Told(cast.team, note),
    ]


@plan("month_report.confirm")
def month_reports(cast: Cast) -> list[Told]:
    june = {"month": date(2022, 6, 1)}
    return [Told(cast.team, june), Told(cast.xihe_team, {**june, "text": "走访 2 次。", "next_month": "修水渠"})]


@plan("month_report.check")
def month_reports_checked(cast: Cast) -> list[Told]:
    return [Told(row) for row in team_months.confirm.many(month_reports(cast), by=operator_of(cast))]


@plan("record.write_at")
def records_of_townships(cast: Cast) -> list[Told]:
    talk = {"kind": "talk", "text": "谈了半年工作", "happened_on": TODAY, "cadres": [cast.member.cadre]}
    return [Told(cast.dongling, talk), Told(cast.county, {"kind": "other", "text": "下发提示", "happened_on": TODAY})]


@plan("record.write_for_unit")
def records_of_units(cast: Cast) -> list[Told]:
    told = {"kind": "unit_visit", "text": "局长到村", "happened_on": TODAY, "written_for": "单位来电"}
    heard = {**told, "kind": "unit_hearing", "cadres": [cast.member.cadre]}
    return [Told(cast.water, {**told, "team": cast.team}), Told(cast.archive, heard)]


@plan("meeting.open")
def meetings(cast: Cast) -> list[Told]:
    told = {"kind": "visit", "text": "碰头", "happened_on": TODAY, "posting": cast.member}
    first, second = work.write.many([Told(cast.team, told)] * 2, by=operator_of(cast))
    whole = {"purposes": ["training"], "cadres": [cast.member.cadre], "others": ["石有田（村书记）"]}
    return [Told(first, {"purposes": ["routine"]}), Told(second, whole)]


def new_cadre(cast: Cast) -> Cadre:
    return make.cadre("接替人", unit=cast.water)


@plan("rhythm.make")
def due(cast: Cast) -> list[Told]:
    """A week, and a month with which its review opens."""
    return [
        Told(cast.county, {"cycle": "week", "period": "2022-W28"}),
        Told(cast.county, {"cycle": "month", "period": "2022-07"}),
    ]


@plan("review.open")
def reviews_opened(cast: Cast) -> list[Told]:
    return [
        Told(cast.county, {"month": "2022-07"}),
        Told(cast.dongling, {"month": "2022-07", "planned_on": date(2022, 7, 28)}),
    ]


@plan("review.decide")
def decided(cast: Cast) -> list[Told]:
    review = reviewing.open_review(cast.county, month="2022-07", by=cast.actor("officer"))
    until = {"due_on": date(2022, 7, 31)}
    return [
        Told(review, {"what": "饮水管改造拿方案", "owner": "township", "township": cast.dongling, **until}),
        Told(review, {"what": "配一台电脑", "owner": "unit", "unit": cast.archive, **until}),
        Told(review, {"what": "把路修通", "owner": "team", "team": cast.team, **until}),
    ]


@plan("prompt.opened")
@plan("prompt.tell")
def teams_told(cast: Cast) -> list[Told]:
    by = cast.actor("officer")
    item = {"text": "走一遍低洼处的户", "due_on": TODAY, "measure": "", "at_least": 1}
    prompts.issue(prompts.draft(cast.county, month="2022-07", title="提示", items=[item], by=by), by=by)
    return [Told(one, {}) for one in PromptRecipient.objects.order_by("pk")]


@plan("handover.open")
def handovers_opened(cast: Cast) -> list[Told]:
    return [Told(posting, {}) for posting in followed(cast, kind=StartKind.BACKFILL)]


@plan("handover.lead")
def handovers_led(cast: Cast) -> list[Told]:
    followed(cast, kind=StartKind.SUCCESSION)
    for item in HandoverItem.objects.order_by("pk"):
        handing.settle(item, by=operator_of(cast))
    return [Told(handover, {}) for handover in Handover.objects.order_by("pk")]


def followed(cast: Cast, *, kind: StartKind) -> list[Posting]:
    """Two who left, and who follows them; of what was entered afterwards no handover was opened."""
    left = [make_ended(cast.member), make_ended(cast.neighbour_member)]
    come = [cast.spare, new_cadre(cast)]
    return [
        make.posting(posting.team, cadre, since=TODAY, kind=kind, succeeds=posting)
        for posting, cadre in zip(left, come, strict=True)
    ]


def make_ended(posting: Posting) -> Posting:
    by = Actor.system("本机操作员", reach="990126", now=make.cast.NOW)
    return verbs.named("posting.end")(posting, last_day=date(2022, 7, 10), kind=ChangeKind.ROTATION, by=by)


@plan("opening.carry")
def carried_in(cast: Cast) -> list[Told]:
    told = {"kind": "attendance_month", "amount": 40, "sheet_name": "五月", "row_number": 3}
    kept = {"kind": "attendance_month", "file_name": "五月.xlsx", "sha256": "", "batch_id": uuid.uuid4(), "counts": {}}
    file = opening.keep_file(cast.county, **kept, by=operator_of(cast))
    return [
        Told(file, {**told, "month": date(2021, 5, 1), "cadre": cast.member.cadre}),
        Told(file, {**told, "month": date(2021, 4, 1), "cadre": cast.first_secretary.cadre}),
    ]


@plan("attendance.enter")
def entries(cast: Cast) -> list[Told]:
    """A trip over a weekend, and half a day of training for somebody without signal."""
    trip, training = whole_days(date(2022, 7, 1), date(2022, 7, 4)), half_of(date(2022, 7, 6))
    reason = "村里没有信号"
    return [
        Told(cast.member, {"category": "official_trip", "since_half": trip[0], "until_half": trip[1],
                           "reason": "跑项目", "place": "市里", "entered_for_reason": reason}),
        Told(cast.member, {"category": "meeting_or_training", "since_half": training, "until_half": training + 1,
                           "entered_for_reason": reason}),
        Told(cast.first_secretary, {"category": "official_trip", "since_half": trip[0], "until_half": trip[1],
                                    "rest_days_too": True, "entered_for_reason": reason}),
    ]  # fmt: skip


@plan("attendance.plan_rest")
def rests(cast: Cast) -> list[Told]:
    """Two days in a row and one apart, each while the other stays."""
    return [
        Told(cast.member, {"days": ["2022-07-13", "2022-07-14", "2022-07-20"]}),
        Told(cast.first_secretary, {"days": ["2022-07-15"]}),
    ]


@plan("attendance.open_month")
def months(cast: Cast) -> list[Told]:
    return [Told(cast.county, {"month": "2022-05"}), Told(cast.county, {"month": "2022-06"})]


def lines_of(cast: Cast) -> list[MonthLine]:
    monthly.open_month(cast.county, month="2022-06", by=operator_of(cast))
    return list(MonthLine.objects.filter(month="2022-06").order_by("pk"))


@plan("attendance.state_true")
def statements(cast: Cast) -> list[Told]:
    first, second, third = lines_of(cast)
    reason = "本人已在纸上签字"
    return [
        Told(first, {"entered_for_reason": reason}),
        Told(second, {"entered_for_reason": reason}),
        Told(third, {}),
    ]


def stated(cast: Cast) -> list[MonthLine]:
    return list(monthly.state_true.many([Told(line) for line in lines_of(cast)], by=operator_of(cast)))


def confirmed(cast: Cast) -> list[MonthLine]:
    return list(monthly.confirm.many([Told(line) for line in stated(cast)], by=operator_of(cast)))


@plan("attendance.reopen")
def reopenings(cast: Cast) -> list[Told]:
    return [Told(line) for line in confirmed(cast)]


@plan("attendance.confirm")
def confirmations(cast: Cast) -> list[Told]:
    return [Told(line) for line in stated(cast)]


@plan("attendance.confirm_on_paper")
def confirmations_on_paper(cast: Cast) -> list[Told]:
    return [Told(line) for line in stated(cast)]


@plan("attendance.verify")
def verifications(cast: Cast) -> list[Told]:
    return [Told(line) for line in confirmed(cast)]


@plan("attendance.review")
def reviews(cast: Cast) -> list[Told]:
    verified = monthly.verify.many([Told(line) for line in confirmed(cast)], by=operator_of(cast))
    return [Told(line) for line in verified]


def _asked_leave(cast: Cast) -> list[LeaveRequest]:
    """Of two teams, two days from today."""
    pairs = ((cast.member, cast.first_secretary), (make.posting(cast.xihe_team, cast.spare), cast.neighbour_member))
    since, until = whole_days(TODAY, TODAY + timedelta(days=1))
    told = {"kind": "personal", "reason": "家事", "since_half": since, "until_half": until, "entered_for_reason": "代"}
    by = cast.actor("officer")
    return [leaves.ask(posting, covered_by=mate, **told, by=by) for posting, mate in pairs]


@plan("leave.ask")
def leave_asked(cast: Cast) -> list[Told]:
    other = make.posting(cast.xihe_team, cast.spare)
    since, until = whole_days(TODAY, TODAY)
    told = {"kind": "personal", "reason": "家事", "since_half": since, "until_half": until, "entered_for_reason": "代"}
    return [
        Told(cast.member, {**told, "covered_by": cast.first_secretary, "going_to": "县城"}),
        Told(other, {**told, "covered_by": cast.neighbour_member}),
    ]


@plan("leave.approve")
def leave_approved(cast: Cast) -> list[Told]:
    first, second = _asked_leave(cast)
    return [Told(first, {"opinion": "早去早回"}), Told(second)]


@plan("leave.report_back")
def leave_returned(cast: Cast) -> list[Told]:
    granted = [leaves.approve(leave, by=operator_of(cast)) for leave in _asked_leave(cast)]
    return [Told(granted[0], {"back_half": half_of(TODAY, 1)}), Told(granted[1], {"back_half": half_of(TODAY, 1)})]


@plan("holiday.enter")
def holidays(cast: Cast) -> list[Told]:
    saturday = date(2022, 7, 16)
    told = {"is_working": True, "name": "调休上班"}
    return [Told(cast.county, {**told, "day": saturday}), Told(cast.county, {**told, "day": date(2022, 7, 17)})]


@plan("distance.measure")
def distances(cast: Cast) -> list[Told]:
    told = {"minutes": 40, "metres": 12_500}
    return [Told(cast.dongling, {**told, "to": cast.xihe}), Told(cast.shiping, {**told, "to": cast.xihe})]


def _fired(cast: Cast) -> list[Consequence]:
    told = {"evidence": [Evidence("test", 1, "季度考核一般", "")], "by": cast.actor("officer")}
    return [row for of in (cast.member, cast.neighbour_member) for row in consequences.fire("quarter_fair", of, **told)]


@plan("consequence.open")
def opened(cast: Cast) -> list[Told]:
    return [Told(row) for row in _fired(cast)]


@plan("talk.hold")
def talks_held(cast: Cast) -> list[Told]:
    """Both parts of the one, so that it is complete; of the other only the township's."""
    consequences.open_it.many([Told(row) for row in _fired(cast)], by=operator_of(cast))
    told = {"held_on": TODAY, "points": "走访少", "statement": "认"}
    first, second, third, _ = TalkRecord.objects.order_by("pk")
    whole = {**told, "commitment": "每周走访", "fix_by": TODAY + timedelta(days=9), "held_by": "书记"}
    return [Told(first, whole), Told(second, told), Told(third, told)]


@plan("talk.notify_unit")
def units_noticed(cast: Cast) -> list[Told]:
    consequences.open_it.many([Told(row) for row in _fired(cast)], by=operator_of(cast))
    whole = {"reason": "整改拖了", "planned_on": TODAY + timedelta(days=3)}
    return [Told(cast.archive, whole), Told(cast.water)]


@plan("accountability.record")
def held_to_account(cast: Cast) -> list[Told]:
    told = {"kind": "circular", "document": "青驻办通〔2022〕1号", "decided_on": TODAY, "decided_by": "县驻村办"}
    effect = {"kind": "admonition", "effect_until": TODAY + timedelta(days=180)}
    named = {"person_name": "蓝局长", "unit": cast.water, "duty": "局长", "reason": "拖延"}
    return [
        Told(cast.county, {**told, **effect, "reason": "无故不在村", "posting": cast.member}),
        Told(cast.county, {**told, **named}),
        Told(cast.county, {**told, "reason": "拖延", "team": cast.team}),
    ]


def test_every_bulk_entrance_is_tried() -> None:
    assert {verb for verb, act in verbs.all_acts().items() if act.has_many()} == set(PLANS)


@pytest.mark.parametrize("verb", sorted(PLANS))
def test_row_by_row_and_in_bulk_give_equal_tables(cast: Cast, verb: str) -> None:
    act, calls, by = verbs.named(verb), PLANS[verb](cast), operator_of(cast)
    before = AuditLog.objects.count()
    both = Both()
    with both.taken_back():
        for call in calls:
            act(fresh(call.row), by=by, **call.given)
        singly = both.tables()
    with both.taken_back():
        act.many([Told(fresh(call.row), call.given) for call in calls], by=by)
        together = both.tables()

    assert len(calls) > 1
    assert together == both.rows() | singly
    assert singly["lines"].total() >= before + len(calls)


def operator_of(cast: Cast) -> Actor:
    return Actor.system("本机操作员", reach=cast.county.code, now=make.cast.NOW, door="import")


def fresh(row: models.Model) -> models.Model:
    """As a page would have read it: what one run changed on the object is not seen by the other."""
    return type(row)._base_manager.get(pk=row.pk)


class Both:
    """Two runs that begin with the same rows and give out the same keys; what neither writes to is not looked at."""

    def __init__(self) -> None:
        apart = (AuditLog, AuditText, Delivery)
        ours = (model for model in apps.get_models() if model.__module__.startswith("zhucun."))
        self._models = {model._meta.db_table: model for model in ours if model not in apart}
        self._written: set[str] = set()
        self._keys = next_keys()

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        with transaction.atomic(), connection.execute_wrapper(self._note):
            yield
            transaction.set_rollback(True)
        give_again(self._keys)

    def _note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if found := WRITES.match(sql):
            self._written.add(found[1])
        return execute(sql, *more)

    def tables(self) -> dict[str, Any]:
        """Of the log everything but its own keys, which follow the order of writing."""
        deliveries = Counter(Delivery.objects.values_list("line__verb", "handler"))
        return {**self.rows(), "lines": lines(), "deliveries": deliveries}

    def rows(self) -> dict[str, Any]:
        """Rows by model as they stand now: afterwards, of those to which only the second run wrote."""
        return {table: rows_of(model) for table, model in self._models.items() if table in self._written}


def next_keys() -> dict[str, int | None]:
    """PostgreSQL does not take back a key that was given out; SQLite does."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        return dict(cursor.fetchall())


def give_again(keys: dict[str, int | None]) -> None:
    given = next_keys()
    with connection.cursor() as cursor:
        for name in (name for name, last in keys.items() if given[name] != last):
            cursor.execute("SELECT setval(%s, %s, %s)", [name, keys[name] or 1, keys[name] is not None])


def rows_of(model: type[models.Model]) -> list[dict[str, Any]]:
    columns = [f.attname for f in model._meta.concrete_fields if f.attname not in NEW_EACH_TIME]
    return list(model._base_manager.order_by("pk").values(*columns))


def lines() -> Counter[str]:
    texts = {(text.line_id, text.field): text.text for text in AuditText.objects.all()}
    verb_of = {line.act_id: line.verb for line in AuditLog.objects.all()}
    verb_of |= {line.batch_id: line.verb for line in AuditLog.objects.exclude(batch_id=None)}
    return Counter(in_words(line, texts, verb_of) for line in AuditLog.objects.all())


def in_words(line: AuditLog, texts: dict[tuple[int, str], str], verb_of: dict[Any, str]) -> str:
    """A line without what is by chance: salts, and the numbers of acts and batches."""
    kept = [line.verb, line.row_kind, line.row_key, line.subject_kind, line.subject_key, line.place_code, line.door]
    said = [_said(line.pk, values, texts) for values in (line.changes, line.told)]
    return json.dumps([*kept, *said, verb_of.get(line.cause_id)], ensure_ascii=False, sort_keys=True)


def _said(line: int, values: dict[str, Any], texts: dict[tuple[int, str], str]) -> dict[str, Any]:
    def plain(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [plain(name, item) for item in value]
        return texts.get((line, name)) if isinstance(value, dict) and "digest" in value else value

    return {name: plain(name, value) for name, value in values.items() if name not in NEW_EACH_TIME}


def test_one_bad_line_is_named_and_nothing_is_written(cast: Cast) -> None:
    calls = starts(cast)
    twice = [*calls, Told(cast.team, {"cadre": cast.member.cadre, "since": TODAY, "basis": "又一次"})]
    before = Posting.objects.count()

    with pytest.raises(SomeRefused) as refusal:
        verbs.named("posting.start").many(twice, by=operator_of(cast))

    assert [index for index, _ in refusal.value.lines] == [2]
    assert Posting.objects.count() == before


def test_the_plan_reads_the_same_rows_as_the_page(cast: Cast) -> None:
    """A row out of reach refuses all of it, as it does alone."""
    by = cast.actor("neighbour_county")
    calls = [Told(cast.liuxi, {"number": "T91", "since": SINCE})]

    for attempt in (
        lambda: verbs.named("team.form").many(calls, by=by),
        lambda: verbs.named("team.form")(cast.liuxi, by=by, number="T91", since=SINCE),
    ):
        with pytest.raises(Exception, match="找不到这条记录"):
            attempt()
    assert Team.objects.filter(number="T91").count() == 0
