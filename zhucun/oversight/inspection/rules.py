"""Permissions, states, weights, strata and who goes where. Pure but for the refusal."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.lottery import LONGEST_WORDS, Ticket
from zhucun.policy.inspection_values import Inspection

SEE = permission("inspection.see", "看督查")
PLAN = permission("inspection.plan", "安排督查、抽签")
SECRET = permission("inspection.secret", "监督抽签，放入一半密码")
VISIT = permission("inspection.visit", "到村督查")

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9
HALVES = 2
RECENT_DAYS = 30  # as the bar of 多久没督查到 has it
FLOOR, WHOLE, KEY, OTHERS = "floor", "county", "key", "others"
STRATUM = {FLOOR: "很久没督查到", WHOLE: "全县", KEY: "重点的村", OTHERS: "别的村"}


class State(TextChoices):
    DRAFT = "draft", "在准备"
    SEALED = "sealed", "封好了，等公布数"
    DRAWN = "drawn", "抽定了"
    DONE = "done", "走完了"
    CANCELLED = "cancelled", "不办了"


class Kind(TextChoices):
    RANDOM = "random", "随机"
    FLOOR = "floor", "很久没到"
    REVISIT = "revisit", "回头看"


class Seen(TextChoices):
    """Of one drawn team; VISITED once the record was handed in, and from then on the inspected see it."""

    WAITING = "waiting", "待出发"
    VISITED = "visited", "已录"
    MISSED = "missed", "没去成"


FLOW = Flow(
    "inspection",
    {
        "seal": move(State.DRAFT, to=State.SEALED, needs=PLAN),
        "draw": move(State.SEALED, to=State.DRAWN, needs=PLAN),
        "finish": move(State.DRAWN, to=State.DONE, needs=PLAN),
        "cancel": move((State.DRAFT, State.SEALED, State.DRAWN), to=State.CANCELLED, needs=PLAN, duty=False),
    },
)


@dataclass(frozen=True)
class Standing:
    """How a team stands when the list is made: days since it was seen, what is open with it, its kind of village."""

    number: str
    days: int
    doubts: int = 0
    is_key: bool = False


def _weight_of(at: int, bands: Iterable[tuple[int, int]]) -> int:
    return [weight for first, weight in bands if first <= at][-1]


def weight(one: Standing, numbers: Inspection) -> int:
    by_days = _weight_of(one.days, ((band.from_days, band.weight) for band in numbers.day_bands))
    return by_days + _weight_of(one.doubts, ((band.from_count, band.weight) for band in numbers.doubt_bands))


def stratum(one: Standing, numbers: Inspection) -> str:
    """Whoever has not been seen for longer than the county allows is drawn before all others."""
    if one.days > numbers.floor_days:
        return FLOOR
    if numbers.strata == "key":
        return KEY if one.is_key else OTHERS
    return WHOLE


def tickets(standings: Iterable[Standing], numbers: Inspection) -> list[Ticket]:
    made = (Ticket(one.number, stratum(one, numbers), weight(one, numbers)) for one in standings)
    return sorted(made, key=lambda ticket: ticket.number)


def sizes(made: Sequence[Ticket], most: int) -> dict[str, int]:
    """How many of each stratum: the long unseen first, the rest by how many teams a stratum has, none without one."""
    if not made:
        raise Refused("没有一支队可以抽：这个月都抽到过了，或者都在应急值守。", rule="R-INS-04")
    count = Counter(ticket.stratum for ticket in made)
    left = min(most, len(made))
    found = {FLOOR: min(count.pop(FLOOR, 0), left)}
    return {key: n for key, n in (found | _shared(count, left - found[FLOOR])).items() if n}


def _shared(count: Mapping[str, int], of: int) -> dict[str, int]:
    """By largest remainder, in whole numbers."""
    whole = sum(count.values())
    found = {key: of * n // whole for key, n in count.items()}
    by_remainder = sorted(count, key=lambda key: (-(of * count[key] % whole), key))
    for key in by_remainder[: of - sum(found.values())]:
        found[key] += 1
    return dict(sorted(found.items()))


def must_be_draft(state: str) -> None:
    if state != State.DRAFT:
        raise Refused("已经封签或者不办了，不能再改。", rule="R-INS-04")


def must_not_be_long(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        raise Refused(f"自己写的话最多 {LONGEST_WORDS} 个字。", field="secret")


def must_be_this_week(until: date, today: date) -> None:
    if until <= today:
        raise Refused("这一周已经过去了。", field="week")


def as_published(text: str) -> str:
    """In the groups it was entered in, so that it can be held against the bulletin."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def must_be_a_number(text: str) -> str:
    """As it was published, without the spaces people put in; a word is no number, and a draw is not done twice."""
    found = as_published(text).replace(" ", "")
    if not found:
        raise Refused("录入公布的数。", field="public_number")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", found):
        raise Refused("公布的数只写数字，几个数之间空一格。", field="public_number", rule="R-INS-04")
    return found
