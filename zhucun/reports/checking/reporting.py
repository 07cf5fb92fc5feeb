"""One text looked through: what contradicts, what wants its scope, what agrees, what no ledger knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from zhucun.lib.figure import Question
from zhucun.reports.checking import against
from zhucun.reports.checking.checking import self_findings
from zhucun.reports.checking.claims import Claim, Reading, read
from zhucun.reports.checking.findings import Finding, Verdict

ORDER = list(Verdict)


@dataclass(frozen=True)
class Checked:
    """`findings` are in the order of the text; `has_ledger` says whether the ledgers were asked at all."""

    reading: Reading
    findings: tuple[Finding, ...]
    has_ledger: bool

    @cached_property
    def open(self) -> list[Finding]:
        """What wants a person's eye, contradictions first."""
        told = [one for one in self.findings if one.verdict is not Verdict.AGREED]
        return sorted(told, key=lambda one: ORDER.index(one.verdict))

    @cached_property
    def agreed(self) -> list[Finding]:
        return [one for one in self.findings if one.verdict is Verdict.AGREED]

    @cached_property
    def unknown(self) -> list[Claim]:
        """Numbers no ledger and no other number of the text says anything of."""
        judged = {claim for finding in self.findings for claim in finding.claims}
        return [claim for claim in self.reading.claims if claim not in judged]

    @cached_property
    def worst(self) -> dict[Claim, Finding]:
        """Of each number that was judged, the finding that matters most."""
        found: dict[Claim, Finding] = {}
        for one in (*self.open, *self.agreed):
            for claim in one.claims:
                found.setdefault(claim, one)
        return found

    def count(self, verdict: Verdict) -> int:
        """Numbers, not findings: of agreed ones those that nothing else is said of."""
        if verdict is Verdict.AGREED:
            return sum(one.verdict is verdict for one in self.worst.values())
        return sum(one.verdict is verdict for one in self.findings)


def looked_through(text: str, question: Question | None, places: Mapping[str, str]) -> Checked:
    """Against itself always; against the ledgers where somebody asks who may see them."""
    reading = read(text)
    return Checked(reading, tuple(_found(reading, question, places)), question is not None)


def _found(reading: Reading, question: Question | None, places: Mapping[str, str]) -> Iterator[Finding]:
    found = self_findings(reading)
    if question is not None:
        found += against.check(reading, question, places)
    yield from sorted(found, key=lambda one: (one.begins, ORDER.index(one.verdict), one.rule))
