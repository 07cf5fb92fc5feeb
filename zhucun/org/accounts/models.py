"""Account, Appointment, Deputation."""

from datetime import date
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.accounts.rules import OWN, SEE_OFFICES, AccountKind, DeputationKind
from zhucun.org.people.models import Person, Unit
from zhucun.org.roles import role_choices


class AccountQuerySet(ScopedQuerySet):
    def get_by_natural_key(self, log_in: str) -> "Account":
        return self.get(log_in=log_in)


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):
    """Django's log-in looks accounts up through this."""


class Account(Row, Scoped, AbstractBaseUser):
    """A log-in of one person. There is no last-log-in column (R-BUR-04), only whether they have ever entered."""

    SCOPE = {"place": "county_code", "account": "pk"}
    SEE = SEE_OFFICES
    USERNAME_FIELD = "log_in"
    last_login = None

    log_in = models.CharField("登录名", max_length=40, unique=True)
    kind = models.CharField("类别", max_length=8, choices=AccountKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="accounts", verbose_name="本人")
    name = models.CharField("姓名", max_length=40)
    county_code = CodeField("县", max_length=6, db_index=True)
    is_active = models.BooleanField("启用", default=True)
    entered_at = models.DateTimeField("首次进入", null=True)
    checked_at = models.DateTimeField("首次核对", null=True)
    must_change_password = models.BooleanField("要改密码", default=False)
    password_set_on = models.DateField("密码设于", null=True)
    password_due_on = models.DateField("密码用到", null=True)  # by the policy of the day it was set
    old_passwords = models.JSONField("旧密码", default=list)
    code = models.CharField("一次性码", max_length=128, blank=True)  # hashed like a password
    code_until = models.DateTimeField("一次性码到", null=True)
    failures = models.PositiveSmallIntegerField("连续输错", default=0)
    locked_until = models.DateTimeField("锁到", null=True)
    # The office somebody was said to hold when the account was opened; whoever keeps rights confirms it (R-SEC-05).
    asked_role = models.CharField("待授的角色", max_length=30, blank=True, choices=role_choices)
    asked_place_code = CodeField("待授的地域", max_length=14, blank=True)
    asked_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="待授的单位")

    objects = AccountManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.county_code


for _name in ("password", "old_passwords", "code"):
    Account._meta.get_field(_name).is_sensitive = True


class ApiToken(Row, Scoped):
    """接口令牌: another program enters as the account, as long as it lasts. Kept as a hash, shown once; real days."""

    SCOPE = {"account": "account", "place": "account__county_code"}
    SEE = OWN

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens", verbose_name="账号")
    name = models.CharField("用在哪里", max_length=40)
    token_hash = models.CharField("摘要", max_length=64, unique=True)
    tail = models.CharField("末四位", max_length=4)
    made_at = models.DateTimeField("开于")
    last_day = models.DateField("用到")
    withdrawn_at = models.DateTimeField("收回", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.name

    @property
    def place_code(self) -> str:
        return self.account.county_code


ApiToken._meta.get_field("token_hash").is_sensitive = True


class WrongTries(models.Model):
    """Wrong tries from one network address, or at one name nobody has; the key is a keyed hash of it.

    In the database, so that every node counts the same; rows older than the window go at the next wrong try.
    """

    key = models.CharField("摘要", max_length=64, unique=True)
    count = models.PositiveIntegerField("次数", default=1)
    since = models.DateTimeField("自")

    class Meta:
        verbose_name = "输错次数"


class AppointmentQuerySet(ScopedQuerySet, DatedQuerySet):
    def as_of(self, day: date) -> Self:
        """One that was given by mistake and withdrawn held on no day."""
        return super().as_of(day).filter(withdrawn_at__isnull=True)

    def from_now_on(self, day: date) -> Self:
        """Running on the day or beginning later."""
        return self.overlapping(day, None).filter(withdrawn_at__isnull=True)


class Appointment(Row, Dated, Scoped):
    """An office held by an account for a time: a role over a territory or a unit."""

    SCOPE = {"place": "place_code", "account": "account"}
    SEE = SEE_OFFICES

    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments", verbose_name="账号")
    role = models.CharField("角色", max_length=30, choices=role_choices)
    place_code = CodeField("地域", max_length=14)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="appointments", verbose_name="单位")
    basis = models.CharField("依据", max_length=120, blank=True)
    withdrawn_at = models.DateTimeField("撤销", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["account", "role", "place_code"],
                condition=Q(until__isnull=True, unit__isnull=True),
                name="appointment_open_once",
            ),
            models.UniqueConstraint(
                fields=["account", "role", "unit"],
                condition=Q(until__isnull=True, unit__isnull=False),
                name="appointment_of_unit_open_once",
            ),
        ]
        indexes = [models.Index(fields=["role", "place_code"], name="appointment_office")]

    def __str__(self) -> str:
        return f"{self.account.name}·{self.role}"

    def lasts(self, day: date) -> bool:
        """Running on the day or beginning later."""
        return self.withdrawn_at is None and (self.until is None or day < self.until)


class Deputation(Row, Dated, Scoped):
    """代行: somebody stands in an office, vacant or held by `held_by` (R-ORG-13). Both names go on the audit line."""

    SCOPE = {"place": "place_code", "account": "account"}
    SEE = SEE_OFFICES

    role = models.CharField("角色", max_length=30, choices=role_choices)
    place_code = CodeField("地域", max_length=14)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    held_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="deputised", verbose_name="代谁")
    account = models.ForeignKey(Account, models.PROTECT, related_name="deputations", verbose_name="代行人")
    kind = models.CharField("种类", max_length=12, choices=DeputationKind.choices)
    basis = models.CharField("依据", max_length=120, blank=True)
    withdrawn_at = models.DateTimeField("撤销", null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "代行"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(kind="leave_cover") | Q(held_by__isnull=False), name="leave_cover_names_whom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account.name}{self.get_kind_display()}"
