"""Permissions and pure decisions of posts and who stands there."""

from collections.abc import Iterable
from datetime import date, timedelta

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("rota.see", "看应急值守岗位")
KEEP = permission("rota.keep", "开岗位、排值守、报到岗人数")

A_DAY = timedelta(days=1)
MOST_PEOPLE = 999


def must_be_a_kind(kind: str, kinds: Iterable[str]) -> None:
    if kind not in kinds:
        raise Refused("没有这种岗位。在列出来的里面选一种。", field="kind", rule="R-TASK-12")


def must_be_a_span(since: date, until: date, *, field: str = "last_day") -> None:
    if until <= since:
        raise Refused("最后一天不能在第一天以前。", field=field)


def must_lie_within(since: date, until: date, first: date, beyond: date, whose: str) -> None:
    """`since` to before `until`, within a period or a post."""
    if since < first or until > beyond:
        last = beyond - A_DAY
        raise Refused(f"{whose}是 {first:%Y-%m-%d} 到 {last:%Y-%m-%d}，改成这几天里面的。", field="since")


def must_be_a_headcount(count: int) -> None:
    if not 0 <= count <= MOST_PEOPLE:
        raise Refused(f"到岗人数填 0 到 {MOST_PEOPLE}。", field="headcount")


def must_have_come(day: date, today: date) -> None:
    if day > today:
        raise Refused(f"{day.year}年{day.month}月{day.day}日还没到，到了再报人数。", field="day", rule="R-ATT-07")
