"""Whom the screening of June 2022 asks about, and what became of the few who left: values only."""

from collections.abc import Sequence
from datetime import date

from zhucun.demo.invented import Dice, Posting
from zhucun.lib.periods import full_years

SEED = 20220601
ON, ANSWERED_ON, HEARD_ON = date(2022, 6, 1), date(2022, 6, 6), date(2022, 6, 8)
NEAR_RETIREMENT = 58
STILL_OPEN = ("乐思源",)  # and two dealt
DEALT_OPEN, DEALT_CONFIRMED = 2, 15

# Who leaves in the story, when that was decided, as what, why.
DECIDED = {
    "田永贵": (date(2022, 6, 9), "adjustment", "单位说明工作另有安排，乡镇同意，调整。"),
    "尹芳": (date(2022, 6, 10), "removal", "原单位工作没有脱开，经单位和街道核实，撤换。"),
    "宋家栋": (date(2022, 6, 22), "adjustment", "岗位变动，回原单位工作，调整。"),
}
DAYS = (ON, ANSWERED_ON, HEARD_ON, *(day for day, _, _ in DECIDED.values()))


def dealt(postings: Sequence[Posting]) -> list[str]:
    """Names of those without their unit's yes on that day: some open to this day, the others confirmed later."""
    told = {*DECIDED, *STILL_OPEN}
    others = [
        posting.person.name
        for posting in postings
        if posting.runs_on(ON)
        and posting.person.name not in told
        and full_years(posting.person.birth_month, ON) < NEAR_RETIREMENT
    ]
    return Dice(SEED).shuffled(others)[: DEALT_OPEN + DEALT_CONFIRMED]


def unconfirmed(postings: Sequence[Posting]) -> tuple[str, ...]:
    return (*DECIDED, *STILL_OPEN, *dealt(postings))
