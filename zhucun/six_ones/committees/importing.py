"""村“两委”名册 brought in: who is not on file yet is registered, who is written down otherwise is put right (建账)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.committees.acts import ABOUT, ONE_DAY, Ground
from zhucun.six_ones.committees.models import CommitteeMember
from zhucun.six_ones.committees.rules import KEEP, must_follow, must_have_begun, posts_in_words, years_later
from zhucun.six_ones.committees.sheets import COMMITTEES, COMMITTEES_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row


@dataclass
class _Judge:
    """Rows are judged one after another as if each were registered."""

    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    ground: Ground
    on_file: Mapping[tuple[int, str], list[CommitteeMember]]
    seen: dict[tuple[int, str, date | None, date], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.cells.read(rows, at) if said["place"] else None
        if place is None or not (said["name"] and said["posts"] and said["since"]):
            return Outcome.DOUBTFUL, None, ()
        key = (place, said["name"], said["birth_month"], said["since"])
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人。")
        told = as_told(said, self.ground.term_years)
        if (met := self._met(place, said)) is not None:
            return self._beside(rows, at, met, told)
        try:
            self._must_be_right(place, told)
        except Refused as refusal:
            rows.fault(at, column_of(refusal.field), refusal.sentence)
            return Outcome.REFUSED, None, ()
        return Outcome.ADDED, (place, None, told), ()

    def _met(self, place: int, said: Mapping[str, Any]) -> CommitteeMember | None:
        """The same person there, from the same day."""
        found = [
            row
            for row in self.on_file.get((place, said["name"]), [])
            if None in (row.birth_month, said["birth_month"]) or row.birth_month == said["birth_month"]
        ]
        exact = [row for row in found if row.since == said["since"]]
        return next(iter(exact), None)

    def _beside(self, rows: Rows, at: int, met: CommitteeMember, told: dict[str, Any]) -> Decided:
        """An empty cell says nothing. Who has left meanwhile is not put back by an old sheet."""
        told = {**told, "term_ends_on": met.term_ends_on}
        for name in ABOUT:
            if rows.values[name][at] is None:
                told[name] = getattr(met, name)
        found = tuple(_differences(met, told))
        leaves = told["last_day"] is not None and met.until is None
        if leaves:
            found = (*found, Difference("last_day", "离任日期", None, told["last_day"]))
        return (Outcome.CHANGED if found else Outcome.LEFT), (met.place_id, met, told), found

    def _must_be_right(self, place: int, told: Mapping[str, Any]) -> None:
        home = self.held.by_key[place]
        row = CommitteeMember(place=home, place_code=home.code, name=told["name"], since=told["since"])
        for name in (*ABOUT, *committees.POSTS):
            setattr(row, name, told[name])
        must_have_begun(row.since, self.by.today)
        if told["last_day"] is not None:
            must_follow(told["last_day"], row.since, self.by.today)
            row.until = told["last_day"] + ONE_DAY
        committees.judge(row, self.ground)
        self.ground.seated[place].append(row)


def as_told(said: Mapping[str, Any], term_years: int) -> dict[str, Any]:
    about = {name: said[name] for name in ("birth_month", "education")}
    about |= {"sex": said["sex"] or "", "is_party_member": bool(said["is_party_member"])}
    about["is_returned_talent"] = bool(said["is_returned_talent"])
    posts = posts_of(said["posts"])
    about["is_party_member"] |= bool(posts["party_post"] and said["is_party_member"] is None)  # a party post says so
    days = {"since": said["since"], "last_day": said["last_day"]}
    return {"name": said["name"], **posts, **about, **days, "term_ends_on": years_later(said["since"], term_years)}


def posts_of(held: tuple[str, ...]) -> dict[str, str]:
    """The highest of each side."""
    return {
        f"{side}_post": next((one.partition(".")[2] for one in held if one.startswith(f"{side}.")), "")
        for side in ("party", "village")
    }


def column_of(name: str | None) -> str:
    if name in ("party_post", "village_post", None):
        return "posts"
    return name if name in COMMITTEES.by_key else "name"


def _differences(met: CommitteeMember, told: Mapping[str, Any]) -> list[Difference]:
    found = []
    posts = posts_in_words(told["party_post"], told["village_post"])
    if posts != met.posts:
        found.append(Difference("posts", "两委职务", met.posts, posts))
    for name in ABOUT:
        if told[name] != getattr(met, name):
            label = COMMITTEES.by_key[name].label
            found.append(Difference(name, label, _plain(getattr(met, name)), _plain(told[name])))
    return found


def _plain(value: Any) -> Any:
    return {True: "是", False: "否"}.get(value, value) if isinstance(value, bool) else value


def decide_committees(case: Case) -> Plan:
    judge = _judge(case)
    entries: list[Entry] = []
    for rows in case.rows:
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=who, left_out=case.left_out_of(rows))
    return case.plan(entries)


def who(told: Mapping[str, Any]) -> str:
    return f"{told['place'] or ''}{told['name'] or ''}"


def _judge(case: Case) -> _Judge:
    by, held = case.by, held_places(case.by)
    names = [name for rows in case.rows for name in rows.values["name"] if name]
    ground = Ground.of(list(held.by_key.values()), names, by)
    on_file: dict[tuple[int, str], list[CommitteeMember]] = {}
    for seated in ground.seated.values():
        for row in seated:
            on_file.setdefault((row.place_id, row.name), []).append(row)
    return _Judge(by, held, PlaceCells(held.matcher, case.answers), ground, on_file)


def carry_out_committees(plan: Plan, by: Actor) -> dict[str, int]:
    places = held_places(by).by_key
    added, changed = plan.of(Outcome.ADDED), plan.of(Outcome.CHANGED)
    with refused_by_row(changed):
        correct = [Told(met, _corrected(told)) for _, met, told in (entry.target for entry in changed)]
        committees.correct.many(correct, by=by)
    leaving = [entry for entry in changed if entry.target[2]["last_day"] and entry.target[1].until is None]
    with refused_by_row(leaving):
        ends = [Told(met, {"last_day": told["last_day"]}) for _, met, told in (entry.target for entry in leaving)]
        committees.end.many(ends, by=by)
    with refused_by_row(added):
        calls = [Told(places[place], told) for place, _, told in (entry.target for entry in added)]
        committees.register.many(calls, by=by)
    return {"members": len(added), "changed": len(changed)}


def _corrected(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name != "last_day"}


imports(
    Importer(
        COMMITTEES_KIND,
        KEEP,
        decide_committees,
        carry_out_committees,
        route="six_ones:committees",
        also_called=("committees",),
        order=93,
    )
)
slot(
    Slot(
        "committees",
        "村“两委”干部名册",
        "现在在任的，一人一行；年龄、学历、能人的占比从这里算。",
        "人",
        lambda by: CommitteeMember.objects.visible_to(by).standing().filter(until__isnull=True),
        93,
        "six_ones:committees",
    )
)
