"""InspectionCircular, its CircularLines, and the FactChecks that come before it is issued."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.circulars.rules import OPEN, SEE, TOWNSHIP_DIGITS, Answer, Naming, Outcome, State
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.rules import About

COUNTY_DIGITS = 6


def _county(prefixes: Iterable[str]) -> list[str]:
    return [prefix for prefix in prefixes if len(prefix) <= COUNTY_DIGITS]


def _naming(condition: Q) -> Q:
    """Issued, and one of its lines is about them."""
    named = CircularLine.objects.standing().filter(condition).values("circular")
    return Q(state=State.ISSUED, pk__in=named)


def _circulars_within(prefixes: Iterable[str]) -> Q:
    """The county's own; below it whoever is named, once it is issued."""
    asked = list(prefixes)
    return within_prefixes("county_code", _county(asked)) | _naming(within_prefixes("place_code", asked))


def _circulars_of(path: str) -> Callable[[Iterable[int]], Q]:
    return lambda keys: _naming(Q(**{f"{path}__in": list(keys)}))


class CircularQuerySet(ScopedQuerySet):
    def issued(self) -> Self:
        return self.filter(state=State.ISSUED)

    def in_hand(self) -> Self:
        return self.filter(state__in=OPEN)


class InspectionCircular(Row, Scoped):
    """第 n 期 of a year. What was issued is kept as it read, with its hash; it is not drawn again."""

    SCOPE = {
        "place": _circulars_within,
        "sender": _circulars_of("unit"),
        "backer": _circulars_of("unit"),
        "team": _circulars_of("team"),
    }
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    year = models.PositiveSmallIntegerField("哪一年")
    number = models.PositiveSmallIntegerField("第几期")
    title = models.CharField("标题", max_length=60)
    recipient = models.CharField("主送", max_length=80)
    since = models.DateField("从哪天查的")
    last_on = models.DateField("查到哪天")
    naming = models.CharField("怎么点名", max_length=8, choices=Naming.choices, default=Naming.VILLAGE)
    opening = models.TextField("开头的话", max_length=600, blank=True)
    praised = models.TextField("做得好的", max_length=1000, blank=True)
    closing = models.TextField("结尾的话", max_length=600, blank=True)
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.DRAFTING)
    drafted_on = models.DateField("哪天起草")
    drafted_by = models.CharField("谁起草", max_length=80)
    asked_on = models.DateField("哪天送核实", null=True)
    answers_due_on = models.DateField("核实到哪天", null=True)
    sent_out_on = models.DateField("哪天送签", null=True)
    document = models.CharField("文号", max_length=40, blank=True)
    signer = models.CharField("签发人", max_length=40, blank=True)
    issued_on = models.DateField("签发日期", null=True)
    entered_by = models.CharField("谁录的", max_length=80, blank=True)
    is_earlier = models.BooleanField("建账以前发的", default=False)
    issued_text = models.JSONField("发出的正文", default=list)
    sha256 = models.CharField("正文摘要", max_length=64, blank=True)
    reason = models.CharField("为什么不发了", max_length=200, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通报"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "year", "number"], condition=~Q(state="dropped"), name="circular_number_once"
            ),
            models.UniqueConstraint(
                fields=["county_code", "document"], condition=~Q(document=""), name="circular_document_once"
            ),
            models.CheckConstraint(condition=Q(last_on__gte=models.F("since")), name="circular_days_in_order"),
            models.CheckConstraint(
                condition=~Q(state="issued") & Q(issued_on__isnull=True, document="", signer="", sha256="")
                | Q(state="issued", issued_on__isnull=False) & ~Q(document="") & ~Q(signer="") & ~Q(sha256=""),
                name="circular_issued_with_number_and_signer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafting", "dropped"])
                | Q(is_earlier=True)
                | Q(asked_on__isnull=False, answers_due_on__isnull=False),
                name="circular_confirmed_before_it_goes_out",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(reason=""), name="circular_dropped_because"),
        ]
        indexes = [models.Index(fields=["county_code", "issued_on"], name="circular_issued")]

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 期督查通报"

    @property
    def place_code(self) -> str:
        return self.county_code


class LineQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(outcome=Outcome.LEFT_OUT)

    def disputed(self) -> Self:
        """Somebody says it is not so, and nobody has decided yet."""
        return self.filter(outcome="").filter(pk__in=CheckedLine.objects.exclude(said="").values("line"))


class CircularLine(Row, Scoped):
    """One finding in a circular, as it is told there. A draft is the county's alone."""

    SCOPE = {"place": lambda prefixes: within_prefixes("place_code", _county(prefixes))}
    SEE = SEE
    NAMED_WITH = ("team", "unit")

    circular = models.ForeignKey(InspectionCircular, models.PROTECT, related_name="lines", verbose_name="通报")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="circular_lines", verbose_name="发现的问题")
    team = models.ForeignKey(Team, models.PROTECT, related_name="circular_lines", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="circular_lines", verbose_name="后盾单位")
    place_code = CodeField("哪个村", max_length=14)
    place_name = models.CharField("村名", max_length=80)
    township_name = models.CharField("乡镇", max_length=60)
    kind = models.CharField("哪类问题", max_length=40)
    kind_label = models.CharField("问题类型", max_length=40)
    about = models.CharField("说的是", max_length=10, choices=About.choices)
    found_on = models.DateField("哪天发现")
    text = models.CharField("什么问题", max_length=300)
    as_found = models.CharField("原来的说法", max_length=300)
    outcome = models.CharField("有出入的怎么定", max_length=8, choices=Outcome.choices, blank=True)
    outcome_reason = models.CharField("为什么这样定", max_length=200, blank=True)
    decided_on = models.DateField("哪天定的", null=True)
    decided_by = models.CharField("谁定的", max_length=80, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "通报的问题"
        constraints = [
            models.UniqueConstraint(fields=["circular", "finding"], name="circular_line_of_a_finding_once"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_reason="", decided_on__isnull=True, decided_by="")
                | ~Q(outcome="") & Q(decided_on__isnull=False) & ~Q(outcome_reason="") & ~Q(decided_by=""),
                name="circular_line_decided_because",
            ),
        ]
        indexes = [models.Index(fields=["place_code"], name="circular_line_place")]

    def __str__(self) -> str:
        return f"{self.place_name}：{self.text}"

    @property
    def township_code(self) -> str:
        return self.place_code[:TOWNSHIP_DIGITS]


class CheckQuerySet(ScopedQuerySet):
    def waiting(self, day: date) -> Self:
        """To be answered, by a side that still may."""
        return self.filter(state=Answer.WAITING, due_on__gte=day, circular__state=State.CONFIRMING)


class FactCheck(Row, Scoped):
    """One side, asked whether what would be told of it is so: a township or a unit (R-INS-06)."""

    SCOPE = {
        "place": lambda prefixes: within_prefixes("place_code", prefixes),
        "sender": "unit",
        "backer": "unit",
    }
    SEE = SEE
    NAMED_WITH = ("circular",)

    circular = models.ForeignKey(InspectionCircular, models.PROTECT, related_name="checks", verbose_name="通报")
    place_code = CodeField("哪里的", max_length=9)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="fact_checks", verbose_name="单位")
    asked_whom = models.CharField("请谁核实", max_length=80)
    asked_on = models.DateField("哪天送的")
    due_on = models.DateField("核实到哪天")
    state = models.CharField("核实结果", max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField("哪天核实的", null=True)
    answered_by = models.CharField("谁核实的", max_length=80, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = "事实核实"
        constraints = [
            models.UniqueConstraint(
                fields=["circular", "unit"], condition=Q(unit__isnull=False), name="fact_check_of_a_unit_once"
            ),
            models.UniqueConstraint(
                fields=["circular", "place_code"], condition=Q(unit__isnull=True), name="fact_check_of_a_township_once"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_on__isnull=True, answered_by="")
                | ~Q(state="waiting") & Q(answered_on__isnull=False) & ~Q(answered_by=""),
                name="fact_check_answered_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_whom}核实{self.circular}"

    @property
    def is_open(self) -> bool:
        return self.state == Answer.WAITING and self.circular.state == State.CONFIRMING

    def is_past(self, day: date) -> bool:
        """Not answered in time: no objection."""
        return self.state == Answer.WAITING and self.due_on < day


class CheckedLine(models.Model):
    """One line that a side is asked about, and what it says is not so; nothing where it agrees."""

    check_of = models.ForeignKey(FactCheck, models.CASCADE, related_name="lines", verbose_name="核实")
    line = models.ForeignKey(CircularLine, models.CASCADE, related_name="checked", verbose_name="通报的问题")
    said = models.CharField("哪里有出入", max_length=300, blank=True)

    class Meta:
        verbose_name = "核实的一条"
        constraints = [models.UniqueConstraint(fields=["check_of", "line"], name="checked_line_once")]
