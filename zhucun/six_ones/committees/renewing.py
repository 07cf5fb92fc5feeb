"""换届: the whole committee of a village from a day on, as a difference from the one before: who stays, joins, leaves,
changes post. Deciding says it; the act carries it out, and the secretary's account moves that same day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NotRequired, TypedDict

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.lib.names import normal_name
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees import rules
from zhucun.six_ones.committees.acts import ABOUT, ONE_DAY
from zhucun.six_ones.committees.models import CommitteeMember, CommitteeRenewal
from zhucun.six_ones.committees.moving import Succession, secretaries_come, secretaries_leave
from zhucun.six_ones.committees.rules import KEEP, Left, PartyPost
from zhucun.six_ones.committees.stationed import Stationed, must_not_be_stationed

DAYS = ("since", "term_ends_on")


class Seat(TypedDict):
    """One of the new committee. What is left out stays as it was, of one who was in it before."""

    name: str
    party_post: NotRequired[str]
    village_post: NotRequired[str]
    sex: NotRequired[str]
    birth_month: NotRequired[date | None]
    education: NotRequired[int | None]
    is_party_member: NotRequired[bool]
    is_returned_talent: NotRequired[bool]


@dataclass(frozen=True)
class Renewal:
    """What becomes of one village's committee."""

    on: date
    stays: tuple[tuple[CommitteeMember, Seat], ...] = ()
    changes: tuple[tuple[CommitteeMember, Seat], ...] = ()
    joins: tuple[Seat, ...] = ()
    leaves: tuple[CommitteeMember, ...] = ()
    secretary: Seat | None = None
    former_secretary: CommitteeMember | None = None

    @property
    def moves_account(self) -> bool:
        """Somebody else is secretary now."""
        before = self.former_secretary.name if self.former_secretary else ""
        return self.secretary is not None and self.secretary["name"] != before


def decide(seated: Sequence[CommitteeMember], seats: Sequence[Seat], on: date) -> Renewal:
    """Pure. The same person is of the same name, and of the same birth month where both are known."""
    left = list(seated)
    stays: list[tuple[CommitteeMember, Seat]] = []
    changes: list[tuple[CommitteeMember, Seat]] = []
    joins: list[Seat] = []
    for seat in seats:
        met = next((row for row in left if _is_same(row, seat)), None)
        if met is None:
            joins.append(seat)
            continue
        left.remove(met)
        posts = (seat.get("party_post", ""), seat.get("village_post", ""))
        (stays if posts == (met.party_post, met.village_post) else changes).append((met, seat))
    secretary = next((one for one in seats if one.get("party_post") == PartyPost.SECRETARY), None)
    former = next((row for row in seated if row.party_post == PartyPost.SECRETARY), None)
    return Renewal(on, tuple(stays), tuple(changes), tuple(joins), tuple(left), secretary, former)


def _is_same(row: CommitteeMember, seat: Seat) -> bool:
    born = seat.get("birth_month")
    return row.name == seat["name"] and (None in (born, row.birth_month) or born == row.birth_month)


def must_be_a_committee(
    place: Place, seats: Sequence[Seat], on: date, seated: Sequence[CommitteeMember], stationed: Stationed, today: date
) -> None:
    """As a whole, before anything is written."""
    if place.kind not in rules.SEATED:
        raise Refused("“两委”登记在村和社区。安置点的算在村里。", field="members")
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。换届当天或者以后再办。", field="on")
    if not seats:
        raise Refused(f"{place.name}的新班子还没有人。", field="members")
    latest = max((row.since for row in seated), default=None)
    if latest is not None and on <= latest:
        raise Refused(f"{latest:%Y-%m-%d} 还有人到任，换届要在那以后。登记错了的，先改登记。", field="on")
    for post, column in ((rules.PartyPost.SECRETARY, "party_post"), (rules.VillagePost.DIRECTOR, "village_post")):
        holders = [one["name"] for one in seats if one.get(column) == post]
        if len(holders) > 1:
            raise Refused(f"{place.name}有两个{post.label}：{'、'.join(holders)}。", field="members")
    seen: set[tuple[str, date | None]] = set()
    for seat in seats:
        rules.must_hold_a_post(seat.get("party_post", ""), seat.get("village_post", ""))
        must_not_be_stationed(seat["name"], seat.get("birth_month"), on, None, stationed)
        key = (seat["name"], seat.get("birth_month"))
        if key in seen:
            raise Refused(f"{place.name}有两行{seat['name']}。同名的写上出生年月。", field="members")
        seen.add(key)


@act("committee.renew", "村“两委”换届", needs=KEEP, remote=True, undo="committee.renew_back")
def renew(
    place: Place,
    *,
    on: date,
    members: Sequence[Seat],
    term_ends_on: date | None = None,
    phone: str = "",
    by: Actor,
) -> CommitteeRenewal:
    """Those who were in it and are not named leave the day before; the village secretary's account moves on the day.

    `phone` is the new secretary's: by it their account is found or opened, in the committee it is not kept."""
    told = {"on": on, "members": members, "term_ends_on": term_ends_on, "phone": phone}
    return _renew([Told(place, told)], by=by)[0]


@renew.as_many
def _renew(calls: Sequence[Told], *, by: Actor) -> list[CommitteeRenewal]:
    places = [call.row for call in calls]
    names = [one["name"] for call in calls for one in call.given["members"]]
    ground = committees.Ground.of(places, names, by)
    years = policy.of(by).committees.term_years
    renewals = each(calls, lambda call: _renewal(call, ground, call.hand(by)))
    ends = [call.given["term_ends_on"] or rules.years_later(call.given["on"], years) for call in calls]
    told = list(zip(places, renewals, ends, strict=True))
    phones = [call.given["phone"] for call in calls]
    moved = zip(places, renewals, phones, strict=True)
    kept = [_kept(call, renewal, call.hand(by)) for call, renewal in zip(calls, renewals, strict=True)]
    secretaries_come([_succession(*one) for one in moved if one[1].moves_account], by)
    _carry_out(told, by)
    return insert_many(kept)


def _kept(call: Told, renewal: Renewal, by: Actor) -> CommitteeRenewal:
    """Before anything is written."""
    rows = [*renewal.leaves, *(row for row, _ in (*renewal.stays, *renewal.changes))]
    gone = {row.pk for row in (*renewal.leaves, *(row for row, _ in renewal.changes))}
    before = {str(row.pk): {"gone": row.pk in gone, "held": _on_file(row)} for row in rows}
    told = {"on": renewal.on, "made_on": by.today, "made_by": by.name, "before": before}
    return CommitteeRenewal(place=call.row, place_code=call.row.code, **told)


def _on_file(row: CommitteeMember) -> dict[str, Any]:
    held = {name: getattr(row, name) for name in (*DAYS, *ABOUT)}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in held.items()}


@act("committee.renew_back", "撤回换届", needs=KEEP, remote=True)
def take_back(renewal: CommitteeRenewal, *, by: Actor) -> CommitteeRenewal:
    """All of it or none: who came goes, who left is back, terms and what was corrected are as before, and the village
    secretary's account is the former one's again. Not where the committee was changed since."""
    place, on = renewal.place, renewal.on
    committees.must_keep(renewal.place_code, by)
    rows = CommitteeMember.objects.standing().filter(place=place)
    came, before = list(rows.filter(since=on).order_by("pk")), list(rows.filter(pk__in=renewal.before).order_by("pk"))
    _must_be_as_it_was_left(renewal, came, before)
    for row in came:
        committees.withdraw(row, reason="撤回换届", by=by)
    secretary = next((row for row in came if row.party_post == PartyPost.SECRETARY), None)
    if secretary is not None:
        secretaries_leave([Succession(place, on, secretary.name)], by)
    back = [committees.resume(row, by=by) if renewal.before[str(row.pk)]["gone"] else row for row in before]
    committees.correct.many([Told(row, _as_before(row, renewal)) for row in back], by=by)
    renewal.taken_back = True
    renewal.save()
    return renewal


def _must_be_as_it_was_left(
    renewal: CommitteeRenewal, came: Sequence[CommitteeMember], before: Sequence[CommitteeMember]
) -> None:
    if renewal.taken_back:
        raise Refused("这次换届已经撤回了。")
    expected = {str(row.pk): renewal.on if renewal.before[str(row.pk)]["gone"] else None for row in before}
    is_same = len(before) == len(renewal.before) and all(row.until == expected[str(row.pk)] for row in before)
    later = CommitteeMember.objects.standing().filter(place=renewal.place, since__gt=renewal.on)
    if not is_same or any(row.until is not None for row in came) or later.exists():
        raise Refused("换届以后班子又变过。先把后来的变动退回，再撤回换届；记错一个人的，改那一个人。")


def _as_before(row: CommitteeMember, renewal: CommitteeRenewal) -> dict[str, Any]:
    held = dict(renewal.before[str(row.pk)]["held"])
    held |= {name: date.fromisoformat(held[name]) for name in (*DAYS, "birth_month") if held[name]}
    return {"name": row.name, **{name: getattr(row, name) for name in committees.POSTS}, **held}


def _succession(place: Place, renewal: Renewal, phone: str) -> Succession:
    return Succession(place, renewal.on, renewal.secretary["name"], phone)


def _renewal(call: Told, ground: committees.Ground, by: Actor) -> Renewal:
    place, on = call.row, call.given["on"]
    committees.must_keep(place.code, by)
    seats = [plain_seat(one) for one in call.given["members"]]
    seated = sitting(ground.seated[place.pk])
    must_be_a_committee(place, seats, on, seated, ground.stationed, by.today)
    return decide(seated, seats, on)


def sitting(rows: Sequence[CommitteeMember]) -> list[CommitteeMember]:
    return [row for row in rows if row.until is None]


def plain_seat(seat: Seat) -> Seat:
    born = seat.get("birth_month")
    return {**seat, "name": normal_name(seat["name"]), "birth_month": born.replace(day=1) if born else None}


def _carry_out(told: Sequence[tuple[Place, Renewal, date]], by: Actor) -> None:
    """First those who go, so that their seats are free; then those who stay, change post and come."""
    leaving: list[Told] = []
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for place, renewal, ends_on in told:
        last_day = renewal.on - ONE_DAY
        leaving += [Told(row, {"last_day": last_day, "how": Left.RENEWAL}) for row in renewal.leaves]
        by_kind["about"] += [
            Told(row, about) for row, seat in (*renewal.stays, *renewal.changes) if (about := _as_corrected(row, seat))
        ]
        by_kind["stay"] += [Told(row, {"term_ends_on": ends_on}) for row, _ in (*renewal.stays, *renewal.changes)]
        by_kind["change"] += [Told(row, {"on": renewal.on, **_posts(seat)}) for row, seat in renewal.changes]
        by_kind["join"] += [Told(place, _as_registered(seat, renewal.on, ends_on)) for seat in renewal.joins]
    committees.end.many(leaving, by=by)
    committees.correct.many(by_kind["about"], by=by)
    committees.stay.many(by_kind["stay"], by=by)
    committees.change_post.many(by_kind["change"], by=by)
    committees.register.many(by_kind["join"], by=by)


def _posts(seat: Seat) -> dict[str, str]:
    return {"party_post": seat.get("party_post", ""), "village_post": seat.get("village_post", "")}


def _as_corrected(row: CommitteeMember, seat: Seat) -> dict[str, Any] | None:
    """Where the sheet says something about the person otherwise than is on file; an empty cell says nothing."""
    said = {name: value for name, value in seat.items() if name in ABOUT and value not in (None, "")}
    if all(getattr(row, name) == value for name, value in said.items()):
        return None
    held = {name: getattr(row, name) for name in ("name", "since", "term_ends_on", *ABOUT, *committees.POSTS)}
    return {**held, **said}


def _as_registered(seat: Seat, on: date, ends_on: date) -> dict[str, Any]:
    about = {name: value for name, value in seat.items() if name in ABOUT}
    return {"name": seat["name"], "since": on, "term_ends_on": ends_on, **_posts(seat), **about}
