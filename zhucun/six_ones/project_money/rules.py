"""What is recorded of a project's money, and that none of it is spent before it came: pure (R-TASK-06)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.amounts import shown_fen
from zhucun.lib.balance import Balance

RECORD = permission("project.money", "记产业项目的资金、更正")

MOST_FEN = 10_000_000_000  # a hundred million yuan at once: more is a slip of the hand


class Kind(TextChoices):
    APPLIED = "applied", "申请"
    GRANTED = "granted", "批复"
    ARRIVED = "arrived", "到账"
    SPENT = "spent", "支出"


NUMBERS = {Kind.APPLIED: "申请编号", Kind.GRANTED: "批复文号", Kind.ARRIVED: "到账凭证号", Kind.SPENT: "支出凭证号"}


class Funder(TextChoices):
    """Whose money it is. The teams' work fund has a ledger of its own and never stands here."""

    BRIDGING = "bridging", "财政衔接资金"
    FINANCE = "finance", "其他财政资金"
    UNIT = "unit", "后盾单位"
    SOCIETY = "society", "社会捐助"
    LOAN = "loan", "银行贷款"
    VILLAGE = "village", "村集体自筹"
    OTHER = "other", "其他"


@dataclass
class Book:
    """A project's money as two balances that no day may end below zero: granted less arrived, arrived less spent."""

    to_arrive: Balance = field(default_factory=Balance)
    to_spend: Balance = field(default_factory=Balance)

    def put(self, kind: str, day: date, fen: int) -> None:
        """Without asking; `fen` below zero takes back."""
        if kind == Kind.GRANTED:
            self.to_arrive.add(day, fen)
        elif kind == Kind.ARRIVED:
            self.to_arrive.add(day, -fen)
            self.to_spend.add(day, fen)
        elif kind == Kind.SPENT:
            self.to_spend.add(day, -fen)

    def take(self, kind: str, day: date, fen: int) -> None:
        """A new line: what arrives was granted, what is spent has arrived, on that day and on every later one."""
        if kind == Kind.ARRIVED:
            self._must_be_left(self.to_arrive, day, fen, "批复了还没到账的只有", "先补记批复，或者改少这一笔")
        elif kind == Kind.SPENT:
            self._must_be_left(self.to_spend, day, fen, "到了账还没花的只有", "钱到了账再花，记漏了到账的先补记")
        self.put(kind, day, fen)

    def take_back(self, kind: str, day: date, fen: int) -> None:
        """As if the line had never been."""
        if kind == Kind.GRANTED:
            self._must_be_left(self.to_arrive, day, fen, "批复了还没到账的只有", "先把这笔批复下的到账冲掉")
        elif kind == Kind.ARRIVED:
            self._must_be_left(self.to_spend, day, fen, "到了账还没花的只有", "先把花在这笔钱上的支出冲掉")
        self.put(kind, day, -fen)

    @staticmethod
    def _must_be_left(balance: Balance, day: date, fen: int, what: str, then: str) -> None:
        least, when = balance.lowest_from(day)
        if fen > least:
            left = f"{when:%Y-%m-%d} {what} {shown_fen(max(least, 0))}，不够 {shown_fen(fen)}"
            raise Refused(f"{left}。{then}。", field="fen", rule="R-TASK-06")

    def holds(self) -> bool:
        """No day ends below zero."""
        return all(_lowest(one) >= 0 for one in (self.to_arrive, self.to_spend))


def _lowest(balance: Balance) -> int:
    return balance.lowest_from(date.min)[0]


def book_of(lines: Iterable[tuple[str, date, int]]) -> Book:
    """Of the lines that stand, each on its own day."""
    book = Book()
    for kind, day, fen in lines:
        book.put(kind, day, fen)
    return book


def must_be_an_amount(fen: int) -> None:
    if fen <= 0:
        raise Refused("金额要大于 0；记错了的用“更正”冲掉，再记对的。", field="fen")
    if fen > MOST_FEN:
        raise Refused(f"一笔最多记 {shown_fen(MOST_FEN)}，看看是不是多写了零。", field="fen")


def must_have_its_number(kind: str, number: str) -> None:
    """An application may have none; what was granted, came and went has its paper."""
    if not number and kind != Kind.APPLIED:
        raise Refused(f"写{NUMBERS[Kind(kind)]}：一笔对一张。", field="number", rule="R-TASK-06")
