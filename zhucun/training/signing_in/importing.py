"""培训签到表 brought in: sessions not yet on file, village cadres not yet on the list, and who came (建账)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import CountyOffice, Place
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.training.participants import acts as participants
from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import Kind as Who
from zhucun.training.participants.rules import must_have_name
from zhucun.training.sessions import acts as sessions
from zhucun.training.sessions import rules
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import KEEP, Kind, Lasting, Mode
from zhucun.training.signing_in.sheets import SIGN_IN_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Key = tuple[str, date]  # a session by its title and first day
Newcomer = tuple[int, str]  # a place and a name
WITHOUT_PLACE = "开班时名册里没有这个人。是村“两委”干部的，写上乡镇和村；是驻村队员的，核对姓名和日期。"


@dataclass(frozen=True)
class Line:
    """Whose row it is: a posting, a participant, or somebody who comes onto the list by it."""

    session: Key
    who: Posting | Participant | Newcomer
    duty: str
    is_completed: bool


@dataclass
class _Judge:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    on_file: Mapping[Key, TrainingSession]
    by_name: Mapping[str, Sequence[Posting]]
    listed: Mapping[Newcomer, Participant]
    marks: Mapping[tuple[int, int | None, int | None], bool]
    told: dict[Key, dict[str, Any]] = field(default_factory=dict)
    seen: dict[Any, int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        if not (said["title"] and said["first_day"] and said["name"]):
            return Outcome.DOUBTFUL, None, ()
        key = said["title"], said["first_day"]
        if not self._session_stands(rows, at, key, said):
            return Outcome.REFUSED, None, ()
        who = self._who(rows, at, key, said)
        if who is None:
            return Outcome.DOUBTFUL, None, ()
        known = (key, who if isinstance(who, tuple) else (type(who), who.pk))
        if (row := self.seen.setdefault(known, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人、同一期。")
        line = Line(key, who, said["duty"] or "", said["is_completed"] is not False)
        return (Outcome.LEFT if self._is_on_file(line) else Outcome.ADDED), line, ()

    def _session_stands(self, rows: Rows, at: int, key: Key, said: Mapping[str, Any]) -> bool:
        """The first row of a session says how long and what it was."""
        if key in self.on_file or key in self.told:
            return True
        first, last = key[1], said["last_day"] or key[1]
        lasting = Lasting(first, last, said["halfdays"] or 2 * ((last - first).days + 1))
        try:
            lasting.check()
            rules.must_have_begun(first, self.by.today)
        except Refused as refusal:
            rows.fault(at, "first_day", refusal.sentence)
            return False
        days = {"first_day": first, "last_day": last, "halfdays": lasting.halfdays}
        kinds = {"kind": said["kind"] or Kind.ROTATION_COURSE, "mode": said["mode"] or Mode.OFFLINE}
        self.told[key] = {"title": key[0], **days, **kinds}
        return True

    def _days_of(self, key: Key) -> tuple[date, str]:
        """Until when it lasted, and its kind."""
        if session := self.on_file.get(key):
            return session.last_day, session.kind
        return self.told[key]["last_day"], self.told[key]["kind"]

    def _who(self, rows: Rows, at: int, key: Key, said: Mapping[str, Any]) -> Posting | Participant | Newcomer | None:
        found = [one for one in self.by_name.get(said["name"], ()) if self._fits(one, key, said)]
        if len(found) == 1:
            return found[0]
        if found:
            rows.fault(at, "name", f"有几个叫{said['name']}的，写上单位或者村。")
            return None
        if not said["place"] and not said["township"]:
            rows.fault(at, "name", WITHOUT_PLACE)
            return None
        place = self._place(rows, at, said)
        return None if place is None else self.listed.get((place, must_have_name(said["name"])), (place, said["name"]))

    def _fits(self, posting: Posting, key: Key, said: Mapping[str, Any]) -> bool:
        last, kind = self._days_of(key)
        beyond = date.fromordinal(last.toordinal() + 1)
        was_there = rules.could_come(posting.since, posting.until, key[1], beyond, kind)
        in_words = f"{posting.team.name}{self.held.codes_of_townships.get(posting.place_code[:9], '')}"
        place = (said["place"] or "").removeprefix(said["township"] or "")
        return was_there and (said["unit"] or "") in posting.sending_unit.name and place in in_words

    def _place(self, rows: Rows, at: int, said: Mapping[str, Any]) -> int | None:
        if said["place"]:
            return self.cells.read(rows, at)
        if not self.cells.township_stands(rows, at, said["township"]):
            return None
        return self.cells.matcher.find_township(said["township"]).found

    def _is_on_file(self, line: Line) -> bool:
        session, who = self.on_file.get(line.session), line.who
        if session is None or isinstance(who, tuple):
            return False
        posting, participant = (who.pk, None) if isinstance(who, Posting) else (None, who.pk)
        return self.marks.get((session.pk, posting, participant)) == line.is_completed


def decide_sign_in(case: Case) -> Plan:
    judge = _judge(case)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_in_words, left_out=left_out)
    lines = [entry.target for entry in entries if entry.outcome is Outcome.ADDED]
    needed = {key: told for key, told in judge.told.items() if any(line.session == key for line in lines)}
    new = {line.who for line in lines if isinstance(line.who, tuple)}
    remarks = [f"新登记培训班：{told['title']}（{key[1]:%Y-%m-%d}）。" for key, told in needed.items()]
    remarks += [f"{len(new)} 人不在驻村名册里，登记到“参训的人”。"] if new else []
    plan = case.plan(entries, remarks=remarks)
    plan.deed = (judge, needed)
    return plan


def _judge(case: Case) -> _Judge:
    by, held = case.by, held_places(case.by)
    rows = TrainingSession.objects.visible_to(by, KEEP).standing()
    by_name = defaultdict(list)
    postings = Posting.objects.visible_to(by, KEEP).select_related("cadre__person", "team", "sending_unit")
    for posting in postings.order_by("pk"):
        by_name[posting.cadre.person.name].append(posting)
    marks = SessionAttendance.objects.visible_to(by, KEEP)
    return _Judge(
        by,
        held,
        PlaceCells(held.matcher, case.answers),
        {(row.title, row.since): row for row in rows},
        by_name,
        {(one.place_id, one.name): one for one in Participant.objects.visible_to(by, KEEP).there()},
        {(s, p, x): done for s, p, x, done in marks.values_list("session", "posting", "participant", "is_completed")},
    )


def _in_words(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def carry_out_sign_in(plan: Plan, by: Actor) -> dict[str, int]:
    judge, needed = plan.deed
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    places = judge.held.by_key
    new = {entry.target.who: entry for entry in written if isinstance(entry.target.who, tuple)}
    with refused_by_row(list(new.values())):
        calls = [_as_participant(places[who[0]], who[1], entry.target.duty) for who, entry in new.items()]
        people = dict(zip(new, participants.add.many(calls, by=by), strict=True))
    home = _own_place(by, places)
    told = {**_around(home), "hosts": "", "theme": "", "venue": "", "speakers": ""}
    made = sessions.announce.many([Told(home, {**told, **one}) for one in needed.values()], by=by)
    known = {**judge.on_file, **dict(zip(needed, made, strict=True))}
    sessions.tick.many(list(_ticks(written, known, people)), by=by)
    return {"sessions": len(needed), "participants": len(new), "attendances": len(written)}


def _as_participant(place: Place, name: str, duty: str) -> Told:
    kind = Who.TOWNSHIP if place.kind == "township" else Who.VILLAGE_COMMITTEE
    return Told(place, {"name": name, "kind": kind, "duty": duty})


def _own_place(by: Actor, places: Mapping[int, Place]) -> Place:
    """The county's for the county's people, the township's for a township's."""
    reach = by.scope(KEEP).place
    code = by.county_code if by.county_code in reach else next(iter(reach))
    return next(place for place in places.values() if place.code == code)


def _around(home: Place) -> dict[str, str]:
    office = CountyOffice.objects.filter(county=home).first()
    return {"organiser": office.name if office else f"{home.name}党委"}


def _ticks(
    written: Sequence[Entry], known: Mapping[Key, TrainingSession], people: Mapping[Newcomer, Participant]
) -> Iterator[Told]:
    by_session: dict[tuple[Key, bool], list[Posting | Participant]] = defaultdict(list)
    for line in (entry.target for entry in written):
        who = people[line.who] if isinstance(line.who, tuple) else line.who
        by_session[line.session, line.is_completed].append(who)
    for (key, is_completed), came in by_session.items():
        postings = [one for one in came if isinstance(one, Posting)]
        others = [one for one in came if isinstance(one, Participant)]
        yield Told(known[key], {"postings": postings, "participants": others, "is_completed": is_completed})


imports(
    Importer(
        SIGN_IN_KIND,
        KEEP,
        decide_sign_in,
        carry_out_sign_in,
        route="training:sessions",
        also_called=("training-sign-in",),
        order=85,
    )
)
slot(
    Slot(
        "training_sign_in",
        "培训签到表",
        "以前办过的培训班、谁来了；还缺谁从这里算。",
        "人次",
        lambda by: SessionAttendance.objects.visible_to(by),
        85,
        "training:sessions",
    )
)
