"""An address whose day, month, year or code is none: a page all the same, or 404, never a fault of the server."""

from typing import Any

import pytest

from tests.cast import Cast, operator
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import MonthLine

pytestmark = pytest.mark.django_db
BAD = {
    "day": ("2022-06-31", "2022-13-01", "9999-12-31"),
    "month": ("2022-13", "9999-12"),
    "year": ("²022", "99999"),
    "code": ("zz", "²"),
}
MONTHS = (
    *("/days/", "/days/sheets/", "/days/print/", "/days/circular/", "/days/year/", "/days/people/{cadre}/"),
    *("/days/teams/{team}/", "/days/teams/{team}/rest/", "/rhythm/unvisited/", "/notes/", "/notes/months/"),
)
YEARS = ("/rhythm/", "/days/year/", "/leave/balances/", "/promises/", "/holidays/", "/yearly/", "/circulars/")
HUGE = "9" * 30  # larger than either database holds
KEYS = (  # page, what a key in its address is called
    *(
        ("/members/", "unit"),
        ("/teams/", "unit"),
        ("/records/", "household"),
        ("/records/", "team"),
        ("/duties/", "unit"),
    ),
    *(("/changes/repair/", "who"), ("/rectification/ledger/", "issue"), ("/screening/decide/", "doubt")),
    *(("/days/", "township"), ("/leave/", "page"), ("/circulars/", "cycle"), ("/tasks/", "owner")),
)
SENT = (("/days/sheets/verify/", "line"), ("/handovers/sign/", "handover"), ("/screening/decide/", "doubt"))
CODES = (
    "/days/",
    "/days/print/",
    "/rhythm/unvisited/",
    "/notes/",
    "/teams/",
    "/members/",
    "/leave/",
    "/rectification/",
)


def addresses(cast: Cast, line: int) -> dict[str, list[str]]:
    """Role → addresses to be asked for."""
    here = {"cadre": cast.member.cadre_id, "team": cast.team.pk}
    days = [f"/month/{line}/?day={day}" for day in BAD["day"]]
    desk = [f"{path.format(**here)}?month={month}" for path in MONTHS for month in BAD["month"]]
    desk += [f"{path}?year={year}" for path in YEARS for year in BAD["year"]]
    desk += [f"{path}?township={code}&team={code}&unit={code}" for path in CODES for code in BAD["code"]]
    desk += [f"{path}?on={day}" for path in ("/teams/", "/members/", "/coverage/") for day in BAD["day"]]
    desk += [f"/handovers/?from={day}&to={day}" for day in BAD["day"]]
    desk.append("/rhythm/unvisited/?month=9999-12&township=zz")
    own = [f"/diary/?month={month}" for month in BAD["month"]]
    return {"member": days + own, "village_secretary": days, "officer": desk}


def test_what_is_no_day_month_year_or_code_is_never_a_fault(cast: Cast, log_in: Any) -> None:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    line = MonthLine.objects.get(posting=cast.member)

    for who, asked in addresses(cast, line.pk).items():
        client = log_in(who)
        client.raise_request_exception = False
        found = {url: client.get(url).status_code for url in asked}
        assert {url: status for url, status in found.items() if status not in (200, 302, 403, 404)} == {}, who

    said = log_in("member").get(f"/month/{line.pk}/?day=2022-06-31").content.decode()
    assert "2022-06-31 不是这个月的日子，下面是整个月。" in said


def test_a_key_larger_than_the_database_holds_finds_nothing(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")
    client.raise_request_exception = False

    found = {f"{path} {name}": client.get(path, {name: HUGE}).status_code for path, name in KEYS}
    found |= {f"{path} {name} sent": client.post(path, {name: [HUGE, HUGE]}).status_code for path, name in SENT}
    found |= {path: client.get(path).status_code for path in (f"/teams/{HUGE}/", f"/tasks/{HUGE}/", f"/leave/{HUGE}/")}

    assert {url: status for url, status in found.items() if status >= 500} == {}
