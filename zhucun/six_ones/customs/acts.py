"""一约四会 of a village are set up, change, end; its rules are adopted, edition after edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.policy.customs_values import COUNCIL, RULES, CustomsBody
from zhucun.six_ones import plain_text, public_text
from zhucun.six_ones.customs import rules
from zhucun.six_ones.customs.models import LINE, RULES_LONGEST, VillageCouncil, VillageRules
from zhucun.six_ones.customs.rules import KEEP

SAY_RULES = "把条文贴进来，一条一行。"


def served_by_teams(places: Iterable[Place | int], day: date) -> set[tuple[int, int]]:
    """(team, place) of the places on the day. One query."""
    there = TeamPlace.objects.as_of(day).filter(place__in={getattr(one, "pk", one) for one in places})
    return set(there.values_list("team", "place"))


def must_reach(place_id: int, code: str, served: set[tuple[int, int]], by: Actor) -> None:
    """Of the village or above it, or of a team that serves it."""
    reach = by.scope(KEEP)
    if not (reach.covers_place(code) or any((team, place_id) in served for team in reach.team)):
        raise OutOfReach()


def must_be_a_village(place: Place) -> None:
    if place.kind not in SERVED:
        raise Refused("一约四会登记在村、社区、安置点。", field="place")


@dataclass
class _SettingUp:
    """The county's five, who serves the villages, what they have; looked up once."""

    calls: Sequence[Told]
    by: Actor

    @cached_property
    def bodies(self) -> dict[str, CustomsBody]:
        return {one.key: one for one in policy.of(self.by).customs.bodies}

    @cached_property
    def served(self) -> set[tuple[int, int]]:
        return served_by_teams([call.row for call in self.calls], self.by.today)

    @cached_property
    def held(self) -> dict[tuple[int, str], VillageCouncil]:
        there = VillageCouncil.objects.filter(place__in={call.row.pk for call in self.calls}, until__isnull=True)
        return {(one.place_id, one.kind): one for one in there}


@act("customs.set_up", "登记一约四会建了", needs=KEEP, remote=True, undo="customs.take_out")
def set_up(place: Place, *, kind: str, since: date, member_count: int = 0, by: Actor) -> VillageCouncil:
    return _set_up([Told(place, {"kind": kind, "since": since, "member_count": member_count})], by=by)[0]


@set_up.as_many
def _set_up(calls: Sequence[Told], *, by: Actor) -> list[VillageCouncil]:
    facts = _SettingUp(calls, by)
    return insert_many(each(calls, lambda call: _made(call, facts, call.hand(by))))


def _made(call: Told, facts: _SettingUp, by: Actor) -> VillageCouncil:
    place, given = call.row, call.given
    must_be_a_village(place)
    must_reach(place.pk, place.code, facts.served, by)
    body = _body(given["kind"], facts.bodies)
    rules.must_have_been(given["since"], by.today, field="since")
    rules.must_be_members(given["member_count"], has_members=body.form == COUNCIL)
    if (held := facts.held.get((place.pk, body.key))) is not None:
        raise Refused(f"{place.name}的{body.label} {held.since:%Y-%m-%d} 已经建了。人数变了，改人数。", field="kind")
    row = VillageCouncil(
        place=place,
        place_code=place.code,
        kind=body.key,
        since=given["since"],
        member_count=given["member_count"] if body.form == COUNCIL else 0,
        registered_by=by.name,
    )
    facts.held[place.pk, body.key] = row
    return row


def _body(kind: str, bodies: dict[str, CustomsBody]) -> CustomsBody:
    if kind not in bodies:
        raise Refused("没有这一样。在列出来的里面选一个。", field="kind", rule="R-TASK-09")
    return bodies[kind]


def _must_reach_row(row: VillageCouncil | VillageRules, by: Actor) -> None:
    must_reach(row.place_id, row.place_code, served_by_teams([row.place_id], by.today), by)


@act("customs.take_out", "撤回一约四会的登记", needs=KEEP, remote=True)
def take_out(council: VillageCouncil, *, by: Actor) -> VillageCouncil:
    """Entered by mistake: it never was."""
    _must_reach_row(council, by)
    if council.kind == RULES and VillageRules.objects.filter(place=council.place).exists():
        raise Refused("村规民约的条文还在，先撤回条文。")
    return taken_out(council)


@act("customs.change", "改一约四会的日子和人数", needs=KEEP, remote=True)
def change(council: VillageCouncil, *, since: date, member_count: int = 0, by: Actor) -> VillageCouncil:
    _must_reach_row(council, by)
    body = _body(council.kind, {one.key: one for one in policy.of(by).customs.bodies})
    rules.must_have_been(since, by.today, field="since")
    rules.must_be_members(member_count, has_members=body.form == COUNCIL)
    if council.until is not None and since >= council.until:
        raise Refused(f"{council.until:%Y-%m-%d} 起已经不在了，建的日子要在那以前。", field="since")
    council.since = since
    council.member_count = member_count if body.form == COUNCIL else 0
    council.save()
    return council


@act("customs.end", "登记一约四会停了", needs=KEEP, remote=True, undo="customs.go_on")
def end(council: VillageCouncil, *, on: date, by: Actor) -> VillageCouncil:
    """From that day it is not there any more."""
    _must_reach_row(council, by)
    rules.must_have_been(on, by.today, field="on")
    if council.until is not None:
        raise Refused("已经登记停了。")
    if on <= council.since:
        raise Refused(f"{council.since:%Y-%m-%d} 才建的。写那以后的日子；登记错了的，撤回登记。", field="on")
    council.until = on
    council.save()
    return council


@act("customs.go_on", "停了的一约四会恢复", needs=KEEP)
def go_on(council: VillageCouncil, *, by: Actor) -> VillageCouncil:
    _must_reach_row(council, by)
    if VillageCouncil.objects.filter(place=council.place, kind=council.kind, until__isnull=True).exists():
        raise Refused("已经有一个在了。")
    council.until = None
    council.save()
    return council


# ── 村规民约 ──


@act("customs.adopt", "登记一版村规民约", needs=KEEP, remote=True, undo="customs.withdraw_rules")
def adopt(place: Place, *, text: str, adopted_on: date, adopted_by: str = "", by: Actor) -> VillageRules:
    """The text as the village adopted it, without anybody's private matters; the edition before stays beside it."""
    return _adopt([Told(place, {"text": text, "adopted_on": adopted_on, "adopted_by": adopted_by})], by=by)[0]


@adopt.as_many
def _adopt(calls: Sequence[Told], *, by: Actor) -> list[VillageRules]:
    places = {call.row.pk: call.row for call in calls}
    served = served_by_teams(places.values(), by.today)
    before = _latest(places)
    on_file = list(before.values())
    rows = each(calls, lambda call: _adopted(call, before, served, call.hand(by)))
    for one in on_file:
        one.save()
    insert_many(rows)
    _written_down(rows)
    return rows


def _latest(places: Iterable[int]) -> dict[int, VillageRules]:
    rows = VillageRules.objects.filter(place__in=list(places)).order_by("edition")
    return {row.place_id: row for row in rows}


def _adopted(call: Told, before: dict[int, VillageRules], served: set[tuple[int, int]], by: Actor) -> VillageRules:
    place, given = call.row, call.given
    must_be_a_village(place)
    must_reach(place.pk, place.code, served, by)
    rules.must_have_been(given["adopted_on"], by.today, field="adopted_on")
    latest = before.get(place.pk)
    if latest is not None and given["adopted_on"] <= latest.since:
        raise Refused(f"{latest}是 {latest.since:%Y-%m-%d} 通过的，新的一版要在那以后。", field="adopted_on")
    row = VillageRules(
        place=place,
        place_code=place.code,
        edition=1 if latest is None else latest.edition + 1,
        text=_rules_text(given["text"], place),
        since=given["adopted_on"],
        adopted_by=plain_text.without_private(given["adopted_by"], field="adopted_by")[:LINE],
        registered_by=by.name,
    )
    if latest is not None:
        latest.until = row.since
    before[place.pk] = row
    return row


def _rules_text(text: str, place: Place) -> str:
    """It may speak of the sick and the old, but of nobody by name, house or number."""
    plain_text.said(text, SAY_RULES)
    if len(text) > RULES_LONGEST:
        raise Refused(f"最多 {RULES_LONGEST} 个字，现在是 {len(text)} 个。", field="text")
    return public_text.must_be_public(text, public_text.heads_in(place), health=False)


def _written_down(rows: Sequence[VillageRules]) -> None:
    """A village whose rules are on file has 村规民约, from its first edition on."""
    there = VillageCouncil.objects.filter(place__in={row.place_id for row in rows}, kind=RULES, until__isnull=True)
    held = set(there.values_list("place", flat=True))
    first = {row.place_id: row for row in reversed(rows) if row.place_id not in held}
    insert_many(
        VillageCouncil(
            place=row.place, place_code=row.place_code, kind=RULES, since=row.since, registered_by=row.registered_by
        )
        for row in reversed(first.values())
    )


@act("customs.withdraw_rules", "撤回一版村规民约", needs=KEEP, remote=True)
def withdraw_rules(edition: VillageRules, *, by: Actor) -> VillageRules:
    """The latest, entered by mistake: the one before holds again."""
    _must_reach_row(edition, by)
    latest = VillageRules.objects.filter(place=edition.place).order_by("-edition").first()
    if latest != edition:
        raise Refused(f"只能撤回最新的一版（{latest}）。")
    place, number = edition.place, edition.edition
    gone = taken_out(edition)
    before = VillageRules.objects.filter(place=place, edition=number - 1).first()
    if before is not None:
        before.until = None
        before.save()
    return gone
