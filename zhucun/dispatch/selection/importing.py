"""推荐人选表 brought in from a file: who is proposed by which unit, within its quota and by the county's conditions."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.intake.deciding_people import PersonCells, told_facts
from zhucun.dispatch.intake.held import Held, held_for
from zhucun.dispatch.rounds import nominating
from zhucun.dispatch.rounds.judging import blocks, found_of
from zhucun.dispatch.rounds.models import Nomination, SelectionRound, UnitQuota
from zhucun.dispatch.rounds.nominating import TAKES_NAMES
from zhucun.dispatch.rounds.reading import policy_of
from zhucun.dispatch.rounds.rules import MANAGE, NominationState, QuotaState, RoleFor
from zhucun.dispatch.selection.sheets import NOMINATION_LIST, told_of
from zhucun.lib.names import normal_name
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.org.people.same_person import HeldPerson
from zhucun.org.people.unit_cells import UnitCells
from zhucun.org.places.models import Place
from zhucun.sheets.faults import DOUBTFUL, Unreadable
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.web.importing import Case, Importer, chunks, imports, refused_by_row

ROUND = "round"  # the question which of several rounds is meant


@dataclass(slots=True)
class NomineeLine:
    """Somebody on file, or new; `named` where they are proposed already."""

    quota: int
    unit: int
    person: HeldPerson | None
    role_for: str
    confirmed_on: date | None
    is_named: bool = False


@dataclass
class _Nominees:
    round: SelectionRound
    held: Held
    units: UnitCells
    people: PersonCells
    quotas: dict[int, UnitQuota]  # by unit
    named: dict[int, int]  # cadre → quota, of this round
    day: date
    lines: dict[tuple[int, int], NomineeLine] = field(default_factory=dict)
    taken: Counter[int] = field(default_factory=Counter)  # by quota

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        if is_left_open(rows, at):
            return
        name, quota = rows.values["name"][at], self._quota(rows, at)
        if not name:
            rows.fault(at, "name", "缺姓名。")
        if not name or quota is None:
            return
        traits = self.people.traits(rows, at, quota.unit_id, None)
        if not self.people.stands_alone(rows, at, traits):
            return
        person, is_settled = self.people.find(rows, at, traits)
        if is_settled and self._may_be_named(rows, at, person, quota):
            role = rows.values["role_for"][at] or RoleFor.MEMBER
            line = NomineeLine(quota.pk, quota.unit_id, person, role, rows.values["fitness_confirmed_on"][at])
            line.is_named = person is not None and person.key in self.named
            self.lines[table, at] = line

    def _quota(self, rows: Rows, at: int) -> UnitQuota | None:
        written = rows.values["unit"][at]
        found = self.units.read(rows, at, "unit", written) if written else None
        if found is None:
            return None
        quota = self.quotas.get(found.ref) if isinstance(found.ref, int) else None
        if quota is None:
            rows.fault(at, "unit", f"这一轮没有给“{written}”名额。先定名额、发函，或去掉这一行。")
        elif quota.state == QuotaState.DRAFT:
            rows.fault(at, "unit", f"还没有给{quota.unit}发函，先登记函号。")
            return None
        return quota

    def _may_be_named(self, rows: Rows, at: int, person: HeldPerson | None, quota: UnitQuota) -> bool:
        if person is not None and person.key in self.named:
            return self._is_the_same_units(rows, at, person, quota)
        if person is not None and person.traits.unit not in (None, quota.unit_id):
            rows.fault(
                at, "unit", f"册上{person.traits.name}是{self._unit_of(person)}的人。先改单位，或由那个单位推荐。"
            )
            return False
        if person is not None and person.key in self.held.on_post:
            rows.fault(at, "name", f"{person.traits.name}正在驻村，不用推荐；要留要走在“走留”里定。")
            return False
        self.taken[quota.pk] += 1
        if self.taken[quota.pk] > quota.count:
            rows.fault(at, "name", f"{quota.unit}的名额是 {quota.count} 人，已经满了。")
            return False
        return True

    def _is_the_same_units(self, rows: Rows, at: int, person: HeldPerson, quota: UnitQuota) -> bool:
        if self.named[person.key] == quota.pk:
            return True
        rows.fault(at, "unit", f"{person.traits.name}这一轮已经由别的单位推荐了。")
        return False

    def _unit_of(self, person: HeldPerson) -> str:
        unit = self.held.units.by_key.get(person.traits.unit)
        return unit.name if unit else "别的单位"

    def judge_all(self, tables: list[Rows]) -> None:
        """Whoever is on file is held against the conditions now; who is new, when they are named."""
        roles = {
            line.person.key: line.role_for
            for line in self.lines.values()
            if line.person is not None and not line.is_named
        }
        found = found_of(roles, self.day, policy_of(self.round, self.day))
        for (table, at), line in self.lines.items():
            stops = blocks(found.get(line.person.key, ())) if line.person is not None else ()
            for one in stops:
                tables[table].fault(at, "name", f"不能推荐：{one['sentence']}。")

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        if is_left_open(rows, at):
            return Outcome.LEFT, None, ()
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        return (Outcome.LEFT if line.is_named else Outcome.ADDED), line, ()


def is_left_open(rows: Rows, at: int) -> bool:
    """A row of the form that nobody filled in: the unit's name and nothing else."""
    return all(value in (None, "", ()) for key, value in rows[at].items() if key != "unit")


def decide_nominations(case: Case) -> Plan:
    round_ = _round_of(case)
    nominees = _nominees(round_, case) if round_ is not None else None
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        if nominees is None:
            _ask_which(rows, left_out, case.by)
            continue
        _settle_units(nominees, rows, left_out)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                nominees.look_at(table, rows, at)
    if nominees is not None:
        nominees.judge_all(case.rows)
    entries: list[Entry] = []
    for table, rows in enumerate(case.rows):
        entries += decide(
            rows,
            lambda at, t=table, r=rows: nominees.judge(t, r, at) if nominees else (Outcome.DOUBTFUL, None, ()),
            who=told_of,
            left_out=case.left_out_of(rows),
        )
    plan = case.plan(entries, remarks=list(_remarks(round_, entries)))
    plan.deed = nominees
    return plan


def _open_rounds(by: Actor) -> list[SelectionRound]:
    seen = SelectionRound.objects.visible_to(by, MANAGE).filter(county_code=by.county_code, state__in=TAKES_NAMES)
    return list(seen.order_by("-opened_on", "-pk"))


def _round_of(case: Case) -> SelectionRound | None:
    """The only one that takes names, or the one a person chose; None while that is to be asked. Raises Unreadable."""
    rounds = _open_rounds(case.by)
    if not rounds:
        raise Unreadable("现在没有在收推荐的选派轮次。先开一轮，定清单，给单位发函，再导入。", reason="round")
    if len(rounds) == 1:
        return rounds[0]
    answer = case.answers.get(question_id("name", ROUND), "")
    return next((one for one in rounds if str(one.pk) == answer), None)


def _ask_which(rows: Rows, left_out: Collection[int], by: Actor) -> None:
    options = [(str(one.pk), one.title, None) for one in _open_rounds(by)]
    for at, number in enumerate(rows.numbers):
        if number not in left_out:
            asked = rows.ask(at, "name", ROUND, options, sentence="记进哪一轮？")
            rows.fault(at, "name", "有几轮都在收推荐，看不出是哪一轮的。", DOUBTFUL, question=asked)


def _nominees(round_: SelectionRound, case: Case) -> _Nominees:
    held = held_for(case.by)
    quotas = list(
        UnitQuota.objects.visible_to(case.by, MANAGE).filter(round=round_).with_named().select_related("unit")
    )
    standing = Nomination.objects.visible_to(case.by, MANAGE).filter(round=round_)
    named = standing.exclude(state=NominationState.WITHDRAWN).values_list("cadre", "quota")
    return _Nominees(
        round_,
        held,
        UnitCells(held.units.matcher, case.answers),
        PersonCells(held, case.answers),
        {quota.unit_id: quota for quota in quotas},
        dict(named),
        case.by.today,
        taken=Counter({quota.pk: quota.named for quota in quotas}),
    )


def _settle_units(nominees: _Nominees, rows: Rows, left_out: Collection[int]) -> None:
    read = [at for at, number in enumerate(rows.numbers) if number not in left_out]
    nominees.units.settle(rows.values["unit"][at] for at in read if rows.values["unit"][at])


def _remarks(round_: SelectionRound | None, entries: list[Entry]) -> list[str]:
    if round_ is None:
        return []
    new = sum(entry.outcome == Outcome.ADDED and entry.target.person is None for entry in entries)
    said = [f"记进“{round_.title}”。"]
    return [*said, f"册上没有的 {new} 人新登记，写入时过资格。"] if new else said


def carry_out_nominations(plan: Plan, by: Actor) -> dict[str, int]:
    nominees: _Nominees = plan.deed
    county = Place.objects.visible_to(by).get(code=by.county_code, until__isnull=True)
    entries = [entry for entry in plan.entries if entry.outcome == Outcome.ADDED]
    quotas = {quota.pk: quota for quota in nominees.quotas.values()}
    made = 0
    for some in chunks(entries):
        new = [entry for entry in some if entry.target.person is None]
        with refused_by_row(new):
            calls = [Told(county, _facts(entry, quotas[entry.target.quota], by)) for entry in new]
            added = iter(people.add_cadre.many(calls, by=by))
        held = Cadre.objects.in_bulk([entry.target.person.key for entry in some if entry.target.person is not None])
        cadres = [held[e.target.person.key] if e.target.person is not None else next(added) for e in some]
        made += len(new)
        with refused_by_row(some):
            told = [_told(entry, cadre) for entry, cadre in zip(some, cadres, strict=True)]
            nominating.nominate.many([Told(quotas[e.target.quota], t) for e, t in zip(some, told, strict=True)], by=by)
    _answer_filled({entry.target.quota for entry in entries}, by)
    return {"nominations": len(entries), "people": made}


def _answer_filled(quotas: Collection[int], by: Actor) -> None:
    """The file is the units' answer: whose quota it fills is waited for no longer."""
    for quota in UnitQuota.objects.filter(pk__in=quotas).filled_unanswered().select_related("unit").order_by("pk"):
        nominating.fill(quota, by=by)


def _facts(entry: Entry, quota: UnitQuota, by: Actor) -> dict:
    facts = {**told_facts(entry.told), "name": normal_name(entry.told["name"])}
    facts.pop("fitness_confirmed_on", None)
    return {**facts, "unit": quota.unit, "since": by.today}


def _told(entry: Entry, cadre: Cadre) -> dict:
    line: NomineeLine = entry.target
    return {"cadre": cadre, "role_for": line.role_for, "fitness_confirmed_on": line.confirmed_on}


imports(
    Importer(
        NOMINATION_LIST,
        MANAGE,
        decide_nominations,
        carry_out_nominations,
        route="dispatch:rounds",
        also_called=("nominations",),
        order=60,
    )
)
