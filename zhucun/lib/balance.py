"""A running balance by day, exact to the fen: what is left on the worst day from some day on. Pure."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Balance:
    """Day → the change of that day in fen."""

    changes: dict[date, int] = field(default_factory=dict)

    def add(self, day: date, fen: int) -> None:
        self.changes[day] = self.changes.get(day, 0) + fen

    def lowest_from(self, day: date) -> tuple[int, date]:
        """The lowest balance at the end of the day or of any day after it, and when."""
        balance = sum(fen for on, fen in self.changes.items() if on <= day)
        lowest = balance, day
        for on in sorted(on for on in self.changes if on > day):
            balance += self.changes[on]
            lowest = min(lowest, (balance, on))
        return lowest
