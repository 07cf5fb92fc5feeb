"""The emergencies during which posts may stand: what is above registers them; without one there is no post (R-ATT-16:
opened by a document and a leader, over by itself)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.acts.refused import Refused


@dataclass(frozen=True)
class Period:
    """Of a county or a township; `key` is the row's own, `basis` its document and level, `url` where it stands."""

    key: int
    place_code: str
    title: str
    basis: str
    since: date
    until: date
    url: str

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def covers(self, code: str, since: date, until: date) -> bool:
        return code.startswith(self.place_code) and self.since <= since and until <= self.until


# Approved ones that share a day with [since, until) and lie over or within one of these codes.
Periods = Callable[[Sequence[str], date, date], Iterable[Period]]
_sources: list[Periods] = []


def periods_come_from(source: Periods) -> Periods:
    """Register who knows of emergencies."""
    _sources.append(source)
    return source


def periods_in(codes: Sequence[str], since: date, until: date) -> list[Period]:
    found = [one for source in _sources for one in source(codes, since, until)]
    return sorted(found, key=lambda one: (one.since, one.place_code, one.key))


def period_for(known: Iterable[Period], code: str, since: date, until: date) -> Period:
    """The one that covers all the days there. Raises Refused, naming the one that covers some of them."""
    over = [one for one in known if code.startswith(one.place_code)]
    whole = next((one for one in over if one.covers(code, since, until)), None)
    if whole is not None:
        return whole
    part = next((one for one in over if one.since < until and since < one.until), None)
    if part is None:
        raise Refused(
            "这几天没有批准的应急值守，不能开岗位。先报应急值守，领导批准以后再开。", field="since", rule="R-ATT-16"
        )
    raise Refused(
        f"{part.title}批准的是 {part.since:%Y-%m-%d} 到 {part.last_day:%Y-%m-%d}，岗位不能超出去。"
        "要延长的，先续报应急值守。",
        field="since",
        rule="R-ATT-16",
    )
