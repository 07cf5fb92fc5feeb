"""The grey line under the date: the most pressing of what waits, as it would be said aloud."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.waiting import Waiting
from zhucun.web.templatetags.zhucun import A_FORTNIGHT, days_left

SAID = 2
SHOWN = 5
NOTHING = "今天没有等你办的事。"


def sentence(lines: Sequence[Waiting], today: date) -> str:
    pressing = [line for line in lines if line.due_on][:SAID] or list(lines[:1])
    return "；".join(_said(line, today) for line in pressing) + "。" if pressing else NOTHING


def _said(line: Waiting, today: date) -> str:
    if line.due_on is None:
        return line.sentence
    left = (line.due_on - today).days
    what = line.sentence.split("，")[0]
    until = days_left(line.due_on, today)
    return f"{what}，{'明天到期' if left == 1 else f'{until}到期' if left > A_FORTNIGHT else until}"
