"""Meetings of the four councils, so that a village's last activity is read from its records."""

from zhucun.policy.customs_values import COUNCIL, SHIPPED_BODIES
from zhucun.records.meetings.rules import VILLAGE
from zhucun.records.registry import Purpose, meeting_purpose

COUNCILS = tuple(one for one in SHIPPED_BODIES if one.form == COUNCIL)
for number, council in enumerate(COUNCILS):
    meeting_purpose(Purpose(council.key, council.label, 70 + number, VILLAGE))
