"""LetterIssue (期), its RectificationLetters, their RectificationItems, and each ItemStep they went through."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team
from zhucun.files.models import holds_files
from zhucun.org.people.models import Unit
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.rectification.rules import (
    RUNNING,
    SEE,
    STANDING,
    About,
    DeadlineClass,
    IssueState,
    Source,
    State,
    Verified,
)

COUNTY_DIGITS = 6


def _county(prefixes: Iterable[str]) -> list[str]:
    return [prefix for prefix in prefixes if len(prefix) <= COUNTY_DIGITS]


def _issues_within(prefixes: Iterable[str]) -> Q:
    asked = list(prefixes)
    sent = RectificationItem.objects.standing().filter(within_prefixes("place_code", asked)).values("letter__issue")
    return within_prefixes("county_code", _county(asked)) | Q(pk__in=sent)


def _issues_to(path: str) -> Callable[[Iterable[int]], Q]:
    def condition(keys: Iterable[int]) -> Q:
        sent = RectificationItem.objects.standing().filter(**{f"{path}__in": list(keys)})
        return Q(pk__in=sent.values("letter__issue"))

    return condition


def _letters_within(prefixes: Iterable[str]) -> Q:
    """A township reads those to itself, and those to units about its teams: it signs what they reply."""
    asked = list(prefixes)
    about = RectificationItem.objects.standing().filter(within_prefixes("place_code", asked)).values("letter")
    own = within_prefixes("township_code", asked) & Q(issued_on__isnull=False)
    return within_prefixes("issue__county_code", _county(asked)) | own | Q(pk__in=about)


def _letters_to(units: Iterable[int]) -> Q:
    return Q(unit__in=list(units), issued_on__isnull=False)


def _letters_about(teams: Iterable[int]) -> Q:
    return Q(pk__in=RectificationItem.objects.standing().filter(team__in=list(teams)).values("letter"))


def _items_within(prefixes: Iterable[str]) -> Q:
    """What is being drafted is the county's alone: the other side gets it once it is signed and issued (R-INS-05)."""
    asked = list(prefixes)
    return within_prefixes("place_code", _county(asked)) | within_prefixes("place_code", asked) & _is_out()


def _is_out(prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}state": State.DRAFT})


def _items_to(units: Iterable[int]) -> Q:
    return Q(letter__unit__in=list(units)) & _is_out()


def _items_of(teams: Iterable[int]) -> Q:
    return Q(team__in=list(teams)) & _is_out()


class IssueQuerySet(ScopedQuerySet):
    def issued(self) -> Self:
        """Of which at least one letter is out."""
        return self.filter(issued_on__isnull=False)

    def in_hand(self) -> Self:
        return self.filter(state__in=(IssueState.DRAFTING, IssueState.SIGNING))


class LetterIssue(Row, Scoped):
    """第 n 期 of a year: letters signed together."""

    SCOPE = {
        "place": _issues_within,
        "sender": _issues_to("letter__unit"),
        "backer": _issues_to("letter__unit"),
        "team": _issues_to("team"),
    }
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    year = models.PositiveSmallIntegerField("哪一年")
    number = models.PositiveSmallIntegerField("第几期")
    title = models.CharField("标题", max_length=60)
    state = models.CharField("到哪一步", max_length=9, choices=IssueState.choices, default=IssueState.DRAFTING)
    drafted_on = models.DateField("哪天起草")
    drafted_by = models.CharField("谁起草", max_length=80)
    sent_out_on = models.DateField("哪天送签", null=True)
    issued_on = models.DateField("哪天发的", null=True)
    reason = models.CharField("为什么作废", max_length=200, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "整改交办函（期）"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "year", "number"],
                condition=~Q(state="discarded"),
                name="letter_issue_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | Q(issued_on__isnull=False, sent_out_on__isnull=False),
                name="letter_issue_issued_on",
            ),
            models.CheckConstraint(condition=~Q(state="discarded") | ~Q(reason=""), name="letter_issue_discarded_why"),
        ]
        indexes = [models.Index(fields=["county_code", "issued_on"], name="letter_issue_issued")]

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 期"

    @property
    def place_code(self) -> str:
        return self.county_code


class RectificationLetter(Row, Scoped):
    """One addressee: a unit or a township. What was issued is kept as it read, with its hash; it is not drawn again."""

    SCOPE = {"place": _letters_within, "sender": _letters_to, "backer": _letters_to, "team": _letters_about}
    SEE = SEE
    NAMED_WITH = ("issue",)

    issue = models.ForeignKey(LetterIssue, models.PROTECT, related_name="letters", verbose_name="期")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="rectification_letters", verbose_name="单位")
    township_code = CodeField("乡镇", max_length=9, blank=True)
    addressee = models.CharField("主送", max_length=80)
    opening = models.TextField("开头的话", max_length=600, blank=True)
    closing = models.TextField("结尾的话", max_length=600, blank=True)
    number = models.CharField("函号", max_length=40, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    issued_on = models.DateField("签发日期", null=True)
    entered_by = models.CharField("谁录的", max_length=80, blank=True)
    issued_text = models.JSONField("发出的正文", default=list)
    sha256 = models.CharField("正文摘要", max_length=64, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "整改交办函"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, township_code="") | Q(unit__isnull=True) & ~Q(township_code=""),
                name="letter_to_unit_or_township",
            ),
            models.UniqueConstraint(
                fields=["issue", "unit"], condition=Q(unit__isnull=False), name="letter_to_a_unit_once"
            ),
            models.UniqueConstraint(
                fields=["issue", "township_code"], condition=Q(unit__isnull=True), name="letter_to_a_township_once"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True, number="", signer="", sha256="")
                | Q(issued_on__isnull=False) & ~Q(number="") & ~Q(signer="") & ~Q(sha256=""),
                name="letter_issued_with_number_and_signer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue}致{self.addressee}"

    @property
    def place_code(self) -> str:
        return self.township_code or self.issue.county_code


class LetterNumber(models.Model):
    """A 函号 that is taken, and by which 期: its letters may share it, those of another never, nor of two officers who
    enter it at once."""

    county_code = CodeField("县", max_length=6)
    number = models.CharField("函号", max_length=40)
    issue = models.ForeignKey(LetterIssue, models.PROTECT, related_name="numbers", verbose_name="期")

    class Meta:
        verbose_name = "用掉的函号"
        constraints = [models.UniqueConstraint(fields=["county_code", "number"], name="letter_number_in_one_issue")]

    def __str__(self) -> str:
        return self.number


class ItemQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def standing(self) -> Self:
        """Issued and not taken back."""
        return self.filter(state__in=STANDING)

    def overdue(self, day: date, *, by_days: int = 0) -> Self:
        """In the other side's hands past their day; what was replied in time does not grow late afterwards."""
        return self.filter(state__in=RUNNING, due_on__lt=date.fromordinal(day.toordinal() - by_days))

    def with_repeats(self) -> Self:
        """Adds `is_repeat`: the same team had a problem of the same kind before (R-INS-09)."""
        earlier = RectificationItem.objects.standing().filter(team=OuterRef("team"), kind=OuterRef("kind"))
        return self.annotate(is_repeat=Exists(earlier.filter(pk__lt=OuterRef("pk")).order_by()))


class RectificationItem(Row, Scoped):
    """One problem, from the letter to 销号. `place_code` is where it was found."""

    SCOPE = {"place": _items_within, "sender": _items_to, "backer": _items_to, "team": _items_of}
    SEE = SEE

    letter = models.ForeignKey(RectificationLetter, models.PROTECT, related_name="items", verbose_name="函")
    position = models.PositiveSmallIntegerField("第几项")
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, related_name="rectification_items", verbose_name="发现的问题"
    )
    source = models.CharField("来源", max_length=10, choices=Source.choices, default=Source.OTHER)
    found_on = models.DateField("哪天发现", null=True)
    team = models.ForeignKey(Team, models.PROTECT, related_name="rectification_items", verbose_name="工作队")
    place_code = CodeField("哪个村", max_length=14)
    place_name = models.CharField("村名", max_length=80)
    about = models.CharField("关于", max_length=10, choices=About.choices)
    kind = models.CharField("问题类别", max_length=40)
    problem = models.CharField("问题", max_length=300)
    requirement = models.CharField("整改要求", max_length=200, blank=True)
    duty_holder = models.CharField("责任人", max_length=40, blank=True)
    deadline_class = models.CharField(
        "期限类别", max_length=6, choices=DeadlineClass.choices, default=DeadlineClass.NORMAL
    )
    state = models.CharField("到哪一步", max_length=8, choices=State.choices, default=State.DRAFT)
    due_on = models.DateField("期限", null=True)
    accepted_on = models.DateField("哪天签收", null=True)
    said = models.CharField("异议", max_length=300, blank=True)
    reply = models.CharField("整改情况", max_length=500, blank=True)
    replied_on = models.DateField("哪天反馈", null=True)
    replied_by = models.CharField("谁反馈", max_length=80, blank=True)
    replied_person = models.BigIntegerField(null=True, editable=False)
    signed_on = models.DateField("乡镇哪天签", null=True)
    signed_by = models.CharField("乡镇谁签", max_length=80, blank=True)
    signed_person = models.BigIntegerField(null=True, editable=False)
    verified = models.CharField("怎么核的", max_length=8, choices=Verified.choices, blank=True)
    closed_on = models.DateField("哪天销号", null=True)
    closed_by = models.CharField("谁销号", max_length=80, blank=True)
    closed_person = models.BigIntegerField(null=True, editable=False)
    verdict = models.CharField("复核意见", max_length=300, blank=True)
    times_returned = models.PositiveSmallIntegerField("退回几次", default=0)
    to_be_seen = models.BooleanField("要到现场再看", default=False)
    longer_until = models.DateField("申请延到", null=True)
    longer_because = models.CharField("为什么延期", max_length=200, blank=True)
    extended_on = models.DateField("哪天准的延期", null=True)
    reminded_on = models.DateField("最近一次催办", null=True)
    times_reminded = models.PositiveSmallIntegerField("催了几次", default=0)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "整改事项"
        constraints = [
            models.UniqueConstraint(fields=["letter", "position"], name="rectification_position_once"),
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(finding__isnull=False) & ~Q(state="dropped"),
                name="rectification_of_a_finding_once",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", due_on__isnull=True) | ~Q(state="draft") & Q(due_on__isnull=False),
                name="rectification_due_once_issued",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["replied", "signed", "closed"])
                | Q(replied_on__isnull=False) & ~Q(reply="") & ~Q(replied_by=""),
                name="rectification_replied_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "closed"]) | Q(signed_on__isnull=False) & ~Q(signed_by=""),
                name="rectification_signed_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(closed_by="") & ~Q(verified="")
                | ~Q(state="closed") & Q(closed_on__isnull=True, closed_by=""),
                name="rectification_closed_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(closed_person__isnull=True)
                | Q(replied_person__isnull=True)
                | ~Q(closed_person=F("replied_person")),
                name="rectification_closed_by_another",
                violation_error_message="自己反馈的不能自己销号",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_on"], name="rectification_due"),
            models.Index(fields=["team", "kind"], name="rectification_team_kind"),
        ]

    def __str__(self) -> str:
        return self.problem

    def is_overdue(self, day: date) -> bool:
        return self.state in RUNNING and self.due_on is not None and self.due_on < day


class ItemStep(Row, Scoped):
    """What was done with an item, in order; a reply holds its own photos, so that earlier ones stay beside later."""

    SCOPE = {
        "place": "item__place_code",
        "sender": "item__letter__unit",
        "backer": "item__letter__unit",
        "team": "item__team",
    }
    SEE = SEE

    item = models.ForeignKey(RectificationItem, models.PROTECT, related_name="steps", verbose_name="整改事项")
    verb = models.CharField("做了什么", max_length=20)
    on = models.DateField("哪天")
    who = models.CharField("谁", max_length=80)
    text = models.CharField("说了什么", max_length=500, blank=True)
    due_on = models.DateField("新的期限", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "整改经过"

    def __str__(self) -> str:
        return self.text or self.verb

    @property
    def place_code(self) -> str:
        return self.item.place_code


@holds_files("oversight.itemstep")
def steps_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    return ItemStep.objects.visible_to(actor, needs)
