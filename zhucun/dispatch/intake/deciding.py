"""What a 花名册 would change: who is meant, which team, what differs. Decides on plain data, writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.dispatch.intake.deciding_people import PersonCells
from zhucun.dispatch.intake.deciding_teams import TeamCells, TeamRef
from zhucun.dispatch.intake.held import Held, HeldPosting
from zhucun.dispatch.roster.rules import ChangeKind, TeamRole
from zhucun.lib.dates import read_date
from zhucun.org.people.rules import SendingLevel
from zhucun.org.people.same_person import HeldPerson, Traits
from zhucun.org.people.unit_cells import UnitCells, UnitFound, UnitRef
from zhucun.org.people.unit_making import levels_of
from zhucun.org.places.place_cells import PlaceCells
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.grid import letter
from zhucun.sheets.plan import Difference, Outcome
from zhucun.sheets.rows import Rows, question_id

FROM_FILE, STAYS, AS_HELD = "file", "stays", "as_held"
LEVEL_LENGTHS = {2: SendingLevel.PROVINCE, 4: SendingLevel.PREFECTURE}


@dataclass(slots=True)
class Line:
    """What becomes of a row. `person` is None for somebody new, `posting` where a posting is begun."""

    person: HeldPerson | None
    unit: UnitRef | None
    post: str
    team: TeamRef
    since: date | None
    basis: str
    roles: tuple[str, ...] | None
    posting: HeldPosting | None
    changes: dict[str, Any] = field(default_factory=dict)  # of the person's file
    corrections: dict[str, Any] = field(default_factory=dict)  # of the running posting


@dataclass
class Ending:
    """How those are to end who are on the roster and not in the file; only when kind and last day are both told."""

    kind: str
    last_day: date
    people: list[HeldPerson] = field(default_factory=list)


class RosterJudge:
    """Looks at all rows of the file's tables, then gives the outcome of each."""

    def __init__(
        self, tables: list[tuple[Rows, frozenset[int]]], held: Held, answers: Mapping[str, str], file: str
    ) -> None:
        self.held, self.answers, self.file = held, answers, file
        self.units = UnitCells(held.units.matcher, answers)
        self.places = PlaceCells(held.places.matcher, answers)
        self.people = PersonCells(held, answers)
        self.teams = TeamCells(held, answers)
        self.tables = tables
        self.lines: dict[tuple[int, int], Line] = {}
        self.met: set[int] = set()
        self.townships: set[str] = set()
        self.without_role = 0
        for rows, left_out in tables:
            self.units.settle_persons(rows, left_out)
        for number, (rows, left_out) in enumerate(tables):
            for at, row in enumerate(rows.numbers):
                if row not in left_out:
                    self._look_at(number, rows, at)
        self._look_across()

    # ── all rows ──

    def _look_at(self, number: int, rows: Rows, at: int) -> None:
        values = rows.values
        name, place = values["name"][at], self.places.read(rows, at)
        unit = self._unit(rows, at)
        if place is not None:
            self.townships.add(self.held.places.by_key[place].code[:9])
        if not name:
            return
        traits = self.people.traits(rows, at, unit.ref if unit else None, place)
        if not self.people.stands_alone(rows, at, traits):
            return
        person, is_settled = self.people.find(rows, at, traits)
        if not is_settled or place is None:
            return
        self.lines[number, at] = self._line(rows, at, person, unit, place, traits)

    def _unit(self, rows: Rows, at: int) -> UnitFound | None:
        for key in ("unit", "unit_and_post"):
            if text := rows.values[key][at]:
                return self.units.read(rows, at, key, text)
        return None

    def _line(
        self, rows: Rows, at: int, person: HeldPerson | None, unit: UnitFound | None, place: int, traits: Traits
    ) -> Line:
        posting = person.posting if person else None
        roles = rows.values["roles"][at]
        line = Line(person, unit.ref if unit else None, unit.rest if unit else "", None, None, "", roles, posting)
        since = self._since(rows, at)
        if posting is None:
            line.since, line.basis = since, self._basis(rows, at)
            line.unit = line.unit or self._needs_a_unit(rows, at, person)
            self.without_role += roles is None
            line.roles = roles or (TeamRole.MEMBER,)
        self._until(rows, at)
        line.team = self.teams.read(rows, at, place, line.since)
        if person is not None:
            self.met.add(person.key)
            self._compare(rows, at, line, since)
        return line

    def _needs_a_unit(self, rows: Rows, at: int, person: HeldPerson | None) -> UnitRef | None:
        """A file without such a column may be about one unit's people: then a person says whose."""
        has_own = rows.values["unit"][at] or rows.values["unit_and_post"][at]
        if has_own or (person is not None and person.traits.unit is not None):
            return None
        if {"unit", "unit_and_post"} & rows.mapping.indexes.keys():
            rows.fault(at, "unit", "缺派出单位。")
            return None
        answer, problem = self.answers.get(question_id("unit", "sent_all"), "").strip(), "缺派出单位。"
        if answer:
            match = self.held.units.matcher.find(answer)
            if match.is_sure:
                return match.found
            problem = match.problem
        sentence = "表里没有派出单位一列。这些人都是哪个单位派出的？不是同一个的，请在表里补上这一列。"
        asked = rows.ask(at, "unit", "sent_all", (), sentence=sentence, wants="text")
        rows.fault(at, "unit", problem, DOUBTFUL, question=asked)
        return None

    def _since(self, rows: Rows, at: int) -> date | None:
        span = rows.values["span"][at]
        return rows.values["since"][at] or (span[0] if span else None)

    def _day_told(self, rows: Rows, at: int) -> date | None:
        """For rows without their own: one day for all of them, told by a person."""
        answer = self.answers.get(question_id("since", "start_day"), "")
        problem = "没有写派驻起。"
        if answer:
            day = as_day(answer)
            if day is not None and day <= self.held.today:
                return day
            problem = f"“{answer}”不是今天以前的日期。请写成 2021-05-01。"
        asked = rows.ask(at, "since", "start_day", (), sentence="没有写派驻起的，都从哪一天算？", wants="date")
        rows.fault(at, "since", problem, DOUBTFUL, question=asked)
        return None

    def _basis(self, rows: Rows, at: int) -> str:
        """补录 needs a document number or a reason (R-SEL-20): each row's own, else one told for all."""
        if (own := rows.values["basis"][at]) or _is_faulty(rows, at, "basis"):
            return own or ""
        answer = self.answers.get(question_id("basis", "backfill"), "").strip()
        if answer:
            return f"补录：按导入的《{self.file}》"[:200] if answer == FROM_FILE else answer[:200]
        option = (FROM_FILE, f"没有文号，写“补录：按导入的《{self.file}》”", None)
        sentence = "没有派出文号的，补录理由怎么写？"
        asked = rows.ask(at, "basis", "backfill", [option], sentence=sentence, wants="text")
        rows.fault(at, "basis", "没有派出文号，要有补录理由。", DOUBTFUL, question=asked)
        return ""

    def _until(self, rows: Rows, at: int) -> None:
        """A last day that is over may be a term or an end: importing ends no posting."""
        span = rows.values["span"][at]
        until = rows.values["until"][at] or (span[1] if span else None)
        if until is None or until >= self.held.today or self.answers.get(question_id("until", "passed")) == STAYS:
            return
        option = (STAYS, "人还在岗，照写；派驻止不读", None)
        sentence = "派驻止已经过了的人，还在岗吗？不在岗的，请勾选不读这几行。"
        asked = rows.ask(at, "until", "passed", [option], sentence=sentence)
        rows.fault(at, "until", f"派驻止 {until:%Y-%m-%d} 已经过了。", DOUBTFUL, question=asked)

    # ── somebody on file ──

    def _compare(self, rows: Rows, at: int, line: Line, since: date | None) -> None:
        held = line.person
        line.changes = self.people.changes(rows, at, held, line.post)
        if line.posting is None:
            return
        team = line.team
        if team is not None and team != line.posting.team:
            current = self.held.teams.get(line.posting.team)
            where = current.name if current else "另一支队"
            rows.fault(
                at,
                "place",
                f"{held.traits.name}册上在{where}（{line.posting.since:%Y-%m-%d} 起），一个人不能同时在两处。"
                "确实换了队，先结束那一段派驻，再导入。",
            )
        if since is not None and since != line.posting.since:
            line.corrections["since"] = since
        if line.unit is not None and line.unit != line.posting.unit:
            line.corrections["sending_unit"] = line.unit
        if (basis := rows.values["basis"][at]) and basis != line.posting.basis:
            line.corrections["basis"] = basis

    # ── across rows ──

    def _look_across(self) -> None:
        self.levels = levels_of(self.units, self.units.new, self.held.units, self.held.county_code)
        for (number, at), line in self.lines.items():
            rows = self.tables[number][0]
            if line.posting is None and line.since is None and not _is_faulty(rows, at, "since", "span"):
                line.since = self._day_told(rows, at)
            self._check_since(rows, at, line)
            self._check_level(rows, at, line)
        self.teams.check_first_secretaries([(self.tables[n][0], at, line) for (n, at), line in self.lines.items()])
        self.teams.begin_with(line for line in self.lines.values() if line.posting is None)

    def _check_since(self, rows: Rows, at: int, line: Line) -> None:
        since = line.corrections.get("since", line.since)
        if since is None:
            return
        if since > self.held.today:
            rows.fault(at, "since", f"派驻起 {since:%Y-%m-%d} 还没到。到了那天再导入。")
        team = self.held.teams.get(line.team) if isinstance(line.team, int) else None
        if team is not None and since < team.since:
            rows.fault(at, "since", f"派驻起 {since:%Y-%m-%d} 早于{team.name}组建的日子（{team.since:%Y-%m-%d}）。")
        ended = self.held.ended.get(line.person.key) if line.person else None
        if ended is not None and since < ended:
            name = line.person.traits.name
            rows.fault(at, "since", f"{name}到 {ended:%Y-%m-%d} 前还在上一段派驻，派驻起不能早于这一天。")

    def _check_level(self, rows: Rows, at: int, line: Line) -> None:
        """A posting's level is that of its sending unit (R-ORG-03); where the file says otherwise it is asked."""
        told = rows.values["sending_level"][at]
        if not told or line.unit is None or self.answers.get(question_id("sending_level", AS_HELD)) == AS_HELD:
            return
        unit = self.held.units.by_key.get(line.unit) if isinstance(line.unit, int) else None
        code = unit.place_code if unit else self.levels.get(line.unit, self.held.county_code)
        level = LEVEL_LENGTHS.get(len(code), SendingLevel.COUNTY)
        if told == level:
            return
        name = unit.name if unit else line.unit
        option = (AS_HELD, "按单位登记的层级", None)
        sentence = "派出层级和单位登记的层级不同的，按哪个？单位登记错了的，先在单位页更正。"
        asked = rows.ask(at, "sending_level", AS_HELD, [option], sentence=sentence, detail=f"{name}：{level.label}")
        problem = f"表里写{SendingLevel(told).label}，{name}登记的是{level.label}。"
        rows.fault(at, "sending_level", problem, DOUBTFUL, question=asked)

    # ── outcomes ──

    def judge(self, number: int, rows: Rows, at: int) -> tuple[Outcome, Any, tuple[Difference, ...]]:
        line = self.lines.get((number, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        if line.person is None:
            return Outcome.ADDED, line, ()
        found = self._differences(rows, at, line)
        if line.posting is None:
            return Outcome.ADDED, line, found
        return (Outcome.CHANGED if found else Outcome.LEFT), line, found

    def _differences(self, rows: Rows, at: int, line: Line) -> tuple[Difference, ...]:
        found = list(self.people.differences(rows, line.person, line.changes))
        posting, by_key = line.posting, rows.sheet.by_key
        if "sending_unit" in line.corrections or self._moves(line):
            old = self.held.units.by_key.get(posting.unit if posting else line.person.traits.unit)
            found.append(
                Difference("unit", by_key["unit"].label, old.name if old else "", self.held.units.name(line.unit))
            )
        for key, old in (("since", posting and posting.since), ("basis", posting and posting.basis)):
            if key in line.corrections:
                found.append(Difference(key, by_key[key].label, old, line.corrections[key]))
        if posting is not None and line.roles is not None and set(line.roles) != posting.roles:
            old, new = (roles_in_words(roles) for roles in (posting.roles, line.roles))
            found.append(Difference("roles", by_key["roles"].label, old, new))
        return tuple(found)

    def _moves(self, line: Line) -> bool:
        return line.person is not None and line.unit is not None and line.unit != line.person.traits.unit

    def who(self, told: Mapping[str, Any]) -> str:
        where = f"{told['township'] or ''}{told['place'] or ''}"
        return f"{told['name'] or '（没有姓名）'}" + (f"（{where}）" if where else "")

    # ── who is not in the file ──

    def absent(self) -> list[HeldPerson]:
        """On the roster in the townships the file speaks of, and not in it."""
        found = []
        for person in self.held.on_post.values():
            team = self.held.teams.get(person.posting.team)
            if team and team.seat[:9] in self.townships and person.key not in self.met:
                found.append(person)
        return found

    def ending(self) -> Ending | None:
        kind, last_day = self.answers.get("absent:kind", ""), as_day(self.answers.get("absent:last_day", ""))
        if kind not in ChangeKind.values or last_day is None or last_day > self.held.today:
            return None
        return Ending(kind, last_day, self.absent())


def _is_faulty(rows: Rows, at: int, *keys: str) -> bool:
    """A cell that was written, but could not be read: its own fault says so."""
    letters = {letter(rows.mapping.indexes[key]) for key in keys if key in rows.mapping.indexes}
    return any(fault.letter in letters for fault in rows.faults.get(at, ()))


def roles_in_words(roles: Any) -> str:
    return "、".join(role.label for role in TeamRole if role in roles)


def as_day(text: str) -> date | None:
    try:
        found = read_date(text.strip()) if text.strip() else None
    except ValueError:
        return None
    return found.value if found and found.part == "day" else None
