"""Which team a row of a 花名册 belongs to: found by its place, else to be formed there."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from zhucun.dispatch.intake.held import Held, HeldTeam
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.rows import Rows, question_id

if TYPE_CHECKING:
    from zhucun.dispatch.intake.deciding import Line

NUMBERED = re.compile(r"(\D*)(\d{1,8})")
SERVES, AS_HELD = "serves", "as_held"


@dataclass(eq=False, slots=True)
class NewTeam:
    """A team to be formed at `seat`; `also` are further places it serves."""

    seat: int
    number: str = ""
    since: date | None = None
    also: list[int] = field(default_factory=list)


TeamRef = int | NewTeam | None


class TeamCells:
    def __init__(self, held: Held, answers: Mapping[str, str]) -> None:
        self.held, self.answers = held, answers
        self.new: dict[int, NewTeam] = {}  # by place
        self.numbered: dict[str, NewTeam] = {}
        self.held_numbers = {team.number: team for team in held.teams.values()}
        self.serves: dict[int, int] = {}  # place → the team that is to serve it too

    def read(self, rows: Rows, at: int, place: int, since: date | None) -> TeamRef:
        number = (rows.values["team_number"][at] or "").strip()
        team = self.held.team_at.get(place)
        if team is not None:
            self._check_number(rows, at, team, number)
            return team.key
        if place in self.serves:
            return self.serves[place]
        if place in self.new:
            return self._joined(rows, at, self.new[place], number)
        if number in self.held_numbers:
            return self._serving_too(rows, at, place, self.held_numbers[number])
        if number in self.numbered:
            return self._also_served(rows, at, place, self.numbered[number])
        return self._formed(place, number)

    def _formed(self, place: int, number: str) -> NewTeam:
        team = self.new[place] = NewTeam(place, number)
        if number:
            self.numbered[number] = team
        return team

    def _joined(self, rows: Rows, at: int, team: NewTeam, number: str) -> NewTeam:
        if number and not team.number and number not in self.held_numbers and number not in self.numbered:
            team.number = number
            self.numbered[number] = team
        elif number and team.number and number != team.number:
            place = self.held.places.full_name(team.seat)
            rows.fault(at, "team_number", f"前面写{place}是“{team.number}”队，这一行写“{number}”。一处只驻一支队。")
        return team

    def _check_number(self, rows: Rows, at: int, team: HeldTeam, number: str) -> None:
        if not number or number == team.number or self.answers.get(question_id("team_number", AS_HELD)) == AS_HELD:
            return
        option = (AS_HELD, "按册上的队号", None)
        sentence = "队号和册上不同的，按哪个？册上错了的，先在工作队页更正。"
        asked = rows.ask(at, "team_number", AS_HELD, [option], sentence=sentence)
        rows.fault(at, "team_number", f"{team.name}册上的队号是“{team.number}”。", DOUBTFUL, question=asked)

    def _serving_too(self, rows: Rows, at: int, place: int, team: HeldTeam) -> TeamRef:
        if self._says_serves(rows, at, place, team.number, team.name):
            self.serves[place] = team.key
        return team.key

    def _also_served(self, rows: Rows, at: int, place: int, team: NewTeam) -> TeamRef:
        """One team may serve several places (R-ORG-10), but that is said by a person."""
        if self._says_serves(rows, at, place, team.number, f"驻{self.held.places.full_name(team.seat)}的队"):
            team.also.append(place)
            self.new[place] = team
        return team

    def _says_serves(self, rows: Rows, at: int, place: int, number: str, name: str) -> bool:
        where = self.held.places.full_name(place)
        asks = f"serves:{number}:{where}"
        if self.answers.get(question_id("team_number", asks)) == SERVES:
            return True
        option = (SERVES, f"这支队也驻{where}", None)
        sentence = f"“{number}”是{name}。这支队也驻{where}吗？不是的，请改队号。"
        asked = rows.ask(at, "team_number", asks, [option], sentence=sentence)
        rows.fault(at, "team_number", f"“{number}”是{name}的队号。", DOUBTFUL, question=asked)
        return False

    def begin_with(self, lines: "Iterable[Line]") -> None:
        """A team to be formed begins with its first member; those without a number get the next ones."""
        for line in lines:
            if isinstance(line.team, NewTeam) and line.since:
                line.team.since = min(line.team.since or line.since, line.since)
        free = self._free_numbers()
        for team in self.formed:
            team.number = team.number or next(free)

    @property
    def formed(self) -> list[NewTeam]:
        return list(dict.fromkeys(self.new.values()))

    def _free_numbers(self) -> Iterable[str]:
        """Going on as the county has numbered so far: T166 → T167; where nothing is numbered yet 001."""
        taken = {*self.held_numbers, *self.numbered}
        found = [match.groups() for number in self.held_numbers if (match := NUMBERED.fullmatch(number))]
        before = Counter(prefix for prefix, _ in found).most_common(1)[0][0] if found else ""
        ours = [digits for prefix, digits in found if prefix == before]
        width = max(map(len, ours), default=3)
        count = max(map(int, ours), default=0)
        while True:
            count += 1
            if (number := f"{before}{count:0{width}}") not in taken:
                yield number

    def check_first_secretaries(self, lines: "list[tuple[Rows, int, Line]]") -> None:
        """One a team (R-ORG-08), counting those on post who are not in the file."""
        in_file = {line.person.key for _, _, line in lines if line.person}
        holders: dict[TeamRef, str] = {}
        for person in self.held.on_post.values():
            if person.key not in in_file and TeamRole.FIRST_SECRETARY in person.posting.roles:
                holders[person.posting.team] = f"册上的{person.traits.name}"
        for rows, at, line in lines:
            roles = line.roles if line.roles is not None else line.posting.roles
            if TeamRole.FIRST_SECRETARY not in roles or line.team is None:
                continue
            if other := holders.get(line.team):
                place = rows.values["place"][at]
                rows.fault(at, "roles", f"{place}的队已经有第一书记了：{other}。一支队只有一名，请核对。")
                continue
            sheet = f"“{rows.table.grid.shown_name}”" if rows.table.grid.shown_name else ""
            holders[line.team] = f"{sheet}第 {rows.numbers[at]} 行的{rows.values['name'][at]}"
