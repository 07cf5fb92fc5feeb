"""在村与请假: who is where in a month, by township in fixed order (screen G1)."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.calendar import folding, rota, today
from zhucun.oversight.calendar.everybody import FEW, Everybody
from zhucun.oversight.calendar.grid import Row, Town, drawn, drawn_by_town
from zhucun.oversight.calendar.listing import listed
from zhucun.oversight.calendar.months import Asked, address_of, month_asked
from zhucun.oversight.calendar.people import OnTeam
from zhucun.oversight.calendar.tabs import month_context, tabs_of
from zhucun.oversight.calendar.words import STATE_CSS, STATES, days_of
from zhucun.web.page import page

FIXED = 2  # columns before the days: name, team


@page(needs=rules.SEE)
def calendar(request: HttpRequest) -> HttpResponse:
    """Everybody within reach, a row each; what is not said is drawn plain, so that what is said stands out."""
    asked = month_asked(request)
    shown = Everybody.of(request, asked)
    context = {
        "tabs": tabs_of(request, asked, "oversight:days"),
        **month_context(request, asked),
        **(_folded(shown) if folding.is_folded(shown) else _whole(shown)),
        "today_card": today.today_card(shown),
        "rota": rota.warning_of(shown),
        "print_url": address_of(reverse("oversight:days.print"), _kept(request, asked)),
        "note": note_of(asked),
        "is_unchecked": asked.is_over and not any(shown.state(one) for one in shown.all_people),
    }
    return render(request, "oversight/calendar/pages/calendar.html", context)


def _whole(shown: Everybody) -> dict[str, Any]:
    """Everybody at once; of a county that could be folded, with the way back."""
    return {
        **grid_context(shown, [row_of(shown, one) for one in shown.people]),
        "towns": listed(shown, query=_query(shown.asked)),
        "is_short": len(shown.people) <= FEW,
        "fold_url": _address(shown, **{folding.OPEN: None}) if shown.request.GET.get(folding.OPEN) else "",
    }


def _folded(shown: Everybody) -> dict[str, Any]:
    rows = [row_of(shown, one) for one in shown.people]
    context, query = grid_context(shown, []), _query(shown.asked)
    context["has_state"] = any(row.state for row in rows)
    bodies = drawn_by_town(rows, shown.cells(), query=query)
    head = render_to_string("oversight/calendar/pages/_grid_head.html", context)
    return {
        **context,
        "total": len(rows),
        "head": head,
        "folds": folding.folds(shown, bodies, listed(shown, query=query)),
        "sum": folding.sum_of(shown),
        "open_url": _address(shown, **{folding.OPEN: folding.ALL}),
        "is_short": False,
        "fold_note": "" if shown.asked.is_now else "公务、培训、请假等各列是这个月有过的人数。",
    }


def _address(shown: Everybody, **changed: str | None) -> str:
    return address_of(shown.request.path, shown.request.GET.dict(), **changed)


def _query(asked: Asked) -> str:
    """What links to people keep of the address."""
    return "" if asked.is_now else f"?month={asked.key}"


def _kept(request: HttpRequest, asked: Asked) -> dict[str, str]:
    return {"month": asked.key, "township": request.GET.get("township", "")}


def grid_context(shown: Everybody, rows: list[Row], *, columns: int = 0) -> dict[str, Any]:
    """What _grid.html takes; `columns` are those the page puts before the name."""
    asked, has_state = shown.asked, any(row.state for row in rows)
    wide = columns + FIXED + len(asked.days) + 1 + has_state
    return {
        "heads": heads_of(shown),
        "sums": ("计入" if asked.is_over else "到今天",),
        "has_state": has_state,
        "rows": drawn(rows, towns_of(shown), shown.cells(), query=_query(asked), wide=wide),
        "total": len(rows),
        "key": shown.key,
        "filters": shown.chips(),
        "find": shown.find(),
        "clear_url": shown.clear_url,
        "count_text": shown.in_words,
        "empty": {"text": f"{asked.label}没有这样的人。", "icon": "users"},
    }


def heads_of(shown: Everybody) -> list[dict[str, Any]]:
    works = shown.is_working
    return [{"day": day, "now": day == shown.asked.today, "off": not works(day)} for day in shown.asked.days]


def row_of(shown: Everybody, person: OnTeam, **more: Any) -> Row:
    month = shown.months[person.posting]
    state, asked = STATES[month.state] if month.state else "", month.asked_to(shown.asked.today)
    if asked:
        state = "，".join(filter(None, (state, f"{days_of(asked)} 天待问")))
    return Row(
        person,
        month.marks,
        (days_of(month.counted_to(shown.asked.today)),),
        state,
        STATE_CSS.get(month.state, ""),
        **more,
    )


def towns_of(shown: Everybody) -> dict[str, Town]:
    """A heading for each township, where there are several; it speaks of all its people, whatever the chips leave."""
    if len(shown.townships) < 2:
        return {}
    codes = {one.township_code for one in shown.people} & shown.townships.keys()
    grouped = groupby(shown.all_people, key=lambda one: one.township_code)
    return {code: _town(shown, code, list(people)) for code, people in grouped if code in codes}


def _town(shown: Everybody, code: str, people: list[OnTeam]) -> Town:
    teams = len({one.team for one in people})
    parts = [f"{teams} 支队 {len(people)} 人", *_today_in(shown, people), *_sheets_in(shown, people)]
    url = address_of(shown.request.path, shown.request.GET.dict(), township=code)
    return Town(shown.townships[code], url, " · ".join(parts))


def _today_in(shown: Everybody, people: Iterable[OnTeam]) -> list[str]:
    if not shown.asked.is_now:
        return []
    return [f"今天在村 <b>{today.in_village(today.counted(shown, people))}</b>"]


def _sheets_in(shown: Everybody, people: Iterable[OnTeam]) -> list[str]:
    """How far the sheets are, in words: only where there are any."""
    states = [state for one in people if (state := shown.state(one))]
    if not states:
        return []
    locked = sum(state in rules.LOCKED for state in states)
    stated = sum(state != State.OPEN for state in states)
    return [f"属实 {stated}/{len(states)}", f"锁定 <b>{locked}</b>"]


def note_of(asked: Asked) -> str:
    """What is said under the calendar of every month."""
    ahead = "以后的日子只有已报的外出、轮休和已批的假。" if asked.is_now else ""
    return f"点名字看这个人的月份，要代记变动也在那里。{ahead}乡镇按固定顺序排，不排名。"
