"""`zhucun form-teams`: who serves where, from a JSON file alone; no database is opened."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.columns import columns
from zhucun.config.commands.wrong_use import WrongUse, why
from zhucun.solver import conflicts, jsonform
from zhucun.solver.found import Effort, Found
from zhucun.solver.problem import Problem
from zhucun.solver.search import form_teams

NO = 1


def run(asked: Asked) -> Outcome:
    if asked.nodes < 1:
        raise WrongUse("--nodes 至少是 1。")
    try:
        problem = jsonform.read(_document(asked.input))
    except jsonform.BadInput as bad:
        return _refused(bad.sentences)
    if sentences := conflicts.in_words(problem):
        return _refused(sentences)
    found = form_teams(problem, Effort(nodes=asked.nodes))
    if not found.is_legal:
        return _refused(conflicts.left_open(problem, found.broken), broken=found.broken)
    return Outcome(jsonform.written(problem, found), list(_lines(problem, found)))


def _document(name: str) -> Any:
    """Raises WrongUse where there is nothing to read, BadInput where it is no JSON."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WrongUse(f"打不开 {name}：{why(error)}。") from error
    except UnicodeDecodeError as error:
        raise jsonform.BadInput([f"{name} 不是 UTF-8 文字。"]) from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f"第 {error.lineno} 行第 {error.colno} 个字" if isinstance(error, json.JSONDecodeError) else "里面"
        raise jsonform.BadInput([f"{name} 不是 JSON：{where}不对。"]) from error


def _refused(sentences: Iterable[str], **more: Any) -> Outcome:
    sentences = list(sentences)
    return Outcome(
        {"problem": "排不出合规的一稿。", "sentences": sentences, **more}, ["排不出合规的一稿：", *sentences], NO
    )


def _lines(problem: Problem, found: Found) -> Iterable[str]:
    names = {candidate.id: candidate.name for candidate in problem.candidates}
    units = {unit.id: unit.name for unit in problem.units}
    proven = "已证明没有更好的。" if found.gap == 0 else f"最多还能好 {found.gap} 分。"
    yield f"{len(problem.teams)} 支队排了 {len(found.assignment.seats)} 人，共 {found.worth} 分，{proven}"
    yield ""
    members = found.assignment.members()

    def row(team: Any) -> tuple[str, ...]:
        secretary = found.assignment.secretaries[team.id]
        others = (names[member] for member in members[team.id] if member != secretary)
        unit = units.get(team.unit or found.assignment.backers.get(team.id, ""), "")
        return team.name, names[secretary], "、".join(others), unit

    yield from columns(("队", "第一书记", "队员", "后盾单位"), map(row, problem.teams))
