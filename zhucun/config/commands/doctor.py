"""`zhucun doctor`: one line a check, 好, 注意 or 不行, with what to do."""

from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.checks import Check, State, every_check
from zhucun.config.commands.columns import padded

NAMES = {State.GOOD: "good", State.MIND: "mind", State.BAD: "bad"}


def run(asked: Asked) -> Outcome:
    checks = list(every_check())
    is_well = all(check.state is not State.BAD for check in checks)
    value = {"well": is_well, "checks": [_value(check) for check in checks]}
    return Outcome(value, [*map(_line, checks), "", _summary(checks)], status=0 if is_well else 1)


def _value(check: Check) -> dict[str, Any]:
    told = {"name": check.name, "state": NAMES[check.state], "label": check.state.value}
    return {**told, "said": check.said, "todo": check.todo}


def _line(check: Check) -> str:
    todo = f" → {check.todo}" if check.todo else ""
    return f"{padded(check.state.value, 4)}  {padded(check.name, 12)}  {check.said}{todo}"


def _summary(checks: list[Check]) -> str:
    counts = {state: sum(check.state is state for check in checks) for state in State}
    if counts[State.BAD]:
        return f"{counts[State.BAD]} 项不行，先办这些再用。"
    return f"可以用；{counts[State.MIND]} 项要注意。" if counts[State.MIND] else "都好。"
