"""A county's own days off: entered singly or as a year's notice, they count everywhere; gaps are said."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import COUNTY, Cast
from tests.imports import xlsx
from zhucun.acts.refused import Refused
from zhucun.lib.workdays import Calendar
from zhucun.policy.holidays import acts as holidays
from zhucun.policy.holidays import pasted, reading
from zhucun.policy.holidays.models import HolidayDay

LogIn = Callable[[str], Client]
SATURDAY = date(2022, 7, 16)


def test_a_made_up_working_day_counts_and_comes_out_again(cast: Cast) -> None:
    officer = cast.actor("officer")
    row = holidays.enter(cast.county, day=SATURDAY, is_working=True, name="防汛上班", by=officer)

    assert reading.calendar_of(COUNTY).is_working_day(SATURDAY)
    assert not reading.calendar_of("990127").is_working_day(SATURDAY)
    with pytest.raises(Refused, match="已经填过"):
        holidays.enter(cast.county, day=SATURDAY, is_working=True, name="又一次", by=officer)
    with pytest.raises(Refused, match="本来就上班"):
        holidays.enter(cast.county, day=date(2022, 7, 15), is_working=True, name="周五", by=officer)
    holidays.take_out(row, by=officer)
    assert not reading.calendar_of(COUNTY).is_working_day(SATURDAY)


def test_a_year_nobody_knows_is_said_until_its_notice_is_entered(cast: Cast) -> None:
    far = Calendar({})
    assert not reading.is_known(2050, far)
    assert "2050 年的放假安排库里还没有" in reading.gap_in_words(2050)
    assert reading.is_known(2050, Calendar({date(2050, 1, 3): False}))


def test_lines_are_read_as_people_write_them() -> None:
    read = pasted.read("2027-01-01 休 元旦\n2027年1月9日，班，元旦调休\n")

    assert [(one.day, one.is_working, one.name) for one in read] == [
        (date(2027, 1, 1), False, "元旦"),
        (date(2027, 1, 9), True, "元旦调休"),
    ]
    with pytest.raises(ValueError, match="第 1 行"):
        pasted.read("元旦 休")


def test_a_notice_is_looked_at_and_then_written(cast: Cast, log_in: LogIn) -> None:
    officer, where = log_in("officer"), reverse("policy:holidays.notice")
    table = xlsx(["2022-07-16", "班", "防汛上班"], head=["日期", "休/班", "名称"], title="节假日")
    upload = SimpleUploadedFile("节假日.xlsx", table)

    seen = officer.post(where, {"file": upload, "lines": "", "basis": "", "step": "look"}).content.decode()
    assert "读出 1 天" in seen
    assert not HolidayDay.objects.exists()
    officer.post(where, {"lines": "2022-07-16 班 防汛上班\n2022-07-18 休 县庆", "basis": "青政发1号", "step": "send"})

    assert list(HolidayDay.objects.values_list("day", "is_working")) == [(SATURDAY, True), (date(2022, 7, 18), False)]
    page = log_in("secretary").get(reverse("policy:holidays")).content.decode()
    assert "县庆" in page
    assert "国庆节" in page
    assert "县庆" not in log_in("neighbour_county").get(reverse("policy:holidays")).content.decode()
    assert log_in("secretary").get(where).status_code == 403
