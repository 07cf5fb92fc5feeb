"""How a day is said on the phone: a mark with its colour, a title, one sentence under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.reading import Day, Month
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.policy.attendance import (
    ABSENCE,
    IN_VILLAGE,
    LEAVE,
    OFFICIAL_TRIP,
    REST,
    REST_DUTY,
    ROTA_REST,
    TRAINING,
    UNDECIDED,
    Category,
)

# category → icon, colour of the round mark, mark of the stage beside a name
DRAWN = {
    IN_VILLAGE: ("check", "", "done"),
    REST_DUTY: ("check", "", "done"),
    OFFICIAL_TRIP: ("briefcase", "away", "running"),
    TRAINING: ("school", "away", "running"),
    ROTA_REST: ("sofa", "rest", "todo"),
    REST: ("sofa", "rest", "todo"),
    LEAVE: ("plane-departure", "leave", "soon"),
    UNDECIDED: ("alert-circle", "leave", "soon"),
    ABSENCE: ("alert-circle", "leave", "soon"),
}
OTHER = ("calendar-check", "away", "running")
SHORT = {REST: "休息", REST_DUTY: "值班", OFFICIAL_TRIP: "公务", TRAINING: "培训", UNDECIDED: "待定", ABSENCE: "不在村"}


@dataclass(frozen=True)
class Standing:
    """How somebody's day stands."""

    icon: str
    tone: str
    title: str
    sentence: str
    key: str = ""


def short_of(category: Category) -> str:
    return SHORT.get(category.key, category.label)


def standing_of(day: Day, terms: Terms, said: DayStatement | None) -> Standing:
    """In the words of ux.md M1; what was entered is said with its days and place."""
    if day.letters == NOT_THERE:
        return Standing("alert-circle", "rest", "还没登记报到", "乡镇登记报到以后，才有在村记录。")
    parts = [terms.by_mark[mark] for mark in dict.fromkeys((day.morning, day.afternoon)) if mark != NOT_THERE]
    icon, tone, _ = DRAWN.get(parts[-1].key, OTHER)
    if len(parts) > 1:
        title = f"今天上午{short_of(parts[0])}，下午{short_of(parts[1])}"
        return Standing(icon, tone, title, _said(said) or "没别的变动，什么都不用点", parts[-1].key)
    only = parts[0]
    if only.key == IN_VILLAGE:
        return Standing(icon, tone, "今天记为：在村", "没变动，什么都不用点", only.key)
    if only.key == REST:
        return Standing(icon, tone, "今天休息", "值班才记，不值班什么都不用点", only.key)
    if only.key == UNDECIDED and said is not None and said.source:
        return Standing(icon, tone, "今天怎么记，等乡镇定", said.reason, only.key)
    if only.key == UNDECIDED:
        return Standing(icon, tone, "今天：说法不一", "村里和你说的不一样，等乡镇定", only.key)
    return Standing(icon, tone, f"今天：{only.label}", _said(said), only.key)


def _said(said: DayStatement | None) -> str:
    if said is None:
        return ""
    return " · ".join(filter(None, (said.in_words, said.place_text or said.reason)))


def stage_of(day: Day, terms: Terms) -> tuple[str, str]:
    """Mark and word beside a team mate's name."""
    mark = day.afternoon if day.afternoon != NOT_THERE else day.morning
    category = terms.by_mark.get(mark)
    if category is None:
        return "todo", "没报到"
    return DRAWN.get(category.key, OTHER)[2], short_of(category)


@dataclass(frozen=True)
class Cell:
    """One day on the sheet, by the week; blank where the month has not begun or somebody was not there."""

    day: date | None
    letters: Sequence[str] = ()
    tone: str = ""
    words: str = ""
    is_future: bool = False


WEEK = 7
TONES = {IN_VILLAGE: "", REST: "rest", REST_DUTY: "duty", OFFICIAL_TRIP: "away", TRAINING: "away", ROTA_REST: "off"}


def cells_of(month: Month, today: date) -> list[Cell]:
    """From Monday on; a day to come has no letter yet unless something was announced for it."""
    lead = [Cell(None) for _ in range(month.first_day.weekday())]
    return [*lead, *(_cell(day, month, today) for day in month.days())]


def _cell(day: Day, month: Month, today: date) -> Cell:
    is_default = day.letters in (month.terms.mark(IN_VILLAGE), month.terms.mark(REST))
    is_future = day.day > today
    if day.letters == NOT_THERE or (is_future and is_default):
        return Cell(day.day, is_future=is_future)
    categories = [month.terms.by_mark[mark] for mark in day.letters if mark != NOT_THERE]
    otherwise = next((one for one in categories if one.key not in (IN_VILLAGE, REST)), categories[0])
    tone = TONES.get(otherwise.key, "leave")
    words = "、".join(category.label for category in categories)
    return Cell(day.day, tuple(day.letters.strip()), tone, words, is_future)


def totals_in_words(month: Month, today: date) -> str:
    """在村 20.5 天，公务离村 1 天, so far; rest days are not said."""
    said = [
        f"{terms_label(key, month)} {halves.length_in_words(number)}"
        for key, number in sorted(month.totals_to(today).items(), key=lambda one: -one[1])
        if key != REST
    ]
    return "，".join(said)


def terms_label(key: str, month: Month) -> str:
    return month.terms.by_key[key].label
