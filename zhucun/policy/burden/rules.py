"""Permissions; how much is asked of whom in a month; what may be added to it. Pure but for the refusal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.asking import (
    ALSO,
    EVERY_MONTH,
    EVERY_QUARTER,
    EVERY_WEEK,
    EVERY_YEAR,
    FILLED_BY,
    TWICE_A_YEAR,
    Ask,
    Often,
)
from zhucun.policy.burden import linter

SEE = permission("burden.see", "看填报负担")
KEEP = permission("burden.keep", "登记、停用系统外的表")

MINUTE = 60
MOST_NAMED = 3


class HowOften(TextChoices):
    WEEKLY = "weekly", EVERY_WEEK.label
    MONTHLY = "monthly", EVERY_MONTH.label
    QUARTERLY = "quarterly", EVERY_QUARTER.label
    HALF_YEARLY = "half_yearly", TWICE_A_YEAR.label
    YEARLY = "yearly", EVERY_YEAR.label


OFTEN: Mapping[str, Often] = {
    HowOften.WEEKLY: EVERY_WEEK,
    HowOften.MONTHLY: EVERY_MONTH,
    HowOften.QUARTERLY: EVERY_QUARTER,
    HowOften.HALF_YEARLY: TWICE_A_YEAR,
    HowOften.YEARLY: EVERY_YEAR,
}


@dataclass(frozen=True)
class Load:
    """What one person of a role is asked in a month, against what the county allows, if it says; the heaviest first."""

    role: str
    asks: tuple[Ask, ...]
    most_minutes: int | None

    @property
    def label(self) -> str:
        return FILLED_BY[self.role]

    @property
    def minutes(self) -> int:
        """Begun minutes count."""
        return ceil(sum((ask.seconds_a_month for ask in self.asks), Fraction()) / MINUTE)

    @property
    def is_too_much(self) -> bool:
        return self.most_minutes is not None and self.minutes > self.most_minutes

    @property
    def regular(self) -> int:
        """Forms that come round again and again; a press is none (R-BUR-09)."""
        return sum(ask.is_regular and ask.minutes > 0 for ask in self.asks)

    @property
    def heaviest(self) -> tuple[Ask, ...]:
        return self.asks[:MOST_NAMED]


def loads(asks: Iterable[Ask], most: Mapping[str, int]) -> list[Load]:
    """Each role's load, in the order of FILLED_BY; a leader fills what every member fills, too."""
    known = sorted(asks, key=lambda ask: (-ask.seconds_a_month, ask.key))
    return [
        Load(role, tuple(a for a in known if set(a.roles) & set(ALSO.get(role, (role,)))), most.get(role))
        for role in FILLED_BY
    ]


def must_fit(more: Ask, asks: Iterable[Ask], most: Mapping[str, int]) -> None:
    """A form beyond what is allowed comes only after another is retired (R-BUR-05)."""
    for load in loads([*asks, more], most):
        if load.is_too_much and more in load.asks:
            raise Refused(_too_much(load, more), rule="R-BUR-05")


def _too_much(load: Load, more: Ask) -> str:
    others = [f"《{ask.label}》" for ask in load.asks if ask != more][:MOST_NAMED]
    heaviest = f"，最费时间的是{'、'.join(others)}" if others else ""
    return (
        f"加上这张，{load.label}一个月要填 {load.minutes} 分钟，上限是 {load.most_minutes} 分钟。"
        f"先停一张再加{heaviest}。"
    )


def must_be_light(*texts: str, field: str | None = None) -> None:
    """Whoever writes to people is told at once what may not be asked of them (R-BUR-01, R-BUR-02)."""
    for text in texts:
        for fault in linter.faults(text):
            raise Refused(fault.sentence, field=field, rule=fault.kind.rule)
