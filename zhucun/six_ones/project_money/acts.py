"""A line of a project's money is recorded, taken back by a second line. The only writer of project money."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.six_ones import plain_text
from zhucun.six_ones.industries import writing
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import State, must_have_come
from zhucun.six_ones.project_money import rules
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import Book, Funder, Kind, book_of


@dataclass
class Held:
    """What the calls are judged by; each adds to it for those after it."""

    books: dict[int, Book]
    numbers: set[tuple[int, str, str]]
    unnumbered: set[tuple[int, str, date, int]]


def held_for(projects: Iterable[int]) -> Held:
    """One query: the lines that stand, each on its own day."""
    lines: dict[int, list[tuple[str, date, int]]] = defaultdict(list)
    numbers, unnumbered = set(), set()
    columns = ("project", "kind", "on", "fen", "number")
    rows = ProjectMoney.objects.standing().filter(project__in=set(projects))
    for project, kind, on, fen, number in rows.values_list(*columns):
        lines[project].append((kind, on, fen))
        if number:
            numbers.add((project, kind, number))
        else:
            unnumbered.add((project, kind, on, fen))
    books: dict[int, Book] = defaultdict(Book)
    books.update((project, book_of(of_it)) for project, of_it in lines.items())
    return Held(books, numbers, unnumbered)


@act("project_money.record", "记一笔项目资金", needs=rules.RECORD, remote=True, undo="project_money.correct")
def record(
    project: IndustryProject,
    *,
    kind: str,
    on: date,
    fen: int,
    number: str = "",
    funder: str = Funder.BRIDGING,
    what: str = "",
    by: Actor,
) -> ProjectMoney:
    """Applied for, granted, arrived or spent, each by its own paper; never more than came before it (R-TASK-06)."""
    told = {"kind": kind, "on": on, "fen": fen, "number": number, "funder": funder, "what": what}
    return _record([Told(project, told)], by=by)[0]


@record.as_many
def _record(calls: Sequence[Told], *, by: Actor) -> list[ProjectMoney]:
    held = held_for(call.row.pk for call in calls)
    return insert_many(each(calls, lambda call: line_of(call, held, call.hand(by))))


def line_of(call: Told, held: Held, by: Actor) -> ProjectMoney:
    """The line, judged by what is held."""
    project, given = call.row, call.given
    kind, on, fen = given["kind"], given["on"], given["fen"]
    number = plain_text.without_private(given["number"], field="number")
    writing.must_be_at_home(project, by, rules.RECORD)
    if project.state == State.WITHDRAWN:
        raise Refused("这个项目已经撤回，不能再记钱。")
    if kind not in Kind.values:
        raise Refused("选一种：申请、批复、到账、支出。", field="kind")
    if given["funder"] not in Funder.values:
        raise Refused("选一个：是谁的钱。", field="funder")
    rules.must_be_an_amount(fen)
    must_have_come(on, by.today, field="on")
    rules.must_have_its_number(kind, number)
    _must_be_new(project.pk, given, number, held)
    what = plain_text.without_private(given["what"], field="what")
    held.books[project.pk].take(kind, on, fen)
    _remember(project.pk, given, number, held)
    whose = {"project": project, "place_code": project.place_code, "recorded_by": by.name, "recorded_on": by.today}
    return ProjectMoney(**whose, kind=kind, on=on, fen=fen, number=number, funder=given["funder"], what=what)


def _must_be_new(project: int, given: dict, number: str, held: Held) -> None:
    kind = given["kind"]
    if number and (project, kind, number) in held.numbers:
        said = f"{rules.NUMBERS[Kind(kind)]} {number} 在这个项目上记过了。"
        raise Refused(said, field="number", rule="R-TASK-06")
    if not number and (project, kind, given["on"], given["fen"]) in held.unnumbered:
        raise Refused("同一天、同样多的申请记过了。是另一笔的，写上申请编号。", field="number")


def _remember(project: int, given: dict, number: str, held: Held) -> None:
    if number:
        held.numbers.add((project, given["kind"], number))
    else:
        held.unnumbered.add((project, given["kind"], given["on"], given["fen"]))


@act("project_money.correct", "更正一笔项目资金", needs=rules.RECORD, remote=True)
def correct(line: ProjectMoney, *, reason: str = "记错了", by: Actor) -> ProjectMoney:
    """A second line of today takes the wrong one back; both stay to be read, neither counts."""
    project = IndustryProject.objects.select_for_update(of=("self",)).get(pk=line.project_id)
    writing.must_be_at_home(project, by, rules.RECORD)
    reason = plain_text.without_private(line.must_be_counterable(reason), field="reason")
    held_for([project.pk]).books[project.pk].take_back(line.kind, line.on, line.fen)
    line.is_countered = True
    line.save()
    same = {name: getattr(line, name) for name in ("project", "place_code", "kind", "number", "funder")}
    who = {"recorded_by": by.name, "recorded_on": by.today}
    return ProjectMoney.objects.create(**same, **who, on=by.today, fen=-line.fen, what=reason, counters=line)
