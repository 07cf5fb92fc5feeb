"""工作经费台账 brought in: every line judged by the acts' own rules, in the order of days; those on file are left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Team, TeamPlace
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import RECORD, Promise, Source
from zhucun.incentives.vouchers.sheets import LEDGER, LEDGER_KIND
from zhucun.org.places.place_cells import PlaceCells, held_places, place_in_words
from zhucun.policy import in_force as policy
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Row = tuple[int, int]  # a table of the file and a position in it


@dataclass(frozen=True)
class Line:
    """What a row tells of a team's book."""

    call: Told
    is_income: bool

    @property
    def order(self) -> tuple[date, bool]:
        """On one day money comes before it goes."""
        return self.call.given["on"], not self.is_income


@dataclass
class _Reader:
    """From rows to lines; what cannot be one is said at its cell."""

    cells: PlaceCells
    teams: Mapping[int, Team]  # by the places they serve
    lines: dict[Row, Line] = field(default_factory=dict)

    def read(self, rows: Rows, at: int) -> None:
        said = {key: values[at] for key, values in rows.values.items()}
        team = self._team(rows, at)
        if team is None or not said["on"] or not said["voucher"]:
            return
        if bool(said["came"]) == bool(said["went"]):
            rows.fault(at, "came", "收入、支出写一列：这一行两列都有，或者都没有。")
            return
        if said["came"] and not said["source"]:
            rows.fault(at, "source", f"收入写清谁给的：{'、'.join(Source.labels)}。")
            return
        self.lines[id(rows), at] = _line(team, said)

    def _team(self, rows: Rows, at: int) -> Team | None:
        if not rows.values["place"][at]:
            rows.fault(at, "place", "写上是哪个村的工作队。")
            return None
        place = self.cells.read(rows, at)
        if place is None:
            return None
        if (team := self.teams.get(place)) is None:
            rows.fault(at, "place", "这里没有你记账的工作队，核对村名。")
        return team


def _line(team: Team, said: Mapping[str, Any]) -> Line:
    told = {"on": said["on"], "voucher": said["voucher"], "what": said["what"] or ""}
    if said["came"]:
        more = {"fen": said["came"], "source": said["source"], "promise": said["promise"] or Promise.NONE}
    else:
        more = {"fen": said["went"], "purpose": said["purpose"] or ""}
    return Line(Told(team, {**told, **more}), bool(said["came"]))


def decide_ledger(case: Case) -> Plan:
    reader = _Reader(PlaceCells(held_places(case.by).matcher, case.answers), _teams(case.by))
    places = [(rows, at) for rows in case.rows for at in range(len(rows.numbers))]
    for rows, at in places:
        if rows.numbers[at] not in case.left_out_of(rows):
            reader.read(rows, at)
    on_file = _on_file(reader.lines.values())
    left = {key for key, line in reader.lines.items() if _held(line, on_file)}
    _judge(case, reader, {(id(rows), at): (rows, at) for rows, at in places}, left)
    entries: list[Entry] = []
    for rows in case.rows:
        entries += decide(
            rows,
            lambda at, r=rows: _decided((id(r), at), reader.lines, left),
            who=place_in_words,
            left_out=case.left_out_of(rows),
        )
    return case.plan(entries, remarks=["余额从收支算，表里写的余额没有读。"])


def _teams(by: Actor) -> dict[int, Team]:
    """By place; where it is served by several, the one that sits there."""
    teams = {team.pk: team for team in Team.objects.visible_to(by, RECORD).as_of(by.today)}
    rows = TeamPlace.objects.as_of(by.today).filter(team__in=teams).order_by("is_main", "pk")
    return {place: teams[team] for place, team in rows.values_list("place", "team")}


OnFile = Mapping[tuple[int, int, str], tuple[date, int]]


def _on_file(lines: Iterable[Line]) -> OnFile:
    rows = FundEntry.objects.standing().filter(team__in={line.call.row.pk for line in lines})
    columns = ("team", "year", "voucher", "on", "fen")
    return {(team, year, voucher): (on, fen) for team, year, voucher, on, fen in rows.values_list(*columns)}


def _held(line: Line, on_file: OnFile) -> bool:
    given = line.call.given
    key = line.call.row.pk, given["on"].year, given["voucher"].strip()
    return on_file.get(key) == (given["on"], given["fen"] if line.is_income else -given["fen"])


def _judge(case: Case, reader: _Reader, places: Mapping[Row, tuple[Rows, int]], left: set[Row]) -> None:
    """By the day, so that what was spent is held against what had come by then."""
    new = {key: line for key, line in reader.lines.items() if key not in left}
    held = funds.held_for({line.call.row.pk for line in new.values()})
    numbers = policy.of(case.by).funds
    for key, line in sorted(new.items(), key=lambda one: one[1].order):
        try:
            if line.is_income:
                funds.income_of(line.call, held, case.by)
            else:
                funds.spending_of(line.call, held, numbers, case.by)
        except Refused as refusal:
            rows, at = places[key]
            rows.fault(at, _column(refusal, line), refusal.sentence)


def _column(refusal: Refused, line: Line) -> str:
    named = refusal.field or "voucher"
    if named == "fen":
        return "came" if line.is_income else "went"
    return named if named in LEDGER.by_key else "voucher"


def _decided(key: Row, lines: Mapping[Row, Line], left: set[Row]) -> Decided:
    if (line := lines.get(key)) is None:
        return Outcome.REFUSED, None, ()
    return (Outcome.LEFT if key in left else Outcome.ADDED), line, ()


def carry_out_ledger(plan: Plan, by: Actor) -> dict[str, int]:
    written = sorted(plan.of(Outcome.ADDED), key=lambda entry: entry.target.order)
    income = [entry for entry in written if entry.target.is_income]
    spent = [entry for entry in written if not entry.target.is_income]
    with refused_by_row(income):
        funds.receive.many(_calls(income), by=by)
    with refused_by_row(spent):
        funds.spend.many(_calls(spent), by=by)
    return {"income": len(income), "spent": len(spent)}


def _calls(entries: Sequence[Entry]) -> list[Told]:
    return [entry.target.call for entry in entries]


imports(
    Importer(
        LEDGER_KIND,
        RECORD,
        decide_ledger,
        carry_out_ledger,
        route="incentives:funds",
        also_called=("team-funds",),
        order=89,
    )
)
slot(
    Slot(
        LEDGER.key,
        LEDGER.title,
        "以前进了多少、花了多少，一笔对一张凭证；结余从这里算。",
        "笔",
        lambda by: FundEntry.objects.visible_to(by),
        89,
        "incentives:funds",
    )
)
