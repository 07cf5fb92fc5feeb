"""What the county's office sent out of its months: May's report is out, June's lies before the leader."""

from datetime import date

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.org.places.models import Place
from zhucun.reports.periodic import acts as reports
from zhucun.reports.periodic import reading
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.periods import Cycle, of_key

KIND = "monthly"
MAY, JUNE = "2022-05", "2022-06"
SIGNED_ON, ISSUED_ON, SUBMITTED_ON = date(2022, 6, 6), date(2022, 6, 7), date(2022, 7, 8)
DOCUMENT, MOST_PROBLEMS = "青驻办〔2022〕15号", 3
EXPLAINED = "口径按台账，已核"


class WritingUp:
    """Its words and numbers are the templates' and the ledgers', once all of these are there."""

    def __init__(self, home: Place, hands: Hands) -> None:
        self._home, self._hands = home, hands

    def bring_in(self) -> None:
        may = self._submit(MAY, self._of("county_officer", SIGNED_ON))
        may = reports.sign(may, by=self._of("county_office_leader", SIGNED_ON))
        reports.issue(may, number=DOCUMENT, issued_on=ISSUED_ON, by=self._of("county_officer", ISSUED_ON))
        self._submit(JUNE, self._of("county_officer", SUBMITTED_ON))

    def _of(self, role: str, day: date) -> Actor:
        return self._hands.of(role, self._home.code, day)

    def _submit(self, month: str, by: Actor) -> PeriodicReport:
        period = of_key(Cycle.MONTH, month)
        raised = [one.words for one in reading.problems(period, by)][:MOST_PROBLEMS]
        planned = reading.plans(period, self._home.code, by)
        row = reports.begin(self._home, kind=KIND, period=month, problems=raised, plans=planned, by=by)
        return reports.submit(row, note=EXPLAINED, by=by)
