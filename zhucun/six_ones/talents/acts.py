"""An opinion is written down, given to whoever can do it, answered; somebody comes back, is asked after, has left."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.lib.names import normal_name
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.records.meetings.models import Meeting, MeetingPurpose
from zhucun.six_ones import plain_text
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.talents import rules
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent, TalentStay
from zhucun.six_ones.talents.rules import FORUM, KEEP, Owner, Role

SAY_WHAT, SAY_ANSWER = "写一句说了什么。", "写一句怎么答复的。"
NOT_A_FORUM = "这次会不是乡贤座谈会。意见记在座谈会下面：先记一笔会议，性质勾上“乡贤座谈会”。"


@act("opinion.register", "记下座谈会意见", needs=KEEP, remote=True, undo="opinion.withdraw")
def register(
    meeting: Meeting, *, text: str, said_by: str = "", owner: str = Owner.TEAM, unit: Unit | None = None, by: Actor
) -> ForumOpinion:
    return _register([Told(meeting, {"text": text, "said_by": said_by, "owner": owner, "unit": unit})], by=by)[0]


@register.as_many
def _register(calls: Sequence[Told], *, by: Actor) -> list[ForumOpinion]:
    keys = {call.row.pk for call in calls}
    meetings = Meeting.objects.select_related("record").in_bulk(keys)
    forums = set(MeetingPurpose.objects.filter(meeting__in=keys, purpose=FORUM.key).values_list("meeting", flat=True))
    return insert_many(each(calls, lambda call: _said(meetings[call.row.pk], call, forums, call.hand(by))))


def _said(meeting: Meeting, call: Told, forums: set[int], by: Actor) -> ForumOpinion:
    record, given = meeting.record, call.given
    if meeting.pk not in forums or record.state != "standing":
        raise Refused(NOT_A_FORUM)
    reach = by.scope(KEEP)
    if not (reach.covers_place(record.place_code) or record.team_id in reach.team):
        raise OutOfReach()
    opinion = ForumOpinion(
        meeting=meeting, place_code=record.place_code, team_id=record.team_id, held_on=record.happened_on
    )
    opinion.text = plain_text.said(given["text"], SAY_WHAT)
    opinion.said_by = plain_text.without_private(given["said_by"], field="said_by")
    _give(opinion, given["owner"], given["unit"])
    return opinion


def _give(opinion: ForumOpinion, owner: str, unit: Unit | None) -> None:
    if owner not in Owner.values:
        raise Refused("在列出来的里面选一个。", field="owner")
    if (owner == Owner.UNIT) != (unit is not None):
        raise Refused("交给部门单位的，选是哪个单位。", field="unit")
    if unit is not None and unit.county_code != opinion.place_code[:6]:
        raise Refused("只能交给本县的单位。", field="unit")
    opinion.owner, opinion.unit = (Owner.TOWNSHIP if owner == Owner.TEAM and not opinion.team_id else owner), unit


def has_it(opinion: ForumOpinion, by: Actor) -> bool:
    """Its owner; a township and the county always."""
    reach = by.scope(KEEP)
    if any(len(one) <= rules.TOWNSHIP_DIGITS and opinion.place_code.startswith(one) for one in reach.place):
        return True
    if opinion.owner == Owner.UNIT:
        return opinion.unit_id in reach.sender | reach.backer
    return opinion.owner == Owner.TEAM and is_at_home(opinion, by)


def is_at_home(opinion: ForumOpinion, by: Actor) -> bool:
    reach = by.scope(KEEP)
    return opinion.team_id in reach.team or reach.covers_place(opinion.place_code)


def _must_have_it(opinion: ForumOpinion, by: Actor) -> None:
    if not has_it(opinion, by):
        if is_at_home(opinion, by):
            raise Refused(f"这条意见交给了{opinion.owner_name}，等那边答复。")
        raise OutOfReach()
    must_stand(opinion)


def _must_be_at_home(opinion: ForumOpinion, by: Actor) -> None:
    if not is_at_home(opinion, by):
        raise OutOfReach()


def must_stand(opinion: ForumOpinion) -> None:
    if opinion.withdrawn_at is not None:
        raise Refused("这条意见已经撤回，先恢复。")


@act("opinion.reply", "答复座谈会意见", needs=KEEP, remote=True, undo="opinion.reopen")
def reply(opinion: ForumOpinion, *, reply: str, on: date, by: Actor) -> ForumOpinion:
    return _reply([Told(opinion, {"reply": reply, "on": on})], by=by)[0]


@reply.as_many
def _reply(calls: Sequence[Told], *, by: Actor) -> list[ForumOpinion]:
    rows = each(calls, lambda call: _replied(call, call.hand(by)))
    update_many(rows, ["reply", "replied_on", "replied_by"])
    return rows


def _replied(call: Told, by: Actor) -> ForumOpinion:
    opinion, given = call.row, call.given
    _must_have_it(opinion, by)
    if opinion.replied_on is not None:
        raise Refused(f"{opinion.replied_on:%Y-%m-%d} 已经答复了。答复错了的，先“重新答复”。")
    rules.must_follow_the_forum(given["on"], opinion.held_on, by.today)
    opinion.reply = plain_text.said(given["reply"], SAY_ANSWER, field="reply")
    opinion.replied_on, opinion.replied_by = given["on"], by.name
    return opinion


@act("opinion.reopen", "意见重新答复", needs=KEEP, remote=True)
def reopen(opinion: ForumOpinion, *, by: Actor) -> ForumOpinion:
    _must_have_it(opinion, by)
    if opinion.replied_on is None:
        raise Refused("还没有答复。")
    opinion.reply, opinion.replied_on, opinion.replied_by = "", None, ""
    opinion.save()
    return opinion


@act("opinion.give", "把意见交给谁办", needs=KEEP, remote=True)
def give(opinion: ForumOpinion, *, owner: str, unit: Unit | None = None, by: Actor) -> ForumOpinion:
    if not (has_it(opinion, by) or is_at_home(opinion, by)):
        raise OutOfReach()
    must_stand(opinion)
    if opinion.replied_on is not None:
        raise Refused("已经答复了，不用再交。")
    _give(opinion, owner, unit)
    opinion.save()
    return opinion


@act("opinion.correct", "改座谈会意见", needs=KEEP, remote=True)
def correct(opinion: ForumOpinion, *, text: str, said_by: str, by: Actor) -> ForumOpinion:
    _must_be_at_home(opinion, by)
    must_stand(opinion)
    opinion.text = plain_text.said(text, SAY_WHAT)
    opinion.said_by = plain_text.without_private(said_by, field="said_by")
    opinion.save()
    return opinion


@act("opinion.withdraw", "撤回座谈会意见", needs=KEEP, remote=True, undo="opinion.restore")
def withdraw(opinion: ForumOpinion, *, reason: str = "", by: Actor) -> ForumOpinion:
    _must_be_at_home(opinion, by)
    must_stand(opinion)
    plain_text.without_private(reason, field="reason")
    opinion.withdrawn_at = by.now
    opinion.save()
    return opinion


@act("opinion.restore", "恢复座谈会意见", needs=KEEP)
def restore(opinion: ForumOpinion, *, by: Actor) -> ForumOpinion:
    _must_be_at_home(opinion, by)
    meeting = Meeting.objects.filter(pk=opinion.meeting_id).meant_for(FORUM.key).standing().first()
    if opinion.withdrawn_at is None:
        raise Refused("这条意见没有撤回。")
    if meeting is None:
        raise Refused(NOT_A_FORUM)
    opinion.withdrawn_at = None
    opinion.save()
    return opinion


@act("talent.register", "登记引回的能人", needs=KEEP, remote=True, undo="talent.withdraw")
def return_home(
    place: Place,
    *,
    name: str,
    returned_on: date,
    role: str = Role.OTHER,
    doing: str = "",
    came_from: str = "",
    brought_by: Team | None = None,
    committee_member: CommitteeMember | None = None,
    by: Actor,
) -> ReturnedTalent:
    """`brought_by` is the team that brought them; whom others brought has none and is not the teams' figure."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _return_home([Told(place, told)], by=by)[0]


@return_home.as_many
def _return_home(calls: Sequence[Told], *, by: Actor) -> list[ReturnedTalent]:
    days = policy.of(by).talents.still_here_days
    teams = _teams_of([call.row for call in calls], by.today)
    known = _known([call.row for call in calls])
    return insert_many(each(calls, lambda call: _returned(call, teams, known, days, call.hand(by))))


def _teams_of(places: Sequence[Place], day: date) -> dict[int, int]:
    served = TeamPlace.objects.as_of(day).filter(place__in={one.pk for one in places})
    return dict(served.values_list("place", "team"))


def _known(places: Sequence[Place]) -> set[tuple[int, str, date]]:
    rows = ReturnedTalent.objects.standing().filter(place__in={one.pk for one in places})
    return set(rows.values_list("place", "name", "returned_on"))


def _returned(
    call: Told, teams: dict[int, int], known: set[tuple[int, str, date]], days: int, by: Actor
) -> ReturnedTalent:
    place, given, reach = call.row, call.given, by.scope(KEEP)
    if place.kind not in SERVED:
        raise Refused("登记在村、社区、安置点。", field="place")
    if not (reach.covers_place(place.code) or teams.get(place.pk) in reach.team):
        raise OutOfReach()
    row = ReturnedTalent(place=place, place_code=place.code)
    _put(row, given, by)
    key = (place.pk, row.name, row.returned_on)
    if key in known:
        raise Refused(f"{row.name} {row.returned_on:%Y-%m-%d} 回来的，已经登记过了。", field="name")
    known.add(key)
    row.ask_on = rules.next_question(row.returned_on, days)
    return row


def _put(row: ReturnedTalent, given: dict[str, Any], by: Actor) -> None:
    rules.must_have_been(given["returned_on"], by.today, field="returned_on")
    if given["role"] not in Role.values:
        raise Refused("在列出来的里面选一个。", field="role")
    member = given["committee_member"]
    if member is not None and member.place_id != row.place_id:
        raise Refused(f"{member.name}不是{row.place.name}的“两委”干部。", field="committee_member")
    team = given["brought_by"]
    if team is not None and team.place_code[:6] != row.place_code[:6]:
        raise Refused("只能写本县的工作队。", field="brought_by")
    row.name = plain_text.said(normal_name(given["name"]), "填姓名。", field="name")
    row.doing = plain_text.without_private(given["doing"], field="doing")
    row.came_from = plain_text.without_private(given["came_from"], field="came_from")
    row.role, row.returned_on = given["role"], given["returned_on"]
    row.brought_by, row.committee_member = team, member


def _must_keep(row: ReturnedTalent, by: Actor) -> None:
    reach = by.scope(KEEP)
    if not (reach.covers_place(row.place_code) or row.brought_by_id in reach.team):
        raise OutOfReach()


def _must_be_counted(row: ReturnedTalent) -> None:
    if row.withdrawn_at is not None:
        raise Refused(f"{row.name}的登记已经撤回，先恢复。")


@act("talent.correct", "改引回能人的登记", needs=KEEP, remote=True)
def correct_talent(
    talent: ReturnedTalent,
    *,
    name: str,
    returned_on: date,
    role: str,
    doing: str,
    came_from: str,
    brought_by: Team | None,
    committee_member: CommitteeMember | None,
    by: Actor,
) -> ReturnedTalent:
    given = {k: v for k, v in locals().items() if k not in ("by", "talent")}
    _must_keep(talent, by)
    _must_be_counted(talent)
    if talent.left_on is not None and returned_on > talent.left_on:
        raise Refused(f"{talent.left_on:%Y-%m-%d} 就又走了，回来不能在那以后。", field="returned_on")
    days = policy.of(by).talents.still_here_days
    if talent.ask_on == rules.next_question(talent.returned_on, days):
        talent.ask_on = rules.next_question(returned_on, days)
    _put(talent, given, by)
    talent.save()
    return talent


@act("talent.ask", "问引回的能人还在不在", needs=KEEP, remote=True)
def ask_after(talent: ReturnedTalent, *, is_here: bool, on: date, note: str = "", by: Actor) -> ReturnedTalent:
    """Once a year. Who has left is asked after no more; who is here, a year later again."""
    return _ask_after([Told(talent, {"is_here": is_here, "on": on, "note": note})], by=by)[0]


@ask_after.as_many
def _ask_after(calls: Sequence[Told], *, by: Actor) -> list[ReturnedTalent]:
    days = policy.of(by).talents.still_here_days
    rows = each(calls, lambda call: _asked(call, days, call.hand(by)))
    update_many(rows, ["ask_on", "left_on"])
    insert_many(
        TalentStay(
            talent=row,
            asked_on=call.given["on"],
            is_here=call.given["is_here"],
            note=plain_text.without_private(call.given["note"], field="note"),
            asked_by=call.hand(by).name,
        )
        for row, call in zip(rows, calls, strict=True)
    )
    return rows


def _asked(call: Told, days: int, by: Actor) -> ReturnedTalent:
    row, on = call.row, call.given["on"]
    _must_keep(row, by)
    _must_be_counted(row)
    rules.must_have_been(on, by.today, field="on")
    if on < row.returned_on:
        raise Refused(f"{row.returned_on:%Y-%m-%d} 才回来。", field="on")
    plain_text.without_private(call.given["note"], field="note")
    row.left_on = None if call.given["is_here"] else on
    row.ask_on = rules.next_question(on, days) if call.given["is_here"] else None
    return row


@act("talent.withdraw", "撤回引回能人的登记", needs=KEEP, remote=True, undo="talent.restore")
def withdraw_talent(talent: ReturnedTalent, *, reason: str = "", by: Actor) -> ReturnedTalent:
    _must_keep(talent, by)
    _must_be_counted(talent)
    plain_text.without_private(reason, field="reason")
    talent.withdrawn_at = by.now
    talent.save()
    return talent


@act("talent.restore", "恢复引回能人的登记", needs=KEEP)
def restore_talent(talent: ReturnedTalent, *, by: Actor) -> ReturnedTalent:
    _must_keep(talent, by)
    if talent.withdrawn_at is None:
        raise Refused(f"{talent.name}的登记没有撤回。")
    talent.withdrawn_at = None
    talent.save()
    return talent
