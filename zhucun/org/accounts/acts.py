"""Opening, stopping and resetting accounts, handing out one-time codes, one's own password and first look."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib.names import normal_name
from zhucun.lib.phones import normal_phone
from zhucun.org.accounts import rules
from zhucun.org.accounts.appointing import (
    administrators_among,
    appoint,
    appoint_administrator,
    decline_office,
    deputise,
    dismiss_administrator,
    end,
    end_deputation,
    withdraw,
    withdraw_administrator,
    withdraw_deputation,
)
from zhucun.org.accounts.codes import code_hash
from zhucun.org.accounts.limits import in_force
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import AccountKind
from zhucun.org.people.acts import set_person
from zhucun.org.people.models import Person, Unit
from zhucun.org.people.sealed_text import blind_index
from zhucun.org.places.models import Place

CODE_COLUMNS = [
    *("code", "code_until", "failures", "locked_until"),
    *("password", "old_passwords", "password_due_on", "must_change_password"),
]

__all__ = [
    "administrators_among",
    "appoint",
    "appoint_administrator",
    "change_password",
    "check_facts",
    "decline_office",
    "deputise",
    "dismiss_administrator",
    "end",
    "end_deputation",
    "open_account",
    "resume",
    "say_name",
    "set_administrator_code",
    "set_code",
    "set_password",
    "stop",
    "withdraw",
    "withdraw_administrator",
    "withdraw_deputation",
]


@act("account.open", "开账号", needs=rules.KEEP_ACCOUNTS)
def open_account(
    county: Place,
    *,
    log_in: str,
    name: str,
    kind: str,
    person: Person | None = None,
    phone: str = "",
    asked_role: str = "",
    asked_place_code: str = "",
    asked_unit: Unit | None = None,
    by: Actor,
) -> Account:
    """Of one natural person, found by phone and name or made: nobody decides on themselves through a second account.

    An account can do nothing yet; the office asked for is confirmed by whoever keeps rights (R-SEC-05).
    """
    told = {name: value for name, value in locals().items() if name not in ("by", "county")}
    return _open_accounts([Told(county, told)], by=by)[0]


@open_account.as_many
def _open_accounts(calls: Sequence[Told], *, by: Actor) -> list[Account]:
    taken = set(Account.objects.filter(log_in__in=_names(calls)).values_list("log_in", flat=True))
    made = each(calls, lambda call: _new_account(call, taken))
    _give_persons(calls, made)
    _refuse_second_accounts(made)
    return Account.objects.bulk_create(made, batch_size=500)


def _names(calls: Sequence[Told]) -> list[str]:
    return [call.given["log_in"].strip().lower() for call in calls]


def _new_account(call: Told, taken: set[str]) -> Account:
    given = {name: value for name, value in call.given.items() if name != "phone"}
    given["log_in"] = rules.normal_log_in(given["log_in"])
    given["name"] = normal_name(given["name"])
    if given["log_in"] in taken:
        raise Refused(f"登录名“{given['log_in']}”已经有人用了。", field="log_in")
    taken.add(given["log_in"])
    return Account(county_code=call.row.code, password=make_password(None), **given)


def _give_persons(calls: Sequence[Told], made: Sequence[Account]) -> None:
    """Who has no person yet is found by phone and name within the county, else made."""
    without = [
        (account, normal_phone(call.given["phone"]))
        for call, account in zip(calls, made, strict=True)
        if account.person_id is None
    ]
    hashes = {blind_index(number, "phone") for _, number in without if number}
    known = {
        (person.county_code, person.name, person.phone_hash): person
        for person in Person.objects.filter(phone_hash__in=hashes)
    }
    new: list[Person] = []
    for account, number in without:
        key = (account.county_code, account.name, blind_index(number, "phone") if number else f"new {len(new)}")
        if key not in known:
            known[key] = set_person(Person(county_code=account.county_code), name=account.name, phone=number)
            new.append(known[key])
        account.person = known[key]
    Person.objects.bulk_create(new, batch_size=500)
    for account, _ in without:
        account.person_id = account.person.pk  # new ones have their key only now


def _refuse_second_accounts(made: Sequence[Account]) -> None:
    people = [account.person_id for account in made]
    held = Account.objects.filter(person__in=people, is_active=True).values_list("person", "kind", "log_in")
    by_person = {(person, kind): log_in for person, kind, log_in in held}
    for account in made:
        if log_in := by_person.get((account.person_id, account.kind)):
            raise Refused(f"{account.name}已经有账号“{log_in}”了。忘了怎么进，给他换一个码。", field="name")
        by_person[account.person_id, account.kind] = account.log_in


@act("account.stop", "停用账号", needs=rules.KEEP_ACCOUNTS, undo="account.resume")
def stop(account: Account, *, reason: str, by: Actor) -> Account:
    """Whoever watches is not put out by those watched: an administrator's office ends first (R-SEC-05, R-SEC-07)."""
    if account.pk == by.account_id:
        raise Refused("不能停用自己的账号。", rule="R-SEC-14")
    if held := administrators_among([account], by).get(account.pk):
        raise Refused(f"{account.name}是{held}，要先由县领导或驻村办主任免去，才能停用。", rule="R-SEC-05")
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
def set_code(account: Account, *, code: str, valid_days: int | None = None, by: Actor) -> Account:
    """The code itself is never kept, only its hash; it is on the slip and nowhere else (R-SEC-01)."""
    return _set_codes([Told(account, {"code": code, "valid_days": valid_days})], by=by)[0]


@set_code.as_many
def _set_codes(calls: Sequence[Told], *, by: Actor) -> list[Account]:
    accounts = [call.row for call in calls]
    _may_reset(accounts, by)
    days = {code: _code_days(code, by) for code in {account.county_code for account in accounts}}
    for call in calls:
        _put_code(call.row, call.given["code"], call.given["valid_days"] or days[call.row.county_code], by)
    update_many(accounts, CODE_COLUMNS)
    return accounts


@act("administrator.set_code", "给管理员发一次性码", needs=rules.APPOINT_ADMINISTRATORS)
def set_administrator_code(account: Account, *, code: str, by: Actor) -> Account:
    """By whoever appoints them: the keeper of accounts would otherwise enter as the keeper of rights (R-SEC-05)."""
    if account.pk not in administrators_among([account], by):
        raise Refused("这个账号不是管理员，请系统管理员换码。", rule="R-SEC-05")
    if account.person_id in by.persons:
        raise Refused("不能给自己换码。", rule="R-SEC-14")
    _put_code(account, code, _code_days(account.county_code, by), by)
    account.save()
    return account


def _may_reset(accounts: Sequence[Account], by: Actor) -> None:
    if by.may(rules.APPOINT_ADMINISTRATORS):
        return
    for key, held in administrators_among(accounts, by).items():
        name = next(account.name for account in accounts if account.pk == key)
        raise Refused(f"{name}是{held}，由县领导或驻村办主任换码。", rule="R-SEC-05")


def _code_days(county_code: str, by: Actor) -> int:
    return in_force(by.today, county_code).log_in.code_valid_days


def _put_code(account: Account, code: str, days: int, by: Actor) -> None:
    """What was known before no longer enters, and open sessions, which hang on the password, end: a phone was lost."""
    account.code = code_hash(account, code)
    account.code_until = by.now + timedelta(days=days)
    account.failures, account.locked_until = 0, None
    _keep_old_password(account)
    account.password, account.password_due_on = make_password(None), None
    account.must_change_password = account.kind == AccountKind.DESK


@act("account.set_password", "设密码", needs=rules.KEEP_ACCOUNTS)
def set_password(account: Account, *, password: str, must_change: bool = True, by: Actor) -> Account:
    """A first password handed over from the machine itself; the holder changes it at the first log-in (R-SEC-01)."""
    _may_reset([account], by)
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


def _keep_old_password(account: Account) -> None:
    if account.has_usable_password():
        account.old_passwords = [account.password, *account.old_passwords][: rules.PASSWORDS_REMEMBERED]


def _put_password(account: Account, password: str, by: Actor) -> None:
    _keep_old_password(account)
    account.password = make_password(password)
    account.password_set_on = by.today
    account.password_due_on = by.today + timedelta(days=in_force(by.today, account.county_code).log_in.password_days)


@act("account.say_name", "填自己的姓名", needs=rules.OWN)
def say_name(account: Account, *, name: str, by: Actor) -> Account:
    """Of a first account opened without one, once: later a name is corrected by whoever keeps people."""
    if not rules.is_unnamed(account.name):
        raise Refused(f"这个账号是{account.name}的。名字不对，点“改”说一句。", field="name")
    account.name = normal_name(name)
    if not account.name or rules.is_unnamed(account.name):
        raise Refused("写上您自己的姓名。", field="name")
    set_person(account.person, name=account.name).save()
    account.save()
    return account


@act("account.check_facts", "首次核对", needs=rules.OWN)
def check_facts(account: Account, *, by: Actor) -> Account:
    """都对, pressed once after the first log-in; nothing is filled in (screen C1)."""
    account.checked_at = by.now
    account.save()
    return account
