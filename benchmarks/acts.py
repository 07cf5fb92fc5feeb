"""Acts through the one write door: one user alone, and sixteen at a time; nothing is lost and nothing doubled."""

import json
import uuid
from collections.abc import Iterator

from benchmarks import users
from benchmarks.client import Client
from benchmarks.server import Server
from benchmarks.show import Measured
from benchmarks.timing import together
from zhucun.acts.models import AuditLog
from zhucun.desk.feedback.models import Suggestion
from zhucun.org.accounts.models import Account

ALONE, CLIENTS, EACH = 100, 16, 75
VERB = "feedback.give"


def measure(server: Server, label: str) -> Iterator[Measured]:
    accounts = users.some(CLIENTS)
    givers = [_Giver(account, users.enter(account, server)) for account in accounts]
    before = _counted()
    alone = together(givers[:1], ALONE, lambda giver, _: giver.give())
    yield Measured(label, "an act over HTTP, one user alone", alone.p50_ms, "ms", 15, note=f"p95 {alone.p95_ms}")
    crowd = together(givers, EACH, lambda giver, _: giver.give())
    yield Measured(label, f"acts with {CLIENTS} users at a time", crowd.per_second, "acts/s", 200, is_floor=True)
    yield Measured(
        label, f"… of which one takes (p95, {CLIENTS} users)", crowd.p95_ms, "ms", 120, note=f"p50 {crowd.p50_ms}"
    )
    expected = ALONE + CLIENTS * EACH
    for what, (was, now) in zip(("rows", "audit lines"), zip(before, _counted(), strict=True), strict=True):
        yield Measured(label, f"{what} lost or doubled, of {expected}", abs(now - was - expected), what, 0)


def _counted() -> tuple[int, int]:
    return Suggestion.objects.count(), AuditLog.objects.filter(verb=VERB).count()


class _Giver:
    def __init__(self, account: Account, client: Client) -> None:
        self.account, self.client = account, client

    def give(self) -> float:
        sent = {"id": str(uuid.uuid4()), "verb": VERB, "row": self.account.pk, "told": {"text": "测一测要多久。"}}
        answer = self.client.post_json("/api/v1/acts", json.dumps({"acts": [sent]}).encode())
        if answer.status != 200 or '"done"' not in answer.text:
            raise RuntimeError(f"the act was answered with {answer.status}: {answer.text[:300]}")
        return answer.seconds
