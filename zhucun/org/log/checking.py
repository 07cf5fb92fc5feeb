"""核验: the chain computed anew, with who asked for it and what came out kept beside it."""

from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.models import AccessLog, AuditLog, Seal
from zhucun.acts.seal import Verdict, verify
from zhucun.org.accounts.rules import READ_LOG

CHECK, CHECKED = "log.check", "核验日志"
AT_ONCE = 20_000  # lines that are checked within a request; more is a job
SEALS_SHOWN = 10
LONGEST = 200


@dataclass(frozen=True)
class Chain:
    """How the chain stands, read off without computing it: cheap."""

    lines: int
    sealed: int
    seals: list[Seal]

    @property
    def unsealed(self) -> int:
        return self.lines - self.sealed

    @property
    def is_long(self) -> bool:
        return self.lines > AT_ONCE


def chain() -> Chain:
    """One chain for the whole database: a county of its own could be cut out without a trace."""
    sealed = Seal.objects.aggregate(lines=Sum("line_count"))["lines"] or 0
    return Chain(AuditLog.objects.count(), sealed, list(Seal.objects.order_by("-pk")[:SEALS_SHOWN]))


def check(by: Actor) -> Verdict:
    by.must(READ_LOG)
    verdict = verify()
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=by.name,
        account_id=by.account_id,
        door=by.door,
        what=CHECKED,
        reason=in_words(verdict)[:LONGEST],
        place_code=by.county_code,
        row_count=verdict.lines,
    )
    return verdict


@jobs.job(CHECK, CHECKED)
def check_the_chain(context: jobs.Context) -> str:
    return in_words(check(context.by))


def in_words(verdict: Verdict) -> str:
    tail = f"，还有 {verdict.unsealed} 行没封" if verdict.unsealed else ""
    if verdict.holds:
        return f"{verdict.seals} 个封签、{verdict.lines} 行都对得上{tail}。"
    return f"有 {len(verdict.problems)} 处对不上：{'；'.join(verdict.problems)}。"
