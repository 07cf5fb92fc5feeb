"""A text against itself: every check, in the order of the text; the same text, the same answer. Pure."""

from collections.abc import Callable, Iterator

from zhucun.reports.checking import averages, coincidences, growth, listed, ranks, rates, repeated, shares, sums
from zhucun.reports.checking.claims import Reading, read
from zhucun.reports.checking.findings import Finding

CHECKS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    shares.check,
    sums.check,
    growth.check,
    rates.check,
    averages.check,
    ranks.check,
    listed.check,
    repeated.check,
    coincidences.check,
)


def self_findings(reading: Reading) -> list[Finding]:
    found = [finding for check in CHECKS for finding in check(reading)]
    return sorted(found, key=lambda finding: (finding.begins, finding.rule))


def findings_in(text: str) -> list[Finding]:
    return self_findings(read(text))
