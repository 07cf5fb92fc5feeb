"""The demo county's year adds up: where everybody is on the county's day, months, leave, rhythm (ux.md section 11)."""

from collections import Counter
from datetime import date

from tests.demo import Demo
from zhucun.acts.models import AuditLog
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.figure import Question, ask_many
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.rhythm.models import CadenceItem

REPORT_DAY = date(2022, 7, 11)
WHERE = ("in_village", "on_business", "on_leave", "undecided", "at_rest", "absent")
TOLD_MONTHS = [23, 21, 22, 19, 23, 22, 20, 16, 24, 23, 24, 23]


def where(demo: Demo, scope: str) -> list[int]:
    ids = [f"oversight.members_{name}" for name in WHERE]
    answers = ask_many(ids, Question(demo.actor("county_officer"), scope, REPORT_DAY))
    return [answers[name].value for name in ids]


def test_on_the_county_s_day_471_are_in_the_village_and_every_township_adds_up(demo: Demo) -> None:
    townships = {code[:9] for code in Posting.objects.on_post(REPORT_DAY).values_list("place_code", flat=True)}

    whole = where(demo, demo.code)

    assert whole == [471, 9, 14, 2, 0, 0]
    assert sum(whole) == 496
    assert [sum(parts) for parts in zip(*(where(demo, code) for code in townships), strict=True)] == whole


def test_the_months_of_the_one_the_story_shows_are_those_of_their_file(demo: Demo) -> None:
    """With 11 so far in July, and 11 and 22 before July 2021, they are 304."""
    lines = MonthLine.objects.filter(cadre__person__name="周明远").order_by("month")

    assert [line.counted_halfdays / 2 for line in lines] == TOLD_MONTHS
    assert sum(TOLD_MONTHS) + 11 + 22 + 11 == 304


def test_months_before_june_are_reviewed_but_for_one_never_stated_and_one_corrected(demo: Demo) -> None:
    before = MonthLine.objects.filter(month__lt="2022-06")
    june = Counter(MonthLine.objects.filter(month="2022-06").values_list("state", flat=True))

    assert sorted(before.exclude(state="reviewed").values_list("state", flat=True)) == ["open", "verified"]
    assert before.values("month").distinct().count() == 11
    assert set(june) == {"open", "stated", "confirmed", "verified", "reviewed"}
    assert june["open"] == 12


def test_whoever_states_a_month_is_its_member(demo: Demo) -> None:
    """R-ATT-04: never in another's name, in the log neither."""
    stated = MonthLine.objects.exclude(state="open").select_related("cadre__person")
    logged = AuditLog.objects.filter(verb="attendance.state_true").exclude(person_id__isnull=False)

    assert {line.stated_by == line.cadre.person.name for line in stated} == {True}
    assert not logged.exists()


def test_believable_irregularities_are_there_to_be_asked_about(demo: Demo) -> None:
    assert DayStatement.objects.questions().count() == 8
    assert LeaveRequest.objects.overdue(REPORT_DAY).count() == 3
    assert LeaveRequest.objects.filter(state="asked").count() == 4
    assert Counter(Correction.objects.values_list("state", flat=True)) == {"approved": 1, "proposed": 1}


def test_what_came_due_in_the_year_was_done(demo: Demo) -> None:
    """R-LOG-07; of what was before July 2021 it is said why not."""
    found = Counter(CadenceItem.objects.values_list("cycle", "state"))

    assert found["month", "done"] == 12
    assert [found[cycle, "due"] for cycle in ("week", "month", "quarter", "year")] == [1, 1, 1, 0]
    assert found["quarter", "done"] == 2  # the fourth is told with its year
    assert found["year", "done"] == 1
