"""AccountabilityRecord: one 人次 (one unit, one team) held to account."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.accountability.rules import SEE, About, Kind
from zhucun.web.history import told_on_its_own_page_only

COUNTY_DIGITS = 6


def _of_the_county(prefixes: Iterable[str]) -> Q:
    """No part of a county reads of it, whatever its role (R-TLK-09)."""
    return within_prefixes("county_code", [code for code in prefixes if len(code) <= COUNTY_DIGITS])


class AccountabilityQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Office leaders and named officers; nobody about themself (R-TLK-09)."""
        return super().visible_to(actor, needs).exclude(posting__cadre__person__in=actor.persons)

    def standing(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)

    def decided_in(self, since: date, until: date) -> Self:
        return self.standing().filter(decided_on__gte=since, decided_on__lt=until)


class AccountabilityRecord(Row, Scoped):
    """A person is a posted member, or somebody named with their unit: leaders are held to account as well."""

    SCOPE = {"place": _of_the_county}
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team", "unit")

    county_code = CodeField("县", max_length=6)
    about = models.CharField("对谁", max_length=6, choices=About.choices)
    kind = models.CharField("种类", max_length=14, choices=Kind.choices)
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+", verbose_name="队员")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    person_name = models.TextField("姓名", blank=True)
    duty = models.CharField("职务", max_length=60, blank=True)
    document = models.CharField("文号", max_length=120)
    decided_by = models.CharField("谁决定的", max_length=80)
    decided_on = models.DateField("决定日")
    reason = models.TextField("事由")
    effect_until = models.DateField("影响到（不含）", null=True)
    recorded_by = models.CharField("登记人", max_length=80)
    withdrawn_on = models.DateField("撤回日", null=True)
    withdrawn_because = models.TextField("为什么撤回", blank=True)

    objects = AccountabilityQuerySet.as_manager()

    class Meta:
        verbose_name = "问责"
        constraints = [
            models.CheckConstraint(
                condition=Q(about=About.PERSON, posting__isnull=False, person_name="")
                | Q(about=About.PERSON, posting__isnull=True) & ~Q(person_name="")
                | Q(about=About.UNIT, unit__isnull=False, posting__isnull=True, person_name="")
                | Q(about=About.TEAM, team__isnull=False, posting__isnull=True, person_name=""),
                name="accountability_of_whom",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="accountability_by_document"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True, withdrawn_because="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because=""),
                name="accountability_withdrawn_because",
            ),
        ]
        indexes = [models.Index(fields=["county_code", "decided_on"], name="accountability_county_day")]

    def __str__(self) -> str:
        """Whom it is about stands in logs that others read too."""
        return f"问责 {self.pk}"

    @property
    def whom(self) -> str:
        if self.about == About.PERSON:
            return self.posting.cadre.person.name if self.posting else self.person_name
        return str(self.unit.name if self.about == About.UNIT else self.team.name)

    @property
    def of_what(self) -> str:
        """The duty, unit or team beside the name."""
        if self.posting:
            return self.posting.team.name
        named = self.unit.name if self.unit and self.about == About.PERSON else ""
        return "".join(filter(None, (named, self.duty)))


told_on_its_own_page_only(AccountabilityRecord)
