"""A week's draw: opened, two halves put in, sealed, drawn by a later public number, walked, done; or not held."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.lib import lottery
from zhucun.lib.lottery import Ticket
from zhucun.org.people.sealed_text import Unopenable
from zhucun.org.places.models import Place
from zhucun.oversight.emergency.reading import pauses
from zhucun.oversight.inspection import documents, rules, weighing
from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound, SecretHalf
from zhucun.oversight.inspection.rules import FLOOR, FLOW, HALVES, Kind, Seen, State
from zhucun.oversight.inspection.sharing import share_out
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.periods import Period, of_key
from zhucun.oversight.rhythm.rules import KEEP, Cycle
from zhucun.oversight.rhythm.rules import State as Due


@act("inspection.open", "开一周的督查", needs=rules.PLAN)
def open_round(
    county: Place, *, week: str, size: int | None = None, plan_document: str = "", by: Actor
) -> InspectionRound:
    """Without the yearly plan's document number the page warns; it is not refused (R-INS-02)."""
    rules.must_be_this_week(_period(week).until, by.today)
    if week in taken_weeks(county.code):
        raise Refused("这一周已经开过督查了。封过的不能重来，免得一抽再抽。", field="week", rule="R-INS-04")
    most = weighing.profile_of(county.code, by).inspection.teams_per_round if size is None else size
    if most < 1:
        raise Refused("至少抽 1 支队。", field="size")
    told = {"county_code": county.code, "week": week, "size": most, "plan_document": plan_document.strip()}
    return InspectionRound.objects.create(**told, opened_by=by.name)


@act("inspection.amend", "改这一周抽几支、计划文号", needs=rules.PLAN)
def amend(row: InspectionRound, *, size: int, plan_document: str = "", by: Actor) -> InspectionRound:
    """Both are sealed with the list, so only before (R-INS-02)."""
    rules.must_be_draft(row.state)
    if size < 1:
        raise Refused("至少抽 1 支队。", field="size")
    row.size, row.plan_document = size, plan_document.strip()
    row.save()
    return row


def taken_weeks(county_code: str) -> set[str]:
    """Those that are not opened again: one given up before it was sealed may be."""
    held = InspectionRound.objects.filter(county_code=county_code).exclude(state=State.CANCELLED, seal_hash="")
    return set(held.values_list("week", flat=True))


def _period(week: str) -> Period:
    try:
        return of_key(Cycle.WEEK, week)
    except ValueError:
        raise Refused(f"没有“{week}”这一周。", field="week") from None


@act("inspection.revisit", "加一支回头看的队", needs=rules.PLAN)
def revisit(row: InspectionRound, *, number: str, reason: str, by: Actor) -> InspectionRound:
    """By its number, and outside the cap: a finding said that somebody looks again (R-INS-02). The round is what comes
    back, so that the audit line holds the number and no place."""
    rules.must_be_draft(row.state)
    if not reason.strip():
        raise Refused("写一句为什么要回头看。", field="reason")
    team = Team.objects.as_of(by.today).filter(county_code=row.county_code, number=number.strip()).first()
    if team is None:
        raise Refused(f"没有队号是“{number}”的队。", field="number")
    if row.drawn.filter(team=team).exists():
        raise Refused("这支队已经在回头看里了。", field="number")
    _drawn(row, team, 1 + row.drawn.count(), kind=Kind.REVISIT, reason=reason.strip()).save()
    return row


def _drawn(row: InspectionRound, team: Team, position: int, **told: Any) -> DrawnTeam:
    whose = {"county_code": row.county_code, "team": team, "seat_code": team.place_code}
    return DrawnTeam(round=row, position=position, **whose, **told)


@act("inspection.give_half", "放入一半密码", needs=rules.SECRET)
def give_half(row: InspectionRound, *, secret: str = "", by: Actor) -> InspectionRound:
    """By two people who supervise; chance comes from the machine, own words may be added to know it again by
    (R-INS-04). The round comes back: the line holds nothing of the half."""
    rules.must_be_draft(row.state)
    rules.must_not_be_long(secret)
    if by.person_id is None:
        raise Refused("放入密码的要是具体的人。")
    held = list(row.halves.all())
    if any(half.given_by_person in by.persons for half in held):
        raise Refused("您已经放过一半，另一半要由另一个人放。", rule="R-INS-04")
    if len(held) >= HALVES:
        raise Refused("两半都放好了。")
    half = lottery.half_of(secret)
    told = {"secret": half, "digest": lottery.digest_of(half), "position": len(held) + 1}
    row.halves.create(**told, given_by=by.name, given_by_person=by.person_id, given_at=by.now)
    return row


@act("inspection.seal", "封签", needs=rules.PLAN, flow=FLOW)
def seal(
    row: InspectionRound, *, public_name: str, public_source: str, public_at: datetime, by: Actor
) -> InspectionRound:
    """From here on nothing can be moved: the list, its weights, the hashes of both halves and which later number it
    will be are one document, known by its hash (R-INS-04)."""
    halves = _two_halves(row, by)
    _must_name_a_later_number(public_name, public_source, public_at, by)
    if not row.groups.exists():
        raise Refused("先排好谁去：至少一个督查组。")
    if is_another_sealed(row):
        raise Refused("另一轮封了还没有抽。抽了再封这一轮，免得两轮抽到同一支队。", rule="R-INS-02")
    FLOW.step(row, "seal")
    row.public_name, row.public_source, row.public_at = public_name.strip(), public_source.strip(), public_at
    row.sealed = documents.sealed(row, _tickets(row, by), [half.digest for half in halves])
    row.seal_hash = lottery.fingerprint(row.sealed)
    row.sealed_at, row.sealed_by = by.now, by.name
    row.save()
    return row


def is_another_sealed(row: InspectionRound) -> bool:
    """What is drawn counts for the next list though nobody has gone yet; what is only sealed may still draw anybody."""
    return InspectionRound.objects.filter(county_code=row.county_code, state=State.SEALED).exists()


def _earlier_must_be_walked(row: InspectionRound) -> None:
    """Once a week is done its list is open, and whoever is missing on it was drawn for the week before."""
    drawn = InspectionRound.objects.filter(county_code=row.county_code, state=State.DRAWN)
    if drawn.filter(sealed_at__lt=row.sealed_at).exists():
        raise Refused("前一轮还没有登记走完，先登记前一轮：从这一轮的名单里看得出前一轮抽了谁。", rule="R-INS-01")


def _two_halves(row: InspectionRound, by: Actor) -> list[SecretHalf]:
    halves = list(row.halves.order_by("position"))
    if len(halves) < HALVES:
        raise Refused(f"还差 {HALVES - len(halves)} 半密码：请两个人监督，各放一半。", rule="R-INS-04")
    if any(half.given_by_person in by.persons for half in halves):
        raise Refused("放了密码的不能再来封签，换一个人封。", rule="R-SEC-14")
    return halves


def _must_name_a_later_number(name: str, source: str, at: datetime, by: Actor) -> None:
    if not name.strip():
        raise Refused("写明用哪个公布数，比如“福彩双色球第2022078期红球”。", field="public_name", rule="R-INS-04")
    if not source.strip():
        raise Refused("写明在哪里看得到这个数，谁都能去查。", field="public_source", rule="R-INS-04")
    if at <= by.now:
        raise Refused("公布的时间要在封签以后，不能用已经知道的数。", field="public_at", rule="R-INS-04")


def _tickets(row: InspectionRound, by: Actor) -> list[Ticket]:
    """Whoever is looked at again anyway does not take part."""
    profile = weighing.profile_of(row.county_code, by)
    again = set(row.drawn.values_list("team__number", flat=True))
    standing = weighing.standings(row.county_code, _period(row.week).since, profile)
    return rules.tickets((one for one in standing if one.number not in again), profile.inspection)


@act("inspection.draw", "录入公布数、抽签", needs=rules.PLAN, flow=FLOW)
def draw(row: InspectionRound, *, public_number: str, by: Actor) -> InspectionRound:
    """Once, by the number that was named; the line holds that number and none of the teams."""
    if row.state == State.SEALED and by.now < row.public_at:
        raise Refused(f"{row.public_name}还没有公布，公布了再录。", field="public_number", rule="R-INS-04")
    _must_not_be_paused(row, by)
    FLOW.step(row, "draw")
    row.public_number = rules.must_be_a_number(public_number)
    row.public_number_read = rules.as_published(public_number)
    row.drawn_at, row.drawn_by = by.now, by.name
    _write_down(row, documents.drawn(row.sealed, _opened(row), row.public_number))
    row.save()
    share_out(row, by)
    return row


def _must_not_be_paused(row: InspectionRound, by: Actor) -> None:
    day = max(by.today, _period(row.week).since)
    if pauses(row.county_code, day, "inspection"):
        raise Refused("正在应急值守，督查停下。值守完了再抽，或者这一周不办了。", rule="R-ATT-16")


def _opened(row: InspectionRound) -> list[str]:
    """The two halves in plain, held against what was sealed."""
    if lottery.fingerprint(row.sealed) != row.seal_hash:
        raise Refused("封进去的名单和封签对不上：封了以后被改过。这一轮不能抽，请查日志。", rule="R-INS-04")
    try:
        halves = [half.secret for half in row.halves.order_by("position")]
    except Unopenable:
        raise Refused("密码打不开：系统的密钥换过，或者密码被改过。这一轮不能抽。", rule="R-INS-04") from None
    documents.must_match(row.sealed, halves)
    return halves


def _write_down(row: InspectionRound, tickets: Sequence[Ticket]) -> None:
    teams = {team.number: team for team in Team.objects.filter(county_code=row.county_code)}
    first = 1 + row.drawn.count()
    insert_many(
        _drawn(
            row,
            teams[ticket.number],
            position,
            kind=Kind.FLOOR if ticket.stratum == FLOOR else Kind.RANDOM,
            stratum=ticket.stratum,
        )
        for position, ticket in enumerate(tickets, start=first)
    )


@act("inspection.finish", "登记这一周督查走完", needs=rules.PLAN, flow=FLOW)
def finish(row: InspectionRound, *, on: date | None = None, by: Actor) -> InspectionRound:
    """Now the halves are shown and anybody in reach may recompute; the week's 一周一督查 counts as done."""
    left = row.drawn.filter(state=Seen.WAITING).count()
    if left:
        raise Refused(f"还有 {left} 支队没交回记录。没去成的，先写明为什么。")
    if not row.drawn.filter(state=Seen.VISITED).exists():
        raise Refused("一支队也没去成，不算走完；这一周不办了的话，写明理由。")
    _earlier_must_be_walked(row)
    FLOW.step(row, "finish")
    row.finished_on, row.finished_by = on or by.today, by.name
    row.save()
    _tick(row, by)
    return row


def _tick(row: InspectionRound, by: Actor) -> None:
    week = CadenceItem.objects.filter(county_code=row.county_code, cycle=Cycle.WEEK, period=row.week, state=Due.DUE)
    if by.may(KEEP) and (item := week.first()):
        seen = row.drawn.filter(state=Seen.VISITED).count()
        url = f"/inspection/{row.pk}/"
        rhythm.done(item, done_on=row.finished_on, evidence=f"督查 {seen} 支队", evidence_url=url, by=by)


@act("inspection.cancel", "这一周督查不办了", needs=rules.PLAN, flow=FLOW)
def cancel(row: InspectionRound, *, reason: str, by: Actor) -> InspectionRound:
    """One that was sealed keeps its week, so that nobody draws again until it suits."""
    if not reason.strip():
        raise Refused("写明为什么不办了。", field="reason")
    if row.drawn.filter(state=Seen.VISITED).exists():
        raise Refused("已经去过的村不能当没去过。没去成的写明为什么，再登记走完。")
    FLOW.step(row, "cancel")
    row.cancelled_because = reason.strip()
    row.save()
    return row
