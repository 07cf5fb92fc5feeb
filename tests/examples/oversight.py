"""What was looked into, found, put right and told."""

from typing import Any

from tests import inspecting
from tests.cast import DONGLING, TODAY, Cast
from tests.examples.words import A_SLIP
from zhucun.acts.actor import Actor
from zhucun.oversight.circulars import acts as circulars
from zhucun.oversight.circulars import confirming
from zhucun.oversight.circulars import issuing as circulars_out
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import moving
from zhucun.oversight.letters import drafting, issuing
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import finding_acts
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.rating import acts as ratings
from zhucun.oversight.rectification import acts as rectifying
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm.making import make_missing
from zhucun.oversight.tasks import acts as tasks


def furnish(cast: Cast) -> None:
    officer = cast.actor("officer")
    _rectify(cast, officer)
    _inspect(cast, officer)
    _circulate(cast, officer)
    _rate(cast, officer)
    inspecting.drawn(cast, size=2)
    _stand_by(cast, officer)
    _review_a_month(cast, officer)


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


def _rate(cast: Cast, officer: Actor) -> None:
    """A meeting whose papers are put together, and a survey whose slips are out."""
    told = {"cycle": "2022Q2", "held_on": TODAY, "until_on": TODAY}
    meeting = ratings.open_session(cast.team, kind="meeting", judges_members=True, **told, by=officer)
    ratings.gather(meeting, ballots={"party_member": 6, "household": 9}, by=officer)
    survey = ratings.open_session(cast.team, kind="survey", **told, by=officer)
    ratings.issue_slips(survey, code=[A_SLIP], by=officer)


def _stand_by(cast: Cast, officer: Actor) -> None:
    """A township's duty that runs, somebody reported safe, some moved; and one that waits for a leader."""
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    running = emergency.propose(cast.dongling, **flood, by=officer)
    running = emergency.approve(running, by=cast.actor("office_leader"))
    emergency.report(cast.member, by=cast.actor("member"))
    emergency.count(running, place_code=DONGLING, day=TODAY, households=2, persons=7, by=cast.actor("clerk"))
    moving.propose(running, kind="promise", days=3, reason="人都在堤上", by=officer)
    emergency.propose(cast.county, **{**flood, "title": "森林防火值守"}, by=officer)


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
