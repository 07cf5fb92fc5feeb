"""Opening accounts, handing out one-time codes, appointing, deputising."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.contrib.auth.hashers import check_password, make_password

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.org.accounts import rules
from zhucun.org.accounts.codes import code_hash
from zhucun.org.accounts.limits import in_force
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import AccountKind
from zhucun.org.people.models import Person, Unit
from zhucun.org.places.models import Place
from zhucun.org.roles import ROLES, Reach
from zhucun.policy.profile import DeputationLimits


@act("account.open", "开账号", needs=rules.KEEP_ACCOUNTS)
def open_account(
    county: Place, *, log_in: str, name: str, kind: str, person: Person | None = None, by: Actor
) -> Account:
    return _open_accounts([Told(county, {"log_in": log_in, "name": name, "kind": kind, "person": person})], by=by)[0]


@open_account.as_many
def _open_accounts(calls: Sequence[Told], *, by: Actor) -> list[Account]:
    taken = set(
        Account.objects.filter(log_in__in=[call.given["log_in"] for call in calls]).values_list("log_in", flat=True)
    )
    made = each(calls, lambda call: _new_account(call, taken))
    return Account.objects.bulk_create(made, batch_size=500)


def _new_account(call: Told, taken: set[str]) -> Account:
    if call.given["log_in"] in taken:
        raise Refused(f"登录名“{call.given['log_in']}”已经有人用了。", field="log_in")
    taken.add(call.given["log_in"])
    return Account(county_code=call.row.code, password=make_password(None), **call.given)


@act("account.stop", "停用账号", needs=rules.KEEP_ACCOUNTS, undo="account.resume")
def stop(account: Account, *, reason: str, by: Actor) -> Account:
    if account.pk == by.account_id:
        raise Refused("不能停用自己的账号。", rule="R-SEC-14")
    account.is_active = False
    account.save()
    return account


@act("account.resume", "恢复账号", needs=rules.KEEP_ACCOUNTS)
def resume(account: Account, *, by: Actor) -> Account:
    account.is_active = True
    account.failures, account.locked_until = 0, None
    account.save()
    return account


@act("account.set_code", "发一次性码", needs=rules.KEEP_ACCOUNTS)
def set_code(account: Account, *, code: str, valid_days: int, by: Actor) -> Account:
    """The code itself is never kept, only its hash; it is on the slip and nowhere else (R-SEC-01)."""
    return _set_codes([Told(account, {"code": code, "valid_days": valid_days})], by=by)[0]


@set_code.as_many
def _set_codes(calls: Sequence[Told], *, by: Actor) -> list[Account]:
    for call in calls:
        call.row.code = code_hash(call.row, call.given["code"])
        call.row.code_until = by.now + timedelta(days=call.given["valid_days"])
        call.row.failures, call.row.locked_until = 0, None
        if call.row.kind == AccountKind.PHONE:  # the sessions hang on it: a new code ends those of a lost phone
            call.row.password = make_password(None)
    accounts = [call.row for call in calls]
    update_many(accounts, ["code", "code_until", "failures", "locked_until", "password"])
    return accounts


@act("account.set_password", "设密码", needs=rules.KEEP_ACCOUNTS)
def set_password(account: Account, *, password: str, must_change: bool = True, by: Actor) -> Account:
    """A first password handed over by the administrator; the holder changes it at the first log-in (R-SEC-01)."""
    rules.must_be_strong(password, account.log_in, account.name)
    _put_password(account, password, by)
    account.must_change_password = must_change
    account.failures, account.locked_until = 0, None
    account.save()
    return account


@act("account.change_password", "改自己的密码", needs=rules.OWN)
def change_password(account: Account, *, password: str, by: Actor) -> Account:
    rules.must_be_strong(password, account.log_in, account.name)
    used = [account.password, *account.old_passwords][: rules.PASSWORDS_REMEMBERED]
    if any(check_password(password, old) for old in used):
        raise Refused(
            f"最近用过的 {rules.PASSWORDS_REMEMBERED} 个密码不能再用，换一个。", field="password", rule="R-SEC-01"
        )
    _put_password(account, password, by)
    account.must_change_password = False
    account.save()
    return account


def _put_password(account: Account, password: str, by: Actor) -> None:
    if account.has_usable_password():
        account.old_passwords = [account.password, *account.old_passwords][: rules.PASSWORDS_REMEMBERED]
    account.password = make_password(password)
    account.password_set_on = by.today
    account.password_due_on = by.today + timedelta(days=in_force(by.today, account.county_code).log_in.password_days)


@act("account.check_facts", "首次核对", needs=rules.OWN)
def check_facts(account: Account, *, by: Actor) -> Account:
    """都对, pressed once after the first log-in; nothing is filled in (screen C1)."""
    account.checked_at = by.now
    account.save()
    return account


@act("appointment.give", "任职授权", needs=rules.KEEP_RIGHTS, undo="appointment.end")
def appoint(
    account: Account,
    *,
    role: str,
    since: date,
    place_code: str = "",
    unit: Unit | None = None,
    basis: str = "",
    by: Actor,
) -> Appointment:
    told = {"role": role, "since": since, "place_code": place_code, "unit": unit, "basis": basis}
    return _appoint([Told(account, told)], by=by)[0]


@appoint.as_many
def _appoint(calls: Sequence[Told], *, by: Actor) -> list[Appointment]:
    return Appointment.objects.bulk_create(each(calls, lambda call: _new_appointment(call, by)), batch_size=500)


def _new_appointment(call: Told, by: Actor) -> Appointment:
    given = dict(call.given)
    role = ROLES.get(given["role"])
    if role is None:
        raise Refused(f"没有“{given['role']}”这个角色。", field="role")
    if call.row.pk == by.account_id:
        raise Refused("不能给自己授权。", rule="R-SEC-14")
    if role.reach is Reach.UNIT and given["unit"] is None:
        raise Refused(f"“{role.label}”要写明是哪个单位。", field="unit")
    given["place_code"] = given["place_code"] or call.row.county_code
    return Appointment(account=call.row, **given)


@act("appointment.end", "免职收权", needs=rules.KEEP_RIGHTS)
def end(appointment: Appointment, *, last_day: date, reason: str = "", by: Actor) -> Appointment:
    if appointment.until is not None:
        raise Refused("这个任职已经结束了。")
    appointment.until = max(last_day, appointment.since) + timedelta(days=1)
    appointment.save()
    return appointment


@act("deputation.give", "定代行", needs=rules.KEEP_RIGHTS, undo="deputation.end")
def deputise(
    account: Account,
    *,
    kind: str,
    role: str,
    place_code: str,
    since: date,
    last_day: date,
    held_by: Account | None = None,
    unit: Unit | None = None,
    basis: str = "",
    limits: DeputationLimits | None = None,
    by: Actor,
) -> Deputation:
    """主持工作, 代理, 休假代办; the last two have a longest span in the county's policy (R-ORG-13)."""
    _judge_span(kind, (last_day - since).days + 1, limits or DeputationLimits())
    if held_by is not None and held_by.pk == account.pk:
        raise Refused("代行人不能是本人。", field="account")
    return Deputation.objects.create(
        account=account,
        kind=kind,
        role=role,
        place_code=place_code,
        unit=unit,
        held_by=held_by,
        since=since,
        until=last_day + timedelta(days=1),
        basis=basis,
    )


def _judge_span(kind: str, days: int, limits: DeputationLimits) -> None:
    if days < 1:
        raise Refused("结束日期要不早于开始日期。", field="last_day")
    longest = {"acting": limits.acting_max_days, "leave_cover": limits.leave_cover_max_days}.get(kind)
    if longest and days > longest:
        raise Refused(f"这一种代行最长 {longest} 天，现在是 {days} 天。", field="last_day", rule="R-ORG-13")


@act("deputation.end", "结束代行", needs=rules.KEEP_RIGHTS)
def end_deputation(deputation: Deputation, *, last_day: date, by: Actor) -> Deputation:
    deputation.until = max(last_day, deputation.since) + timedelta(days=1)
    deputation.save()
    return deputation
