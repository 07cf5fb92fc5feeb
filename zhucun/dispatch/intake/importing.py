"""The 花名册 brought in from a file: the plan, and carrying it out by acts, all of it or nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.intake.deciding import Ending, Line, RosterJudge
from zhucun.dispatch.intake.deciding_people import told_facts
from zhucun.dispatch.intake.deciding_teams import NewTeam
from zhucun.dispatch.intake.held import Held, held_for
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import IMPORT, ChangeKind, StartKind
from zhucun.dispatch.roster.sheets import MEMBER_ROSTER
from zhucun.lib.names import normal_name
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.org.people.same_person import HeldPerson
from zhucun.org.people.unit_cells import UnitRef
from zhucun.org.people.unit_making import levels_in_words, make_units
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import in_words
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, chunks, imports, refused_by_row

READ_AND_NOT_KEPT = {"is_insured": "意外保险", "until": "派驻止"}


@dataclass
class Deed:
    """What the entries rest on: units and teams to be made first, who is to end."""

    new_units: dict[str, str]  # name → code of its level
    learnt: dict[str, int]
    teams: list[NewTeam]
    serves: dict[int, int]
    ending: Ending | None
    held: Held


def decide_roster(case: Case) -> Plan:
    return plan_roster(case, held_for(case.by))


def plan_roster(case: Case, held: Held) -> Plan:
    """Pure: the file and what is held in, the plan out."""
    tables = [(rows, frozenset(case.left_out_of(rows))) for rows in case.rows]
    judge = RosterJudge(tables, held, case.answers, case.file)
    entries: list[Entry] = []
    for number, (rows, left_out) in enumerate(tables):
        entries += decide(rows, _judging(judge, number, rows), who=judge.who, left_out=left_out)
    used = _used_units(entries)
    new_units = {name: code for name, code in judge.levels.items() if name in used}
    teams = [team for team in judge.teams.formed if team.since]
    ending, absent = judge.ending(), judge.absent()
    deed = Deed(new_units, judge.units.learnt, teams, judge.teams.serves, ending, held)
    plan = case.plan(entries, remarks=_remarks(case, judge, deed), absent=_absent_in_words(absent, held))
    plan.deed = deed
    return plan


def _judging(judge: RosterJudge, number: int, rows: Rows) -> Callable[[int], Decided]:
    return lambda at: judge.judge(number, rows, at)


def _used_units(entries: Sequence[Entry]) -> set[UnitRef]:
    return {entry.target.unit for entry in entries if entry.target is not None}


def _absent_in_words(absent: list[HeldPerson], held: Held) -> list[str]:
    return [
        f"{person.traits.name}（{held.places.full_name(person.traits.place) if person.traits.place else '—'}）"
        for person in absent
    ]


def _remarks(case: Case, judge: RosterJudge, deed: Deed) -> Iterator[str]:
    places = deed.held.places
    if deed.new_units:
        yield levels_in_words(deed.new_units)
    if deed.teams:
        names = in_words(places.full_name(team.seat) for team in deed.teams)
        yield f"组建工作队 {len(deed.teams)} 支：{names}。后盾单位、核定人数另外定。"
    if deed.serves or any(team.also for team in deed.teams):
        also = [*deed.serves, *(place for team in deed.teams for place in team.also)]
        yield f"兼驻 {len(also)} 处：{in_words(map(places.full_name, also))}。"
    if judge.without_role:
        yield f"没写队内职务的 {judge.without_role} 人，记为队员。"
    if any(line.posting is None for line in judge.lines.values()):
        yield "新派驻的按“补录”记，报到日期就是派驻起。"
    unread = [
        label for key, label in READ_AND_NOT_KEPT.items() if any(key in rows.mapping.indexes for rows in case.rows)
    ]
    if unread:
        yield f"{'、'.join(unread)}这几列看过，但不写入：保险另有台账，结束派驻要单独办。"
    absent = judge.absent()
    if deed.ending:
        kind, day = ChangeKind(deed.ending.kind).label, deed.ending.last_day
        yield f"册上有、表里没有的 {len(absent)} 人，按{kind}结束派驻，最后一天 {day:%Y-%m-%d}。"
    elif absent:
        yield f"册上有、表里没有的 {len(absent)} 人不动。"


# ── carrying out ──


def carry_out_roster(plan: Plan, by: Actor) -> dict[str, int]:
    """Inside the caller's transaction: units, teams, corrections, endings, new people, postings."""
    return _Hand(plan, by).work()


class _Hand:
    def __init__(self, plan: Plan, by: Actor) -> None:
        self.plan, self.deed, self.by = plan, plan.deed, by
        self.county = Place.objects.visible_to(by).get(code=by.county_code)
        self.lines: list[tuple[Entry, Line]] = [
            (entry, entry.target) for entry in plan.entries if entry.outcome in (Outcome.ADDED, Outcome.CHANGED)
        ]
        self.teams: dict[int | NewTeam, Team] = {}

    def work(self) -> dict[str, int]:
        deed, held = self.deed, self.deed.held.units
        self.units = make_units(self.county, deed.new_units, held, deed.learnt, since=self._earliest(), by=self.by)
        self._form_teams()
        self._end_absent()
        self._correct()
        begun = self._begin()
        return {
            "people": sum(line.person is None for _, line in self.lines),
            "postings": begun,
            "changed": sum(entry.outcome is Outcome.CHANGED for entry, _ in self.lines),
            "units": len(self.deed.new_units),
            "teams": len(self.deed.teams),
            "ended": len(self.deed.ending.people) if self.deed.ending else 0,
        }

    def _earliest(self) -> dict[UnitRef, date]:
        found: dict[UnitRef, date] = {}
        for _, line in self.lines:
            if isinstance(line.unit, str) and line.since:
                found[line.unit] = min(found.get(line.unit, line.since), line.since)
        return found

    def _form_teams(self) -> None:
        wanted = (
            {team.seat for team in self.deed.teams} | {p for t in self.deed.teams for p in t.also} | {*self.deed.serves}
        )
        places = Place.objects.in_bulk(wanted)
        calls = [Told(places[team.seat], {"number": team.number, "since": team.since}) for team in self.deed.teams]
        made = roster.form_team.many(calls, by=self.by)
        self.teams |= dict(zip(self.deed.teams, made, strict=True))
        held = {line.team for _, line in self.lines if isinstance(line.team, int)}
        self.teams |= Team.objects.in_bulk(held | set(self.deed.serves.values()))
        also = [(self.teams[team], place, team.since) for team in self.deed.teams for place in team.also]
        also += [(self.teams[team], place, self.by.today) for place, team in self.deed.serves.items()]
        serving = [Told(team, {"place": places[place], "since": since}) for team, place, since in also]
        roster.serve.many(serving, by=self.by)

    def _end_absent(self) -> None:
        ending = self.deed.ending
        if ending is None:
            return
        told = {"last_day": ending.last_day, "kind": ending.kind, "reason": f"导入的《{self.plan.file}》里没有"}
        for some in chunks(ending.people):
            postings = Posting.objects.in_bulk([person.posting.key for person in some])
            roster.end.many([Told(posting, told) for posting in postings.values()], by=self.by)

    # ── those on file ──

    def _correct(self) -> None:
        on_file = [(entry, line) for entry, line in self.lines if line.person is not None]
        for some in chunks(on_file):
            cadres = Cadre.objects.in_bulk([line.person.key for _, line in some])
            changed = [(cadres[line.person.key], line) for _, line in some if line.changes]
            people.correct_cadre.many([Told(c, {"changes": line.changes}) for c, line in changed], by=self.by)
        running = [line for _, line in on_file if line.posting is not None]
        for _, line in on_file:
            self._move(line)
        for line in running:
            self._correct_posting(line)
        for line in running:
            self._take_roles(line)
        for line in running:  # whoever becomes first secretary does so after the one before is taken off
            self._give_roles(line)

    def _move(self, line: Line) -> None:
        """The unit on file follows; from today on, since the file does not say since when."""
        if line.unit is not None and line.unit != line.person.traits.unit:
            cadre = Cadre.objects.get(pk=line.person.key)
            people.move_cadre(cadre, unit=self.units[line.unit], since=self.by.today, by=self.by)

    def _correct_posting(self, line: Line) -> None:
        if line.corrections:
            told = dict(line.corrections)
            if "sending_unit" in told:
                told["sending_unit"] = self.units[told["sending_unit"]]
            roster.correct(Posting.objects.get(pk=line.posting.key), by=self.by, **told)

    def _take_roles(self, line: Line) -> None:
        for role in sorted(line.posting.roles - set(line.roles)) if line.roles is not None else ():
            posting = Posting.objects.get(pk=line.posting.key)
            roster.take_role(posting, role=role, last_day=self.by.today - timedelta(days=1), by=self.by)

    def _give_roles(self, line: Line) -> None:
        for role in sorted(set(line.roles or ()) - line.posting.roles):
            roster.give_role(Posting.objects.get(pk=line.posting.key), role=role, since=self.by.today, by=self.by)

    # ── those to be posted ──

    def _begin(self) -> int:
        beginning = [(entry, line) for entry, line in self.lines if line.posting is None]
        for some in chunks(beginning):
            cadres = self._cadres(some)
            calls = [self._start(line, cadre) for (_, line), cadre in zip(some, cadres, strict=True)]
            with refused_by_row([entry for entry, _ in some]):
                roster.start.many(calls, by=self.by)
        return len(beginning)

    def _cadres(self, some: Sequence[tuple[Entry, Line]]) -> list[Cadre]:
        new = [Told(self.county, self._facts(entry, line)) for entry, line in some if line.person is None]
        with refused_by_row([entry for entry, line in some if line.person is None]):
            made = iter(people.add_cadre.many(new, by=self.by))
        held = Cadre.objects.select_related("person").in_bulk(
            [line.person.key for _, line in some if line.person is not None]
        )
        return [held[line.person.key] if line.person else next(made) for _, line in some]

    def _facts(self, entry: Entry, line: Line) -> dict:
        facts = told_facts(entry.told, line.post)
        name = normal_name(entry.told["name"])
        return {**facts, "name": name, "unit": self.units[line.unit], "since": line.since}

    def _start(self, line: Line, cadre: Cadre) -> Told:
        told = {
            "cadre": cadre,
            "since": line.since,
            "basis": line.basis,
            "kind": StartKind.BACKFILL,
            "roles": line.roles,
            "sending_unit": self.units[line.unit] if line.unit is not None else None,
            "reported_on": line.since,
        }
        return Told(self.teams[line.team], told)


ROSTER_IMPORT = imports(
    Importer(
        MEMBER_ROSTER,
        IMPORT,
        decide_roster,
        carry_out_roster,
        route="dispatch:members",
        also_called=("roster", "members"),
        order=10,
    )
)
