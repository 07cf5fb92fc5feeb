"""Permissions, kinds, and what a session must say. Pure but for the refusal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.halves import PER_DAY

SEE = permission("session.see", "看培训班和谁来了")
KEEP = permission("session.keep", "办培训班、登记到课")

COUNTY_DIGITS, TOWNSHIP_DIGITS = 6, 9
LONGEST_DAYS, MOST_SPEAKERS = 60, 40
EARLIEST_DAYS = 90  # before somebody's posting that a pre-post session may be


class Kind(TextChoices):
    PRE_POST = "pre_post", "岗前培训"
    ROTATION_COURSE = "rotation_course", "轮训"
    CASE_BASED = "case_based", "以案促训"
    CONTEST = "contest", "擂台比武"
    EXPERIENCE_EXCHANGE = "experience_exchange", "经验交流"


YEARLY = (Kind.PRE_POST, Kind.ROTATION_COURSE, Kind.CASE_BASED)  # by which a year's course is had (R-TRN-02)


class Mode(TextChoices):
    OFFLINE = "offline", "线下"
    ONLINE = "online", "线上"


@dataclass(frozen=True)
class Lasting:
    """From which day to which, both included, and how much of it counts as days of training."""

    first: date
    last: date
    halfdays: int

    def check(self) -> None:
        """A week online of an hour a day is no week: what counts is said, and is no more than there is."""
        days = (self.last - self.first).days + 1
        if days < 1:
            raise Refused("结束日期要在开始日期当天或之后。", field="last_day")
        if days > LONGEST_DAYS:
            raise Refused(f"一期最长 {LONGEST_DAYS} 天。分开办的，一期一期登记。", field="last_day")
        if not 1 <= self.halfdays <= days * PER_DAY:
            raise Refused(f"算几天，要在半天到 {days} 天之间。", field="halfdays")

    @property
    def until(self) -> date:
        return self.last + timedelta(days=1)


def must_have_begun(since: date, today: date) -> None:
    if since > today:
        raise Refused(f"{since.month}月{since.day}日才开班，那天起登记到课。")


def could_come(since: date, until: date | None, first: date, beyond: date, kind: str) -> bool:
    """Whether somebody posted from `since` to before `until` was there; pre-post may come before (R-TRN-01)."""
    early = timedelta(days=EARLIEST_DAYS if kind == Kind.PRE_POST else 0)
    return since < beyond + early and (until is None or until > first)


def must_not_be_called_off(reason: str) -> None:
    if reason:
        raise Refused("这一期不办了。要办的，先改回来。")


def may_be_organised_at(code: str) -> None:
    if len(code) not in (COUNTY_DIGITS, TOWNSHIP_DIGITS):
        raise Refused("培训班由县里或者乡镇办。村里的会，用“记一笔”记成以会代训。", field="place")


def speakers_in(text: str) -> Iterator[tuple[str, str]]:
    """石有田：怎样开好屋场会, a line each."""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, _, topic = line.replace(":", "：").partition("：")
        yield name.strip(), topic.strip()


def must_say_who_speaks(kind: str, speakers: Sequence[tuple[str, str]]) -> None:
    """R-TRN-10: an exchange of experience is known by who told what."""
    if kind == Kind.EXPERIENCE_EXCHANGE and not speakers:
        raise Refused("经验交流写上谁讲、讲什么，一人一行，如“石有田：怎样开好屋场会”。", field="speakers")
    if len(speakers) > MOST_SPEAKERS:
        raise Refused(f"最多写 {MOST_SPEAKERS} 个人。", field="speakers")
    for name, topic in speakers:
        if not name or not topic:
            raise Refused(f"“{name or topic}”这一行写成“谁：讲什么”。", field="speakers")
