"""A finding that no visit brought: entered by a township or the office; and what becomes of every finding."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.models import Cadre
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.facts import Facts
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.recording import finding_of
from zhucun.oversight.onsite.rules import FLOW, FindingState, Source

CLOSED = ["state", "closed_on", "closed_by", "reason"]


@act("finding.enter", "记发现的问题", needs=rules.ENTER, remote=True)
def enter(
    team: Team,
    *,
    kind: str,
    text: str,
    found_on: date,
    source: Source = Source.TOWNSHIP,
    about: str = "",
    deadline_class: str = "",
    cadre: Cadre | None = None,
    wants_revisit: bool = False,
    by: Actor,
) -> Finding:
    """By a township what it saw itself; only the office enters what people wrote in or what came another way."""
    told = {name: value for name, value in locals().items() if name not in ("by", "team")}
    return _enter([Told(team, told)], by=by)[0]


@enter.as_many
def _enter(calls: Sequence[Told], *, by: Actor) -> list[Finding]:
    facts = Facts([(call.row, call.given["found_on"]) for call in calls], by)
    found = each(calls, lambda call: _entered(call, facts, call.hand(by)))
    Finding.objects.bulk_create(found)
    return found


def _entered(call: Told, facts: Facts, by: Actor) -> Finding:
    team, day, source = call.row, call.given["found_on"], call.given["source"]
    if day > by.today or day < team.since:
        raise Refused("写发现的那一天，不晚于今天。", field="found_on")
    if source == Source.VISIT:
        raise Refused("现场督查发现的，随现场记录一起交回。", field="source")
    if source != Source.TOWNSHIP and not by.scope(rules.SETTLE).covers_place(team.place_code):
        raise Refused("信访和其他来源由县驻村办记。乡镇记自己发现的。", field="source")
    cadre = call.given["cadre"]
    told = {**call.given, "cadre": cadre.pk if cadre else None}
    row = finding_of(told, team, day, facts.inspection(team, day), facts)
    row.source, row.place_code, row.found_by = source, team.place_code, by.name
    return row


def _closed(calls: Sequence[Told], verb: str, by: Actor) -> list[Finding]:
    """Moved by the table, with who and when and what was said."""

    def moved(call: Told) -> Finding:
        row: Finding = call.row
        FLOW.step(row, verb)
        is_open, hand = row.state == FindingState.OPEN, call.hand(by)
        row.closed_on, row.closed_by = (None, "") if is_open else (hand.today, hand.name)
        row.reason = "" if is_open else call.given.get("reason", "").strip()
        return row

    rows = each(calls, moved)
    update_many(rows, CLOSED)
    return rows


@act("finding.put_in_letter", "并入整改交办", needs=rules.SETTLE)
def put_in_letter(finding: Finding, *, by: Actor) -> Finding:
    """By the topic that writes letters, within its own act."""
    return _put_in_letter([Told(finding, {})], by=by)[0]


@put_in_letter.as_many
def _put_in_letter(calls: Sequence[Told], *, by: Actor) -> list[Finding]:
    return _closed(calls, "put_in_letter", by)


@act("finding.take_out", "从整改交办里撤下", needs=rules.SETTLE)
def take_out(finding: Finding, *, by: Actor) -> Finding:
    return _closed([Told(finding, {})], "take_out", by)[0]


@act("finding.settle", "当场改了，不交办", needs=rules.SETTLE, undo="finding.reopen")
def settle(finding: Finding, *, reason: str, by: Actor) -> Finding:
    said = rules.must_say(reason, "写一句怎么改的、谁看过。", "reason")
    return _closed([Told(finding, {"reason": said})], "settle", by)[0]


@act("finding.drop", "不交办", needs=rules.SETTLE, undo="finding.reopen")
def drop(finding: Finding, *, reason: str, by: Actor) -> Finding:
    said = rules.must_say(reason, "写一句为什么不交办。", "reason")
    return _closed([Told(finding, {"reason": said})], "drop", by)[0]


@act("finding.reopen", "问题重新处理", needs=rules.SETTLE)
def reopen(finding: Finding, *, by: Actor) -> Finding:
    return _closed([Told(finding, {})], "reopen", by)[0]
