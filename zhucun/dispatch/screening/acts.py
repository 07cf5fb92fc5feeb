"""Running a screening, answering its doubts, deciding on them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.screening import rules
from zhucun.dispatch.screening.models import Doubt, DoubtAnswer, Screening
from zhucun.dispatch.screening.reading import Found, Sieve, Subject, filled_since, is_the_same, latest_doubts
from zhucun.dispatch.screening.rules import DECIDE, FLOW, Decision, Opinion, Side, State
from zhucun.org.places.models import Place
from zhucun.policy.holidays import reading as holidays

DECIDED = ("state", "decision", "reason", "mend_by", "decided_on", "decided_by")


@act("screening.run", "过筛子", needs=rules.RUN)
def run(county: Place, *, on: date, by: Actor) -> Screening:
    """Each doubt is asked at once; who was kept for the very same reasons is not asked again (R-SEL-17, R-BUR-02)."""
    if on > by.today:
        raise Refused("那一天还没到，过不了。", field="on")
    if Screening.objects.filter(place_code=county.code, on=on).exists():
        raise Refused(f"{on:%Y-%m-%d} 已经过过一遍了，直接看结果。", field="on")
    sieve = Sieve(county.code, on)
    screening = Screening.objects.create(
        place_code=county.code,
        on=on,
        items=[item.as_json() for item in sieve.policy.eligibility.items],
        member_count=len(sieve.postings),
        team_count=len(sieve.teams),
        run_at=by.now,
        run_by=by.name,
    )
    before, filled = latest_doubts(county.code), filled_since(sieve, by.today)
    due_on = holidays.known_to(by, county.code).after(by.today, sieve.policy.selection.doubt_days)
    made = [_doubt(screening, found, before.get(found.key), due_on, by) for found in sieve.found]
    _ask_nobody_of_what_is_filled(made, filled, by)
    made = insert_many(made)
    _keep_what_was_said(made, before)
    _close_earlier(screening, by)
    return screening


def _doubt(screening: Screening, found: Found, before: Doubt | None, due_on: date, by: Actor) -> Doubt:
    doubt = Doubt(
        screening=screening,
        team=found.team,
        posting=found.posting,
        place_code=found.place_code,
        hits=found.hits,
        asked_count=len(rules.sides_asked(found.posting is not None)),
        asked_on=by.today,
        due_on=due_on,
    )
    if before is None or not is_the_same(before, found):
        return doubt
    if before.decision == Decision.KEEP:
        _decide(doubt, Decision.KEEP, before.reason, None, by)
        doubt.decided_on, doubt.decided_by = before.decided_on, before.decided_by
    elif before.state == State.ASKED:
        doubt.asked_on, doubt.due_on = before.asked_on, before.due_on
    return doubt


def _ask_nobody_of_what_is_filled(made: Sequence[Doubt], filled: Collection[int], by: Actor) -> None:
    """A past day is screened to see how it was; nobody can fill a seat that is held today."""
    for doubt in made:
        if doubt.posting_id is None and doubt.team_id in filled and doubt.state == State.ASKED:
            _decide(doubt, Decision.FILLED, f"{by.today:%Y-%m-%d} 查过，缺的已经补上，不用说明。", None, by)


def _keep_what_was_said(made: Sequence[Doubt], before: Mapping[Subject, Doubt]) -> None:
    """A doubt that is still open is not asked a second time: its days run on and what was said stands."""
    goes_on = {
        earlier.pk: doubt
        for doubt in made
        if doubt.state == State.ASKED
        and (earlier := before.get((doubt.team_id, doubt.posting_id)))
        and earlier.state == State.ASKED
        and earlier.item_keys == doubt.item_keys
    }
    said = list(DoubtAnswer.objects.filter(doubt__in=goes_on).order_by("pk"))
    for one in said:
        one.doubt, one.pk = goes_on[one.doubt_id], None
        one._state.adding = True
    insert_many(said)


def _close_earlier(screening: Screening, by: Actor) -> None:
    """One doubt about one person at a time: what an earlier screening left open is asked anew by this one."""
    earlier = list(Doubt.objects.open().filter(screening__place_code=screening.place_code).exclude(screening=screening))
    for doubt in earlier:
        _decide(doubt, Decision.GONE, f"并到 {screening.on:%Y-%m-%d} 的过筛子里", None, by)
    update_many(earlier, DECIDED)


def _decide(doubt: Doubt, decision: str, reason: str, mend_by: date | None, by: Actor) -> None:
    FLOW.step(doubt, "decide")
    doubt.decision, doubt.reason, doubt.mend_by = decision, reason, mend_by
    doubt.decided_on, doubt.decided_by = by.today, by.name


@act("screening.answer", "说明疑问", needs=rules.ANSWER, remote=True)
def answer(doubt: Doubt, *, stance: Opinion, note: str, side: str = "", by: Actor) -> Doubt:
    """By each for their own side; the county's office may write down what it was told. The last word counts."""
    if doubt.state != State.ASKED:
        raise Refused("这一条已经定了，不用再说明。有异议，找县驻村办。")
    if stance not in rules.opinions_on(doubt.posting_id is not None):
        raise Refused("选一个意见。", field="stance")
    if not note.strip():
        raise Refused("写一句怎么回事。不用写病情。", field="note")
    own = sides_of(by, doubt)
    if not own or (side and side not in own):
        raise Refused("这一方的说明由那一方来写。", field="side")
    told = {"opinion": stance, "text": note.strip(), "answered_on": by.today, "answered_by": by.name}
    told |= {"is_taken_down": len(own) > 1}
    DoubtAnswer.objects.update_or_create(doubt=doubt, side=side or own[0], defaults=told)
    return doubt


def sides_of(by: Actor, doubt: Doubt) -> list[Side]:
    """For whom this actor may speak, their own side first."""
    posting, scope = doubt.posting, by.scope(rules.ANSWER)
    if posting is not None and by.person_id is not None and posting.cadre.person_id == by.person_id:
        return [Side.PERSON]
    if by.may(DECIDE):
        return list(doubt.sides)
    if (posting and posting.sending_unit_id in scope.sender) or (posting is None and scope.backer):
        return [Side.UNIT]
    return [Side.TOWNSHIP] if scope.covers_place(doubt.place_code) else []


@act("screening.decide", "定疑问怎么处理", needs=DECIDE, remote=True, undo="screening.take_back")
def decide(doubt: Doubt, *, decision: Decision, reason: str, mend_by: date | None = None, by: Actor) -> Doubt:
    """After the hearing only, one by one or for a ticked group; a change of people is proposed, not made (R-SEL-16)."""
    told = {"decision": decision, "reason": reason, "mend_by": mend_by}
    return _decide_all([Told(doubt, told)], by=by)[0]


@decide.as_many
def _decide_all(calls: Sequence[Told], *, by: Actor) -> list[Doubt]:
    prefetch_related_objects([call.row for call in calls], "answers", "posting__cadre")
    doubts = each(calls, lambda call: _decided(call, by))
    update_many(doubts, DECIDED)
    return doubts


def _decided(call: Told, by: Actor) -> Doubt:
    doubt, given = call.row, call.given
    allowed = rules.OF_PERSONS if doubt.posting_id else rules.OF_TEAMS
    if given["decision"] not in allowed:
        raise Refused("选一种处理。", field="decision")
    if not given["reason"].strip():
        raise Refused("写一句为什么这样定。", field="reason")
    if doubt.posting and doubt.posting.cadre.person_id in by.persons:
        raise Refused("自己的事由别人来定。", rule="R-SEC-14")
    if not doubt.is_ready(by.today):
        raise Refused(f"{doubt.due_on:%Y-%m-%d} 以前先听单位、乡镇和本人说，都说了或者过了这天再定。", rule="R-SEL-17")
    if (given["decision"] == Decision.MEND) != (given["mend_by"] is not None):
        raise Refused("限期改正要写改到哪天，别的处理不用写。", field="mend_by")
    _decide(doubt, given["decision"], given["reason"].strip(), given["mend_by"], by)
    return doubt


@act("screening.take_back", "收回对疑问的处理", needs=DECIDE, remote=True)
def take_back(doubt: Doubt, *, by: Actor) -> Doubt:
    """On the day it was decided; later it is asked anew by the next screening."""
    if doubt.decided_on != by.today or doubt.decision in rules.OF_THE_SCREENING:
        raise Refused("只能当天收回。情况变了，下次过筛子再定。")
    FLOW.step(doubt, "take_back")
    doubt.decision, doubt.reason, doubt.mend_by = "", "", None
    doubt.decided_on, doubt.decided_by = None, ""
    doubt.save()
    return doubt
