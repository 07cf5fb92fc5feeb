"""Offices: given, ended, withdrawn; deputations; the three administrators (R-ORG-13, R-SEC-05). Part of acts.py."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor, provided_grants
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.accounts import rules
from zhucun.org.accounts.limits import in_force
from zhucun.org.accounts.models import Account, Appointment, Deputation
from zhucun.org.accounts.rules import ADMINISTRATORS, DeputationKind
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, Kind
from zhucun.org.roles import ROLES, Reach, Role
from zhucun.policy.profile import DeputationLimits

ONE_DAY = timedelta(days=1)
PLACE_KINDS = {
    "province": (Kind.PROVINCE,),
    "prefecture": (Kind.PREFECTURE,),
    "county": (Kind.COUNTY,),
    "township": (Kind.TOWNSHIP,),
    "village": SERVED,
    "unit": (Kind.COUNTY,),
}


@act("appointment.give", "任职授权", needs=rules.KEEP_RIGHTS, undo="appointment.withdraw")
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
    """Within the giver's own reach, never to oneself, never so that what must stay apart comes together."""
    told = {"role": role, "since": since, "place_code": place_code, "unit": unit, "basis": basis}
    return _appoint([Told(account, told)], by=by)[0]


@appoint.as_many
def _appoint(calls: Sequence[Told], *, by: Actor) -> list[Appointment]:
    if any(call.given["role"] in ADMINISTRATORS for call in calls):
        by.must(rules.APPOINT_ADMINISTRATORS)
    return _given(calls, by)


@act("administrator.appoint", "任命管理员", needs=rules.APPOINT_ADMINISTRATORS, undo="administrator.withdraw")
def appoint_administrator(account: Account, *, role: str, since: date, basis: str, by: Actor) -> Appointment:
    """By a leader: none of the three makes, ends or enters as another of them (R-SEC-05, R-SEC-07)."""
    if role not in ADMINISTRATORS:
        raise Refused("这里只任命三员，业务职务由安全管理员授权。", field="role", rule="R-SEC-05")
    told = {"role": role, "since": since, "place_code": account.county_code, "unit": None, "basis": basis}
    return _given([Told(account, told)], by)[0]


def _given(calls: Sequence[Told], by: Actor) -> list[Appointment]:
    ground = _Ground.of(calls, by)
    made = Appointment.objects.bulk_create(each(calls, lambda call: _new_appointment(call, ground)), batch_size=500)
    asked = [call.row.pk for call in calls if call.row.asked_role == call.given["role"]]
    Account.objects.filter(pk__in=asked).update(asked_role="", asked_place_code="", asked_unit=None)
    return made


@dataclass(frozen=True)
class _Ground:
    """What appointments are judged on, read for all calls at once."""

    by: Actor
    places: dict[str, str]  # code → kind
    held: dict[int, dict[str, set[str]]]  # account → role → where, of all accounts of the same person

    @classmethod
    def of(cls, calls: Sequence[Told], by: Actor) -> "_Ground":
        codes = {_place_code(call) for call in calls}
        standing = Place.objects.filter(code__in=codes, until__isnull=True).values_list("code", "kind")
        return cls(by, dict(standing), _held([call.row for call in calls], min(call.given["since"] for call in calls)))


def _held(accounts: Sequence[Account], since: date) -> dict[int, dict[str, set[str]]]:
    people = {account.person_id for account in accounts if account.person_id}
    running = Appointment.objects.from_now_on(since).select_related("account")
    found = [*running.filter(account__in=accounts), *running.filter(account__person__in=people)]
    by_person: dict[object, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for held in found:
        by_person[_who(held.account)][held.role].add(f"{held.place_code}/{held.unit_id or ''}")
    return {account.pk: by_person[_who(account)] for account in accounts}


def _who(account: Account) -> object:
    return account.person_id or f"account {account.pk}"


def _place_code(call: Told) -> str:
    return call.given["place_code"] or call.row.county_code


def _new_appointment(call: Told, ground: _Ground) -> Appointment:
    given, account = {**call.given, "place_code": _place_code(call)}, call.row
    role = _role(given["role"])
    if account.pk == ground.by.account_id or account.person_id in ground.by.persons:
        raise Refused("不能给自己授权。", rule="R-SEC-14")
    if not account.is_active:
        raise Refused(f"{account.name}的账号停用了，先恢复再授权。", field="role")
    _must_be_a_seat_of(role, given["place_code"], given["unit"], ground)
    held = ground.held[account.pk]
    rules.must_stay_apart(role.name, role.label, held)
    if role.name in ADMINISTRATORS and account.person_id and provided_grants(account.person_id, ground.by.today):
        raise Refused("本人在队，不能任管理员：管理员不看业务。", field="role", rule="R-SEC-05")
    where = f"{given['place_code']}/{given['unit'].pk if given['unit'] else ''}"
    if where in held[role.name]:
        raise Refused(f"{account.name}已经是这里的{role.label}了。", field="role")
    held[role.name].add(where)
    return Appointment(account=account, **given)


def _role(name: str) -> Role:
    if name not in ROLES:
        raise Refused(f"没有“{name}”这个角色。", field="role")
    return ROLES[name]


def _must_be_a_seat_of(role: Role, place_code: str, unit: Unit | None, ground: _Ground) -> None:
    if role.reach is Reach.UNIT and unit is None:
        raise Refused(f"“{role.label}”要写明是哪个单位。", field="unit")
    if role.reach is Reach.TERRITORY and unit is not None:
        raise Refused(f"“{role.label}”不属于单位。", field="unit")
    if ground.places.get(place_code) not in PLACE_KINDS[role.level]:
        kinds = "、".join(kind.label for kind in PLACE_KINDS[role.level])
        raise Refused(f"“{role.label}”要写明是哪个{kinds}。", field="place_code")
    reach = ground.by.scope(rules.KEEP_RIGHTS) | ground.by.scope(rules.APPOINT_ADMINISTRATORS)
    if not reach.covers_place(unit.county_code if unit else place_code):
        raise Refused("只能在自己管的范围里授权。", field="place_code", rule="R-SEC-05")


@act("appointment.end", "免职收权", needs=rules.KEEP_RIGHTS)
def end(appointment: Appointment, *, last_day: date, reason: str = "", by: Actor) -> Appointment:
    if appointment.role in ADMINISTRATORS:
        by.must(rules.APPOINT_ADMINISTRATORS)
    return _ended(appointment, last_day)


@act("administrator.dismiss", "免去管理员", needs=rules.APPOINT_ADMINISTRATORS)
def dismiss_administrator(appointment: Appointment, *, last_day: date, reason: str = "", by: Actor) -> Appointment:
    if appointment.role not in ADMINISTRATORS:
        raise Refused("这里只免三员，业务职务由安全管理员办。", rule="R-SEC-05")
    return _ended(appointment, last_day)


def _ended(office: Appointment | Deputation, last_day: date) -> Appointment | Deputation:
    if office.until is not None and office.until <= last_day:
        raise Refused(f"已经定了到 {office.until - ONE_DAY:%Y-%m-%d} 为止。", field="last_day")
    if last_day < office.since:
        raise Refused(f"最后一天要不早于开始日（{office.since:%Y-%m-%d}）；给错了的用“撤销”。", field="last_day")
    office.until = last_day + ONE_DAY
    office.save()
    return office


@act("appointment.withdraw", "撤销授权", needs=rules.KEEP_RIGHTS)
def withdraw(appointment: Appointment, *, by: Actor) -> Appointment:
    """Given by mistake: it holds no more from this moment, and on no day; the row stays."""
    if appointment.role in ADMINISTRATORS:
        by.must(rules.APPOINT_ADMINISTRATORS)
    return _withdrawn(appointment, by)


@act("administrator.withdraw", "撤销任命", needs=rules.APPOINT_ADMINISTRATORS)
def withdraw_administrator(appointment: Appointment, *, by: Actor) -> Appointment:
    if appointment.role not in ADMINISTRATORS:
        raise Refused("这里只撤销三员的任命。", rule="R-SEC-05")
    return _withdrawn(appointment, by)


def _withdrawn(office: Appointment | Deputation, by: Actor) -> Appointment | Deputation:
    if office.withdrawn_at is not None:
        raise Refused("已经撤销了。")
    office.until, office.withdrawn_at = office.since + ONE_DAY, by.now
    office.save()
    return office


@act("account.decline_office", "不授所请职务", needs=rules.KEEP_RIGHTS)
def decline_office(account: Account, *, reason: str = "", by: Actor) -> Account:
    account.asked_role, account.asked_place_code, account.asked_unit = "", "", None
    account.save()
    return account


def administrators_among(accounts: Sequence[Account], by: Actor) -> dict[int, str]:
    """Account → which of the three administrators it is or will be."""
    held = Appointment.objects.from_now_on(by.today).filter(account__in=accounts, role__in=ADMINISTRATORS)
    return {account: ADMINISTRATORS[role] for account, role in held.values_list("account", "role")}


@act("deputation.give", "定代行", needs=rules.KEEP_RIGHTS, undo="deputation.withdraw")
def deputise(
    account: Account,
    *,
    kind: str,
    role: str,
    since: date,
    last_day: date | None = None,
    place_code: str = "",
    held_by: Account | None = None,
    unit: Unit | None = None,
    basis: str = "",
    by: Actor,
) -> Deputation:
    """主持工作, 代理, 休假代办; the last two have a longest span in the county's policy (R-ORG-13)."""
    if role in ADMINISTRATORS or administrators_among([account], by):
        raise Refused("三员不代行，也不由别人代行。", field="role", rule="R-SEC-05")
    told = {"role": role, "since": since, "place_code": place_code, "unit": unit, "basis": basis}
    seat = _new_appointment(Told(account, told), _Ground.of([Told(account, told)], by))
    _judge_span(kind, since, last_day, in_force(by.today, account.county_code).deputation)
    _judge_holder(kind, seat, held_by)
    deputation = Deputation(account=account, kind=kind, held_by=held_by, since=since, basis=basis)
    deputation.role, deputation.place_code, deputation.unit = role, seat.place_code, unit
    deputation.until = last_day + ONE_DAY if last_day else None
    _must_be_the_only_one(deputation)
    deputation.save()
    return deputation


def _judge_span(kind: str, since: date, last_day: date | None, limits: DeputationLimits) -> None:
    longest = {
        DeputationKind.ACTING: limits.acting_max_days,
        DeputationKind.LEAVE_COVER: limits.leave_cover_max_days,
    }.get(kind)
    if last_day is None:
        if longest:
            raise Refused(f"写明到哪天为止，最长 {longest} 天。", field="last_day", rule="R-ORG-13")
        return
    days = (last_day - since).days + 1
    if days < 1:
        raise Refused("结束日期要不早于开始日期。", field="last_day")
    if longest and days > longest:
        raise Refused(f"这一种代行最长 {longest} 天，现在是 {days} 天。", field="last_day", rule="R-ORG-13")


def _judge_holder(kind: str, seat: Appointment, held_by: Account | None) -> None:
    if held_by is None:
        if kind == DeputationKind.LEAVE_COVER:
            raise Refused("休假代办要写明替谁。", field="held_by", rule="R-ORG-13")
        return
    if seat.account.pk == held_by.pk or (seat.account.person_id and seat.account.person_id == held_by.person_id):
        raise Refused("代行人不能是本人。", field="account")
    holds = Appointment.objects.as_of(seat.since).filter(
        account=held_by, role=seat.role, place_code=seat.place_code, unit=seat.unit
    )
    if not holds.exists():
        raise Refused(f"{held_by.name}在 {seat.since:%Y-%m-%d} 不担任这个职务。", field="held_by", rule="R-ORG-13")


def _must_be_the_only_one(deputation: Deputation) -> None:
    same_days = Deputation.objects.overlapping(deputation.since, deputation.until).filter(withdrawn_at__isnull=True)
    same_seat = same_days.filter(role=deputation.role, place_code=deputation.place_code, unit=deputation.unit)
    if other := same_seat.filter(held_by=deputation.held_by).first():
        raise Refused(f"这几天已经定了由{other.account.name}{other.get_kind_display()}。", field="since")


@act("deputation.end", "结束代行", needs=rules.KEEP_RIGHTS)
def end_deputation(deputation: Deputation, *, last_day: date, by: Actor) -> Deputation:
    return _ended(deputation, last_day)


@act("deputation.withdraw", "撤销代行", needs=rules.KEEP_RIGHTS)
def withdraw_deputation(deputation: Deputation, *, by: Actor) -> Deputation:
    return _withdrawn(deputation, by)
