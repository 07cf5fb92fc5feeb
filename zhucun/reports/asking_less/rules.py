"""What a form costs those who fill it in: people, cells, minutes. Pure (R-BUR-05)."""

from dataclasses import dataclass
from enum import Enum
from math import ceil

from django.db.models import TextChoices

from zhucun.lib.asking import LEADER, MEMBER, TOWNSHIP, UNIT, VILLAGE, Ask
from zhucun.policy.burden.rules import OFTEN
from zhucun.reports.told_apart.whose import Of

MINUTE = 60
MOST_COLUMNS = 200
APART = "＞"  # between the labels of an upper and a lower header row


class Level(TextChoices):
    """A row each: of what, and so who fills it in."""

    TOWNSHIP = "township", "每个乡镇一行，乡镇干事填"
    VILLAGE = "village", "每个村一行，村书记填"
    TEAM = "team", "每支队一行，第一书记、队长填"
    UNIT = "unit", "每个单位一行，单位联络员填"
    MEMBER = "member", "每名队员一行，本人填"


FILLED_IN_BY = {
    Level.TOWNSHIP: TOWNSHIP,
    Level.VILLAGE: VILLAGE,
    Level.TEAM: LEADER,
    Level.UNIT: UNIT,
    Level.MEMBER: MEMBER,
}
OF = {
    Level.TOWNSHIP: Of.PLACE,
    Level.VILLAGE: Of.VILLAGE,
    Level.TEAM: Of.TEAM,
    Level.UNIT: Of.UNIT,
    Level.MEMBER: Of.PERSON,
}
CALLED = {Level.TOWNSHIP: "乡镇", Level.VILLAGE: "村", Level.TEAM: "工作队", Level.UNIT: "单位", Level.MEMBER: "姓名"}
COUNTED = {
    Level.TOWNSHIP: "个乡镇",
    Level.VILLAGE: "个村",
    Level.TEAM: "支队",
    Level.UNIT: "个单位",
    Level.MEMBER: "名队员",
}


class Standing(Enum):
    """Of a column: what rows are called, what is known as a number or in a ledger, what nobody has."""

    NAME = "name", "行的名称"
    FIGURE = "figure", "系统里有"
    FIELD = "field", "台账里有"
    UNKNOWN = "unknown", "系统里没有"
    NOT_ALLOWED = "not_allowed", "不许要"

    def __init__(self, key: str, label: str) -> None:
        self.key, self.label = key, label

    @property
    def is_known(self) -> bool:
        return self in (Standing.FIGURE, Standing.FIELD)


@dataclass(frozen=True)
class Cost:
    """Of one form, each time it is asked: how many fill in how many cells, and how long that takes."""

    people: int
    cells: int
    seconds_per_cell: int
    minutes_per_form: int
    times_a_year: int

    @property
    def minutes(self) -> int:
        """Of one person; begun minutes count. A form of nothing is not sent."""
        return self.minutes_per_form + ceil(self.cells * self.seconds_per_cell / MINUTE) if self.cells else 0

    @property
    def minutes_of_all(self) -> int:
        return self.people * self.minutes

    @property
    def hours_a_year(self) -> int:
        return ceil(self.minutes_of_all * self.times_a_year / MINUTE)


def ask_of(title: str, level: str, how_often: str, minutes: int) -> Ask:
    """The form as it would stand among what is asked."""
    role = FILLED_IN_BY[Level(level)]
    return Ask("asking_less", title, "", "", OFTEN[how_often], "", minutes, role)
