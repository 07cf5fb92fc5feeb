"""Handing in what was seen on site, correcting it before anybody spoke to it, withdrawing it; comments on it."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.oversight.inspection import walking
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.rules import State as RoundState
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.facts import Facts
from zhucun.oversight.onsite.models import Finding, PresenceSeen, SiteAnswer, SiteVisit, VisitComment
from zhucun.oversight.onsite.recording import Answered, Found, Record, filled, record_of
from zhucun.oversight.onsite.rules import VISITS, FindingState


@act("onsite.hand_in", "交回现场记录", needs=rules.RECORD, remote=True)
def hand_in(
    team: Team,
    *,
    visited_on: date,
    answers: Sequence[Answered],
    signed: str,
    absent: Sequence[int] = (),
    findings: Sequence[Found] = (),
    drawn: DrawnTeam | None = None,
    kind: str = "spot",
    reason: str = "",
    group_name: str = "",
    village: str = "",
    member_says: str = "",
    village_says: str = "",
    township_says: str = "",
    by: Actor,
) -> SiteVisit:
    """All of it at once, under the sender's id: a phone without signal sends it later, and only then is there anything
    for the inspected to see (R-INS-01). `absent` are the postings of those who were not met."""
    told = {name: value for name, value in locals().items() if name not in ("by", "team")}
    return _hand_in([Told(team, told)], by=by)[0]


@hand_in.as_many
def _hand_in(calls: Sequence[Told], *, by: Actor) -> list[SiteVisit]:
    facts = Facts([(call.row, call.given["visited_on"]) for call in calls], by)
    taken = set(
        SiteVisit.objects.standing().filter(team__in=[c.row.pk for c in calls]).values_list("team", "visited_on")
    )

    def judged(call: Told) -> Record:
        key = (call.row.pk, call.given["visited_on"])
        if key in taken:
            raise Refused("这支队这一天的现场记录已经交回了。要改，打开那一份来改。")
        taken.add(key)
        return record_of(call, facts, by)

    records = each(calls, judged)
    gone = [Told(c.given["drawn"], {"visited_on": c.given["visited_on"]}, c.by) for c in calls if c.given["drawn"]]
    walking.visit.many(gone, by=by)
    return _kept(records)


def _kept(records: Sequence[Record]) -> list[SiteVisit]:
    visits = [one.visit for one in records]
    SiteVisit.objects.bulk_create(visits)
    _keep_parts(records)
    return visits


def _keep_parts(records: Sequence[Record]) -> None:
    for one in records:
        for part in (*one.answers, *one.presences, *one.findings):
            part.visit = one.visit
    SiteAnswer.objects.bulk_create(part for one in records for part in one.answers)
    PresenceSeen.objects.bulk_create(part for one in records for part in one.presences)
    Finding.objects.bulk_create(part for one in records for part in one.findings)


@act("onsite.correct", "改现场记录", needs=rules.RECORD, remote=True)
def correct(
    visit: SiteVisit,
    *,
    answers: Sequence[Answered],
    signed: str,
    absent: Sequence[int] = (),
    findings: Sequence[Found] = (),
    member_says: str = "",
    village_says: str = "",
    township_says: str = "",
    by: Actor,
) -> SiteVisit:
    """The whole of it anew, by the group or the office, while nobody has spoken to it and nothing is under way."""
    told = {name: value for name, value in locals().items() if name not in ("by", "visit")}
    _must_be_untouched(visit)
    same = {name: getattr(visit, name) for name in ("visited_on", "kind", "reason", "group_name", "drawn")}
    record = filled(
        visit, {**told, **same, "village": visit.place_code}, Facts([(visit.team, visit.visited_on)], by), by
    )
    for parts in (visit.answers, visit.presences, visit.findings):
        parts.all().delete()
    visit.save()
    _keep_parts([record])
    return visit


def is_untouched(visit: SiteVisit) -> bool:
    under_way = visit.findings.exclude(state=FindingState.OPEN)
    return visit.state == rules.VisitState.HANDED_IN and not visit.comments.exists() and not under_way.exists()


def _must_be_untouched(visit: SiteVisit) -> None:
    if not is_untouched(visit):
        raise Refused("对方已经说过意见，或者问题已经在处理，这份记录不能再改。有出入，写进处理意见。")


@act("onsite.withdraw", "现场记录作废", needs=rules.SETTLE)
def withdraw(visit: SiteVisit, *, reason: str, by: Actor) -> SiteVisit:
    """Kept, and no longer counted, with what was found in it. Not while something of it is to be put right."""
    said = rules.must_say(reason, "写一句为什么作废，对方看得到。", "reason")
    if visit.findings.filter(state=FindingState.IN_LETTER).exists():
        raise Refused("里面的问题已经写进整改交办函。先撤下那一项，再作废。")
    VISITS.step(visit, "withdraw")
    visit.withdrawn_because = said
    visit.save()
    if visit.drawn is not None and visit.drawn.round.state == RoundState.DRAWN:
        walking.not_gone(visit.drawn, by=by)
    told = {"state": FindingState.DROPPED, "closed_on": by.today, "closed_by": by.name, "reason": f"记录作废：{said}"}
    visit.findings.filter(state=FindingState.OPEN).update(**told)
    return visit


@act("onsite.comment", "对现场记录说意见", needs=rules.COMMENT, remote=True)
def comment(visit: SiteVisit, *, text: str, by: Actor) -> VisitComment:
    """Beside the record, which stays as it is (R-INS-06)."""
    if not visit.is_open_to_comments(by.today):
        raise Refused(f"说意见到 {visit.comment_until:%Y-%m-%d} 为止，已经过了。有不同看法，打电话给县驻村办。")
    said = rules.must_say(text, "一句话写清哪里不对、实际是怎样。", "text")
    return VisitComment.objects.create(
        visit=visit, text=said, said_by=by.name, said_for=_side_of(visit, by), person=by.person_id, said_on=by.today
    )


def _side_of(visit: SiteVisit, by: Actor) -> str:
    """One of the team speaks for it; everybody else for their office."""
    return visit.team.name if visit.team_id in by.scope(rules.COMMENT).team else by.office


@act("onsite.attach", "给现场记录添照片", needs=rules.RECORD)
def attach(visit: SiteVisit, *, upload: Upload, by: Actor) -> StoredFile:
    """Taken by whoever inspects, never asked for; nobody in the village has to send any (R-BUR-02)."""
    if StoredFile.objects.of(visit).count() >= rules.MOST_PHOTOS:
        raise Refused(f"一份记录最多 {rules.MOST_PHOTOS} 张照片。")
    return keeping.keep(visit, upload, by=by)
