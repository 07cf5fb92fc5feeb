"""接口令牌: making and withdrawing them, and finding the account that a token enters as (R-SEC-01)."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.org.accounts.models import Account, ApiToken
from zhucun.org.accounts.rules import LONGEST_TOKEN_DAYS, OWN, TOKENS_AT_ONCE
from zhucun.org.people.sealed_text import blind_index

PREFIX = "zhucun_"  # so that scanners of repositories know one when it was left lying about


def new_token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def account_of(token: str) -> Account | None:
    """The account, while token and account hold. One query."""
    if not token.startswith(PREFIX):
        return None
    held = ApiToken.objects.filter(
        token_hash=_hash(token), withdrawn_at__isnull=True, last_day__gte=timezone.localdate()
    )
    return Account.objects.filter(is_active=True, pk__in=held.values("account")).first()


def _hash(token: str) -> str:
    return blind_index(token, "api token")


@act("token.make", "开接口令牌", needs=OWN)
def make(account: Account, *, name: str, last_day: date, code: str, by: Actor) -> ApiToken:
    """`code` is the token itself: it is shown once by the caller and kept only as a hash."""
    _refuse_odd_days(last_day)
    lasting = account.tokens.filter(withdrawn_at__isnull=True, last_day__gte=timezone.localdate())
    if lasting.count() >= TOKENS_AT_ONCE:
        raise Refused(f"一个账号最多同时有 {TOKENS_AT_ONCE} 个令牌，先收回不用的。")
    return ApiToken.objects.create(
        account=account,
        name=name.strip(),
        token_hash=_hash(code),
        tail=code[-4:],
        made_at=timezone.now(),
        last_day=last_day,
    )


def _refuse_odd_days(last_day: date) -> None:
    days = (last_day - timezone.localdate()).days
    if days < 0:
        raise Refused("用到哪天要不早于今天。", field="last_day")
    if days > LONGEST_TOKEN_DAYS:
        raise Refused(f"最多用 {LONGEST_TOKEN_DAYS} 天，到时再开一个新的。", field="last_day", rule="R-SEC-01")


@act("token.withdraw", "收回接口令牌", needs=OWN)
def withdraw(token: ApiToken, *, by: Actor) -> ApiToken:
    if token.withdrawn_at is not None:
        raise Refused("这个令牌已经收回了。")
    token.withdrawn_at = timezone.now()
    token.save()
    return token


@within("account.set_code")
@within("administrator.set_code")
@within("account.set_password")
@within("account.stop")
def end_with_the_old_secret(accounts: Sequence[Account], *, by: Actor) -> None:
    """Whoever gets a new secret may have lost the old one: what was known before no longer enters."""
    lasting = ApiToken.objects.filter(account__in=accounts, withdrawn_at__isnull=True)
    lasting.update(withdrawn_at=timezone.now())
