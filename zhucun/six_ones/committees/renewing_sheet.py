"""A renewal of one village or many in a sheet: who stays, joins, leaves, changes post is said before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones.committees import renewing
from zhucun.six_ones.committees.acts import Ground
from zhucun.six_ones.committees.importing import column_of, posts_of, who
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.renewing import Renewal, Seat, sitting
from zhucun.six_ones.committees.rules import KEEP, PartyPost, must_be_a_party_member, must_hold_a_post, posts_in_words
from zhucun.six_ones.committees.sheets import RENEWAL_KIND
from zhucun.six_ones.committees.stationed import must_not_be_stationed
from zhucun.web.importing import Case, Importer, imports

Where = tuple[int, int]  # of a table and a row


@dataclass
class _Village:
    on: date
    seats: dict[Where, Seat] = field(default_factory=dict)
    phone: str = ""  # the secretary's
    renewal: Renewal | None = None


@dataclass
class _Judge:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    ground: Ground
    villages: dict[int, _Village] = field(default_factory=dict)

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        """Each row alone: where, who, what; a fault stands at its cell."""
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.cells.read(rows, at) if said["place"] else None
        if place is None or not (said["name"] and said["posts"] and said["on"]):
            return
        village = self.villages.setdefault(place, _Village(said["on"]))
        if village.on != said["on"]:
            rows.fault(at, "on", f"{self.held.by_key[place].name}前面写的是 {village.on:%Y-%m-%d}，一个村一个日期。")
        seat = _seat(said)
        try:
            self._must_be_right(seat, village.on)
        except Refused as refusal:
            rows.fault(at, column_of(refusal.field), refusal.sentence)
        village.seats[table, at] = seat
        if seat["party_post"] == PartyPost.SECRETARY:
            village.phone = said["phone"] or ""

    def _must_be_right(self, seat: Seat, on: date) -> None:
        must_hold_a_post(seat["party_post"], seat["village_post"])
        must_be_a_party_member(seat["party_post"], seat["is_party_member"])
        must_not_be_stationed(seat["name"], seat["birth_month"], on, None, self.ground.stationed)

    def settle(self, tables: list[Rows]) -> None:
        """Each village as a whole; what is wrong with it is said at its first row."""
        for key, village in self.villages.items():
            place, seated = self.held.by_key[key], sitting(self.ground.seated[key])
            seats = list(village.seats.values())
            table, at = next(iter(village.seats))
            if self._is_there(seated, seats, village.on):
                continue
            try:
                renewing.must_be_a_committee(place, seats, village.on, seated, self.ground.stationed, self.by.today)
            except Refused as refusal:
                tables[table].fault(at, "on" if refusal.field == "on" else "posts", refusal.sentence)
                continue
            village.renewal = renewing.decide(seated, seats, village.on)

    @staticmethod
    def _is_there(seated: list[CommitteeMember], seats: list[Seat], on: date) -> bool:
        """The same sheet again: this committee sits there since that day already."""
        found = renewing.decide(seated, seats, on)
        began = any(row.since == on for row in seated)
        return began and not (found.joins or found.leaves or found.changes)

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        for village in self.villages.values():
            seat = village.seats.get((table, at))
            if seat is not None:
                return _decided(village.renewal, seat)
        return Outcome.DOUBTFUL, None, ()


def _seat(said: Mapping[str, Any]) -> Seat:
    posts = posts_of(said["posts"])
    is_party = bool(posts["party_post"]) if said["is_party_member"] is None else said["is_party_member"]
    return Seat(
        name=said["name"],
        party_post=posts["party_post"],
        village_post=posts["village_post"],
        sex=said["sex"] or "",
        birth_month=said["birth_month"],
        education=said["education"],
        is_party_member=is_party,
        is_returned_talent=bool(said["is_returned_talent"]),
    )


def _decided(renewal: Renewal | None, seat: Seat) -> Decided:
    if renewal is None:
        return Outcome.LEFT, None, ()
    if any(one is seat for one in renewal.joins):
        return Outcome.ADDED, None, ()
    for row, one in renewal.changes:
        if one is seat:
            now = posts_in_words(seat["party_post"], seat["village_post"])
            return Outcome.CHANGED, row, (Difference("posts", "换职务", row.posts, now),)
    row = next(row for row, one in renewal.stays if one is seat)
    return Outcome.CHANGED, row, (Difference("stays", "连任", row.posts, row.posts),)


def decide_renewals(case: Case) -> Plan:
    by, held = case.by, held_places(case.by)
    names = [name for rows in case.rows for name in rows.values["name"] if name]
    ground = Ground.of(list(held.by_key.values()), names, by)
    judge = _Judge(by, held, PlaceCells(held.matcher, case.answers), ground)
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                judge.look_at(table, rows, at)
    judge.settle(case.rows)
    entries: list[Entry] = []
    for table, rows in enumerate(case.rows):
        out = case.left_out_of(rows)
        entries += decide(rows, lambda at, t=table, r=rows: judge.judge(t, r, at), who=who, left_out=out)
    plan = case.plan(entries, remarks=_remarks(judge))
    plan.deed = {key: one for key, one in judge.villages.items() if one.renewal is not None}
    return plan


def _remarks(judge: _Judge) -> list[str]:
    """Who leaves is on no row of the sheet, and neither is whose account moves."""
    told = []
    for key, village in judge.villages.items():
        if village.renewal is not None:
            told += in_words(judge.held.full_name(key), village.renewal)
    return told


def in_words(place: str, renewal: Renewal) -> list[str]:
    told = []
    if renewal.leaves:
        names = "、".join(f"{row.name}（{row.posts}）" for row in renewal.leaves)
        told.append(f"{place}：{renewal.on:%Y-%m-%d} 起离任 {len(renewal.leaves)} 人：{names}。")
    if renewal.moves_account:
        former = renewal.former_secretary.name if renewal.former_secretary else "原来的人"
        told.append(f"{place}：村书记账号从 {renewal.on:%Y-%m-%d} 起归{renewal.secretary['name']}，{former}的收回。")
    return told


def carry_out_renewals(plan: Plan, by: Actor) -> dict[str, int]:
    places = held_places(by).by_key
    calls = [
        Told(places[key], {"on": one.on, "members": list(one.seats.values()), "phone": one.phone})
        for key, one in plan.deed.items()
    ]
    renewing.renew.many(calls, by=by)
    return {"villages": len(calls), "members": sum(len(one.seats) for one in plan.deed.values())}


imports(
    Importer(
        RENEWAL_KIND,
        KEEP,
        decide_renewals,
        carry_out_renewals,
        route="six_ones:committees",
        also_called=("committee_renewal",),
        order=94,
    )
)
