"""Where everybody is today, counted from the same letters as the calendar draws."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from zhucun.oversight.calendar.cells import Look
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.months import address_of
from zhucun.oversight.calendar.people import OnTeam

TONES = {"v": "tone-1", "d": "tone-1", "o": "tone-3", "m": "tone-4", "l": "tone-2"}
OTHER = "tone-5"
LATE = ("q", "x")
IN_VILLAGE = ("v", "d")


def counted(shown: Everybody, people: Iterable[OnTeam]) -> Counter[Look]:
    return Counter(look for one in people if (look := shown.whereabouts(one)))


def in_village(found: Counter[Look]) -> int:
    return sum(count for look, count in found.items() if look.code in IN_VILLAGE)


def today_card(shown: Everybody) -> dict[str, Any] | None:
    """How many are in the village, and where the others are; None of a month that does not hold today."""
    if not shown.asked.is_now or not shown.all_people:
        return None
    found = counted(shown, shown.all_people)
    total = sum(found.values())
    parts = [_part(shown, look, found[look]) for look in shown.looks.values() if found[look]]
    said = "，".join(f"{look.label} {found[look]} 人" for look in found)
    return {
        "figure": {"label": "今天在村", "value": in_village(found), "of": total, "more_label": "按变动登记，不设打卡"},
        "stack": {"sentence": f"今天 {total} 人：{said}", "parts": parts},
    }


def _part(shown: Everybody, look: Look, count: int) -> dict[str, Any]:
    is_late = look.code in LATE
    return {
        "label": look.label,
        "value": count,
        "tone": "tone-late" if is_late else TONES.get(look.code, OTHER),
        "late": is_late,
        "url": address_of(shown.request.path, {"now": look.code}),
    }
