"""Forming teams, posting people to them, ending postings: the only writer of the roster."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, insert_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import taken_out, update_many
from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import ChangeKind, StartKind, TeamRole
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, spoken_name
from zhucun.policy import in_force as policy


@act("team.form", "组建工作队", needs=rules.KEEP_TEAMS, remote=True)
def form_team(
    seat: Place,
    *,
    number: str,
    since: date,
    name: str = "",
    backing_unit: Unit | None = None,
    approved_size: int | None = None,
    basis: str = "",
    by: Actor,
) -> Team:
    """A team at its main place, with its backing unit and 核定人数 where they are known."""
    told = {k: v for k, v in locals().items() if k not in ("by", "seat")}
    return _form_teams([Told(seat, told)], by=by)[0]


@form_team.as_many
def _form_teams(calls: Sequence[Told], *, by: Actor) -> list[Team]:
    served = set(
        TeamPlace.objects.filter(place__in=[call.row for call in calls], until__isnull=True).values_list(
            "place_id", flat=True
        )
    )
    counties = {call.row.code[:6] for call in calls}
    numbers = set(Team.objects.filter(county_code__in=counties).values_list("county_code", "number"))
    teams = each(calls, lambda call: _new_team(call, served, numbers))
    insert_many(teams)
    pairs = list(zip(teams, calls, strict=True))
    insert_many([TeamPlace(team=team, place=call.row, is_main=True, since=call.given["since"]) for team, call in pairs])
    _back_and_size(pairs)
    return teams


def _back_and_size(pairs: Sequence[tuple[Team, Told]]) -> None:
    backed = [(team, call) for team, call in pairs if call.given["backing_unit"]]
    sized = [(team, call) for team, call in pairs if call.given["approved_size"]]
    insert_many(
        [TeamBacking(team=t, unit=c.given["backing_unit"], since=t.since, basis=c.given["basis"]) for t, c in backed]
    )
    insert_many(
        [ApprovedSize(team=t, size=c.given["approved_size"], since=t.since, basis=c.given["basis"]) for t, c in sized]
    )


def _new_team(call: Told, served: set[int], numbers: set[tuple[str, str]]) -> Team:
    seat, given = call.row, call.given
    county_code = seat.code[:6]
    if seat.kind not in SERVED:
        raise Refused(f"{seat.name}不是村、社区或安置点，不能驻队。", field="seat")
    if seat.pk in served:
        raise Refused(f"{seat.name}已经有工作队了。", field="seat")
    if (county_code, given["number"]) in numbers:
        raise Refused(f"队号“{given['number']}”已经用过了。", field="number")
    served.add(seat.pk)
    numbers.add((county_code, given["number"]))
    name = given["name"] or f"驻{spoken_name(seat.name)}工作队"
    return Team(county_code=county_code, place_code=seat.code, number=given["number"], name=name, since=given["since"])


@act("team.serve", "加驻一处", needs=rules.KEEP_TEAMS, remote=True, undo="team.withdraw_place")
def serve(team: Team, *, place: Place, since: date, by: Actor) -> TeamPlace:
    """One team may serve several places (R-ORG-10)."""
    return _serve_many([Told(team, {"place": place, "since": since})], by=by)[0]


@serve.as_many
def _serve_many(calls: Sequence[Told], *, by: Actor) -> list[TeamPlace]:
    places = [call.given["place"] for call in calls]
    served = set(TeamPlace.objects.filter(place__in=places, until__isnull=True).values_list("place_id", flat=True))
    return insert_many(each(calls, lambda call: _new_team_place(call, served)))


def _new_team_place(call: Told, served: set[int]) -> TeamPlace:
    place = call.given["place"]
    if place.kind not in SERVED:
        raise Refused(f"{place.name}不是村、社区或安置点，不能驻队。", field="place")
    if place.pk in served:
        raise Refused(f"{place.name}已经有工作队了。", field="place")
    served.add(place.pk)
    return TeamPlace(team=call.row, place=place, since=call.given["since"])


@act("team.leave_place", "不再兼驻", needs=rules.KEEP_TEAMS, remote=True)
def leave_place(team_place: TeamPlace, *, last_day: date, reason: str = "", by: Actor) -> TeamPlace:
    if team_place.is_main:
        raise Refused("这是主驻点。队伍不再驻这里的，请撤销工作队，再在新的地方组队。")
    if team_place.until is not None:
        raise Refused("已经不驻这一处了。")
    team_place.until = max(last_day, team_place.since) + timedelta(days=1)
    team_place.save()
    return team_place


@act("team.back", "定后盾单位", needs=rules.KEEP_TEAMS, remote=True, undo="team.withdraw_backing")
def back(team: Team, *, unit: Unit, since: date, basis: str = "", by: Actor) -> TeamBacking:
    """One backing unit at a time; the one before it ends the day this one begins (R-ORG-12)."""
    current = team.backings.filter(until__isnull=True).first()
    if current and since <= current.since:
        raise Refused(f"要晚于现任后盾单位的起始日（{current.since:%Y-%m-%d}）。", field="since")
    if current:
        current.until = since
        current.save()
    return TeamBacking.objects.create(team=team, unit=unit, since=since, basis=basis)


@act("team.approve_size", "核定人数", needs=rules.KEEP_TEAMS, remote=True, undo="team.withdraw_size")
def approve_size(team: Team, *, size: int, since: date, reason: str = "", basis: str = "", by: Actor) -> ApprovedSize:
    """Lowering it needs a reason (R-SEL-11)."""
    current = team.approved_sizes.filter(until__isnull=True).first()
    if current and since <= current.since:
        raise Refused(f"要晚于现核定的起始日（{current.since:%Y-%m-%d}）。", field="since")
    if current and size < current.size and not reason:
        raise Refused("核定人数只增不减。确要调低，请写明理由。", field="reason", rule="R-SEL-11")
    if current:
        current.until = since
        current.save()
    return ApprovedSize.objects.create(team=team, size=size, since=since, reason=reason, basis=basis)


@act("team.disband", "撤销工作队", needs=rules.KEEP_TEAMS, remote=True)
def disband(team: Team, *, last_day: date, reason: str, by: Actor) -> Team:
    if team.postings.filter(until__isnull=True).exists():
        raise Refused("队里还有人，先结束他们的派驻。")
    until = last_day + timedelta(days=1)
    for dated in (team.team_places, team.backings, team.approved_sizes):
        for row in dated.filter(until__isnull=True):
            row.until = max(until, row.since + timedelta(days=1))
            row.save()
    team.until = until
    team.save()
    return team


@act("posting.start", "派驻", needs=rules.START, remote=True, undo="posting.withdraw")
def start(
    team: Team,
    *,
    cadre: Cadre,
    since: date,
    basis: str,
    kind: StartKind = StartKind.ROUND,
    roles: Sequence[TeamRole] = (TeamRole.MEMBER,),
    sending_unit: Unit | None = None,
    succeeds: Posting | None = None,
    reported_on: date | None = None,
    by: Actor,
) -> Posting:
    """Post a person to a team, with document number or reason (补录 of an existing posting is `kind=backfill`).

    A successor names the posting it follows, whose last day is known, and is no addition (R-SEL-11); it may begin
    before that day, and has the seat after it (R-SEL-18). The sending unit is the cadre's own
    unless told otherwise.
    """
    told = {k: v for k, v in locals().items() if k not in ("by", "team")}
    return _start_many([Told(team, told)], by=by)[0]


@start.as_many
def _start_many(calls: Sequence[Told], *, by: Actor) -> list[Posting]:
    cadres = _locked_cadres([call.given["cadre"] for call in calls])
    held = _held_by(cadres)
    prefetch_related_objects([cadres[key] for key in held], "person")  # whose names a refusal may need
    followed = [before for call in calls if (before := call.given["succeeds"]) is not None]
    prefetch_related_objects(followed, "cadre__person")
    led = _led_until([call.row.pk for call in calls])
    led_before = dict(led)
    made = each(calls, lambda call: _new_posting(call, cadres, held, led, by))
    insert_many(made)
    roles = [
        {"posting_id": posting.pk, "role": role, "since": _role_since(posting, role, led_before), "until": None}
        for posting, call in zip(made, calls, strict=True)
        for role in call.given["roles"]
    ]
    insert_plain(RoleSpell, roles)
    return made


def _role_since(posting: Posting, role: str, led: Mapping[int, date]) -> date:
    """With the seat; the first secretary's from the day after the last day of the one before (R-ORG-08, R-SEL-18)."""
    if role != TeamRole.FIRST_SECRETARY:
        return posting.seat_since
    return max(posting.seat_since, led.get(posting.team_id, date.min))


def _locked_cadres(cadres: Iterable[Cadre]) -> dict[int, Cadre]:
    """Two starts for one cadre meet here: the second waits, then sees the first (also by the partial unique index)."""
    keys = sorted({cadre.pk for cadre in cadres})
    found: dict[int, Cadre] = {}
    for begin in range(0, len(keys), 800):
        rows = Cadre.objects.filter(pk__in=keys[begin : begin + 800])
        found.update((row.pk, row) for row in rows.select_for_update(of=("self",)))
    prefetch_related_objects(list(found.values()), "unit")  # few units, each read once
    return found


def _held_by(cadres: dict[int, Cadre]) -> dict[int, list[Posting]]:
    held: dict[int, list[Posting]] = defaultdict(list)
    keys = list(cadres)
    for begin in range(0, len(keys), 800):
        for posting in Posting.objects.filter(cadre__in=keys[begin : begin + 800]):
            held[posting.cadre_id].append(posting)
    return held


NEVER_ENDS = date.max


def _led_until(teams: Iterable[int]) -> dict[int, date]:
    """Until when each team has had a first secretary; `NEVER_ENDS` where one is in office without an end."""
    spells = RoleSpell.objects.filter(role=TeamRole.FIRST_SECRETARY, posting__team__in=set(teams))
    found: dict[int, date] = {}
    for team, until in spells.values_list("posting__team", "until"):
        found[team] = max(until or NEVER_ENDS, found.get(team, date.min))
    return found


def _new_posting(
    call: Told, cadres: dict[int, Cadre], held: dict[int, list[Posting]], led: dict[int, date], by: Actor
) -> Posting:
    team, given = call.row, call.given
    cadre = cadres[given["cadre"].pk]
    if cadre.pk in held:
        rules.must_not_overlap(cadre.person.name, held[cadre.pk], given["since"])
    _must_be_allowed(call, cadre, team, led)
    if given["succeeds"] is not None:
        _must_follow(team, given["succeeds"], given["since"], by)
    unit = given["sending_unit"] or cadre.unit
    posting = Posting(
        team=team,
        cadre=cadre,
        sending_unit=unit,
        sending_level=unit.sending_level,
        place_code=team.place_code,
        since=given["since"],
        seat_since=rules.seat_since(given["since"], given["succeeds"]),
        start_kind=given["kind"],
        start_basis=given["basis"],
        succeeds=given["succeeds"],
        reported_on=given["reported_on"],
    )
    held[cadre.pk].append(posting)
    return posting


def _must_be_allowed(call: Told, cadre: Cadre, team: Team, led: dict[int, date]) -> None:
    given = call.given
    if cadre.county_code != team.county_code:
        raise Refused(f"{cadre.person.name}不在这个县的册上。", field="cadre")
    if not given["basis"].strip():
        raise Refused("要写派出文号；没有文号的，写明补录理由。", field="basis", rule="R-SEL-20")
    if given["sending_unit"] is None and cadre.unit_id is None:
        raise Refused(f"{cadre.person.name}没有登记单位，请写明派出单位。", field="sending_unit")
    if not team.holds(given["since"]):
        raise Refused(f"{team.name}在 {given['since']:%Y-%m-%d} 还没有组建或已撤销。", field="since")
    if TeamRole.FIRST_SECRETARY in given["roles"]:
        if led.get(team.pk) == NEVER_ENDS:
            raise Refused(f"{team.name}已经有第一书记了。", field="roles", rule="R-ORG-08")
        led[team.pk] = NEVER_ENDS


def _must_follow(team: Team, before: Posting, since: date, by: Actor) -> None:
    """Somebody of the team whose last day is known; there together for the hand-over week at most (R-SEL-18)."""
    if before.team_id != team.pk:
        raise Refused("只能接替本队的人。", field="succeeds", rule="R-SEL-11")
    if before.until is None:
        raise Refused(
            "被接替的人还在岗，先结束那一段派驻；最后一天可以是以后的日子。", field="succeeds", rule="R-SEL-11"
        )
    if since < before.until:
        days = policy.known_to(by, since, [team.county_code])[team.county_code].selection.handover_days
        rules.must_not_begin_too_early(before.cadre.person.name, since, before, days)


@act("posting.correct", "更正派驻资料", needs=rules.START)
def correct(
    posting: Posting,
    *,
    since: date | None = None,
    basis: str | None = None,
    sending_unit: Unit | None = None,
    by: Actor,
) -> Posting:
    """What was written down wrongly. A change of what is true ends one posting and starts another (R-SEL-20)."""
    if since is not None and since != posting.since:
        _begin_otherwise(posting, since, by)
    if basis is not None:
        if not basis.strip():
            raise Refused("要写派出文号；没有文号的，写明补录理由。", field="basis", rule="R-SEL-20")
        posting.start_basis = basis
    if sending_unit is not None:
        posting.sending_unit, posting.sending_level = sending_unit, sending_unit.sending_level
    posting.save()
    return posting


def _begin_otherwise(posting: Posting, since: date, by: Actor) -> None:
    """Roles that began with the posting begin with it still; a report that would come before it moves along."""
    if not posting.team.holds(since):
        raise Refused(f"{posting.team.name}在 {since:%Y-%m-%d} 还没有组建或已撤销。", field="since")
    if posting.until is not None and since >= posting.until:
        raise Refused("派驻起要早于结束的日子。", field="since")
    others = Posting.objects.filter(cadre=posting.cadre_id).exclude(pk=posting.pk)
    rules.must_not_overlap(posting.cadre.person.name, others, since, posting.until)
    if posting.succeeds is not None:
        _must_follow(posting.team, posting.succeeds, since, by)
    seat_since = rules.seat_since(since, posting.succeeds)
    for spell in posting.roles.all():
        if spell.since == posting.seat_since or spell.since < seat_since:
            spell.since = seat_since
            spell.save()
    posting.seat_since = seat_since
    if posting.reported_on is not None and (posting.reported_on == posting.since or posting.reported_on < since):
        posting.reported_on = since
    posting.since = since


@act("posting.report_in", "登记报到", needs=rules.REPORT_IN, remote=True, undo="posting.withdraw_report")
def report_in(
    posting: Posting, *, arrived_on: date, full_time_letter: str = "", party_moved_on: date | None = None, by: Actor
) -> Posting:
    """The township enters the day of arrival (R-SEL-22)."""
    if arrived_on < posting.since:
        raise Refused(f"报到不能早于派驻之日（{posting.since:%Y-%m-%d}）。", field="arrived_on")
    if arrived_on > by.today:
        raise Refused("报到日期还没到。", field="arrived_on")
    posting.reported_on = arrived_on
    posting.full_time_letter = full_time_letter or posting.full_time_letter
    posting.party_moved_on = party_moved_on or posting.party_moved_on
    posting.save()
    return posting


@act("posting.end", "结束派驻", needs=rules.END, remote=True, undo="posting.reopen")
def end(posting: Posting, *, last_day: date, kind: ChangeKind, basis: str = "", reason: str = "", by: Actor) -> Posting:
    """The posting's last day, and which kind of change it is (R-SEL-16). The row stays (R-SEL-20)."""
    return _end_many([Told(posting, {"last_day": last_day, "kind": kind, "basis": basis, "reason": reason})], by=by)[0]


@end.as_many
def _end_many(calls: Sequence[Told], *, by: Actor) -> list[Posting]:
    postings = each(calls, _ended)
    update_many(postings, ["until", "end_kind", "end_basis", "end_reason"])
    _close_roles(postings)
    return postings


def _close_roles(postings: Sequence[Posting]) -> None:
    """A role that would have begun after the last day was never held and its row goes."""
    until = {posting.pk: posting.until for posting in postings}
    spells = list(RoleSpell.objects.filter(posting__in=postings, until__isnull=True))
    for spell in spells:
        spell.until = until[spell.posting_id]
    if never := [spell.pk for spell in spells if spell.until <= spell.since]:
        RoleSpell.objects.filter(pk__in=never).delete()
    RoleSpell.objects.bulk_update([spell for spell in spells if spell.pk not in never], ["until"], batch_size=500)


def _ended(call: Told) -> Posting:
    posting, given = call.row, call.given
    if posting.until is not None:
        raise Refused("这一段派驻已经结束了。")
    if given["last_day"] < posting.since:
        raise Refused(f"最后一天要不早于派驻之日（{posting.since:%Y-%m-%d}）。", field="last_day")
    posting.until = given["last_day"] + timedelta(days=1)
    posting.end_kind, posting.end_basis, posting.end_reason = given["kind"], given["basis"], given["reason"]
    return posting


@act("posting.give_role", "定队内职务", needs=rules.START, remote=True, undo="posting.take_role")
def give_role(posting: Posting, *, role: TeamRole, since: date, by: Actor) -> RoleSpell:
    """One first secretary a team; the one before must be taken off first (R-ORG-08)."""
    if posting.until is not None:
        raise Refused("这一段派驻已经结束了。")
    if posting.roles.filter(role=role, until__isnull=True).exists():
        raise Refused(f"已经是{TeamRole(role).label}了。", field="role")
    begins = max(since, posting.seat_since)
    if role == TeamRole.FIRST_SECRETARY:
        Team.objects.select_for_update(of=("self",)).get(pk=posting.team_id)  # two given at once meet here
        led = _led_until([posting.team_id]).get(posting.team_id, date.min)
        if led == NEVER_ENDS:
            raise Refused("队里已经有第一书记，先免去再定。", field="role", rule="R-ORG-08")
        begins = max(begins, led)
    return RoleSpell.objects.create(posting=posting, role=role, since=begins)


@act("posting.take_role", "免队内职务", needs=rules.START, remote=True, undo="posting.give_role")
def take_role(posting: Posting, *, role: TeamRole, last_day: date, by: Actor) -> RoleSpell:
    """With a last day before the first, the role was never held and its row goes."""
    spell = posting.roles.filter(role=role, until__isnull=True).first()
    if spell is None:
        raise Refused(f"现在不是{TeamRole(role).label}。", field="role")
    if last_day < spell.since:
        return taken_out(spell)
    spell.until = last_day + timedelta(days=1)
    spell.save()
    return spell
