"""What a team promises, writes down, and where its members were."""

from datetime import date, timedelta
from typing import Any

from tests.cast import TODAY, Cast
from zhucun.acts.actor import Actor
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.lib.evidence import Evidence
from zhucun.lib.halves import beyond, half_of, whole_days
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import correcting, monthly
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.promises import acts as promises
from zhucun.records.monthly import acts as team_months
from zhucun.records.notes import acts as work


def furnish(cast: Cast) -> None:
    _promise(cast)
    _note_down(cast)
    _live_a_month(cast, cast.actor("clerk"), cast.actor("officer"))
    _ask_for_leave(cast)


def _promise(cast: Cast) -> None:
    told = {"text": "修通石坪组到村部的路", "due_on": TODAY, "accepted_by": "village"}
    row = promises.write(cast.team, year=TODAY.year, promises=[told], by=cast.actor("first_secretary"))
    promises.agree(promises.hand_in(row, by=cast.actor("first_secretary")), by=cast.actor("secretary"))


def _note_down(cast: Cast) -> None:
    """A visit that something rests on, a meeting, a talk."""
    by, told = cast.actor("first_secretary"), {"happened_on": TODAY}
    visit = work.write(cast.team, kind="visit", text="到石老满家，屋顶漏雨", by=by, **told)
    work.hold(visit, evidence=Evidence("test", 1, "季度考核", ""), by=by)
    work.attach(visit, upload=Upload(FileKind.RECORDING, b"OggS" + bytes(40)), by=by)
    answers: list[Any] = [{"name": "purposes", "value": "routine"}]
    work.write(cast.team, kind="meeting", text="议了水渠", answers=answers, by=by, **told)
    team_months.confirm(cast.team, month=date(2022, 6, 1), by=by)


def _live_a_month(cast: Cast, clerk: Actor, officer: Actor) -> None:
    """A month that is locked and to be corrected, and one that is open with a day two sides say differently."""
    for month in ("2022-05", "2022-06"):
        monthly.open_month(cast.county, month=month, by=officer)
    lines = MonthLine.objects.filter(posting=cast.member)
    line = monthly.state_true(lines.get(month="2022-05"), by=cast.actor("member"))
    line = monthly.verify(monthly.confirm_on_paper(line, by=clerk), by=cast.actor("secretary"))
    since, until = whole_days(line.first_day.replace(day=18), line.first_day.replace(day=18))
    correcting.propose(line, category="rota_rest", since_half=since, until_half=until, reason="轮休表补上", by=clerk)
    day = TODAY.replace(month=6, day=16)
    told = {"category": "unexcused_absence", "since_half": half_of(day), "until_half": beyond(day)}
    attendance.state_otherwise(cast.member, **told, reason="那天没见人", by=cast.actor("village_secretary"))


def _ask_for_leave(cast: Cast) -> None:
    since, until = whole_days(TODAY, TODAY + timedelta(days=1))
    told = {"since_half": since, "until_half": until, "covered_by": cast.first_secretary, "reason": "家人住院"}
    leaves.ask(cast.member, kind="personal", **told, by=cast.actor("member"))
