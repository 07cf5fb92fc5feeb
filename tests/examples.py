"""One row of 东岭镇 of every kind: what the table of doors tries its acts and pages on."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from tests import assessing, inspecting, make, rounds, sitting
from tests import cast as people_of
from tests.cast import COUNTY, DONGLING, SHIPING, SINCE, TODAY, Cast, operator
from tests.imports import xlsx
from zhucun.acts import jobs, verbs
from zhucun.acts.actor import Actor
from zhucun.acts.jobs.working import do_waiting
from zhucun.acts.models import AuditLog, Delivery
from zhucun.config.schedule import SCHEDULE
from zhucun.desk.feedback import acts as feedback
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.imports.bringing import bring_in
from zhucun.dispatch.imports.looking import look_again
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import noting
from zhucun.dispatch.screening import acts as screenings
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.files.rules import FileKind
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.caring import acts as caring
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.outcomes import acts as outcomes
from zhucun.lib.evidence import Evidence
from zhucun.lib.halves import beyond, half_of, whole_days
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import tokens
from zhucun.org.aid import acts as aid
from zhucun.org.people import acts as people
from zhucun.org.people import facts
from zhucun.org.people.models import Cadre
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.assessment import deciding, passing
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import correcting, monthly
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.circulars import confirming
from zhucun.oversight.circulars import issuing as circulars_out
from zhucun.oversight.circulars.models import FactCheck
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import moving
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.letters import drafting, issuing
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import finding_acts
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.publicity import acts as objections
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rectification import acts as rectifying
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.routes import acts as distances
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.rules import Grade, ObjectKind
from zhucun.oversight.tasks import acts as tasks
from zhucun.oversight.yearly import acts as years
from zhucun.policy.burden import acts as burden
from zhucun.policy.documents import acts as documents
from zhucun.policy.filing import acts as filing
from zhucun.policy.holidays import acts as holidays
from zhucun.policy.versions import acts as versions
from zhucun.records.meetings.models import Meeting
from zhucun.records.monthly import acts as team_months
from zhucun.records.notes import acts as work
from zhucun.reports.drafts import acts as drafts
from zhucun.reports.drafts import freezing
from zhucun.reports.filling import acts as forms
from zhucun.reports.filling import making
from zhucun.reports.filling.filling import filled
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import renewing
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as village_meetings
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries import bringing as bringing_along
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import listing
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import balancing, linking
from zhucun.six_ones.project_money import acts as project_money
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.village_products import acts as village_products
from zhucun.six_ones.visiting import acts as visiting
from zhucun.training.cases import acts as cases
from zhucun.training.materials import acts as materials
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.participants import acts as participants
from zhucun.training.question_files import bringing
from zhucun.training.question_files.models import QuestionFile
from zhucun.training.questions import acts as questions
from zhucun.training.sessions import acts as sessions
from zhucun.web.drafts import new_draft
from zhucun.web.importing import Choices
from zhucun.web.models import ImportDraft, SavedView

RowOf = Callable[["Examples"], Any]


def all_acts() -> dict[str, Any]:
    return dict(sorted(verbs.all_acts().items()))


@dataclass
class Examples:
    """The cast, furnished; `of(Team)` is a team of 东岭镇."""

    cast: Cast

    @classmethod
    def made(cls, cast: Cast) -> "Examples":
        furnish(cast)
        return cls(cast)

    def of(self, model: type[models.Model]) -> models.Model | None:
        """The township's, where there is one, else the county's."""
        for reach in (DONGLING, COUNTY):
            seen = model.objects.visible_to(Actor.system("表", reach=reach, now=people_of.NOW), _everything(model))
            if row := seen.order_by("pk").first():
                return row
        return None if "place" in model.SCOPE else model.objects.order_by("pk").first()  # one's own, at no place

    def named(self, label: str) -> models.Model:
        model = apps.get_model(label)
        row = self.of(model)
        assert row is not None, f"no {label} in 东岭镇: let furnish() in tests/examples.py make one"
        return row


def _file_of(kind: str) -> int:
    return StoredFile.objects.filter(holder_kind=kind).earliest("pk").pk


def _everything(model: type[models.Model]) -> str:
    return getattr(model, "SEE", None) or "place.see"


A_TABLE = {
    "title": "防汛物资表",
    "role": "village_secretary",
    "who_asks": "县应急局",
    "basis": "青应急〔2022〕8号",
    "how_often": "monthly",
    "minutes": 5,
    "what_for": "备足物资",
}


A_SLIP = "aaaabbbbccccdd"  # of a villager, not used yet

A_DOCUMENT = {
    "title": "驻村工作队管理办法",
    "issuer": "青岭县委组织部",
    "number": "青组发〔2021〕5号",
    "issued_on": SINCE,
    "since": SINCE,
    "text": "第一条 每月在村不少于 20 天。",
    "asked_of": "members",
}


A_SESSION = {
    "kind": "rotation_course",
    "mode": "online",
    "title": "防返贫监测业务培训",
    "organiser": "青岭县驻村办",
    "first_day": date(2022, 6, 20),
    "last_day": date(2022, 6, 21),
    "halfdays": 2,
}
A_CASE = {"title": "屋场会上把账讲清楚", "what": "先把收支贴出来，再请两位老人问，问一笔答一笔。"}
A_QUESTION = {
    "kind": "single",
    "stem": "石坪村每月在村不少于（ ）天。",
    "options": ["15", "20", "22"],
    "key": [1],
    "topic": "驻村管理",
}


def _fill(cast: Cast, clerk: Actor) -> None:
    """A form of the clerk's, filled, one of its labels settled for the county."""
    blank = xlsx(["东岭镇"], head=("乡镇", "驻村队员（人）", "在册人手"), title="统计表")
    upload = Upload(FileKind.DOCUMENT, blank, "统计表.xlsx")
    form = forms.bring(cast.accounts["clerk"], title="统计表", kind="xlsx", upload=upload, by=clerk)
    question = making.question_for(clerk, DONGLING, TODAY, None, None)
    forms.fill_in(form, made=making.made_of(filled(upload.content, "", question), question, "统计表"), by=clerk)
    told = {"said": "place|在册人手|", "label": "在册人手", "told": "figure:dispatch.members"}
    forms.remember(cast.dongling, **told, by=clerk)


def furnish(cast: Cast) -> None:
    """Rows beyond the cast: add here what a new act or page needs. By whoever would make them."""
    clerk, officer = cast.actor("clerk"), cast.actor("officer")
    feedback.give(cast.accounts["clerk"], text="每月报表太多", by=clerk)
    text = "全镇共选派9支驻村工作队、{dispatch.members}名队员。"
    written = drafts.begin(cast.accounts["clerk"], title="半年情况", text=text, by=clerk)
    _fill(cast, clerk)
    freezing.dismiss(written, says="“9支”和台账不符：台账是 1支。", reason="含市派的", by=clerk)
    versions.propose(cast.county, title="2022年办法", since=TODAY, values={"selection.min_members": 2}, by=officer)
    accounts.deputise(
        cast.accounts["officer"],
        kind="presiding",
        role="township_organiser",
        since=TODAY,
        place_code=DONGLING,
        by=operator(),
    )
    burden.add_form(cast.county, **A_TABLE, by=officer)
    documents.publish(cast.county, **A_DOCUMENT, by=officer)
    _train(cast, clerk)
    _give(cast)
    _promise(cast)
    matters.register(cast.shiping, text="渠道塌了一段", raised_on=TODAY, by=clerk)
    committees.register(
        cast.shiping, name="石有粮", since=SINCE, party_post="secretary", is_party_member=True, by=clerk
    )
    stays: Any = [{"name": "石有粮", "party_post": "secretary", "is_party_member": True}]
    renewing.renew(cast.shiping, on=TODAY, members=stays, by=clerk)
    _bring_back(cast, clerk)
    disputes.register(cast.shiping, text="两家为屋檐滴水吵了起来", raised_on=TODAY, by=clerk)
    clues.report(cast.shiping, text="房子被大水冲了", reported_on=TODAY, by=officer)
    listing.add(cast.shiping, code="990126000001", kind="unstable", entered_on=SINCE, by=officer)
    _develop(cast, clerk)
    _rectify(cast, officer)
    _inspect(cast, officer)
    _circulate(cast, officer)
    _rate(cast, officer)
    filing.tick(cast.county, item="filed", done_on=TODAY, by=officer)
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=officer)
    _link(cast, home, officer)
    places.add_group(cast.shiping, name="石坪一组", since=SINCE, by=officer)
    people.add_contact(cast.shiping, name="石新友", unit=cast.archive, since=SINCE, by=officer)
    aid.pair_unit(cast.shiping, unit=cast.water, since=SINCE, by=officer)
    aid.pair_household(cast.shiping, helper_name="石帮扶", unit=cast.water, since=SINCE, by=officer)
    make.posting(cast.team, make.cadre("蓝小山", unit=cast.archive))
    screenings.run(cast.county, on=TODAY, by=officer)
    facts.keep_apart(cast.county, one=cast.member.cadre_id, other=cast.spare.pk, by=cast.actor("office_leader"))
    noting.note(cast.member, on=TODAY, kind="praise", sentence="汛期值守受表扬", by=officer)
    roster.serve(cast.team, place=make.place(cast.dongling, "990126101203", "石岭村"), since=SINCE, by=officer)
    inspecting.drawn(cast, size=2)
    _stand_by(cast, officer)
    _note_down(cast)
    _live_in_the_village(cast)
    _hand_over(cast)
    _change(cast, officer)
    _take_time(cast, clerk)
    _bring_in(officer)
    rounds.furnished(cast)
    _review_a_month(cast, officer)
    _form(cast, officer)
    _live_a_month(cast, clerk, officer)
    _assess(cast)
    _settle_a_year(cast, officer)
    _ask_for_leave(cast)
    holidays.enter(cast.county, day=date(2022, 7, 16), is_working=True, name="防汛上班", by=officer)
    distances.measure(cast.dongling, to=cast.xihe, minutes=40, metres=12_500, by=officer)
    _follow(cast, officer)


def _bring_back(cast: Cast, clerk: Actor) -> None:
    answers = [{"name": "purposes", "value": "talent_forum"}]
    told = {"kind": "meeting", "text": "请老乡回来坐坐", "happened_on": TODAY, "answers": answers}
    record = work.write(cast.team, **told, by=cast.actor("member"))
    talents.register(Meeting.objects.get(record=record), text="路修宽一点", by=clerk)
    talents.return_home(cast.shiping, name="石回来", returned_on=TODAY, by=clerk)


def _train(cast: Cast, clerk: Actor) -> None:
    """A question and a sheet of them, somebody who learns along, a test that was begun, a session."""
    secretary = cast.actor("secretary")
    questions.add(cast.dongling, **A_QUESTION, by=secretary)
    of_sheet = {"topic": "驻村管理", "difficulty": "easy", "document": None}
    sheet = "1.石坪村几个组？\nA.五\nB.六\n答案：A".encode()
    bringing.take_up(sheet, "题.txt", cast.dongling, **of_sheet, by=secretary)
    participants.add(cast.shiping, name="石有田", kind="village_committee", duty="村支书", by=clerk)
    sitting.furnished(cast, is_begun=True)
    mentoring.pair(cast.member, mentor_other=sitting.participant(cast, "石老支书"), by=clerk)
    mentoring.decline(cast.member, mentor=cast.first_secretary, by=clerk)
    session = sessions.announce(cast.dongling, **A_SESSION, by=clerk)
    sessions.tick(session, postings=[cast.member], by=clerk)
    materials.attach(session, upload=Upload(FileKind.DOCUMENT, b"%PDF-1.7", "讲义.pdf"), by=clerk)
    officer = cast.actor("officer")
    case = cases.recommend(cast.accounts["clerk"], place=cast.dongling, **A_CASE, by=clerk)
    cases.use(session, case=cases.publish(case, is_checked=True, by=officer), by=clerk)


def _ask_for_leave(cast: Cast) -> None:
    since, until = whole_days(TODAY, TODAY + timedelta(days=1))
    told = {"since_half": since, "until_half": until, "covered_by": cast.first_secretary, "reason": "家人住院"}
    leaves.ask(cast.member, kind="personal", **told, by=cast.actor("member"))


def _link(cast: Cast, home: Household, officer: Actor) -> None:
    """Two people, one of whom keeps in touch with the household, and a balance of theirs."""
    for name in ("石爱党", "石护林"):
        linker = network.add(cast.shiping, name=name, since=SINCE, by=officer)
    linking.add(linker, household=home, since=SINCE, by=officer)
    visiting.set_kind(home, kind="ex_poor", since=SINCE, by=officer)
    other = places.add_household(cast.shiping, head_name="石小满", since=SINCE, by=officer)
    move = balancing.suggestions_for(cast.shiping, officer)[0]
    balancing.balance(cast.shiping, steps=[{"household": other.pk, "linker": move.to}], by=officer)


def _give(cast: Cast) -> None:
    """What a member was given, and a unit that was reminded of the rest."""
    officer = cast.actor("officer")
    benefits.pay(cast.member, what="phone", month="2022-05", fen=10_000, paid_on=TODAY, voucher="12号", by=officer)
    benefits.insure(cast.member, since=SINCE, last_day=TODAY, insurer="某财险公司", by=officer)
    benefits.record_check(cast.member, done_on=TODAY, by=officer)
    benefits.visit(cast.member, on=TODAY, occasion="festival", visited_by="工会", by=officer)
    caring.remind(cast.archive, year=TODAY.year, by=officer)
    told = {"level": "county", "what": "县优秀驻村队员", "document": "青组〔2022〕8号", "on": TODAY}
    outcomes.announce(cast.member, **told, group="commend", by=officer)
    funds.receive(cast.team, on=SINCE, fen=1_000_000, voucher="收1", source="unit", promise="team_fund", by=officer)


def _live_a_month(cast: Cast, clerk: Actor, officer: Actor) -> None:
    """A month that is locked and to be corrected, and one that is open with a day two sides say differently."""
    for month in ("2022-05", "2022-06"):
        monthly.open_month(cast.county, month=month, by=officer)
    lines = MonthLine.objects.filter(posting=cast.member)
    line = monthly.state_true(lines.get(month="2022-05"), by=cast.actor("member"))
    line = monthly.verify(monthly.confirm_on_paper(line, by=clerk), by=cast.actor("secretary"))
    since, until = whole_days(line.first_day.replace(day=18), line.first_day.replace(day=18))
    correcting.propose(line, category="rota_rest", since_half=since, until_half=until, reason="轮休表补上", by=clerk)
    day = TODAY.replace(month=6, day=16)
    told = {"category": "unexcused_absence", "since_half": half_of(day), "until_half": beyond(day)}
    attendance.state_otherwise(cast.member, **told, reason="那天没见人", by=cast.actor("village_secretary"))


def _follow(cast: Cast, officer: Actor) -> None:
    """What waits for a leader, a 双约谈 of somebody else, and somebody held to account."""
    of_a_grade = {"evidence": [Evidence("test", 1, "季度考核一般", "")], "by": officer}
    consequences.fire("quarter_fair", cast.member, **of_a_grade)
    other = consequences.fire("quarter_fair", cast.first_secretary, **of_a_grade)[0]
    consequences.open_it(other, by=cast.actor("office_leader"))
    told = {"kind": "circular", "document": "青驻办通〔2022〕1号", "decided_on": TODAY, "decided_by": "县驻村办"}
    accountability.record(cast.county, **told, reason="整改拖延", team=cast.team, by=cast.actor("office_leader"))


def _assess(cast: Cast) -> None:
    """A quarter of persons that the township has begun to score, and a scheme that is still written."""
    made = assessing.cycle(cast)
    assessing.scored(cast, assessing.sheet_of(made, cast.member))
    schemes.draft(cast.county, object_kind="team", cycle="year", by=cast.actor("officer"))
    _publish(cast)


def _settle_a_year(cast: Cast, officer: Actor) -> None:
    years.settle(cast.county, year=SINCE.year, by=officer)


def _publish(cast: Cast) -> None:
    """A quarter of teams that is public, and what the leader says against it."""
    officer, made = cast.actor("officer"), assessing.cycle(cast, kind=ObjectKind.TEAM)
    for sheet in ScoreSheet.objects.of(made):
        deciding.decide(sheet, grade=Grade.SECOND, reason="没有人评，按平时", by=officer)
    passing.publish(made, by=officer)
    own = ScoreSheet.objects.get(cycle=made, team=cast.team)
    objections.raise_objection(own, text="六月防汛没算", by=cast.actor("first_secretary"))


def _form(cast: Cast, officer: Actor) -> None:
    """A draft of who serves where, and somebody locked in it."""
    facts_of_a_lead = {"party_joined_on": SINCE.replace(year=2010), "work_started_on": SINCE.replace(year=2008)}
    for name, unit in (("能带档", cast.archive), ("能带水", cast.water), ("也能带", cast.water)):
        make.cadre(name, unit=unit, **facts_of_a_lead)
    plan = formation.draft(cast.county, mode="unit", levels={}, by=officer)
    do_waiting("slow")
    plan.refresh_from_db()
    formation.lock(plan, cadre=Cadre.objects.get(pk=min(int(one[1:]) for one in plan.now["seats"])), by=officer)


def _stand_by(cast: Cast, officer: Actor) -> None:
    """A township's duty that runs, somebody reported safe, some moved; and one that waits for a leader."""
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    running = emergency.propose(cast.dongling, **flood, by=officer)
    running = emergency.approve(running, by=cast.actor("office_leader"))
    emergency.report(cast.member, by=cast.actor("member"))
    emergency.count(running, place_code=DONGLING, day=TODAY, households=2, persons=7, by=cast.actor("clerk"))
    moving.propose(running, kind="promise", days=3, reason="人都在堤上", by=officer)
    emergency.propose(cast.county, **{**flood, "title": "森林防火值守"}, by=officer)


def _note_down(cast: Cast) -> None:
    """A visit that something rests on, a meeting, a talk."""
    by, told = cast.actor("first_secretary"), {"happened_on": TODAY}
    visit = work.write(cast.team, kind="visit", text="到石老满家，屋顶漏雨", by=by, **told)
    work.hold(visit, evidence=Evidence("test", 1, "季度考核", ""), by=by)
    work.attach(visit, upload=Upload(FileKind.RECORDING, b"OggS" + bytes(40)), by=by)
    answers: list[Any] = [{"name": "purposes", "value": "routine"}]
    work.write(cast.team, kind="meeting", text="议了水渠", answers=answers, by=by, **told)
    team_months.confirm(cast.team, month=date(2022, 6, 1), by=by)


def _live_in_the_village(cast: Cast) -> None:
    """A post of the emergency with a member on it; a council, rules, a monthly meeting and what it decided."""
    by, told = cast.actor("first_secretary"), {"since": TODAY, "last_day": TODAY}
    post = rota.open_post(cast.shiping, kind="checkpoint", name="村口", **told, by=by)
    rota.put_on(post, posting=cast.member, **told, by=by)
    rota.count(post, headcount=6, by=by)
    customs.set_up(cast.shiping, kind="morality", since=SINCE, member_count=5, by=by)
    customs.adopt(cast.shiping, text="一、红事不过二十桌。", adopted_on=SINCE, by=by)
    answers: list[Any] = [{"name": "purposes", "value": "village_monthly"}]
    meetings = [
        work.write(cast.team, kind="meeting", text="村月列会", answers=answers, happened_on=day, by=by).meeting
        for day in (TODAY - timedelta(days=30), TODAY)
    ]
    item = village_meetings.decide(meetings[0], item="修渠", decision="先修二组", by=by)
    village_meetings.ask_about(item, meeting=meetings[1], said="挖了一半", by=by)


def _review_a_month(cast: Cast, officer: Actor) -> None:
    """What is due this month, a statement, a decision for the township, a prompt that went out to its teams."""
    make_missing(cast.county, officer)
    review = MonthlyReview.objects.of_counties().get()
    reviews.say(cast.dongling, month=review.month, problems="石坪村饮水管老化", by=cast.actor("secretary"))
    given = {"owner": "township", "township": cast.dongling, "due_on": TODAY}
    tasks.decide(review, what="石坪村饮水管改造拿方案", **given, by=officer)
    asked = {"month": review.month, "title": "7月重点工作提示", "audience": "townships", "townships": [DONGLING]}
    item = {"text": "汛期前走一遍低洼处的户", "due_on": TODAY, "measure": "visits", "at_least": 1}
    prompts.issue(prompts.draft(cast.county, **asked, items=[item], by=officer), by=officer)


def _hand_over(cast: Cast) -> None:
    leaving = roster.end(
        make.posting(cast.team, make.cadre("石离任", unit=cast.archive)), last_day=TODAY, kind="rotation", by=operator()
    )
    make.posting(cast.team, make.cadre("石接手", unit=cast.archive), since=TODAY, kind="succession", succeeds=leaving)


def _change(cast: Cast, officer: Actor) -> None:
    """One that waits for opinions, and one whose seat is open, with somebody put forward."""
    leaves = make.posting(cast.team, make.cadre("蓝离任", unit=cast.archive))
    changes.open_case(cast.member, kind="adjustment", ground="post_moved", by=cast.actor("secretary"))
    gone = changes.open_case(leaves, kind="rotation", ground="term_over", by=cast.actor("secretary"))
    gone = changes.decide(gone, agrees=True, not_waiting="单位来电同意", by=officer)
    gone = changes.carry_out(gone, document="青驻办调〔2022〕1号", last_day=TODAY, by=officer)
    following.offer(gone, cadre=cast.spare, by=officer)


def _rate(cast: Cast, officer: Actor) -> None:
    """A meeting whose papers are put together, and a survey whose slips are out."""
    told = {"cycle": "2022Q2", "held_on": TODAY, "until_on": TODAY}
    meeting = ratings.open_session(cast.team, kind="meeting", judges_members=True, **told, by=officer)
    ratings.gather(meeting, ballots={"party_member": 6, "household": 9}, by=officer)
    survey = ratings.open_session(cast.team, kind="survey", **told, by=officer)
    ratings.issue_slips(survey, code=[A_SLIP], by=officer)


def _rectify(cast: Cast, officer: Actor) -> None:
    """A letter that is out, its item replied to; and one being drafted."""
    told = {"team": cast.team, "about": "stationed", "kind": "style", "problem": "5月账目未上墙"}
    item = drafting.add(drafting.open_issue(cast.county, by=officer), **told, by=officer)
    drafting.send_out(item.letter.issue, by=officer)
    number = {"number": "青驻办函〔2022〕1号", "signer": "唐志远", "issued_on": TODAY}
    issuing.record_issued(item.letter, **number, by=officer)
    item.refresh_from_db()
    rectifying.reply(item, reply="补贴上墙了", by=cast.actor("liaison"))
    drafting.add(drafting.open_issue(cast.county, by=officer), **told, by=officer)


def _develop(cast: Cast, clerk: Actor) -> None:
    """A project with a line of money and a household, a speciality, what the village earned."""
    row = projects.register(cast.shiping, name="香菇大棚", planned_start=TODAY, by=clerk)
    told = {"on": TODAY, "fen": 500_000, "number": "产请〔2022〕1号"}
    project_money.record(row, kind="applied", **told, by=clerk)
    home = places.add_household(cast.shiping, head_name="石老大", since=SINCE, by=operator())
    bringing_along.bring_along(row, household=home, by=clerk)
    village_products.name(cast.shiping, product="香菇", since=SINCE, by=clerk)
    village_products.tell(cast.shiping, year=2021, fen=8_600_000, by=clerk)


def _promise(cast: Cast) -> None:
    told = {"text": "修通石坪组到村部的路", "due_on": TODAY, "accepted_by": "village"}
    row = promises.write(cast.team, year=TODAY.year, promises=[told], by=cast.actor("first_secretary"))
    promises.agree(promises.hand_in(row, by=cast.actor("first_secretary")), by=cast.actor("secretary"))


def _inspect(cast: Cast, officer: Actor) -> None:
    """A visit at which something was found, and what the team says to it."""
    told = {"visited_on": TODAY, "signed": "周启航", "reason": "说走访本要再看"}
    found: Any = {"kind": "style", "text": "走访本 9 页内容雷同"}
    visit = onsite.hand_in(
        cast.team, **told, answers=[{"item": "present", "answer": "meets"}], findings=[found], by=officer
    )
    onsite.comment(visit, text="有 3 页是同一户，隔月去的", by=cast.actor("first_secretary"))


def _circulate(cast: Cast, officer: Actor) -> None:
    """A circular that is out, and one whose facts are being confirmed."""
    for text in ("公开栏空白三个月", "宿舍常年没人住"):
        told = {"kind": "style", "text": text, "found_on": TODAY, "source": "other"}
        circular = circulars.open_circular(cast.county, since=TODAY, last_on=TODAY, by=officer)
        circulars.pick(circular, finding=finding_acts.enter(cast.team, **told, by=officer), by=officer)
        circular = confirming.ask(circular, by=officer)
        if circular.number == 1:
            confirming.answer(circular.checks.get(), disputes=[], by=cast.actor("secretary"))
            circular = confirming.make_ready(circular, by=officer)
            told = {"document": "青驻办通〔2022〕1号", "signer": "唐志远", "issued_on": TODAY}
            circulars_out.record_issued(circular, **told, by=officer)


def _take_time(cast: Cast, clerk: Actor) -> None:
    """A job that waits, a notice nobody could be given, a token for another program."""
    last_day = timezone.localdate() + timedelta(days=30)
    tokens.make(cast.accounts["clerk"], name="县数据平台", last_day=last_day, code=tokens.new_token(), by=clerk)
    jobs.start(SCHEDULE[0].name, title="考勤员要的事", by=clerk)
    line = AuditLog.objects.filter(place_code=cast.shiping.code).first()
    Delivery.objects.create(line=line, handler="test", due_at=people_of.NOW, tries=5, dead_at=people_of.NOW)


def _bring_in(officer: Actor) -> None:
    """A table under way, one that came in, and a list kept under a name."""
    head, row = ("姓名", "工作单位", "性别", "现任职务"), ["石新人", "县水利局", "男", "股长"]
    data = xlsx(row, head=head, title="干部名册")
    look_again(new_draft(data, "干部名册.xlsx", choices=Choices(), by=officer), by=officer)
    bring_in(data, "干部名册.xlsx", Choices(), by=officer)
    SavedView.objects.create(account_id=officer.account_id, table="teams", name="县派的", query="level=county")


# The row an address means, by how the address begins; the longest that fits counts.
ADDRESSES: dict[str, dict[str, RowOf]] = {
    "account/tokens/": {"pk": lambda of: of.named("org.apitoken").pk},
    "accounts/": {"pk": lambda of: of.cast.accounts["clerk"].pk},
    "accounts/batch/": {"code": lambda of: DONGLING},
    "forms/": {"pk": lambda of: apps.get_model("reports.form").objects.earliest("pk").pk},
    "forms/remembered/": {"pk": lambda of: apps.get_model("reports.rememberedlabel").objects.earliest("pk").pk},
    "distances/": {"pk": lambda of: of.named("oversight.placedistance").pk},
    "holidays/": {"pk": lambda of: of.named("policy.holidayday").pk},
    "imports/": {"pk": lambda of: ImportDraft.objects.get().pk, "kind": lambda of: "member_roster"},
    "imports/done/": {"pk": lambda of: of.named("dispatch.openingfile").pk},
    "drafts/": {"pk": lambda of: apps.get_model("reports.draft").objects.earliest("pk").pk},
    "drafts/<int:pk>/versions/": {"number": lambda of: 1},
    "drafts/dismissals/": {"pk": lambda of: of.named("reports.dismissal").pk},
    "drafts/numbers/": {"pk": lambda of: of.named("reports.draftnumber").pk},
    "feedback/": {"pk": lambda of: of.named("desk.suggestion").pk},
    "files/": {"pk": lambda of: of.named("files.storedfile").pk},
    "figures/": {"figure_id": lambda of: "dispatch.members"},
    "transfers/ledgers/": {"key": lambda of: "roster-sheet"},
    "formation/": {"pk": lambda of: of.named("dispatch.formationplan").pk},
    "formation/<int:pk>/keep/": {"team_pk": lambda of: of.cast.xihe_team.pk},
    "formation/<int:pk>/": {"cadre_pk": lambda of: of.cast.neighbour_member.cadre_id},
    "formation/decisions/": {"pk": lambda of: of.named("dispatch.plandecision").pk},
    "handovers/": {"pk": lambda of: of.named("dispatch.handover").pk, "side": lambda of: "incoming"},
    "handovers/items/": {"pk": lambda of: of.named("dispatch.handoveritem").pk},
    "inspection/visits/": {"pk": lambda of: of.named("oversight.sitevisit").pk},
    "inspection/visits/teams/": {"pk": lambda of: of.cast.team.pk},
    "findings/": {"pk": lambda of: of.named("oversight.finding").pk, "verb": lambda of: "drop"},
    "findings/teams/": {"pk": lambda of: of.cast.team.pk},
    "site/": {"pk": lambda of: of.cast.team.pk},
    "site/groups/": {"pk": lambda of: of.named("oversight.inspectiongroup").pk},
    "inspection/": {"pk": lambda of: of.named("oversight.inspectionround").pk, "verb": lambda of: "cancel"},
    "inspection/groups/": {"pk": lambda of: of.named("oversight.inspectiongroup").pk},
    "inspection/drawn/": {"pk": lambda of: of.named("oversight.drawnteam").pk},
    "inspection/inspectors/": {"pk": lambda of: of.named("oversight.inspector").pk},
    "rhythm/items/": {"pk": lambda of: of.named("oversight.cadenceitem").pk},
    "rhythm/reviews/": {"pk": lambda of: of.named("oversight.monthlyreview").pk},
    "review-tasks/": {"pk": lambda of: of.named("oversight.reviewtask").pk},
    "prompts/": {"pk": lambda of: of.named("oversight.workprompt").pk, "position": lambda of: 1},
    "jobs/": {"pk": lambda of: of.named("acts.job").pk},
    "jobs/deliveries/": {"pk": lambda of: of.named("acts.delivery").pk, "verb": lambda of: "drop"},
    "offices/": {"kind": lambda of: "deputation", "pk": lambda of: of.named("org.deputation").pk},
    "apart/": {"pk": lambda of: of.named("org.keptapart").pk},
    "people/": {"pk": lambda of: of.cast.member.cadre_id},
    "care/units/": {"pk": lambda of: of.cast.archive.pk, "thing": lambda of: "check"},
    "outcomes/": {"pk": lambda of: of.named("incentives.announcedoutcome").pk},
    "care/funds/": {"pk": lambda of: of.cast.team.pk, "half": lambda of: "2022-H1"},
    "care/funds/entries/": {"pk": lambda of: of.named("incentives.fundentry").pk},
    "care/living/": {"pk": lambda of: of.cast.team.pk},
    "care/members/": {"pk": lambda of: of.cast.member.cadre_id},
    "care/entries/": {"kind": lambda of: "check", "pk": lambda of: of.named("incentives.healthcheck").pk},
    "care/reminders/": {"pk": lambda of: of.named("incentives.benefitreminder").pk},
    "cadres/": {"pk": lambda of: of.cast.member.cadre_id},
    "leave/": {"pk": lambda of: of.named("oversight.leaverequest").pk},
    "leave/new/": {"pk": lambda of: of.cast.member.pk},
    "outcomes/facts/": {"pk": lambda of: of.cast.member.cadre_id},
    "members/": {"pk": lambda of: of.cast.member.cadre_id},
    "postings/": {"pk": lambda of: of.cast.member.pk},
    "teams/": {"pk": lambda of: of.cast.team.pk, "cadre_pk": lambda of: of.cast.spare.pk},
    "teams/places/": {"pk": lambda of: of.cast.team.team_places.get(is_main=False).pk},
    "places/": {"pk": lambda of: of.cast.shiping.pk, "code": lambda of: DONGLING},
    "month-reports/": {"pk": lambda of: of.named("records.monthreport").pk},
    "records/": {"pk": lambda of: of.named("records.workrecord").pk},
    "records/files/": {"pk": lambda of: _file_of("records.workrecord")},
    "places/tags/": {"pk": lambda of: of.cast.shiping.tags.earliest("pk").pk},
    "places/households/": {"pk": lambda of: of.named("org.household").pk},
    "training/participants/": {"pk": lambda of: of.named("training.participant").pk},
    "training/questions/": {"pk": lambda of: of.named("training.question").pk, "form": lambda of: "gift"},
    "training/questions/files/": {"pk": lambda of: QuestionFile.objects.get().pk, "at": lambda of: 0},
    "training/cases/": {"pk": lambda of: of.named("training.trainingcase").pk},
    "training/cases/uses/": {"pk": lambda of: of.named("training.caseuse").pk},
    "training/mentors/": {
        "pk": lambda of: of.named("training.mentorpair").pk,
        "side": lambda of: "mentee",
        "wish": lambda of: "go_on",
    },
    "training/mentors/for/": {"pk": lambda of: of.cast.member.pk, "mentor": lambda of: of.cast.first_secretary.pk},
    "training/materials/": {"pk": lambda of: _file_of("training.trainingsession")},
    "training/sessions/": {"pk": lambda of: of.named("training.trainingsession").pk, "code": lambda of: DONGLING},
    "training/attendances/": {"pk": lambda of: of.named("training.sessionattendance").pk},
    "units/": {"pk": lambda of: of.cast.archive.pk},
    "days/teams/": {"pk": lambda of: of.cast.team.pk},
    "days/people/": {"pk": lambda of: of.cast.member.cadre_id},
    "days/postings/": {"pk": lambda of: of.cast.member.pk},
    "days/sheets/": {"name": lambda of: "verify"},
    "change/": {"pk": lambda of: of.named("oversight.daystatement").pk},
    "today/": {"pk": lambda of: of.named("oversight.daystatement").pk},
    "talk/": {"pk": lambda of: of.named("oversight.talkrecord").pk},
    "case/": {"pk": lambda of: of.named("oversight.leaverequest").pk},
    "month/": {"pk": lambda of: of.named("oversight.monthline").pk},
    "days/lines/": {"pk": lambda of: of.named("oversight.monthline").pk},
    "days/entries/": {"pk": lambda of: of.named("oversight.daystatement").pk},
    "days/questions/": {"pk": lambda of: of.named("oversight.daystatement").pk},
    "days/corrections/": {"pk": lambda of: of.named("oversight.correction").pk},
    "contacts/": {"pk": lambda of: of.named("org.contact").pk},
    "aid/": {"pk": lambda of: of.named("org.villageaid").pk},
    "screening/": {"pk": lambda of: of.named("dispatch.screening").pk},
    "doubts/": {"pk": lambda of: of.named("dispatch.doubt").pk},
    "townships/": {"code": lambda of: DONGLING},
    "views/": {"pk": lambda of: SavedView.objects.get().pk},
    "villages/": {"code": lambda of: of.cast.shiping.code},
    "changes/": {"pk": lambda of: of.named("dispatch.changecase").pk},
    "successors/": {"pk": lambda of: of.named("dispatch.successorchoice").pk},
    "postings/<int:pk>/change/": {"kind": lambda of: "adjustment"},
    "rounds/": {
        "pk": lambda of: of.named("dispatch.selectionround").pk,
        "number": lambda of: 1,
    },
    "rounds/needs/": {"pk": lambda of: of.named("dispatch.villageneed").pk, "listed": lambda of: "yes"},
    "rounds/quotas/": {
        "pk": lambda of: of.named("dispatch.unitquota").pk,
        "cadre_pk": lambda of: of.cast.spare.pk,
    },
    "rounds/nominations/": {"pk": lambda of: of.named("dispatch.nomination").pk},
    "rounds/checks/": {"pk": lambda of: of.named("dispatch.jointcheck").pk},
    "rounds/approvals/": {"pk": lambda of: of.named("dispatch.approvalstep").pk},
    "emergency/moves/": {"pk": lambda of: of.named("oversight.deadlinemove").pk},
    "emergency/": {"pk": lambda of: of.named("oversight.emergencyduty").pk},
    "policy/filing/": {"item": lambda of: "asked", "pk": lambda of: of.named("policy.filingtick").pk},
    "policy/burden/": {"pk": lambda of: of.named("policy.outsideform").pk},
    "duties/townships/": {"code": lambda of: DONGLING},
    "duties/units/": {"pk": lambda of: of.cast.archive.pk},
    "publicity/": {"pk": lambda of: of.named("oversight.publicnotice").pk, "unit": lambda of: of.cast.archive.pk},
    "publicity/sheets/": {"pk": lambda of: of.named("oversight.objection").sheet_id},
    "objections/": {"pk": lambda of: of.named("oversight.objection").pk},
    "me/objection/": {"pk": lambda of: of.named("oversight.objection").sheet_id},
    "yearly/": {"number": lambda of: 2021, "pk": lambda of: of.cast.team.pk},
    "yearly/lines/": {"pk": lambda of: of.named("oversight.yearline").pk},
    "sit/": {"token": lambda of: sitting.A_TOKEN, "pk": lambda of: sitting.slip_seat().pk},
    "training/tests/": {"pk": lambda of: sitting.member_seat().test_id},
    "training/tests/seats/": {"pk": lambda of: sitting.member_seat().pk},
    "training/tests/blueprints/": {"pk": lambda of: of.named("training.blueprint").pk},
    "study/tests/": {"pk": lambda of: sitting.member_seat().pk},
    "rating/": {"pk": lambda of: of.named("oversight.ratingsession").pk},
    "circulars/": {"pk": lambda of: of.named("oversight.inspectioncircular").pk, "verb": lambda of: "call_back"},
    "circulars/lines/": {"pk": lambda of: of.named("oversight.circularline").pk, "verb": lambda of: "reword"},
    "circulars/checks/": {"pk": lambda of: FactCheck.objects.get(state="waiting").pk},
    "rectification/issues/": {"pk": lambda of: of.named("oversight.letterissue").pk},
    "rectification/letters/": {"pk": lambda of: of.named("oversight.rectificationletter").pk},
    "rectification/drafts/": {"pk": lambda of: RectificationItem.objects.get(state="draft").pk},
    "rectification/items/": {"pk": lambda of: of.named("oversight.rectificationitem").pk},
    "rectification/items/<int:pk>/": {"verb": lambda of: "send_back"},
    "rectification/items/<int:pk>/press/": {"verb": lambda of: "sign"},
    "rectify/": {"pk": lambda of: of.named("oversight.rectificationitem").pk},
    "rectify/<int:pk>/": {"verb": lambda of: "send_back"},
    "rectify/<int:pk>/press/": {"verb": lambda of: "sign"},
    "assessment/": {"pk": lambda of: of.named("oversight.assessmentcycle").pk, "verb": lambda of: "stop"},
    "assessment/sheets/": {"pk": lambda of: of.named("oversight.scoresheet").pk},
    "schemes/": {"pk": lambda of: Scheme.objects.get(state="draft", county_code=COUNTY).pk},
    "basics/committees/": {"code": lambda of: SHIPING},
    "basics/committees/members/": {
        "pk": lambda of: of.named("six_ones.committeemember").pk,
        "verb": lambda of: "end",
    },
    "basics/rota/": {"pk": lambda of: of.named("six_ones.rotapost").pk},
    "basics/rota/duties/": {"pk": lambda of: of.named("six_ones.postduty").pk},
    "basics/customs/": {"code": lambda of: SHIPING, "kind": lambda of: "morality"},
    "basics/customs/meetings/": {
        "pk": lambda of: of.named("six_ones.monthlyfollowup").meeting_id,
        "item": lambda of: of.named("six_ones.monthlyitem").pk,
    },
    "basics/customs/items/": {"pk": lambda of: of.named("six_ones.monthlyitem").pk, "verb": lambda of: "finish"},
    "talents/forums/": {"pk": lambda of: of.named("six_ones.forumopinion").meeting_id},
    "talents/opinions/": {"pk": lambda of: of.named("six_ones.forumopinion").pk, "verb": lambda of: "reply"},
    "talents/returned/": {"pk": lambda of: of.named("six_ones.returnedtalent").pk, "verb": lambda of: "ask"},
    "talents/returned/new/": {"code": lambda of: SHIPING},
    "matters/": {"pk": lambda of: of.named("six_ones.urgentmatter").pk, "verb": lambda of: "finish"},
    "projects/": {"pk": lambda of: of.named("six_ones.industryproject").pk, "verb": lambda of: "advance"},
    "projects/new/": {"code": lambda of: SHIPING},
    "projects/households/": {"pk": lambda of: of.named("six_ones.projecthousehold").pk},
    "projects/incomes/": {"pk": lambda of: of.named("six_ones.collectiveincome").pk, "verb": lambda of: "correct"},
    "projects/incomes/new/": {"code": lambda of: SHIPING},
    "projects/money/": {"pk": lambda of: of.named("six_ones.projectmoney").pk},
    "projects/specialities/": {
        "pk": lambda of: of.named("six_ones.villagespeciality").pk,
        "verb": lambda of: "end",
    },
    "projects/specialities/new/": {"code": lambda of: SHIPING},
    "industry/": {"pk": lambda of: of.named("six_ones.industryproject").pk},
    "deeds/": {"pk": lambda of: of.named("six_ones.urgentmatter").pk},
    "matters/disputes/": {"pk": lambda of: of.named("six_ones.dispute").pk, "verb": lambda of: "settle"},
    "matters/disputes/new/": {"code": lambda of: SHIPING},
    "matters/new/": {"code": lambda of: SHIPING},
    "monitoring/": {"pk": lambda of: of.named("six_ones.monitoringclue").pk, "verb": lambda of: "enter"},
    "monitoring/households/": {"pk": lambda of: of.named("six_ones.monitoredhousehold").pk},
    "monitoring/new/": {"code": lambda of: SHIPING},
    "basics/links/": {"code": lambda of: SHIPING},
    "basics/links/people/": {"pk": lambda of: of.named("six_ones.linker").pk, "verb": lambda of: "correct"},
    "basics/links/one/": {"pk": lambda of: of.named("six_ones.householdlink").pk, "verb": lambda of: "move"},
    "basics/households/": {"pk": lambda of: of.named("org.household").pk, "verb": lambda of: "kind"},
    "promises/": {"pk": lambda of: of.named("oversight.annualtasklist").pk},
    "promises/teams/": {"pk": lambda of: of.cast.team.pk},
    "promises/steps/": {"pk": lambda of: of.named("oversight.taskpromise").pk, "verb": lambda of: "move"},
    "talks/consequences/": {"pk": lambda of: of.named("oversight.consequence").pk},
    "talks/accountability/": {"pk": lambda of: of.named("oversight.accountabilityrecord").pk},
    "talks/": {"pk": lambda of: of.named("oversight.talkrecord").pk},
    "talks/dual/": {"pk": lambda of: of.named("oversight.dualtalk").pk},
    "talks/new/": {"pk": lambda of: of.cast.member.pk},
    "talks/new/teams/": {"pk": lambda of: of.cast.team.pk},
    "documents/": {"pk": lambda of: of.named("policy.ruledocument").pk},
    "documents/versions/": {"pk": lambda of: of.named("policy.documentversion").pk},
    "documents/sentences/": {"pk": lambda of: of.named("policy.rulesentence").pk},
    "documents/receipts/": {"pk": lambda of: of.named("policy.documentreceipt").pk},
    "policy/": {"pk": lambda of: of.named("policy.policyversion").pk},
}


def arguments_of(address: str, of: Examples) -> dict[str, Any]:
    """What to open an address with; a parameter nobody knows fails with what to do."""
    known: dict[str, RowOf] = {}
    for beginning in sorted(ADDRESSES, key=len):
        if address.startswith(beginning):
            known.update(ADDRESSES[beginning])
    wanted = re.findall(r"<(?:\w+:)?(\w+)>", address)
    missing = [name for name in wanted if name not in known]
    assert not missing, f"/{address}: say in tests/examples.py, ADDRESSES, which row <{missing[0]}> means"
    return {name: known[name](of) for name in wanted}
