"""The measure's rows, by topic."""

from zhucun.policy.burden.models import OutsideForm
from zhucun.policy.documents.models import DocumentReceipt, DocumentVersion, RuleDocument, RuleSentence
from zhucun.policy.filing.models import FilingTick
from zhucun.policy.holidays.models import HolidayDay
from zhucun.policy.versions.models import PolicyVersion

__all__ = [
    "DocumentReceipt",
    "DocumentVersion",
    "FilingTick",
    "HolidayDay",
    "OutsideForm",
    "PolicyVersion",
    "RuleDocument",
    "RuleSentence",
]
