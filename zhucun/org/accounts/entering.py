"""Letting somebody in: secrets compared, wrong tries counted, accounts locked (R-SEC-01, R-SEC-02).

Log-in is no act, since there is no Actor before it. It writes by conditional UPDATEs alone, so that the limit holds
for tries at the same time on several nodes and a one-time code lets in once. Each try is a line of the access log,
which is kept for twelve months (R-SEC-08), and not of the audit log: who came when is no lasting record (R-BUR-04).
"""

import logging
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from zhucun.acts.models import AccessLog
from zhucun.acts.refused import Refused
from zhucun.lib.phones import normal_phone, phone_problem
from zhucun.org.accounts.actors import office_of
from zhucun.org.accounts.codes import code_hash
from zhucun.org.accounts.limits import SHIPPED, in_force
from zhucun.org.accounts.models import Account, WrongTries
from zhucun.org.people.sealed_text import blind_index
from zhucun.policy.profile import LogIn

ENTERED, NOT_ENTERED = "登录", "登录没成功"

WINDOW = timedelta(minutes=SHIPPED.log_in.lock_minutes)  # of tries that belong to no county

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Try:
    """What was typed, and from where."""

    name: str
    secret: str
    address: str
    by_code: bool = False

    @property
    def wrong(self) -> Refused:
        """One sentence, the same for a name nobody has and a wrong secret."""
        if self.by_code:
            return Refused("手机号或一次性码不对；一个码只能用一次，过期也不能用。再看一遍，不行就请发码的人换一个。")
        return Refused("账号或密码不对。再看一遍，忘了就请系统管理员换一张纸条。")


@dataclass(frozen=True)
class _Candidate:
    """An account the try may mean, with its county's limits and clock."""

    account: Account
    limits: LogIn
    business_now: datetime

    @classmethod
    def of(cls, account: Account) -> "_Candidate":
        office_now = office_of(account.county_code).now
        today = timezone.localtime(office_now).date()
        return cls(account, in_force(today, account.county_code).log_in, office_now)

    @property
    def row(self) -> QuerySet[Account]:
        return Account.objects.filter(pk=self.account.pk)

    def take_a_try(self, now: datetime) -> bool:
        """Counted before the secret is looked at: of many tries at the same time no more than the limit are judged."""
        unlocked = Q(locked_until__isnull=True) | Q(locked_until__lte=now)
        below = self.row.filter(unlocked, failures__lt=self.limits.failures_before_lock)
        return bool(below.update(failures=F("failures") + 1))

    def has(self, attempt: Try) -> bool:
        if not attempt.by_code:
            return check_password(attempt.secret, self.account.password)
        is_right = constant_time_compare(self.account.code, code_hash(self.account, attempt.secret))
        return is_right and self.account.code_until is not None and self.account.code_until >= self.business_now

    def use_up(self, attempt: Try) -> bool:
        """A code lets in once, whoever is quicker."""
        if not attempt.by_code:
            return True
        return bool(self.row.filter(code=self.account.code).update(code="", code_until=None))

    def locked_until(self, now: datetime) -> datetime | None:
        """Locks the account when its tries are used up."""
        until = now + timedelta(minutes=self.limits.lock_minutes)
        if self.row.filter(failures__gte=self.limits.failures_before_lock).update(failures=0, locked_until=until):
            return until
        held = self.row.values_list("locked_until", flat=True).get()
        return held if held and held > now else None


def let_in(attempt: Try) -> Account:
    """The account that is entered. Raises Refused."""
    now = timezone.now()
    _refuse_busy_address(attempt.address, now)
    candidates = [_Candidate.of(account) for account in _accounts_of(attempt)]
    if not candidates:
        raise _nobody(attempt, now)
    for candidate in candidates:
        has_a_try, is_right = candidate.take_a_try(now), candidate.has(attempt)  # a locked account takes as long
        if has_a_try and is_right and candidate.use_up(attempt):
            _forget_failures(candidates)
            return _entered(candidate)
    raise _not_let_in(attempt, candidates, now)


def check_own_password(account: Account, secret: str, address: str) -> None:
    """The present password before a new one: counted like a log-in, so that an open desk is no way to guess it."""
    now, candidate = timezone.now(), _Candidate.of(account)
    attempt = Try(account.log_in, secret, address)
    if candidate.take_a_try(now) and candidate.has(attempt):
        return _forget_failures([candidate])
    refusal = _not_let_in(attempt, [candidate], now)
    raise Refused(refusal.sentence if refusal.rule else "现在的密码不对。", field="current", rule=refusal.rule)


def _accounts_of(attempt: Try) -> list[Account]:
    """One by its name; by a phone number as many as counties know that number."""
    name = _normal_name(attempt.name)
    if attempt.by_code and phone_problem(name) is None:
        found = Account.objects.filter(person__phone_hash=blind_index(normal_phone(name), "phone"))
    else:
        found = Account.objects.filter(log_in__iexact=name)
    return list(found.filter(is_active=True).order_by("pk"))


def _normal_name(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).strip()


def _forget_failures(candidates: Sequence[_Candidate]) -> None:
    keys = [candidate.account.pk for candidate in candidates]
    Account.objects.filter(pk__in=keys).update(failures=0, locked_until=None)


def _entered(candidate: _Candidate) -> Account:
    account = candidate.account
    candidate.row.filter(entered_at__isnull=True).update(entered_at=candidate.business_now)
    _note(account, ENTERED)
    account.refresh_from_db()
    return account


def _not_let_in(attempt: Try, candidates: Sequence[_Candidate], now: datetime) -> Refused:
    """Counts for the address too; locks what has reached its limit, and then says until when."""
    _count(_address_key(attempt.address), now)
    for candidate in candidates:
        _note(candidate.account, NOT_ENTERED, attempt.address)
    until = [candidate.locked_until(now) for candidate in candidates]
    return _locked(max(until)) if all(until) else attempt.wrong


def _nobody(attempt: Try, now: datetime) -> Refused:
    """A name nobody has takes as long, answers the same and locks the same as one that somebody has."""
    logger.warning("log-in under a name nobody has, from %s", attempt.address)
    if not attempt.by_code:
        make_password(attempt.secret)
    _count(_address_key(attempt.address), now)
    tried = _count(blind_index(_normal_name(attempt.name).lower(), "unknown name"), now)
    if tried.count < SHIPPED.log_in.failures_before_lock:
        return attempt.wrong
    if tried.count == SHIPPED.log_in.failures_before_lock:
        tried.since = now
        tried.save(update_fields=["since"])
    return _locked(tried.since + WINDOW)


def _locked(until: datetime) -> Refused:
    return Refused(f"输错的次数多了，锁到 {timezone.localtime(until):%H:%M}，到时再试。", rule="R-SEC-02")


def _refuse_busy_address(address: str, now: datetime) -> None:
    tried = WrongTries.objects.filter(key=_address_key(address), since__gt=now - WINDOW).first()
    if tried and tried.count >= settings.WRONG_TRIES_PER_ADDRESS:
        until = timezone.localtime(tried.since + WINDOW)
        raise Refused(f"你们这个网络输错的次数太多，{until:%H:%M} 后再试。", rule="R-SEC-02")


def _address_key(address: str) -> str:
    return blind_index(address, "network address")


def _count(key: str, now: datetime) -> WrongTries:
    WrongTries.objects.filter(since__lte=now - WINDOW).delete()
    tried, is_new = WrongTries.objects.get_or_create(key=key, defaults={"since": now})
    if not is_new:
        WrongTries.objects.filter(pk=tried.pk).update(count=F("count") + 1)
        tried.refresh_from_db()
    return tried


def _note(account: Account, what: str, address: str = "") -> None:
    """The address is kept of a failure only: where people log in from is nobody's business."""
    AccessLog.objects.create(
        at=timezone.now(),
        actor_name=account.name,
        account_id=account.pk,
        door="desk",
        what=f"{what}（{address}）" if address else what,
        row_kind=account._meta.label_lower,
        row_key=account.pk,
        place_code=account.county_code,
    )
