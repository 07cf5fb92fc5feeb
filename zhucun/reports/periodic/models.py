"""PeriodicReport: what goes out of a month, quarter, half-year or year; kept word for word once it was issued."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.reports.drafts.models import Draft
from zhucun.reports.periodic.periods import Cycle, Period, of_key
from zhucun.reports.periodic.rules import LONGEST_NOTE, LONGEST_NUMBER, SEE, State
from zhucun.reports.periodic.template import Template, templates

COUNTY_DIGITS = 6
WRITING = (State.DRAFTING, State.SENT_BACK)


def _of_counties(prefixes: Iterable[str]) -> Q:
    """The county's own: a township has no part in it."""
    return within_prefixes("county_code", [one for one in prefixes if len(one) <= COUNTY_DIGITS])


class PeriodicReport(Row, Scoped):
    """One of a kind and period. While it is written its text is that of its draft; from the day it is submitted on,
    text, numbers and tables are its own and no later correction moves them."""

    SCOPE = {"place": _of_counties}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    kind = models.CharField("哪种报告", max_length=40)
    period = models.CharField("哪一期", max_length=10)
    since = models.DateField("从哪天")
    last_on = models.DateField("到哪天")
    title = models.CharField("标题", max_length=60)
    recipient = models.CharField("主送", max_length=80, blank=True)
    byline = models.CharField("署名", max_length=80, blank=True)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="reports", verbose_name="稿子")
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.DRAFTING)
    begun_by = models.CharField("谁起草", max_length=80)
    begun_at = models.DateTimeField("什么时候起草")
    text = models.TextField("正文", blank=True)
    numbers = models.JSONField("正文里的数", default=list)  # freezing.plain
    tables = models.JSONField("附表", default=list)  # drawing.Drawn
    note = models.CharField("对不上的数怎么说", max_length=LONGEST_NOTE, blank=True)
    submitted_by = models.CharField("谁送审", max_length=80, blank=True)
    submitted_person = models.BigIntegerField(null=True, editable=False)
    submitted_at = models.DateTimeField("送审时间", null=True)
    sent_back_because = models.CharField("为什么退回", max_length=LONGEST_NOTE, blank=True)
    signed_by = models.CharField("谁签发", max_length=80, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    number = models.CharField("文号或者期号", max_length=LONGEST_NUMBER, blank=True)
    issued_on = models.DateField("哪天发出", null=True)
    issued_by = models.CharField("谁登记发出", max_length=80, blank=True)
    sha256 = models.CharField("正文摘要", max_length=64, blank=True)
    dropped_because = models.CharField("为什么不写了", max_length=LONGEST_NOTE, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "报告"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "kind", "period"], condition=~Q(state="dropped"), name="report_once"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("since")), name="report_days_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "signed", "issued"])
                | Q(submitted_at__isnull=False) & ~Q(submitted_by="") & ~Q(text=""),
                name="report_submitted_with_its_text",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "issued"]) | Q(signed_at__isnull=False) & ~Q(signed_by=""),
                name="report_signed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state="issued", issued_on__isnull=False) & ~Q(number="") & ~Q(sha256="")
                | ~Q(state="issued") & Q(issued_on__isnull=True, number="", sha256=""),
                name="report_issued_with_day_and_number",
            ),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(dropped_because=""), name="report_dropped_because"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent_back") | ~Q(sent_back_because=""), name="report_sent_back_because"
            ),
        ]
        indexes = [models.Index(fields=["county_code", "last_on"], name="report_of_county")]

    def __str__(self) -> str:
        return self.template.named(self.when)

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def template(self) -> Template:
        return templates()[self.kind]

    @property
    def when(self) -> Period:
        return of_key(Cycle(self.template.cycle), self.period)

    @property
    def is_written(self) -> bool:
        """Its words are still those of the draft."""
        return self.state in WRITING
