"""The demo county's 督查, 整改, 考核 and 约谈 add up, and its last draw can be verified."""

from collections import Counter
from datetime import date

from tests.demo import Demo
from zhucun.acts.models import AuditLog
from zhucun.oversight.assessment.models import AssessmentCycle, ScoreSheet
from zhucun.oversight.inspection import documents
from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound
from zhucun.oversight.onsite.models import PresenceSeen, SiteVisit
from zhucun.oversight.rectification.models import LetterIssue, RectificationItem
from zhucun.oversight.talks.models import TalkRecord

REPORT_DAY = date(2022, 7, 11)
SENT = [(18, 2), (4, 3), (25, 3), (8, 4), (24, 4), (13, 5), (2, 6), (17, 6), (1, 7)]
ITEMS, CLOSED = [1, 1, 2, 3, 3, 4, 9, 11, 12], [1, 1, 2, 3, 3, 4, 5, 3, 1]


def test_last_week_s_draw_is_verified_by_who_did_not_make_it(demo: Demo) -> None:
    """R-INS-04."""
    row = InspectionRound.objects.visible_to(demo.actor("township_secretary", "990126101")).get(week="2022-W27")
    halves = [half.secret for half in row.halves.order_by("position")]
    drawn = row.drawn.exclude(kind="revisit").order_by("position")

    again = documents.drawn(row.sealed, halves, row.public_number)

    assert [ticket.number for ticket in again] == list(drawn.values_list("team__number", flat=True))
    assert row.state == "done"
    assert len({half.given_by_person for half in row.halves.all()}) == 2


def test_this_week_is_drawn_and_only_today_s_villages_are_known(demo: Demo) -> None:
    """R-INS-01."""
    row = InspectionRound.objects.get(week="2022-W28")
    seen = DrawnTeam.objects.visible_to(demo.actor("county_officer")).filter(round=row)

    assert row.state == "drawn"
    assert {one.day for one in seen.select_related("group")} == {REPORT_DAY}
    assert 0 < seen.count() < row.drawn.count()
    assert not DrawnTeam.objects.visible_to(demo.actor("township_secretary", "990126102")).filter(round=row).exists()


def test_rounds_are_walked_week_by_week_and_each_record_is_somebody_s(demo: Demo) -> None:
    states = Counter(InspectionRound.objects.filter(week__startswith="2022").values_list("state", flat=True))
    hands = AuditLog.objects.filter(verb="onsite.hand_in")

    assert states == {"done": 24, "drawn": 1, "sealed": 1}
    assert hands.count() == SiteVisit.objects.count() == hands.filter(account_id__isnull=False).count()
    assert set(SiteVisit.objects.values_list("kind", flat=True)) == {"drawn", "revisit", "spot"}
    assert set(PresenceSeen.objects.values_list("seen", flat=True)) == {"present", "away", "absent"}


def test_nine_issues_stand_as_the_board_shows_them(demo: Demo) -> None:
    issues = list(LetterIssue.objects.order_by("number"))
    of_issue = [RectificationItem.objects.filter(letter__issue=one) for one in issues]
    items = RectificationItem.objects.all()

    assert [(one.issued_on.day, one.issued_on.month) for one in issues] == SENT
    assert [rows.count() for rows in of_issue] == ITEMS
    assert [rows.filter(state="closed").count() for rows in of_issue] == CLOSED
    assert Counter(items.values_list("state", flat=True)) == {"closed": 23, "open": 17, "signed": 4, "issued": 2}
    assert items.overdue(REPORT_DAY).count() == 2
    assert not items.filter(finding__isnull=True).exists()


def test_the_second_quarter_is_being_scored_and_decided(demo: Demo) -> None:
    cycles = dict(AssessmentCycle.objects.values_list("period", "state"))
    sheets = ScoreSheet.objects.filter(cycle__period="2022-Q2")

    assert cycles == {"2021": "closed", "2022-Q1": "closed", "2022-Q2": "collecting"}
    assert set(sheets.values_list("state", flat=True)) == {"open", "decided"}


def test_nobody_was_talked_to_unheard(demo: Demo) -> None:
    """R-TLK-02."""
    assert TalkRecord.objects.held().count() == 38 + 6
    assert not TalkRecord.objects.held().filter(stated_on__isnull=True).exists()
