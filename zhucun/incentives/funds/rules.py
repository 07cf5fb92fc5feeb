"""Permissions, a ledger that never goes below zero, and what a work fund may go on: pure (R-CARE-10)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.amounts import shown_fen
from zhucun.lib.balance import Balance
from zhucun.lib.periods import Span
from zhucun.policy.benefit_values import (
    BENEFITS,
    COUNTY_FINANCE,
    FIRST_SECRETARY_FUND,
    PAYERS,
    PROVINCE_FINANCE,
    TEAM_FUND,
    Care,
)
from zhucun.policy.fund_values import Funds

SEE = permission("fund.see", "看工作经费账")
RECORD = permission("fund.record", "记工作经费的收支、更正、公示")

MOST_FEN = 100_000_000  # a million yuan at once: more is a slip of the hand
HALF_MONTHS = 6


class Source(TextChoices):
    """Where money came from."""

    COUNTY = "county", "县财政"
    PROVINCE = "province", "省财政"
    UNIT = "unit", "单位"
    OTHER = "other", "其他"


class Promise(TextChoices):
    """Which promise an income keeps, if any; both stand in the one ledger of a team."""

    FIRST_SECRETARY = FIRST_SECRETARY_FUND, BENEFITS[FIRST_SECRETARY_FUND]
    TEAM = TEAM_FUND, BENEFITS[TEAM_FUND]
    NONE = "none", "别的"


PAYS = {COUNTY_FINANCE: Source.COUNTY, PROVINCE_FINANCE: Source.PROVINCE}  # every other payer is a unit


def must_be_by_who_promised(promise: str, source: str, care: Care) -> None:
    """Money of another does not keep a unit's promise, nor a unit's that of finance (R-CARE-01, R-CARE-02)."""
    payers = list(dict.fromkeys(row.payer for row in care.entitlements if row.what == promise))
    if payers and source not in {PAYS.get(payer, Source.UNIT) for payer in payers}:
        by = "、".join(PAYERS[payer] for payer in payers)
        said = f"{BENEFITS[promise]}由{by}出；{Source(source).label}给的，“是哪一笔”选“{Promise.NONE.label}”"
        raise Refused(f"{said}。", field="promise", rule="R-CARE-02")


class Ledger(Balance):
    """A team's entries: never below zero on any day."""

    def take(self, day: date, fen: int) -> None:
        """Spend, or take back an income: refused where any day from then on would end below zero."""
        least, when = self.lowest_from(day)
        if fen > least:
            left = f"{when:%Y-%m-%d} 账上只有 {shown_fen(least)}，不够 {shown_fen(fen)}"
            raise Refused(f"{left}：钱到了账再花；记漏了收入的，先补记收入。", field="fen", rule="R-CARE-10")
        self.add(day, -fen)


def must_be_an_amount(fen: int) -> None:
    if fen <= 0:
        raise Refused("金额要大于 0；记错了的用“更正”冲掉，再记对的。", field="fen")
    if fen > MOST_FEN:
        raise Refused(f"一笔最多记 {shown_fen(MOST_FEN)}，看看是不是多写了零。", field="fen")


def must_have_a_voucher(voucher: str) -> None:
    if not voucher:
        raise Refused("写凭证号：一笔对一张凭证。", field="voucher", rule="R-CARE-10")


def must_be_allowed(purpose: str, what: str, numbers: Funds) -> None:
    """By the purposes of the county, and never to a person."""
    if purpose not in numbers.allowed_purposes:
        allowed = "、".join(numbers.allowed_purposes)
        raise Refused(f"工作经费不能花在“{purpose}”上；可以花在：{allowed}。", field="purpose", rule="R-CARE-10")
    if found := [word for word in numbers.personal_words if word in what]:
        raise Refused(f"“{found[0]}”是发给个人的，不能从工作经费里出。", field="what", rule="R-CARE-10")
    if not what:
        raise Refused("写一句花在哪里了。", field="what")


def must_not_be_shown_yet(day: date, halves: Iterable[str]) -> None:
    """What the village was shown does not change afterwards."""
    if (half := half_of(day)) in halves:
        raise Refused(f"{half_said(half)}的账已经公示了，这一笔记到今天，写明是补记的。", field="on", rule="R-CARE-10")


def half_of(day: date) -> str:
    return f"{day.year}-H{1 if day.month <= HALF_MONTHS else 2}"


def half_span(half: str) -> Span:
    """2022-H1 → its days. Refuses what is no half-year."""
    year, _, part = half.partition("-H")
    if not (year.isdigit() and len(year) == len("2022") and part in ("1", "2")):
        raise Refused("半年写成 2022-H1 这样。", field="half")
    first = int(year)
    if part == "1":
        return Span(date(first, 1, 1), date(first, HALF_MONTHS + 1, 1))
    return Span(date(first, HALF_MONTHS + 1, 1), date(first + 1, 1, 1))


def last_half(today: date) -> str:
    """The latest half-year that is over."""
    return half_of(half_span(half_of(today)).since - timedelta(days=1))


def half_said(half: str) -> str:
    year, _, part = half.partition("-H")
    return f"{year}年{'上' if part == '1' else '下'}半年"


def must_be_over(half: str, today: date, shown: Sequence[str]) -> Span:
    """A half-year is shown once, after it has ended."""
    span = half_span(half)
    if today < span.until:
        raise Refused(f"{half_said(half)}还没过完，过完了再公示。", field="half", rule="R-CARE-10")
    if half in shown:
        raise Refused(f"{half_said(half)}公示过了。", field="half")
    return span
