"""The same calls one by one and in bulk, for test_many.py: each stands in its topic's tests/bulk.py."""

from collections.abc import Callable
from datetime import timedelta

from tests.cast import NOW, TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told

Plan = Callable[[Cast], list[Told]]
PLANS: dict[str, Plan] = {}
LATELY = TODAY - timedelta(days=3)


def plan(verb: str) -> Callable[[Plan], Plan]:
    """At least two calls, one of them with what may be left out, so that defaults are compared too."""

    def register(function: Plan) -> Plan:
        PLANS[verb] = function
        return function

    return register


def operator_of(cast: Cast) -> Actor:
    return Actor.system("本机操作员", reach=cast.county.code, now=NOW, door="import")
