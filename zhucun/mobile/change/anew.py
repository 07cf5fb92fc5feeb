"""A change of days in a month that was said to be true already: it is said before, and again afterwards (R-ATT-04)."""

from zhucun.acts.actor import Actor
from zhucun.mobile.own import Crew
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State


def lines_to_say_again(crew: Crew, actor: Actor, since_half: int, until_half: int) -> list[MonthLine]:
    """The own lines that the entry would open anew."""
    stated = MonthLine.objects.visible_to(actor).filter(posting=crew.own, state__in=(State.STATED, State.CONFIRMED))
    return list(stated.filter(since_half__lt=until_half, until_half__gt=since_half).order_by("month"))


def key_of(lines: list[MonthLine]) -> str:
    """What is sent along by whoever has read it: other days are asked about again."""
    return ",".join(line.month for line in lines)


def before(line: MonthLine) -> str:
    village = "、村里也核对过" if line.state == State.CONFIRMED else ""
    return f"{line.first_day.month}月的表你已经点过属实{village}，记下后要重新点。"


def afterwards(lines: list[MonthLine]) -> str:
    """What the toast adds."""
    months = "、".join(f"{line.first_day.month}月" for line in lines)
    return f"。{months}的表要重新点属实" if lines else ""
