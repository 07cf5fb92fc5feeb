"""Permissions, occasions of a visit, and what may be entered as given: pure (R-CARE-03 to 08)."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.amounts import shown_fen
from zhucun.policy.benefit_values import LIVING, PHONE, TRANSPORT

SEE = permission("benefit.see", "看保障到没到位")
RECORD = permission("benefit.record", "登记发的补助、办的保险、做的体检、看望")
REMIND = permission("benefit.remind", "提醒单位兑现保障")

MOST_FEN = 10_000_000  # of one month and person: more is a slip of the hand
LONGEST_COVER = 366 * 3


class Paid(TextChoices):
    """What is paid to a person; funds of a team are entries of its ledger."""

    LIVING = LIVING, "生活补助"
    TRANSPORT = TRANSPORT, "交通补助"
    PHONE = PHONE, "通讯补助"


class Occasion(TextChoices):
    """五必访: when somebody is called on (R-CARE-08). What it was about in particular is not kept."""

    YEARLY = "yearly", "平常看望"
    FESTIVAL = "festival", "逢年过节"
    ILLNESS = "illness", "生病住院"
    FAMILY = "family", "家里有事"
    CHANGE = "change", "岗位变动"
    TROUBLE = "trouble", "受了处分"


PRIVATE_OCCASIONS = (Occasion.ILLNESS, Occasion.FAMILY, Occasion.TROUBLE)  # for those who register and oneself


def must_be_money(fen: int) -> None:
    if fen <= 0:
        raise Refused("金额要大于 0；多发了的，撤回那一笔再记对的。", field="fen")
    if fen > MOST_FEN:
        raise Refused(f"一个人一个月最多记 {shown_fen(MOST_FEN)}，看看是不是多写了零。", field="fen")


def must_not_be_ahead(on: date, today: date, *, field: str) -> None:
    if on > today:
        raise Refused("日子不能晚于今天：办成了再登记。", field=field)


def must_be_after_arrival(month: str, paid_on: date, *, since: date, until: date | None, ends: date) -> None:
    """Nothing is due for a month before the person came or after they left, nor paid before they came (R-CARE-03)."""
    if ends < since:
        raise Refused(f"{month} 还没到岗（{since:%Y-%m-%d} 到岗），没有补助。", field="month", rule="R-CARE-03")
    if until is not None and ends.replace(day=1) >= until:
        raise Refused(f"{month} 已经离任（{until:%Y-%m-%d} 起不在岗），没有补助。", field="month", rule="R-CARE-03")
    if paid_on < since:
        raise Refused(f"{paid_on:%Y-%m-%d} 还没到岗，这天发不了补助，核对发放日期。", field="paid_on", rule="R-CARE-03")


def must_be_of_one_day(voucher: str, paid_on: date, used_on: date | None) -> None:
    """A voucher of a month is one payment: it may hold many people and months, never two days (R-CARE-10)."""
    if used_on not in (None, paid_on):
        said = f"凭证 {voucher} 记过 {used_on:%Y-%m-%d} 发的补助了，这一笔是 {paid_on:%Y-%m-%d}"
        raise Refused(f"{said}；一张凭证一个日子，核对凭证号或者发放日期。", field="voucher", rule="R-CARE-10")


def must_fit_the_days(fen: int, *, due: int | None, given: int, month: str) -> None:
    """An allowance rests on days the township has locked, and never exceeds them (R-CARE-03, R-ATT-12)."""
    if due is None:
        raise Refused(f"{month} 的在村天数乡镇还没核定，核定了再发。", field="month", rule="R-CARE-03")
    must_fit_what_is_due(fen, due=due, given=given, month=month)


def must_fit_what_is_due(fen: int, *, due: int, given: int, month: str) -> None:
    if given + fen > due:
        left = f"最多还能发 {shown_fen(due - given)}" if due > given else "已经发够了"
        said = f"{month} 应发 {shown_fen(due)}，发过 {shown_fen(given)}，{left}。"
        raise Refused(said, field="fen", rule="R-CARE-11")


def must_fit_the_trips(fen: int, *, trips: int, before: int, most: int, km: int, per_km: int) -> None:
    """By trips and distance, so many trips a month (R-CARE-04)."""
    if trips < 1 or km < 1:
        raise Refused("交通补助写清跑了几趟、一共多少公里。", field="trips", rule="R-CARE-04")
    if before + trips > most:
        raise Refused(f"一个月最多算 {most} 趟，已经记了 {before} 趟。", field="trips", rule="R-CARE-04")
    if fen > km * per_km:
        said = f"{km} 公里最多 {shown_fen(km * per_km)}，每公里 {shown_fen(per_km)}"
        raise Refused(f"{said}；这一笔写了 {shown_fen(fen)}。", field="fen", rule="R-CARE-04")


def must_be_a_cover(since: date, until: date) -> None:
    if until <= since:
        raise Refused("保险的最后一天要在开始那天以后。", field="until", rule="R-CARE-06")
    if (until - since).days > LONGEST_COVER:
        raise Refused("一张保单三年以上，看看年份写错没有。", field="until")
