"""单位结对村: which unit stands behind a village's team, 核定人数, whom to ring. Where no team is, one is formed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.intake.deciding import as_day
from zhucun.dispatch.intake.deciding_teams import NewTeam, TeamCells
from zhucun.dispatch.intake.held import Held, held_for
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import ApprovedSize, Team, TeamBacking
from zhucun.dispatch.roster.rules import KEEP_TEAMS
from zhucun.dispatch.roster.sheets import UNIT_VILLAGE_PAIRING
from zhucun.org.people import acts as people
from zhucun.org.people.models import Contact, Unit
from zhucun.org.people.unit_cells import UnitCells, UnitRef
from zhucun.org.people.unit_making import levels_in_words, levels_of, make_units
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import PlaceCells, in_words, place_in_words
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.matching import parts_of
from zhucun.sheets.plan import Decided, Difference, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.web.importing import Case, Importer, imports, refused_by_row

OF_UNIT = {"head_name": "head", "staff_count": "staff_count"}  # column on file → column of the sheet


@dataclass(slots=True)
class PairLine:
    place: int
    team: int | NewTeam
    unit: UnitRef
    size: int | None
    of_unit: dict[str, Any]  # who leads it and its staff, where the file says so
    contacts: list[tuple[str, str]]
    backs: bool = False
    sizes: bool = False
    reason: str = ""


class _Pairing:
    def __init__(self, case: Case, held: Held, by: Actor) -> None:
        self.held, self.answers = held, case.answers
        self.units = UnitCells(held.units.matcher, case.answers, townships_may_be_new=True)
        self.places = PlaceCells(held.places.matcher, case.answers)
        self.teams = TeamCells(held, case.answers)
        backings = TeamBacking.objects.visible_to(by).filter(until__isnull=True)
        self.backing = {team: (unit, since) for team, unit, since in backings.values_list("team", "unit", "since")}
        sizes = ApprovedSize.objects.visible_to(by).filter(until__isnull=True)
        self.size = {team: (size, since) for team, size, since in sizes.values_list("team", "size", "since")}
        contacts = Contact.objects.visible_to(by).filter(until__isnull=True)
        self.contacts = set(contacts.values_list("place", "unit", "name"))
        self.lines: dict[tuple[int, int], PairLine] = {}
        self.seen: dict[int, int] = {}
        self.since: date | None = None

    # ── a row ──

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        place, unit = self.places.read(rows, at), self._backing(rows, at)
        if place is None or unit is None:
            return
        if (row := self.seen.setdefault(place, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "place", f"和第 {row} 行是同一个村。一个村只写一行，几个单位写在一格。")
            return
        team = self._team(place)
        line = PairLine(place, team, unit, rows.values["approved_size"][at], _of_unit(rows, at), _contacts(rows, at))
        self._compare(rows, at, line)
        self.lines[table, at] = line

    def _backing(self, rows: Rows, at: int) -> UnitRef | None:
        """One unit stands behind a team (R-ORG-12); of several in a cell a person says which."""
        text = rows.values["units"][at]
        found = [self.units.read(rows, at, "units", part) for part in (parts_of(text) if text else ())]
        if not found or None in found:
            return None
        refs = list(dict.fromkeys(unit.ref for unit in found))
        if len(refs) == 1:
            return refs[0]
        asks = f"leads:{text}"
        answer = self.answers.get(question_id("units", asks), "")
        if (chosen := next((ref for ref in refs if str(ref) == answer), None)) is not None:
            return chosen
        options = [(str(ref), self.held.units.name(ref), ref) for ref in refs]
        asked = rows.ask(at, "units", asks, options, sentence=f"“{text}”：哪个是后盾（牵头）单位？")
        rows.fault(at, "units", f"有 {len(refs)} 个单位，后盾单位只有一个。", DOUBTFUL, question=asked)
        return None

    def _team(self, place: int) -> int | NewTeam:
        team = self.held.team_at.get(place)
        if team is not None:
            return team.key
        return self.teams.new.setdefault(place, NewTeam(place))

    def _compare(self, rows: Rows, at: int, line: PairLine) -> None:
        unit, unit_since = self.backing.get(line.team, (None, None))
        size, size_since = self.size.get(line.team, (None, None))
        line.backs = line.unit != unit
        line.sizes = line.size is not None and line.size != size
        if not (line.backs or line.sizes or isinstance(line.team, NewTeam)):
            return
        since = self._day(rows, at)
        for differs, before, key in ((line.backs, unit_since, "units"), (line.sizes, size_since, "approved_size")):
            if differs and since and before and since <= before:
                rows.fault(at, key, f"册上现在的是 {before:%Y-%m-%d} 起的，新的要晚于这一天。请改答起始日。")
        if line.sizes and size is not None and line.size < size:
            line.reason = self._reason(rows, at, size)

    def _day(self, rows: Rows, at: int) -> date | None:
        answer = self.answers.get(question_id("units", "start_day"), "")
        day = as_day(answer)
        if day is not None and day <= self.held.today:
            self.since = day
            return day
        sentence = "表里的后盾单位和核定人数，从哪一天算？没有工作队的村，也从这一天组建。"
        asked = rows.ask(at, "units", "start_day", (), sentence=sentence, wants="date")
        problem = f"“{answer}”不是今天以前的日期。" if answer else "不知道从哪一天算。"
        rows.fault(at, "units", problem, DOUBTFUL, question=asked)
        return None

    def _reason(self, rows: Rows, at: int, held: int) -> str:
        """Lowering needs a reason (R-SEL-11)."""
        answer = self.answers.get(question_id("approved_size", "lowered"), "").strip()
        if not answer:
            sentence = "核定人数只增不减。要调低的，理由是什么？"
            asked = rows.ask(at, "approved_size", "lowered", (), sentence=sentence, wants="text")
            rows.fault(at, "approved_size", f"册上核定 {held} 人，表里更少。", DOUBTFUL, question=asked)
        return answer

    # ── outcome ──

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        found = tuple(self._differences(rows, line))
        if isinstance(line.team, NewTeam):
            return Outcome.ADDED, line, found
        return (Outcome.CHANGED if found else Outcome.LEFT), line, found

    def _differences(self, rows: Rows, line: PairLine) -> list[Difference]:
        label = {column.key: column.label for column in rows.sheet.columns}
        found = []
        if line.backs:
            old = self.backing.get(line.team, (None,))[0]
            found.append(
                Difference(
                    "units", label["units"], self.held.units.name(old) if old else "", self.held.units.name(line.unit)
                )
            )
        if line.sizes:
            old = self.size.get(line.team, (None,))[0]
            found.append(Difference("approved_size", label["approved_size"], old, line.size))
        for key, new in self.unit_changes(line).items():
            old = getattr(self.held.units.by_key[line.unit], key) if isinstance(line.unit, int) else ""
            column = OF_UNIT[key]
            found.append(Difference(column, label[column], old, new))
        if new := [name for name, _ in self.new_contacts(line)]:
            found.append(Difference("contacts", label["contacts"], "", "、".join(new)))
        return found

    def unit_changes(self, line: PairLine) -> dict[str, Any]:
        """Of a unit, column → new value, where the file says otherwise."""
        held = self.held.units.by_key.get(line.unit) if isinstance(line.unit, int) else None
        return {key: new for key, new in line.of_unit.items() if held is None or getattr(held, key) != new}

    def new_contacts(self, line: PairLine) -> list[tuple[str, str]]:
        return [one for one in line.contacts if (line.place, line.unit, one[0]) not in self.contacts]


def _of_unit(rows: Rows, at: int) -> dict[str, Any]:
    """A row may name several units; what it says of one belongs to the one that stands behind the team."""
    told = {"head_name": (rows.values["head"][at] or ("",))[0], "staff_count": rows.values["staff_count"][at]}
    return {key: value for key, value in told.items() if value not in (None, "")}


def _contacts(rows: Rows, at: int) -> list[tuple[str, str]]:
    names, phones = rows.values["contacts"][at] or (), rows.values["phones"][at] or ()
    return [(name, phones[n] if n < len(phones) else "") for n, name in enumerate(dict.fromkeys(names))]


def decide_pairing(case: Case) -> Plan:
    pairing = _Pairing(case, held_for(case.by), case.by)
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        texts = (rows.values["units"][at] for at, n in enumerate(rows.numbers) if n not in left_out)
        pairing.units.settle(part for text in texts if text for part in parts_of(text))
    entries = []
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                pairing.look_at(table, rows, at)
        entries += decide(
            rows, lambda at, t=table, r=rows: pairing.judge(t, r, at), who=place_in_words, left_out=left_out
        )
    for team in pairing.teams.formed:
        team.since = pairing.since
    pairing.teams.begin_with(())
    plan = case.plan(entries, remarks=_remarks(pairing))
    plan.deed = pairing
    return plan


def _remarks(pairing: _Pairing) -> list[str]:
    told, formed = [], pairing.teams.formed
    if formed:
        names = in_words(pairing.held.places.full_name(team.seat) for team in formed)
        told.append(f"组建工作队 {len(formed)} 支：{names}。还没有人，人从花名册导入。")
    used = {line.unit for line in pairing.lines.values()}
    levels = levels_of(pairing.units, used, pairing.held.units, pairing.held.county_code)
    return [*told, levels_in_words(levels)] if levels else told


@dataclass
class _Hand:
    plan: Plan
    by: Actor
    units: dict[UnitRef, Unit] = field(default_factory=dict)

    def work(self) -> dict[str, int]:
        pairing: _Pairing = self.plan.deed
        county = Place.objects.visible_to(self.by).get(code=self.by.county_code, until__isnull=True)
        entries = [entry for entry in self.plan.entries if entry.outcome in (Outcome.ADDED, Outcome.CHANGED)]
        lines: list[PairLine] = [entry.target for entry in entries]
        levels = levels_of(pairing.units, {line.unit for line in lines}, pairing.held.units, county.code)
        self.units = make_units(county, levels, pairing.held.units, pairing.units.learnt, by=self.by)
        new = [entry for entry in entries if isinstance(entry.target.team, NewTeam)]
        self._form(new)
        held = [line for line in lines if isinstance(line.team, int)]
        teams = Team.objects.in_bulk([line.team for line in held])
        for line in held:
            self._change(teams[line.team], line, pairing.since)
        for line in lines:
            if changes := pairing.unit_changes(line):
                people.correct_unit(Unit.objects.get(pk=self.units[line.unit].pk), **changes, by=self.by)
        return {
            "teams": len(new),
            "units": len(levels),
            "backings": sum(line.backs for line in lines),
            "sizes": sum(line.sizes for line in lines),
            "contacts": self._add_contacts(pairing, lines),
        }

    def _form(self, new: list) -> None:
        seats = Place.objects.in_bulk([entry.target.place for entry in new])
        with refused_by_row(new):
            calls = [Told(seats[entry.target.place], self._team(entry.target)) for entry in new]
            roster.form_team.many(calls, by=self.by)

    def _team(self, line: PairLine) -> dict[str, Any]:
        team = {"number": line.team.number, "since": line.team.since}
        return team | {"backing_unit": self.units[line.unit], "approved_size": line.size}

    def _change(self, team: Team, line: PairLine, since: date) -> None:
        if line.backs:
            roster.back(team, unit=self.units[line.unit], since=since, by=self.by)
        if line.sizes:
            roster.approve_size(team, size=line.size, since=since, reason=line.reason, by=self.by)

    def _add_contacts(self, pairing: _Pairing, lines: list[PairLine]) -> int:
        places, today = pairing.held.places.by_key, self.by.today
        calls = [
            Told(places[line.place], {"name": name, "phone": phone, "unit": self.units[line.unit], "since": today})
            for line in lines
            for name, phone in pairing.new_contacts(line)
        ]
        return len(people.add_contact.many(calls, by=self.by))


def carry_out_pairing(plan: Plan, by: Actor) -> dict[str, int]:
    return _Hand(plan, by).work()


imports(
    Importer(
        UNIT_VILLAGE_PAIRING,
        KEEP_TEAMS,
        decide_pairing,
        carry_out_pairing,
        route="dispatch:teams",
        also_called=("pairing",),
        order=20,
    )
)
