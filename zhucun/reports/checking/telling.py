"""What was found in a text, as JSON holds it: the same from the command line and the API."""

from typing import Any

from zhucun.reports.checking.findings import Finding, Verdict
from zhucun.reports.checking.reporting import Checked
from zhucun.reports.checking.written import Written


def told(found: Checked) -> dict[str, Any]:
    return {
        "numbers": len(found.reading.claims),
        "verdicts": {verdict.value: found.count(verdict) for verdict in Verdict},
        "findings": [_finding(one) for one in found.findings],
        "unknown": [_number(claim.number) for claim in found.unknown],
    }


def _finding(one: Finding) -> dict[str, Any]:
    recorded = one.recorded
    return {
        "verdict": one.verdict.value,
        "rule": one.rule,
        "sentence": one.sentence,
        "arithmetic": one.arithmetic,
        "numbers": [_number(claim.number) for claim in one.claims],
        "figure": recorded.figure.id if recorded else None,
        "ledger": recorded.shown if recorded else None,
        "instead": recorded.instead or None if recorded else None,
    }


def _number(number: Written) -> dict[str, Any]:
    return {"said": number.said.strip(), "start": number.start, "end": number.end}
