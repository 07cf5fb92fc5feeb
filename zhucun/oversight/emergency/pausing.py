"""An emergency stops tests of knowledge where it runs (R-ATT-16)."""

from datetime import date

from zhucun.oversight.emergency.reading import pauses
from zhucun.training.knowledge_tests.pausing import pauses_come_from


@pauses_come_from
def by_an_emergency(code: str, day: date) -> bool:
    return pauses(code, day, "test")
