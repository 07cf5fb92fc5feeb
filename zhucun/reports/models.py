"""The package's rows, by topic."""

from zhucun.reports.drafts.models import Dismissal, Draft, DraftNumber, DraftVersion
from zhucun.reports.filling.models import Filling, Form, FormLabel, RememberedLabel
from zhucun.reports.periodic.models import PeriodicReport

__all__ = [
    "Dismissal",
    "Draft",
    "DraftNumber",
    "DraftVersion",
    "Filling",
    "Form",
    "FormLabel",
    "PeriodicReport",
    "RememberedLabel",
]
